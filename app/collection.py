"""When Python's cyclic collector runs: not while the program starts, nor while a step of work runs.

A full collection visits every object and holds the interpreter's lock meanwhile, whichever thread began
it, so that the window stands still.  Most memory is freed without it; it finds only what refers to itself.
"""

import gc
import sys
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")
MANY = 20
"""So many modules more than before are worth taking for everlasting."""
_loaded: list[int] = []
"""How many modules there were each time all was taken for everlasting."""


def hold() -> None:
    """Let the collector rest until ``resume``."""
    gc.disable()


def resume() -> None:
    """Let the collector run again.

    Where a step has loaded modules, all that lives by now is taken for everlasting: their 34,000 objects
    (those of the first workbook written) would be visited at once and hold the window up for 0.04 s.
    """
    if _loaded and len(sys.modules) - _loaded[-1] >= MANY:
        settle()
    gc.enable()


def given_up(items: list[T]) -> Iterator[T]:
    """Yield the items in their order and let go of each; the list is empty then.

    10,000 records freed at once, as when a function returns, hold the interpreter's lock for 0.03 s.
    """
    items.reverse()
    while items:
        yield items.pop()


def let_go(items: list[T]) -> None:
    """Let go of the items one by one, so that others may work in between; the list is empty then."""
    for _item in given_up(items):
        pass


def settle() -> None:
    """Take what is loaded by now for everlasting, so that no later collection visits it, and resume."""
    _loaded.append(len(sys.modules))
    gc.freeze()
    gc.enable()
