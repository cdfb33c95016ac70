"""The three reports: the same figures in every format, and what each must say."""

import json
from io import BytesIO
from typing import Any

import openpyxl
import pypdfium2

from app.domain.matrix import build_matrix
from exports.blocks import Table
from exports.render import to_json
from exports.renderers import pdf, xlsx
from tests.exports.samples import cases, list_document, matrix_document, report_document


def _pdf_text(document: Any) -> str:
    stream = BytesIO()
    pdf.write(document, stream)
    opened = pypdfium2.PdfDocument(stream.getvalue())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in opened).split())


def _book(document: Any) -> Any:
    stream = BytesIO()
    xlsx.write(document, stream)
    return openpyxl.load_workbook(BytesIO(stream.getvalue()))


def test_matrix_has_the_same_figures_in_every_format() -> None:
    """Counts and margins of 총괄표 agree between rule, JSON, workbook and PDF."""
    document, rule = matrix_document(128), build_matrix(cases(128))
    expected = [[*list(row.counts), row.total] for row in rule.rows]
    table = json.loads(to_json(document))["tables"][0]
    keys = [column["key"] for column in table["columns"]][2:]
    assert [[row[key] for key in keys] for row in table["rows"]] == expected
    assert [table["total"][key] for key in keys] == [*rule.column_totals, 128]
    sheet = _book(document)["출력용"]
    found = [[cell.value for cell in row][2:] for row in sheet.iter_rows()]
    assert [row for row in found if row in expected] == expected
    assert [*rule.column_totals, 128] in found
    text = _pdf_text(document)
    for row in expected:
        assert " ".join(str(count) if count else "-" for count in row) in text
    assert " ".join(str(count) for count in (*rule.column_totals, 128)) in text


def test_matrix_lists_every_case_once() -> None:
    """Each title stands once in the table of names and once in the flat list."""
    content = json.loads(to_json(matrix_document(128)))
    names = content["tables"][1]
    listed = [
        title for row in names["rows"] for cell in row.values() if isinstance(cell, list) for title in cell
    ]
    assert sorted(listed) == sorted(case.title for case in cases(128))
    assert [row["title"] for row in content["data"][0]["rows"]] == [case.title for case in cases(128)]
    sheet = _book(matrix_document(128))["데이터"]
    assert sheet.max_row == 129


def test_list_has_the_same_rows_in_every_format() -> None:
    """Labels, numbers and dates of the list agree between JSON, both sheets and PDF."""
    document = list_document(30)
    rows = json.loads(to_json(document))["tables"][0]["rows"]
    assert rows[0]["government_level"] == "지자체"
    assert rows[0]["start"] == "2026-03-05"
    assert rows[4]["needs_review"] == "예"
    book = _book(document)
    for name, first in (("출력용", 4), ("데이터", 2)):
        titles = [row[1].value for row in book[name].iter_rows(min_row=first, max_row=first + 29)]
        assert titles == [row["title"] for row in rows]
    text = _pdf_text(document)
    assert text.count("2026. 3. 5.") == sum(row["start"] == "2026-03-05" for row in rows)
    assert all(row["title"] in text for row in rows)


def test_list_begins_with_a_number_and_ends_with_remarks() -> None:
    """연번 first, 비고 last, the number of rows in the total."""
    table = list_document(12).tables[0]
    assert table.columns[0].label == "연번"
    assert table.columns[-1].label == "비고"
    assert table.total is not None
    assert table.total[:2] == ("합계", "12건")


def test_report_masks_names_unless_told_otherwise() -> None:
    """Names of members are masked by default in every format; only an express wish shows them."""
    document = report_document()
    for text in (to_json(document), _pdf_text(document)):
        assert "홍*동" in text
        assert "남**수" in text
        assert "홍길동" not in text
    assert "홍길동" in to_json(report_document(unmasked=True))


def test_report_says_how_the_citizens_share_meets_the_rule() -> None:
    """Two of three against 40% is met; a rule of 80% is not; without a rule nothing is judged."""
    assert "국민 2명 (66.7%), 기준 40% 이상 충족" in to_json(report_document())
    assert "기준 80% 이상 미달" in to_json(report_document(citizen_rule=80))
    assert "기준" not in json.loads(to_json(report_document(citizen_rule=None)))["texts"][-4]


def test_report_shows_gates_with_their_evidence_and_exceptions() -> None:
    """Criteria stand with evidence, who and when; an exception with its reason."""
    text = _pdf_text(report_document())
    assert "예외 통과" in text
    assert "예외 사유: 퍼소나는 다음 단계에서 보완" in text
    assert "1 / 2 충족" in text
    assert "단원 3명 가운데 국민 2명" in text
    assert "2026. 4. 10." in text


def test_an_empty_report_says_so() -> None:
    """Chapters without records have a sentence instead of an empty table."""
    document = report_document(members=(), outputs=(), milestones=(), decisions=())
    names = [block.name for block in document.blocks if isinstance(block, Table)]
    assert names == ["stages", "gates"]
    assert _pdf_text(document).count("해당 사항이 없습니다.") == 4
