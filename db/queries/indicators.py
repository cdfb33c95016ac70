"""성과: indicators with their measurements, pairs of before and after, experiments."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from app.domain.indicator import (
    EXPERIMENT_FIELDS,
    INDICATOR_FIELDS,
    Comparison,
    Experiment,
    Indicator,
    Measurement,
)
from db.models.indicator import comparison, experiment, indicator, measurement
from db.models.project import project
from db.models.stage import stage
from db.queries.listing import Listing

INDICATORS = Listing(
    row=Indicator,
    specs=INDICATOR_FIELDS,
    source=indicator.join(project, project.c.id == indicator.c.project_id),
    key=indicator.c.id,
    columns={**{column.name: column for column in indicator.columns}, "project": project.c.title},
    text=("label", "project", "note"),
    order=(("project_id", False), ("label", False)),
)

EXPERIMENTS = Listing(
    row=Experiment,
    specs=EXPERIMENT_FIELDS,
    source=experiment.join(project, project.c.id == experiment.c.project_id),
    key=experiment.c.id,
    columns={**{column.name: column for column in experiment.columns}, "project": project.c.title},
    text=("title", "problem", "solution", "lesson", "project"),
    order=(("from_on", True), ("title", False)),
)


def measurements(connection: Connection, indicator_ids: Sequence[int]) -> list[Measurement]:
    """Return what was measured of indicators, by day."""
    statement = select(measurement).where(measurement.c.indicator_id.in_(indicator_ids))
    rows = connection.execute(statement.order_by(measurement.c.measured_on, measurement.c.id)).mappings()
    return [Measurement(**row) for row in rows]


def comparisons(connection: Connection, project_ids: Sequence[int]) -> list[Comparison]:
    """Return the pairs of before and after of projects, in the order of each project."""
    statement = select(comparison).where(comparison.c.project_id.in_(project_ids))
    order = (comparison.c.project_id, comparison.c.position, comparison.c.id)
    rows = connection.execute(statement.order_by(*order)).mappings()
    return [Comparison(**row) for row in rows]


def executed(connection: Connection, until: date) -> list[tuple[int, str, date]]:
    """Return when 집행 ended of every own project that has indicators: project, title, day."""
    has_indicator = select(indicator.c.id).where(indicator.c.project_id == project.c.id).exists()
    statement = (
        select(project.c.id, project.c.title, stage.c.actual_end)
        .join(stage, stage.c.project_id == project.c.id)
        .where(
            stage.c.kind == "execution", stage.c.actual_end.is_not(None), stage.c.actual_end <= until,
            has_indicator,
        )
        .order_by(stage.c.actual_end)
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in connection.execute(statement)]
