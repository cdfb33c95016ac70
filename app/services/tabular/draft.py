"""A preview in the making: the cells of the matched columns, and what is wrong with some of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.domain.fields import FieldType
from app.domain.privacy import resident_number
from app.domain.tabular.cells import Cells
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.matching import MEMO
from app.domain.tabular.preview import Choices, Issue
from app.domain.tabular.sheet import Raw, cell_name, text_of
from app.domain.tabular.table import Table

if TYPE_CHECKING:
    from app.services.tabular.references import References

_RESIDENT = "에 주민등록번호로 보이는 숫자가 있어 읽지 않습니다. 그 칸이나 열을 빼십시오."
_RESIDENT_WITHIN = (
    "에 주민등록번호로 보이는 숫자가 있어 읽지 않습니다. 번호를 가린 채로 가져오거나 그 칸을 고치십시오."
)
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_NAMES = frozenset({"name", "phone", "email"})
"""What is left of these with a number taken out tells nobody."""


@dataclass
class Draft:
    """Cells by field, values by field, and what is wrong with some rows.

    ``wholes`` are the fields whose values are the cells as they stand, each as one text.
    """

    kind: ImportKind
    table: Table
    choices: Choices
    cells: dict[str, Cells] = field(default_factory=dict)
    columns: dict[str, Sequence[Any]] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    issues: dict[int, list[Issue]] = field(default_factory=lambda: defaultdict(list))
    references: "References | None" = None
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Return how many records there are."""
        return len(self.table.records)

    @property
    def aside(self) -> Set[int]:
        """Return the rows that are not taken by choice: left out, hidden in Excel, told by another row."""
        hidden = self.table.hidden if self.choices.without_hidden else ()
        return self.choices.left_out | self.choices.merged.keys() | set(hidden)

    def value(self, key: str, place: int) -> Any:
        """Return a value of a record, None for a field without a column."""
        column = self.columns.get(key)
        return None if column is None else column[place]

    def is_half_known(self, place: int) -> bool:
        """Tell whether something by which a record would be known could not be read."""
        known_by = {name for key in self.kind.keys for name in key}
        return any(not one.doubtful and one.key in known_by for one in self.issues.get(place, ()))

    def different(self, key: str) -> Iterable[Any]:
        """Return the values of a field that differ; counted before where they are the cells as they stand."""
        values, cells = self.columns[key], self.cells.get(key)
        return cells.different if cells is not None and cells.values is values else dict.fromkeys(values)

    def refuse(self, place: int, key: str, cause: str, fix: str | None = None) -> None:
        """Note that a record cannot be stored as it is."""
        self.issues[place].append(Issue(key, cause, False, self.written(key, place), fix))

    def doubt(
        self, place: int, key: str, cause: str, fix: str | None = None, into: int | None = None
    ) -> None:
        """Note that a person should look at a record before it is stored."""
        self.issues[place].append(Issue(key, cause, True, self.written(key, place), fix, into))

    def written(self, key: str, place: int) -> str:
        """Return what stands in a cell, numbers that must not be told hidden."""
        cells = self.cells.get(key)
        return resident_number.hidden(text_of(cells.values[place]).strip()) if cells else ""


def begin(kind: ImportKind, table: Table, choices: Choices) -> Draft:
    """Return the draft of a table with its cells, and each 주민등록번호 among them refused."""
    draft = Draft(kind, table, choices)
    _refuse_resident_numbers(draft)
    _take_cells(draft)
    return draft


def _refuse_resident_numbers(draft: Draft) -> None:
    table = draft.table
    for column in table.columns:
        if column.place in draft.choices.ignored:
            continue
        key = draft.choices.mapping.get(column.place, "")
        for place in _holding(table.column(column.place)):
            row = table.records[place]
            if (row, key) not in draft.choices.edits:
                draft.issues[place].append(_resident(draft, row, column.place, key))


def _resident(draft: Draft, row: int, column: int, key: str) -> Issue:
    """Return what is wrong with a cell that holds such a number, and how the rest of it can be taken."""
    cell, hidden = f"{cell_name(row, column)} 칸", resident_number.HIDDEN
    rest = resident_number.hidden(text_of(draft.table.sheet.rows[row][column]).strip())
    spec = draft.kind.spec(key) if key not in ("", MEMO) else None
    if spec is not None and spec.type in _TEXTS and key not in _NAMES and rest != hidden and hidden in rest:
        return Issue(key, cell + _RESIDENT_WITHIN, False, hidden, fix=rest)
    return Issue(key, cell + _RESIDENT, False, hidden, column=column)


def _holding(cells: Cells) -> list[int]:
    """Return the places of the cells in which such a number stands."""
    texts = cells.looked_at
    if cells.whole is None:
        texts = [as_text(cell) for cell in texts]
    elif cells.longest < resident_number.SHORTEST or not resident_number.may_hold(cells.whole):
        return []
    found = {cells.looked_at[place] for place in resident_number.cells_holding(texts)}
    return [place for place, cell in enumerate(cells.values) if cell in found] if found else []


def as_text(cell: Raw) -> str:
    """Return a cell as a text in which such a number shows, also where Excel took it for a sum."""
    if isinstance(cell, str):
        return cell
    return f"{int(cell):013}" if isinstance(cell, int | float) and 1e11 <= cell < 1e16 else ""


def _take_cells(draft: Draft) -> None:
    """Take the cells of every matched column, with what was written in their place."""
    choices, table = draft.choices, draft.table
    for key, text in choices.fixed.items():
        if text:
            draft.cells[key] = Cells([text] * draft.total)
    for column, key in choices.mapping.items():
        if key and key != MEMO and column not in choices.ignored:
            draft.cells[key] = table.column(column)
    if not (choices.edits or choices.merged or table.sheet.errors):
        return
    places = {row: place for place, row in enumerate(table.records)}
    anew: dict[str, dict[int, Raw]] = defaultdict(dict)
    for (row, key), text in choices.edits.items():
        if row in places:
            anew[key][places[row]] = text
    for (row, column), error in table.sheet.errors.items():
        key = choices.mapping.get(column, "")
        if row in places and key in draft.cells:
            anew[key].setdefault(places[row], error)
    for key, cells in anew.items():
        _write(draft, key, cells)
    _merge_rows(draft, places)


def _write(draft: Draft, key: str, anew: Mapping[int, Raw]) -> None:
    values: list[Raw] = list(draft.cells[key].values) if key in draft.cells else [""] * draft.total
    for place, cell in anew.items():
        values[place] = cell
    draft.cells[key] = Cells(values)


def _merge_rows(draft: Draft, places: Mapping[int, int]) -> None:
    """Let rows that repeat another fill the empty cells of that one; the first that has a value does."""
    pairs = [
        (places[row], places[into])
        for row, into in draft.choices.merged.items()
        if row in places and into in places
    ]
    for key, cells in list(draft.cells.items()):
        filled: dict[int, Raw] = {}
        for row, into in pairs:
            if cells.values[into] == "" and cells.values[row] != "":
                filled.setdefault(into, cells.values[row])
        if filled:
            _write(draft, key, filled)
