"""찾기 (Ctrl+K): projects and people by part of their name, its first consonants, or half typed."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from app.domain.found import Found
from app.domain.hangul import choseong, fold, matches
from db.queries import find as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LIMIT = 8

_consonants = lru_cache(maxsize=100_000)(choseong)


def find(ws: "Workspace", text: str, limit: int = LIMIT) -> list[Found]:
    """Return at most ``limit`` projects and as many people: names that begin so first, own projects first.

    Names of people are searched whole; what is shown of them is masked, but for whom one may see now.
    """
    if not fold(text):
        return []
    with ws.reading() as connection:
        projects, people = queries.projects(connection), queries.people(connection)
    hits = (
        Found("project" if kind == "own" else "case", key, title, _hint(year, agency))
        for kind, key, title, year, agency in projects
    )
    persons = (Found("person", key, name, affiliation) for key, name, affiliation, _kind in people)
    kinds = {key: kind for key, _name, _affiliation, kind in people}
    found = list(_best(hits, text, limit))
    for person in _best(persons, text, limit):
        label = ws.sight.name(person.id, person.label, kinds[person.id])
        found.append(Found(person.kind, person.id, label, person.hint))
    return found


def _hint(year: int | None, agency: str | None) -> str:
    return " · ".join(part for part in (f"{year}년" if year else "", agency or "") if part)


def _best(candidates: Iterable[Found], text: str, limit: int) -> Iterator[Found]:
    """Yield those that begin with ``text``, then those that have it; the order stays within each."""
    begin: list[Found] = []
    within: list[Found] = []
    sought = fold(text)
    for item in _possible(candidates, text):
        if matches(item.label, text):
            (begin if fold(item.label).startswith(sought) else within).append(item)
            if len(begin) == limit:
                break
    return islice((*begin, *within), limit)


def _possible(candidates: Iterable[Found], text: str) -> Iterator[Found]:
    # The first consonants of a name hold those of what is sought: a quick look that spares most of the work.
    sought = choseong(text)
    return (item for item in candidates if sought in _consonants(item.label))
