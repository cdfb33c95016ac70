"""투입 시간 of citizens, kept with every project: what closed and open attendance lists add up to.

One statement over a million attendances takes 0.7 s, too long for a figure that stands on a page; what one
step of work changes is summed up again in the same transaction, project by project, in a millisecond.
"""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import ColumnElement, Connection, Update, and_, bindparam, func, or_, select, tuple_, update

from db.journal import Change
from db.models.person import membership, person
from db.models.project import project
from db.models.session import attendance

PART = 500
LAY_KINDS = ("citizen", "stakeholder")
CAME = attendance.c.state.in_(("present", "late"))
# one role of a person in a project, whether still on the team or not: hours stay with the work done
ROLE = (
    select(func.min(membership.c.role))
    .where(
        membership.c.project_id == attendance.c.project_id, membership.c.person_id == attendance.c.person_id
    )
    .correlate(attendance)
    .scalar_subquery()
)


def lay(role: ColumnElement[str]) -> ColumnElement[bool]:
    """Citizens as the team counts them, and 이해관계자: by role on the team, else by kind of person."""
    return or_(role.in_(LAY_KINDS), person.c.actor_kind == "citizen", and_(
        role.is_(None), func.coalesce(person.c.actor_kind, "") == "stakeholder"
    ))  # fmt: skip


def keep(connection: Connection, changes: Iterable[Change]) -> None:
    """Sum up again the hours of the projects whose attendance, team or people a step has changed."""
    projects, people = set(), set()
    for change in changes:
        if change.table_name in ("attendance", "membership") and change.project_id is not None:
            projects.add(change.project_id)
        elif change.table_name == "person" and change.kind == "U" and '"actor_kind"' in (change.after or ""):
            people.add(change.row_id)
    if people:
        attended = select(attendance.c.project_id).where(attendance.c.person_id.in_(people)).distinct()
        projects |= set(connection.execute(attended).scalars())
    found = sorted(projects)
    for first in range(0, len(found), PART):
        connection.execute(_summed_up(), {"of_projects": found[first : first + PART]})


@cache
def _summed_up() -> Update:
    mine = attendance.join(person, person.c.id == attendance.c.person_id)
    sums = select(
        func.coalesce(func.sum(attendance.c.minutes), 0),
        func.count(),
        func.count() - func.count(attendance.c.minutes),
    )
    sums = sums.select_from(mine).where(attendance.c.project_id == project.c.id, CAME, lay(ROLE))
    columns = tuple_(project.c.citizen_minutes, project.c.citizen_times, project.c.citizen_unmeasured)
    values = sums.correlate(project).scalar_subquery()
    return (
        update(project)
        .where(project.c.id.in_(bindparam("of_projects", expanding=True)))
        .values({columns: values})
    )
