"""A sheet to be filled in or corrected in Excel: headings, lists to choose from, checks as one types."""

from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from app.domain.fields import FieldType
from app.domain.tabular.form import Cell, Form, Head

_LISTS = "고를 값"
_FONT = "맑은 고딕"
_SPARE_ROWS = 2000
_LONG = frozenset({FieldType.LONG_TEXT})
_EDGE = Border(bottom=Side("thin", color="FFB1B8BE"))
_ILLEGAL = {code: None for code in (*range(9), 11, 12, *range(14, 32))}
_MOST_LETTERS = 32_767


def write(form: Form, stream: IO[bytes]) -> None:
    """Write ``form`` as a workbook: headings, a row of help where it has one, its rows, and the checks."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = form.title
    book.properties.creator = "함께설계"
    book.properties.title = form.title
    for number, line in enumerate(form.above, 1):
        _write_cell(sheet.cell(number, 1), line, Head(line))
    top = len(form.above) + 1
    for column, head in enumerate(form.heads, 1):
        _write_head(sheet, top, column, head, form.has_help)
    first = top + (2 if form.has_help else 1)
    for number, row in enumerate(form.rows, first):
        for column, value in enumerate(row, 1):
            _write_cell(sheet.cell(number, column), value, form.heads[column - 1])
    last = first + max(len(form.rows), 1) + _SPARE_ROWS
    lists: Any = None
    for column, head in enumerate(form.heads, 1):
        if head.choices and lists is None:
            lists = book.create_sheet(_LISTS)
            lists.sheet_state = "hidden"
        _add_check(sheet, lists, column, head, first, last)
    sheet.freeze_panes = f"A{first}"
    sheet.auto_filter.ref = (
        f"A{top}:{get_column_letter(len(form.heads))}{max(first, first + len(form.rows) - 1)}"
    )
    book.save(stream)


def _write_head(sheet: Any, top: int, column: int, head: Head, has_help: bool) -> None:
    cell = sheet.cell(top, column, f"{head.label}*" if head.required else head.label)
    cell.font = Font(name=_FONT, size=10, bold=True)
    cell.fill = PatternFill("solid", fgColor="FFECF2FE" if head.required else "FFEDEFF1")
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = _EDGE
    letter = get_column_letter(column)
    sheet.column_dimensions[letter].width = max(10, min(60, head.width / 6.5))
    if head.type in (FieldType.TEXT, FieldType.REFERENCE):
        sheet.column_dimensions[letter].number_format = "@"
    if has_help:
        told = sheet.cell(top + 1, column, head.help)
        told.font = Font(name=_FONT, size=9, italic=True, color="FF58616A")
        told.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[top + 1].height = 42


def _write_cell(cell: Any, value: Cell, head: Head) -> None:
    if isinstance(value, str):
        value = value.translate(_ILLEGAL)[:_MOST_LETTERS]
    if value in (None, ""):
        return
    cell.value = value
    if cell.data_type in ("f", "e"):
        # What only looks like a formula, or like an error, stays text.
        cell.data_type, cell.quotePrefix = "s", True
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, str) and head.type not in _LONG:
        cell.number_format = "@"
    cell.font = Font(name=_FONT, size=10)
    cell.alignment = Alignment(vertical="top", wrap_text=head.type in _LONG)


def _add_check(sheet: Any, lists: Any, column: int, head: Head, first: int, last: int) -> None:
    check = _check(lists, head)
    if check is None:
        return
    letter = get_column_letter(column)
    check.errorTitle, check.error = head.label, _said(head)
    check.showErrorMessage = True
    check.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(check)


def _check(lists: Any, head: Head) -> Any:
    if head.choices:
        column = lists.max_column + (lists.cell(1, 1).value is not None)
        for row, word in enumerate(head.choices, 1):
            lists.cell(row, column, word)
        letter = get_column_letter(column)
        where = f"{quote_sheetname(_LISTS)}!${letter}$1:${letter}${len(head.choices)}"
        # A value outside the list may be meant: it is warned of, and looked at when the sheet comes back.
        return DataValidation("list", formula1=where, allow_blank=True, errorStyle="warning")
    if head.type is FieldType.DATE:
        return DataValidation(
            "date", operator="greaterThan", formula1="1", allow_blank=True, errorStyle="warning"
        )
    if head.type is FieldType.PERCENT:
        return DataValidation("whole", operator="between", formula1="0", formula2="100", allow_blank=True)
    if head.type is FieldType.INTEGER:
        return DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    if head.type is FieldType.NUMBER:
        most = 2**53
        return DataValidation(
            "decimal", operator="between", formula1=f"-{most}", formula2=f"{most}", allow_blank=True
        )
    return None


def _said(head: Head) -> str:
    return {
        FieldType.DATE: "날짜를 2026-11-21처럼 적으십시오.",
        FieldType.PERCENT: "0부터 100까지의 수를 적으십시오.",
        FieldType.INTEGER: "0 이상의 정수를 적으십시오.",
        FieldType.NUMBER: "숫자를 적으십시오.",
    }.get(head.type, "목록에 있는 값을 고르십시오.")
