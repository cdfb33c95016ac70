"""동의 as lists read them, and what holds now of each person and purpose.

The rule of a consent's state is ``app.domain.privacy.consent.state_of``; lists of people filter and order by
the same rule in SQL (``state``), and a test holds the two together.
"""

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)

from app.domain.privacy.consent import (
    CONSENT_FIELDS,
    WARN_DAYS,
    Consent,
    ConsentDecision,
    ConsentPurpose,
    ConsentState,
)
from db.models.person import person
from db.models.privacy import consent
from db.models.project import project
from db.queries.listing import Listing

CONSENTS = Listing(
    row=Consent,
    specs=CONSENT_FIELDS,
    source=consent.join(person, person.c.id == consent.c.person_id).outerjoin(
        project, project.c.id == consent.c.project_id
    ),
    key=consent.c.id,
    columns={
        **{column.name: column for column in consent.columns},
        "person": person.c.name,
        "project": project.c.title,
    },
    text=("person", "items", "project", "note"),
    order=(("given_on", True), ("person_id", False)),
)


def newest_id(person_id: ColumnElement[int], purpose: Any) -> ScalarSelect[int]:
    """Return the id of the consent that holds of a purpose: one step in the index, whatever the history."""
    row = consent.alias()
    found = select(row.c.id).where(row.c.person_id == person_id, row.c.purpose == purpose)
    return found.order_by(row.c.given_on.desc(), row.c.id.desc()).limit(1).scalar_subquery()


def state(row: Any, today: date) -> ColumnElement[str]:
    """Return the state of the joined consent ``row`` on a day, missing where none was joined."""
    return case(
        (row.c.id.is_(None), ConsentState.MISSING.value),
        (row.c.decision == ConsentDecision.REFUSED.value, ConsentState.REFUSED.value),
        (row.c.withdrawn_on <= today, ConsentState.WITHDRAWN.value),
        (row.c.ends_on < today, ConsentState.ENDED.value),
        (row.c.ends_on <= today + timedelta(WARN_DAYS), ConsentState.ENDING.value),
        else_=ConsentState.VALID.value,
    )


def _holding(row: Any, today: date) -> ColumnElement[bool]:
    """Tell that a consent was given and not taken back, whatever its retention."""
    kept = or_(row.c.withdrawn_on.is_(None), row.c.withdrawn_on > today)
    return and_(row.c.decision == ConsentDecision.AGREED.value, kept)


def ending_rows(today: date) -> Select[Any]:
    """Return the consents in force whose retention ends within the days of the warning."""
    window = consent.c.ends_on.between(today, today + timedelta(WARN_DAYS))
    newest = consent.c.id == newest_id(consent.c.person_id, consent.c.purpose)
    return select(consent).where(window, _holding(consent, today), newest)


def ending_people(today: date) -> Select[Any]:
    """Return the ids of the persons of whom a consent ends soon."""
    return ending_rows(today).with_only_columns(consent.c.person_id)


def holding(connection: Connection, people: Collection[int]) -> list[Consent]:
    """Return what holds now of each of these persons and of each purpose; one statement."""
    table = person.alias()
    # As one JSON text: thousands of people would be more parameters than a statement takes.
    each = table.c.id.in_(select(func.json_each(json.dumps(list(people))).table_valued("value").c.value))
    purposes = [
        select(newest_id(table.c.id, purpose.value).label("id")).select_from(table).where(each)
        for purpose in ConsentPurpose
    ]
    ids = purposes[0].union_all(*purposes[1:]).subquery()
    return _consents(connection, CONSENTS.key.in_(select(ids.c.id)))


def of_person(connection: Connection, person_id: int) -> list[Consent]:
    """Return every consent of a person, also those renewed since, the newest first."""
    return _consents(connection, consent.c.person_id == person_id)


def by_ids(connection: Connection, ids: Collection[int]) -> list[Consent]:
    """Return these consents, the newest first."""
    return _consents(connection, consent.c.id.in_(ids))


def _consents(connection: Connection, condition: ColumnElement[bool]) -> list[Consent]:
    columns = [column.label(name) for name, column in CONSENTS.columns.items()]
    statement = select(*columns).select_from(CONSENTS.source).where(condition)
    statement = statement.order_by(consent.c.given_on.desc(), consent.c.id.desc())
    return CONSENTS.made(connection.execute(statement))


def ending(connection: Connection, today: date, limit: int) -> list[Consent]:
    """Return the consents that end soon of persons not destroyed, the earliest first."""
    ids = ending_rows(today).with_only_columns(consent.c.id)
    columns = [column.label(name) for name, column in CONSENTS.columns.items()]
    statement = select(*columns).select_from(CONSENTS.source)
    statement = statement.where(consent.c.id.in_(ids), person.c.destroyed_on.is_(None))
    statement = statement.order_by(consent.c.ends_on, consent.c.id).limit(limit)
    return CONSENTS.made(connection.execute(statement))


def counts(connection: Connection, today: date) -> tuple[int, int, int, int, int]:
    """Return how many persons there are, with a consent ending, without one, to be destroyed, citizens.

    Destroyed ones are not counted.
    """
    needs = func.coalesce(person.c.actor_kind, "") != "official"
    heads = select(
        func.count(), func.count(case((needs, 1))), func.count(case((person.c.actor_kind == "citizen", 1)))
    )
    every, needing, citizens = connection.execute(heads.where(_THERE)).one()
    present, over = connection.execute(_given(today)).one()
    soon = connection.execute(_ending_count(today)).scalar_one()
    return every, soon, needing - present, over, citizens


def ending_and_over(connection: Connection, today: date) -> tuple[int, int]:
    """Return of how many persons a consent ends soon and how many are to be destroyed, all others unread."""
    soon = connection.execute(_ending_count(today)).scalar_one()
    return soon, connection.execute(_given(today)).one()[1]


_THERE = person.c.destroyed_on.is_(None)


def _ending_count(today: date) -> Select[Any]:
    return select(func.count()).where(person.c.id.in_(ending_people(today)), _THERE)


def _given(today: date) -> Select[int, int]:
    """Return the statement of how many consents hold, and how many are over.

    Of most people of a large register nothing was ever given: what was is counted from its own side.
    """
    needs = func.coalesce(person.c.actor_kind, "") != "official"
    now = consent.alias("now")
    newest = now.c.id == newest_id(now.c.person_id, literal(ConsentPurpose.COLLECTION.value))
    held = state(now, today)
    given = select(func.count(case((held.not_in(ABSENT), 1))), func.count(case((held.in_(OVER), 1))))
    joined = now.join(person, person.c.id == now.c.person_id)
    return given.select_from(joined).where(newest, needs, _THERE)


ABSENT = (ConsentState.MISSING.value, ConsentState.REFUSED.value)
OVER = (ConsentState.ENDED.value, ConsentState.WITHDRAWN.value)
