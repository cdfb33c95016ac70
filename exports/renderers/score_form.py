"""채점표 as a workbook: protected but for 점수 and 의견, each score held to its scale by Excel itself."""

from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from app.domain.evaluation.score_form import HEADS, MEMBER_CODE, OVERALL, OVERALL_CODE, ROUND_CODE, ScoreForm
from exports.values import clean

FIRST_ROW = 6
_WIDTHS = (30, 24, 34, 8, 8, 8, 9, 40, 14, 14)
_SCORE, _COMMENT = HEADS.index("점수") + 1, HEADS.index("의견") + 1
_LINE = Side(style="thin", color="FFB1B8BE")
_EDGES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD, _OPEN = PatternFill("solid", fgColor="FFEDEFF1"), PatternFill("solid", fgColor="FFFFF8E1")


def write(form: ScoreForm, stream: BinaryIO) -> None:
    """Write the form of one reviewer to ``stream``."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "채점표"
    book.properties.creator, book.properties.title = "함께설계", clean(form.title)
    _head(sheet, form)
    number = FIRST_ROW
    for project in form.projects:
        for one in form.criteria:
            cells = (
                project.title, one.label, one.description + (" (의견 필수)" if one.comment_required else ""),
                one.weight, one.lowest, one.highest, project.scores.get(one.id),
                project.comments.get(one.id, ""), project.uid, one.uid,
            )  # fmt: skip
            _row(sheet, number, cells)
            number += 1
        said = (project.title, OVERALL, "과제 전체에 대한 의견", None, None, None, None, project.overall)
        _row(sheet, number, (*said, project.uid, OVERALL_CODE))
        sheet.cell(number, _SCORE).fill, sheet.cell(number, _SCORE).protection = (
            _HEAD,
            Protection(locked=True),
        )
        number += 1
    _hold_to_scale(sheet, number - 1)
    _set_up(sheet, number - 1)
    book.save(stream)


def _head(sheet: Any, form: ScoreForm) -> None:
    sheet.cell(1, 1, clean(form.title) + " 채점표").font = Font(bold=True, size=16)
    said = f"위원 {form.member}" + (f"   마감 {form.closes}" if form.closes else "")
    sheet.cell(2, 1, clean(said))
    sheet.cell(3, 1, "노란 칸에 점수와 의견을 적어 그대로 돌려 주십시오. 다른 칸은 잠겨 있습니다.")
    for column, (name, value) in enumerate(((ROUND_CODE, form.round_uid), (MEMBER_CODE, form.member_uid))):
        sheet.cell(4, 2 * column + 1, name)
        sheet.cell(4, 2 * column + 2, value)
    for column, words in enumerate(HEADS, 1):
        cell = sheet.cell(FIRST_ROW - 1, column, words)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _EDGES
        cell.alignment = Alignment(horizontal="center")


def _row(sheet: Any, number: int, cells: tuple[Any, ...]) -> None:
    for column, value in enumerate(cells, 1):
        cell = sheet.cell(number, column)
        cell.value = clean(value) or None if isinstance(value, str) else value
        if isinstance(value, str) and value:
            cell.data_type = "s"  # text never turns into a formula
        cell.border = _EDGES
        long = HEADS[column - 1] in ("설명", "의견", "과제")
        cell.alignment = Alignment(wrap_text=long, vertical="center")
        if column in (_SCORE, _COMMENT):
            cell.fill, cell.protection = _OPEN, Protection(locked=False)


def _hold_to_scale(sheet: Any, last: int) -> None:
    rule = DataValidation(
        type="decimal", operator="between", formula1=f"$E{FIRST_ROW}", formula2=f"$F{FIRST_ROW}",
        allow_blank=True, showErrorMessage=True, errorTitle="점수",
        error="최저점과 최고점 사이의 수를 넣으십시오.",
    )  # fmt: skip
    sheet.add_data_validation(rule)
    rule.add(f"G{FIRST_ROW}:G{max(last, FIRST_ROW)}")


def _set_up(sheet: Any, last: int) -> None:
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJ"[number]].width = width
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
    sheet.print_area = f"A1:H{max(last, FIRST_ROW)}"
