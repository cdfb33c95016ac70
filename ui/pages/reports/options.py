"""What a report is about: which records, which year, which project; only what it heeds is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget

from app.domain.koreandate import format_date
from app.domain.listing import ListQuery
from app.domain.report import ReportInfo, ReportOptions
from app.domain.session import Session
from app.errors import UserError
from app.services import access_review, directory, listing
from exports.reports.access_papers import month_words
from ui.saved_views import View
from ui.widgets.choice_editors import ReferenceEditor
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

CHOSEN = "chosen"
MASKED = "공무원이 아닌 사람의 이름은 일부를 가려서 저장합니다."
FULL = "저장하거나 인쇄할 때 목적과 사유를 묻고 접속기록을 남깁니다. 미리보기는 가려서 보입니다."
KINDS = (("own", "우리 과제"), ("case", "사례"), ("all", "우리 과제와 사례"))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields offer: years, programmes, projects and sessions that there are."""

    years: tuple[int, ...]
    programs: tuple[tuple[int, str], ...]
    projects: tuple[tuple[int, str], ...]
    sessions: tuple[tuple[int, str], ...] = ()
    rounds: tuple[tuple[int, str], ...] = ()
    months: tuple[str, ...] = ()


def read_choices(ws: "Workspace") -> Choices:
    """Return the years and programmes in use, the own projects, sessions, and 평가, newest first."""
    facets = listing.facets(ws, "project", ListQuery(), ("year", "program_id"))
    years = sorted((value.key for value in facets["year"] if value.key), reverse=True)
    programs = ((value.key, value.label) for value in facets["program_id"] if value.key)
    projects = ((entry.id, entry.label) for entry in directory.entries(ws, "project"))
    sessions = ((row.id, _session(row)) for row in listing.all_rows(ws, "session", ListQuery()))
    rounds = tuple((row.id, row.title) for row in listing.all_rows(ws, "evaluation_round", ListQuery()))
    months = access_review.months(ws)
    return Choices(tuple(years), tuple(programs), tuple(projects), tuple(sessions), rounds, months)


def _session(row: Session) -> str:
    day = format_date(row.held_on) if row.held_on else row.as_written.get("held_on", "날짜 미정")
    return f"{row.topic} ({f'{day} {row.starts_at}'.strip()}, {row.project})"


