"""The thread: where a record came from and what became of it, by one recursive statement."""

from typing import Any

from sqlalchemy import Connection, Select, Table, Text, cast, literal, select, union, union_all
from sqlalchemy.sql.selectable import CTE

from app.domain.finding import Edge, Node, NodeKind, Thread
from db.models.finding import finding, link
from db.models.output import output
from db.models.proposal import proposal
from db.models.session import session

_DEPTH = 64
"""No chain of a project is longer; a loop made outside the program still ends."""


def thread_of(connection: Connection, kind: str, row_id: int) -> Thread:
    """Return the whole chain of a record both ways, nodes by their distance; one statement for the nodes."""
    asked = f"{kind}:{row_id}"
    up, down = _walk("up", asked), _walk("down", asked)
    found = union(select(up.c.node, up.c.depth), select(down.c.node, down.c.depth)).cte("found")
    nodes = {row.node: row.depth for row in connection.execute(select(found).order_by(found.c.depth.desc()))}
    return Thread(_nodes(connection, nodes), _edges(connection, set(nodes)))


def _walk(way: str, asked: str) -> CTE:
    here, there, step = ("child", "parent", -1) if way == "up" else ("parent", "child", 1)
    walk = select(cast(literal(asked), Text).label("node"), literal(0).label("depth")).cte(
        way, recursive=True
    )
    onward = select(link.c[there], walk.c.depth + step).select_from(
        walk.join(link, link.c[here] == walk.c.node)
    )
    return walk.union(onward.where(walk.c.depth * step < _DEPTH))


def of_project(connection: Connection, project_id: int) -> Thread:
    """Return every finding, proposal and linked output of a project with the links between them."""
    statement = union_all(
        select((literal("finding:") + cast(finding.c.id, Text)).label("node")).where(
            finding.c.project_id == project_id
        ),
        select((literal("proposal:") + cast(proposal.c.id, Text)).label("node")).where(
            proposal.c.project_id == project_id
        ),
        select((literal("output:") + cast(output.c.id, Text)).label("node")).where(
            output.c.project_id == project_id
        ),
    )
    nodes = dict.fromkeys(connection.execute(statement).scalars(), 0)
    columns = (link.c.id, link.c.child, link.c.parent)
    rows = connection.execute(select(*columns).where(link.c.project_id == project_id)).all()
    return Thread(_nodes(connection, nodes), tuple(edge_of(row) for row in rows))


def would_loop(connection: Connection, child: str, parent: str) -> bool:
    """Tell whether linking ``child`` to ``parent`` (as kind:id) would make a record its own origin."""
    if child == parent:
        return True
    above = _walk("up", parent)
    return connection.execute(select(above.c.node).where(above.c.node == child).limit(1)).first() is not None


def _key(node: str) -> tuple[str, int]:
    kind, _, row_id = node.partition(":")
    return kind, int(row_id)


def _edges(connection: Connection, nodes: set[str]) -> tuple[Edge, ...]:
    columns = (link.c.id, link.c.child, link.c.parent)
    rows = connection.execute(select(*columns).where(link.c.child.in_(nodes), link.c.parent.in_(nodes))).all()
    return tuple(edge_of(row) for row in rows)


def edge_of(row: Any) -> Edge:
    """Return a row of (id, child, parent) as the link it is."""
    return Edge(row[0], _key(row[1]), _key(row[2]))


def _nodes(connection: Connection, depths: dict[str, int]) -> tuple[Node, ...]:
    keys = [_key(node) for node in depths]
    found: list[Node] = []
    for kind in NodeKind:
        ids = [row_id for name, row_id in keys if name == kind.value]
        for row_id, label, detail, subkind in connection.execute(_labels(kind, ids)) if ids else ():
            depth = depths[f"{kind.value}:{row_id}"]
            found.append(Node(kind.value, row_id, label, detail or "", subkind, depth))
    return tuple(sorted(found, key=lambda node: (node.depth, node.kind, node.id)))


def _labels(kind: NodeKind, ids: list[int]) -> Select[Any]:
    if kind is NodeKind.FINDING:
        source = finding.outerjoin(session, session.c.id == finding.c.session_id)
        columns = (finding.c.id, finding.c.text, session.c.topic, finding.c.kind)
        return select(*columns).select_from(source).where(finding.c.id.in_(ids))
    if kind is NodeKind.PROPOSAL:
        columns = (proposal.c.id, proposal.c.title, proposal.c.department, proposal.c.decision)
        return select(*columns).where(proposal.c.id.in_(ids))
    return select(output.c.id, output.c.title, output.c.version, output.c.kind).where(output.c.id.in_(ids))


def link_id(connection: Connection, child: str, parent: str) -> int | None:
    """Return the id of the link between two nodes (as kind:id), or None."""
    statement = select(link.c.id).where(link.c.child == child, link.c.parent == parent)
    return connection.execute(statement).scalar()


_HEARD = ("voice", "citizen_need")
_ASKED = ("problem", "idea", "prototype")


def without_origin(connection: Connection, project_id: int) -> set[tuple[str, int]]:
    """Return what must stand on a citizen's words and does not: problems, ideas, proposals, outputs.

    A citizen's words are a card of kind 목소리 or 국민요구, or any card with a speaker.  One recursive
    statement walks from all of them at once.  A project without cards keeps no thread: nothing is marked.
    """
    heard = select((literal("finding:") + cast(finding.c.id, Text)).label("node")).where(
        finding.c.project_id == project_id, (finding.c.speaker != "") | finding.c.kind.in_(_HEARD)
    )
    walk = heard.cte("origin", recursive=True)
    origin = walk.union(select(link.c.child).join(walk, link.c.parent == walk.c.node))
    kept = select(finding.c.id).where(finding.c.project_id == project_id).exists()
    asked = union_all(
        _named("finding", finding, project_id).where(finding.c.kind.in_(_ASKED)),
        _named("proposal", proposal, project_id),
        _named("output", output, project_id),
    ).subquery()
    statement = select(asked.c.node).where(kept, asked.c.node.not_in(select(origin.c.node)))
    return {_key(node) for node in connection.execute(statement).scalars()}


def _named(kind: str, table: Table, project_id: int) -> Select[Any]:
    node = (literal(f"{kind}:") + cast(table.c.id, Text)).label("node")
    return select(node).where(table.c.project_id == project_id)
