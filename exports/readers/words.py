"""The words of a stored file, as far as they can be read: to look for persons before it is decided about.

Office documents are packed XML (docx, xlsx, pptx, hwpx, odt); their words stand between the marks.
"""

import io
import re
import zipfile
from html import unescape
from pathlib import PurePath

from app.domain.sources.packed import UNREADABLE

MOST_BYTES = 64 * 1024 * 1024
_PACKED = {".docx", ".xlsx", ".pptx", ".hwpx", ".odt", ".ods", ".xlsm"}
_PLAIN = {".txt", ".md", ".csv", ".tsv", ".json", ".xml", ".html", ".htm", ".ics", ".log", ".srt", ".vtt"}
_ENCODINGS = ("utf-8-sig", "cp949", "utf-16")
_MARK = re.compile(r"<[^>]*>")


def words_of(name: str, data: bytes) -> str | None:
    """Return the words in a file called ``name``; None where none can be read (pictures, sound)."""
    kind = PurePath(name).suffix.casefold()
    if len(data) > MOST_BYTES:
        return None
    if kind in _PACKED:
        return _packed(data)
    if kind == ".pdf":
        return _pdf(data)
    return _plain(data) if kind in _PLAIN else None


def _plain(data: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    return None


def _packed(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [info for info in packed.infolist() if info.filename.endswith((".xml", ".rels"))]
            if sum(info.file_size for info in parts) > 4 * MOST_BYTES:
                return None
            # A name may be cut in two by marks of layout, so the words are also read without them.
            texts = [packed.read(info).decode("utf-8", "replace") for info in parts]
    except UNREADABLE:
        return None
    # Some programs write every Korean letter as a number (&#44032;).
    return unescape("\n".join([*texts, *(_MARK.sub("", text) for text in texts)]))


def _pdf(data: bytes) -> str | None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, NotImplementedError):
        return None
    # A scan has pages and no words.
    return text if text.strip() else None
