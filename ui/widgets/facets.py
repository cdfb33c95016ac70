"""Facets: folding groups of check boxes with counts; a long group shows its first values and 더 보기."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.listing import FacetValue
from ui import icons, theme
from ui.state import UiState
from ui.widgets.badges import StageNumber
from ui.widgets.controls import button
from ui.widgets.text import ElidedLabel, label, line

SHOWN = 4


class FacetRow(QWidget):
    """One value: its box, its words, its count."""

    toggled = Signal(object, bool)

    def __init__(self, value: FacetValue, on: bool, number: int = 0) -> None:
        """Show ``value``; ``number`` is that of a stage."""
        super().__init__()
        self.value = value
        self.box = QCheckBox()
        self.box.setFixedWidth(24)
        self.box.setChecked(on)
        self.box.setAccessibleName(f"{value.label} {value.count}건")
        self.box.clicked.connect(lambda checked: self.toggled.emit(self.value.key, checked))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box)
        if number:
            row.addWidget(StageNumber(number))
        words = ElidedLabel(value.label, 14, 600 if on else 400)
        row.addWidget(words, 1)
        row.addWidget(label(f"{value.count:,}", 13, tone="text2"))
        self.setFixedHeight(26)

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
        self.head = QPushButton(title)
        self.head.setProperty("kind", "ghost")
        self.head.setProperty("dense", True)
        self.head.setStyleSheet("text-align: left; padding-left: 0;")
        self.head.setFont(theme.font(14, 600))
        self.head.clicked.connect(lambda: self.set_folded(not self._folded, tell=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 14, 8)
        box.setSpacing(2)
        box.addWidget(self.head)
        box.addLayout(self._rows)
        self._mark()

    def set_values(self, values: Sequence[FacetValue], on: Sequence[Any]) -> None:
        """Show ``values``, those in ``on`` checked; nothing is made again where they are shown already."""
        self._values, self._on = values, tuple(on)
        if self._built != (list(values), self._on):
            self._rebuild()

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
        focused = self._focused_key()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = self._shown()
        for value in shown:
            row = FacetRow(value, value.key in self._on, self._number(value))
            row.toggled.connect(self._toggle)
            self._rows.addWidget(row)
            if value.key == focused:
                row.box.setFocus()
        rest = len(self._values) - len(shown)
        if not self._folded and (rest or (self._all and len(self._values) > SHOWN)):
            words = f"{self._title} {rest}개 더 보기" if rest else "줄여 보기"
            self._rows.addWidget(
                button(words, kind="link", run=self._more, compact=True), 0, Qt.AlignmentFlag.AlignLeft
            )

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
        for key, group in self.groups.items():
            values = facets.get(key, ())
            group.setVisible(bool(values))
            self._lines[key].setVisible(bool(values))
            group.set_values(values, chosen.get(key, ()))
        self._show_count(sum(len(values) for values in chosen.values()))

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
