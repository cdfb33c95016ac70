"""Ctrl+K: every record, page, command and setting by words, also half typed and by filters in words."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.search.filters import values_of
from app.domain.search.query import FILTERS, parse, unfinished_filter
from app.errors import UserError
from ui.commands import Command, Commands
from ui.dialogs.finder_rows import COUNT, HIT, Hit, HitDelegate
from ui.searches import Searches
from ui.state import MemoryState
from ui.tasks import Tasks
from ui.widgets.controls import SearchField, button
from ui.widgets.text import label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

__all__ = ["Find", "FinderDialog", "Hit"]

WIDTH, HEIGHT = 720, 520
PAGES, COMMANDS, SAVED, RECENT, FILTER = "화면", "명령", "저장한 찾기", "최근 찾은 말", "거르기"
SYNTAX = "종류:아이디어  연도:2025  기관:남원  상태:정체  “그대로 이 말”  -뺄말"
KEPT = "Enter로 다시 찾고, Delete로 목록에서 지웁니다."
BEHIND = "방금 들어온 자료를 아직 찾기에 담고 있습니다. 다 담으면 저절로 다시 찾습니다."
AGAIN_MS = 700
NOTHING = "찾은 것이 없습니다. 말을 줄이거나 거르기를 지워 보십시오."
_NAMED, _FEW = ("종류", "상태"), 3
NAMES = ("종류", "연도", "기관", "상태", "과제", "분야", "단계", "태그")

Find = Callable[["Workspace", str], Sequence[Hit]]


class FinderDialog(QDialog):
    """A field above a list; typing searches, the arrows choose, Enter opens, Esc leaves.

    Tab completes a filter, Ctrl+S keeps the search, Delete on a kept or recent one forgets it.
    """

    def __init__(
        self, owner: QWidget, commands: Commands, tasks: Tasks, find: Find | None,
        searches: Searches | None = None,
    ) -> None:  # fmt: skip
        """Search ``commands`` here and records by ``find(workspace, text)`` on a reader."""
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._commands, self._tasks, self._find = commands, tasks, find
        self._searches = searches or Searches(MemoryState(), "")
        self._hits: list[Hit] = []
        self._preedit = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("찾기")
        self.field = SearchField("과제, 사람, 회의록, 카드, 제안, 파일, 명령 찾기", compact=False)
        self.field.textChanged.connect(lambda _text: self.search(self._typed()))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("찾은 것")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.itemClicked.connect(lambda item: self._open(item))
        self.list.currentItemChanged.connect(lambda _item, _before: self._tell_keys())
        self.empty = label(NOTHING, 13, tone="text2")
        self.hint = label(SYNTAX, 12, tone="text3")
        self.keep = button("찾기 저장", "bookmark", "ghost", self._save, True)
        self.keep.setToolTip("이 찾기를 저장합니다 (Ctrl+S)")
        self.keep.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.search("")

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "popup")
        box = QVBoxLayout(frame)
        box.setContentsMargins(12, 12, 12, 8)
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.keep)
        box.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setFixedSize(WIDTH, HEIGHT)

    def hits(self) -> list[Hit]:
        """Return what is shown, in its order."""
        return list(self._hits)

    # -- searching

    def search(self, text: str) -> None:
        """Show pages, commands and filters for ``text`` at once, the records as soon as they are read."""
        self.hint.setText(SYNTAX)
        self.keep.setVisible(bool(text))
        ready = [*self._completions(text), *self._command_hits(text)] if text else self._start()
        find = self._find
        if not text or find is None:
            self._show(ready)
            return
        if ready or not self._hits:
            # What was found before stays until the new hits are there: the list does not flicker.
            self._show([*ready, *(hit for hit in self._hits if hit.excerpt or hit.count)])
        self._tasks.read(
            self, lambda ws: (list(find(ws, text)), _is_behind(ws)), partial(self._merge, text), key="find"
        )

    def _typed(self) -> str:
        """Return what is written, the syllable being composed included."""
        text, at = self.field.text(), self.field.cursorPosition()
        return (text[:at] + self._preedit + text[at:]).lstrip()

    def _merge(self, text: str, found: tuple[list[Hit], bool]) -> None:
        if self._typed() != text:
            return
        from app.domain.search.filters import read

        hits, behind = found
        told = read(parse(text).filters).unknown
        self.hint.setText(told[0] if told else BEHIND if behind else SYNTAX)
        self.empty.setText(BEHIND if behind else NOTHING)
        self._show([*self._completions(text), *hits, *self._command_hits(text)])
        if behind:
            QTimer.singleShot(AGAIN_MS, self, partial(self._again, text, self.list.currentRow()))

    def _again(self, text: str, row: int) -> None:
        """Search once more where nothing was typed or chosen since."""
        if (self._typed(), self.list.currentRow()) == (text, row):
            self.search(text)

    def _start(self) -> list[Hit]:
        """Return what an empty field offers: kept and recent searches, pages, commands."""
        found = [
            Hit(text, "", icon, partial(self.write, f"{text} "), group, stays=True)
            for icon, group, texts in (
                ("bookmark", SAVED, self._searches.saved),
                ("history", RECENT, self._searches.recent),
            )
            for text in texts
        ]
        return [*found, *self._command_hits("")]

    def _completions(self, text: str) -> list[Hit]:
        """Return the values of the filter that is being written, or the filter that its beginning names."""
        open_one = unfinished_filter(text)
        if open_one:
            name, begun = open_one
            values = [
                value for value in values_of(FILTERS[name]) if value.startswith(begun) and value != begun
            ]
            whole = text[: len(text) - len(begun)]
            return [self._completion(whole + _quoted(value), f"{name}:{value}") for value in values[:6]]
        *before, last = text.rsplit(" ", 1)
        names = [name for name in NAMES if last and name.startswith(last)]
        offered = [self._completion(" ".join([*before, f"{name}:"]), f"{name}:", "") for name in names]
        # A kind or a state that is typed as a word may be meant as one.
        pairs = [(name, value) for name in _NAMED for value in values_of(FILTERS[name])]
        meant = [f"{name}:{_quoted(value)}" for name, value in pairs if _begins(value, last)]
        return [*offered, *(self._completion(" ".join([*before, one]), one) for one in meant[:_FEW])]

    def _completion(self, text: str, words: str, end: str = " ") -> Hit:
        return Hit(words, "Tab", "filter", lambda: self.write(text + end), FILTER, stays=True)

    def _command_hits(self, text: str) -> list[Hit]:
        hits = [_command_hit(item) for item in self._commands.find(text.strip())]
        return sorted(hits, key=lambda hit: hit.group != PAGES)

    def write(self, text: str) -> None:
        """Put a search into the field and search it."""
        self.field.setText(text)
        self.field.setCursorPosition(len(text))

    # -- showing

    def _show(self, hits: list[Hit]) -> None:
        self._hits = hits
        self.list.clear()
        group = ""
        for hit in hits:
            if hit.group != group:
                group = hit.group
                self._add_heading(group, hit.count)
            item = QListWidgetItem(hit.label)
            item.setData(HIT, hit)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{group} {hit.label} {hit.detail} {hit.excerpt}"
            )
            self.list.addItem(item)
        self.list.setVisible(bool(hits))
        self.empty.setVisible(not hits)
        self._begin()

    def _begin(self) -> None:
        """Choose the first hit that opens something; a filter on offer waits for Tab."""
        self._step(1, -1)
        hit = self._current()
        while hit is not None and hit.group == FILTER and any(one.group != FILTER for one in self._hits):
            self._step(1)
            hit = self._current()

    def _add_heading(self, words: str, count: str) -> None:
        head = QListWidgetItem(words)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setData(COUNT, count)
        self.list.addItem(head)

    def _current(self) -> Hit | None:
        item = self.list.currentItem()
        found: Hit | None = item.data(HIT) if item is not None else None
        return found

    def _step(self, by: int, start: int | None = None) -> None:
        """Choose the next hit, round the ends and past headings."""
        count = self.list.count()
        row = self.list.currentRow() if start is None else start
        for _ in range(count):
            row = (row + by) % count
            if self.list.item(row).data(HIT) is not None:
                self.list.setCurrentRow(row)
                # a heading stands above its first hit
                self.list.scrollToItem(self.list.item(max(row - 1, 0)))
                self.list.scrollToItem(self.list.item(row))
                self.list.viewport().update()
                return

    def _tell_keys(self) -> None:
        """Say below an empty field what a kept or recent search answers to."""
        hit = self._current()
        if not self.field.text():
            kept = hit is not None and hit.group in (SAVED, RECENT)
            self.hint.setText(KEPT if kept else SYNTAX)

    def _leap(self, by: int) -> None:
        """Choose the first hit of the next group, or of the one before."""
        here = self._current()
        group = here.group if here else ""
        for _ in range(self.list.count()):
            self._step(by)
            hit = self._current()
            if hit is None or hit.group != group:
                break
        if by < 0:
            self._to_head()

    def _to_head(self) -> None:
        row = self.list.currentRow()
        while row > 1 and self.list.item(row - 1).data(HIT) is not None:
            row -= 1
        self.list.setCurrentRow(row)

    # -- acting

    def _open(self, item: QListWidgetItem | None) -> None:
        hit: Hit | None = item.data(HIT) if item is not None else None
        if hit is None:
            return
        if not hit.stays:
            self._searches.used(self.field.text())
            self.close()
        hit.open()

    def _save(self) -> None:
        try:
            self._searches.save(self._typed())
        except UserError as error:
            self.hint.setText(str(error))
            return
        self.hint.setText("저장했습니다. 찾기를 열면 맨 위에 보입니다.")

    def _forget(self) -> bool:
        hit = self._current()
        if hit is None or self.field.text() or hit.group not in (SAVED, RECENT):
            return False
        self._searches.forget(hit.label)
        self._show(self._start())
        return True

    def _complete(self) -> None:
        hit = next((hit for hit in self._hits if hit.group == FILTER), None)
        if hit is not None:
            hit.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose and Enter open while the field keeps the focus."""
        if isinstance(event, QInputMethodEvent):
            self._preedit = event.preeditString()
            QTimer.singleShot(0, self, lambda: self.search(self._typed()))
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            by = 1 if key == Qt.Key.Key_Down else -1
            (self._leap if ctrl else self._step)(by)
            return True
        if event.matches(QKeySequence.StandardKey.Save):
            self._save()
            return True
        if key == Qt.Key.Key_Delete:
            return self._forget()
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: lambda: self._open(self.list.currentItem()),
            Qt.Key.Key_Enter: lambda: self._open(self.list.currentItem()),
            Qt.Key.Key_Tab: self._complete,
            Qt.Key.Key_Escape: self.close,
        }
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def open_below(self, anchor: QWidget) -> None:
        """Show the dialog with its right edge under ``anchor``, within the window."""
        corner = anchor.mapToGlobal(anchor.rect().bottomRight())
        left = anchor.window().mapToGlobal(QPoint(0, 0)).x()
        self.move(max(corner.x() - WIDTH, left + 8), corner.y() + 4)
        self.show()
        self.field.setFocus()


def _is_behind(ws: "Workspace") -> bool:
    """Tell whether the index is still to take something in, and can."""
    from app.services.search import indexing

    return not ws.index_stuck and indexing.waiting(ws, 1) > 0


def _begins(value: str, word: str) -> bool:
    """Tell whether ``value`` begins with a word that says something: one letter begins too much."""
    return len(word) > 1 and value.casefold().startswith(word.casefold())


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _command_hit(item: Command) -> Hit:
    is_page = item.named.name.startswith("go.")
    words = item.label.removesuffix(" 열기") if is_page else item.label
    group = PAGES if is_page else COMMANDS
    return Hit(words, item.named.shortcut, item.named.icon or "command", item.run, group)
