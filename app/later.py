"""Modules that others import and hardly use: each waits until it is asked for something.

A library that imports another for a rare case makes every start wait for it and holds its memory for good.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from types import ModuleType
from typing import Any

_first_use = Lock()
"""Two threads that ask at once must not both take the waiting module away, nor one the other's real one."""


def put_off(name: str, **known: Any) -> None:
    """Let a module that will be imported wait until it is asked for anything but what is ``known`` of it.

    Nothing happens where it is loaded already or does not exist.  Of a dotted name the package is imported at
    once and holds the waiting module as its own; the first use puts the real one in both places.
    """
    if name not in sys.modules and (spec := find_spec(name)):
        waiting = ModuleType(name)

        def __getattr__(wanted: str) -> Any:  # noqa: N807 - what Python asks a module for
            with _first_use:
                if sys.modules.get(name) is waiting:
                    del sys.modules[name]
            # Outside of the lock: the import has locks of its own, and whoever comes second waits at those.
            return getattr(import_module(name), wanted)

        vars(waiting).update(known, __spec__=spec, __getattr__=__getattr__)
        sys.modules[name] = waiting
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(import_module(parent), child, waiting)
