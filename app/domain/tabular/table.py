"""A table as it was found in its sheet: columns, headings, records, and what of it is no record."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from app.domain.hangul import fold, josa
from app.domain.tabular.cells import Cells
from app.domain.tabular.sheet import Raw, Sheet, column_name, text_of

_PASSED = frozenset({"오류사유"})


class Aside(StrEnum):
    """Why a row is no record."""

    TITLE = "title"
    HEADING = "heading"
    GROUP = "group"
    SUM = "sum"
    NOTE = "note"


ASIDE_WORDS = {
    Aside.TITLE: "표 위의 제목",
    Aside.HEADING: "머리글",
    Aside.GROUP: "묶음 제목",
    Aside.SUM: "합계",
    Aside.NOTE: "표 아래의 글",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its place in the sheet and its heading, empty where it has none."""

    place: int
    heading: str
    hidden: bool = False

    @property
    def name(self) -> str:
        """Return what people call it: the heading, else the letter."""
        return self.heading or f"{column_name(self.place)}열"


@dataclass(frozen=True)
class Table:
    """A table found in its sheet; rows are counted from 0 as in the sheet.

    ``aside`` holds the rows that are no records, each with the reason; ``doubtful`` records that may be none.
    ``spread`` counts, by row, the cells that a merged one above fills; ``undivided`` are the rows with a
    merged figure that fills none.  ``body`` is the sheet below the headings turned to columns, once: picked
    out row by row, the cells cost as much as reading the file.
    """

    sheet: Sheet
    columns: tuple[Column, ...]
    headings: tuple[int, ...]
    records: tuple[int, ...]
    aside: tuple[tuple[int, Aside], ...] = ()
    body: Sequence[Cells] = field(default=(), repr=False, compare=False)
    doubtful: tuple[tuple[int, Aside], ...] = ()
    spread: Mapping[int, int] = field(default_factory=dict)
    undivided: Sequence[int] = ()

    @property
    def left_out(self) -> Iterator[tuple[int, str]]:
        """Yield the rows below the headings that are not read, each with what it was taken for."""
        last = self.headings[-1] if self.headings else -1
        return ((row, ASIDE_WORDS[why]) for row, why in self.aside if row > last)

    def taking(self, rows: Collection[int]) -> "Table":
        """Return the table with ``rows``, which were taken for something else, among its records."""
        first = len(self.sheet.rows) - len(self.body[0].values) if self.body else 0
        taken = {row for row, _why in self.aside if row in rows and row >= first}
        if not taken:
            return self
        return replace(
            self,
            records=tuple(sorted({*self.records, *taken})),
            aside=tuple((row, why) for row, why in self.aside if row not in taken),
        )

    def cells(self, place: int) -> Sequence[Raw]:
        """Return the cells of a column of the sheet, one a record."""
        return self.column(place).values

    def column(self, place: int) -> Cells:
        """Return the cells of a column of the sheet with what is derived of them."""
        if place not in self._cells:
            self._cells[place] = self._of_records(self.body[place]) if self.body else Cells(())
        return self._cells[place]

    def _of_records(self, column: Cells) -> Cells:
        if len(column.values) == len(self.records):
            return column
        first = len(self.sheet.rows) - len(column.values)
        return Cells([column.values[row - first] for row in self.records])

    @cached_property
    def _cells(self) -> dict[int, Cells]:
        return {}

    @property
    def titles(self) -> str:
        """Return what stands above the table."""
        rows = [row for row, why in self.aside if why is Aside.TITLE]
        return "\n".join(text_of(cell) for row in rows for cell in self.sheet.rows[row] if cell != "")

    @cached_property
    def hidden(self) -> Sequence[int]:
        """Return the rows of records that Excel does not show."""
        return sorted(self.sheet.hidden_rows.intersection(self.records)) if self.sheet.hidden_rows else []

    @property
    def signature(self) -> str:
        """Return what a layout is known again by: its headings in their order."""
        return "|".join(fold(one.heading) for one in self.columns if fold(one.heading) not in _PASSED)

    def _named_again(self) -> Iterator[Column]:
        seen: set[str] = set()
        for one in self.columns:
            name = fold(one.heading)
            if name and name in seen:
                yield one
            seen.add(name)

    def remarks(self, *, without_hidden: bool = False) -> Iterator[str]:
        """Yield sentences on what is not read, or not seen in Excel."""
        for kind in (Aside.TITLE, Aside.HEADING, Aside.GROUP, Aside.SUM, Aside.NOTE):
            rows = [row + 1 for row, why in self.aside if why is kind and row not in self.headings]
            if rows:
                said = josa(ASIDE_WORDS[kind], "으로/로")
                yield f"{said} 보고 읽지 않은 행: {listed(rows)}"
        yield from self._of_merged()
        again = [f"{one.heading}({column_name(one.place)}열)" for one in self._named_again()]
        if again:
            yield (
                f"같은 머리글이 다시 나옵니다: {', '.join(again)}. 앞의 열만 항목에 맞추니, "
                "옆에 놓인 다른 표이면 시트를 나누어 따로 가져오십시오."
            )
        yield from self._of_hidden(without_hidden)
        yield from self._of_untold()

    def _of_merged(self) -> Iterator[str]:
        if self.spread:
            numbers = listed([row + 1 for row in sorted(self.spread)])
            yield f"아래로 합친 칸의 값은 합친 행마다 같은 것으로 읽습니다: {numbers}"
        if self.undivided:
            numbers = listed([row + 1 for row in self.undivided])
            yield (
                f"아래로 합친 칸의 금액과 수는 맨 위 행의 것으로만 읽습니다: {numbers}. "
                "행마다 적을 것이면 엑셀에서 나누어 적으십시오."
            )

    def _of_hidden(self, without_hidden: bool) -> Iterator[str]:
        hidden = [row + 1 for row in self.hidden]
        if hidden:
            said = "엑셀에서 숨긴 행은 뺍니다" if without_hidden else "엑셀에서 숨긴 행도 읽습니다"
            yield f"{said}: {listed(hidden)}"
        columns = [column.name for column in self.columns if column.hidden]
        if columns:
            yield f"엑셀에서 숨긴 열도 읽습니다: {', '.join(columns)}"

    def _of_untold(self) -> Iterator[str]:
        if not self.sheet.told:
            yield (
                "이 파일에서는 숨긴 행·열과 오류 칸(#N/A 등)을 알 수 없습니다. 오류 칸은 빈 칸으로 읽습니다. "
                "숨긴 것과 오류가 있으면 엑셀에서 .xlsx로 저장해 다시 고르십시오."
            )
        uncounted = len(self.sheet.uncounted)
        if uncounted:
            yield (
                f"계산된 값이 없는 수식 칸이 {uncounted:,}개 있어 빈 칸으로 읽습니다. "
                "엑셀에서 열어 한 번 저장하면 값이 남습니다."
            )


def listed(numbers: Sequence[int], most: int = 8) -> str:
    """Return numbers of rows in words, runs of them in short: 3, 5~9, 12 외 4개."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(first) if first == last else f"{first}~{last}" for first, last in runs]
    more = f" 외 {len(words) - most}곳" if len(words) > most else ""
    return ", ".join(words[:most]) + more
