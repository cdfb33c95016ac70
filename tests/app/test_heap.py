"""Memory that was freed goes back to the system."""

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes
from app import heap

class Told(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd".split()]

told = ctypes.CDLL(None).mallinfo2
told.restype = type("Whole", (Told,), {"_fields_": [("rest", ctypes.c_size_t * 5)]})
freed = bytes(20 << 20)
del freed  # from here on glibc keeps what is smaller
heap.give_back()
before = told().hblkhd
large = bytes(2 * heap.LARGE)
print(told().hblkhd - before >= 2 * heap.LARGE)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a setting of glibc")
def test_a_large_block_is_one_of_its_own_whatever_was_freed_before() -> None:
    """So it returns to the system when it is freed, and leaves no hole between those that stay."""
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    if "mallinfo2" in told.stderr:
        pytest.skip("another C library than glibc")
    assert told.stdout.strip() == "True", told.stderr
