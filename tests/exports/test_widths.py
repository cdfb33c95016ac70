"""Columns take what they need from those that have more; nothing that belongs together is torn."""

from datetime import date

import pytest

from exports.blocks import Column, Kind, Table
from exports.widths import pieces, shares


def test_a_narrow_date_takes_room_from_wide_words() -> None:
    """The day is as wide as it is long, the rest keeps its order, and all of it is the whole table."""
    columns = (Column("내용", weight=8), Column("날짜", Kind.DATE, 0.5))
    table = Table(columns, [("짧은 글", date(2026, 11, 16))])
    parts = shares(table, 1000, 0, len)
    assert parts == [pytest.approx(8 / 8.5), pytest.approx(0.5 / 8.5)]  # there is room enough
    parts = shares(table, 100, 2, len)
    assert parts[1] * 100 >= len("2026. 11. 16.") + 2
    assert sum(parts) == pytest.approx(1)


def test_weights_stand_where_there_is_too_little_for_all() -> None:
    """What cannot be had for all is not taken from anybody."""
    table = Table((Column("가", weight=3), Column("나", weight=1)), [("길고긴낱말", "또다른낱말")])
    assert shares(table, 4, 1, len) == [0.75, 0.25]


def test_a_date_is_one_piece() -> None:
    """Words come one by one, a date within them whole."""
    assert list(pieces("2026. 8. 9.부터 두 날", Kind.TEXT)) == ["2026. 8. 9.", "부터", "두", "날"]


def test_a_long_text_takes_what_the_others_do_not_use() -> None:
    """A remark that would wrap gets the room beside a word of two letters; that word keeps half its share."""
    table = Table((Column("가"), Column("비고"), Column("서명")), [("나", "긴 말 한마디 또 한마디 더", None)])
    parts = shares(table, 30, 0, len)
    assert parts == [pytest.approx(5 / 30, abs=0.01), pytest.approx(15 / 30, abs=0.01), pytest.approx(1 / 3)]


def test_a_little_that_is_lacking_comes_first() -> None:
    """What would fit with two letters more fits, however much a longer text could use."""
    rows = [("일곱 글자 됨", "이것은 끝이 없이 이어지는 아주 아주 길고 긴 말", "x")]
    parts = shares(Table((Column("가"), Column("나"), Column("다", weight=3)), rows), 25, 0, len)
    assert parts[0] * 25 >= len("일곱 글자 됨")
