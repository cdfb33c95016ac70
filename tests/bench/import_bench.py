"""가져오기 of 100,000 persons with 12 fields: preview beside the bare reader, storing beside bare inserts.

Then the index takes them in, while a person goes on writing.
"""

import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any
from xml.sax.saxutils import escape

from app import collection
from app.domain.tabular.preview import Preview
from app.services.search import indexing
from app.services.tabular import opening, planning, storing
from app.services.workspace import Workspace
from db.journal import Step, begin, driver_of
from db.uid import new_uid
from tests.bench.table import Row, paired, seconds

ROWS, COLUMNS, ROUNDS = 100_000, 12, 5
_PAUSE, _WRITE_GOAL = 0.05, 0.100
_HEADS = ("성명", "구분", "소속", "부서", "휴대전화", "이메일", "거주지", "출생연도", "성별", "관심 분야",
          "접근성 배려", "비고")  # fmt: skip
_FAMILIES, _LASTS = "김이박최정강조윤장임한오서신권황안송류전홍", "온별솔빛봄람결찬"
_KINDS = ("국민", "공무원", "전문가", "이해관계자")
_PLACES = ("서울특별시", "부산광역시", "경기도 수원시", "전북특별자치도 남원시")


def run(*only: str) -> list[Row]:
    """Return what looking at such a file costs, storing it, and the index after it; ``only`` names parts."""
    return [row for part in only or PARTS for row in PARTS[part]()]


def preview() -> list[Row]:
    """Measure the looking at the file, from its bytes to the state of every row."""
    with _file() as path:
        ws = Workspace(path.with_name("빈.hamkke"))
        seen: list[Preview] = []

        def ours() -> None:
            seen[:] = [look(ws, path)]

        what = f"가져오기 미리보기 {ROWS:,}행 × {COLUMNS}열 / python-calamine"
        looked = paired(what, [(ours, partial(bare_read, path))] * ROUNDS, 1.5)
        assert seen[0].takes == ROWS, seen[0].counts()
        ws.close()
    return [looked]


def stored() -> list[Row]:
    """Measure the storing of what was looked at, each time into a new data file."""
    what = f"가져오기 저장 {ROWS:,}행 × {COLUMNS}열 / 같은 트리거의 맨 INSERT"
    with _file() as path:
        return [paired(what, _storings(path, _seen(path)), 1.5)]


def _storings(path: Path, seen: Preview) -> Iterator[tuple[Callable[[], Any], Callable[[], Any]]]:
    """Yield what stores into a new data file and what inserts into another, once a round."""
    for _turn in range(ROUNDS):
        with _empty(path) as ours, _empty(path) as bare:
            yield _store(ours, seen), _insert_bare(bare, seen)


def indexed() -> list[Row]:
    """Measure the index that takes in what was stored, and writes beside it."""
    with _file() as path, _empty(path) as ws:
        _store(ws, _seen(path))()
        return _followed(ws)


@contextmanager
def _file() -> Iterator[Path]:
    """Give the file in a folder of its own; the collector rests, for both sides, as it does in a step."""
    collection.hold()
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "명단.xlsx"
            path.write_bytes(workbook())
            yield path
    finally:
        collection.resume()


@contextmanager
def _empty(path: Path) -> Iterator[Workspace]:
    """Give a data file beside ``path`` that is empty, and away afterwards."""
    with TemporaryDirectory(dir=path.parent) as folder:
        ws = Workspace(Path(folder) / "빈.hamkke")
        yield ws
        ws.close()


def _seen(path: Path) -> Preview:
    with _empty(path) as ws:
        return look(ws, path)


def look(ws: Workspace, path: Path) -> Preview:
    """Open, match and preview, as step 1 to 3 of the page do."""
    sheet = opening.read_sheet(opening.open_file(path), 0)
    matched = opening.match(ws, sheet, "people")
    return planning.plan(ws, matched.table, matched.kind, matched.choices)


def bare_read(path: Path) -> int:
    """Read the same file with nothing else done to it."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())


def _followed(ws: Workspace) -> list[Row]:
    """Measure how long the index takes, and what a write costs meanwhile and before."""
    before = [seconds(partial(_write, ws, number)) for number in range(20)]
    meanwhile, over = list[float](), Event()

    def write() -> None:
        while not over.wait(_PAUSE):
            meanwhile.append(seconds(partial(_write, ws, len(meanwhile))))

    person = Thread(target=write)
    person.start()
    start = time.perf_counter()
    while indexing.take_next(ws):
        pass
    took = time.perf_counter() - start
    over.set()
    person.join()
    p95 = quantiles(meanwhile, n=20)[-1]
    return [
        Row(f"가져온 {ROWS:,}행을 찾기 색인에 담기, 뒤에서", took, ROWS / 10_000, took * 10_000 / ROWS, 1.0),
        Row(
            f"그동안 쓰기 하나 p95 (가운데 {1000 * median(meanwhile):.0f} ms, 색인이 쉴 때 "
            f"{1000 * median(before):.0f} ms)",
            p95, _WRITE_GOAL, p95 / _WRITE_GOAL, 1.0,
        ),
    ]  # fmt: skip


PARTS = {"preview": preview, "stored": stored, "indexed": indexed}


def _write(ws: Workspace, number: int) -> None:
    with ws.unit_of_work("소속 고치기") as work:
        work.update("person", 1 + number, {"affiliation": f"고친 소속 {number}"})


def _store(ws: Workspace, seen: Preview) -> Callable[[], Any]:
    return lambda: storing.run(ws, seen)


def _insert_bare(ws: Workspace, seen: Preview) -> Callable[[], Any]:
    """Return what inserts the same values by the driver alone, triggers and commit included."""
    names = [key for key in seen.keys if key in seen.columns]
    marks = ", ".join("?" * (len(names) + 1))
    statement = f"INSERT INTO person (uid, {', '.join(names)}) VALUES ({marks})"
    rows = [(new_uid(), *cells) for cells in zip(*(seen.columns[key] for key in names), strict=True)]

    def insert() -> None:
        step = Step("맨 INSERT", "시험", ws.clock(), "")
        with ws.beside_journal() as connection:
            number = begin(connection, step)
            driver_of(connection).executemany(statement, rows)
            driver_of(connection).execute("UPDATE journal_state SET transaction_id = NULL")
            assert number

    return insert


def workbook() -> bytes:
    """Return the file, made without a library: those take a minute for it."""
    texts: dict[str, int] = {}
    lines = []
    for number, cells in enumerate((_HEADS, *map(_person, range(ROWS))), 1):
        parts = [
            f"<c><v>{cell}</v></c>" if isinstance(cell, int)
            else f'<c t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
            for cell in cells
        ]  # fmt: skip
        lines.append(f'<row r="{number}">{"".join(parts)}</row>')
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>'
        '<sheet name="명단" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData>'
        "</worksheet>",
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return made.getvalue()


def _person(n: int) -> tuple[str | int, ...]:
    name = _FAMILIES[n % 21] + _LASTS[n // 21 % 8] + _LASTS[n // 168 % 8]
    return (
        name, _KINDS[n % 4], f"소속 {n % 500}", f"{n % 40}과", f"010-{n * 7919 % 10_000:04}-{n % 10_000:04}",
        f"p{n}@example.kr", _PLACES[n % 4], 1940 + n % 70, "여" if n % 2 else "남", f"관심 {n % 300}",
        "휠체어" if n % 50 == 0 else "", f"{n}번째로 신청한 사람",
    )  # fmt: skip
