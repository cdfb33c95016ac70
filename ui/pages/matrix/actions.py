"""What can be done with cases: load, register, change, settle, delete, save their table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.directory import Offer
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.listing import ListQuery
from app.domain.project import PROJECT_FIELDS, Project
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import cases, directory, projects
from ui.context import Context
from ui.dialogs.record import RecordDialog

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_SPECS = specs_by_key(PROJECT_FIELDS)
CASE_KEYS = (
    "title", "year", "program_id", "government_level", "is_foreign", "service_field", "lead_agency_id",
    "region_id", "oecd_field", "participation_level", "participation_mode", "participant_kinds",
    "participation_stages", "summary", "background", "purpose", "actors", "content", "characteristics",
    "achievements", "website", "remarks",
)  # fmt: skip
MEMO = FieldSpec("memo", FieldType.LONG_TEXT, "메모", required=True)
CASE_SPECS = tuple(_SPECS[key] for key in CASE_KEYS)


class CaseActions:
    """The verbs of the page; each write is one step that its notice takes back."""

    def __init__(self, owner: QWidget, context: Context) -> None:
        """Act for the page ``owner``."""
        self.owner, self.context = owner, context

    def export(self, query: ListQuery) -> None:
        """Ask where to save the 총괄표 of ``query`` as a workbook, then write it."""
        from ui.dialogs.save_report import choose_and_save

        choose_and_save(self.owner, self.context, "matrix", "총괄표", "xlsx", ReportOptions(query=query))

    def load(self, path: Path | None) -> None:
        """Look at a document of cases, asking for it where none is given."""
        from ui.dialogs.import_cases import ImportDialog

        ImportDialog(self.owner, self.context).start(path)

    def add(self, done: Callable[[int], object], values: dict[str, Any]) -> None:
        """Register a case by hand, ``values`` filled in; ``done`` hears its id."""
        from ui.dialogs.form_dialog import FormDialog

        def stored(case: Project) -> None:
            done(case.id)
            self._tell(f"사례 ‘{case.title}’ 등록을 마쳤습니다.")

        FormDialog(self.owner, self.context, "사례 등록", CASE_SPECS).create_with(
            "등록", values, cases.add, stored
        )

    def edit(self, case_id: int) -> None:
        """Open a case in a form that saves as one types."""
        from ui.dialogs.form_dialog import FormDialog

        def show(case: Project) -> None:
            dialog = FormDialog(self.owner, self.context, "사례 고치기", CASE_SPECS)
            dialog.edit(
                case, lambda ws, record, values: projects.edit(ws, [record], values, initiator="matrix")
            )

        self.context.tasks.read(self.owner, lambda ws: projects.get(ws, case_id), show, key="edit")

    def settle(self, case_id: int, key: str, value: Any, failed: Callable[[UserError], None]) -> None:
        """Store what a person chose for a doubtful field."""
        self.context.tasks.write(
            self.owner, "사례 검토", lambda ws: cases.settle(ws, case_id, key, value), failed=failed
        )

    def note(self, case: Project) -> RecordDialog:
        """Ask for a memo of what can be learnt from a case and keep it with the case."""
        dialog = RecordDialog(
            "벤치마킹 메모", f"‘{case.title}’에서 배울 점을 적습니다.", (MEMO,), "저장", self.owner
        )

        dialog.store_by(
            self.context.tasks,
            "벤치마킹 메모",
            lambda ws, given: cases.add_memo(ws, case.id, given["memo"]),
            lambda _nothing: self._tell("메모를 사례의 기타에 남겼습니다."),
        )
        return dialog

    def make_project(self, case_id: int) -> None:
        """Make an own project of a case and open its room."""

        def opened(project: Project) -> None:
            self.context.navigate("project", project_id=project.id)
            self._tell(f"과제 ‘{project.title}’의 방을 열었습니다.")

        self.context.tasks.write(
            self.owner, "사례로 과제 만들기", lambda ws: projects.from_case(ws, case_id), opened
        )

    def remove(self, ids: list[int]) -> None:
        """Delete cases."""
        self.context.tasks.write(
            self.owner,
            "사례 삭제",
            lambda ws: projects.delete(ws, ids),
            lambda _nothing: self._tell(f"{len(ids):,}건을 삭제했습니다."),
        )

    def read_entries(self, key: str, show: Callable[[Offer], None]) -> None:
        """Read what the reference field ``key`` offers."""
        entity = _SPECS[key].reference

        def read(ws: "Workspace") -> Offer:
            return directory.options(ws, entity)

        self.context.tasks.read(self.owner, read, show)

    def _tell(self, words: str) -> None:
        self.context.tell_done(self.owner, words)
