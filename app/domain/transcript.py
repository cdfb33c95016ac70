"""The words of a transcript file: plain text in the encodings offices use, and Word documents."""

import io
import zipfile
from xml.etree.ElementTree import Element, ParseError, fromstring

from app.domain.hangul import quoted
from app.domain.sources.packed import UNREADABLE
from app.errors import UserError

MOST_BYTES = 20 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENCODINGS = ("utf-8-sig", "cp949", "utf-16")


def text_of(name: str, data: bytes) -> str:
    """Return the words of a transcript called ``name``; what cannot be read is a ``UserError``."""
    if len(data) > MOST_BYTES:
        raise UserError(
            f"{quoted(name, '이/가')} 20MB보다 큽니다. 글만 담은 파일로 나누어 주십시오.", "files"
        )
    if name.lower().endswith(".docx"):
        return _document(name, data)
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").strip()
    raise UserError(f"‘{name}’의 글자를 읽을 수 없습니다. txt(UTF-8)나 docx로 저장해 주십시오.", "files")


def _document(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            info = packed.getinfo("word/document.xml")
            if info.file_size > 4 * MOST_BYTES:
                raise UserError(f"‘{name}’의 내용이 너무 큽니다. 나누어 주십시오.", "files")
            written = packed.read(info)
        if b"<!DOCTYPE" in written[:2000] or b"<!ENTITY" in written:
            raise ParseError("a document of Word declares no entities")
        root = fromstring(written)  # noqa: S314 - no entities, a bounded size
    except UNREADABLE as error:
        raise UserError(f"{quoted(name, '은/는')} 읽을 수 있는 docx 문서가 아닙니다.", "files") from error
    return "\n".join(_words(paragraph) for paragraph in root.iter(f"{_W}p")).strip()


def _words(paragraph: Element) -> str:
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}br"):
            parts.append(" " if node.tag == f"{_W}tab" else "\n")
    return "".join(parts)
