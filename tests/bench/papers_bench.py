"""Papers at the size of an office: large lists in every format, and the window beside a running export."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from app import collection
from exports.blocks import Document
from exports.render import FORMATS, render
from exports.renderers import hwpx
from exports.values import shown
from tests.bench.exports_bench import list_document, pdf_row
from tests.bench.table import Row, compare, seconds

_ROWS, _COLUMNS = 100_000, 12
_MOST_MB = 150.0
STALL = 0.05
"""Seconds for which a window may be without a turn."""
_TICK = 0.005


def run() -> list[Row]:
    """Return the ratios of large papers; LibreOffice is asked where there is one."""
    with TemporaryDirectory() as folder:
        target = Path(folder)
        rows = [pdf_row("과제 목록 PDF 10,000행", list_document(10_000), target, rounds=2), _linear(target)]
        if shutil.which("soffice"):
            rows.append(_libre_office(target))
        return [*rows, _hwpx(), _xlsx(target), _memory(), _stall(target)]


def _linear(folder: Path) -> Row:
    """Compare a list of a thousand pages with a hundred of ten: a page costs no more for those before it."""
    few, many = list_document(163), list_document(16_300)

    def each(document: Document, times: int) -> float:
        return seconds(lambda: [render(document, "pdf", folder / "a.pdf") for _ in range(times)])

    small, large = each(few, 20) * 5, each(many, 1)
    return Row("PDF 1,000쪽 / 10쪽짜리 100개", large, small, large / small, 1.2)


def _libre_office(folder: Path) -> Row:
    """Compare with LibreOffice turning the same table into PDF, in a profile of its own."""
    document = list_document(500)
    render(document, "xlsx", folder / "table.xlsx")
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "table.xlsx",
    ]

    def convert() -> None:
        subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=folder)

    convert()  # the first start makes its profile
    what = "과제 목록 PDF 500행 / LibreOffice 변환"
    return compare(what, lambda: render(document, "pdf", folder / "b.pdf"), convert, 1.0, 2)


def _hwpx() -> Row:
    """Compare a list of a hundred pages with python-hwpx writing the same cells, 15 rows a table."""
    document = list_document(1_630)
    table = document.tables[0]
    kinds = [column.kind for column in table.columns]
    texts = [[shown(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in table.rows]

    def floor() -> None:
        from hwpx import HwpxDocument

        made = HwpxDocument.new()
        for start in range(0, len(texts), 15):
            part = texts[start : start + 15]
            grid = made.add_table(len(part), len(kinds))
            for row, values in zip(grid.rows, part, strict=True):
                for cell, text in zip(row.cells, values, strict=True):
                    cell.text = text
        made.to_bytes()

    what = "과제 목록 HWPX 1,630행(100쪽) / python-hwpx"
    return compare(what, lambda: hwpx.write(document, BytesIO()), floor, 2.0, 1)


def _wide() -> Document:
    from exports.blocks import Column, Kind, Table

    columns = tuple(Column(f"항목 {n}", Kind.INTEGER if n % 3 == 0 else Kind.TEXT) for n in range(_COLUMNS))
    rows = [
        tuple(number * n if n % 3 == 0 else f"주민 의견 {number % 997}" for n in range(_COLUMNS))
        for number in range(_ROWS)
    ]
    from datetime import date

    return Document(
        "의견 목록", date(2026, 6, 18), (), data=(Table(columns, rows, name="opinions", label="의견"),)
    )


def _xlsx(folder: Path) -> Row:
    """Compare with openpyxl's write-only mode giving every cell a style of the same kind."""
    document = _wide()
    rows = document.data_tables[0].rows

    def floor() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        font, place = Font(name="맑은 고딕", size=10), Alignment(vertical="center")
        border = Border(bottom=Side(style="thin"))
        for row in rows:
            cells = [WriteOnlyCell(sheet, value) for value in row]
            for cell in cells:
                cell.font, cell.alignment, cell.border = font, place, border
            sheet.append(cells)
        book.save(folder / "floor.xlsx")

    what = f"xlsx {_ROWS:,}행 × {_COLUMNS} / openpyxl write-only, 같은 서식"
    return compare(what, lambda: render(document, "xlsx", folder / "a.xlsx"), floor, 1.25, 1)


_CHILD = """
import re
from pathlib import Path
from tests.bench.papers_bench import _wide
from exports.renderers import xlsx

def kilobytes(what):
    return int(re.search(what + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

document = _wide()
Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
before = kilobytes("VmRSS")
with open({path!r}, "wb") as stream:
    xlsx.write(document, stream)
print((kilobytes("VmHWM") - before) / 1024)
"""


def _memory() -> Row:
    """Return the megabytes that writing the workbook takes beyond its values, in a process of its own."""
    with TemporaryDirectory() as folder:
        code = _CHILD.format(path=str(Path(folder) / "a.xlsx"))
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    taken = float(done.stdout)
    return Row(f"xlsx {_ROWS:,}행 메모리 (MB로 읽음)", taken, _MOST_MB, taken / _MOST_MB, 1.0)


def _stall(folder: Path) -> Row:
    document = list_document(5_000)

    def work() -> None:
        for format in FORMATS:
            render(document, format, folder / f"c.{format}")

    longest = longest_turn(work)
    return Row("창이 멈춘 가장 긴 때 (네 형식 5,000행)", longest, STALL, longest / STALL, 1.0)


def longest_turn(work: Callable[[], object]) -> float:
    """Return the longest time for which another thread, as the window's is, got no turn during ``work``.

    It is counted in the processor time that the process used meanwhile, so that other programs of the
    machine do not count; the collector rests, as it does while a step of work runs.
    """
    longest, going = 0.0, True

    def tick() -> None:
        nonlocal longest
        last = time.process_time()
        while going:
            time.sleep(_TICK)
            now = time.process_time()
            longest, last = max(longest, now - last), now

    watcher = threading.Thread(target=tick)
    collection.hold()
    watcher.start()
    work()
    going = False
    watcher.join()
    collection.resume()
    return longest
