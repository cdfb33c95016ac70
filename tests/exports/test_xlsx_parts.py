"""Workbooks beyond tables: native charts, pictures, links, names, lists to pick from, clean properties."""

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, RadarChart

from app.domain.choices import ServiceField
from app.domain.fields import FieldSpec, FieldType
from exports.blocks import Chart, Column, Document, Kind, Table
from exports.renderers import xlsx
from exports.reports import project_list
from tests.exports.samples import DAY
from tests.exports.whole import TILES, whole_document


def _written(document: Document) -> bytes:
    stream = BytesIO()
    assert xlsx.write(document, stream) == []
    return stream.getvalue()


@pytest.fixture(scope="module")
def content() -> bytes:
    """Return the document with every block as a workbook."""
    return _written(whole_document())


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    """Open it again."""
    return openpyxl.load_workbook(BytesIO(content))


def test_charts_are_the_programs_own_over_figures_on_a_sheet(book: Any, content: bytes) -> None:
    """Bars and radar are native charts; their figures stand on a sheet of theirs and can be changed."""
    charts = [chart for sheet in book for chart in sheet._charts]
    assert [type(chart) for chart in charts] == [BarChart, RadarChart]
    values = book["도표 값"]
    cells = [[cell.value for cell in row] for row in values.iter_rows(max_row=6, max_col=2)]
    assert cells[0][0] == "단계별 진행률"
    assert cells[2] == ["기획", 100]
    assert cells[5] == ["환류", None]  # missing stays missing
    with zipfile.ZipFile(BytesIO(content)) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert "'도표 값'!$B$3:$B$6" in chart


def test_pictures_are_in_their_sheet(book: Any) -> None:
    """The picture is there once, in the proportions that it has."""
    pictures = [picture for sheet in book for picture in sheet._images]
    assert len(pictures) == 1
    size = pictures[0].anchor.ext
    assert size.width / size.height == pytest.approx(320 / 200, rel=0.01)


def test_counts_lead_to_their_lists(book: Any) -> None:
    """A figure that counts a list is a link to the first row of it."""
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    links = [(cell.value, cell.hyperlink.location) for cell in cells]
    assert [value for value, _ in links] == [3, 7]
    sheet, place = links[0][1].split("!")
    assert book[sheet.strip("'")][place].value == "증빙 목록표"


def test_a_section_has_a_sheet_of_its_way(book: Any) -> None:
    """Landscape and portrait follow the sections; head and foot run along, the watermark in the middle."""
    turned = [sheet.page_setup.orientation for sheet in book if sheet.title.startswith("출력용")]
    assert turned == ["portrait"] * 4 + ["landscape", "portrait"]
    first = book["출력용"]
    assert (first.oddHeader.left.text, first.oddHeader.center.text) == ("시민소통 온라인 마당", "초안")
    assert first.oddFooter.left.text == "시민소통실"


def test_data_sheets_help_who_works_on(book: Any) -> None:
    """Their rows have a name for formulas, shares a bar and a warning, losses are red."""
    names = {name: found.attr_text for name, found in book.defined_names.items()}
    assert names["자료_증빙_목록표"] == "'데이터 증빙 목록표'!$A$1:$B$11"
    sheet = book["데이터 단계 진행표"]
    rules = {str(area.sqref): [rule.type for rule in area.rules] for area in sheet.conditional_formatting}
    assert rules == {"C2:C4": ["dataBar"], "E2:E4": ["cellIs"]}
    (share,) = sheet.data_validations.dataValidation
    assert (share.type, share.formula1, share.formula2, share.errorStyle) == (
        "decimal",
        "0",
        "100",
        "warning",
    )


def test_choices_are_offered_as_a_list() -> None:
    """A column of closed choices lets people pick one, below the last row too."""
    spec = FieldSpec("service_field", FieldType.CHOICE, "분야", ServiceField)
    data = project_list.ProjectListData((spec,), [("welfare",)], DAY)
    book = openpyxl.load_workbook(BytesIO(_written(project_list.build(data))))
    (rule,) = book["데이터"].data_validations.dataValidation
    assert rule.type == "list"
    assert "사회복지" in rule.formula1
    assert str(rule.sqref) == "B2:B1002"


def test_names_of_tables_never_collide() -> None:
    """Two tables of one name get names of their own; signs that Excel refuses are left out."""
    table = Table((Column("값", Kind.INTEGER),), ((1,),), label="2026년 집행(안)")
    book = openpyxl.load_workbook(BytesIO(_written(Document("시험", DAY, (), data=(table, table)))))
    assert set(book.defined_names) == {"자료_2026년_집행_안", "자료_2026년_집행_안_2"}


def test_properties_tell_the_document_and_nobody(book: Any, content: bytes) -> None:
    """Title and day are those of the document; no name of a person, a PC or a path is in the package."""
    properties = book.properties
    assert (properties.title, properties.creator) == ("시민소통 온라인 마당 중간보고서", "함께설계")
    assert properties.lastModifiedBy is None
    assert properties.created.date() == DAY.replace(year=2026, month=6, day=18)
    assert _written(whole_document()) == content


def test_a_map_with_its_table_below_is_told_once() -> None:
    """A workbook shows a map as a table; where the paper has that table itself, there are not two of them."""
    table = Table((Column("지역"), Column("건수")), [("전북", 1234)])
    counts = []
    for blocks in ((Chart(TILES),), (Chart(TILES), table)):
        stream = BytesIO()
        xlsx.write(Document("시험", DAY, blocks), stream)
        cells = [
            cell.value for row in openpyxl.load_workbook(stream).worksheets[0].iter_rows() for cell in row
        ]
        counts.append(cells.count("전북"))
    assert counts == [1, 1]
