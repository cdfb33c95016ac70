"""The head of the room: what the project is in one line, its tags, its state, its stages."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.choices import ProjectState, ServiceField
from app.domain.desk_role import Duty
from app.domain.koreandate import format_date
from app.domain.project import Project
from app.domain.stage import Stage
from app.services import cases, directory
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Room
from ui.roles import ANY, asking
from ui.widgets.badges import BLUE, Badge
from ui.widgets.controls import FilterChip, button, tool_button
from ui.widgets.stage_line import StageLine
from ui.widgets.stepper import StageCard
from ui.widgets.text import ElidedLabel, IconLabel, label

WHOLE = ("period",)
"""Parts of the line that are never cut short."""
LINE_FROM = 1200


class MetaLine(QWidget):
    """Programme, agency, period, field, person in charge, tags; the state at the right.

    ``renameRequested`` asks for another title.
    """

    renameRequested = Signal()

    def __init__(self, actions: Actions) -> None:
        """Make an empty line."""
        super().__init__()
        self._actions = actions
        self._project = 0
        self._roomy = False
        self.setFixedHeight(44)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(6)
        self.program, self.state, self.review = Badge("", BLUE), Badge(), Badge("검토 필요", "warning")
        self.parts = {
            name: (
                IconLabel(icon),
                label("", 14, 400, "text2") if name in WHOLE else ElidedLabel("", 14, 400, "text2"),
            )
            for name, icon in (
                ("place", "building-2"),
                ("period", "calendar-days"),
                ("field", "tag"),
                ("manager", "user"),
            )
        }
        row.addWidget(self.program)
        row.addSpacing(4)
        for icon, words in self.parts.values():
            words.setSizePolicy(words.sizePolicy().Policy.Maximum, words.sizePolicy().Policy.Preferred)
            row.addWidget(icon)
            row.addWidget(words)
            row.addSpacing(6)
        rename = tool_button("pencil", "과제명 바꾸기 (F2)", self.renameRequested.emit, compact=True)
        row.addWidget(asking(rename, Duty.EDIT_PROJECTS))
        self.tags = QHBoxLayout()
        self.tags.setSpacing(4)
        self.chips: list[FilterChip] = []
        row.addLayout(self.tags)
        self.adder = button("태그", "plus", "ghost", self.begin_tag, compact=True)
        self.adder.setAccessibleName("태그 붙이기")
        self.new_tag = _TagLine()
        self.new_tag.hide()
        self.new_tag.returnPressed.connect(self._add_tag)
        self.new_tag.left.connect(self._end_tag)
        row.addWidget(asking(self.adder, *ANY))
        row.addWidget(self.new_tag)
        self.stages = StageLine()
        row.addStretch(1)
        row.addWidget(self.review)
        row.addWidget(self.stages)
        row.addWidget(self.state)
        for widget in (
            self.program,
            self.state,
            self.review,
            self.stages,
            *(icon for icon, _words in self.parts.values()),
        ):
            widget.hide()  # until the project is read

    def show_room(self, room: Room) -> None:
        """Show the project of ``room``."""
        project = room.project
        self._project = project.id
        self.program.set_badge(project.program or "사업 없음", BLUE)
        self.program.show()
        self._fit()
        self._say("place", " ".join(part for part in _place(project) if part))
        self._say(
            "period",
            period(project.starts_on, project.ends_on) or (f"{project.year}년" if project.year else ""),
        )
        self._say("field", ServiceField(project.service_field).label if project.service_field else "")
        self._say("manager", f"담당 {project.manager}" if project.manager else "")
        self.state.set_badge(ProjectState(project.state).label, project.state)
        self.review.setVisible(bool(cases.doubts(project)))
        self._show_tags(room)

    def show_stages(self, stages: Sequence[StageCard]) -> None:
        """Know the stages for the views that have no room for their cards."""
        self.stages.set_cards(stages)
        self._fit()

    def set_roomy(self, on: bool) -> None:
        """Show the stages in the line where a view takes the room of their cards."""
        self._roomy = on
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the stages out where they would push the words aside."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self._roomy and self.width() >= LINE_FROM
        self.stages.setVisible(line)
        self.state.setVisible(bool(self._project) and not line)
        for chip in self.chips:
            chip.setVisible(not line)
        self.adder.setVisible(not line and self.new_tag.isHidden())

    def _say(self, name: str, text: str) -> None:
        icon, words = self.parts[name]
        icon.setVisible(bool(text))
        words.setVisible(bool(text))
        words.setText(text)

    def _show_tags(self, room: Room) -> None:
        wanted = {str(tag.id): tag.label for tag in room.tags}
        shown = self.chips
        if {chip.key: chip.text() for chip in shown} == wanted:
            return
        for chip in shown:
            self.tags.removeWidget(chip)
            chip.deleteLater()
        self.chips = []
        for key, name in wanted.items():
            made = FilterChip(key, name)
            made.setAccessibleName(f"태그 {name} 떼기")
            made.setToolTip(f"태그 ‘{name}’ 떼기")
            made.removed.connect(self._untag)
            self.tags.addWidget(asking(made, *ANY))
            self.chips.append(made)
        self._fit()

    def begin_tag(self) -> None:
        """Open the line for a new tag."""
        self.adder.hide()
        self.new_tag.show()
        self.new_tag.setFocus()

    def _add_tag(self) -> None:
        name, project = " ".join(self.new_tag.text().split()), self._project
        self._end_tag()
        self.adder.setFocus()
        if name:

            def give_back() -> None:
                self.begin_tag()
                self.new_tag.setText(name)

            self._actions.write(
                f"태그 ‘{name}’ 붙이기", lambda ws: directory.tag(ws, project, name), give_back=give_back
            )

    def _end_tag(self) -> None:
        self.new_tag.clear()
        self.new_tag.hide()
        self._fit()

    def _untag(self, key: str) -> None:
        name = next((chip.text() for chip in self.chips if chip.key == key), "")
        self._actions.write(f"태그 ‘{name}’ 떼기", lambda ws: directory.untag(ws, int(key)))


class _TagLine(QLineEdit):
    """A short line; Esc leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("dense", True)
        self.setPlaceholderText("태그를 적고 Enter")
        self.setAccessibleName("새 태그")
        self.setFixedWidth(140)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _place(project: Project) -> tuple[str | None, ...]:
    region = project.region if project.region and project.region not in (project.lead_agency or "") else None
    province = project.province if region and project.province != region else None
    return province, region, project.lead_agency, project.department