class OptionsPanel(QFrame):
    """The fields of the chosen report; ``changed`` comes with every choice."""

    changed = Signal()

    def __init__(self) -> None:
        """Make the fields, none shown yet."""
        super().__init__()
        self.setProperty("role", "plain")
        self.ids: tuple[int, ...] | None = None
        self.query: ListQuery | None = None
        self.views: Sequence[View] = ()
        self._heeded: tuple[str, ...] = ()
        self.kind, self.year, self.program = QComboBox(), QComboBox(), QComboBox()
        self.project, self.session = ReferenceEditor(), ReferenceEditor()
        self.round = QComboBox()
        self.approval = QCheckBox("담당·팀장·과장 결재란")
        self.month = QComboBox()
        self.internal = QCheckBox("비공개 점수도 넣기(내부용)")
        self.full = QCheckBox("이름을 가리지 않고 저장·인쇄")
        self.masking = WordLabel(MASKED, 13, tone="text2")
        self._fields: dict[str, QWidget] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for key, title, editor in (
            ("project_id", "과제", self.project),
            ("session_id", "활동", self.session),
            ("round_id", "평가", self.round),
            ("kind", "범위", self.kind),
            ("year", "연도", self.year),
            ("program_id", "사업", self.program),
            ("month", "달", self.month),
            ("approval_box", "", self.approval),
            ("internal", "", self.internal),
            ("reason", "", self.full),
        ):
            self._fields[key] = _field(title, editor)
            box.addWidget(self._fields[key])
        box.addWidget(self.masking)
        for combo in (self.kind, self.year, self.program, self.round, self.month):
            combo.activated.connect(lambda _index: self.changed.emit())
        for editor in (self.project, self.session):
            editor.edited.connect(partial(self._edited, editor))
        self.full.toggled.connect(lambda on: self.masking.setText(FULL if on else MASKED))
        for check in (self.approval, self.internal):
            check.clicked.connect(lambda _on: self.changed.emit())

    def _edited(self, editor: ReferenceEditor) -> None:
        try:
            editor.value()
        except UserError:
            return  # a name half typed
        self.changed.emit()

    def offer(self, choices: Choices) -> None:
        """Fill the lists; what is chosen stays chosen."""
        _fill(self.year, [(None, "모든 연도"), *((year, f"{year}년") for year in choices.years)])
        _fill(self.program, [(None, "모든 사업"), *choices.programs])
        _fill(self.month, [(month, month_words(month)) for month in choices.months])
        self.project.set_options(choices.projects)
        self.session.set_options(choices.sessions)
        _fill(self.round, choices.rounds)

    def show_report(self, info: ReportInfo) -> None:
        """Ask for what ``info`` heeds."""
        self._heeded = info.options
        for key, field in self._fields.items():
            field.setVisible(key in info.options)
        kinds: list[tuple[Any, str]] = list(KINDS)
        if info.id == "matrix":
            kinds = [KINDS[1], KINDS[0], KINDS[2]]
        if "query" in info.options and (self.ids is not None or self.query is not None):
            words = f"고른 과제 {len(self.ids):,}건" if self.ids is not None else "과제 화면에서 거른 목록"
            kinds.insert(0, (CHOSEN, words))
        if info.id == "project-list":
            kinds += [(view, f"저장한 거르기: {view.name}") for view in self.views]
        _fill(self.kind, kinds)
        self.kind.setCurrentIndex(0)
        self.full.setChecked(False)  # asked for each time: nothing stays unmasked unseen
        self.internal.setChecked(False)
        self.masking.setVisible("reason" in info.options)

    def options(self) -> ReportOptions:
        """Return what is chosen; raises UserError where a project or session has to be chosen first."""
        chosen = self.kind.currentData()
        query = None
        if "query" in self._heeded and chosen == CHOSEN:
            query = self.query or ListQuery(ids=self.ids)
        elif isinstance(chosen, View):
            query = chosen.query()
        return ReportOptions(
            query=query,
            kind=chosen if "kind" in self._heeded and query is None else "",
            year=self.year.currentData() if "year" in self._heeded else None,
            program_id=self.program.currentData() if "program_id" in self._heeded else None,
            project_id=self._project() if "project_id" in self._heeded else None,
            session_id=self._session() if "session_id" in self._heeded else None,
            round_id=self._round() if "round_id" in self._heeded else None,
            month=str(self.month.currentData() or "") if "month" in self._heeded else "",
            approval_box=self.approval.isChecked() and "approval_box" in self._heeded,
            internal=self.internal.isChecked() and "internal" in self._heeded,
        )

    def _project(self) -> int | None:
        found: int | None = self.project.value()
        # what a 사업 narrows too is about every project unless one is chosen
        if found is None and "program_id" not in self._heeded:
            raise UserError("보고서를 만들 과제를 먼저 고르십시오.", "project_id")
        return found

    def _session(self) -> int:
        found: int | None = self.session.value()
        if found is None:
            raise UserError("보고서를 만들 활동을 먼저 고르십시오.", "session_id")
        return found

    def _round(self) -> int:
        found: int | None = self.round.currentData()
        if found is None:
            raise UserError("평가가 아직 없습니다. 평가 화면에서 먼저 만드십시오.", "round_id")
        return found

    @property
    def in_full(self) -> bool:
        """Tell whether persons are to be named in full, which takes a purpose."""
        return self.full.isChecked() and "reason" in self._heeded


def _field(title: str, editor: QWidget) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    if title:
        name = label(title, 13, 500, "text2")
        name.setBuddy(editor)
        editor.setAccessibleName(title)
        box.addWidget(name)
    box.addWidget(editor)
    return holder


def _fill(combo: QComboBox, pairs: Sequence[tuple[Any, str]]) -> None:
    kept = combo.currentData()
    combo.clear()
    for value, words in pairs:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(combo.findData(kept), 0) if kept is not None else 0)
