"""The identity of a record beyond its file: a UUIDv7, in the order of creation."""

import os
import sys
import time
from array import array
from itertools import accumulate, islice

_VARIANT, _PART = 0x8000, 8192


def new_uid() -> str:
    """Return a new UUIDv7 as text (RFC 9562); unique without asking any other PC."""
    # Loaded with the first record: the library takes 0.04 s, and a start reads before it writes.
    from uuid6 import uuid7

    return str(uuid7())


def new_uids(count: int) -> list[str]:
    """Return ``count`` new UUIDv7 in their order: of one moment, the last 62 of their bits grow by each.

    Made one by one by the library a hundred thousand took half a second, each written out by Python a tenth:
    only their last groups differ, those of a part are written out as one text.
    """
    moment, chance = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(2)) >> 4
    head = f"{moment >> 16:08x}-{moment & 0xFFFF:04x}-7{chance:03x}-"
    # One bit is left free for the parts that follow.
    clock = _VARIANT | int.from_bytes(os.urandom(2)) >> 3
    made: list[str] = []
    for part, start in enumerate(range(0, count, _PART)):
        group = f"\n{head}{clock + part:04x}-"
        made += f"\n{_nodes(min(_PART, count - start))}".replace("\n0000", group)[1:].split("\n")
    return made


def _nodes(count: int) -> str:
    """Return so many numbers of 48 bits, each greater than the one before, as lines of 16 figures."""
    # One bit is left free, so that what is added never runs over.
    first = int.from_bytes(os.urandom(6)) >> 1
    steps = map((1).__add__, memoryview(os.urandom(4 * count)).cast("I"))
    numbers = array("Q", islice(accumulate(steps, initial=first), 1, None))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tobytes().hex("\n", 8)
