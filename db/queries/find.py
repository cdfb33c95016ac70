"""What Ctrl+K asks the file: the newest records that have the words, and what is shown of each."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from app.domain.choices import ProjectKind
from app.domain.listing import ListQuery
from app.domain.search.filters import Narrowed, ProjectFilter
from app.domain.search.query import Term
from db import search, searched
from db.models import metadata
from db.models.directory import agency, tag
from db.models.finding import finding, source
from db.models.output import attachment, output
from db.models.person import membership, person
from db.models.project import project, project_tag
from db.models.proposal import proposal
from db.models.session import session
from db.models.stage import criterion
from db.queries.projects import listing

MOST, FEW = 1000, 100
"""How far hits are counted, and how far where filters narrow them: all would mean to read every text."""

_ENTITY = {"case": "project"}
_PROJECT_KINDS = {"project": ProjectKind.OWN.value, "case": ProjectKind.CASE.value}
_KIND_COLUMN = {"proposal": proposal.c.channel, "person": person.c.actor_kind}
_STATE_COLUMN = {"session": session.c.status, "proposal": proposal.c.decision, "output": output.c.approval}
_DATED = {"session": session.c.held_on, "proposal": proposal.c.received_on}


@dataclass(frozen=True, slots=True)
class Office:
    """What is derived depends on: days without a change until 정체, and the day at the desk."""

    stalled_days: int
    today: date


def entity_of(heading: str) -> str:
    """Return the kind of record under a heading: cases are projects."""
    return _ENTITY.get(heading, heading)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for under a heading: records that have the terms and pass the filters."""

    heading: str
    terms: Sequence[Term]
    narrowed: Narrowed
    project: ProjectFilter
    office: Office

    def first(
        self, connection: Connection, limit: int, most: int, *, begun: bool = False
    ) -> tuple[list[int], int]:
        """Return the newest ``limit`` ids, and how many there are, counted to ``most``.

        ``begun``: of those alone whose name begins with the first term.
        """
        question = search.question(entity_of(self.heading), self.terms, begun=begun)
        if question is None:
            statement, values = _counted(self._unasked()), {}
        else:
            found, stalled = search.prepared(question), self.office.stalled_days
            # Of a protected file the words of a filter are kept no longer than those of the search.
            put_together = _narrowed if self.project.in_words else _statement
            statement = put_together(self.heading, found, self.narrowed, self.project, stalled)
            values = question.values
        given = {**values, "today": self.office.today, "limit": limit, "most": most}
        rows = connection.execute(statement, given).all()
        return [row[0] for row in rows], rows[0][1] if rows else 0

    def _unasked(self) -> Select[Any]:
        """Return the statement where no word is wanted: filters alone, or words left out."""
        records = metadata.tables[entity_of(self.heading)]
        passing = _conditions(self.heading, records, self.narrowed, self.project, self.office.stalled_days)
        without = search.matching(records.name, records.c.id, self.terms)
        return select(records.c.id).where(without, *passing).order_by(records.c.id.desc())


def _narrowed(
    heading: str, found: search.Hits, narrowed: Narrowed, asked: ProjectFilter, stalled_days: int
) -> Select[Any]:
    """Return the statement of what has the words and passes the filters."""
    statement = select(found.rowid).where(found.condition)
    if narrowed != Narrowed() or asked.asks:
        records = metadata.tables[entity_of(heading)]
        joined = found.source.join(records, records.c.id == found.rowid)
        passing = _conditions(heading, records, narrowed, asked, stalled_days)
        statement = statement.select_from(joined).where(*passing)
    elif heading in _PROJECT_KINDS:
        # To look each hit up took longer than to find them all; cases are few beside projects, or few at all.
        cases, key = select(project.c.id).where(project.c.kind == ProjectKind.CASE.value), found.rowid + 0
        statement = statement.where(key.in_(cases) if heading == "case" else key.not_in(cases))
    return _counted(statement.order_by(found.rowid.desc()))


_statement = lru_cache(maxsize=256)(_narrowed)
"""The same, put together once: that took longer than to run it, and only the words change with every key."""


def _counted(newest: Select[Any]) -> Select[Any]:
    found = newest.limit(bindparam("most", type_=Integer)).subquery()
    key = found.c[0]
    counted = select(key, func.count().over()).order_by(key.desc())
    return counted.limit(bindparam("limit", type_=Integer))


def _conditions(
    heading: str, records: Table, narrowed: Narrowed, asked: ProjectFilter, stalled_days: int
) -> Iterator[ColumnElement[bool]]:
    if heading in _PROJECT_KINDS:
        yield records.c.kind == _PROJECT_KINDS[heading]
        yield from _of_projects(asked)
    elif asked.asks or narrowed.of_project:
        within = list(_of_projects(asked, years=records.name not in _DATED))
        if narrowed.of_project:
            within.append(_in_state(narrowed.of_project, stalled_days))
        yield _in_projects(records, asked, within)
    if narrowed.kinds:
        column = _KIND_COLUMN[heading] if heading in _KIND_COLUMN else records.c["kind"]
        yield column.in_(narrowed.kinds)
    if narrowed.states:
        if heading == "project":
            yield _in_state(narrowed.states, stalled_days)
        else:
            yield _STATE_COLUMN[heading].in_(narrowed.states)


