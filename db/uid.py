"""The identity of a record beyond its file: a UUIDv7, in the order of creation."""

import os
import time
from itertools import accumulate, islice


def new_uid() -> str:
    """Return a new UUIDv7 as text (RFC 9562); unique without asking any other PC."""
    # Loaded with the first record: the library takes 0.04 s, and a start reads before it writes.
    from uuid6 import uuid7

    return str(uuid7())


def new_uids(count: int) -> list[str]:
    """Return ``count`` new UUIDv7 in their order: of one moment, the last 62 of their bits grow by each.

    Made one by one by the library, a hundred thousand took half a second.
    """
    moment, chance = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(2)) >> 4
    head = f"{moment >> 16:08x}-{moment & 0xFFFF:04x}-7{chance:03x}-"
    # One bit is left free, so that what is added never runs over.
    first = int.from_bytes(os.urandom(8)) >> 3
    steps = memoryview(os.urandom(4 * count)).cast("I")
    grown = islice(accumulate(steps, lambda last, step: last + step + 1, initial=first), 1, None)
    return [f"{head}{_VARIANT | last >> 48:04x}-{last & _NODE:012x}" for last in grown]


_VARIANT, _NODE = 0x8000, (1 << 48) - 1
