"""이름과 기관: whose names are on file and which words name an office or a place, asked of the data file."""

from typing import TYPE_CHECKING

from app.domain.choices import ActorKind
from app.domain.hangul import fold
from app.domain.tabular.pseudonyms import KnownWords
from app.services.codes import codes
from db.queries.tabular import columns_of

if TYPE_CHECKING:
    from db.engine import Connection


def known_names(connection: "Connection") -> KnownWords:
    """Return whose names are on file, but of officials, who are named in duty; and the offices and places."""
    people = columns_of(connection, "person", "name", "actor_kind")
    agencies = columns_of(connection, "agency", "name")
    names = (fold(name) for _id, name, kind in people if kind != ActorKind.OFFICIAL)
    return KnownWords(
        frozenset(names), frozenset(map(fold, [*codes().bodies, *(row[1] for row in agencies)]))
    )
