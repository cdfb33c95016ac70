"""내보내기 전 점검: what a document lacks for those who cannot see it, and where in it that is."""

from datetime import date

from app.domain.chart import Bar, BarChart
from app.domain.report import IN_PREVIEW
from app.services.reports.checks import of_document
from exports.blocks import Chart, Column, Document, Heading, Picture, Table


def _document(*blocks: Picture | Table | Chart | Heading) -> Document:
    return Document("시험", date(2026, 6, 18), blocks)


def test_what_lacks_words_is_told_with_its_place() -> None:
    """Pictures without words and tables without heads each lead to the first of them in the preview."""
    bare, said = Picture(b"", " "), Picture(b"", "회의 모습")
    table = Table((Column("이름"), Column("")), [("가", "나")])
    checks = list(of_document(_document(Heading("앞"), said, bare, table, bare), False))
    assert [(check.text, check.fine) for check in checks] == [
        ("대체 글 없는 그림 2개", False),
        ("머리글 빠진 표 1개", False),
    ]
    assert [(check.place, check.args) for check in checks] == [
        (IN_PREVIEW, {"block": 2}),
        (IN_PREVIEW, {"block": 3}),
    ]
    assert all(check.go for check in checks)


def test_what_is_whole_is_said_once() -> None:
    """A chart says its figures by itself; a paper of words alone has nothing to be told."""
    chart = Chart(BarChart("단계", (Bar("기획", 1.0),), "건"))
    (check,) = of_document(_document(chart), False)
    assert (check.fine, check.place) == (True, "")
    assert list(of_document(_document(Heading("앞")), False)) == []
