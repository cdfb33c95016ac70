"""The small bar below chosen words: a click makes them a finding of a kind, said by a role or a pseudonym."""

from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from app.domain.finding import FindingKind
from ui import theme
from ui.widgets.controls import button, tool_button
from ui.widgets.text import IconLabel, label, line

FIRST = (FindingKind.VOICE, FindingKind.CITIZEN_NEED, FindingKind.PAIN, FindingKind.PROBLEM, FindingKind.IDEA)


class QuoteBar(QFrame):
    """Offers the kinds; ``chosen(kind, speaker)`` is asked for once per click."""

    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, owner: QWidget) -> None:
        """Float over ``owner``, hidden until words are chosen."""
        super().__init__(owner)
        self._owner = owner
        self.setProperty("role", "popup")
        self.setAccessibleName("발견으로 만들기")
        self.buttons: dict[FindingKind, QPushButton] = {}
        self.speaker = QLineEdit()
        self.speaker.setProperty("dense", True)
        self.speaker.setFont(theme.font(13))
        self.speaker.setFixedWidth(116)
        self.speaker.setPlaceholderText("말한 사람 역할")
        self.speaker.setToolTip("이름 대신 역할이나 가명을 적습니다. 예: 귀촌 5년 차, 참여자 07")
        self.speaker.setAccessibleName("말한 사람(역할·가명)")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(2)
        row.addWidget(IconLabel("bookmark-plus", "text2", 14))
        row.addWidget(label(" 발견으로 만들기 ", 13, 600))
        row.addWidget(self.speaker)
        row.addWidget(line(True, 20))
        for kind in FIRST:
            made = button(kind.label, "", "ghost", partial(self._choose, kind), True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[kind] = made
            row.addWidget(made)
        row.addWidget(tool_button("ellipsis", "다른 종류", self._more, True))
        self.hide()

    def _choose(self, kind: FindingKind) -> None:
        self.chosen.emit(kind.value, self.speaker.text().strip())

    def _more(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in FindingKind:
            if kind not in FIRST:
                menu.addAction(kind.label, partial(self._choose, kind))
        menu.popup(self.mapToGlobal(self.rect().bottomRight()))
        return menu

    def set_owner(self, owner: QWidget) -> None:
        """Float over another widget."""
        self._owner = owner
        self.setParent(owner)

    def show_at(self, place: QRect) -> None:
        """Come up below ``place`` (of the owner), above it where there is no room."""
        owner = self._owner
        self.adjustSize()
        top = place.bottom() + 6
        if top + self.height() > owner.height():
            top = max(place.top() - self.height() - 6, 0)
        left = min(max(place.left() - 40, 4), max(owner.width() - self.width() - 4, 0))
        self.move(left, top)
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc; Enter in the field takes the first kind."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.speaker.hasFocus():
            self._choose(FIRST[0])
        else:
            super().keyPressEvent(event)
