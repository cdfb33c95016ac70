"""새 과제: the few fields a project needs to begin, and the template that gives it stages and gates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.directory import Entry, offered
from app.domain.fields import specs_by_key
from app.domain.project import PROJECT_FIELDS
from app.errors import UserError
from app.services import directory, projects
from app.services.codes import templates
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.controls import button
from ui.widgets.form import RecordForm
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDTH = 640
FIELDS = (
    "title", "year", "starts_on", "program_id", "manager_id", "government_level", "service_field",
    "lead_agency_id", "region_id",
)  # fmt: skip
LISTS = {"program_id": "program", "manager_id": "person", "lead_agency_id": "agency", "region_id": "region"}
NEW_BY_NAME = {"program_id": "program", "manager_id": "manager", "lead_agency_id": "lead_agency"}
REQUIRED = ("title", "year", "government_level", "service_field")


class NewProjectDialog(Dialog):
    """Registers a project; ``created(id)`` is called once it is stored."""

    def __init__(self, owner: QWidget, context: Context, created: Callable[[int], object]) -> None:
        """Make the dialog with the usual template chosen and this year filled in."""
        super().__init__(owner, "새 과제")
        self.context, self._created = context, created
        self._programs: dict[str, int] = {}
        self._own_program = False
        self.setFixedWidth(WIDTH)
        self._build()
        self._follow_template()
        context.tasks.read(self, lambda ws: _read_lists(ws), self._offer)

    def _build(self) -> None:
        self.template = ChoiceEditor([(key, part.label) for key, part in templates().items()], required=True)
        self.template.setAccessibleName("과정 틀")
        self.template.set_value(projects.DEFAULT_TEMPLATE)
        self.template.edited.connect(self._follow_template)
        self.about = WordLabel("", 12, tone="meta")
        by_key = specs_by_key(PROJECT_FIELDS)
        specs = [replace(by_key[key], required=key in REQUIRED, help="") for key in FIELDS]
        self.form = RecordForm(specs, columns=2)
        self.form.set_values(
            {"year": date.today().year, "starts_on": date.today(), "government_level": "local"}
        )
        field = self.form.fields["service_field"].editor
        field.setPlaceholderText("고르십시오")
        field.setCurrentIndex(-1)
        for key in NEW_BY_NAME:
            self.form.fields[key].editor.free = True
        self.form.fields["program_id"].editor.edited.connect(self._touch_program)
        self.wrong = WordLabel("", 13, tone="danger")
        self.wrong.hide()
        name = label("과정 틀", 13, 500, "text2")
        name.setBuddy(self.template)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 16)
        box.setSpacing(6)
        box.addWidget(label("새 과제", 16, 600))
        box.addSpacing(6)
        for widget in (name, self.template, self.about):
            box.addWidget(widget)
        box.addSpacing(8)
        box.addWidget(self.form)
        box.addWidget(self.wrong)
        box.addSpacing(8)
        box.addLayout(self._foot())
        self.form.fields["title"].editor.setFocus()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(
            WordLabel("기관·사업·담당은 목록에 없는 이름을 적으면 새로 만듭니다.", 12, tone="meta"), 1
        )
        cancel = button("취소", run=self.reject)
        self.save = button("과제 만들기", kind="primary", run=self.accept)
        self.save.setDefault(True)
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        return foot

    # -- lists and template

    def _offer(self, lists: Mapping[str, Sequence[Entry]]) -> None:
        for key, entity in LISTS.items():
            self.form.set_options(key, offered(lists[entity]))
        self._programs = {entry.label: entry.id for entry in lists["program"]}
        self._follow_template()

    def _touch_program(self) -> None:
        self._own_program = True

    def _follow_template(self) -> None:
        chosen = templates()[self.template.value()]
        self.about.setText(chosen.description)
        if not self._own_program:
            editor = self.form.fields["program_id"].editor
            editor.set_value(self._programs.get(chosen.program))
            if editor.value() is None:
                editor.lineEdit().setText(chosen.program)

    # -- saving

    def values(self) -> dict[str, Any]:
        """Return what is stored; a name that is in no list goes by name and is added with the project."""
        found = self.form.values()
        for key, by_name in NEW_BY_NAME.items():
            if isinstance(found[key], str):
                found[by_name] = found.pop(key)
        return {**found, "is_foreign": False}

    def accept(self) -> None:
        """Store the project and close once that is done; what is wrong is said beside its field."""
        try:
            values = self.values()
        except UserError:
            return
        template = self.template.value()
        created = self._created
        self.store_and_close(
            self.context.tasks,
            "과제 등록",
            lambda ws: projects.create(ws, values, template=template),
            lambda project: created(project.id),
            self._refused,
        )

    def _refused(self, error: UserError) -> None:
        if error.field in self.form.fields:
            self.form.fail(error)
        else:
            self.wrong.setText(error.message)
            self.wrong.show()


def _read_lists(ws: "Workspace") -> dict[str, list[Entry]]:
    today = ws.today
    return {entity: directory.entries(ws, entity, today) for entity in LISTS.values()}
