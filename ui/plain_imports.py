"""Qt loaded without its hand on Python's imports.

PySide puts a function of its own in place of ``__import__`` and reads the source of every module imported
from then on, in case one asks for PySide's other spellings (``from __feature__ import ...``).  No module of
the program does; measured, the hook cost a fifth of the time that the database takes to load.
"""

import builtins
from importlib import import_module


def load_qt() -> None:
    """Load Qt and leave ``__import__`` as it was; nothing changes where Qt is loaded already."""
    plain = builtins.__import__
    import_module("PySide6.QtWidgets")
    builtins.__import__ = plain
