"""Pages one behind the other come in when they are first shown."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.stack import Stack


def _pages() -> tuple[QWidget, ...]:
    return QLabel("하나"), QLabel("둘"), QLabel("셋")


def test_a_page_stands_in_the_stack_once_it_was_shown(qtbot: QtBot) -> None:
    """The first is there from the beginning; another comes by its place or by itself, and stays."""
    first, second, third = pages = _pages()
    stack = Stack(*pages)
    qtbot.addWidget(stack)
    stack.show()
    assert (stack.currentIndex(), first.isVisible(), second.parent(), third.parent()) == (0, True, None, None)
    stack.setCurrentIndex(2)
    assert (stack.currentIndex(), third.isVisible(), second.parent()) == (2, True, None)
    stack.setCurrentWidget(second)
    assert (stack.currentIndex(), second.isVisible()) == (1, True)
    stack.setCurrentIndex(0)
    assert first.isVisible() and not third.isVisible()


def test_a_blank_stack_shows_nothing_before_a_page_is_chosen(qtbot: QtBot) -> None:
    """What is not known yet flashes neither as full nor as empty."""
    pages = _pages()
    stack = Stack(*pages, blank=True)
    qtbot.addWidget(stack)
    stack.show()
    assert stack.currentIndex() == -1
    assert [page.parent() for page in pages] == [None, None, None]
    stack.setCurrentIndex(1)
    assert pages[1].isVisible()
