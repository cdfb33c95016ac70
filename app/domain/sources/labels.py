"""The labels of collected cases (개요, 추진주체, …) and how a line shows that it carries one."""

import re
from dataclasses import dataclass

from app.domain.codes import squeeze
from app.domain.sources.text import Line, unnumbered

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
_DASHES = ("-", "–", "—", "‐", "−")
_PICTURE = re.compile(r"^\[*(파일|그림|사진|File|Image)\s*:", re.IGNORECASE)
# Every pattern looks at a short piece only: a line may be a million characters long.
_LONGEST_HEAD = 80
_HEAD = re.compile(r"(?P<word>[^()]{1,20}?)\s*(?P<note>\([^)]*\))?")
_GLUED = re.compile(r"(?<=\S) {0,3}[*•●○◦▪■□] {0,3}(?P<label>(?P<word>[^:*•]{1,20}):)")
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
    line = unnumbered(line)
    head, colon, _ = line.text[:_LONGEST_HEAD].partition(":")
    if known := _known(head):
        rest = line.text[len(head) + len(colon) :] if colon else ""
        return Label(known[0], f"{known[1]} {rest.strip()}".strip())
    word, _, rest = line.text.partition(" ")
    key = LABELS.get(word, REMARKS)
    bulleted = bool(line.mark) and line.mark not in _DASHES
    if not rest or key in {REMARKS, *taken} or not (bulleted or key == "summary"):
        return None
    return Label(key, rest.strip(), colon=False)


def _known(head: str) -> tuple[str, str] | None:
    """Return the field and the bracketed note of what stands before a colon, or alone on its line."""
    # A question mark before the colon is what is left of a no-break space that CP949 does not have.
    match = _HEAD.fullmatch(head.strip(" ?"))
    key = LABELS.get(squeeze(match["word"].rstrip("?"))) if match else None
    return (key, match["note"] or "") if match and key else None


def is_strange_label(line: Line) -> bool:
    """Tell whether ``line`` looks like a label of its own that is not among the known ones."""
    return line.mark not in _DASHES and bool(_STRANGE.match(line.text))


def is_picture(line: Line) -> bool:
    """Tell whether ``line`` only names a picture."""
    return bool(_PICTURE.match(line.text))


def unglue(line: Line) -> list[Line]:
    """Return ``line`` cut before a bullet and known label that were written at the end of its text."""
    glued = [m for m in _GLUED.finditer(line.text) if squeeze(m["word"].rstrip(" ?")) in LABELS]
    if not glued:
        return [line]
    before, label = line.text[: glued[-1].start()], line.text[glued[-1].start("label") :]
    return [Line(line.number, line.mark, before), Line(line.number, "*", label)]
