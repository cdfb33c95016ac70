"""Which columns of an xlsx sheet show their numbers as percents: asked only where the values do not tell.

The fast reader gives values without their formats; a cell that shows 100% holds 1.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from app.domain.sources.packed import UNREADABLE
from exports.readers.marks import ZIP, paths_of
from exports.readers.prefixes import bare, prefix_of

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = frozenset({9, 10})
"""0% and 0.00%, which a workbook names by number alone (ECMA-376, 18.8.30)."""
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.')
"""What a format writes as it is: 0"%" shows 35 as 35%."""
_LOOKED_AT = 1 << 20
"""So much of a sheet tells how its columns are formatted: they are from top to bottom."""
_CELL = re.compile(rb"<c\b([^<>]*)>\s*<[vf]")
_REF, _STYLE = re.compile(rb'\br="([A-Z]+)\d+"'), re.compile(rb'\bs="(\d+)"')
_TEXT = re.compile(rb'\bt="(?!n")')


def percent_columns(content: bytes, place: int) -> frozenset[int]:
    """Return the columns of the sheet at ``place``, from 0, all of whose numbers are shown as percents."""
    if not content.startswith(ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            styles = frozenset(_percent_styles(packed.read("xl/styles.xml")))
            if not styles:
                return frozenset()
            with packed.open(paths_of(packed)[place]) as stream:
                head = stream.read(_LOOKED_AT)
    except UNREADABLE:
        return frozenset()  # its cells were read all the same
    return _columns(bare(head, prefix_of(head[:8192])), styles)


def _percent_styles(xml: bytes) -> Iterator[int]:
    root = ElementTree.fromstring(xml)  # noqa: S314 - no entity is resolved
    shown = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{_MAIN}numFmt")}
    formats = root.find(f"{_MAIN}cellXfs")
    for number, one in enumerate(formats if formats is not None else ()):
        code = one.get("numFmtId", "0")
        if int(code) in _BUILT_IN or "%" in _SAID.sub("", shown.get(code, "")):
            yield number


def _columns(xml: bytes, styles: frozenset[int]) -> frozenset[int]:
    found: dict[bytes, bool] = {}
    for marks in _CELL.findall(xml):
        told, style = _REF.search(marks), _STYLE.search(marks)
        if told and not _TEXT.search(marks):
            is_percent = style is not None and int(style[1]) in styles
            found[told[1]] = found.get(told[1], True) and is_percent
    return frozenset(_number(letters) for letters, is_percent in found.items() if is_percent)


def _number(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1
