"""What is read of a file before anything of it is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.fields import FieldSpec
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.matching import Certainty
from app.domain.tabular.sheet import Sheet
from app.services import directory
from app.services.source_files import document_kind
from app.services.tabular import opening

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows come from: a file with its password, or a table that was copied."""

    file: Path | str
    password: str = field(default="", repr=False)

    @property
    def pasted(self) -> bool:
        """Tell whether it was copied."""
        return isinstance(self.file, str)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read of a file: its sheet, the match of its columns, and texts to choose for fixed values.

    ``likely`` is another kind, where the headings name clearly more of its fields.  ``strange`` tells that
    they name none of any kind, ``document`` which collection of cases or tasks the text is then, if one.
    """

    file: opening.OpenFile
    place: int
    sheet: Sheet
    matched: opening.Matched
    options: Mapping[str, Sequence[str]]
    likely: ImportKind | None = None
    strange: bool = False
    document: str = ""

    @property
    def words(self) -> str:
        """Return the file, its sheet and how many rows it has."""
        name, sheet = self.file.name, self.sheet.name
        named = f" · 시트 ‘{sheet}’" if sheet and name != sheet else ""
        return f"{name}{named} · {len(self.matched.table.records):,}행"

    @property
    def sure(self) -> bool:
        """Tell whether some column is matched and none is merely guessed."""
        matches = self.matched.matches
        return any(one.target for one in matches) and all(
            one.certainty is not Certainty.GUESS for one in matches
        )


def read(
    ws: "Workspace", source: Source, kind: str, place: int | None, known: opening.OpenFile | None
) -> Opened:
    """Open a file, or take another sheet of the one that is open, and match its columns."""
    file = known or _open(source)
    at = opening.best_sheet(file, kind) if place is None else place
    sheet = opening.read_sheet(file, at)
    matched = opening.match(ws, sheet, kind)
    likely = opening.likelier(matched.table, matched.kind)
    strange = opening.names_nothing(matched.table)
    document = document_kind(source.file) if strange and isinstance(source.file, Path) else ""
    options = _options(ws, matched.kind.required)
    return Opened(file, at, sheet, matched, options, likely, strange, document)


def _open(source: Source) -> opening.OpenFile:
    if isinstance(source.file, Path):
        return opening.open_file(source.file, source.password)
    return opening.open_text(source.file)


def _options(ws: "Workspace", specs: Sequence[FieldSpec]) -> dict[str, list[str]]:
    """Return the texts to choose from for required references: one value for every row."""
    return {
        spec.key: [entry.label for entry in directory.entries(ws, spec.reference)]
        for spec in specs
        if spec.reference == "project"
    }
