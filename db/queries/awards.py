"""상격 and 기관 평가: awards as lists read them, scores of agencies by year, sums by agency and year."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select

from app.domain.evaluation.rounds import AGENCY_SCORE_FIELDS, AWARD_FIELDS, AgencyScore, Award
from db.models.directory import agency
from db.models.evaluation import agency_score, award, evaluation_round
from db.models.project import project
from db.queries.listing import Listing

AWARDS = Listing(
    row=Award,
    specs=AWARD_FIELDS,
    source=award.join(project, project.c.id == award.c.project_id)
    .outerjoin(agency, agency.c.id == project.c.lead_agency_id)
    .outerjoin(evaluation_round, evaluation_round.c.id == award.c.round_id),
    key=award.c.id,
    columns={
        **{column.name: column for column in award.columns},
        "project": project.c.title,
        "agency_id": project.c.lead_agency_id,
        "agency": agency.c.name,
        "round": evaluation_round.c.title,
    },
    text=("grade", "project", "agency", "note"),
    order=(("year", True), ("grade", False), ("project_id", False)),
)

AGENCY_SCORES = Listing(
    row=AgencyScore,
    specs=AGENCY_SCORE_FIELDS,
    source=agency_score.join(agency, agency.c.id == agency_score.c.agency_id),
    key=agency_score.c.id,
    columns={**{column.name: column for column in agency_score.columns}, "agency": agency.c.name},
    text=("agency", "indicator", "source"),
    order=(("indicator", False), ("agency_id", False), ("year", False)),
)


def by_agency_and_year(connection: Connection) -> list[dict[str, Any]]:
    """Return how many awards each agency got in each year, with the sums of money; one statement."""
    year = func.coalesce(award.c.year, project.c.year)
    statement = (
        select(
            agency.c.id.label("agency_id"), agency.c.name.label("agency"), year.label("year"),
            func.count().label("awards"),
            func.coalesce(func.sum(award.c.amount), 0).label("amount"),
            func.coalesce(func.sum(award.c.grant), 0).label("grant"),
        )
        .select_from(
            award.join(project, project.c.id == award.c.project_id)
            .join(agency, agency.c.id == project.c.lead_agency_id)
        )
        .group_by(agency.c.id, agency.c.name, year)
        .order_by(agency.c.name, agency.c.id, year)
    )  # fmt: skip
    return [dict(row) for row in connection.execute(statement).mappings()]


def places(connection: Connection, indicator: str) -> dict[tuple[int, int], tuple[int, float | None]]:
    """Return the records of an indicator by agency and year: their ids and scores."""
    columns = (agency_score.c.agency_id, agency_score.c.year, agency_score.c.id, agency_score.c.score)
    rows = connection.execute(select(*columns).where(agency_score.c.indicator == indicator))
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def indicators(connection: Connection) -> list[str]:
    """Return the indicators that agencies are scored by, the one with most scores first."""
    count = func.count().desc()
    statement = select(agency_score.c.indicator).group_by(agency_score.c.indicator)
    return list(connection.execute(statement.order_by(count, agency_score.c.indicator)).scalars())


def scale_of(connection: Connection, indicator: str) -> float | None:
    """Return the full score that an indicator is most often counted to."""
    statement = (
        select(agency_score.c.scale)
        .where(agency_score.c.indicator == indicator, agency_score.c.scale.is_not(None))
        .group_by(agency_score.c.scale)
        .order_by(func.count().desc(), agency_score.c.scale.desc())
    )
    return connection.execute(statement.limit(1)).scalar()


def agencies(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Return the ids of agencies by their names; the newest where several have one."""
    statement = select(agency.c.name, func.max(agency.c.id)).where(agency.c.name.in_(names))
    return {row[0]: row[1] for row in connection.execute(statement.group_by(agency.c.name))}


def given(connection: Connection, round_id: int) -> set[tuple[int, str]]:
    """Return which project got which award by a round."""
    statement = select(award.c.project_id, award.c.grade).where(award.c.round_id == round_id)
    return {(row[0], row[1]) for row in connection.execute(statement)}
