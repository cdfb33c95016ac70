"""Editors that choose: yes or no, one of a list, several of a list, another record."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QLineEdit, QSizePolicy, QWidget

from app.domain.choices import Choice
from app.domain.directory import Register
from app.errors import UserError
from ui.widgets.combo import Combo
from ui.widgets.option_list import Offered, OptionList

NOTHING = "선택 안 함"


class _Choosing(Combo):
    """A list in a form, which takes the room there is."""

    edited = Signal()
    composing = False

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(lambda _index: self.edited.emit())


class ChoiceEditor(_Choosing):
    """One of a closed list, or nothing."""

    def __init__(self, choices: Sequence[tuple[Any, str]], required: bool = False) -> None:
        """Offer ``choices`` as (code, label)."""
        super().__init__()
        if not required:
            self.addItem(NOTHING, None)
        for code, label in choices:
            self.addItem(label, str(code))

    def value(self) -> Any:
        """Return the chosen code, or None."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Choose the code ``value``; an unknown one chooses nothing."""
        self.setCurrentIndex(self.findData(None if value is None else str(value)))


class BooleanEditor(QCheckBox):
    """Yes or no."""

    edited = Signal()
    composing = False

    def __init__(self, text: str = "예") -> None:
        """Show a box called ``text``."""
        super().__init__(text)
        self.clicked.connect(lambda _on: self.edited.emit())

    def value(self) -> bool:
        """Return whether it is checked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Check or uncheck; None is unchecked."""
        self.setChecked(bool(value))


class ChoicesEditor(QWidget):
    """Several of a closed list."""

    edited = Signal()
    composing = False

    def __init__(self, choices: type[Choice], columns: int = 2) -> None:
        """Offer ``choices`` as boxes in ``columns``."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self._boxes: dict[str, QCheckBox] = {}
        for number, choice in enumerate(choices):
            box = QCheckBox(choice.label)
            box.setAccessibleName(choice.label)
            box.clicked.connect(lambda _on: self.edited.emit())
            grid.addWidget(box, number // columns, number % columns)
            self._boxes[choice.value] = box
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[str, ...]:
        """Return the codes chosen, in the order of the list."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        """Check the codes in ``value``."""
        chosen = {str(code) for code in value or ()}
        for code, box in self._boxes.items():
            box.setChecked(code in chosen)


class _ReferenceLine(QLineEdit):
    """The line of a searchable list; it knows whether a syllable is being composed."""

    composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow the composition of a syllable."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class ReferenceEditor(_Choosing):
    """Another record, found by any part of its name; a name that is none may ask for a new record.

    Names of people may be shown masked: typing finds them by their names in full.
    """

    createRequested = Signal(str)
    free = False
    """Give the text of a name that is in no record, instead of refusing it."""

    def __init__(self, creatable: bool = False) -> None:
        """Make an empty list; ``set_options`` fills it."""
        super().__init__()
        self._creatable = creatable
        self._line = _ReferenceLine()
        self.setEditable(True)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line.setPlaceholderText("이름 일부로 찾기")
        self._line.textEdited.connect(lambda _text: self.edited.emit())
        self._value: Any = None
        self._list = OptionList(self)
        self.setModel(self._list)
        self._proposed = QStringListModel(self)
        self._proposed_ids: list[Any] = []
        completer = QCompleter(self._proposed, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        # Connected last: Qt goes by the words, then the very record is chosen.
        completer.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        self._line.textEdited.connect(self._propose)
        self._line.editingFinished.connect(self._settle)

    @property
    def composing(self) -> bool:  # type: ignore[override]
        """Tell whether a syllable is being composed."""
        return self._line.composing

    def set_options(self, options: Sequence[Offered] | Register) -> None:
        """Offer ``options`` as (id, words) or with the name they are found by; what is chosen stays so.

        Of a register only those to begin with are held, and what was asked for by typing.
        """
        typed = self._line.text()
        standing = self._stands(typed)
        kept = self.currentData() if standing else self._value
        self.blockSignals(True)
        self._list.offer(options)
        self.blockSignals(False)
        self.set_value(kept)
        if self._line.hasFocus() and (not standing or self.currentIndex() < 0):
            self._line.setText(typed)

    def value(self) -> Any:
        """Return the id of the line that was chosen, else the one named by the text.

        Raises UserError where no record has that name, or several have.
        """
        text = self._line.text().strip()
        if not text:
            return None
        found = self._places(text)
        if len(found) == 1:
            return int(self.itemData(found[0]))
        if self.free:
            return text
        wrong = "이름이 여럿입니다" if found else "이름이 목록에 없습니다"
        raise UserError(f"‘{text}’ {wrong}. 목록에서 골라 주십시오.")

    def _places(self, text: str) -> list[int]:
        """Return the place that was chosen while its words stand there, else all that are called so."""
        return [self.currentIndex()] if self._stands(text) else self._list.called(text)

    def _stands(self, text: str) -> bool:
        return self.currentIndex() > 0 and self.itemText(self.currentIndex()).strip() == text.strip()

    def set_value(self, value: Any, name: str = "") -> None:
        """Choose the record ``value``; ``name`` is shown while it is not among the options."""
        self._value = value
        at = 0 if value is None else self._list.row_of(value)
        if at < 0 and name:
            at = self._list.add(value, name)
        self.setCurrentIndex(at)
        if at < 0:
            self._line.clear()

    def _settle(self) -> None:
        """Show what was meant by a name in full as the list shows it, or ask for a new record."""
        text = self._line.text().strip()
        found = self._places(text) if text else []
        if len(found) == 1:
            self.setCurrentIndex(found[0])
        elif text and not found and self._creatable:
            self.createRequested.emit(text)

    def _propose(self, text: str) -> None:
        found = self._list.matching(text)
        self._proposed_ids = [record for record, _words in found]
        self._proposed.setStringList([words for _record, words in found])

    def _pick(self, line: QModelIndex) -> None:
        self.setCurrentIndex(self._list.row_of(self._proposed_ids[line.row()]))
        self.edited.emit()
