"""과제 정보: the fields of a project, saved as one types."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from app.domain.desk_role import Duty
from app.domain.fields import specs_by_key
from app.domain.hangul import josa
from app.domain.project import PROJECT_FIELDS
from app.services import directory, people, projects
from ui.autosave import Autosave, Burst
from ui.context import Context
from ui.pages.project_room.data import Options, Room
from ui.roles import Roles
from ui.widgets.form import RecordForm
from ui.widgets.panels import Panel

if TYPE_CHECKING:
    from app.services.workspace import Workspace

HIDDEN = ("kind",)
INITIATOR = "project"
FIELDS = tuple(spec for spec in PROJECT_FIELDS if spec.key not in HIDDEN)
_SPECS = specs_by_key(PROJECT_FIELDS)


class InfoPanel(Panel):
    """A form of every field that people set; a name unknown to a list may be added to it."""

    settled = Signal()

    def __init__(self, context: Context) -> None:
        """Make the form of no project yet."""
        super().__init__("과제 정보", "적는 대로 저장합니다", padding=16)
        self._context = context
        self.form = RecordForm(FIELDS, 2)
        self.form.guard(partial(Roles(context).may, Duty.EDIT_PROJECTS))
        self.saving = Autosave(self.form, context.tasks, "과제 정보", _save)
        self.saving.settled.connect(self.settled)
        self.form.createRequested.connect(self._offer)
        self.body.addWidget(self.form)

    def set_options(self, options: Options) -> None:
        """Offer the choices of the reference fields."""
        for spec in FIELDS:
            if spec.reference in options:
                self.form.set_options(spec.key, options[spec.reference])

    def show_room(self, room: Room, stamp: int | None) -> None:
        """Show the project of ``room``, read at ``stamp``; an older reading than the typing is left alone."""
        if self.form.record_id != room.project.id or self.saving.fresh(stamp):
            self.form.set_record(room.project)

    def _offer(self, key: str, text: str) -> None:
        spec, project = _SPECS[key], self.form.record_id
        if spec.reference == "region" or project is None:
            return

        def add() -> None:
            self._context.tasks.write(
                self,
                f"{spec.label} 추가",
                lambda ws: _create(ws, project, key, spec.reference, text),
                lambda _made: self.form.fields[key].set_error(""),
            )

        what = f"{josa(spec.label, '으로/로')} ‘{text}’"
        self._context.notify(f"목록에 없는 이름입니다. {what} 새로 넣을까요?", "새로 넣기", add)


def _save(ws: "Workspace", project_id: int, changes: dict[str, Any]) -> None:
    projects.edit(ws, [project_id], changes, initiator=INITIATOR)


def _create(ws: "Workspace", project_id: int, key: str, entity: str, text: str) -> None:
    with ws.burst(Burst().name(key)):  # both are taken back at once
        made = (
            people.add_person(ws, {"name": text}).id
            if entity == "person"
            else directory.add(ws, entity, text)
        )
        projects.edit(ws, [project_id], {key: made})
