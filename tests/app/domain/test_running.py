"""진행 화면: what a typed line means, what the clock says, which key is whose."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain import running
from app.domain.finding import FindingKind
from app.domain.session import AgendaItem

NINE = datetime(2026, 6, 18, 0, 0, tzinfo=UTC)


def _agenda(*minutes: int) -> list[AgendaItem]:
    return [AgendaItem(n, 1, 1, n, f"순서 {n}", m, "", None, None) for n, m in enumerate(minutes, 1)]


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("버스가 없어요", "pain", "버스가 없어요"),
        ("?어떻게 하면", "hmw", "어떻게 하면"),
        ("？어떻게 하면", "hmw", "어떻게 하면"),
        ("! 어두워요", "pain", "어두워요"),
        ("* 함께 타는 택시", "idea", "함께 타는 택시"),
        ('"무서워요"', "voice", "무서워요"),
        ("“무서워요”", "voice", "무서워요"),
        ("##1 정류장", "pain", "#1 정류장"),
        ("  ", "pain", ""),
        ("?", "hmw", ""),
    ],
)
def test_a_mark_chooses_the_kind(line: str, kind: str, words: str) -> None:
    """The first mark of a line, also as Korean keyboards write it, chooses; a doubled one is a plain sign."""
    assert running.read_line(line, "pain") == (kind, words)


def test_every_kind_has_a_mark_of_its_own() -> None:
    """Ten kinds, ten marks, ten numbers."""
    assert {kind for _mark, kind in running.MARKS} == set(FindingKind)
    assert len({mark for mark, _kind in running.MARKS}) == 10


def test_keys_are_the_same_in_hangul_mode() -> None:
    """A key that makes a jamo is the letter printed on it."""
    assert "".join(map(running.person_key, "ㅁaㅃ7")) == "AAQ7"


def test_presses_go_round() -> None:
    """출석, 지각, 불참, and 출석 again: a slip is mended by pressing on."""
    states, state = [], None
    for _ in range(4):
        state = running.next_state(state).value
        states.append(state)
    assert states == ["present", "late", "absent", "present"]


def test_the_clock_runs_below_zero() -> None:
    """Time left is counted down from the planned minutes, beyond them it is negative."""
    item = replace(_agenda(10)[0], started_at=NINE)
    assert running.seconds_left(item, NINE + timedelta(minutes=4, seconds=30)) == 330
    assert running.seconds_left(item, NINE + timedelta(minutes=10, seconds=12)) == -12
    assert [running.clock_face(n) for n in (330, -12, 3900)] == ["05:30", "+00:12", "1:05:00"]


def test_a_clock_set_back_adds_no_time() -> None:
    """A moment before the start counts as the start."""
    item = replace(_agenda(10)[0], started_at=NINE)
    assert running.seconds_left(item, NINE - timedelta(hours=1)) == 600


def test_where_a_session_stands() -> None:
    """Before the first item, during one, after the last."""
    agenda = _agenda(10, 20)
    assert (running.current(agenda), running.upcoming(agenda)) == (None, 0)
    agenda[0] = replace(agenda[0], started_at=NINE)
    assert (running.current(agenda), running.upcoming(agenda)) == (0, 1)
    agenda = [replace(item, started_at=NINE, ended_at=NINE) for item in agenda]
    assert (running.current(agenda), running.upcoming(agenda)) == (None, None)
