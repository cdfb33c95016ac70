"""Facets: folding groups of check boxes with counts; a long group shows its first values and 더 보기."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.listing import FacetValue
from ui import icons, theme
from ui.state import UiState
from ui.turns import Step
from ui.widgets.badges import paint_stage_number
from ui.widgets.controls import button
from ui.widgets.text import label, line

SHOWN = 4
BOX, HEIGHT, STAGE, GAP = 24, 26, 18, 6
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class FacetRow(QWidget):
    """One value: its box, its words, its count; the words are painted, for a panel holds forty of them."""

    toggled = Signal(object, bool)

    def __init__(self) -> None:
        """Make a row of no value yet."""
        super().__init__()
        self.value = FacetValue(None, "", 0)
        self._number = 0
        self.box = QCheckBox(self)
        # its frame when focused is two pixels higher than the row
        self.box.setGeometry(0, -1, BOX, HEIGHT + 2)
        self.box.clicked.connect(lambda checked: self.toggled.emit(self.value.key, checked))
        self.setFixedHeight(HEIGHT)

    def show_value(self, value: FacetValue, on: bool, number: int = 0) -> None:
        """Show ``value``, accepted or not; ``number`` is that of a stage."""
        self.value, self._number = value, number
        self.box.setChecked(on)
        self.box.setAccessibleName(f"{value.label} {value.count}건")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, ending in … where there is no room, and the count at the right."""
        painter, room = QPainter(self), self.rect().adjusted(BOX + GAP, 0, 0, 0)
        if self._number:
            paint_stage_number(painter, QRect(room.x(), (HEIGHT - STAGE) // 2, STAGE, STAGE), self._number)
            room.setLeft(room.left() + STAGE + GAP)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text2"))
        count = f"{self.value.count:,}"
        painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignRight, count)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(count) - GAP)
        painter.setFont(theme.font(14, 600 if self.box.isChecked() else 400))
        painter.setPen(theme.color("text"))
        shown = painter.fontMetrics().elidedText(self.value.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, shown)
        whole = self.value.label if shown != self.value.label else ""
        if self.toolTip() != whole:
            self.setToolTip(whole)

    def mouseReleaseEvent(self, event: Any) -> None:
        """Take a click on the words for one on the box."""
        if self.rect().contains(event.position().toPoint()):
            self.box.click()


class FacetGroup(QWidget):
    """The values of one field under its folding heading."""

    chosen = Signal(str, object)
    folded = Signal(str, bool)

    def __init__(self, key: str, title: str, staged: bool = False) -> None:
        """Make the group of the field ``key``; ``staged`` numbers its values as stages."""
        super().__init__()
        self.key, self._title, self._staged = key, title, staged
        self._values: Sequence[FacetValue] = ()
        self._on: tuple[Any, ...] = ()
        self._all = False
        self._folded = False
        self._built: object = None
        self._made: list[FacetRow] = []
        self.head = QPushButton(title)
        self.head.setProperty("kind", "ghost")
        self.head.setProperty("dense", True)
        self.head.setStyleSheet("text-align: left; padding-left: 0;")
        self.head.setFont(theme.font(14, 600))
        self.head.clicked.connect(lambda: self.set_folded(not self._folded, tell=True))
        self.more = button("", kind="link", run=self._more, compact=True)
        self.more.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 14, 8)
        box.setSpacing(2)
        box.addWidget(self.head)
        box.addLayout(self._rows)
        self._mark()

    def set_values(self, values: Sequence[FacetValue], on: Sequence[Any]) -> None:
        """Show ``values``, those in ``on`` checked; nothing is made again where they are shown already."""
        if not self.shows(values, on):
            self._values, self._on = values, tuple(on)
            self._rebuild()

    def shows(self, values: Sequence[FacetValue], on: Sequence[Any]) -> bool:
        """Tell whether these are shown already."""
        return self._built == (list(values), tuple(on)) and self._on == tuple(on)

    def set_folded(self, folded: bool, tell: bool = False) -> None:
        """Fold or unfold the group."""
        self._folded = folded
        self._mark()
        self._rebuild()
        if tell:
            self.folded.emit(self.key, folded)

    def _mark(self) -> None:
        self.head.setIcon(icons.icon("chevron-right" if self._folded else "chevron-down"))
        self.head.setAccessibleName(f"{self._title} {'펼치기' if self._folded else '접기'}")

    def _shown(self) -> list[FacetValue]:
        if self._folded:
            return []
        if self._all:
            return list(self._values)
        return [v for n, v in enumerate(self._values) if n < SHOWN or v.key in self._on]

    def _rebuild(self) -> None:
        self._built = (list(self._values), self._on)
        focused, shown = self._focused_key(), self._shown()
        self._hold(len(shown))
        for row, value in zip(self._made, shown, strict=True):
            row.show_value(value, value.key in self._on, self._number(value))
            if value.key == focused:
                row.box.setFocus()
        rest = len(self._values) - len(shown)
        more = not self._folded and (rest or (self._all and len(self._values) > SHOWN))
        if more:
            self.more.setText(f"{self._title} {rest}개 더 보기" if rest else "줄여 보기")
        self.more.setVisible(bool(more))

    def _hold(self, count: int) -> None:
        """Have so many rows; those that are there already are kept, whatever they show next."""
        while len(self._made) > count:
            row = self._made.pop()
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._made) < count:
            row = FacetRow()
            row.toggled.connect(self._toggle)
            self._rows.insertWidget(len(self._made), row)
            self._made.append(row)

    def _focused_key(self) -> Any:
        row = self.focusWidget()
        parent = row.parent() if row is not None and row.hasFocus() else None
        return parent.value.key if isinstance(parent, FacetRow) else object()

    def _number(self, value: FacetValue) -> int:
        return [v.key for v in self._values].index(value.key) + 1 if self._staged else 0

    def _more(self) -> None:
        self._all = not self._all
        self._rebuild()

    def _toggle(self, key: Any, on: bool) -> None:
        rest = tuple(k for k in self._on if k != key)
        self._on = (*rest, key) if on else rest
        self.chosen.emit(self.key, self._on)


