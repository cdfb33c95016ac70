"""Letting a stage pass its gate, and any other step that asks for a written reason."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.hangul import josa
from app.domain.stage import Criterion, Stage
from app.errors import UserError
from ui.dialogs.confirm import MessageDialog
from ui.tasks import Tasks
from ui.widgets.badges import Badge
from ui.widgets.criteria import evidence_line, icon_of
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label
from ui.widgets.text_editors import LongTextEditor, set_invalid

if TYPE_CHECKING:
    from app.services.workspace import Workspace

ROW, MOST_ROWS = 44, 6


class WrittenDialog(MessageDialog):
    """A message with written fields; it closes only when every required one is filled."""

    def __init__(
        self, owner: QWidget | None, title: str, text: str, icon: str, color: str, action: str
    ) -> None:
        """Make the message without fields; ``action`` is the verb of the main button."""
        super().__init__(owner, title, text, icon, color)
        self.content.setSpacing(8)
        self._required: list[tuple[LongTextEditor, WordLabel, str]] = []
        self._store: Callable[[], object] | None = None
        self.refused = WordLabel("", 12, 400, "danger")
        self.refused.hide()
        cancel = QPushButton("취소")
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(cancel)
        self.action = self.add_button(action, kind="primary")

    def add_field(self, name: str, required: bool = False, lines: int = 2) -> LongTextEditor:
        """Add a field called ``name`` of so many lines."""
        editor = LongTextEditor(lines, 8)
        editor.setAccessibleName(name + (" (필수)" if required else ""))
        words = label(name + (" *" if required else ""), 13, 500, "text2")
        words.setBuddy(editor)
        wrong = WordLabel("", 12, 400, "danger")
        wrong.hide()
        for widget in (words, editor, wrong):
            self.content.addWidget(widget)
        if required:
            self._required.append((editor, wrong, name))
        return editor

    def store_by(
        self,
        tasks: Tasks,
        label: str,
        store: Callable[["Workspace"], Any],
        done: Callable[[Any], object] | None = None,
    ) -> None:
        """Open; the button stores by ``store(ws)``, which asks for ``result()``, in a step called ``label``.

        The dialog closes only once that is stored: what was written stays where it is refused.
        """
        self.content.addWidget(self.refused)
        self._store = partial(self.store_and_close, tasks, label, store, done, self._refuse)
        self.open()

    def _refuse(self, error: UserError) -> None:
        self.refused.setText(error.message)
        self.refused.show()

    def accept(self) -> None:
        """Close, unless a required field is empty: then say so beside it."""
        empty = [part for part in self._required if not part[0].value()]
        for editor, wrong, name in self._required:
            missing = any(editor is part[0] for part in empty)
            wrong.setText(f"{josa(name, '을/를')} 적어 주십시오." if missing else "")
            wrong.setVisible(missing)
            set_invalid(editor, missing)
        if empty:
            empty[0][0].setFocus()
            return
        self.keep()
        if self._store is None:
            super().accept()
        else:
            self._store()

    def keep(self) -> None:
        """Keep what was written; the fields may be gone when it is asked for."""


class SignOffDialog(WrittenDialog):
    """Asks for the remark of a sign-off, and for the reason of an exception where criteria are missing.

    Open it with ``store_by``, or with ``open()`` and connect ``accepted``; ``result()`` has the words.
    """

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        """Show the criteria of the gate of ``stage``, the missing ones first."""
        missing = stage.missing
        text = (
            f"빠진 기준이 {len(missing)}개 있습니다. 예외 사유를 적으면 통과할 수 있고, 이력에 남습니다."
            if missing
            else f"기준 {len(stage.criteria)}개를 모두 채웠습니다. 통과하면 지금의 증빙이 기록으로 남습니다."
        )
        icon, color = ("triangle-alert", "warning.icon") if missing else ("circle-check", "success.icon")
        action = "예외로 통과" if missing else "관문 통과"
        super().__init__(parent, f"{stage.kind_label} 관문 통과", text, icon, color, action)
        self._answer = ("", "")
        if stage.criteria:
            met = [criterion for criterion in stage.criteria if criterion.met]
            self.content.addWidget(_criteria([*missing, *met]))
        self.exception = self.add_field("예외 사유", required=True) if missing else None
        self.remark = self.add_field("의견")
        (self.exception or self.remark).setFocus()

    def keep(self) -> None:
        """Keep the remark and the reason."""
        self._answer = (self.remark.value(), self.exception.value() if self.exception else "")

    def result(self) -> tuple[str, str]:  # type: ignore[override]
        """Return (remark, reason of the exception) ; the reason is empty where nothing is missing."""
        return self._answer


class ReasonDialog(WrittenDialog):
    """Asks for one written reason, such as that of opening a gate again."""

    def __init__(
        self, title: str, text: str, label: str, parent: QWidget | None = None, action: str = "확인",
        required: bool = True,
    ) -> None:  # fmt: skip
        """Ask ``text``; ``label`` names the field, ``action`` the button."""
        super().__init__(parent, title, text, "circle-help", "primary", action)
        self._reason = ""
        self.field = self.add_field(label, required, 3)
        self.field.setFocus()

    def keep(self) -> None:
        """Keep the reason."""
        self._reason = self.field.value()

    def result(self) -> str:  # type: ignore[override]
        """Return the reason as accepted."""
        return self._reason


def _criteria(criteria: list[Criterion]) -> QWidget:
    inner = QWidget()
    inner.setProperty("role", "surface")
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for criterion in criteria:
        box.addWidget(_row(criterion))
    area = QScrollArea()
    area.setProperty("reads", True)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    area.setAccessibleName("관문 기준")
    area.setFixedHeight(min(len(criteria), MOST_ROWS) * ROW)
    return area


def _row(criterion: Criterion) -> QWidget:
    row = QWidget()
    row.setFixedHeight(ROW)
    row.setMinimumSize(QSize(0, ROW))
    line = QHBoxLayout(row)
    line.setContentsMargins(8, 0, 8, 0)
    line.setSpacing(8)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(ElidedLabel(criterion.label, 14, 500))
    words.addWidget(ElidedLabel(evidence_line(criterion), 12, 400, "meta" if criterion.met else "warning"))
    words.addStretch(1)
    line.addWidget(IconLabel(*icon_of(criterion), 18))
    line.addLayout(words, 1)
    line.addWidget(Badge("충족", "met") if criterion.met else Badge("없음", "missing"))
    return row
