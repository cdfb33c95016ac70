"""선후 관계: what has to be over before something else begins, within one project.

The four stages follow one another by the order of the process; ties (``Tie``) say more.  What takes days (a
stage) begins on the day after what it waits for has ended; a milestone takes no time and may fall on the
very day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from app.domain.hangul import josa, quoted
from app.domain.timeline import MILESTONE, STAGE, BarState, Node, Span, StageBar, TimelineRow
from app.errors import UserError


class Grip(StrEnum):
    """Where a bar is taken: its middle moves it, an end stretches it."""

    WHOLE = "whole"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Edge:
    """``after`` waits for ``before``: because they are ``tied``, or by the order of the stages alone."""

    before: Node
    after: Node
    tied: bool
    tie_id: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that goes from some days to others."""

    node: Node
    old: Span
    new: Span

    @property
    def by(self) -> int:
        """Return by how many days its beginning moves, or its end where the beginning stays."""
        return (self.new.first - self.old.first).days or (self.new.last - self.old.last).days


@dataclass(frozen=True, slots=True)
class Conflict:
    """``after`` begins ``days`` days before ``before`` lets it."""

    edge: Edge
    days: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change comes to: its moves, the one asked for first, and what is out of order afterwards."""

    moves: tuple[Move, ...]
    conflicts: tuple[Conflict, ...]


class Course:
    """What of a project has days, what is fixed of it, and what waits for what."""

    def __init__(self, row: TimelineRow) -> None:
        """Take the stages and milestones of ``row``."""
        self.row = row
        self.spans: dict[Node, Span] = {}
        self.fixed: set[Node] = set()
        self.names: dict[Node, str] = {}
        for bar in row.stages:
            if bar.span is not None:
                node = self._put(STAGE, bar.id, bar.span, f"{bar.label} 단계")
                self.fixed |= {node} if bar.state is not BarState.PLANNED else set()
        for due in row.dues:
            node = self._put(MILESTONE, due.id, Span(due.day, due.day), due.title)
            self.fixed |= {node} if due.done else set()
        self.edges = tuple(self._edges())

    def _put(self, kind: str, record: int, span: Span, name: str) -> Node:
        node = (kind, record)
        self.spans[node], self.names[node] = span, name
        return node

    def _edges(self) -> Iterator[Edge]:
        tied = {(tie.before, tie.after) for tie in self.row.ties}
        for first, second in pairwise((STAGE, bar.id) for bar in self.row.stages):
            if (first, second) not in tied:
                yield Edge(first, second, tied=False)
        yield from (Edge(tie.before, tie.after, tied=True, tie_id=tie.id) for tie in self.row.ties)

    # -- moving

    def grip(self, node: Node, grip: Grip, by: int) -> Span:
        """Return the days of ``node`` after its end, beginning or whole was taken ``by`` days on.

        What is over stays; of a stage under way only the end moves, for its beginning is a fact.  A bar is
        never shorter than a day.  ``UserError`` where nothing may move.
        """
        span = self.spans.get(node)
        if span is None:
            raise UserError("날짜가 없어 옮길 수 없습니다. 먼저 계획 날짜를 적으십시오.", "planned_start")
        bar = self.row.bar(node[1]) if node[0] == STAGE else None
        self._refuse(node, bar, grip)
        under_way = bar is not None and bar.state is BarState.CURRENT
        if node[0] == MILESTONE or (grip is Grip.WHOLE and not under_way):
            return span.moved(by)
        if grip is Grip.START:
            return replace(span, first=min(span.first + timedelta(by), span.last))
        earliest = max(span.first, bar.planned_start or span.first) if bar is not None else span.first
        return replace(span, last=max(span.last + timedelta(by), earliest))

    def _refuse(self, node: Node, bar: StageBar | None, grip: Grip) -> None:
        name = self.names[node]
        if bar is None and node in self.fixed:
            raise UserError(f"{quoted(name, '은/는')} 이미 마친 일이라 옮기지 않습니다.", "due_on")
        if bar is not None and bar.state is BarState.DONE:
            raise UserError(
                f"관문을 통과한 {josa(name, '은/는')} 옮기지 않습니다. 실적은 과제방의 단계 탭에서 고칩니다.",
                "planned_end",
            )
        if bar is not None and bar.state is BarState.CURRENT and grip is Grip.START:
            raise UserError(
                f"{josa(name, '은/는')} 이미 시작했으므로 시작한 날은 바꾸지 않습니다. 끝을 옮기십시오.",
                "planned_start",
            )

    def place(self, node: Node, span: Span, alone: bool = False) -> Outcome:
        """Return what giving ``node`` other days comes to.

        What waits for it is pushed on as far as it has to be, with its length kept, and so is what waits for
        that.  ``alone`` leaves stages where they are that only follow in the order of the process: what
        overlaps then is told as a conflict, as is whatever is fixed.
        """
        spans = {**self.spans, node: span}
        moved = [node]
        for current in self._in_order():
            if current not in moved:
                continue
            for edge in self.edges:
                if edge.before == current and edge.after in spans and (edge.tied or not alone):
                    lack = self._lack(edge, spans)
                    if lack > 0 and edge.after not in self.fixed and edge.after != node:
                        spans[edge.after] = spans[edge.after].moved(lack)
                        moved.append(edge.after)
        once = dict.fromkeys(moved)
        moves = (Move(one, self.spans[one], spans[one]) for one in once if spans[one] != self.spans[one])
        return Outcome(tuple(moves), tuple(self._conflicts(spans)))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what is out of order as things stand."""
        return tuple(self._conflicts(self.spans))

    def _conflicts(self, spans: Mapping[Node, Span]) -> Iterator[Conflict]:
        for edge in self.edges:
            if edge.before in spans and edge.after in spans and not self._settled(edge):
                lack = self._lack(edge, spans)
                if lack > 0:
                    yield Conflict(edge, lack)

    def _settled(self, edge: Edge) -> bool:
        """Tell whether nothing is to be put in order any more.

        So it is once both are over, and where only the order of the stages asks: once the second has begun.
        """
        begun = edge.after in self.fixed and not edge.tied
        return begun or (self._over(edge.before) and self._over(edge.after))

    def _over(self, node: Node) -> bool:
        bar = self.row.bar(node[1]) if node[0] == STAGE else None
        return bar.state is BarState.DONE if bar is not None else node in self.fixed

    def _lack(self, edge: Edge, spans: Mapping[Node, Span]) -> int:
        """Return by how many days ``after`` begins too early; 0 or less where it is in order."""
        return (self._earliest(edge, spans) - spans[edge.after].first).days

    @staticmethod
    def _earliest(edge: Edge, spans: Mapping[Node, Span]) -> date:
        both_take_time = edge.before[0] == STAGE == edge.after[0]
        return spans[edge.before].last + timedelta(int(both_take_time))

    def _in_order(self) -> list[Node]:
        """Return every node after all that it waits for."""
        order: list[Node] = []
        for node in self.spans:
            self._visit(node, order, set())
        return order

    def _visit(self, node: Node, order: list[Node], above: set[Node]) -> None:
        if node in order or node in above:
            return  # a circle cannot be made, but one that was merged in must not hang the window
        for edge in self.edges:
            if edge.after == node and edge.before in self.spans:
                self._visit(edge.before, order, above | {node})
        order.append(node)

    # -- tying

    def refuse_tie(self, before: Node, after: Node) -> None:
        """Refuse by a ``UserError`` a tie that cannot be: to itself, twice, or one that closes a circle."""
        for node in (before, after):
            if node not in self.names:
                raise UserError("날짜가 있는 단계와 할 일만 이을 수 있습니다.", "dependency")
        first, second = self.names[before], self.names[after]
        if before == after:
            raise UserError("서로 다른 두 가지를 고르십시오.", "dependency")
        if any(edge.tied and (edge.before, edge.after) == (before, after) for edge in self.edges):
            raise UserError(f"{quoted(first, '과/와')} ‘{second}’ 사이는 이미 이었습니다.", "dependency")
        if leads(self.edges, after, before):
            raise UserError(
                f"{quoted(second, '이/가')} 이미 ‘{first}’보다 먼저이므로 거꾸로 이을 수 없습니다. "
                "두 가지가 서로를 기다리게 됩니다.",
                "dependency",
            )


def leads(edges: Iterable[Edge], start: Node, goal: Node) -> bool:
    """Tell whether ``goal`` waits for ``start``, at once or over others."""
    onward: dict[Node, list[Node]] = {}
    for edge in edges:
        onward.setdefault(edge.before, []).append(edge.after)
    seen, waiting = {start}, [start]
    while waiting:
        following = onward.get(waiting.pop(), [])
        waiting += [node for node in following if node not in seen]
        seen.update(following)
    return goal in seen
