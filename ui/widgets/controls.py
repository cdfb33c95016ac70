"""Small controls: buttons by kind, segments, chips, search, an empty place's one sentence, short notices."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.widgets.text import IconLabel, WordLabel, label

NOTICE_MS = 6000
SENTENCE = 360
ONE_WORD = 48
CHIP_LETTERS = 40
# wider than the drawing, because Qt leaves only 4 pixels between an icon and its words
BESIDE_WORDS = QSize(22, 16)


def button(
    text: str,
    icon: str = "",
    kind: str = "",
    run: Callable[[], object] | None = None,
    compact: bool = False,
    trailing: bool = False,
    once: bool = False,
) -> QPushButton:
    """Return a button; ``kind`` is primary, danger, ghost, link, chip, tab or empty (outlined).

    One that makes something at a click takes a double click for one (``once``).
    """
    made = _Once(text) if once else QPushButton(text)
    made.setFont(theme.font(13 if compact else 14, 600 if kind in ("primary", "chip") else 500))
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    made.setProperty("dense", compact)
    if trailing:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if icon:
        made.setIcon(
            icons.icon(icon, {"primary": "on_primary", "danger": "danger", "link": "link"}.get(kind, "text2"))
        )
    made.setIconSize(BESIDE_WORDS)
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


class _Once(QPushButton):
    """A button whose second click of a double click does nothing."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Leave the second press out."""
        event.accept()


def tool_button(
    icon: str, name: str, run: Callable[[], object] | None = None, compact: bool = False
) -> QToolButton:
    """Return a button that shows only an icon; ``name`` is its tooltip and its accessible name."""
    made = QToolButton()
    made.setIcon(icons.icon(icon, on="link"))
    made.setIconSize(QSize(18, 18))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setProperty("dense", compact)
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


class Segmented(QFrame):
    """A few exclusive choices side by side, such as 표·보드; the arrows choose too."""

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[Any, str, str]], name: str) -> None:
        """Offer ``choices`` as (value, words, icon); ``name`` is what they are about."""
        super().__init__()
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self.setFixedHeight(theme.COMPACT)
        self._values = [value for value, _words, _icon in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)  # the frame keeps its edge clear by itself
        row.setSpacing(0)
        for number, (_value, words, icon) in enumerate(choices):
            row.addWidget(self._segment(number, words, icon, len(choices), name))
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))
        if choices:
            self._group.button(0).setChecked(True)

    def _segment(self, number: int, words: str, icon: str, count: int, name: str) -> QPushButton:
        made = QPushButton(words)
        made.setFont(theme.font(13, 500))
        made.setCheckable(True)
        made.setAccessibleName(f"{name}: {words}")
        made.setProperty("first", number == 0)
        made.setProperty("last", number == count - 1)
        if icon:
            made.setIcon(icons.icon(icon, "text2", on="link"))
            made.setIconSize(BESIDE_WORDS)
        self._group.addButton(made, number)
        return made

    def value(self) -> Any:
        """Return the value chosen."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: Any) -> None:
        """Choose ``value`` without saying so."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def set_words(self, value: Any, words: str) -> None:
        """Call ``value`` by other words, such as with a count."""
        made = self._group.button(self._values.index(value))
        made.setText(words)
        made.setAccessibleName(f"{self.accessibleName()}: {words}")


