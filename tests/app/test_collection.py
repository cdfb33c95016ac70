"""Large results are let go of piece by piece; what was loaded is visited no more."""

import gc
import sys
import weakref
from types import ModuleType

import pytest

from app import collection
from app.collection import given_up


class Item:
    """Something that a reference can watch."""


def test_what_was_given_up_is_free_before_the_next_comes() -> None:
    """The order is kept, and nothing but the item at hand is still there."""
    items = [Item() for _ in range(3)]
    watched = [weakref.ref(item) for item in items]
    for number, item in enumerate(given_up(items)):
        assert item is watched[number]()
        assert all(ref() is None for ref in watched[:number])
        del item
    assert items == [] and all(ref() is None for ref in watched)


def test_what_a_step_has_loaded_is_everlasting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the program runs, a step that loads many modules leaves nothing of them to be visited."""
    monkeypatch.setattr(collection, "_loaded", [len(sys.modules)])
    frozen = gc.get_freeze_count()
    collection.hold()
    collection.resume()
    assert gc.get_freeze_count() == frozen
    collection.hold()
    for number in range(collection.MANY):
        monkeypatch.setitem(sys.modules, f"loaded_{number}", ModuleType(f"loaded_{number}"))
    collection.resume()
    assert gc.isenabled() and gc.get_freeze_count() > frozen
    gc.unfreeze()