class FacetPanel(QFrame):
    """The facets of a list; ``changed(key, values)`` tells the accepted values of one field."""

    changed = Signal(str, object)
    cleared = Signal()

    def __init__(
        self,
        groups: Sequence[tuple[str, str]],
        staged: tuple[str, ...] = (),
        state: UiState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make empty groups of (key, title); ``staged`` are the fields whose values are the stages."""
        super().__init__(parent)
        self.setProperty("role", "surface")
        self.setAccessibleName("거르기")
        self.setFixedWidth(theme.FACETS)
        self._state = state
        self.groups: dict[str, FacetGroup] = {}
        self._lines: dict[str, QFrame] = {}
        self.count = label("", 12, 600, "link")
        self.count.setProperty("chip", True)
        self.count.setFixedHeight(22)
        self.clear_button = button("모두 지우기", kind="link", run=self.cleared.emit, compact=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        box.addWidget(line())
        inner = QWidget()
        inner.setProperty("role", "surface")  # before it has a place, or the style passes it by
        box.addWidget(_scroll(inner), 1)
        self._fill(inner, groups, staged)
        self._show_count(0)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(40)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, 10, 0)
        row.addWidget(label("거르기", 14, 600))
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.clear_button)
        return head

    def _fill(self, inner: QWidget, groups: Sequence[tuple[str, str]], staged: tuple[str, ...]) -> None:
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        folded = (self._state.get("facets/folded", []) if self._state else []) or []
        for key, title in groups:
            group = FacetGroup(key, title, key in staged)
            group.set_folded(key in folded)
            group.chosen.connect(self.changed)
            group.folded.connect(self._remember)
            self.groups[key] = group
            self._lines[key] = line()
            box.addWidget(group)
            box.addWidget(self._lines[key])
        box.addStretch(1)

    def set_facets(
        self, facets: Mapping[str, Sequence[FacetValue]], chosen: Mapping[str, Sequence[Any]]
    ) -> None:
        """Show the values of every field and which are accepted."""
        for step in self.steps(facets, chosen):
            step()

    def steps(
        self, facets: Mapping[str, Sequence[FacetValue]], chosen: Mapping[str, Sequence[Any]]
    ) -> list[Step]:
        """Return what ``set_facets`` does as steps for ``Turns``, one for each field that is to change.

        Forty rows made, styled and painted at once hold the window up for 0.04 s, longer beside a worker.
        """
        steps: list[Step] = [partial(self._show_count, sum(len(values) for values in chosen.values()))]
        for key, group in self.groups.items():
            values, on = facets.get(key, ()), chosen.get(key, ())
            if not group.shows(values, on) or group.isHidden() == bool(values):
                steps.append(partial(self._show_group, key, values, on))
        return steps

    def _show_group(self, key: str, values: Sequence[FacetValue], on: Sequence[Any]) -> None:
        self.groups[key].setVisible(bool(values))
        self._lines[key].setVisible(bool(values))
        self.groups[key].set_values(values, on)

    def _show_count(self, count: int) -> None:
        self.count.setText(str(count))
        self.count.setVisible(bool(count))
        self.clear_button.setEnabled(bool(count))

    def _remember(self, _key: str, _folded: bool) -> None:
        if self._state is not None:
            self._state.set("facets/folded", [k for k, g in self.groups.items() if g._folded])


def _scroll(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
