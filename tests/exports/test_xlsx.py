"""Workbooks, opened again with openpyxl."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from exports.blocks import Column, Document, Kind, Table, Value
from exports.renderers import xlsx
from tests.exports.samples import DAY, list_document, matrix_document, report_document


def _book(document: Document) -> Any:
    stream = BytesIO()
    xlsx.write(document, stream)
    return openpyxl.load_workbook(BytesIO(stream.getvalue()))


def _table(values: list[Value], kind: Kind = Kind.TEXT) -> Document:
    return Document("시험", DAY, (Table((Column("값", kind),), [(value,) for value in values]),))


def _data_column(document: Document) -> list[Any]:
    return [row[0] for row in _book(document)["데이터"].iter_rows(min_row=2)]


@pytest.mark.parametrize("text", ["=1+1", "+82-2-123", "-5", "@SUM(A1)", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    """Text starting with = + - @ is a string cell that Excel will not turn into a formula when edited."""
    book = _book(_table([text]))
    for sheet in book.worksheets:
        cell = next(c for row in sheet.iter_rows() for c in row if c.value == text)
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_error_text_phone_numbers_and_codes_stay_text() -> None:
    """`#N/A` is no error cell, 010… keeps its nought, signs of XML, blanks and line ends survive."""
    values: list[Value] = ["#N/A", "01012345678", 'a<b>&"c"', "앞 두 칸  ", "여러\n줄"]
    cells = _data_column(_table(values))
    assert [cell.value for cell in cells] == values
    assert {cell.data_type for cell in cells} == {"s"}


def test_control_characters_are_removed() -> None:
    """What no XML can hold is left out, the rest of the text stays."""
    assert [c.value for c in _data_column(_table(["가\x00나\x0b다\ud800라\ufffe"]))] == ["가나다라"]


def test_numbers_and_dates_are_native() -> None:
    """Whole numbers, fractions, dates, ISO text in date columns and moments come back as such."""
    numbers = _data_column(_table([1234, 2.5, -7], Kind.INTEGER))
    assert next((c.value, c.data_type, c.number_format) for c in numbers) == (1234, "n", "#,##0")
    dates = _data_column(
        _table([date(2026, 3, 5), "2026-03-06", datetime(2026, 3, 7, 14, 30), "봄"], Kind.DATE)
    )
    assert dates[0].value == datetime(2026, 3, 5)
    assert dates[1].value == datetime(2026, 3, 6)
    assert dates[2].value == datetime(2026, 3, 7, 14, 30)
    assert dates[3].value == "봄"
    assert dates[0].number_format == "yyyy. m. d."


def test_years_have_no_comma_and_percents_a_sign() -> None:
    """연도 is shown as 2026, 진행률 64 as 64%."""
    sheet = _book(list_document(3))["데이터"]
    formats = {sheet.cell(1, c.column).value: c.number_format for c in sheet[2]}
    assert formats["연도"] == "0"
    assert formats["진행률"] == '0"%"'


def test_print_sheet_is_set_up_as_offices_print() -> None:
    """A4 across, one page wide, repeated header, page number at the foot, frozen header, title merged."""
    sheet = _book(list_document(40))["출력용"]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.freeze_panes == "A4"
    assert sheet["A1"].value == "과제 목록"
    assert "A1:J1" in {str(area) for area in sheet.merged_cells.ranges}
    assert "기준일: 2026. 11. 21." in [cell.value for cell in sheet[2]]
    header = [cell.value for cell in sheet[3]]
    assert (header[0], header[1], header[-1]) == ("연번", "과제명", "비고")
    assert sheet["A44"].value == "합계"
    assert sheet["A4"].border.left.style == "thin"


def test_data_sheet_is_flat() -> None:
    """One header row, one record a row, no merges, a filter over all of it."""
    sheet = _book(list_document(40))["데이터"]
    assert not sheet.merged_cells.ranges
    assert sheet.max_row == 41
    assert sheet.auto_filter.ref == "A1:J41"
    assert sheet.dimensions == "A1:J41"


def test_no_two_merged_areas_overlap() -> None:
    """Overlapping merges make Excel repair a file; no report has them."""
    for document in (matrix_document(128), report_document(), report_document(approval_box=True)):
        for sheet in _book(document).worksheets:
            cells = [cell for area in sheet.merged_cells.ranges for cell in area.cells]
            assert len(cells) == len(set(cells)), sheet.title


def test_no_row_is_higher_than_a_workbook_allows() -> None:
    """Cells that list many names are cut into several rows, and no name is lost."""
    document = matrix_document(900)
    sheet = _book(document)["출력용 2"]
    assert max(d.height or 0 for d in sheet.row_dimensions.values()) <= 409
    listed = [
        c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and c.value[0] == "·"
    ]
    assert sum(len(text.split("\n")) for text in listed) == 900


def test_properties_name_no_person_and_no_machine() -> None:
    """The workbook says that 함께설계 made it, and nothing of who or when but the day of the figures."""
    properties = _book(list_document(2)).properties
    assert properties.creator == "함께설계"
    assert properties.lastModifiedBy is None
    assert properties.modified == properties.created == datetime(2026, 11, 21)


def test_same_document_gives_same_bytes() -> None:
    """A workbook written twice from the same data is the same file, moments of writing left out."""
    first, second = BytesIO(), BytesIO()
    xlsx.write(report_document(), first)
    xlsx.write(report_document(), second)
    assert first.getvalue() == second.getvalue()


def test_too_long_text_is_cut_and_reported() -> None:
    """Excel holds 32,767 letters a cell; what is cut is told."""
    stream = BytesIO()
    warnings = xlsx.write(_table(["가" * 40_000]), stream)
    assert len(warnings) == 1
    sheet = openpyxl.load_workbook(BytesIO(stream.getvalue()))["데이터"]
    assert len(sheet["A2"].value) == 32_767


def test_the_package_is_whole() -> None:
    """No part stands twice in the package and all of them can be read."""
    stream = BytesIO()
    xlsx.write(matrix_document(20), stream)
    with zipfile.ZipFile(stream) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))
        assert "xl/worksheets/sheet3.xml" in archive.namelist()
