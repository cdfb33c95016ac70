"""What an import would do, row by row: the state of each row, what is wrong with it, what it would change."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from app.domain.fields import FieldSpec
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.sheet import Raw
from app.domain.tabular.table import Table


class Policy(StrEnum):
    """What becomes of a record that is there already."""

    UPDATE = "update"
    FILL = "fill"
    SKIP = "skip"


POLICY_WORDS = {
    Policy.UPDATE: "바뀐 값만 갱신",
    Policy.FILL: "빈 칸만 채우기",
    Policy.SKIP: "건너뛰기",
}


class State(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBT = "doubt"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


STATE_WORDS = {
    State.NEW: "추가",
    State.CHANGED: "갱신",
    State.SAME: "그대로",
    State.DOUBT: "검토",
    State.REFUSED: "오류",
    State.LEFT_OUT: "빼기",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has decided about a table; rows are named by their numbers in the sheet, from 0.

    ``mapping`` gives the field of each column, ``fixed`` one text for every row of a field without a column,
    ``taught`` the codes of words by field.  ``edits`` are texts in the place of cells, by row and field.
    ``accepted`` rows are taken although something of them is in doubt; ``merged`` ones go into another row.
    ``ignored`` are columns of 주민등록번호 that are left out altogether.  ``taken`` rows are read though they
    look like a sum, a note or the title of a group.
    """

    mapping: Mapping[int, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    taught: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    policy: Policy = Policy.UPDATE
    erase: bool = False
    good_only: bool = True
    edits: Mapping[tuple[int, str], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    accepted: frozenset[int] = frozenset()
    merged: Mapping[int, int] = field(default_factory=dict)
    ignored: frozenset[int] = frozenset()
    without_hidden: bool = False
    taken: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """A record that is referred to and made by the import itself; ``values`` are what is told of it."""

    entity: str
    name: str
    values: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with a row: at the field ``key`` (empty: the whole row), why, and what mends it.

    ``fix`` is the text that would mend the cell; ``into`` the row that this one repeats,
    ``column`` the column that may not be read; one that is ``doubtful`` may be accepted.
    """

    key: str
    cause: str
    doubtful: bool = False
    written: str = ""
    fix: str | None = None
    into: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a stored record that would change; ``shown`` is the old value as it may be seen."""

    key: str
    old: Any
    new: Any
    shown: str


@dataclass(frozen=True)
class Preview:
    """A table against the data file; every list has one item for each record of the table.

    ``columns`` hold the values by field, ``cells`` what stands in the table, ``ids`` the records found
    again.  Issues and changes are kept of the rows that have some;
    ``notes`` are sentences on what was read otherwise than it stands.
    """

    kind: ImportKind
    table: Table
    choices: Choices
    keys: tuple[str, ...]
    columns: Mapping[str, Sequence[Any]]
    cells: Mapping[str, Sequence[Raw]]
    states: Sequence[State]
    ids: Sequence[int | None]
    issues: Mapping[int, tuple[Issue, ...]]
    changes: Mapping[int, tuple[Change, ...]]
    made: Sequence[Named] = ()
    missing: tuple[FieldSpec, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Return how many records the table has."""
        return len(self.states)

    @cached_property
    def asides(self) -> Sequence[tuple[int, str]]:
        """Return the rows below the headings that are no records, each with what it was taken for."""
        return tuple(self.table.left_out)

    def counts(self) -> Counter[State]:
        """Return how many rows are in each state."""
        return self._counted

    @cached_property
    def _counted(self) -> Counter[State]:
        return Counter(self.states)

    @property
    def wrong(self) -> int:
        """Return how many rows are refused or in doubt."""
        return self.counts()[State.REFUSED] + self.counts()[State.DOUBT]

    def number(self, place: int) -> int:
        """Return the row of a record as Excel numbers it."""
        return self.table.records[place] + 1

    def places(self, *states: State) -> list[int]:
        """Return the places of the records in one of ``states``."""
        return [place for place, state in enumerate(self.states) if state in states]

    @property
    def takes(self) -> int:
        """Return how many rows an import would store now: none of all where one is wrong and all must be."""
        counts = self.counts()
        if self.missing or (self.wrong and not self.choices.good_only):
            return 0
        return counts[State.NEW] + counts[State.CHANGED]

    def fixes(self) -> Mapping[tuple[str, str, str], list[int]]:
        """Return the places of rows that one text would mend, by field, what is written and the text."""
        found: dict[tuple[str, str, str], list[int]] = {}
        for place, issues in self.issues.items():
            for issue in issues:
                if issue.fix is not None and self.states[place] in (State.REFUSED, State.DOUBT):
                    found.setdefault((issue.key, issue.written, issue.fix), []).append(place)
        return found

    def doubts(self) -> Mapping[tuple[str, str], list[int]]:
        """Return the places of rows with nothing but one doubt, by field and what is written there.

        What repeats another row is none of them: of that each is to be looked at.
        """
        found: dict[tuple[str, str], list[int]] = {}
        for place, issues in self.issues.items():
            if self.states[place] is State.DOUBT and len(issues) == 1 and issues[0].into is None:
                found.setdefault((issues[0].key, issues[0].written), []).append(place)
        return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did; ``label`` names the step, None where nothing changed."""

    label: str | None
    new: int
    changed: int
    same: int
    refused: int
    left_out: int
