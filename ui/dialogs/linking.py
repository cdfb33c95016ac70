"""Linking a record to where it came from, or to what came of it: found by its words, by keys alone."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.finding import Node, Thread
from app.domain.hangul import matches
from app.errors import UserError
from app.services import threads
from ui import icons, theme
from ui.context import Context
from ui.dialogs.confirm import MessageDialog
from ui.widgets.controls import SearchField
from ui.widgets.notes.kinds import ICONS, WORDS
from ui.widgets.text import WordLabel

Ref = tuple[str, int]
_STEPS = frozenset((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp))


def pick(
    context: Context,
    owner: QWidget,
    project: int,
    here: Ref,
    title: str,
    words: str,
    wanted: Callable[[Node], bool] = lambda _node: True,
    results: bool = False,
) -> None:
    """Ask which of the ``wanted`` records ``here`` came from (or, with ``results``, came of it); link them.

    Those linked already are checked, and let go of when unchecked; what is refused is said in the dialog.
    """

    def pair(ref: Ref) -> tuple[Ref, Ref]:
        return (ref, here) if results else (here, ref)

    def ask(thread: Thread) -> None:
        nodes = [node for node in thread.nodes if (node.kind, node.id) != here and wanted(node)]
        known = {(edge.child, edge.parent) for edge in thread.edges}
        linked = {ref for node in nodes if pair(ref := (node.kind, node.id)) in known}
        dialog = LinkDialog(owner, title, words, nodes, linked, lambda refs: hand_over(dialog, linked, refs))
        dialog.open()

    def hand_over(dialog: LinkDialog, linked: set[Ref], refs: set[Ref]) -> None:
        tied, cut = [pair(ref) for ref in refs - linked], [pair(ref) for ref in linked - refs]
        context.tasks.write(
            owner, title, lambda ws: threads.rewire(ws, project, tied, cut),
            lambda _done: dialog.done(1), dialog.fail,
        )  # fmt: skip

    context.tasks.read(owner, lambda ws: threads.of_project(ws, project), ask, "parents")


class LinkDialog(MessageDialog):
    """Records found by part of their words; the arrows choose, Space checks, Enter links."""

    def __init__(
        self,
        owner: QWidget,
        title: str,
        words: str,
        nodes: Sequence[Node],
        linked: Collection[Ref],
        take: Callable[[set[Ref]], object],
    ) -> None:
        """Offer ``nodes``, those in ``linked`` checked; ``take(refs)`` is called with all that are to be."""
        super().__init__(owner, title, words, "link", "primary")
        self._take, self._linked = take, set(linked)
        self.search = SearchField("내용·종류로 찾기")
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("이을 기록")
        self.list.setMinimumHeight(280)
        self.list.setFont(theme.font(13))
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for node in sorted(nodes, key=lambda node: (node.kind, node.id) not in self._linked):
            self.list.addItem(self._item(node))
        self.list.itemDoubleClicked.connect(self._toggle)
        nothing = "이을 기록이 아직 없습니다. 발견·아이디어에서 카드를 먼저 쓰십시오."
        self.nothing = WordLabel("" if nodes else nothing, 13, 400, "text2")
        self.nothing.setVisible(not nodes)
        self.wrong = WordLabel("", 13, 400, "danger")
        self.wrong.hide()
        for part in (self.search, self.list, self.nothing, self.wrong):
            self.content.addWidget(part)
        cancel = self.add_button("취소")
        cancel.clicked.disconnect()
        cancel.clicked.connect(self.reject)
        self.add_button("잇기", kind="primary")
        self.search.setFocus()

    def _item(self, node: Node) -> QListWidgetItem:
        words = WORDS.get(node.subkind, WORDS.get(node.kind, ""))
        icon = icons.icon(ICONS.get(node.subkind, ICONS.get(node.kind, "square")))
        number = f"{node.detail} " if node.kind == "proposal" else ""
        item = QListWidgetItem(icon, f"{words} · {number}{' '.join(node.label.split())}")
        item.setToolTip(node.label)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        on = (node.kind, node.id) in self._linked
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.UserRole, (node.kind, node.id))
        return item

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, text: str) -> None:
        for item in self._items():
            item.setHidden(bool(text.strip()) and not matches(item.text(), text.strip()))
        self._go(0 if text.strip() else -1)

    def _go(self, place: int) -> None:
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        self.list.setCurrentRow(shown[place] if shown and place >= 0 else -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step through the list by the arrows while one goes on writing what to look for."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _STEPS:
                self.list.setFocus()
                if self.list.currentItem() is None:
                    self._go(0)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _toggle(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def chosen(self) -> set[Ref]:
        """Return what is checked; where no check was changed, the current line as well."""
        checked = {
            tuple(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        }
        current = self.list.currentItem()
        if checked == self._linked and current is not None and not current.isHidden():
            checked.add(tuple(current.data(Qt.ItemDataRole.UserRole)))
        return checked

    def accept(self) -> None:
        """Hand over what is chosen; it closes once that is stored."""
        refs = self.chosen()
        if refs or self._linked:
            self._take(refs)
        else:
            self.fail(UserError("이을 기록을 하나 이상 고르십시오."))

    def fail(self, error: UserError) -> None:
        """Say why it could not be stored."""
        self.wrong.setText(error.message)
        self.wrong.show()
