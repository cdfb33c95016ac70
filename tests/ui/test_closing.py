"""A window closes once what was typed is stored."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import EnvironmentProblem, ProblemKind
from tests.factories import person
from tests.ui.desk import Desk
from ui.closing import NOT_STORED, Closing


def _typing(desk: Desk, write: Callable[[Any], object]) -> Callable[[], object]:
    """Return what hands something over that is stored by ``write``."""
    owner = QWidget()
    return lambda: desk.tasks.write(owner, "적은 글", write)


def test_the_last_words_are_stored_before_it_closes(desk: Desk) -> None:
    """What is handed over at the last moment is waited for."""
    stored: list[bool] = []

    def write(ws: Any) -> None:
        person(ws, "하늘봄")
        stored.append(True)

    assert Closing(desk.context).allowed(_typing(desk, write))
    assert stored == [True]


def test_what_a_full_disk_has_not_taken_is_thrown_away_by_a_second_try_only(desk: Desk) -> None:
    """The first try says that it stays where it was typed, and how to close nevertheless."""

    def write(_ws: Any) -> None:
        raise EnvironmentProblem("디스크에 자리가 없습니다.", ProblemKind.FULL)

    closing, hand_over = Closing(desk.context), _typing(desk, write)
    assert not closing.allowed(hand_over)
    assert desk.said[-1] == NOT_STORED
    assert closing.allowed(hand_over)
    assert [type(error) for error in desk.errors] == [EnvironmentProblem, EnvironmentProblem]
    desk.errors.clear()


def test_a_window_with_nothing_typed_closes_at_once(desk: Desk) -> None:
    """Nothing is said."""
    assert Closing(desk.context).allowed(lambda: None)
    assert not desk.said
