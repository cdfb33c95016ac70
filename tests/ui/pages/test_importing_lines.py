"""The lines of a preview: kept where something is said, counted where nothing is."""

from collections import defaultdict

import pytest

from ui.pages.importing.lines import REMARK, Line, Lines


def test_runs_of_records_and_what_is_between_them_are_one_list() -> None:
    """What is odd stands before the record at its place, or instead of it; the rest is counted."""
    odd = {0: [Line(-1, REMARK, 2)], 2: [Line(-1, REMARK, 5), Line(2), Line(2, 0)], 4: [Line(-1, REMARK, 9)]}
    lines = Lines(4, odd, defaultdict(bool, {2: True}))
    assert list(lines) == [
        Line(-1, REMARK, 2), Line(0), Line(1), Line(-1, REMARK, 5), Line(2), Line(2, 0), Line(3),
        Line(-1, REMARK, 9),
    ]  # fmt: skip
    assert lines[1:3] == [Line(0), Line(1)]
    with pytest.raises(IndexError):
        lines[len(lines)]


def test_a_table_without_anything_odd_keeps_nothing() -> None:
    """A hundred thousand records are one run."""
    lines = Lines(100_000, {}, defaultdict(bool))
    assert (len(lines), lines[99_999], len(lines._runs)) == (100_000, Line(99_999), 1)
