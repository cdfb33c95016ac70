"""오늘: figures, what falls due, gates that wait for evidence, projects that stand still."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.beside import Beside
from app.domain.choices import StageKind
from app.domain.rounding import half_up
from app.domain.today import Deadline, Figures, Own, Stalled, Today, Waiting, WaitingGate
from db.queries import gates, sessions
from db.queries import today as queries
from db.queries.today import Due, Running

if TYPE_CHECKING:
    from app.services.workspace import Workspace

GATES_SHOWN, DUE_SHOWN = 50, 200
UPCOMING_DAYS, UPCOMING_SHOWN = 45, 5


def read(ws: "Workspace", *, mine: bool = False) -> Today:
    """Return everything that the page shows; ``mine`` leaves the deadlines of the person at the desk.

    A deadline is somebody's who is to do it or who manages the project, missing score sheets
    are everybody's; the figures count all.
    """
    found, own, _later = day(ws)
    return replace(found, deadlines=own.first) if mine else found


def day(
    ws: "Workspace", days: int = UPCOMING_DAYS, limit: int = UPCOMING_SHOWN
) -> tuple[Today, Own, tuple[Deadline, ...]]:
    """Return the day, one's own deadlines and the next 할 일 after it, everything read once."""
    with Beside(lambda: _waiting_gates(ws)) as waiting:
        found, own, later = _day(ws, days, limit)
        return replace(found, gates=waiting.result()), own, later


def _day(ws: "Workspace", days: int, limit: int) -> tuple[Today, Own, tuple[Deadline, ...]]:
    today = ws.today
    soon = today + timedelta(ws.settings.due_soon_days)
    last = today + timedelta(days)
    with ws.reading() as connection:
        running = queries.running(connection, today)
        known = queries.deadlines(connection, max(soon, last))
        outputs = queries.outputs_between(connection, today.replace(day=1), today)
    day, within = today.isoformat(), soon.isoformat()
    due = [row for row in known if row.due_on <= within]
    own = [row for row in due if _is_of(row, ws.settings.user_name)]
    found = Today(
        day=today,
        figures=_figures(running, [row.due_on < day for row in due], outputs, ws.settings.due_soon_days),
        deadlines=_deadlines(due[:DUE_SHOWN], today),
        late_answers=sum(row.kind == "answer" and row.due_on < day for row in due),
        gates=(),
        stalled=tuple(
            Stalled(row.id, row.title, row.stage, row.idle_days)
            for row in running
            if row.idle_days >= ws.settings.stalled_days
        ),
    )
    until = last.isoformat()
    later = [row for row in known if row.kind == "milestone" and within < row.due_on <= until]
    return found, Own(_deadlines(own[:DUE_SHOWN], today), len(own)), _deadlines(later[:limit], today)


def _waiting_gates(ws: "Workspace") -> tuple[WaitingGate, ...]:
    with ws.reading() as connection:
        waiting = gates.waiting(connection, GATES_SHOWN, ws.today)
        return tuple(_gates(queries.gates_of(connection, waiting, ws.today), waiting))


def prepared(ws: "Workspace", session_ids: Sequence[int]) -> frozenset[int]:
    """Return which of these sessions have a 진행 순서."""
    with ws.reading() as connection:
        return frozenset(sessions.agenda_counts(connection, session_ids))


def waiting(ws: "Workspace") -> Waiting:
    """Return how much is due soon or late, as ``read`` counts it, without reading what it is."""
    day = ws.today
    with ws.reading() as connection:
        found = queries.counts(connection, day, day + timedelta(ws.settings.due_soon_days))
    return Waiting(
        due_soon=sum(count for _kind, late, count in found if not late),
        overdue=sum(count for _kind, late, count in found if late),
        late_answers=sum(count for kind, late, count in found if late and kind == "answer"),
    )


def upcoming(ws: "Workspace", days: int = UPCOMING_DAYS, limit: int = UPCOMING_SHOWN) -> tuple[Deadline, ...]:
    """Return the next 할 일 after those that fall due soon, the earliest first."""
    return day(ws, days, limit)[2]


def _figures(running: Sequence[Running], late: Sequence[bool], outputs: int, due_days: int) -> Figures:
    """Return the figures; ``late`` tells of everything due whether its day is past."""
    shares = [100 * row.citizens / row.team_size for row in running if row.team_size]
    with_goal = [row for row in running if row.team_size and row.citizen_goal is not None]
    stages = Counter(row.stage for row in running)
    overdue = sum(late)
    return Figures(
        running=len(running),
        by_stage={kind.value: stages[kind.value] for kind in StageKind},
        due_soon=len(late) - overdue,
        overdue=overdue,
        ratio=half_up(sum(shares) / len(shares)) if shares else None,
        goal_met=sum(100 * row.citizens >= (row.citizen_goal or 0) * row.team_size for row in with_goal),
        goal_of=len(with_goal),
        outputs=outputs,
        due_days=due_days,
    )


def _is_of(row: Due, name: str) -> bool:
    return row.kind == "scores" or (bool(name) and name in (row.assignee, row.manager))


def _deadlines(rows: Iterable[Due], day: date) -> tuple[Deadline, ...]:
    return tuple(_deadline(row, day) for row in rows)


def _deadline(row: Due, day: date) -> Deadline:
    title = f"{StageKind(row.stage).label} 단계 마감" if row.kind == "stage" and row.stage else row.title
    due_on = date.fromisoformat(row.due_on)
    return Deadline(
        row.kind, row.id, title, row.project_id, row.project, row.stage,
        due_on, (due_on - day).days, row.assignee or row.manager,
    )  # fmt: skip


def _gates(criteria: Sequence[Any], order: Sequence[int]) -> list[WaitingGate]:
    grouped = defaultdict(list)
    for row in criteria:
        grouped[row.project_id].append(row)
    return [_gate(grouped[project_id]) for project_id in order if grouped[project_id]]


def _gate(rows: Sequence[Any]) -> WaitingGate:
    first = rows[0]
    kinds = list(StageKind)
    number = StageKind(first.stage).number
    missing = tuple(row.label for row in rows if not row.met)
    return WaitingGate(
        project_id=first.project_id,
        project=first.project,
        stage_id=first.stage_id,
        stage=first.stage,
        next_stage=kinds[number].value if number < len(kinds) else None,
        met=len(rows) - len(missing),
        total=len(rows),
        missing=missing,
    )