def _in_state(states: frozenset[str], stalled_days: int) -> ColumnElement[bool]:
    query = ListQuery(filters={"state": tuple(states)})
    return project.c.id.in_(listing(stalled_days).ids(query))


def _in_projects(
    records: Table, asked: ProjectFilter, within: Sequence[ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Return the condition that a record is of a project ``within``; dated ones have a year themselves."""
    projects = select(project.c.id).where(*within)
    if records.name == "person":
        joined = select(membership.c.person_id).where(membership.c.project_id.in_(projects))
        return or_(person.c.id.in_(joined), *_containing(person.c.affiliation, asked.agencies))
    # A proposal of 2025 may belong to no project yet.
    parts: list[ColumnElement[bool]] = [records.c.project_id.in_(projects)] if within else []
    if records.name in _DATED and asked.years:
        day = _DATED[records.name]
        parts.append(or_(*(day.between(date(year, 1, 1), date(year, 12, 31)) for year in asked.years)))
    return and_(*parts)


def _of_projects(asked: ProjectFilter, *, years: bool = True) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked of a project: values of one filter are alternatives."""
    if asked.years and years:
        yield project.c.year.in_(asked.years)
    if asked.agencies:
        named = select(agency.c.id).where(or_(*_containing(agency.c.name, asked.agencies)))
        yield project.c.lead_agency_id.in_(named)
    if asked.titles:
        yield or_(*_containing(project.c.title, asked.titles))
    if asked.tags:
        tagged = select(project_tag.c.project_id).join(tag, tag.c.id == project_tag.c.tag_id)
        yield project.c.id.in_(tagged.where(or_(*_containing(tag.c.name, asked.tags))))
    if asked.fields:
        yield project.c.service_field.in_(asked.fields)
    if asked.stages:
        yield project.c.id.in_(_in_stage(asked.stages))


def _containing(name: ColumnElement[str], words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [name.icontains(word, autoescape=True) for word in words]


def _in_stage(kinds: frozenset[str]) -> Any:
    stage = metadata.tables["stage"]
    open_ones = select(stage.c.project_id, func.min(stage.c.position).label("position"))
    open_ones = open_ones.where(stage.c.closed_at.is_(None)).group_by(stage.c.project_id)
    first = open_ones.subquery()
    current = stage.join(
        first, and_(first.c.project_id == stage.c.project_id, first.c.position == stage.c.position)
    )
    return select(stage.c.project_id).select_from(current).where(stage.c.kind.in_(kinds))


def shown(connection: Connection, entity: str, keys: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """Return what a line of the hits is made of, by the records' ids."""
    found = connection.execute(_SHOWN[entity], {"keys": json.dumps(list(keys))})
    return {row["id"]: dict(row) for row in found.mappings()}


def texts(connection: Connection, entity: str, keys: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return field and text of all that the records are found by."""
    return searched.texts(connection, entity, keys)


_title = project.c.title.label("project")
_LINES = {
    "project": select(project.c.id, project.c.year, agency.c.name.label("agency")).select_from(
        project.outerjoin(agency, agency.c.id == project.c.lead_agency_id)
    ),
    "person": select(person.c.id, person.c.affiliation, person.c.actor_kind),
    "session": select(
        session.c.id, session.c.project_id, session.c.id.label("session_id"), session.c.held_on, _title
    ).join(project, project.c.id == session.c.project_id),
    "finding": select(
        finding.c.id, finding.c.project_id, finding.c.id.label("finding_id"), finding.c.kind, _title
    ).join(project, project.c.id == finding.c.project_id),
    "proposal": select(
        proposal.c.id, proposal.c.project_id, proposal.c.id.label("proposal_id"), proposal.c.decision,
        proposal.c.number,
    ),
    "output": select(
        output.c.id, output.c.project_id, output.c.id.label("output_id"), output.c.kind, _title
    ).join(project, project.c.id == output.c.project_id),
    "attachment": select(
        attachment.c.id, attachment.c.project_id, attachment.c.session_id, attachment.c.output_id,
        func.coalesce(output.c.title, session.c.topic, criterion.c.label, "").label("of"), _title,
    ).select_from(
        attachment.join(project, project.c.id == attachment.c.project_id)
        .outerjoin(output, output.c.id == attachment.c.output_id)
        .outerjoin(session, session.c.id == attachment.c.session_id)
        .outerjoin(criterion, criterion.c.id == attachment.c.criterion_id)
    ),
    "source": select(source.c.id, source.c.project_id, source.c.session_id, source.c.held_on, _title).join(
        project, project.c.id == source.c.project_id
    ),
}  # fmt: skip
_keys = select(func.json_each(bindparam("keys", type_=String)).table_valued("value").c.value)
_SHOWN = {entity: shown.where(metadata.tables[entity].c.id.in_(_keys)) for entity, shown in _LINES.items()}
