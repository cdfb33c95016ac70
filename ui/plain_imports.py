"""Qt loaded with no more of PySide's own Python than a running program uses.

PySide carries the source of modules that describe its functions: for the text of an error, for
``inspect.signature``, for writing stubs.  It compiles and runs all of them at every start, a quarter of what
loading Qt takes.  Here each waits for its first use.

PySide also puts a function of its own in place of ``__import__`` and reads the source of every module
imported from then on, in case one asks for other spellings (``from __feature__ import ...``).  No module of
the program does; measured, that cost a fifth of the time that the database takes to load.
"""

import builtins
from importlib import import_module
from threading import RLock
from typing import Any

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
    try:
        import_module("PySide6.QtWidgets")
    finally:
        builtins.compile, builtins.__import__ = plain, plain_import


def fill(file: str, module: dict[str, Any], name: str) -> Any:
    """Run the source of a module that has waited and return what it calls ``name``; for any thread."""
    with _lock:
        if file in _sources and not name.startswith("__"):
            exec(compile(_sources.pop(file), file, "exec"), module)  # noqa: S102 - PySide's own source
    try:
        return module[name]
    except KeyError:
        raise AttributeError(name) from None
