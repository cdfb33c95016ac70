"""What the C library does with memory that was freed."""

import contextlib
import sys

# of glibc's malloc.h
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
LARGE, SPARE = 1 << 20, 2 << 20
"""Blocks from this size on go back to the system when freed; so much may lie idle at the end. In bytes."""


def give_back() -> None:
    """Have large blocks returned to the system as soon as they are freed, as Windows does by itself.

    glibc puts off more of them with every larger one that it has seen freed: after the picture of a page and
    the reading of a font, 8 MB lay idle in between what stays.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    # another C library than glibc has no such setting
    with contextlib.suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, LARGE)
        library.mallopt(_TRIM_THRESHOLD, SPARE)
