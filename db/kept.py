"""Figures kept with every project: what one step of work changes is worked out again before it is stored.

In the same transaction and for all projects of the step together: a millisecond for one project.  They are
derived from the records, so the journal knows nothing of them; ``problems`` compares, ``rebuild`` makes all
of them anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from sqlalchemy import Connection, Update, bindparam, func, or_, select, tuple_, union, update

from db import hours, teams
from db.journal import Change
from db.models.person import membership
from db.models.project import project
from db.models.session import attendance
from db.queries.day import TODAY

PART = 500
_KEPT = ((hours.COLUMNS, hours.summed), (teams.COLUMNS, teams.counted))


def keep(connection: Connection, changes: Iterable[Change], today: date) -> None:
    """Work out again the figures of the projects whose attendance, team or people a step has changed."""
    projects, people = set(), set()
    for change in changes:
        if change.table_name in ("attendance", "membership") and change.project_id is not None:
            projects.add(change.project_id)
        elif change.table_name == "person" and change.kind == "U" and '"actor_kind"' in (change.after or ""):
            people.add(change.row_id)
    if people:
        of_people = (
            select(table.c.project_id).where(table.c.person_id.in_(people))
            for table in (attendance, membership)
        )
        projects |= set(connection.execute(union(*of_people)).scalars())
    _work_out(connection, sorted(projects), today)


def rebuild(connection: Connection, today: date) -> None:
    """Work out the figures of every project."""
    _work_out(connection, list(connection.execute(select(project.c.id)).scalars()), today)


def _work_out(connection: Connection, ids: Sequence[int], today: date) -> None:
    for first in range(0, len(ids), PART):
        part = {"of_projects": ids[first : first + PART], "today": today}
        connection.execute(_update(), part)


@cache
def _update() -> Update:
    values = {tuple_(*columns): make() for columns, make in _KEPT}
    these = project.c.id.in_(bindparam("of_projects", expanding=True))
    return update(project).where(these).values(values)


def problems(connection: Connection, today: date) -> Iterator[str]:
    """Yield a sentence where what is kept is not what the records come to."""
    differs = or_(*(tuple_(*columns).is_distinct_from(make()) for columns, make in _KEPT))
    # what is past its day is counted anew wherever it is read
    in_force = func.coalesce(project.c.team_until >= TODAY, True)
    statement = select(func.count()).select_from(project).where(differs, in_force)
    wrong = connection.execute(statement, {"today": today}).scalar_one()
    if wrong:
        yield (
            f"과제 {wrong:,}건에 적어 둔 팀원 수나 투입 시간이 기록과 다릅니다. "
            "`hamkke check --rebuild-search`로 다시 셈하십시오."
        )
