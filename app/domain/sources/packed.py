"""Files that pack their parts (docx, xlsx, hwpx): what reading one raises that is not as it should be."""

import struct
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""The bytes themselves are no longer those that were written; of packing that nobody does, too."""
UNREADABLE = (
    *DAMAGED, ParseError, struct.error, OSError, ValueError, LookupError, RuntimeError, StopIteration,
)  # fmt: skip
"""Damaged, locked, or with other parts than such a file has: what reading it raises, whoever wrote it."""
