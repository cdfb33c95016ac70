"""Opening a session of three hundred people: its parts and its roster against their bare statements."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event

from app import collection
from app.services import projects
from app.services.session import attendance, sessions
from app.services.workspace import Workspace
from tests.bench.table import Row, compare

_PEOPLE, _TEAM, _CARDS, _ROUNDS = 300, 30, 60, 25
_ROLES = ("citizen", "officer", "expert")
_GOAL = 3.0


def run() -> list[Row]:
    """Return the ratio of opening the session."""
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "bench.hamkke")
        session_id = fill(workspace)
        # as while the program reads, for both sides
        collection.hold()

        def opened() -> None:
            parts = sessions.parts(workspace, session_id)
            roster = attendance.roster_of(workspace, parts.session, parts.attendance)
            assert len(roster) == _PEOPLE and len(parts.findings) == _CARDS

        opened()
        what = f"활동 하나 열기, 참석 {_PEOPLE}명(구성과 명단)"
        row = compare(what, opened, bare(workspace, opened), _GOAL, _ROUNDS)
        collection.resume()
        workspace.close()
        return [row]


def fill(workspace: Workspace) -> int:
    """Store a workshop with its agenda, people, cards, decisions and next actions; return its id."""
    made = projects.create(workspace, {"title": "큰 토론회", "year": 2026})
    session_id = sessions.create(workspace, made.id, "workshop", {"topic": "시민 300명 토론회"})
    links = {"project_id": made.id, "session_id": session_id}
    with workspace.unit_of_work("참석") as work:
        work.insert_many(
            "person", [{"name": f"시민{n:03d}", "actor_kind": "citizen"} for n in range(_PEOPLE)]
        )
        work.insert_many("membership", [
            {"project_id": made.id, "person_id": n, "role": _ROLES[n % 3]} for n in range(1, _TEAM + 1)
        ])  # fmt: skip
        states = ("present", "late", "absent")
        work.insert_many("attendance", [
            {**links, "person_id": n, "state": states[n % 3]} for n in range(1, _PEOPLE + 1)
        ])  # fmt: skip
        work.insert_many("agenda_item", [
            {**links, "title": f"순서 {n}", "minutes": 10, "position": n} for n in range(12)
        ])  # fmt: skip
        work.insert_many("session_decision", [
            {**links, "text": f"결정 {n}", "position": n} for n in range(8)
        ])  # fmt: skip
        work.insert_many("milestone", [{**links, "title": f"다음 할 일 {n}"} for n in range(10)])
        work.insert_many("finding", [
            {**links, "kind": "voice", "text": f"{n}번째 말씀", "position": n} for n in range(_CARDS)
        ])  # fmt: skip
    return session_id


def bare(workspace: Workspace, action: Callable[[], object]) -> Callable[[], object]:
    """Return a function that gives the statements of ``action`` to the driver and fetches their rows."""
    engine, given = workspace._engine, list[tuple[str, Any]]()

    def keep(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement != "BEGIN":
            given.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", keep)
    action()
    event.remove(engine, "before_cursor_execute", keep)
    driver: Any = engine.raw_connection().driver_connection

    def fetch() -> None:
        for statement, parameters in given:
            driver.execute(statement, parameters).fetchall()

    return fetch
