"""What one can do with a session; every verb is one named step that undo takes back."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.directory import Entry, offered
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.finding import FindingKind
from app.domain.hangul import quoted
from app.domain.koreandate import format_date
from app.domain.output import MILESTONE_FIELDS, Attachment, Milestone
from app.domain.session import AGENDA_FIELDS, SESSION_FIELDS, AgendaItem, Session, SessionKind
from app.services import outputs, sources
from app.services.session import agenda, attendance, outcomes, sessions
from ui.dialogs.confirm import confirm
from ui.dialogs.record import RecordDialog
from ui.dialogs.sign_off import ReasonDialog
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Room

_FIELDS = specs_by_key(SESSION_FIELDS)
WHEN = FieldSpec("held_on", FieldType.TEXT, "날짜", width=110)
HEAD = (_FIELDS["topic"], WHEN, *(_FIELDS[key] for key in ("starts_at", "ends_at", "place", "host", "stage",
                                                           "methods")))  # fmt: skip
NEW = (
    _FIELDS["kind"],
    _FIELDS["topic"],
    WHEN,
    *(_FIELDS[key] for key in ("starts_at", "ends_at", "place", "host")),
)
_WHEN_HELP = "연도나 날짜를 모르면 들은 대로 적습니다. 예: (목) 오후 8시"
_TODO = specs_by_key(MILESTONE_FIELDS)
ACTION = (_TODO["title"], _TODO["assignee_id"], _TODO["due_on"])
_ITEM = specs_by_key(AGENDA_FIELDS)
AGENDA = (_ITEM["title"], _ITEM["minutes"], _ITEM["host"])


class SessionVerbs:
    """The verbs of the tab 활동; ``made`` is told the id of a new session."""

    def __init__(self, actions: Actions) -> None:
        """Act through the verbs of the room."""
        self.actions = actions
        self.owner = actions.owner
        self.room: Room | None = None

    # -- sessions

    def add(self, made: Callable[[int], None], kind: str = SessionKind.WORKSHOP.value) -> RecordDialog | None:
        """Ask what kind of session is recorded; its agenda comes from the template of the kind."""
        if self.room is None:
            return None
        project = self.room.project.id
        dialog = RecordDialog(
            "활동 기록",
            f"진행 순서는 종류에 맞게 채웁니다. {_WHEN_HELP}",
            NEW,
            "기록",
            self.owner,
            {"kind": kind},
            2,
        )

        _hint(dialog)

        def store(ws: Any, given: dict[str, Any]) -> int:
            values = {key: value for key, value in given.items() if key != "kind"}
            return sessions.create(ws, project, given["kind"], values)

        dialog.store_by(self.actions.context.tasks, "활동 기록", store, made)
        return dialog

    def edit(self, session: Session) -> RecordDialog:
        """Change the head of a session in a dialog; a partial date stands in its words."""
        day = format_date(session.held_on) if session.held_on else session.as_written.get("held_on", "")
        values = {spec.key: getattr(session, spec.key) for spec in HEAD} | {"held_on": day}
        dialog = RecordDialog("활동 고치기", _WHEN_HELP, HEAD, "고치기", self.owner, values, 2)
        _hint(dialog)

        def store(ws: Any, given: dict[str, Any]) -> None:
            changed = {key: value for key, value in given.items() if value != values[key]}
            if changed:
                sessions.edit(ws, session.id, changed)

        dialog.store_by(self.actions.context.tasks, "활동 고치기", store)
        return dialog

    def remove(self, session: Session) -> None:
        """Ask, then delete a session; undo brings it back."""
        words = (
            f"‘{session.topic}’의 회의록과 출석을 지웁니다. 발견 카드는 남고, 실행 취소로 되돌릴 수 있습니다."
        )
        run = lambda: self.actions.write("활동 삭제", lambda ws: sessions.delete(ws, session.id))  # noqa: E731
        confirm(self.owner, "활동 지우기", words, "지우기", run, danger=True)

    def close(self, session: Session) -> None:
        """Lock a session; it counts for gates from now on."""
        said = f"{quoted(session.topic, '을/를')} 마감했습니다. 관문 증빙으로 셉니다."
        self.actions.write(
            "활동 마감",
            lambda ws: sessions.close(ws, session.id),
            lambda _n: self.actions.context.notify(said),
        )

    def reopen(self, session: Session) -> ReasonDialog:
        """Ask why, then open a closed session again."""
        text = "잠금을 풀고 관문 증빙에서 뺍니다. 다시 연 사람과 때와 사유를 이력에 남깁니다."
        dialog = ReasonDialog("활동 다시 열기", text, "다시 여는 사유", self.owner, "다시 열기")
        dialog.store_by(
            self.actions.context.tasks,
            "활동 다시 열기",
            lambda ws: sessions.reopen(ws, session.id, dialog.result()),
        )
        return dialog

    # -- agenda

    def add_agenda(self, session: Session) -> RecordDialog:
        """Ask for another item at the end of the agenda."""
        dialog = RecordDialog("순서 추가", "", AGENDA, "추가", self.owner, {"minutes": 10})

        def store(ws: Any, given: dict[str, Any]) -> None:
            agenda.add(ws, session.id, given["title"], given["minutes"] or 0, given["host"])

        dialog.store_by(self.actions.context.tasks, "순서 추가", store)
        return dialog

    def edit_agenda(self, item: AgendaItem) -> RecordDialog:
        """Change an item of the agenda."""
        values = {spec.key: getattr(item, spec.key) for spec in AGENDA}
        dialog = RecordDialog("순서 고치기", "", AGENDA, "고치기", self.owner, values)

        def store(ws: Any, given: dict[str, Any]) -> None:
            agenda.edit(ws, item.id, {**given, "minutes": given["minutes"] or 0})

        dialog.store_by(self.actions.context.tasks, "순서 고치기", store)
        return dialog

    def move_agenda(self, item: AgendaItem, before_id: int | None) -> None:
        """Put an item before another, or at the end."""
        self.actions.write("순서 옮기기", lambda ws: agenda.move(ws, item.id, before_id))

    def remove_agenda(self, item: AgendaItem) -> None:
        """Take an item off; undo brings it back."""
        self.actions.write("순서 삭제", lambda ws: agenda.delete(ws, [item.id]))

    # -- decisions and next actions

    def add_decision(self, session: Session, text: str, give_back: Callable[[], object]) -> None:
        """Write a decision down."""
        add = partial(outcomes.add_decision, session_id=session.id, text=text)
        self.actions.write("결정 추가", add, give_back=give_back)

    def edit_decision(self, decision_id: int, text: str, give_back: Callable[[], object]) -> None:
        """Put a decision in other words."""
        edit = partial(outcomes.edit_decision, decision_id=decision_id, text=text)
        self.actions.write("결정 수정", edit, give_back=give_back)

    def remove_decision(self, decision_id: int) -> None:
        """Take a decision back."""
        self.actions.write("결정 삭제", lambda ws: outcomes.delete_decision(ws, decision_id))

    def add_action(self, session: Session) -> RecordDialog:
        """Ask what is to be done, by whom and until when."""
        dialog = RecordDialog(
            "다음 할 일", "기한이 되면 ‘오늘’에 나타납니다.", ACTION, "추가", self.owner, {}
        )
        self._offer_team(dialog)

        def store(ws: Any, given: dict[str, Any]) -> None:
            outcomes.add_action(ws, session.id, given["title"], given["due_on"], given["assignee_id"])

        dialog.store_by(self.actions.context.tasks, "다음 할 일 추가", store)
        return dialog

    def edit_action(self, todo: Milestone) -> RecordDialog:
        """Change a next action."""
        values = {spec.key: getattr(todo, spec.key) for spec in ACTION}
        dialog = RecordDialog("다음 할 일 고치기", "", ACTION, "고치기", self.owner, {})
        self._offer_team(dialog)
        dialog.form.set_values(values)
        dialog.store_by(
            self.actions.context.tasks, "다음 할 일 고치기",
            lambda ws, given: outcomes.edit_action(ws, todo.id, given),
        )  # fmt: skip
        return dialog

    def _offer_team(self, dialog: RecordDialog) -> None:
        members = self.room.members if self.room else ()
        sight = self.actions.context.sight
        there = {
            row.person_id: Entry(
                row.person_id,
                sight.name(row.person_id, row.person, row.actor_kind),
                row.affiliation,
                row.person,
            )
            for row in members
        }
        dialog.form.set_options("assignee_id", offered(list(there.values())))

    def set_action_done(self, todo: Milestone, done: bool) -> None:
        """Tick a next action off, or open it again."""
        self.actions.write(
            "할 일 마침", lambda ws: outputs.set_milestone_done(ws, todo, ws.today if done else None)
        )

    def remove_action(self, todo: Milestone) -> None:
        """Take a next action back."""
        self.actions.write("다음 할 일 삭제", lambda ws: outcomes.delete_action(ws, todo.id))

    # -- attendance, files, findings

    def attend(self, session: Session, person_id: int, state: str | None) -> None:
        """Enter one person."""
        self.actions.write("출석", lambda ws: attendance.enter(ws, session.id, person_id, state))

    def all_present(self, session: Session) -> None:
        """Enter everybody without an entry as present."""
        self.actions.write("모두 출석", lambda ws: attendance.mark_all_present(ws, session.id))

    def guests(self, session: Session, kind: str, count: int) -> None:
        """Count heads without a person record."""
        self.actions.write("손님", lambda ws: attendance.set_guests(ws, session.id, kind, count))

    def attach(self, session: Session, files: Sequence[Path]) -> None:
        """Keep photos and files."""
        self.actions.write(
            "파일 붙이기", lambda ws, advance: outcomes.attach(ws, session.id, files, advance), progress=True
        )

    def open_file(self, file: Attachment) -> None:
        """Open a copy of a file."""
        self.actions.open_file(file)

    def save_copies(self, files: Sequence[Attachment]) -> None:
        """Write copies of files."""
        self.actions.save_copies(files)

    def remove_files(self, files: Sequence[Attachment]) -> None:
        """Ask, then take files off."""
        ids = [file.id for file in files]
        run = lambda: self.actions.write("파일 떼기", lambda ws: outcomes.delete_files(ws, ids))  # noqa: E731
        words = f"파일 {len(ids)}개를 뗍니다. 실행 취소로 되돌릴 수 있습니다."
        confirm(self.owner, "파일 떼기", words, "떼기", run, danger=True)

    def quote(self, session: Session, kind: str, words: str, start: int, end: int, speaker: str) -> None:
        """Make a finding of words in the minutes."""
        said = f"{FindingKind(kind).label} 카드를 만들었습니다."
        self.actions.write(
            f"{FindingKind(kind).label} 카드 추가",
            lambda ws: sources.quote_minutes(ws, session.id, kind, words, start, end, speaker),
            lambda _id: self.actions.context.notify(said),
        )


def _hint(dialog: RecordDialog) -> None:
    """Show in the empty fields of a session how a day and a time are written."""
    today = date.today()
    hints = {"held_on": f"예: {format_date(today)}", "starts_at": "예: 14:00", "ends_at": "예: 17:00"}
    for key, words in hints.items():
        if key in dialog.form.fields:
            dialog.form.fields[key].editor.setPlaceholderText(words)
