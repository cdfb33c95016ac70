"""One criterion of a gate: what it rests on, who confirmed it, and the button that mends what is missing."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from app.domain.desk_role import Duty
from app.domain.project import Project
from app.domain.stage import Criterion, Evidence
from ui.pages.project_room.actions import Actions
from ui.roles import Roles, spoken_against
from ui.widgets.badges import Badge, Kind
from ui.widgets.controls import button
from ui.widgets.criteria import confirmed_line, counted, evidence_line, icon_of
from ui.widgets.drop import DropFrame
from ui.widgets.menus import Entry, Looks, menu_of, place_of, popup
from ui.widgets.text import ElidedLabel, IconLabel, label

ROW = 47
MET = Kind("", "success.text", "success.icon", "success.fill")
MISSING = Kind("", "warning.text", "warning.icon", "surface")
_TEAM, _FILES = ("team", "팀 채우기"), ("outputs", "파일 붙이기")
FIXES = {
    "team_size": _TEAM, "citizen_ratio": _TEAM, "actor_kinds": _TEAM, "role_count": _TEAM,
    "output_count": ("outputs", "산출물 등록"), "output_files": _FILES,
    "open_outputs": ("outputs", "공개 구분"),
    "steps_done": ("stages", "세부단계"),
    "sessions_closed": ("sessions", "활동 마감"), "findings": ("findings", "카드 추가"),
    "ideas_voted": ("findings", "점 투표"), "links_complete": ("findings", "근거 잇기"),
    "proposals_decided": ("proposals", "제안 결정"),
}  # fmt: skip


class CriterionRow(DropFrame):
    """A criterion; files let go over an attested one become its evidence; Enter opens its menu.

    ``fixRequested`` names the tab where the records of a counted one are kept.
    """

    fixRequested = Signal(str)

    def __init__(
        self, criterion: Criterion, project: Project, actions: Actions, locked: bool = False
    ) -> None:
        """Show ``criterion``; ``locked`` while its gate is passed: nothing can be changed then."""
        super().__init__()
        self.criterion, self.verbs, self.locked = criterion, actions, locked
        self.setObjectName(f"criterion-{criterion.id}")
        self.setProperty("state", "" if criterion.met else "missing")
        self.setAcceptDrops(not locked and not counted(criterion))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(ROW)
        evidence = evidence_line(criterion, project)
        state = "충족" if criterion.met else "없음"
        self.setAccessibleName(f"{criterion.label}, {state}, {evidence}")
        self.setToolTip(criterion.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(*icon_of(criterion), 18))
        row.addLayout(self._words(evidence), 1)
        for widget in self._tail():
            row.addWidget(widget)
        row.addWidget(Badge(state, MET if criterion.met else MISSING))
        self.dropped.connect(lambda files: actions.attach(criterion, files))

    def _words(self, evidence: str) -> QVBoxLayout:
        met = self.criterion.met
        lower = QHBoxLayout()
        lower.setSpacing(4)
        if met:
            lower.addWidget(IconLabel("paperclip", "text2", 13))
        lower.addWidget(ElidedLabel(evidence, 13, 400, "text2" if met else "warning"), 1)
        box = QVBoxLayout()
        box.setContentsMargins(2, 3, 0, 4)
        box.setSpacing(0)
        box.addWidget(ElidedLabel(self.criterion.label, 14, 500))
        box.addLayout(lower)
        return box

    def _tail(self) -> list[QPushButton]:
        if self.criterion.met:
            words = label(confirmed_line(self.criterion), 13, 400, "text2")
            self.layout().addWidget(words)  # type: ignore[union-attr]
            return []
        if self.locked:
            return []
        if counted(self.criterion):
            tab, text = FIXES.get(self.criterion.metric, ("", ""))
            fix = button(text, "arrow-right", run=lambda: self.fixRequested.emit(tab), compact=True)
            return [self._named(fix, "fix")] if tab else []
        attach = button(
            "증빙 붙이기", "paperclip", run=lambda: self.verbs.choose_evidence(self.criterion), compact=True
        )
        check = button(
            "확인", "check", run=lambda: self.verbs.confirm_criterion(self.criterion), compact=True
        )
        # with evidence in place, confirming is what is left to do
        first = [check] if self.criterion.evidence else [attach]
        if not self.criterion.evidence:
            check.setProperty("kind", "ghost")
            first = [check, attach]
        return [self._named(one, name) for one, name in zip(first, ("check", "attach"), strict=False)]

    def _named(self, made: QPushButton, name: str) -> QPushButton:
        made.setObjectName(f"{name}-{self.criterion.id}")
        refusal = Roles(self.verbs.context).may(Duty.EDIT_PROJECTS) if name != "fix" else ""
        made.setEnabled(not refusal)
        made.setToolTip(refusal)
        made.setAccessibleName(f"{self.criterion.label}: {made.text()}")
        return made

    # -- menu

    def menu(self) -> QMenu:
        """Return what can be done with the criterion and its files."""
        criterion, verbs = self.criterion, self.verbs
        entries: list[Entry] = []
        if not self.locked and not counted(criterion):
            if criterion.met:
                entries.append(("rotate-ccw", "확인 취소", partial(verbs.withdraw, criterion)))
            else:
                entries.append(("check", "확인", partial(verbs.confirm_criterion, criterion)))
            entries.append(("paperclip", "증빙 붙이기", partial(verbs.choose_evidence, criterion)))
        entries += [("file-text", file.name, self._of_file(file)) for file in criterion.evidence]
        if not self.locked:
            entries += [None, ("trash-2", "기준 지우기", partial(verbs.remove_criterion, criterion))]
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_PROJECTS))

    def _of_file(self, file: Evidence) -> list[Entry]:
        seen: list[Entry] = [
            ("", "열기", Looks(partial(self.verbs.open_file, file))),
            ("", "사본 저장", Looks(partial(self.verbs.save_copies, [file]))),
        ]
        return seen if self.locked else [*seen, ("", "떼기", partial(self.verbs.remove_files, [file]))]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        popup(self.menu(), place_of(event, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu by Enter or Space."""
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if opens and self.hasFocus():  # else it was meant for a button of the row
            popup(self.menu(), self.mapToGlobal(QPoint(40, self.height() - 8)))
        else:
            super().keyPressEvent(event)
