"""What exports cost against the least their libraries can do with the same values in the same run."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from app.domain.choices import GovernmentLevel, ProjectStatus, ServiceField
from app.domain.fields import FieldSpec, FieldType
from app.domain.matrix import MatrixCase
from exports.blocks import Document
from exports.render import render
from exports.renderers import pdf
from exports.renderers.pdf_fonts import load_fonts
from exports.renderers.pdf_page import Flow
from exports.reports import matrix, project_list
from tests.bench.table import Row, compare

_ROUNDS = 3
_SHORT = 15
"""Rounds of what takes hundredths of a second: of three the median moves by a tenth."""
_DAY = date(2026, 11, 21)

_SPECS = (
    FieldSpec("title", FieldType.TEXT, "과제명", width=280),
    FieldSpec("year", FieldType.INTEGER, "연도", width=60),
    FieldSpec("agency", FieldType.TEXT, "추진 기관", width=140),
    FieldSpec("government_level", FieldType.CHOICE, "관", GovernmentLevel, width=80),
    FieldSpec("service_field", FieldType.CHOICE, "분야", ServiceField, width=110),
    FieldSpec("region", FieldType.TEXT, "지역", width=100),
    FieldSpec("status", FieldType.CHOICE, "상태", ProjectStatus, width=80),
    FieldSpec("progress", FieldType.PERCENT, "진행률", width=70),
    FieldSpec("start", FieldType.DATE, "시작일", width=100),
    FieldSpec("end", FieldType.DATE, "종료일", width=100),
)


def run() -> list[Row]:
    """Return the ratios of workbook, list PDF (1x, 3x, 10x) and 총괄표 PDF."""
    with TemporaryDirectory() as folder:
        target = Path(folder)
        lists = [pdf_row(f"과제 목록 PDF {n:,}행", list_document(n), target) for n in (490, 1470, 4900)]
        matrices = [pdf_row(f"총괄표 PDF 사례 {n:,}건", _matrix(n), target, _SHORT) for n in (130, 390, 1300)]
        return [_xlsx_row(target), *lists, *matrices]


def list_document(count: int) -> Document:
    """Return a list of so many projects."""
    levels, fields, states = list(GovernmentLevel), list(ServiceField), list(ProjectStatus)
    rows = [
        (
            f"주민과 함께 만드는 마을 돌봄 서비스 {n}번째 과제",
            2014 + n % 13,
            f"한국시 행복{n % 40}구",
            levels[n % 3].value,
            fields[n % 8].value,
            "경기도 한국시",
            states[n % 4].value,
            n % 101,
            _DAY - timedelta(days=n % 900),
            _DAY + timedelta(days=n % 90),
        )
        for n in range(count)
    ]
    return project_list.build(project_list.ProjectListData(_SPECS, rows, _DAY))


def _matrix(count: int) -> Document:
    levels, fields = list(GovernmentLevel), list(ServiceField)
    cases = [
        MatrixCase(
            n, f"동네 놀이터를 함께 고치는 {n}번째 사례", levels[n % 2].value, n % 9 == 0, fields[n % 8].value
        )
        for n in range(count)
    ]
    return matrix.build(matrix.MatrixData(tuple(cases), _DAY))


def _xlsx_row(folder: Path) -> Row:
    document = list_document(10_000)
    values = document.tables[0].rows

    def floor() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in values:
            sheet.append(row)
        book.save(folder / "floor.xlsx")

    return compare(
        "과제 목록 xlsx 10,000행 / openpyxl write-only",
        lambda: render(document, "xlsx", folder / "a.xlsx"),
        floor,
        1.25,
        _ROUNDS,
    )


def pdf_row(what: str, document: Document, folder: Path, rounds: int = _ROUNDS) -> Row:
    """Compare with a bare canvas that draws the same strings and rules at places known beforehand."""
    flow = Flow(document, load_fonts(), lambda _: None)
    pdf.Writer(flow, document).place_all()

    def floor() -> None:
        canvas = Canvas(str(folder / "floor.pdf"), pagesize=(flow.width, flow.height), invariant=1)
        for page in flow.pages:
            for (thickness, gray), rules in page.rules.items():
                canvas.setLineWidth(thickness)
                canvas.setStrokeGray(gray)
                canvas.lines([(a, flow.height - b, c, flow.height - d) for a, b, c, d in rules])
            last = None
            for face, size, x, y, text in page.texts:
                if last != (face.name, size):
                    canvas.setFont(face.name, size)
                    last = (face.name, size)
                canvas.drawString(x, flow.height - y, text)
            canvas.showPage()
        canvas.save()

    what = f"{what} ({len(flow.pages)}쪽) / reportlab canvas"
    return compare(what, lambda: render(document, "pdf", folder / "a.pdf"), floor, 1.3, rounds)
