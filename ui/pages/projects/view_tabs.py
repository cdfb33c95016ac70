"""The saved filters as tabs with their counts, and a menu of those that have no room."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui import theme
from ui.saved_views import View
from ui.widgets.controls import button, tool_button
from ui.widgets.menus import menu_of, popup

TABS = 9


class ViewTabs(QWidget):
    """The saved filters with their counts; those without room stand in a menu at the end.

    Tabs are made once and shown again with other words: the first paint of a new one beside a busy worker
    takes milliseconds, and the counts change with every step.
    """

    chosen = Signal(object)
    saveRequested = Signal()
    renameRequested = Signal(object)
    deleteRequested = Signal(object)

    def __init__(self) -> None:
        """Begin without filters."""
        super().__init__()
        self.setAccessibleName("저장한 거르기")
        self.tabs: list[QPushButton] = []
        self._views: list[View] = []
        self.most = TABS
        self._current: View | None = None
        self._shape: object = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.keep = tool_button(
            "bookmark-plus", "지금 거르기를 이름 붙여 저장", self.saveRequested.emit, compact=True
        )
        self.more = button("더 보기", "chevron-down", "tab", compact=True, trailing=True)
        self._rest = QMenu(self.more)
        self.more.setMenu(self._rest)
        for end in (self.more, self.keep):
            self._row.addWidget(end)
            end.hide()

    def set_views(self, views: Sequence[View], counts: Sequence[int], current: View | None) -> None:
        """Show ``views``; the one in force is marked and always has a tab."""
        shape = (list(views), list(counts), current, self.most)
        if shape == self._shape:
            return
        self._shape, self._current = shape, current
        focused = next(
            (view for view, tab in zip(self._views, self.tabs, strict=True) if tab.hasFocus()), None
        )
        pairs = list(zip(views, counts, strict=True))
        shown = [pair for place, pair in enumerate(pairs) if place < self.most or pair[0] is current]
        self._views = [view for view, _count in shown]
        self._hold(len(shown))
        for tab, (view, count) in zip(self.tabs, shown, strict=True):
            _show(tab, view, count, view is current)
            if focused is not None and view.name == focused.name:
                tab.setFocus()
        self._offer([pair for pair in pairs if pair not in shown])
        self.keep.show()

    def _hold(self, count: int) -> None:
        """Have so many tabs."""
        while len(self.tabs) > count:
            tab = self.tabs.pop()
            self._row.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        while len(self.tabs) < count:
            self._row.insertWidget(len(self.tabs), self._made(len(self.tabs)))

    def _made(self, place: int) -> QPushButton:
        tab = button("", kind="tab", compact=True)
        tab.setCheckable(True)
        tab.clicked.connect(lambda _checked: self._choose(place))
        tab.customContextMenuRequested.connect(
            lambda at: popup(self.menu(self._views[place]), tab.mapToGlobal(at))
        )
        self.tabs.append(tab)
        return tab

    def _choose(self, place: int) -> None:
        view = self._views[place]
        # marked once it is in force
        self.tabs[place].setChecked(view is self._current)
        self.chosen.emit(view)

    def _offer(self, rest: list[tuple[View, int]]) -> None:
        self._rest.clear()
        for view, count in rest:
            self._rest.addAction(f"{view.name}  {count:,}", partial(self.chosen.emit, view))
        self.more.setVisible(bool(rest))

    def menu(self, view: View) -> QMenu:
        """Return what can be done with a filter that a person saved."""
        rename, remove = partial(self.renameRequested.emit, view), partial(self.deleteRequested.emit, view)
        return menu_of(self, (("", "이름 바꾸기…", rename), ("", "지우기", remove)))


def _show(tab: QPushButton, view: View, count: int, on: bool) -> None:
    tab.setText(f"{view.name}  {count:,}")
    tab.setFont(theme.font(13, 600 if on else 500))
    tab.setChecked(on)
    tab.setAccessibleName(f"거르기 {view.name} {count}건")
    own = Qt.ContextMenuPolicy.CustomContextMenu if view.own else Qt.ContextMenuPolicy.DefaultContextMenu
    tab.setContextMenuPolicy(own)
    tab.setToolTip("오른쪽 단추로 이름을 바꾸거나 지웁니다" if view.own else "")
