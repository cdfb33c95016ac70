"""참여자와 단원 as lists read them."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, false, func, select

from app.domain.choices import ActorKind
from app.domain.hangul import matches
from app.domain.person import MEMBERSHIP_FIELDS, PERSON_FIELDS, Membership, Person
from app.domain.search.query import Term
from db import indexing, search
from db.models.directory import region
from db.models.person import membership, person
from db.models.project import project
from db.queries.gates import present
from db.queries.listing import Listing

_FEW = 500
"""How many changes may wait where they are read while somebody types."""

_projects = select(func.count(membership.c.project_id.distinct())).where(
    membership.c.person_id == person.c.id, present()
)

PEOPLE = Listing(
    row=Person,
    specs=PERSON_FIELDS,
    source=person.outerjoin(region, region.c.id == person.c.region_id),
    key=person.c.id,
    columns={
        **{column.name: column for column in person.columns},
        "region": region.c.name,
        "project_count": _projects.correlate(person).scalar_subquery(),
    },
    text=("name", "affiliation", "department", "phone", "email", "region"),
    order=(("name", False),),
)

MEMBERSHIPS = Listing(
    row=Membership,
    specs=MEMBERSHIP_FIELDS,
    source=membership.join(person, person.c.id == membership.c.person_id).join(
        project, project.c.id == membership.c.project_id
    ),
    key=membership.c.id,
    columns={
        **{column.name: column for column in membership.columns},
        "project": project.c.title,
        "person": person.c.name,
        "actor_kind": person.c.actor_kind,
        "affiliation": person.c.affiliation,
        "phone": person.c.phone,
        "email": person.c.email,
    },
    text=("person", "affiliation", "project", "note"),
    order=(("role", False), ("person_id", False)),
)


def ages(connection: Connection, ids: Iterable[int]) -> list[tuple[int, int, str | None]]:
    """Return id, birth year and 나이대 of those of the persons whose birth year is known."""
    columns = (person.c.id, person.c.birth_year, person.c.age_band)
    statement = select(*columns).where(person.c.id == bindparam("person"), person.c.birth_year.is_not(None))
    return [tuple(row) for each in ids for row in connection.execute(statement, {"person": each})]


def traits(
    connection: Connection, ids: Iterable[int]
) -> list[tuple[str | None, int | None, str | None, str | None]]:
    """Return gender, birth year, 나이대 and region of those of the persons who are no officials."""
    statement = (
        select(person.c.gender, person.c.birth_year, person.c.age_band, region.c.name)
        .select_from(PEOPLE.source)
        .where(person.c.id.in_(list(ids)), func.coalesce(person.c.actor_kind, "") != ActorKind.OFFICIAL.value)
    )
    return [tuple(row) for row in connection.execute(statement)]


def ids_of(connection: Connection, uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of persons by their uids; whoever is gone is left out."""
    found: dict[str, int] = {}
    wanted = sorted(uids)
    for start in range(0, len(wanted), 500):
        statement = select(person.c.uid, person.c.id).where(person.c.uid.in_(wanted[start : start + 500]))
        found.update((row.uid, row.id) for row in connection.execute(statement))
    return found


def people(
    connection: Connection, condition: ColumnElement[bool] | None = None, most: int | None = None
) -> list[Any]:
    """Return id, name, where they belong and what they are of persons not destroyed, by name.

    All of them, or the first ``most`` that meet a condition.
    """
    belongs = func.coalesce(person.c.affiliation, "")
    statement = select(person.c.id, person.c.name, belongs, person.c.actor_kind)
    statement = statement.where(person.c.destroyed_on.is_(None)).order_by(person.c.name, person.c.id)
    if condition is not None:
        statement = statement.where(condition)
    return list(connection.execute(statement.limit(most)).all())


def begins_with(text: str) -> ColumnElement[bool]:
    """Return the condition that a name begins so; the index of names answers it."""
    return and_(person.c.name >= text, person.c.name < f"{text}\U0010ffff")


def has(text: str) -> ColumnElement[bool]:
    """Return the condition that a person is found by every word of ``text``; the search index answers it."""
    words = [word for each in text.split() if (word := Term(each, unfinished=True)).readings()]
    return search.matching("person", person.c.id, words) if words else false()


def waiting(connection: Connection, text: str) -> list[Any]:
    """Return as ``people`` whom the index does not know yet and every word of ``text`` finds.

    Nobody while many changes wait: whoever asks here must not wait for a whole import to be read.
    """
    if indexing.waiting(connection, _FEW + 1) > _FEW:
        return []
    ids = indexing.listed(connection).get("person")
    rows = people(connection, person.c.id.in_(ids)) if ids else []
    words = text.split()
    return [row for row in rows if all(any(matches(part, word) for part in row[1:3]) for word in words)]


def is_called(name: str) -> ColumnElement[bool]:
    """Return the condition that this is the whole name."""
    return person.c.name == name


def has_id(key: int) -> ColumnElement[bool]:
    """Return the condition that it is this very person."""
    return person.c.id == key


def names_on_file(connection: Connection) -> list[str]:
    """Return every name of a person once, but of officials and of those who were destroyed.

    They come as one text: of 200,000 persons a row each took 50 MB for a moment.
    """
    wanted = person.c.destroyed_on.is_(None) & person.c.actor_kind.is_distinct_from(ActorKind.OFFICIAL.value)
    names = select(person.c.name).where(wanted).distinct().subquery()
    found: list[str] = json.loads(
        connection.execute(select(func.json_group_array(names.c.name))).scalar_one()
    )
    return found
