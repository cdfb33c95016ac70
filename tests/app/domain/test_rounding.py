"""반올림 as offices do it: the same figure on the screen, on paper and in the data file."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from app.domain.rounding import half_up, percent_of


def test_a_half_goes_up() -> None:
    """Never to the even number, and what a multiplication leaves over does not decide."""
    assert [half_up(value) for value in (0.5, 12.5, 13.5, -12.5, 12.4, 0.285 * 100)] == [
        1,
        13,
        14,
        -13,
        12,
        29,
    ]
    assert (percent_of(1, 8), percent_of(1, 0)) == (13, None)


@given(part=st.integers(0, 10_000), whole=st.integers(1, 10_000))
def test_python_and_the_data_file_round_alike(part: int, whole: int) -> None:
    """A share counted here is the one that a query counts."""
    with sqlite3.connect(":memory:") as connection:
        ((counted,),) = connection.execute("SELECT round(100.0 * ? / ?)", (part, whole)).fetchall()
    connection.close()
    assert percent_of(part, whole) == counted
