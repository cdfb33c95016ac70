"""What a report is about: which records, which year, which project; only what it heeds is asked."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.listing import ListQuery
from app.domain.report import ChapterInfo, NameForm, ReportGroup, ReportInfo, ReportOptions, Watermark
from app.errors import UserError
from exports.reports.access_papers import month_words
from ui.pages.reports.choices import Choices
from ui.pages.reports.counted import ChapterList
from ui.saved_views import View
from ui.widgets.choice_editors import ReferenceEditor
from ui.widgets.combo import Combo
from ui.widgets.controls import Segmented
from ui.widgets.text import WordLabel, label
from ui.widgets.text_editors import DateEditor

if TYPE_CHECKING:
    pass

CHOSEN = "chosen"
MASKED = "공무원이 아닌 사람의 이름은 일부를 가려서 저장합니다."
FULL = "저장하거나 인쇄할 때 목적과 사유를 묻고 접속기록을 남깁니다. 미리보기는 가려서 보입니다."
KINDS = (("own", "우리 과제"), ("case", "사례"), ("all", "우리 과제와 사례"))


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
        self._info: ReportInfo | None = None
        self._choices: Choices | None = None
        self.kind, self.year, self.program = Combo(), Combo(), Combo()
        self.project, self.session = ReferenceEditor(), ReferenceEditor()
        self.round = Combo()
        self.since, self.until = DateEditor(), DateEditor()
        self.which = Combo()
        self.chapters = ChapterList()
        self.names = Segmented([(form.value, form.label, "") for form in NameForm], "이름 표시")
        self.watermark = Combo()
        self.approval = QCheckBox("담당·팀장·과장 결재란")
        self.month = Combo()
        self.internal = QCheckBox("비공개 점수도 넣기(내부용)")
        self.full = QCheckBox("이름을 가리지 않고 저장·인쇄")
        self.masking = WordLabel(MASKED, 13, tone="text2")
        self.fresh = True
        self._wanted_chapters: tuple[str, ...] = ()
        self._fields: dict[str, QWidget] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        self.scope = _field("과제", self.project)
        self._fields["project_id"] = self.scope
        for key, title, editor in (
            ("which", "증서", self.which),
            ("session_id", "활동", self.session),
            ("round_id", "평가", self.round),
            ("kind", "범위", self.kind),
            ("year", "연도", self.year),
            ("program_id", "사업", self.program),
            ("month", "달", self.month),
            ("since", "기간", _between(self.since, self.until)),
            ("chapters", "넣을 내용", self.chapters),
            ("names", "이름 표시", self.names),
            ("watermark", "워터마크", self.watermark),
            ("approval_box", "", self.approval),
            ("internal", "", self.internal),
            ("reason", "", self.full),
        ):
            self._fields[key] = _field(title, editor)
            box.addWidget(self._fields[key])
        box.addWidget(self.masking)
        for field in (*self._fields.values(), self.masking):
            field.hide()  # nothing is asked for before there is a report
        marks = [("", "없음"), *((mark.value, mark.label) for mark in Watermark)]
        _fill(self.watermark, marks)
        self._follow()

    def _follow(self) -> None:
        """Say that something is chosen as it is."""
        combos = (self.kind, self.year, self.program, self.round, self.month, self.which, self.watermark)
        for combo in combos:
            combo.activated.connect(lambda _index: self.changed.emit())
        for editor in (self.project, self.session, self.since, self.until):
            editor.edited.connect(partial(self._edited, editor))
        self.names.chosen.connect(lambda _form: self.changed.emit())
        self.chapters.changed.connect(self.changed)
        self.full.toggled.connect(lambda on: self.masking.setText(FULL if on else MASKED))
        for check in (self.approval, self.internal):
            check.clicked.connect(lambda _on: self.changed.emit())

    def _edited(self, editor: ReferenceEditor | DateEditor) -> None:
        try:
            editor.value()
        except UserError:
            return  # a name or a day half typed
        self.changed.emit()

    def offer(self, choices: Choices) -> None:
        """Fill the lists; what is chosen stays chosen."""
        _fill(self.year, [(None, "모든 연도"), *((year, f"{year}년") for year in choices.years)])
        _fill(self.program, [(None, "모든 사업"), *choices.programs])
        _fill(self.month, [(month, month_words(month)) for month in choices.months])
        self._choices = choices
        self._offer_projects()
        self.session.set_options(choices.sessions)
        _fill(self.round, choices.rounds)

    def _offer_projects(self) -> None:
        """Offer the own projects; where a case can be told, the cases before them."""
        if self._choices is not None:
            case = self._info is not None and self._info.group == ReportGroup.CASE
            self.project.set_options((*(self._choices.cases if case else ()), *self._choices.projects))
            self.show_beginning()

    def show_beginning(self) -> None:
        """Show long titles from their beginning."""
        for editor in (self.project, self.session):
            line = editor.lineEdit()
            if line is not None and not line.hasFocus():
                line.setCursorPosition(0)

    def show_report(self, info: ReportInfo) -> None:
        """Ask for what ``info`` heeds."""
        another = self._info is None or self._info.id != info.id
        self._info = info
        self._offer_projects()
        for key, field in self._fields.items():
            field.setVisible(key in info.options)
        self.scope.setEnabled("project_id" in info.options)
        self.scope.show()
        _fill(self.which, [(one.key, one.label) for one in info.variants])
        if another:
            self.chapters.clear()
            self.fresh = True
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

    def show_chapters(self, infos: Sequence[ChapterInfo]) -> None:
        """Show what the report can say; the first time as usual, then as it is ticked."""
        self.chapters.show_infos(infos, self.fresh)
        self._fields["chapters"].setVisible("chapters" in self._heeded)
        self.fresh = False
        if self._wanted_chapters:
            self.chapters.tick(self._wanted_chapters)
            self._wanted_chapters = ()

    def hide_empty(self) -> None:
        """Take 넣을 내용 away while nothing can be made: no report has told what it holds."""
        self._fields["chapters"].setVisible(self.chapters.count() > 0 and "chapters" in self._heeded)

    @property
    def _heeded(self) -> tuple[str, ...]:
        return self._info.options if self._info is not None else ()

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
            since=self._day(self.since),
            until=self._day(self.until),
            chapters=self._chapters(),
            names=self.names.value() if "names" in self._heeded else NameForm.MASKED.value,
            watermark=self.watermark.currentData() or "" if "watermark" in self._heeded else "",
            which=self.which.currentData() or "" if "which" in self._heeded else "",
            internal=self.internal.isChecked() and "internal" in self._heeded,
        )

    def _day(self, editor: DateEditor) -> date | None:
        found = editor.value() if "since" in self._heeded else None
        return found if isinstance(found, date) else None

    def _chapters(self) -> tuple[str, ...]:
        if "chapters" not in self._heeded:
            return ()
        if self._wanted_chapters:
            return self._wanted_chapters  # of a preset, before the report has told its chapters
        if self.chapters.none_ticked():
            raise UserError("넣을 내용을 하나 이상 고르십시오.", "chapters")
        return self.chapters.chosen()

    # -- presets

    def kept(self) -> dict[str, Any]:
        """Return what a preset keeps: the looks of the report and its period, not what it is about."""
        found = self.options_or_none()
        if found is None:
            return {}
        days = {key: day.isoformat() for key in ("since", "until") if (day := getattr(found, key))}
        looks = {key: getattr(found, key) for key in ("names", "watermark", "approval_box", "which")}
        return {**looks, **days, "chapters": list(found.chapters)}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Set what a preset has kept; what it does not know stays."""
        self.names.set_value(kept.get("names", NameForm.MASKED.value))
        for combo, key in ((self.watermark, "watermark"), (self.which, "which")):
            combo.setCurrentIndex(max(combo.findData(kept.get(key, "")), 0))
        self.approval.setChecked(bool(kept.get("approval_box")))
        for editor, key in ((self.since, "since"), (self.until, "until")):
            editor.set_value(date.fromisoformat(kept[key]) if kept.get(key) else None)
        chapters = tuple(str(one) for one in kept.get("chapters", ()))
        if self.chapters.count() and not self.fresh:
            self.chapters.tick(chapters)
        else:
            self._wanted_chapters = chapters
        self.changed.emit()

    def about(self) -> ReportOptions:
        """Return what any report would be about now: the project, the session and the evaluation chosen."""
        project = session = None
        with suppress(UserError):
            project = self.project.value()
        with suppress(UserError):
            session = self.session.value()
        return ReportOptions(project_id=project, session_id=session, round_id=self.round.currentData())

    def options_or_none(self) -> ReportOptions | None:
        """Return what is chosen, None where something is missing."""
        try:
            return self.options()
        except UserError:
            return None

    def _project(self) -> int | None:
        found: int | None = self.project.value()
        if found is None and self._info is not None and "project_id" in self._info.needs:
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


def _between(since: DateEditor, until: DateEditor) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    since.setPlaceholderText("처음부터")
    until.setPlaceholderText("오늘까지")
    since.setAccessibleName("기간의 처음")
    until.setAccessibleName("기간의 끝")
    row.addWidget(since, 1)
    row.addWidget(label("–", 13, tone="text2"))
    row.addWidget(until, 1)
    return holder


def _fill(combo: QComboBox, pairs: Sequence[tuple[Any, str]]) -> None:
    kept = combo.currentData()
    combo.clear()
    for value, words in pairs:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(combo.findData(kept), 0) if kept is not None else 0)
