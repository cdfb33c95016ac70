"""Columns looked at as one text are read as their cells are, one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fields import FieldSpec, FieldType
from app.domain.privacy import resident_number
from app.domain.tabular.cells import Cells
from app.domain.tabular.columns import read_column
from app.domain.tabular.reading import Context
from app.domain.tabular.sheet import Grid, Raw
from app.domain.tabular.values import reader

_SIGNS = "가나다1- .@:#\n\t\u00a0\u3000\u200b\u1100\u0301ﾊＡ漢😀"
_WORDS = st.one_of(
    st.text(st.sampled_from(_SIGNS), max_size=8),
    st.sampled_from(
        ["", "-", "#N/A", "010-1234-5678", "01012345678", "ga@example.kr", "09:30", "25:00", "가" * 501]
    ),
)
_CELLS: st.SearchStrategy[list[Raw]] = st.lists(
    st.one_of(_WORDS, st.integers(0, 40), st.booleans()), min_size=1, max_size=8
)
_SPECS = [
    FieldSpec("title", FieldType.TEXT, "제목"),
    FieldSpec("memo", FieldType.LONG_TEXT, "메모"),
    FieldSpec("phone", FieldType.TEXT, "전화"),
    FieldSpec("email", FieldType.TEXT, "전자우편"),
    FieldSpec("starts_at", FieldType.TEXT, "시작"),
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(spec=st.sampled_from(_SPECS), cells=_CELLS, times=st.sampled_from([1, 3]))
def test_a_column_is_read_as_its_cells_are(spec: FieldSpec, cells: list[Raw], times: int) -> None:
    """Values and what is wrong are the same, whether most cells repeat others or none does."""
    cells = cells * times
    read = reader(spec, Context())
    found = read_column(spec, Cells(cells), Context())
    # A truth value is written out first: to Python it is the number 1.
    singly = [read(("예" if cell else "아니요") if isinstance(cell, bool) else cell) for cell in cells]
    assert list(found.values) == [one.value for one in singly]
    assert dict(found.odd) == {place: one for place, one in enumerate(singly) if one.problem or one.doubt}
    assert found.whole is None or found.whole.split("\n") == cells


_FIGURES = st.text(st.sampled_from("0123456789０１９٣²①- 가\u200b"), min_size=10, max_size=18)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            _FIGURES, st.sampled_from(["900101-1234567", "9001011234567", "９００１０１１２３４５６７"])
        ),
        max_size=5,
    )
)
def test_many_texts_are_looked_through_as_one(texts: list[str]) -> None:
    """The look at all of them at once misses none of the numbers that a look at each finds."""
    assert resident_number.cells_holding(texts) == [
        place for place, text in enumerate(texts) if resident_number.holds(text)
    ]


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(st.one_of(_WORDS, st.booleans(), st.just(1.0)), min_size=3, max_size=3)))
def test_rows_laid_end_to_end_are_the_rows(rows: list[list[Raw]]) -> None:
    """By rows, by columns and by their number they are as given; 1 stays 1 and true stays true."""
    many = rows * 300
    grid = Grid.of(many, 3)
    assert (len(grid), list(map(repr, grid))) == (len(many), list(map(repr, many)))
    assert grid[1:3] == many[1:3]
    columns = [[row[place] for row in many[2:]] for place in range(3)]
    assert [grid.column(place, 2) for place in range(3)] == columns


def test_alike_texts_of_a_column_are_one() -> None:
    """A column that says the same again and again holds one text; one of numbers is left alone."""
    grid = Grid.of([["".join(("남원", "시")), float(row), str(row)] for row in range(3000)], 3)
    assert len(set(map(id, grid.column(0)))) == 1
    assert grid.column(1) == list(map(float, range(3000)))
    assert grid.column(2) == list(map(str, range(3000)))


_ODD: list[Raw] = [
    float("nan"), float("inf"), -float("inf"), "9" * 400, "0000-02-30", 9e307, -9e307, 10**30, 0.5, 1,
    "00000230", "9999-12-31", "9999. 12. 28. ~ 1. 3.", "\ud800", "\x00",
]  # fmt: skip
_OF_FIGURES = (FieldType.INTEGER, FieldType.NUMBER, FieldType.PERCENT, FieldType.DATE)


@pytest.mark.parametrize("kind", _OF_FIGURES)
@pytest.mark.parametrize("unit", [1, 10_000])
def test_a_cell_that_is_no_number_and_no_day_is_refused_by_itself(kind: FieldType, unit: int) -> None:
    """NaN, more figures than a number has and days of the year 0 say nothing of the rows beside them."""
    spec = FieldSpec("odd", kind, "이상한 칸")
    for later in (0, 1462):
        for cell in _ODD:
            read_column(spec, Cells([cell, 0.5]), Context(unit, later=later))
    found = read_column(spec, Cells([*_ODD[:5], 46_000]), Context())
    assert [found.odd[place].problem != "" for place in range(5)] == [True] * 5
    assert 5 not in found.odd or kind is FieldType.PERCENT
