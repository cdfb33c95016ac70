"""A sheet whose cells are all near is told so by its text as a whole; of any doubt nothing is told."""

import pytest

from exports.readers.nearness import bound

ROW = b'<row r="%d"><c r="A%d" t="s"><v>1</v></c><c r="L%d"/></row>'
PLACED = b"".join(ROW % (n, n, n) for n in range(1, 4))
PLAIN = b"<sheetData>" + b'<row><c t="s"><v>1</v></c><c><v>2</v></c></row>' * 3 + b"</sheetData>"


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([PLACED], (199_999, 26)),
        ([PLACED, b'<row r="199999"><c r="Z199999"><v>1</v></c></row>'], (199_999, 26)),
        ([PLACED, b'<row r="4"><c r="CZ4"><v>1</v></c></row>'], (49_999, 104)),
        ([PLACED, b'<row r="4"><c r="ZZ4"><v>1</v></c></row>'], (7_999, 702)),
        ([PLAIN], (3, 2)),
        ([b'<row r="7"><c><v>1</v></c><c><v>2</v></c></row>'], (199_999, 2)),
        ([b"<sheetData>", b"<row><c/>", b"<c/>", b"<c/></row>", b"<row><c/></row>"], (2, 3)),
    ],
    ids=[
        "near",
        "last of the first bound",
        "wide",
        "wider",
        "without places",
        "rows alone",
        "a row in pieces",
    ],
)
def test_near_cells_are_told_by_a_bound(pieces: list[bytes], told: tuple[int, int]) -> None:
    """Each bound holds all cells; without places the rows and the most cells of one count."""
    assert bound(pieces) == told


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="4"><c r="XFD4"><v>1</v></c></row>',
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        b'<row r="4"><c r="A1048576"><v>1</v></c></row>',
        b'<row r="4"><c r="xfd4"><v>1</v></c></row>',
        b"<row r='4'><c r='XFD4'><v>1</v></c></row>",
        b'<row r="4"><c t="s" r="XFD4"><v>1</v></c></row>',
        b'<row r="4"><c\nr = "XFD4"><v>1</v></c></row>',
        b'<row r="4"><c><v>1</v></c></row>',
        b'<x:row r="4"><x:c r="XFD4"><x:v>1</x:v></x:c></x:row>',
        b'<row r="50000"><c r="AA50000"><v>1</v></c></row>',
    ],
)
@pytest.mark.parametrize("before", [PLACED, PLAIN])
def test_of_far_cells_and_of_doubtful_ones_nothing_is_told(before: bytes, far: bytes) -> None:
    """However its place is written, after many that are near the sheet is looked at cell by cell."""
    assert bound([before, far]) is None
