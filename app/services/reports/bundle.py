"""전체 내보내기 and 개방 데이터: every list at once, for the office itself or for everybody.

The workbook of the office holds every kind of record with persons masked; the open data hold no person at
all: no personal field, no reference to a person, and no name, phone or address of anybody on file in what
is left.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain import opendata
from app.domain.choices import ActorKind
from app.domain.entities import ENTITIES
from app.domain.fields import FieldSpec
from app.domain.listing import ListQuery
from app.domain.privacy.personal_marks import Marks
from app.services import listing
from app.services.reports.masking import cell, hidden

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from exports.blocks import Document, Table

Progress = Callable[[int, int], None]

_TAKEN_OUT = "[가림]"


def everything(
    ws: "Workspace", path: Path, progress: Progress | None = None, password: str = ""
) -> list[str]:
    """Write one workbook with a sheet for every kind of record; return what the renderer warns of.

    Persons are masked, and who took the consent back is left out, as on every paper.
    """
    from exports.render import render

    return render(everything_document(ws), "xlsx", path, progress, password)


def everything_document(ws: "Workspace") -> "Document":
    """Return what ``everything`` writes: an index, and a data table for every kind of record."""
    from exports.blocks import Column, Document, Kind, Note, Table

    marks = _marks(ws, officials=False)
    tables = tuple(
        _cleaned(
            _table(ws, entity, ENTITIES[entity].fields, hidden), lambda text: "".join(_without(marks, text))
        )
        for entity in opendata.EVERY_ENTITY
    )
    columns = (
        Column("연번", Kind.INTEGER, 0.4),
        Column("자료", weight=1.5),
        Column("건수", Kind.COUNT),
        Column("시트", weight=2),
    )
    rows = [(n, one.label, len(one.rows), f"데이터 {one.label}"[:28]) for n, one in enumerate(tables, 1)]
    note = Note("이름은 가린 것이며, 동의를 철회한 사람의 이름과 연락처는 뺐습니다.")
    blocks = (Table(columns, rows, name="index"), note)
    return Document(
        "전체 내보내기",
        ws.today,
        blocks,
        subtitle=ws.paths.file.stem,
        data=tables,
        subject="모든 기록",
    )


def open_data(ws: "Workspace", path: Path, progress: Progress | None = None) -> list[str]:
    """Write the open data as a zip of CSV files, data dictionary and JSON; return what was taken out."""
    from exports.render import replace_file
    from exports.renderers.open_data import write

    document, taken = open_document(ws)
    dictionary = data_dictionary()
    about = _about(document, taken)
    tell = progress or (lambda _done, _all: None)
    replace_file(path, lambda stream: write(document, dictionary, about, stream, tell))
    return [f"글에 든 사람 이름·연락처 {taken}곳을 {_TAKEN_OUT}으로 바꾸었습니다."] if taken else []


def open_document(ws: "Workspace") -> tuple["Document", int]:
    """Return the open data, and in how many cells a person was taken out of the text."""
    from exports.blocks import Document

    marks, taken = _marks(ws), 0

    def clean(text: str) -> str:
        nonlocal taken
        if not marks.holds(text):
            return text
        taken += 1
        return "".join(_without(marks, text))

    tables = []
    for entity in opendata.OPEN_ENTITIES:
        fields = opendata.open_fields(entity)
        tables.append(_cleaned(_table(ws, entity, fields, _opened), clean))
    document = Document("개방 데이터", ws.today, (), data=tuple(tables), subject="개인정보를 뺀 자료")
    return document, taken


def data_dictionary() -> "Table":
    """Return what every column of the open data means, from the specifications of the fields."""
    from exports.blocks import Column, Table

    columns = ("표", "항목", "이름", "형식", "고르는 값", "설명")
    rows = [
        (
            ENTITIES[entity].label,
            spec.key,
            spec.label,
            opendata.format_of(spec),
            ", ".join(choice.label for choice in spec.choices or ()),
            spec.help,
        )
        for entity in opendata.OPEN_ENTITIES
        for spec in opendata.open_fields(entity)
    ]
    return Table(tuple(map(Column, columns)), rows, name="dictionary", label="자료 사전")


def _about(document: "Document", taken: int) -> list[str]:
    counts = [f"- {table.label}: {len(table.rows):,}건" for table in document.data_tables]
    return [
        "개방 데이터",
        f"기준일: {document.as_of.isoformat()}",
        "",
        *counts,
        "",
        "글자 부호는 UTF-8(BOM), 구분은 쉼표, 날짜는 YYYY-MM-DD입니다.",
        "항목의 뜻은 ‘자료 사전.csv’에 있습니다.",
        "개인정보 항목, 사람을 가리키는 항목, 공개로 표시하지 않은 산출물과 기관 점수는 들어 있지 않습니다.",
        f"글 안에 있던 등록된 사람의 이름·전화·전자우편 {taken}곳을 {_TAKEN_OUT}으로 바꾸었습니다.",
        "수식으로 읽힐 수 있는 글(=, +, -, @로 시작) 앞에는 작은따옴표를 붙였습니다.",
    ]


Prepare = Callable[["Workspace", list[Any], str], Iterable[Any]]


def _table(ws: "Workspace", entity: str, fields: tuple[FieldSpec, ...], prepare: Prepare) -> "Table":
    from exports.blocks import Column, Kind, Table
    from exports.reports.project_list import column_of

    found = listing.all_rows(ws, entity, ListQuery())
    columns = (Column("번호", Kind.YEAR, 0.6, key="id"), *map(column_of, fields))
    rows = [(row.id, *(cell(row, spec) for spec in fields)) for row in prepare(ws, found, entity)]
    return Table(columns, rows, name=entity, label=ENTITIES[entity].label)


def _opened(_ws: "Workspace", rows: list[Any], entity: str) -> Iterator[Any]:
    return (row for row in rows if opendata.is_open(entity, row))


def _marks(ws: "Workspace", officials: bool = True) -> Marks:
    """Return what everybody on file is told by; without ``officials``, who are named in duty."""
    found = listing.all_rows(ws, "person", ListQuery())
    people = [row for row in found if officials or row.actor_kind != ActorKind.OFFICIAL]
    return Marks.of(
        (row.name or "" for row in people),
        (row.phone or "" for row in people),
        (row.email or "" for row in people),
    )


def _without(marks: Marks, text: str) -> Iterator[str]:
    place = 0
    for hit in marks.find(text):
        yield text[place : hit.start] + _TAKEN_OUT
        place = hit.end
    yield text[place:]


def _cleaned(table: "Table", clean: Callable[[str], str]) -> "Table":
    from dataclasses import replace

    rows = [tuple(clean(value) if isinstance(value, str) else value for value in row) for row in table.rows]
    return replace(table, rows=rows)
