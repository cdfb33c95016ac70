"""이름과 기관: whose names are on file and which words name an office or a place, asked of the data file."""

from typing import TYPE_CHECKING

from app.domain.hangul import fold
from app.domain.tabular.pseudonyms import KnownWords
from app.services.codes import codes
from db.queries.people import names_on_file
from db.queries.tabular import columns_of

if TYPE_CHECKING:
    from db.engine import Connection


def known_names(connection: "Connection") -> KnownWords:
    """Return whose names are on file, but of officials, who are named in duty; and the offices and places."""
    agencies = [name for _id, name in columns_of(connection, "agency", "name")]
    people = frozenset(map(fold, names_on_file(connection)))
    return KnownWords(people, frozenset(map(fold, [*codes().bodies, *agencies])))
