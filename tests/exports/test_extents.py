"""A file whose cells would take more memory than there is, is refused before they are read."""

import re
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.search.file_text import ReadState
from app.services.search import file_texts
from app.services.workspace import Workspace
from exports.readers import extents
from exports.readers.books import Unreadable, open_book
from exports.readers.texts import Unreadable as NoText
from exports.readers.texts import text_of
from tests import factories
from tests.app.services.tabular.files import ods, xls, xlsb, xlsx

ROWS = [["성명", "소속"], ["홍길동", "시청"]]


def _far(book: object, sheet: object) -> None:
    sheet["XFD1048576"] = " "  # type: ignore[index]


def _anew(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(made, "w") as out:
        for name in packed.namelist():
            data = packed.read(name)
            assert name != part or old in data
            out.writestr(name, data.replace(old, new) if name == part else data)
    return made.getvalue()


def _lying() -> bytes:
    """A sheet that says it is small."""
    part = "xl/worksheets/sheet1.xml"
    return _anew(xlsx(ROWS, _far), part, b'ref="A1:XFD1048576"', b'ref="A1:B3"')


def _repeating() -> bytes:
    far = b'table:table-row table:number-rows-repeated="900000"><table:table-cell office:value-type="string" '
    row = b"<table:table-row><table:table-cell office:value-type"
    wide = b'<table:table-row><table:table-cell table:number-columns-repeated="900" office:value-type'
    once = _anew(ods(ROWS), "content.xml", row, wide)
    return _anew(once, "content.xml", b"<table:table-row>", b"<" + far.split(b">")[0] + b">")


BOMBS = {
    "xlsx": xlsx(ROWS, _far),
    "lying": _lying(),
    "xlsb": _anew(
        xlsb(ROWS), "xl/worksheets/sheet1.bin", struct.pack("<II", 1, 0), struct.pack("<II", 9_000_000, 0)
    ),
    "ods": _repeating(),
}


@pytest.mark.parametrize("content", [*BOMBS.values()], ids=[*BOMBS])
def test_a_lone_cell_far_out_is_refused_in_a_sentence(content: bytes) -> None:
    """At import the sentence says what to do; of an attached file the reason is listed."""
    if extents.reads_at_once(content):
        with pytest.raises(Unreadable, match="표가 너무 큽니다"):
            open_book(content)
    else:
        with pytest.raises(Unreadable, match="표가 너무 큽니다"):
            open_book(content).sheet(0)
    with pytest.raises(NoText) as caught:
        text_of("표.xlsx", content)
    assert caught.value.state is ReadState.TOO_MANY


def test_formats_far_out_are_no_cells() -> None:
    """Cells with a border and nothing in them make no sheet too large."""

    def bordered(_book: object, sheet: object) -> None:
        sheet["XFD1048576"].number_format = "0%"  # type: ignore[index]

    assert len(open_book(xlsx(ROWS, bordered)).sheet(0).rows) == 2


@pytest.mark.parametrize("reference", [b'ref="A1:XFD1048576"', b'ref="A1"'])
def test_a_long_sheet_is_measured_at_a_glance(monkeypatch: pytest.MonkeyPatch, reference: bytes) -> None:
    """Without a size of its own that can be believed, the last cell of each row tells how large it is."""
    monkeypatch.setattr(extents, "LARGEST", 1)
    part = "xl/worksheets/sheet1.xml"
    content = _anew(xlsx(ROWS, _far), part, b'ref="A1:XFD1048576"', reference)
    assert extents.too_large(content) == {0: (1_048_576, 16_384)}
    assert list(extents._sizes(_anew(xlsx(ROWS), part, b'ref="A1:B2"', b'ref="A1"'))) == [(2, 26)]


def _prefixed(content: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a workbook the tags of whose sheet bear a prefix, as some programs write them."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        xml = packed.read(part)
    tags = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
    return _anew(content, part, xml, tags)


@pytest.mark.parametrize("reference", [b'ref="A1:XFD1048576"', b'ref="A1"'])
@pytest.mark.parametrize("largest", [1, extents.LARGEST])
def test_tags_with_a_prefix_are_measured_alike(
    monkeypatch: pytest.MonkeyPatch, reference: bytes, largest: int
) -> None:
    """At a glance and cell by cell: a wide row in the middle and a long sheet are seen."""
    monkeypatch.setattr(extents, "LARGEST", largest)
    part, said = "xl/worksheets/sheet1.xml", b'ref="A1:XFD1048576"'
    content = _anew(_prefixed(xlsx(ROWS, _far)), part, said, reference)
    assert extents.too_large(content) == {0: (1_048_576, 16_384)}
    with pytest.raises(Unreadable, match="표가 너무 큽니다"):
        open_book(content).sheet(0)

    def wide_in_the_middle(_book: object, sheet: object) -> None:
        sheet["XFD2"], sheet["B600"] = "끝", "끝"  # type: ignore[index]

    content = _prefixed(xlsx(ROWS, wide_in_the_middle))
    assert extents.too_large(_anew(content, part, b'ref="A1:XFD600"', b'ref="A1"')) == {0: (600, 16_384)}
    assert open_book(_prefixed(xlsx(ROWS))).sheet(0).rows[1] == ROWS[1]


def test_marks_of_tags_with_a_prefix_are_told() -> None:
    """Hidden rows, errors and formulas that were never counted."""

    def marked(_book: object, sheet: object) -> None:
        sheet["A3"], sheet["B3"] = "=1+1", "#N/A"  # type: ignore[index]
        sheet.row_dimensions[2].hidden = True  # type: ignore[attr-defined]

    book = xlsx(ROWS, marked)
    for content in (book, _prefixed(book)):
        sheet = open_book(content).sheet(0)
        assert sorted(sheet.hidden_rows) == [1]
        assert (sheet.errors, sheet.uncounted) == ({(2, 1): "#N/A"}, ((2, 0),))


@pytest.mark.parametrize("make", [xlsx, xlsb, xls, ods])
def test_sheets_of_every_kind_are_measured(make: type) -> None:
    """The size found is that which the reader lays out."""
    assert list(extents._sizes(make(ROWS))) == [(2, 2)]


def test_a_file_that_ends_the_program_is_read_no_second_time(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said of it stands before it is read: at the next start it is listed and left alone."""
    project = factories.project(workspace)
    factories.output(workspace, project.id, files=[factories.file(tmp_path, "무거운.txt", "글")])

    class Ended(BaseException):
        pass

    def end(_name: str, _data: bytes) -> str:
        raise Ended

    monkeypatch.setattr("exports.readers.texts.text_of", end)
    with pytest.raises(Ended):
        file_texts.read_next(workspace)
    assert not file_texts.read_next(workspace)
    assert [(one.name, one.state) for one in file_texts.unread(workspace)] == [("무거운.txt", "halted")]
