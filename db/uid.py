"""The identity of a record beyond its file: a UUIDv7, in the order of creation."""

import os
import threading
import time

_BITS, _POOL = 8, 512
_RANDOM_MASK, _VARIANT = (1 << 62) - 1, 1 << 63
_COUNT_BITS = 12


class _Maker:
    """Makes the identities of this process: milliseconds, a count within them, 62 random bits (RFC 9562).

    Random bits are fetched for many at once: every call of the system lets go of the interpreter's lock, and
    thousands of such moments, each too short to be used, kept the window from running.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._pool = b""
        self._at = 0

    def make(self) -> int:
        with self._lock:
            if self._at >= len(self._pool):
                self._pool, self._at = os.urandom(_BITS * _POOL), 0
            chance = int.from_bytes(self._pool[self._at : self._at + _BITS], "big") & _RANDOM_MASK
            self._at += _BITS
            # the count begins anew with every millisecond; where it runs over, it runs into the next one
            self._last = max(self._last + 1, time.time_ns() // 1_000_000 << _COUNT_BITS)
            moment, count = divmod(self._last, 1 << _COUNT_BITS)
        return moment << 80 | 7 << 76 | count << 64 | _VARIANT | chance


_maker = _Maker()


def new_uid() -> str:
    """Return a new UUIDv7 as text (RFC 9562); unique without asking any other PC."""
    text = f"{_maker.make():032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
