"""오늘: figures, what falls due, gates that wait for evidence, projects that stand still."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.choices import StageKind
from app.domain.today import Deadline, Figures, Stalled, Today, Waiting, WaitingGate
from db.queries import gates, sessions
from db.queries import today as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

GATES_SHOWN = 50
UPCOMING_DAYS, UPCOMING_SHOWN = 45, 5


def read(ws: "Workspace", *, mine: bool = False) -> Today:
    """Return everything that the page shows; ``mine`` leaves the deadlines of the person at the desk.

    A deadline is somebody's who is to do it or who manages the project, missing score sheets
    are everybody's; the figures count all.
    """
    found, own, _later = day(ws)
    return replace(found, deadlines=own) if mine else found


def day(
    ws: "Workspace", days: int = UPCOMING_DAYS, limit: int = UPCOMING_SHOWN
) -> tuple[Today, tuple[Deadline, ...], tuple[Deadline, ...]]:
    """Return the day, one's own deadlines and the next 할 일 after it, everything read once."""
    today = ws.today
    soon = today + timedelta(ws.settings.due_soon_days)
    with ws.reading() as connection:
        running = queries.running(connection, today)
        known = queries.deadlines(connection, max(soon, today + timedelta(days)))
        outputs = queries.outputs_between(connection, today.replace(day=1), today)
        waiting = gates.waiting(connection, GATES_SHOWN, today)
        criteria = queries.gates_of(connection, waiting, today)
    due = [row for row in known if row.due_on <= soon]
    deadlines = [_deadline(row, today) for row in due]
    name = ws.settings.user_name
    found = Today(
        day=today,
        figures=_figures(running, [row.due_on for row in due], outputs, today, ws.settings.due_soon_days),
        deadlines=tuple(deadlines),
        gates=tuple(_gates(criteria, waiting)),
        stalled=tuple(
            Stalled(row.id, row.title, row.stage, row.idle_days)
            for row in running
            if row.idle_days >= ws.settings.stalled_days
        ),
    )
    own = tuple(made for made, row in zip(deadlines, due, strict=True) if _is_of(row, name))
    later = [row for row in known if row.kind == "milestone" and soon < row.due_on <= today + timedelta(days)]
    return found, own, tuple(_deadline(row, today) for row in later[:limit])


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


def _figures(running: Sequence[Any], due: Sequence[date], outputs: int, day: date, due_days: int) -> Figures:
    shares = [100 * row.citizens / row.team_size for row in running if row.team_size]
    with_goal = [row for row in running if row.team_size and row.citizen_goal is not None]
    return Figures(
        running=len(running),
        by_stage={kind.value: sum(row.stage == kind for row in running) for kind in StageKind},
        due_soon=sum(each >= day for each in due),
        overdue=sum(each < day for each in due),
        ratio=int(sum(shares) / len(shares) + 0.5) if shares else None,
        goal_met=sum(100 * row.citizens >= row.citizen_goal * row.team_size for row in with_goal),
        goal_of=len(with_goal),
        outputs=outputs,
        due_days=due_days,
    )


def _is_of(row: Any, name: str) -> bool:
    return row.kind == "scores" or (bool(name) and name in (row.assignee, row.manager))


def _deadline(row: Any, day: date) -> Deadline:
    title = f"{StageKind(row.stage).label} 단계 마감" if row.kind == "stage" else row.title
    return Deadline(
        row.kind, row.id, title, row.project_id, row.project, row.stage,
        row.due_on, (row.due_on - day).days, row.assignee or row.manager,
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
