"""The table of records: lazy pages, groups, checks, the keyboard, copying, remembered columns."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.choices import ServiceField
from app.domain.fields import FieldSpec, FieldType
from app.domain.listing import LONG, Group
from ui.formats import text_of
from ui.models.records import PAGE, RecordTableModel
from ui.state import MemoryState
from ui.widgets.tables.record_table import RecordTable

SPECS = (
    FieldSpec("title", FieldType.TEXT, "과제명"),
    FieldSpec("field", FieldType.CHOICE, "분야", ServiceField),
    FieldSpec("ratio", FieldType.PERCENT, "국민 비율"),
    FieldSpec("agency_id", FieldType.REFERENCE, "기관", reference="agency"),
    FieldSpec("due", FieldType.DATE, "기한", shown=False),
)


@dataclass(frozen=True)
class Row:
    """A record."""

    id: int
    title: str
    field: str | None = "culture"
    ratio: int | None = 42
    agency_id: int | None = 7
    agency: str | None = "가온시"
    due: date | None = None


class Store:
    """Counts what the table asks for."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.asked: list[list[int]] = []

    def fetch(self, ids: object) -> list[Row]:
        """Return the rows of ``ids``."""
        self.asked.append(list(ids))  # type: ignore[call-overload]
        return [Row(i, f"과제 {i}") for i in self.asked[-1]]


@pytest.fixture
def store() -> Store:
    """Give the records."""
    return Store()


@pytest.fixture
def model(light: QApplication, store: Store) -> RecordTableModel:
    """Give a table of two groups."""
    made = RecordTableModel(SPECS, store.fetch)
    made.set_groups([Group("a", "가온시", (1, 2, 3)), Group("b", "나래군", (4, 5))])
    return made


@pytest.fixture
def table(qtbot: QtBot, model: RecordTableModel) -> RecordTable:
    """Show the table."""
    made = RecordTable(model, "과제 표", MemoryState())
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_model_keeps_qt_s_rules(model: RecordTableModel, qtmodeltester: ModelTester) -> None:
    """Indexes, counts and roles are consistent."""
    qtmodeltester.check(model)


def test_rows_are_fetched_by_pages_as_seen(light: QApplication, store: Store) -> None:
    """10,000 ids cost nothing until seen; one page serves 64 rows and is not fetched twice."""
    model = RecordTableModel(SPECS, store.fetch)
    model.set_ids(range(1, 10_001))
    assert store.asked == [] and model.rowCount() == 10_000
    assert [model.index(row, 1).data() for row in (0, 5, 63)] == ["과제 1", "과제 6", "과제 64"]
    assert store.asked == [list(range(1, PAGE + 1))]


def test_the_first_screen_needs_no_fetch(light: QApplication, store: Store) -> None:
    """Rows read with the list are not read again."""
    model = RecordTableModel(SPECS, store.fetch)
    model.set_ids([1, 2], rows=[Row(1, "하나"), Row(2, "둘")])
    assert model.index(1, 1).data() == "둘" and store.asked == []


def test_headings_stand_above_their_records_and_fold(model: RecordTableModel) -> None:
    """A folded group keeps its heading and hides its records."""
    assert [model.id_at(row) for row in range(model.rowCount())] == [None, 1, 2, 3, None, 4, 5]
    assert model.index(0, 0).data() == "가온시  3건"
    model.fold(0)
    assert [model.id_at(row) for row in range(model.rowCount())] == [None, None, 4, 5]
    assert model.row_of(2) == -1 and model.row_of(4) == 2


def test_checks_survive_a_refresh_but_not_the_record(model: RecordTableModel) -> None:
    """Checked ids stay through another order and go with their record."""
    model.set_checked([2, 5])
    model.set_ids([5, 4, 1])
    assert model.checked() == [5]
    assert model.all_state() == Qt.CheckState.PartiallyChecked
    model.check_all()
    assert model.all_state() == Qt.CheckState.Checked


def test_values_read_as_people_write_them() -> None:
    """Choices by label, references by name, percents with a sign, dates of this year with a weekday."""
    row = Row(1, "과제", due=date(2026, 6, 18))
    today = date(2026, 1, 1)
    assert [text_of(spec, row, today) for spec in SPECS] == ["과제", "문화", "42%", "가온시", "6. 18. (목)"]
    assert text_of(SPECS[4], row, date(2027, 1, 1)) == "2026. 6. 18."
    assert text_of(SPECS[1], Row(1, "", field="사법"), today) == "사법"


def test_the_keyboard_checks_and_opens(table: RecordTable, model: RecordTableModel, qtbot: QtBot) -> None:
    """Space checks, Shift with an arrow stretches, Esc clears, Ctrl+A checks all, Enter opens."""
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.set_current_id(1)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert model.checked() == [1]
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert model.checked() == [1, 2] and table.current_id() == 2
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert model.checked() == []
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert model.checked() == [1, 2, 3, 4, 5]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [2]


def test_the_pointer_checks_by_the_box_only(
    table: RecordTable, model: RecordTableModel, qtbot: QtBot
) -> None:
    """A click on the box checks, on the name frames the row, on a heading folds."""

    def click(row: int, column: int) -> None:
        at = table.visualRect(model.index(row, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click(1, 0)
    click(2, 1)
    assert model.checked() == [1] and table.current_id() == 2
    click(0, 0)
    assert model.row_of(1) == -1


def test_copying_gives_text_and_a_table(table: RecordTable, model: RecordTableModel, qtbot: QtBot) -> None:
    """Ctrl+C copies the checked records with their heading, shown columns only."""
    model.set_checked([4, 2])
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().splitlines() == [
        "과제명\t분야\t국민 비율\t기관", "과제 2\t문화\t42%\t가온시", "과제 4\t문화\t42%\t가온시",
    ]  # fmt: skip
    assert mime.html().count("<tr>") == 3 and "mso-number-format" in mime.html()


def test_columns_are_remembered(
    table: RecordTable, model: RecordTableModel, store: Store, qtbot: QtBot
) -> None:
    """Chosen columns and their order come back with the next window."""
    state = MemoryState()
    first = RecordTable(model, "과제 표", state)
    qtbot.addWidget(first)
    first.set_columns(["title", "due", "field"])
    first.columns.remember()
    second = RecordTable(RecordTableModel(SPECS, store.fetch), "과제 표", state)
    qtbot.addWidget(second)
    assert second.shown_keys() == ["title", "due", "field"]


def test_figures_keep_their_width_in_a_narrow_window(table: RecordTable, model: RecordTableModel) -> None:
    """Words give way first; a percent column never shrinks, and all fits where it can."""
    table.resize(480, 300)
    assert table.columnWidth(model.column_of("ratio")) == 120
    assert table.columnWidth(model.column_of("agency_id")) < 120


def test_the_ids_of_a_long_list_take_little_room(store: Store, light: QApplication) -> None:
    """They are kept as numbers of 8 bytes, and are walked, found and checked as those of a short one."""
    model = RecordTableModel(SPECS, store.fetch)
    model.set_ids(range(1, LONG + 2))
    assert model.rowCount() == LONG + 1
    assert model.id_at(LONG) == LONG + 1 and model.row_of(17) == 16
    assert model.record_at(LONG).id == LONG + 1  # type: ignore[union-attr]
    model.set_checked([3])
    assert model.checked() == [3] and model.ids()[-1] == LONG + 1
