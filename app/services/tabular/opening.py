"""From a file, or what was copied, to the table inside it and the fields that its columns hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.fields import FieldSpec
from app.domain.hangul import fold
from app.domain.tabular.choice_words import ChoiceWords, choice_words, folded
from app.domain.tabular.kinds import KINDS, ImportKind
from app.domain.tabular.locating import find_table, known_headings
from app.domain.tabular.matching import (
    NOTHING,
    Certainty,
    Match,
    counts,
    is_resident,
    knows,
    match_columns,
)
from app.domain.tabular.preview import Choices
from app.domain.tabular.sheet import Sheet, SheetInfo
from app.domain.tabular.table import Table
from app.errors import UserError
from app.services.codes import codes
from app.services.source_files import read_bytes
from app.services.tabular import layouts

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
_KNOWN_ENOUGH = 2
_CLEARLY_MORE = 3


class Book(Protocol):
    """An open file with its sheets."""

    sheets: tuple[SheetInfo, ...]

    def sheet(self, place: int) -> Sheet:
        """Return a sheet, read now."""


class PasswordNeeded(UserError):
    """The file is behind a password; the sentence says whether one was wrong."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that was opened, and what it is called; ``hidden`` sheets can be read too."""

    name: str
    book: Book

    @property
    def filled(self) -> list[int]:
        """Return the places of the sheets that hold anything, those seen in Excel first."""
        places = [place for place, info in enumerate(self.book.sheets) if info.rows]
        return sorted(places, key=lambda place: not self.book.sheets[place].visible)

    def place_of(self, name: str) -> int:
        """Return the sheet called ``name``; a ``UserError`` with those there are."""
        for place, info in enumerate(self.book.sheets):
            if fold(info.name) == fold(name):
                return place
        names = ", ".join(info.name for info in self.book.sheets)
        raise UserError(f"‘{name}’ 시트가 없습니다. 있는 시트: {names}", "sheet")


@dataclass(frozen=True, slots=True)
class Matched:
    """A table with the field of each column; ``remembered`` where its headings were matched before."""

    kind: ImportKind
    table: Table
    matches: tuple[Match, ...]
    taught: Mapping[str, Mapping[str, str]]
    remembered: bool = False

    @property
    def choices(self) -> Choices:
        """Return the choices to begin with."""
        return Choices({match.column.place: match.target for match in self.matches}, taught=self.taught)


def open_file(path: Path, password: str = "") -> OpenFile:
    """Open a file; a ``UserError`` says what is wrong with it, ``PasswordNeeded`` asks for its password."""
    from exports.readers import books

    content = read_bytes(path)
    if not content.strip():
        raise UserError(f"‘{path.name}’ 파일이 비어 있습니다. 내용이 있는 파일인지 확인하십시오.", "path")
    try:
        opened = OpenFile(path.name, books.open_book(content, password))
    except books.PasswordNeeded as error:
        raise PasswordNeeded(str(error), "password") from error
    except books.Unreadable as error:
        raise UserError(f"‘{path.name}’: {error}", "path") from error
    if not opened.filled:
        raise UserError(f"‘{path.name}’에 내용이 있는 시트가 없습니다.", "path")
    return opened


def open_text(text: str) -> OpenFile:
    """Open what was copied from a sheet."""
    from exports.readers import books

    if not text.strip():
        raise UserError("붙여넣을 것이 없습니다. 엑셀에서 칸을 골라 복사한 뒤 다시 하십시오.", "text")
    try:
        return OpenFile("붙여넣은 표", books.TextBook(text, "붙여넣은 표"))
    except books.Unreadable as error:
        raise UserError(str(error), "text") from error


def best_sheet(file: OpenFile, kind: str) -> int:
    """Return the sheet whose headings name most fields of ``kind``; large ones are not read for that."""
    names = knows(KINDS[kind]) if kind in KINDS else lambda _heading: False
    figures = counts(KINDS[kind]) if kind in KINDS else names
    best = file.filled[0]
    most = -1
    for place in file.filled:
        info = file.book.sheets[place]
        if info.rows * info.columns > 200_000 or not info.visible:
            continue
        table = find_table(file.book.sheet(place), names, figures)
        known = sum(names(column.heading) for column in table.columns if column.heading)
        if known > most:
            best, most = place, known
    return best


def read_sheet(file: OpenFile, place: int) -> Sheet:
    """Return a sheet of an open file."""
    from exports.readers import books

    try:
        return file.book.sheet(place)
    except books.Unreadable as error:
        raise UserError(f"‘{file.book.sheets[place].name}’ 시트: {error}", "sheet") from error


def match(ws: "Workspace", sheet: Sheet, kind: str) -> Matched:
    """Return the table of a sheet with what its columns hold, as remembered or as found."""
    of_kind = KINDS[kind]
    table = find_table(sheet, knows(of_kind), counts(of_kind))
    if not table.columns or not table.records:
        # A text or a pasted range has no sheets to name.
        place = f"‘{sheet.name}’ 시트에서" if sheet.name else "여기에서"
        raise UserError(
            f"{place} 표를 찾지 못했습니다. 첫 줄에 항목 이름, 그 아래에 내용을 적으십시오.", "sheet"
        )
    with ws.reading() as connection:
        kept = layouts.find(connection, of_kind, table)
        taught = layouts.taught(connection, of_kind)
    found = match_columns(table, of_kind, likeness(), lambda spec: words_of(spec, taught))
    return Matched(of_kind, table, _remembered(found, kept) if kept else found, taught, bool(kept))


def _remembered(found: tuple[Match, ...], kept: Mapping[int, str]) -> tuple[Match, ...]:
    return tuple(
        one
        if one.certainty is Certainty.REFUSED
        else Match(one.column, target, Certainty.SURE if target else Certainty.NONE, one.samples)
        for one in found
        for target in (kept.get(one.column.place, NOTHING),)
    )


def is_known(table: Table, kind: ImportKind) -> bool:
    """Tell whether enough headings name fields for the layout to be worth keeping: they are no records."""
    names = knows(kind)
    named = [one for one in table.columns if one.heading and names(one.heading)]
    return len(named) >= _KNOWN_ENOUGH and not any(map(is_resident, (one.heading for one in named)))


def likelier(table: Table, kind: ImportKind) -> ImportKind | None:
    """Return the kind of which the headings name clearly more fields than of ``kind``, if there is one.

    Each kind looks for the headings anew: what it knows tells where they stand, and in how many rows.
    """
    named = {key: len(set(known_headings(table.sheet, knows(one)))) for key, one in KINDS.items()}
    best = max(named, key=lambda key: named[key])
    return KINDS[best] if named[best] >= named[kind.key] + _CLEARLY_MORE else None


def names_nothing(table: Table) -> bool:
    """Tell whether no heading of a table names a field of any kind: it may be a text and no table."""
    return not any(known_headings(table.sheet, knows(one)) for one in KINDS.values())


def likeness() -> "Likeness":
    """Return how alike two words are; the library is loaded when the first table is matched."""
    from rapidfuzz import fuzz

    return fuzz.ratio


def words_of(spec: FieldSpec, taught: Mapping[str, Mapping[str, str]]) -> ChoiceWords:
    """Return the words of a field's choices: what was taught, the shipped aliases, the labels."""
    shipped = {word: found[0] for word, found in codes().aliases.get(spec.key, {}).items() if len(found) == 1}
    return choice_words(spec, {**{folded(word): code for word, code in shipped.items()},
                               **taught.get(spec.key, {})})  # fmt: skip


if TYPE_CHECKING:
    from app.domain.tabular.matching import Likeness
