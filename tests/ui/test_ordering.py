"""Rows that are all at hand go by what their values are."""

from dataclasses import dataclass

from app.domain.choices import StageKind
from app.domain.fields import FieldSpec, FieldType
from ui.models.ordering import in_order

COLUMNS = (
    FieldSpec("name", FieldType.TEXT, "이름"),
    FieldSpec("stage", FieldType.CHOICE, "단계", StageKind),
    FieldSpec("count", FieldType.INTEGER, "건수"),
    FieldSpec("words", FieldType.TEXT, "값"),
)


@dataclass(frozen=True)
class Row:
    """A row of every kind of column."""

    name: str
    stage: str | None = None
    count: int | None = None
    words: str = ""


def _names(rows: list[Row], *sorts: tuple[str, bool]) -> str:
    return "".join(row.name for row in in_order(rows, COLUMNS, sorts, {"words": lambda row: row.count}))


def test_figures_go_by_their_size_and_none_comes_last() -> None:
    """9 stands before 10, and nothing behind everything, up or down; nought is a figure."""
    rows = [Row("가", count=10), Row("나"), Row("다", count=9), Row("라", count=0)]
    assert _names(rows, ("count", False)) == "라다가나"
    assert _names(rows, ("count", True)) == "가다라나"


def test_choices_go_as_they_are_offered() -> None:
    """기획 before 설계 before 환류, whatever their codes."""
    rows = [Row("가", "feedback"), Row("나", "planning"), Row("다", "design"), Row("라", "")]
    assert _names(rows, ("stage", False)) == "나다가라"


def test_the_first_field_is_foremost_and_the_next_orders_within() -> None:
    """Rows that the fields leave alike stay as they were."""
    rows = [Row("가", "design", 1), Row("나", "planning", 1), Row("다", "design", 2), Row("라", "design", 1)]
    assert _names(rows, ("stage", False), ("count", True)) == "나다가라"
    assert _names(rows) == "가나다라"


def test_a_column_may_be_ordered_by_another_thing_than_its_words() -> None:
    """Words such as ‘12점 (n=30)’ hide the figure they are ordered by."""
    assert (
        _names([Row("가", count=12, words="12점"), Row("나", count=9, words="9점")], ("words", False))
        == "나가"
    )
