"""연결과 실타래: "came from" between findings, proposals and outputs; never a loop."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.domain.finding import NodeKind, Thread
from app.errors import UserError
from db.queries import threads as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

Ref = tuple[str, int]


def of_record(ws: "Workspace", kind: str, row_id: int) -> Thread:
    """Return where a record came from and what became of it, to both ends."""
    with ws.reading() as connection:
        return queries.thread_of(connection, kind, row_id)


def of_project(ws: "Workspace", project_id: int) -> Thread:
    """Return the whole thread of a project, from 목소리 to what was taken up."""
    with ws.reading() as connection:
        return queries.of_project(connection, project_id)


def connect(ws: "Workspace", project_id: int, child: Ref, parents: list[Ref]) -> None:
    """Say that ``child`` came from each of ``parents``; a loop is refused with a sentence."""
    with ws.unit_of_work("근거 잇기") as work:
        for parent in parents:
            add(work, project_id, child, parent)


def rewire(
    ws: "Workspace", project_id: int, tied: Iterable[tuple[Ref, Ref]], cut: Iterable[tuple[Ref, Ref]]
) -> None:
    """Take the links ``cut`` away and make the links ``tied``, each as (child, parent), in one step."""
    with ws.unit_of_work("근거 잇기") as work:
        gone = (queries.link_id(work.connection, _node(child), _node(parent)) for child, parent in cut)
        work.delete("link", [link for link in gone if link is not None])
        for child, parent in tied:
            add(work, project_id, child, parent)


def add(work: "UnitOfWork", project_id: int, child: Ref, parent: Ref) -> None:
    """Link two records within a step of work; a link that is there already changes nothing."""
    if queries.would_loop(work.connection, _node(child), _node(parent)):
        raise UserError("근거가 다시 자기에게 돌아오게 이을 수 없습니다. 다른 카드를 고르십시오.", "parents")
    if queries.link_id(work.connection, _node(child), _node(parent)) is None:
        ends = {f"child_{_table(child)}_id": child[1], f"parent_{_table(parent)}_id": parent[1]}
        work.insert("link", {"project_id": project_id, **ends})


def disconnect(ws: "Workspace", link_id: int) -> None:
    """Take a link away; the records stay."""
    with ws.unit_of_work("근거 떼기") as work:
        work.delete("link", [link_id])


def _table(ref: Ref) -> str:
    if ref[0] not in {kind.value for kind in NodeKind}:
        raise ValueError(f"no thread runs through {ref[0]}")
    return ref[0]


def _node(ref: Ref) -> str:
    return f"{_table(ref)}:{ref[1]}"
