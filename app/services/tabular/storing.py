"""가져오기: the rows of a preview become records, in one step that undo takes back, or in none."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.checks import EMPTY
from app.domain.hangul import fold
from app.domain.tabular.kinds import UID
from app.domain.tabular.matching import MEMO
from app.domain.tabular.preview import Named, Outcome, Preview, State
from app.domain.tabular.sheet import text_of
from app.errors import UserError
from app.services import directory, records
from app.services.tabular import layouts
from app.services.tabular.completing import COMPLETE, Given, settle
from db.queries import tabular as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

Progress = Callable[[int, int], None]
INITIATOR = "import"
_CHUNK = 5000


def run(ws: "Workspace", seen: Preview, progress: Progress | None = None) -> Outcome:
    """Store what ``seen`` says, as one step; cancelled, nothing of it."""
    counts = seen.counts()
    refuse(seen)
    label = None
    if seen.takes:
        label = f"{seen.kind.label} {seen.takes:,}{seen.kind.unit} 가져오기"
        with ws.unit_of_work(label, initiator=INITIATOR) as work:
            _Writer(ws, work, seen, progress or (lambda _done, _total: None)).write()
    layouts.keep(ws, seen)
    return Outcome(
        label,
        counts[State.NEW] if label else 0,
        counts[State.CHANGED] if label else 0,
        counts[State.SAME],
        counts[State.REFUSED] + counts[State.DOUBT],
        counts[State.LEFT_OUT],
    )


def refuse(seen: Preview) -> None:
    """Refuse a preview of which nothing may be stored: fields are missing, or all must be right."""
    if seen.missing:
        labels = ", ".join(spec.label for spec in seen.missing)
        raise UserError(
            f"꼭 있어야 하는 항목의 열이 없습니다: {labels}. 열을 맞추거나 값을 정하십시오.", "map"
        )
    wrong = seen.wrong
    if wrong and not seen.choices.good_only:
        raise UserError(
            f"오류나 검토할 것이 있는 {wrong:,}행이 있어 하나도 가져오지 않았습니다. "
            "고치거나 빼거나, ‘되는 행만 가져오기’를 고르십시오.",
            "rows",
        )


class _Writer:
    def __init__(self, ws: "Workspace", work: "UnitOfWork", seen: Preview, progress: Progress) -> None:
        self._ws, self._work, self._seen, self._progress = ws, work, seen, progress
        self._stored = {spec.key for spec in seen.kind.fields}
        self._made: dict[Named, int] = {}

    def write(self) -> None:
        """Make what is referred to, then the new records, then the changes."""
        new, changed = self._seen.places(State.NEW), self._seen.places(State.CHANGED)
        total = len(new) + len(changed)
        self._progress(0, total)
        self._make_named({*new, *changed})
        for start in range(0, len(new), _CHUNK):
            self._insert(new[start : start + _CHUNK])
            self._progress(min(start + _CHUNK, len(new)), total)
        self._update(changed)
        self._progress(total, total)

    # -- what is referred to

    def _make_named(self, places: set[int]) -> None:
        for key, values in self._seen.columns.items():
            if key in (UID, MEMO) or not self._seen.kind.spec(key).reference:
                continue
            for place in sorted(places) if any(isinstance(value, Named) for value in values) else ():
                value = values[place]
                if isinstance(value, Named) and value not in self._made:
                    self._made[value] = self._make(value, place)

    def _make(self, one: Named, place: int) -> int:
        values = {key: value for key, value in one.values if value not in EMPTY}
        if one.entity == "agency":
            beside = (self._value("government_level", place), self._value("is_foreign", place))
            return directory.ensure_agency(self._work, one.name, *beside)
        if one.entity == "cluster":
            return self._work.insert("cluster", {"name": one.name, "project_id": values["project_id"]})
        if one.entity == "person":
            alike = next((made for known, made in self._made.items() if _is_same_person(known, one)), None)
            return alike or records.insert(self._work, "person", {"name": one.name, **values})
        return directory.ensure(self._work, one.entity, one.name)

    def _value(self, key: str, place: int) -> Any:
        column = self._seen.columns.get(key)
        return None if column is None else self._plain(column[place])

    def _plain(self, value: Any) -> Any:
        return self._made[value] if isinstance(value, Named) else value

    # -- new records

    def _insert(self, places: Sequence[int]) -> None:
        columns = {
            key: self._cells(key, values, places)
            for key, values in self._seen.columns.items()
            if key in self._stored
        }
        self._insert_memo(columns, places)
        for key, value in self._seen.kind.defaults.items():
            columns.setdefault(key, [value] * len(places))
            columns[key] = [value if given in EMPTY else given for given in columns[key]]
        done = COMPLETE[self._seen.kind.key](self._ws, self._work, columns, self._given(places))
        uids = self._work.insert_columns(self._seen.kind.entity, done.columns)
        if done.after is not None:
            done.after(queries.ids_of_uids(self._work.connection, self._seen.kind.entity, uids))

    def _cells(self, key: str, values: Sequence[Any], places: Sequence[int]) -> list[Any]:
        """Return the values of some rows, as they are stored."""
        first, last = places[0], places[-1] + 1
        cells = (
            list(values[first:last]) if last - first == len(places) else [values[place] for place in places]
        )
        is_named = self._made and self._seen.kind.spec(key).reference
        return [self._plain(value) for value in cells] if is_named else cells

    def _insert_memo(self, columns: dict[str, list[Any]], places: Sequence[int]) -> None:
        memo = self._seen.columns.get(MEMO)
        if memo is not None:
            own = columns.get(self._seen.kind.memo) or [""] * len(places)
            lines = (memo[place] for place in places)
            columns[self._seen.kind.memo] = [
                "\n".join(filter(None, pair)) for pair in zip(own, lines, strict=True)
            ]

    def _given(self, places: Sequence[int]) -> Given:
        """Return what stands in the cells whose words are kept, and the numbers that an office gave."""
        numbers = self._seen.columns.get(UID)
        kept = self._seen.kind.kept & self._seen.cells.keys()
        return Given(
            {key: [text_of(self._seen.cells[key][place]) for place in places] for key in kept},
            [str(numbers[place] or "") for place in places] if numbers else [""] * len(places),
        )

    # -- changes

    def _update(self, places: Sequence[int]) -> None:
        alike: dict[tuple[str, ...], list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
        stored = queries.stored(
            self._work.connection, self._seen.kind.entity, [self._seen.ids[place] or 0 for place in places]
        )
        for place in places:
            row_id = self._seen.ids[place] or 0
            values = {change.key: self._plain(change.new) for change in self._seen.changes[place]}
            values = settle(self._ws, self._work, self._seen.kind.key, stored[row_id], values)
            alike[tuple(values)].append((row_id, values))
        for names, rows in alike.items():
            columns = {name: [values[name] for _row_id, values in rows] for name in names}
            self._work.update_columns(self._seen.kind.entity, [row_id for row_id, _values in rows], columns)


def _is_same_person(one: Named, other: Named) -> bool:
    """Tell whether two new persons of a list are one: the same name, and nothing told that differs."""
    if one.entity != "person" or fold(one.name) != fold(other.name):
        return False
    told = dict(one.values)
    return all(told.get(key, value) == value for key, value in other.values)
