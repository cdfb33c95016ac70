"""이름 규칙: what the files of reports are called, from a pattern with words in braces."""

import re
from collections.abc import Mapping

from app.domain.filenames import fitting
from app.errors import UserError

PATTERN = "{과제}_{보고서}_{날짜}"
WORDS = ("과제", "보고서", "날짜", "연도", "기관", "사업")
LONGEST = 40
"""Letters of one word: with an office's folders before it the path stays under 260 letters."""
_BRACES = re.compile(r"\{([^{}]*)\}")


def check(pattern: str) -> str:
    """Return the pattern without blanks at its ends; a ``UserError`` where it cannot tell files apart."""
    found = pattern.strip()
    unknown = [word for word in _BRACES.findall(found) if word not in WORDS]
    if unknown:
        words = ", ".join(f"{{{word}}}" for word in WORDS)
        raise UserError(f"이름 규칙에 ‘{{{unknown[0]}}}’은 쓸 수 없습니다. 쓸 수 있는 말: {words}", "pattern")
    if "{보고서}" not in found:
        raise UserError("이름 규칙에 {보고서}를 넣으십시오. 없으면 파일들이 서로 덮어씁니다.", "pattern")
    return found


def file_name(pattern: str, words: Mapping[str, str], format: str, taken: set[str]) -> str:
    """Return a name that every system takes and that is not ``taken`` yet; it is taken afterwards.

    A word without a value leaves out the sign that joins it: no name begins or ends with one.
    """
    filled = _BRACES.sub(lambda match: words.get(match[1], "")[:LONGEST].strip(), check(pattern))
    stem = fitting(re.sub(r"([_\-. ])\1+", r"\1", filled).strip("_-. "), "보고서").rstrip("_-. ")
    name, number = f"{stem}.{format}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}_{number}.{format}"
    taken.add(name.casefold())
    return name
