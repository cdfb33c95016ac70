"""What the C library does with memory that was freed."""

import contextlib
import sys
from typing import Any

# of glibc's malloc.h
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
LARGE, SPARE = 1 << 20, 2 << 20
"""Blocks from this size on go back to the system when freed; so much may lie idle at the end. In bytes."""


def give_back() -> None:
    """Have large blocks returned to the system as soon as they are freed, as Windows does by itself.

    glibc puts off more of them with every larger one that it has seen freed: after the picture of a page and
    the reading of a font, 8 MB lay idle in between what stays.  And each thread had a heap of its own, of
    which no other could use what was freed there: 3 MB.
    """
    with contextlib.suppress(AttributeError, OSError):
        library = _library()
        library.mallopt(_MMAP_THRESHOLD, LARGE)
        library.mallopt(_TRIM_THRESHOLD, SPARE)
        library.mallopt(_ARENA_MAX, 1)


def trim() -> None:
    """Return the whole pages that lie idle in between, 3 MB once all pages were seen; takes under 1 ms."""
    with contextlib.suppress(AttributeError, OSError):
        _library().malloc_trim(0)


def _library() -> Any:
    """Return the C library; another than glibc has no such calls, which an ``AttributeError`` tells."""
    if not sys.platform.startswith("linux"):
        raise OSError("no glibc")
    import ctypes

    return ctypes.CDLL(None)
