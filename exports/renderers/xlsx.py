"""A document as a workbook: 출력용 sheets as offices print them, and flat 데이터 sheets for further work."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from exports.blocks import Align, Chart, Document, Kind, Picture, Table
from exports.renderers.pictures import ready
from exports.renderers.xlsx_breaks import breaks
from exports.renderers.xlsx_chart import SHEET, ChartValues, across, anchor, native
from exports.renderers.xlsx_formulas import Formulas
from exports.renderers.xlsx_grid import Grid, pages_of
from exports.renderers.xlsx_heights import DEFAULT_HEIGHT
from exports.renderers.xlsx_help import help_reader, name_table
from exports.renderers.xlsx_package import Look, SheetPlan, SheetRow, save
from exports.renderers.xlsx_parts import Drawing, picture_size
from exports.renderers.xlsx_table import native_rows
from exports.values import clean

_MM = 1 / 25.4
_PORTRAIT_LETTERS, _LANDSCAPE_LETTERS = 92.0, 136.0
_PRINT, _DATA = "출력용", "데이터"
_DATA_HEAD = Look(align=Align.CENTER, bold=True, fill="FFEDEFF1")
_TELL_EVERY = 100

Progress = Callable[[int, int], None]


def write(document: Document, stream: BinaryIO, progress: Progress | None = None) -> list[str]:
    """Write the document to ``stream`` and return what a reader should be warned of.

    ``progress`` hears (done, all) counted in rows of all sheets; it may raise to stop.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    grids = _print_sheets(book, document)
    plans = [SheetPlan(grid.sheet_rows(), grid.height, grid.width) for grid in grids]
    plans += _data_sheets(book, document) + _draw(book, grids)
    _describe(book, document)
    cut = save(book, _telling(plans, progress), document.as_of, stream)
    warnings = [warning for grid in grids for warning in grid.document_warnings]
    return [*warnings, *([f"엑셀 한 칸에 들어가지 않는 글 {cut}개의 끝을 잘랐습니다."] if cut else [])]


def _describe(book: Any, document: Document) -> None:
    properties = book.properties
    properties.creator = "함께설계"
    properties.title = clean(document.title)
    properties.subject = clean(document.subject) or None
    properties.keywords = clean(", ".join(document.keywords)) or None
    properties.language = document.language


def _telling(plans: list[SheetPlan], progress: Progress | None) -> list[SheetPlan]:
    """Return the plans with ``progress`` told of every hundredth row."""
    if progress is None:
        return plans
    whole = sum(plan.height for plan in plans)
    done = 0

    def told(plan: SheetPlan) -> Iterator[SheetRow]:
        nonlocal done
        for row in plan.rows:
            done += 1
            if done % _TELL_EVERY == 0 or done == whole:
                progress(done, whole)
            yield row

    return [SheetPlan(told(plan), plan.height, plan.width) for plan in plans]


