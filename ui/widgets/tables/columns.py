"""The columns of a record table: widths that fit the window, until somebody sets, moves or hides some."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

from app.domain.fields import FieldSpec, FieldType
from ui.models.records import CHECK, RecordTableModel
from ui.state import UiState
from ui.widgets.tables.header import CHECK_WIDTH, TableHeader

SAVE_AFTER_MS = 400
# Columns of words may shrink to this share of their width, the first to its own or to so many pixels.
LEAST, FIRST = 0.75, 190
SOFT = frozenset(
    {FieldType.TEXT, FieldType.LONG_TEXT, FieldType.REFERENCE, FieldType.CHOICE, FieldType.CHOICES}
)


class TableColumns(QObject):
    """Lays out the columns of one table and remembers what a person changed."""

    def __init__(self, view: QTableView, head: TableHeader, model: RecordTableModel, name: str) -> None:
        """Take the columns of ``view``; ``name`` is where they are remembered."""
        super().__init__(view)
        self._view, self._head, self._model = view, head, model
        self._state: UiState | None = None
        self._key = f"table/{name}"
        self._fitting = False
        self._own = False
        self._minor: tuple[str, ...] = ()
        self.gone: list[str] = []  # columns that gave way to the width
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_AFTER_MS)
        self._save.timeout.connect(self.remember)
        head.layoutEdited.connect(self._edited)

    def restore(self, state: UiState | None) -> None:
        """Set widths, choice and order as remembered, else as the fields say."""
        self._fitting = True
        self._state = state
        kept = state.get(self._key, {}) if state else {}
        kept = kept if isinstance(kept, dict) else {}
        widths, hidden = kept.get("widths", {}), kept.get("hidden")
        self._own = bool(widths)
        self._view.setColumnWidth(CHECK, CHECK_WIDTH)
        for column, spec in enumerate(self._model.specs, 1):
            self._view.setColumnWidth(column, int(widths.get(spec.key, spec.width)))
            gone = spec.key in hidden if isinstance(hidden, list) else not spec.shown
            self._view.setColumnHidden(column, gone and column != CHECK + 1)
        for place, key in enumerate(kept.get("order", []), 1):
            column = self._model.column_of(key)
            if column > CHECK and place < self._head.count():
                self._head.moveSection(self._head.visualIndex(column), place)
        self._fitting = False

    def hide_minor(self, keys: tuple[str, ...], hide: bool) -> None:
        """Hide the columns ``keys`` in a narrow window, without remembering it."""
        self._fitting = True
        for key in keys:
            column = self._model.column_of(key)
            if column > CHECK:
                self._view.setColumnHidden(column, hide)
        self._fitting = False
        self.fit()

    def choose(self, keys: Sequence[str]) -> None:
        """Show the fields ``keys`` in their order, the first field always; remembered, and none gives way."""
        self._fitting = True
        self._minor, self.gone = (), []
        first = self._model.specs[0].key
        for column, spec in enumerate(self._model.specs, 1):
            self._view.setColumnHidden(column, spec.key not in (first, *keys))
        for place, key in enumerate(keys, 1):
            self._head.moveSection(self._head.visualIndex(self._model.column_of(key)), place)
        self._fitting = False
        self.fit()
        self._save.start()

    def give_way(self, keys: Sequence[str]) -> None:
        """Let the columns ``keys`` go, first to last, where there is no room for all; never remembered."""
        self._minor = tuple(keys)
        self.fit()

    def fit(self) -> None:
        """Give the first field what the others leave; words give way first, figures and dates never."""
        if self._own:
            return
        self._fitting = True
        shown = self._let_go()
        if shown:
            ratio, first = self._shares([spec for _column, spec in shown[1:]])
            for column, spec in shown[1:]:
                self._view.setColumnWidth(column, int(spec.width * ratio) if _soft(spec) else spec.width)
            self._view.setColumnWidth(shown[0][0], first)
        self._fitting = False

    def _shown(self) -> list[tuple[int, FieldSpec]]:
        return [(c, s) for c, s in enumerate(self._model.specs, 1) if not self._view.isColumnHidden(c)]

    def _let_go(self) -> list[tuple[int, FieldSpec]]:
        """Hide as many of the minor columns as the width asks for; return what is shown."""
        for key in self.gone:
            self._view.setColumnHidden(self._model.column_of(key), False)
        self.gone = []
        shown = self._shown()
        for key in self._minor:
            if self._least(shown) <= self._view.viewport().width():
                break
            if key in [spec.key for _column, spec in shown[1:]]:
                self._view.setColumnHidden(self._model.column_of(key), True)
                self.gone.append(key)
                shown = self._shown()
        return shown

    def _least(self, shown: list[tuple[int, FieldSpec]]) -> float:
        widths = (spec.width * (LEAST if _soft(spec) else 1) for _column, spec in shown[1:])
        return self._checks() + min(FIRST, self._model.specs[0].width) + sum(widths)

    def _checks(self) -> int:
        return 0 if self._view.isColumnHidden(CHECK) else CHECK_WIDTH

    def _shares(self, others: list[FieldSpec]) -> tuple[float, int]:
        soft = sum(spec.width for spec in others if _soft(spec))
        hard = sum(spec.width for spec in others if not _soft(spec))
        room = self._view.viewport().width() - self._checks() - hard
        least = min(FIRST, self._model.specs[0].width)
        ratio = min(1.0, max(LEAST, (room - least) / soft)) if soft else 1.0
        return ratio, max(least, room - round(soft * ratio) - len(others))

    def _edited(self) -> None:
        if not self._fitting:
            self._own = True
            self._save.start()

    def remember(self) -> None:
        """Keep widths, choice and order."""
        if self._state is None:
            return
        specs = self._model.specs
        hidden = [
            s.key for c, s in enumerate(specs, 1) if self._view.isColumnHidden(c) and s.key not in self.gone
        ]
        shown = [(c, s) for c, s in enumerate(specs, 1) if s.key not in hidden]
        kept: dict[str, Any] = {
            "widths": {s.key: self._view.columnWidth(c) for c, s in shown} if self._own else {},
            "hidden": hidden,
            "order": [specs[self._head.logicalIndex(v) - 1].key for v in range(1, self._head.count())],
        }
        self._state.set(self._key, kept)


def _soft(spec: FieldSpec) -> bool:
    return spec.type in SOFT and not spec.rigid
