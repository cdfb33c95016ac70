"""Large results are let go of piece by piece."""

import weakref

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
