"""타임라인: where bars stand, what a move pushes on, what cannot be tied; figures worked by hand."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from app.domain.dependency import Course, Grip
from app.domain.timeline import MILESTONE, STAGE, BarState, Due, Span, StageBar, Tie, TimelineRow, span_of
from app.domain.timescale import SCALES, Zoom, lower, nearest, step, upper, zoom_of
from app.errors import UserError

DAY = date(2026, 6, 18)


def _day(month: int, day: int) -> date:
    return date(2026, month, day)


def _bar(position: int, first: date, last: date, **values: Any) -> StageBar:
    kinds = ("planning", "design", "execution", "feedback")
    bare = StageBar(position, kinds[position - 1], position, first, last, None, None, None, None, 0, False, 5)
    return replace(bare, **values)


def _row(**values: Any) -> TimelineRow:
    """기획 is over, 설계 under way to 6. 30., 집행 7. 1.-8. 31., 환류 9. 5.-9. 30."""
    bars = (
        _bar(1, _day(1, 1), _day(3, 31), actual_start=_day(1, 5), actual_end=_day(4, 10), passed=True),
        _bar(2, _day(4, 1), _day(6, 30), actual_start=_day(4, 11), progress=64),
        _bar(3, _day(7, 1), _day(8, 31)),
        _bar(4, _day(9, 5), _day(9, 30)),
    )
    project: Any = SimpleNamespace(id=7, state="active", idle_days=0)
    return TimelineRow(project, **{"stages": bars, **values})


def _moved(
    course: Course, node: tuple[str, int], grip: Grip, by: int, alone: bool = False
) -> dict[Any, Span]:
    outcome = course.place(node, course.grip(node, grip, by), alone)
    return {move.node: move.new for move in outcome.moves}


def test_a_bar_shows_what_was_and_plans_the_rest() -> None:
    """Over: actual days; under way: from its beginning to its planned end; to come: planned days."""
    over, current, coming, _ = _row().stages
    assert (over.state, over.span) == (BarState.DONE, Span(_day(1, 5), _day(4, 10)))
    assert (current.state, current.span) == (BarState.CURRENT, Span(_day(4, 11), _day(6, 30)))
    assert (coming.state, coming.span) == (BarState.PLANNED, Span(_day(7, 1), _day(8, 31)))


def test_the_baseline_shows_only_where_it_differs() -> None:
    """Of 기획 the plan differs from the days that were; a plan kept before it changed goes before it."""
    over, _, coming, _ = _row().stages
    assert over.ghost == Span(_day(1, 1), _day(3, 31))
    assert coming.ghost is None
    kept = replace(coming, baseline_start=_day(6, 1), baseline_end=_day(7, 31))
    assert kept.ghost == Span(_day(6, 1), _day(7, 31))


def test_half_known_days_make_a_bar_of_one_day() -> None:
    """One known end stands for both, and a bar never ends before it begins."""
    assert span_of(None, None) is None
    assert span_of(None, DAY) == Span(DAY, DAY)
    assert span_of(DAY, _day(6, 1)) == Span(DAY, DAY)


def test_days_late_count_from_the_end() -> None:
    """A stage that should have ended on 6. 30. is 3 days late on 7. 3.; one that is over never is."""
    over, current, *_ = _row().stages
    assert (current.late(_day(6, 30)), current.late(_day(7, 3)), over.late(_day(7, 3))) == (0, 3, 0)


def test_an_end_pushes_what_follows_as_far_as_it_must() -> None:
    """설계 ends 10 days later, 7. 10.: 집행 follows on 7. 11. with its 62 days, 환류 by 6 days to 9. 11."""
    moved = _moved(Course(_row()), (STAGE, 2), Grip.END, 10)
    assert moved == {
        (STAGE, 2): Span(_day(4, 11), _day(7, 10)),
        (STAGE, 3): Span(_day(7, 11), _day(9, 10)),
        (STAGE, 4): Span(_day(9, 11), _day(10, 6)),
    }


def test_a_gap_takes_up_what_it_can() -> None:
    """집행 4 days later ends on 9. 4., and 환류 begins on 9. 5. as before."""
    assert set(_moved(Course(_row()), (STAGE, 3), Grip.WHOLE, 4)) == {(STAGE, 3)}


def test_alone_leaves_what_follows_and_says_so() -> None:
    """Moved alone 집행 by 10 days overlaps 환류 by 6."""
    course = Course(_row())
    outcome = course.place((STAGE, 3), course.grip((STAGE, 3), Grip.WHOLE, 10), alone=True)
    assert [move.node for move in outcome.moves] == [(STAGE, 3)]
    assert [(one.edge.after, one.days) for one in outcome.conflicts] == [((STAGE, 4), 6)]


def test_a_tie_pushes_even_where_one_moves_alone() -> None:
    """A 할 일 tied to the end of 집행 falls due on that end at the earliest; what is done stays."""
    due = Due(9, "결과 보고", _day(8, 31), False)
    ties = (Tie(1, (STAGE, 3), (MILESTONE, 9)),)
    assert _moved(Course(_row(dues=(due,), ties=ties)), (STAGE, 3), Grip.END, 5, alone=True) == {
        (STAGE, 3): Span(_day(7, 1), _day(9, 5)),
        (MILESTONE, 9): Span(_day(9, 5), _day(9, 5)),
    }
    done = Course(_row(dues=(replace(due, done=True),), ties=ties))
    outcome = done.place((STAGE, 3), done.grip((STAGE, 3), Grip.END, 5), alone=True)
    assert [move.node for move in outcome.moves] == [(STAGE, 3)]
    assert {(one.edge.after, one.days) for one in outcome.conflicts} == {((MILESTONE, 9), 5), ((STAGE, 4), 1)}


def test_moving_before_what_it_waits_for_is_a_conflict() -> None:
    """집행 10 days earlier begins on 6. 21., 10 days before 설계 lets it; nothing is pulled along."""
    course = Course(_row())
    outcome = course.place((STAGE, 3), course.grip((STAGE, 3), Grip.WHOLE, -10))
    assert [move.node for move in outcome.moves] == [(STAGE, 3)]
    assert [(one.edge.before, one.days) for one in outcome.conflicts] == [((STAGE, 2), 10)]


def test_facts_do_not_move() -> None:
    """What is over stays, what has begun keeps its beginning; its whole moves only its end."""
    course = Course(_row())
    with pytest.raises(UserError, match="관문을 통과한 기획 단계는"):
        course.grip((STAGE, 1), Grip.WHOLE, 3)
    with pytest.raises(UserError, match="시작한 날은 바꾸지 않습니다"):
        course.grip((STAGE, 2), Grip.START, 3)
    assert course.grip((STAGE, 2), Grip.WHOLE, 3) == Span(_day(4, 11), _day(7, 3))


def test_a_bar_never_gets_shorter_than_a_day() -> None:
    """Pulled past its other end a bar keeps one day."""
    course = Course(_row())
    assert course.grip((STAGE, 4), Grip.END, -60) == Span(_day(9, 5), _day(9, 5))
    assert course.grip((STAGE, 4), Grip.START, 60) == Span(_day(9, 30), _day(9, 30))


def test_ties_never_close_a_circle() -> None:
    """Neither against the order of the stages nor over a 할 일 in between; nor to itself, nor twice."""
    due = Due(9, "시제품", _day(8, 1), False)
    course = Course(_row(dues=(due,), ties=(Tie(1, (STAGE, 3), (MILESTONE, 9)),)))
    for before, after, words in (
        ((STAGE, 4), (STAGE, 1), "거꾸로 이을 수 없습니다"),
        ((MILESTONE, 9), (STAGE, 2), "거꾸로"),
        ((STAGE, 3), (MILESTONE, 9), "이미 이었습니다"),
        ((STAGE, 3), (STAGE, 3), "서로 다른"),
        ((STAGE, 3), (MILESTONE, 99), "날짜가 있는"),
    ):
        with pytest.raises(UserError, match=words):
            course.refuse_tie(before, after)
    course.refuse_tie((MILESTONE, 9), (STAGE, 4))
    course.refuse_tie((STAGE, 1), (STAGE, 3))


def test_a_circle_that_came_from_elsewhere_does_not_hang() -> None:
    """Two ties that wait for each other (merged from another PC) still give an outcome."""
    ties = (Tie(1, (STAGE, 3), (STAGE, 4)), Tie(2, (STAGE, 4), (STAGE, 3)))
    assert (STAGE, 4) in _moved(Course(_row(ties=ties)), (STAGE, 3), Grip.END, 10)


def test_scales_have_names_and_steps_end_at_the_edges() -> None:
    """Each named size is one of the scales; steps stop at the nearest and the farthest."""
    assert [zoom_of(scale) for scale in (1.25, 7.0, 20.0, 40.0)] == [
        Zoom.YEAR,
        Zoom.MONTH,
        Zoom.WEEK,
        Zoom.DAY,
    ]
    assert (step(SCALES[-1], 1), step(SCALES[0], -3), step(2.5, 1)) == (40.0, 1.25, 3.5)
    assert (nearest(None), nearest(6.4), nearest(-1)) == (2.5, 7.0, 2.5)


def test_the_line_is_divided_as_its_scale_allows() -> None:
    """A year in quarters and months, a month in weeks that begin on Sunday, near by in days."""
    first, last = _day(6, 10), _day(7, 8)
    assert [tick.label for tick in upper(2.5, first, last)] == ["2분기", "3분기"]
    assert [tick.label for tick in lower(2.5, first, last)] == ["6월", "7월"]
    assert [tick.label for tick in lower(7.0, first, last)] == ["7", "14", "21", "28", "5"]
    assert [tick.label for tick in upper(40.0, first, last)] == ["2026년 6월", "2026년 7월"]
    assert next(iter(lower(40.0, DAY, DAY + timedelta(3)))).label == "18 목"
