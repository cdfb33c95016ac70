"""산출물과 할 일 as lists read them."""

from sqlalchemy import func, select

from app.domain.output import MILESTONE_FIELDS, OUTPUT_FIELDS, Milestone, Output
from db.models.output import attachment, milestone, output
from db.models.person import person
from db.models.project import project
from db.queries.listing import Listing

_files = select(func.count()).where(attachment.c.output_id == output.c.id)

OUTPUTS = Listing(
    row=Output,
    specs=OUTPUT_FIELDS,
    source=output.join(project, project.c.id == output.c.project_id),
    key=output.c.id,
    columns={
        **{column.name: column for column in output.columns},
        "project": project.c.title,
        "file_count": _files.correlate(output).scalar_subquery(),
    },
    text=("title", "summary", "project"),
    order=(("produced_on", True), ("title", False)),
)

MILESTONES = Listing(
    row=Milestone,
    specs=MILESTONE_FIELDS,
    source=milestone.join(project, project.c.id == milestone.c.project_id).outerjoin(
        person, person.c.id == milestone.c.assignee_id
    ),
    key=milestone.c.id,
    columns={
        **{column.name: column for column in milestone.columns},
        "project": project.c.title,
        "assignee": person.c.name,
    },
    text=("title", "note", "project", "assignee"),
    order=(("due_on", False), ("title", False)),
)