def period(starts: date | None, ends: date | None) -> str:
    """Return ``2026. 3. 2. – 11. 30.``; the year stands twice only where it is another."""
    if starts is None and ends is None:
        return ""
    first = format_date(starts) if starts else ""
    last = format_date(ends) if ends else ""
    if starts and ends and starts.year == ends.year:
        last = last.split(" ", 1)[1]
    return f"{first} – {last}".strip()


def cards(room: Room) -> list[StageCard]:
    """Return what the stepper says of the four stages."""
    return [_card(room, stage) for stage in room.stages]


def _card(room: Room, stage: Stage) -> StageCard:
    if stage.closed_at is not None:
        excepted = any(part.exception_reason for part in stage.signoffs if part.reopened_at is None)
        words = "예외로 통과" if excepted else "관문 통과"
        day = stage.closed_at.astimezone().date()
        return StageCard(
            stage.position,
            stage.kind_label,
            "done",
            100,
            f"{words} · {day.month}. {day.day}.",
            "circle-check",
            "success",
        )
    current = room.current
    if current is None or current.id != stage.id:
        begins = f"{stage.planned_start.month}월 시작 예정" if stage.planned_start else "일정 미정"
        return StageCard(stage.position, stage.kind_label, "planned", 0, begins, "lock")
    words = f"관문 증빙 {stage.criteria_met} / {len(stage.criteria)}"
    icon, tone = ("circle-dashed", "warning") if stage.missing else ("circle-check", "success")
    return StageCard(
        stage.position, stage.kind_label, "current", stage.progress, words, icon, tone, "진행 중"
    )
