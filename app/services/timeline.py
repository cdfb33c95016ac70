"""타임라인: reading many projects on one line of days, moving and stretching what is planned, ties."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.dependency import Conflict, Course, Grip, Move, Outcome
from app.domain.hangul import josa, quoted
from app.domain.koreandate import format_date
from app.domain.timeline import STAGE, BarState, Node, Span, TimelineRow
from app.errors import UserError
from app.services import stages
from db.queries import timeline as queries
from db.queries.entities import listing_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork


def rows(ws: "Workspace", ids: Sequence[int]) -> list[TimelineRow]:
    """Return the projects ``ids`` with all that has a day, in their order; those gone are left out."""
    with ws.reading() as connection:
        return _rows(ws, connection, ids)


def _rows(ws: "Workspace", connection: Any, ids: Sequence[int]) -> list[TimelineRow]:
    listing = listing_of("project", ws.settings.stalled_days, ws.today)
    bars, dots, dues, ties = queries.parts(connection, ids)
    return [
        TimelineRow(project, *(tuple(part.get(project.id, ())) for part in (bars, dots, dues, ties)))
        for project in listing.rows(connection, ids, ws.today)
    ]


def bounds(ws: "Workspace", ids: Sequence[int]) -> Span | None:
    """Return the days between the first and the last thing of the projects ``ids``; None without any."""
    with ws.reading() as connection:
        found = queries.bounds(connection, ids)
    return Span(*found) if found else None


# -- moving


def move(
    ws: "Workspace", project_id: int, node: Node, grip: Grip, by: int, *, alone: bool = False
) -> Outcome:
    """Move a stage or 할 일 (or stretch a stage) by days, as one step with all that it pushes on."""
    with ws.unit_of_work(_label(ws, project_id, node, grip, by)) as work:
        course = _course(ws, work, project_id)
        outcome = course.place(node, course.grip(node, grip, by), alone)
        _write(work, course, outcome.moves)
    return outcome


def place(
    ws: "Workspace", project_id: int, node: Node, span: Span, *, alone: bool = False
) -> Outcome:  # fmt: skip
    """Give a stage or 할 일 other planned days, as one step with all that it pushes on."""
    if span.last < span.first:
        raise UserError("끝이 시작보다 앞섭니다. 끝날 날을 다시 적으십시오.", "planned_end")
    with ws.unit_of_work(f"‘{_name(ws, project_id, node)}’ 날짜 바꾸기") as work:
        course = _course(ws, work, project_id)
        old = course.spans.get(node)
        fixed = old is not None and node in course.fixed and span.first != old.first
        # what is over refuses, and of what has begun the beginning
        course.grip(node, Grip.START if fixed and node[0] == STAGE else Grip.END, 0)
        outcome = course.place(node, span, alone)
        _write(work, course, outcome.moves)
    return outcome


def _course(ws: "Workspace", work: "UnitOfWork", project_id: int) -> Course:
    found = _rows(ws, work.connection, [project_id])
    if not found:
        raise UserError("지워졌거나 없는 과제입니다.", "project")
    return Course(found[0])


def _write(work: "UnitOfWork", course: Course, moves: Collection[Move]) -> None:
    for one in moves:
        kind, record = one.node
        if kind == STAGE:
            stages.replan(work, record, _plan(course, one))
        else:
            work.update(kind, record, {"due_on": one.new.first})


def _plan(course: Course, move: Move) -> Mapping[str, Any]:
    bar = course.row.bar(move.node[1])
    if bar is not None and bar.state is BarState.CURRENT:
        # the bar begins with what was; its plan keeps the beginning that it had
        return {"planned_end": move.new.last}
    return {"planned_start": move.new.first, "planned_end": move.new.last}


def _name(ws: "Workspace", project_id: int, node: Node) -> str:
    found = rows(ws, [project_id])
    return Course(found[0]).names.get(node, "") if found else ""


def _label(ws: "Workspace", project_id: int, node: Node, grip: Grip, by: int) -> str:
    return f"‘{_name(ws, project_id, node)}’ {verb(grip, by)}"


def verb(grip: Grip, by: int) -> str:
    """Return what taking a bar by ``grip`` and pulling it ``by`` days is called: 7일 뒤로 옮기기."""
    if grip is Grip.WHOLE:
        return f"{abs(by)}일 {'뒤로' if by > 0 else '앞으로'} 옮기기"
    longer = (by > 0) == (grip is Grip.END)
    return f"{abs(by)}일 {'늘리기' if longer else '줄이기'}"


# -- ties and the baseline


def tie(ws: "Workspace", project_id: int, before: Node, after: Node) -> int:
    """Let ``after`` wait for ``before``; refused where it would close a circle.  Return the id of the tie."""
    with ws.unit_of_work("선후 관계 잇기") as work:
        course = _course(ws, work, project_id)
        course.refuse_tie(before, after)
        values = {"before_kind": before[0], "before_id": before[1]}
        values |= {"after_kind": after[0], "after_id": after[1]}
        return work.insert("dependency", {"project_id": project_id, **values})


def untie(ws: "Workspace", tie_id: int) -> None:
    """Let two things no longer wait for each other."""
    with ws.unit_of_work("선후 관계 지우기") as work:
        if queries.project_of(work.connection, tie_id) is None:
            raise UserError("이미 지워진 선후 관계입니다.", "dependency")
        work.delete("dependency", [tie_id])


def rebase(ws: "Workspace", project_id: int) -> bool:
    """Take the plan as it stands for the baseline of a project; False where it is already."""
    with ws.unit_of_work("지금 계획을 기준으로 삼기") as work:
        kept = queries.rebased(work.connection, project_id)
        work.update_many("stage", kept, {"baseline_start": None, "baseline_end": None})
    return bool(kept)


# -- words and files


def pushed(course: Course, outcome: Outcome) -> str:
    """Return what a change pushes on as a sentence, nothing where it moves alone."""
    others = [course.names[move.node] for move in outcome.moves[1:]]
    if not others:
        return ""
    more = f" 외 {len(others) - 1}건이" if len(others) > 1 else ""
    return f"{others[0] + more if more else josa(others[0], '이/가')} 함께 밀립니다."


def disordered(course: Course, outcome: Outcome) -> str:
    """Return as sentences what is out of order after a change and was not before."""
    known = {conflict.edge for conflict in course.conflicts()}
    return " ".join(conflict_words(course, one) for one in outcome.conflicts if one.edge not in known)


def conflict_words(course: Course, conflict: Conflict) -> str:
    """Return what is out of order as a sentence."""
    before, after = (course.names[node] for node in (conflict.edge.before, conflict.edge.after))
    end = " 끝" if conflict.edge.before[0] == STAGE else ""
    return f"{quoted(after, '이/가')} ‘{before}’{end}보다 {conflict.days}일 이릅니다."


def period(span: Span, today: date) -> str:
    """Return days as the line says them: ``4. 10. – 8. 31.``, with the year where it is another."""
    return " – ".join(
        f"{day.month}. {day.day}." if day.year == today.year else format_date(day)
        for day in ((span.first, span.last) if span.days > 1 else (span.first,))
    )
