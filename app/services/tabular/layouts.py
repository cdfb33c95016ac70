"""열 맞춤의 기억: the fields of columns and the words of choices, known again by the headings of a table.

They are kept beside the journal: a layout is no record, and undoing an import shall not forget it.  Headings
and words of closed lists are kept, never a cell of a person and never the name of a file, which may name one.
"""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.hangul import fold
from app.domain.privacy import resident_number
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.matching import MEMO
from app.domain.tabular.preview import Preview
from app.domain.tabular.table import Table
from db.queries import tabular as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.engine import Connection


def find(connection: "Connection", kind: ImportKind, table: Table) -> dict[int, str]:
    """Return the field of each column of a table whose headings were matched before; empty otherwise."""
    row = queries.layout(connection, kind.key, table.signature)
    if row is None:
        return {}
    known = {spec.key for spec in kind.targets} | {MEMO}
    return {place: row["mapping"].get(name, "") for place, name in _names(table).items()
            if row["mapping"].get(name, "") in known}  # fmt: skip


def taught(connection: "Connection", kind: ImportKind) -> dict[str, dict[str, str]]:
    """Return the words that were taught with tables of a kind, by field."""
    words = queries.taught_words(connection, kind.key)
    return {key: pairs for key, pairs in words.items() if any(key == spec.key for spec in kind.targets)}


def keep(ws: "Workspace", seen: Preview) -> None:
    """Remember how the columns of a table were matched."""
    from app.services.tabular.opening import is_known

    if not is_known(seen.table, seen.kind):
        return
    names = _names(seen.table)
    mapping = {names[place]: target for place, target in seen.choices.mapping.items() if place in names}
    values = {"name": "", "mapping": mapping, "taught": _storable(seen.choices.taught)}
    with ws.beside_journal() as connection:
        queries.keep_layout(connection, seen.kind.key, seen.table.signature, values, ws.today)


def _storable(words: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the words without those that hold a 주민등록번호: a file may teach any."""
    return {
        key: {word: code for word, code in pairs.items() if not resident_number.holds(word)}
        for key, pairs in words.items()
    }


def _names(table: Table) -> dict[int, str]:
    """Return the name of each column, alike ones numbered."""
    seen: Counter[str] = Counter()
    names = {}
    for column in table.columns:
        heading = fold(column.heading)
        seen[heading] += 1
        names[column.place] = f"{heading}#{seen[heading]}"
    return names
