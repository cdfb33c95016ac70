"""The identity of a record: a UUIDv7 of its own, in the order of creation."""

import threading
from uuid import RFC_4122, UUID

import pytest

from db import uid


def test_an_identity_is_a_uuid_of_version_7() -> None:
    """Other programs read version, variant and the moment in it."""
    found = UUID(uid.new_uid())
    assert (found.version, found.variant) == (7, RFC_4122)


def test_identities_are_in_the_order_of_creation(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than one millisecond holds, and after a clock that went back, each is above the one before."""
    moments = iter([5_000_000] * 6000 + [4_000_000] * 10 + [9_000_000])
    monkeypatch.setattr(uid, "_maker", uid._Maker())
    monkeypatch.setattr("time.time_ns", lambda: next(moments))
    made = [uid.new_uid() for _ in range(6011)]
    assert made == sorted(set(made))
    assert UUID(made[0]).int >> 80 == 5 and UUID(made[-1]).int >> 80 == 9


def test_threads_never_make_the_same_identity() -> None:
    """Every thread writes records."""
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend([uid.new_uid() for _ in range(2000)])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8000
