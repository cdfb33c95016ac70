"""투입 시간 of citizens, kept with every project (db.kept): what closed and open attendance lists add up to.

One statement over a million attendances takes 0.7 s, too long for a figure that stands on a page.
"""

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select

from db.models.person import membership, person
from db.models.project import project
from db.models.session import attendance

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


def summed() -> ScalarSelect[object]:
    """Return what the attendance of a project adds up to, in the order of ``COLUMNS``."""
    mine = attendance.join(person, person.c.id == attendance.c.person_id)
    sums = select(
        func.coalesce(func.sum(attendance.c.minutes), 0),
        func.count(),
        func.count() - func.count(attendance.c.minutes),
    )
    sums = sums.select_from(mine).where(attendance.c.project_id == project.c.id, CAME, lay(ROLE))
    return sums.correlate(project).scalar_subquery()


COLUMNS = (project.c.citizen_minutes, project.c.citizen_times, project.c.citizen_unmeasured)
