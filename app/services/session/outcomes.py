"""What a session (활동) leaves behind: its decisions, its next actions (다음 할 일), its photos and files."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.services import outputs, records
from app.services.session import sessions
from db.queries import sessions as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def add_decision(ws: "Workspace", session_id: int, text: str) -> int:
    """Write a decision down; return its id."""
    with ws.unit_of_work("결정 추가") as work:
        place = queries.last_place(work.connection, "session_decision", session_id) + 1
        values = {"text": text, "position": place}
        return records.insert(work, "session_decision", values, **sessions.links(ws, work, session_id))


def edit_decision(ws: "Workspace", decision_id: int, text: str) -> None:
    """Put a decision in other words."""
    records.edit(ws, "session_decision", [decision_id], {"text": text}, label="결정 수정")


def delete_decision(ws: "Workspace", decision_id: int) -> None:
    """Take a decision back from a session that is not closed."""
    records.delete(ws, "session_decision", [decision_id], "결정 삭제")


def add_action(
    ws: "Workspace", session_id: int, title: str, due_on: date | None = None, assignee_id: int | None = None
) -> int:
    """Agree on something to be done, by whom and until when; it appears among what falls due."""
    with ws.unit_of_work(f"다음 할 일 ‘{title}’ 추가") as work:
        session = sessions.found(ws, work, session_id)
        values = {"title": title, "due_on": due_on, "assignee_id": assignee_id, "stage": session.stage}
        links = {"project_id": session.project_id, "session_id": session_id}
        return records.insert(work, "milestone", {**values, **links})


def edit_action(ws: "Workspace", milestone_id: int, changes: Mapping[str, Any]) -> None:
    """Change a next action as it was agreed."""
    records.edit(ws, "milestone", [milestone_id], changes, label="다음 할 일 수정")


def delete_action(ws: "Workspace", milestone_id: int) -> None:
    """Take a next action back, from the 할 일 of the project too."""
    records.delete(ws, "milestone", [milestone_id], "다음 할 일 삭제")


def attach(
    ws: "Workspace",
    session_id: int,
    files: Iterable[Path],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Keep photos and files of a session; their bytes are safe in the store before the record says so."""
    stored = outputs.store(ws, files, progress)
    with ws.unit_of_work(f"활동에 파일 {len(stored)}개 붙이기") as work:
        links = sessions.links(ws, work, session_id)
        for row in stored:
            work.insert("attachment", {**row, **links})


def delete_files(ws: "Workspace", ids: Iterable[int]) -> None:
    """Take files off a session; their bytes stay in the store for undo."""
    records.delete(ws, "attachment", ids, "활동 파일 떼기")
