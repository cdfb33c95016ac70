"""A file whose cells would take more memory than there is, is refused before they are read."""

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
