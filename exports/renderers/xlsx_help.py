"""What a 데이터 sheet offers for work: names for formulas, bars for shares, lists to choose from."""

import re
from typing import Any

from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from exports.blocks import Kind, Table

_LONGEST_LIST = 255  # signs that a list of choices may have inside a rule
_BAR = "FF86AFF9"
_RED = Font(color="FFBD2C0F")
_SPARE_ROWS = 1000  # below the last one, where further rows may be typed


def name_table(book: Any, sheet: Any, table: Table) -> None:
    """Give the rows of a table a name that formulas can use, such as ``자료_과제_목록``."""
    if not table.rows:
        return
    words = re.sub(r"\W+", "_", table.label or table.caption or table.name).strip("_") or "표"
    name = unused = f"자료_{words}"[:200]
    number = 2
    while unused in book.defined_names:
        unused, number = f"{name}_{number}", number + 1
    last = f"${get_column_letter(len(table.columns))}${len(table.rows) + 1}"
    book.defined_names[unused] = DefinedName(unused, attr_text=f"{quote_sheetname(sheet.title)}!$A$1:{last}")


def help_reader(sheet: Any, table: Table) -> None:
    """Show shares as bars and losses in red; let choices be picked, and warn of a share beyond 0 to 100."""
    last = len(table.rows) + 1
    for number, column in enumerate(table.columns, 1):
        letter = get_column_letter(number)
        area, free = f"{letter}2:{letter}{max(last, 2)}", f"{letter}2:{letter}{last + _SPARE_ROWS}"
        if column.kind is Kind.PERCENT:
            bar = DataBarRule("num", 0, "num", 100, color=_BAR, showValue=True)
            sheet.conditional_formatting.add(area, bar)
            sheet.add_data_validation(_share(free))
        elif column.kind is Kind.CHANGE:
            sheet.conditional_formatting.add(area, CellIsRule("lessThan", ["0"], font=_RED))
        if column.choices:
            _choose(sheet, free, column.choices)


def _share(area: str) -> DataValidation:
    rule = DataValidation("decimal", operator="between", formula1="0", formula2="100", allow_blank=True)
    rule.errorStyle = "warning"
    rule.errorTitle, rule.error = "비율", "0에서 100 사이의 수를 적습니다."
    rule.add(area)
    return rule


def _choose(sheet: Any, area: str, choices: tuple[str, ...]) -> None:
    listed = ",".join(choices)
    if len(listed) > _LONGEST_LIST or any("," in choice or '"' in choice for choice in choices):
        return
    rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
    rule.errorStyle = "warning"
    rule.errorTitle, rule.error = "고를 값", f"다음 가운데 고릅니다: {', '.join(choices)}"[:220]
    rule.add(area)
    sheet.add_data_validation(rule)
