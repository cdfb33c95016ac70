"""The labels of collected cases (개요, 추진주체, …) and how a line shows that it carries one."""

import re
from dataclasses import dataclass

from app.domain.codes import squeeze
from app.domain.sources.text import Line

CLASSIFICATION = "classification"
REMARKS = "remarks"
WEBSITE = "website"

_WORDS = {
    CLASSIFICATION: ("분류",),
    "summary": ("개요", "사업개요"),
    "actors": ("추진주체", "참여주체", "추진기관", "참여기관"),
    "achievements": (
        "주요성과",
        "성과",
        "추진성과",
        "실적",
        "실적및사례",
        "주요성과및의의",
        "주요성과또는효과",
    ),
    WEBSITE: ("관련사이트", "사이트연결", "관련사이트주소", "홈페이지"),
    REMARKS: ("기타", "비고"),
    "background": ("배경", "추진배경", "도입취지", "도입배경"),
    "purpose": ("목적", "사업목적"),
    "content": ("사업내용", "주요내용", "운영방식", "활동영역"),
    "characteristics": ("특성", "특징", "의의"),
}
LABELS = {word: key for key, words in _WORDS.items() for word in words}
_DASHES = ("-", "–", "—")
_PICTURE = re.compile(r"^\[*(파일|그림|사진|File|Image)\s*:", re.IGNORECASE)
# A question mark before the colon is what is left of a no-break space that CP949 does not have.
_WITH_COLON = re.compile(r"^(?P<word>[^:()]{1,20}?)[\s?]*(?P<note>\([^)]*\))?[\s?]*:(?!//)\s*(?P<value>.*)$")
_BARE = re.compile(r"^(?P<word>[^:()]{1,20}?)\s*(?P<note>\([^)]*\))?$")
_GLUED = re.compile(r"^(?P<before>.*\S)\s*[*•●○◦▪■□]\s*(?P<label>(?P<word>[^:*•]{1,20}?)[\s?]*:.*)$")
_STRANGE = re.compile(r"^[가-힣A-Za-z0-9][가-힣A-Za-z0-9 ·/]{0,11}\s*:(?!//)")


@dataclass(frozen=True, slots=True)
class Label:
    """A known label on a line: the field it opens, the text after it, and whether a colon was written."""

    key: str
    value: str
    colon: bool = True


def find_label(line: Line, taken: frozenset[str]) -> Label | None:
    """Return the known label that ``line`` carries: with a colon, alone, or before text after a bullet.

    A label without its colon counts only while its field, not in ``taken``, is empty, and after a round
    or square bullet; 개요, which opens a case, may stand after any mark or none.
    """
    for pattern in (_WITH_COLON, _BARE):
        match = pattern.match(line.text)
        if match and (key := LABELS.get(squeeze(match["word"]))):
            rest = match.groupdict().get("value") or ""
            return Label(key, f"{match['note'] or ''} {rest}".strip())
    word, _, rest = line.text.partition(" ")
    key = LABELS.get(word, REMARKS)
    bulleted = bool(line.mark) and line.mark not in _DASHES
    if not rest or key in {REMARKS, *taken} or not (bulleted or key == "summary"):
        return None
    return Label(key, rest.strip(), colon=False)


def is_strange_label(line: Line) -> bool:
    """Tell whether ``line`` looks like a label of its own that is not among the known ones."""
    return line.mark not in _DASHES and bool(_STRANGE.match(line.text))


def is_picture(line: Line) -> bool:
    """Tell whether ``line`` only names a picture."""
    return bool(_PICTURE.match(line.text))


def unglue(line: Line) -> list[Line]:
    """Return ``line`` cut before a bullet and known label that were written at the end of its text."""
    match = _GLUED.match(line.text)
    if match is None or squeeze(match["word"]) not in LABELS:
        return [line]
    return [Line(line.number, line.mark, match["before"]), Line(line.number, "*", match["label"])]