def _print_sheets(book: Any, document: Document) -> list[Grid]:
    grids = []
    for number, (landscape, blocks) in enumerate(pages_of(document), 1):
        sheet = book.create_sheet(_PRINT if number == 1 else f"{_PRINT} {number}")
        grid = Grid(blocks, document, _LANDSCAPE_LETTERS if landscape else _PORTRAIT_LETTERS)
        grid.fill()
        _set_up_print(sheet, landscape)
        _run_along(sheet, document)
        sheet.sheet_view.showGridLines = False
        for column, width in enumerate(grid.widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = round(width, 2)
        for area in grid.merges:
            sheet.merged_cells.add(area)  # not merge_cells: it would make cells of its own
        if grid.repeat:
            sheet.print_title_rows = f"{grid.repeat[0]}:{grid.repeat[1]}"
        if grid.freeze:
            sheet.freeze_panes = f"A{grid.freeze}"
        for row in breaks(grid, landscape):
            sheet.row_breaks.append(Break(id=row))
        grids.append(grid)
    return grids


def _set_up_print(sheet: Any, landscape: bool) -> None:
    """A4, one page wide, the margins of office documents, the page number at the foot."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.top = margins.bottom = 15 * _MM
    margins.left = margins.right = 20 * _MM
    margins.header = margins.footer = 7 * _MM
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "- &P / &N -"
    sheet.sheet_format.defaultRowHeight = DEFAULT_HEIGHT
    sheet.sheet_format.customHeight = True


def _run_along(sheet: Any, document: Document) -> None:
    """Head and foot of the printed pages; a workbook has no watermark, so it stands in the middle above."""
    running = document.running
    sheet.oddHeader.left.text = _escaped(running.left)
    sheet.oddHeader.center.text = _escaped(document.watermark)
    sheet.oddHeader.right.text = _escaped(running.right)
    sheet.oddFooter.left.text = _escaped(running.foot)


def _escaped(text: str) -> str | None:
    return clean(text).replace("&", "&&") or None


def _draw(book: Any, grids: Sequence[Grid]) -> list[SheetPlan]:
    """Put charts, pictures and links on the printed sheets; return the sheet of the charts' figures."""
    charted = any(isinstance(block, Chart) for grid in grids for _, block, _ in grid.floats)
    values = ChartValues(book.create_sheet(SHEET)) if charted else None
    for grid, sheet in zip(grids, book.worksheets, strict=False):
        for row, block, height in grid.floats:
            if isinstance(block, Picture):
                _picture(sheet, grid, block, row)
            elif values is not None:
                chart = native(block, values)
                chart.anchor = across(row, grid.width, height)
                sheet.add_chart(chart)
        for cell, name in grid.links:
            _link(book, grids, sheet, cell, name)
    return [values.plan()] if values else []


def _picture(sheet: Any, grid: Grid, block: Picture, row: int) -> None:
    found = ready(block.content)
    if found is not None:
        drawing = Drawing(found, clean(block.alt))
        width, height = picture_size(block, found, grid.points)
        drawing.anchor = anchor(row, width, height, (grid.points - width) / 2)
        sheet.add_image(drawing)


def _link(book: Any, grids: Sequence[Grid], sheet: Any, cell: str, name: str) -> None:
    for grid, target in zip(grids, book.worksheets, strict=False):
        if name in grid.anchors:
            # Only a cell of openpyxl's own carries a link; its row is replaced when the package is written.
            sheet[cell].hyperlink = Hyperlink(cell, location=f"'{target.title}'!A{grid.anchors[name]}")
            return


def _data_sheets(book: Any, document: Document) -> list[SheetPlan]:
    plans = []
    taken: set[str] = set()
    for table in document.data_tables:
        title = _sheet_title(table, len(document.data_tables), taken)
        sheet = book.create_sheet(title)
        for number, column in enumerate(table.columns, 1):
            width = min(max(10.0, 12.0 * column.weight), 60.0)
            sheet.column_dimensions[get_column_letter(number)].width = width
        last = get_column_letter(len(table.columns))
        _set_up_print(sheet, landscape=True)
        sheet.print_title_rows = "1:1"
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
        name_table(book, sheet, table)
        help_reader(sheet, table)
        plans.append(SheetPlan(_data_rows(table), len(table.rows) + 1, len(table.columns)))
    return plans


def _sheet_title(table: Table, count: int, taken: set[str]) -> str:
    name = "".join(sign for sign in table.label or table.caption or table.name if sign not in "[]:*?/\\'")
    title = _DATA if count == 1 else f"{_DATA} {name}"[:28].strip()
    while title in taken or (count > 1 and title == _DATA):
        title = f"{title[:25]} {len(taken) + 1}"
    taken.add(title)
    return title


def _data_rows(table: Table) -> Iterator[SheetRow]:
    yield SheetRow(tuple(column.label for column in table.columns), (_DATA_HEAD,) * len(table.columns))
    looks = tuple(_data_look(column.kind) for column in table.columns)
    letters = [get_column_letter(number) for number in range(1, len(table.columns) + 1)]
    formulas = Formulas(table.columns, letters, 2, len(table.rows) + 1)
    for row in formulas.body(native_rows(table)):
        yield SheetRow(row, looks)


def _data_look(kind: Kind) -> Look:
    align = Align.LEFT if kind is Kind.TEXT else Align.RIGHT
    return Look(kind, align, border=False, wrap=False)
