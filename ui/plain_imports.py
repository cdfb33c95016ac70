"""Qt loaded with no more of PySide's own Python than a running program uses.

PySide carries the source of modules that describe its functions: for the text of an error, for
``inspect.signature``, for writing stubs.  It compiles and runs all of them at every start, a quarter of what
loading Qt takes.  Here each waits for its first use.

PySide also puts a function of its own in place of ``__import__`` and reads the source of every module
imported from then on, in case one asks for other spellings (``from __feature__ import ...``).  No module of
the program does; measured, that cost a fifth of the time that the database takes to load.

What these modules import of the standard library waits too: PySide gets a module that loads the real one when
something of it is asked for.  Of ``inspect``, which brings a parser of Python along, PySide asks for each
module loaded whether its source may want other spellings; while Qt is loaded it is told that there is none.
"""

import builtins
import sys
from importlib import import_module
from threading import RLock
from types import ModuleType
from typing import Any

from ui import quick_enums

_LATE = ("errorhandler", "layout", "mapping", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
_FILES = {f"shibokensupport/signature/{name}.py" for name in _LATE}
# PySide's C code looks ``update_mapping`` up by itself, before it tells of an argument of a wrong type.
_STUB = """
def __getattr__(name):
    from ui.plain_imports import fill
    return fill({file!r}, globals(), name)

def update_mapping():
    return __getattr__("update_mapping")()
"""
_WAITING = ("inspect", "tempfile", "textwrap", "traceback")
_sources: dict[str, Any] = {}
_lock = RLock()


def load_qt() -> None:
    """Load Qt's widgets and leave ``__import__`` as it was; nothing changes where Qt is loaded already."""
    plain, plain_import = builtins.compile, builtins.__import__

    def compiled(source: Any, filename: Any, *how: Any, **more: Any) -> Any:
        if filename not in _FILES:
            return plain(source, filename, *how, **more)
        _sources[filename] = source
        return plain(_STUB.format(file=filename), filename, "exec")

    builtins.compile = compiled
    quick_enums.install()
    stand_ins = {name: _stand_in(name) for name in _WAITING if name not in sys.modules}
    sys.modules.update(stand_ins)
    _tell_no_source(stand_ins.get("inspect"))
    try:
        import_module("PySide6.QtWidgets")
    finally:
        builtins.compile, builtins.__import__ = plain, plain_import
        for name, module in stand_ins.items():
            vars(module).pop("getsource", None)
            # Whoever imports it from now on gets the real one.
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _tell_no_source(inspect: ModuleType | None) -> None:
    def getsource(_module: object) -> str:
        raise OSError

    if inspect is not None:
        vars(inspect)["getsource"] = getsource


def _stand_in(name: str) -> ModuleType:
    """Return a module that passes on what is asked of it to the real ``name``."""
    module = ModuleType(name)

    def passed_on(attribute: str) -> Any:
        if sys.modules.get(name) is module:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    module.__getattr__ = passed_on  # type: ignore[method-assign]
    return module


def fill(file: str, module: dict[str, Any], name: str) -> Any:
    """Run the source of a module that has waited and return what it calls ``name``; for any thread."""
    with _lock:
        if file in _sources and not name.startswith("__"):
            exec(compile(_sources.pop(file), file, "exec"), module)  # noqa: S102 - PySide's own source
    try:
        return module[name]
    except KeyError:
        raise AttributeError(name) from None
