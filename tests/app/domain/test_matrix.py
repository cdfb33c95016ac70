"""The counting rule of the 총괄표."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import GovernmentLevel, ServiceField
from app.domain.matrix import REVIEW_ROW, Matrix, MatrixCase, build_matrix

_CODES = st.one_of(st.none(), st.sampled_from([f.value for f in ServiceField]), st.just("사법"))
_LEVELS = st.one_of(
    st.none(), st.sampled_from([level.value for level in GovernmentLevel]), st.just("중앙정부/지자체")
)
_CASES = st.lists(st.tuples(_LEVELS, st.one_of(st.none(), st.booleans()), _CODES), max_size=60)


def _matrix(*cases: tuple[str | None, bool | None, str | None]) -> Matrix:
    return build_matrix(MatrixCase(n, f"사례 {n}", *case) for n, case in enumerate(cases, 1))


@given(_CASES)
def test_every_case_stands_in_exactly_one_cell(
    cases: list[tuple[str | None, bool | None, str | None]],
) -> None:
    """Rows, columns and the grand total add up to the number of cases, whatever is missing or doubtful."""
    matrix = _matrix(*cases)
    ids = sorted(i for row in matrix.rows for cell in row.cells for i in cell)
    assert ids == list(range(1, len(cases) + 1))
    assert (
        sum(matrix.column_totals) == sum(row.total for row in matrix.rows) == matrix.grand_total == len(cases)
    )


def test_rows_are_level_by_home_and_abroad() -> None:
    """국내 before 해외, each with its levels, 기관 검토 필요 last."""
    labels = [(row.group, row.label) for row in _matrix(("central", False, "welfare")).rows]
    expected = [
        ("국내", "중앙정부"),
        ("국내", "지자체"),
        ("해외", "중앙정부"),
        ("해외", "지자체"),
        (REVIEW_ROW, ""),
    ]
    assert labels == expected


def test_public_institutions_have_a_row_only_when_they_occur() -> None:
    """One domestic 공공기관 case adds its row at home and none abroad."""
    labels = [(row.group, row.label) for row in _matrix(("institution", False, "culture")).rows]
    assert ("국내", "공공기관") in labels
    assert ("해외", "공공기관") not in labels


def test_nothing_is_guessed() -> None:
    """A value outside the list counts as to be reviewed, as a missing one does; 국내·해외 unknown too."""
    matrix = _matrix(("사법", False, "welfare"), ("local", None, "welfare"), ("local", False, "기타"))
    review = matrix.rows[-1]
    assert review.cells[0] == (1, 2)
    domestic = next(row for row in matrix.rows if (row.group, row.label) == ("국내", "지자체"))
    assert domestic.cells[-1] == (3,)


def test_a_cell_keeps_the_order_of_its_cases() -> None:
    """Cases are listed in the order in which they were given."""
    cases = [MatrixCase(n, "", "local", False, "education") for n in (7, 3, 5)]
    matrix = build_matrix(cases)
    assert matrix.rows[1].cells[3] == (7, 3, 5)