class FilterChip(QPushButton):
    """A filter in force, such as ``지역: 전북``; a click, Delete or Backspace takes it away."""

    removed = Signal(str)

    def __init__(self, key: str, text: str) -> None:
        """Show the filter ``key`` as ``text``, a long one by its beginning."""
        super().__init__(text if len(text) <= CHIP_LETTERS else f"{text[: CHIP_LETTERS - 1]}…")
        self.setToolTip(text if len(text) > CHIP_LETTERS else "")
        self.key = key
        self.setProperty("kind", "chip")
        self.setFont(theme.font(13, 600))
        self.setIcon(icons.icon("x", "link"))
        self.setIconSize(QSize(18, 14))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAccessibleName(f"거르기 {text} 지우기")
        self.clicked.connect(lambda _checked=False: self.removed.emit(self.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the filter away by Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)


class SearchField(QLineEdit):
    """A field that searches at each key, in a burst ``wait`` ms after the last; Esc empties it."""

    searched = Signal(str)

    def __init__(self, placeholder: str, compact: bool = True, wait: int = 20) -> None:
        """Make an empty field that says ``placeholder``."""
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("dense", compact)
        self.setFont(theme.font(13))
        self.setClearButtonEnabled(True)
        # Qt's own cross is black in the dark theme too.
        for empty in self.findChildren(QAction, "_q_qlineeditclearaction"):
            empty.setIcon(icons.icon("x"))
            empty.setToolTip("지우기 (Esc)")
        self.setTextMargins(-6, 0, 0, 0)  # Qt leaves as much beside the icon as the style leaves at the edge
        self.addAction(QAction(icons.icon("search"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self._wait, self._since = wait, QElapsedTimer()
        self.textChanged.connect(self._type)

    def answer_find(self) -> None:
        """Let Ctrl+F of the window begin here as long as the field is seen."""
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.begin)
        self.setToolTip(f"{self.placeholderText()} (Ctrl+F)")

    def begin(self) -> None:
        """Take the focus; what is typed next takes the place of what was looked for."""
        self.setFocus()
        self.selectAll()

    def _type(self, _text: str) -> None:
        # a key after a pause need not be waited for: people type slower than this, only a paste or a syllable
        # that is put together comes in bursts
        rested = not self._since.isValid() or self._since.hasExpired(self._wait)
        self._since.start()
        self._soon.start(0 if rested else self._wait)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field by Esc, search at once by Enter."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._soon.stop()
            self.searched.emit(self.text().strip())
        else:
            super().keyPressEvent(event)


class EmptyState(QWidget):
    """An empty place: one sentence, one button; laid out when it is first seen, for most never are."""

    def __init__(
        self, sentence: str, action: str = "", run: Callable[[], object] | None = None, icon: str = "inbox"
    ) -> None:
        """Say ``sentence`` and offer ``action``."""
        super().__init__()
        self._sentence, self._action, self._run, self._icon = sentence, action, run, icon

    @cached_property
    def words(self) -> WordLabel:
        """The sentence."""
        made = WordLabel(self._sentence, tone="text2")
        made.setParent(self)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made

    @cached_property
    def button(self) -> QPushButton:
        """The button below it; where nothing is offered it is never made."""
        made = button(self._action, run=self._run)
        made.setParent(self)
        return made

    @cached_property
    def box(self) -> QVBoxLayout:
        """What stands below one another."""
        made = QVBoxLayout(self)
        made.setSpacing(12)
        made.addStretch(1)
        shown = [IconLabel(self._icon, "text3", 32), self.words, *([self.button] if self._action else ())]
        for widget in shown:
            made.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            widget.show()
        made.addStretch(1)
        self._fit()
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Lay it out the first time."""
        _ = self.box
        super().showEvent(event)

    def say(self, sentence: str) -> None:
        """Say another sentence."""
        self._sentence = sentence
        if "words" in vars(self):
            self.words.setText(sentence)
            self._fit()

    def _fit(self) -> None:
        """Take as many lines as the sentence takes: a centred label gets no height by itself."""
        self.words.ensurePolished()
        length = self.words.fontMetrics().horizontalAdvance(self._sentence) + 8
        # lines of about one length: a single word alone on the last line looks like a mistake
        width = min(SENTENCE, length if length <= SENTENCE else length // -(-length // SENTENCE) + ONE_WORD)
        self.words.setFixedSize(width, self.words.heightForWidth(width))


class Toast(QFrame):
    """A short notice at the foot of a window, with one action such as 실행 취소; it goes by itself."""

    def __init__(
        self,
        window: QWidget,
        text: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        more: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show ``text`` over ``window`` with ``action`` and ``more`` of them; nothing loses the focus."""
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self.setAccessibleName(text)
        t = theme.tokens()
        self.setStyleSheet(
            f"QFrame#toast {{ background: {t.tooltip}; border-radius: 6px; }} "
            f"QFrame#toast QLabel {{ color: {t.tooltip_text}; }} "
            f"QFrame#toast QPushButton {{ color: {theme.load('light' if t.dark else 'dark').link}; }}"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(label(text, 13))
        first = [(action, run)] if action and run is not None else []
        for words, act in (*first, *more):
            link = button(words, kind="link", run=act, compact=True)
            link.clicked.connect(self.close)
            row.addWidget(link)
        window.installEventFilter(self)
        QTimer.singleShot(NOTICE_MS, self, self.close)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window as it changes size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        window = self._window
        left = (window.width() - self.width()) // 2
        self.move(left, window.height() - self.height() - theme.STATUS_BAR - 16)
