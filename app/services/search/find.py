"""찾기 (Ctrl+K): every record that has the words, under headings, the newest first, with the place found."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.entities import ENTITIES
from app.domain.fields import specs_by_key
from app.domain.hangul import composed
from app.domain.search.filters import KINDS, STATES, Narrowed, read
from app.domain.search.found import Found, FoundGroup, excerpt, marks
from app.domain.search.query import SearchQuery, Term
from db.queries import find as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.engine import Connection

LIMIT = 6
_NAMED_FIRST = ("project", "case", "person")
_OWNERS = ("project_id", "session_id", "finding_id", "proposal_id", "output_id")
_PARTS = {
    "session_decision": "결정",
    "agenda_item": "진행 순서",
    "project_tag": "태그",
    "file_text": "파일 안",
}


def find(ws: "Workspace", query: SearchQuery, limit: int = LIMIT) -> list[FoundGroup]:
    """Return the records that have every word and pass the filters, at most ``limit`` under each heading.

    Names that begin with the words come first, then the newest.  Persons are searched by their whole names
    and shown masked, but for whom one may see now.
    """
    if query.is_empty:
        return []
    return _groups(ws, query, limit) or (_groups(ws, query.moved, limit) if query.moved != query else [])


def _groups(ws: "Workspace", query: SearchQuery, limit: int) -> list[FoundGroup]:
    filters = read(query.filters)
    office = queries.Office(ws.settings.stalled_days, ws.today)
    # Nobody reads how many there are of what the next key makes a word.
    briefly = any(term.is_no_word_yet for term in query.terms)
    groups = []
    with ws.searching() as connection:
        for heading, narrowed in filters.headings.items():
            # What filters leave is rare among what has the words, and each has to be looked at.
            few = briefly or filters.project.asks or narrowed != Narrowed()
            most = queries.FEW if few else queries.MOST
            asked = queries.Asked(heading, query.terms, narrowed, filters.project, office)
            # Names that begin with what is looked for come before the others.
            named = heading in _NAMED_FIRST and bool(query.wanted and query.wanted[0].readings())
            begun = asked.first(connection, limit, limit, begun=True)[0] if named else []
            others, number = asked.first(connection, limit + len(begun), most + 1)
            keys = list(dict.fromkeys([*begun, *others]))[:limit]
            if keys:
                hits = tuple(_hits(ws, connection, heading, keys, query.wanted))
                groups.append(FoundGroup(heading, hits, min(number, most), number > most))
    return groups


def notes(query: SearchQuery) -> tuple[str, ...]:
    """Return sentences for the filters of ``query`` that say nothing."""
    return read(query.filters).unknown


def _hits(
    ws: "Workspace", connection: "Connection", heading: str, keys: Sequence[int], terms: Sequence[Term]
) -> Iterator[Found]:
    entity = queries.entity_of(heading)
    rows, texts = queries.shown(connection, entity, keys), queries.texts(connection, entity, keys)
    for key in keys:
        if key in rows and texts.get(key):
            yield _found(ws, heading, rows[key], texts[key], terms)


def _found(
    ws: "Workspace", heading: str, row: Mapping[str, Any], texts: list[tuple[str, str]], terms: Sequence[Term]
) -> Found:
    (_name, label), *others = [(key, composed(text)) for key, text in texts]
    label = " ".join(label.split())
    owner = {key: row[key] for key in _OWNERS if key in row}
    if heading == "person":
        # Where a mask hides what was found, its place would tell what stands there.
        shown = ws.sight.name(row["id"], label, row["actor_kind"])
        spans = marks(shown, terms) if shown == label else ()
        return Found(heading, row["id"], shown, row["affiliation"] or "", spans)
    spans = marks(label, terms)
    missing = [term for term in terms if not any(True for _ in term.places(label))]
    labels = specs_by_key(ENTITIES[queries.entity_of(heading)].fields)
    named = ((_label(labels, key), text) for key, text in others)
    piece = excerpt(named, missing) if missing else excerpt((), ())
    return Found(heading, row["id"], label, _hint(heading, row), spans, piece, owner)


def _label(specs: Mapping[str, Any], key: str) -> str:
    return specs[key].label if key in specs else _PARTS.get(key, "")


def _hint(heading: str, row: Mapping[str, Any]) -> str:
    parts = [f"{row['year']}년" if row.get("year") else "", row.get("agency"), row.get("number")]
    if heading in KINDS and row.get("kind"):
        parts.append(KINDS[heading](row["kind"]).label)
    if heading in STATES and row.get("decision"):
        parts.append(STATES[heading](row["decision"]).label)
    day = row.get("held_on")
    parts += [f"{day:%Y. }{day.month}. {day.day}." if day else "", row.get("of"), row.get("project")]
    return " · ".join(part for part in parts if part)
