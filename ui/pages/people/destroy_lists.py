"""What a destruction is about, as rows: the texts that name the person, the files to decide about."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.privacy.destruction import FileDecision, Place, PlannedFile
from ui.widgets.badges import Badge
from ui.widgets.controls import Segmented
from ui.widgets.text import ElidedLabel, label

SHOWN = 200
"""More texts than these are destroyed without a row of their own."""
UNDECIDED = ""
_DECISIONS = (
    (UNDECIDED, "정하기 전", ""),
    (FileDecision.REMOVE.value, "지움", ""),
    (FileDecision.KEEP.value, "남김", ""),
)
LABEL = 150


class PlaceRows(QWidget):
    """A row for each text: ticked ones lose what names the person."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Show the doubtful texts first, all of them ticked."""
        super().__init__()
        self._checks: dict[tuple[str, str, str], QCheckBox] = {}
        self._excerpts: dict[tuple[str, str, str], ElidedLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        ordered = sorted(places, key=lambda place: not place.doubtful)
        for place in ordered[:SHOWN]:
            box.addWidget(self._row(place))
        if len(ordered) > SHOWN:
            box.addWidget(label(f"이 밖에 {len(ordered) - SHOWN:,}곳도 지웁니다.", 13, tone="text2"))

    def _row(self, place: Place) -> QWidget:
        row = QWidget()
        inner = QHBoxLayout(row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        check = QCheckBox(place.label)
        check.setChecked(True)
        check.setMinimumWidth(LABEL)
        self._checks[place.key] = check
        self._excerpts[place.key] = excerpt = ElidedLabel("", 13, tone="text2")
        inner.addWidget(check)
        inner.addWidget(excerpt, 1)
        self.quote([place])
        if place.doubtful:
            inner.addWidget(Badge("다른 사람일 수 있음", "warning"))
        if place.count > 1:
            inner.addWidget(label(f"{place.count}곳", 13, tone="meta"))
        return row

    def quote(self, places: Sequence[Place]) -> None:
        """Quote the texts as ``places`` have them."""
        for place in places:
            excerpt = self._excerpts.get(place.key)
            if excerpt is not None:
                excerpt.setText(place.excerpt)
                excerpt.setToolTip(place.excerpt)
                self._checks[place.key].setAccessibleName(f"{place.label} {place.excerpt}")

    def excepted(self) -> list[tuple[str, str, str]]:
        """Return the texts that are unticked."""
        return [key for key, check in self._checks.items() if not check.isChecked()]


class FileRows(QWidget):
    """A row for each file with what becomes of it; ``decided`` tells of a choice."""

    decided = Signal()

    def __init__(self, files: Sequence[PlannedFile]) -> None:
        """Show the files; those that are sure to hold the person are marked to go."""
        super().__init__()
        self._choices: dict[str, Segmented] = {}
        self._names: dict[str, ElidedLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for file in files:
            box.addWidget(self._row(file))

    def _row(self, file: PlannedFile) -> QWidget:
        row = QWidget()
        inner = QHBoxLayout(row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        self._names[file.sha256] = name = ElidedLabel("", 14, 500)
        inner.addWidget(name, 3)
        self.quote([file])
        where = " · ".join(dict.fromkeys(part for part in (file.reason.label, file.where) if part))
        inner.addWidget(ElidedLabel(where, 13, tone="text2"), 3)
        choice = Segmented(_DECISIONS, file.name)
        choice.set_value(file.suggested.value if file.suggested else UNDECIDED)
        choice.chosen.connect(lambda _value: self.decided.emit())
        self._choices[file.sha256] = choice
        inner.addWidget(choice)
        return row

    def quote(self, files: Sequence[PlannedFile]) -> None:
        """Name the files as ``files`` have them."""
        for file in files:
            name = self._names.get(file.sha256)
            if name is not None:
                name.setText(file.name)
                name.setToolTip(file.name)

    def decisions(self) -> dict[str, FileDecision]:
        """Return what was decided, by digest; undecided files are not in it."""
        told = {sha256: choice.value() for sha256, choice in self._choices.items()}
        return {sha256: FileDecision(value) for sha256, value in told.items() if value}
