"""신청자와 추첨 as lists read them."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from app.domain.draw import APPLICANT_FIELDS, DRAW_FIELDS, Applicant, Draw, DrawEntry
from db.models.directory import region
from db.models.person import person
from db.models.privacy import applicant, draw, draw_entry
from db.queries.listing import Listing

APPLICANTS = Listing(
    row=Applicant,
    specs=APPLICANT_FIELDS,
    source=applicant.join(person, person.c.id == applicant.c.person_id).outerjoin(
        region, region.c.id == person.c.region_id
    ),
    key=applicant.c.id,
    columns={
        **{column.name: column for column in applicant.columns},
        "person": person.c.name,
        "actor_kind": person.c.actor_kind,
        "gender": person.c.gender,
        "birth_year": person.c.birth_year,
        "age_band": person.c.age_band,
        "region": region.c.name,
    },
    text=("person", "route", "note"),
    order=(("applied_on", False), ("person_id", False)),
)

DRAWS = Listing(
    row=Draw,
    specs=DRAW_FIELDS,
    source=draw,
    key=draw.c.id,
    columns={column.name: column for column in draw.columns},
    text=("title", "note"),
    order=(("drawn_at", True),),
)


def of_project(connection: Connection, project_id: int) -> list[Applicant]:
    """Return who applied to a project, in the order of their identities: what a draw numbers them by."""
    columns = [column.label(name) for name, column in APPLICANTS.columns.items()]
    statement = select(*columns).select_from(APPLICANTS.source).where(applicant.c.project_id == project_id)
    return APPLICANTS.made(connection.execute(statement.order_by(applicant.c.uid)))


def draws_of(connection: Connection, project_id: int) -> list[Draw]:
    """Return the draws of a project, newest first."""
    statement = select(draw).where(draw.c.project_id == project_id).order_by(draw.c.id.desc())
    return [Draw(**row) for row in connection.execute(statement).mappings()]


def entries(connection: Connection, draw_id: int) -> Sequence[DrawEntry]:
    """Return the pool of a draw with what came out, by number."""
    statement = (
        select(draw_entry, person.c.name.label("person"))
        .outerjoin(person, person.c.id == draw_entry.c.person_id)
        .where(draw_entry.c.draw_id == draw_id)
        .order_by(draw_entry.c.number)
    )
    return [DrawEntry(**row) for row in connection.execute(statement).mappings()]
