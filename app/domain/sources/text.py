"""From bytes to lines: encodings, line ends, blanks and bullet marks that differ between programs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from app.domain.hangul import composed
from app.errors import UserError

MAX_LINE = 1_000_000
_PIECE = 2_000
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_KNOWN_FILES = {
    b"PK\x03\x04": "압축 또는 엑셀·한글(HWPX) 파일",
    b"%PDF": "PDF 파일",
    b"\xd0\xcf\x11\xe0": "한글(HWP) 또는 옛 엑셀 파일",
    b"\x89PNG": "그림 파일",
    b"\xff\xd8\xff": "그림 파일",
}
SAVE_AS_TEXT = "내용을 글 파일(.txt, UTF-8)로 저장한 뒤 다시 선택하십시오."
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# A hyphen or plus before a figure is its sign, and ** opens bold text: neither marks a bullet.  A question
# mark with a blank after it is what is left of a bullet that CP949 does not have.  Letters are drawn bullets
# where nothing is written together with them: ㅇ and ㅁ of the Korean keyboard, o of a converted document.
_BULLET = re.compile(
    r"\s*([•●○◦▪▫■□ㆍ·∙‣‧・◆◇❖▶▷►▻▸▹➢➤➔☞◎◉◯⦁⚫⚪★☆✓✔☑✅❍⁃›»]"
    r"|\*(?!\*)|\?(?=\s)|[-–—‐−](?![\d-])|[-–—‐−](?=\s)|\+(?!\d)|[ㅇㅁ](?![ㄱ-ㅣ])|[oO](?=\s))\s*"
)
# What numbers a line, and the mark of a note, say something themselves: they are set aside only to look at
# what follows them.
_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)](?!\d)|[①-⑳]|[가-하][.)](?=\s)|※)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read: its number from 1, the bullet mark before it ('' where none) and its text."""

    number: int
    mark: str
    text: str


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a BOM, or CP949, with line feeds as line ends.

    Raises UserError for an empty file, one that is not text, or one with a line over MAX_LINE characters.
    """
    if not data.strip():
        raise UserError("파일이 비어 있습니다. 내용이 있는 파일인지 확인하십시오.")
    for magic, name in _KNOWN_FILES.items():
        if data.startswith(magic):
            raise UserError(f"글 파일이 아니라 {name}입니다. {SAVE_AS_TEXT}")
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if _has_control(text):
        raise UserError(f"글 파일이 아닙니다(읽을 수 없는 문자가 있습니다). {SAVE_AS_TEXT}")
    if not text.strip():
        raise UserError("파일이 비어 있습니다. 내용이 있는 파일인지 확인하십시오.")
    _check_lengths(text)
    return text


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF16_BOMS):
        encodings = ["utf-16"]
    elif data.startswith(_UTF8_BOM):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp949"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"글자 인코딩을 알 수 없습니다(UTF-8, UTF-16, CP949가 아닙니다). {SAVE_AS_TEXT}")


def _has_control(text: str) -> bool:
    # Piece by piece: a search holds up every other thread of the program.  One of 50,000 characters takes a
    # millisecond, and a window that paints beside it waits so long a hundred times.
    pieces = range(0, len(text), _PIECE)
    return any(_CONTROL.search(text, start, start + _PIECE) for start in pieces)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; one by one, for a hundred thousand made at once hold others up."""
    for number, line in enumerate(StringIO(text, newline="\n"), 1):
        yield number, line.removesuffix("\n")


def _check_lengths(text: str) -> None:
    for number, line in _numbered(text):
        if len(line) > MAX_LINE:
            raise UserError(
                f"{number}번째 줄이 {len(line):,}자로 너무 깁니다(한 줄에 {MAX_LINE:,}자까지). "
                "줄바꿈이 있는 글 파일인지 확인하고 나누어 저장하십시오."
            )


def normalise_line(line: str) -> str:
    """Return ``line`` with plain blanks and colons and without invisible characters, else as written."""
    line = _INVISIBLE.sub("", _BLANKS.sub(" ", line)).replace("：", ":").rstrip()
    return composed(line)


def read_line(number: int, written: str) -> Line:
    """Return a line without the bullet mark and blanks before its text."""
    text = normalise_line(written)
    bullet = _BULLET.match(text)
    if bullet is None:
        return Line(number, "", text.strip())
    return Line(number, bullet.group(1), text[bullet.end() :].strip())


def unnumbered(line: Line) -> Line:
    """Return a line without the number or mark of a note before its text, which is its mark then."""
    found = None if line.mark else _NUMBER.match(line.text)
    return Line(line.number, found[0].strip(), line.text[found.end() :]) if found else line


def read_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold something, with their numbers."""
    lines = (read_line(number, written) for number, written in _numbered(text))
    return [line for line in lines if line.text]
