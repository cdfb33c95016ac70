"""발견 카드와 묶음: adding, moving, merging, splitting; a card keeps its source whatever happens to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.entities import ENTITIES
from app.domain.finding import PERSONA_FIELDS, Cluster, Finding, FindingKind
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import listing, records, threads
from db.queries import findings as queries
from db.queries import threads as thread_queries

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.threads import Ref
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

GAP = 1024
"""Room between two cards, so that moving one between them rewrites no other."""


def of_project(ws: "Workspace", project_id: int) -> list[Finding]:
    """Return every card of a project in the order of the board."""
    return listing.all_rows(ws, "finding", ListQuery(filters={"project_id": (project_id,)}))


def clusters(ws: "Workspace", project_id: int) -> list[Cluster]:
    """Return the clusters of a project in their order."""
    with ws.reading() as connection:
        return queries.clusters(connection, project_id)


def add(ws: "Workspace", project_id: int, kind: str, text: str, **source: Any) -> int:
    """Add a card as a step of its own and return its id; ``source`` as ``create`` takes it."""
    with ws.unit_of_work(f"{FindingKind(kind).label} 카드 추가") as work:
        return create(work, project_id, kind, text, **source)


def create(
    work: "UnitOfWork",
    project_id: int,
    kind: str,
    text: str,
    *,
    session_id: int | None = None,
    agenda_item_id: int | None = None,
    source_id: int | None = None,
    quote: str = "",
    quote_start: int | None = None,
    quote_end: int | None = None,
    speaker: str = "",
    cluster_id: int | None = None,
    persona: Mapping[str, str] | None = None,
    parents: Iterable["Ref"] = (),
    uid: str = "",
) -> int:
    """Add a card at the end of its cluster within a step of work; ``speaker`` is a role or a pseudonym.

    Who may have to hand a card over twice gives it its ``uid`` beforehand.
    """
    own = _persona(persona) if persona else {}
    values = {
        "kind": kind,
        "text": text if text.strip() or not own else introduced(own),
        "session_id": session_id,
        "agenda_item_id": agenda_item_id,
        "source_id": source_id,
        "quote": quote,
        "quote_start": quote_start,
        "quote_end": quote_end,
        "speaker": speaker,
        "cluster_id": cluster_id,
        "position": queries.last_position(work.connection, project_id, cluster_id) + GAP,
    }
    links: dict[str, Any] = {"project_id": project_id, "persona": own}
    if uid:
        links["uid"] = uid
    finding_id = records.insert(work, "finding", values, **links)
    for parent in parents:
        threads.add(work, project_id, ("finding", finding_id), parent)
    return finding_id


def _persona(values: Mapping[str, str]) -> dict[str, str]:
    cleaned = clean(PERSONA_FIELDS, values)
    return {key: value for key, value in cleaned.items() if value}


def introduced(persona: Mapping[str, str]) -> str:
    """Return who a persona is in one line: name, age band, situation."""
    who = ", ".join(part for part in (persona.get("name", ""), persona.get("age_band", "")) if part)
    return ". ".join(part for part in (who, persona.get("situation", "")) if part)


def keep_picture(ws: "Workspace", project_id: int, file: "Path") -> str:
    """Keep a persona's picture among the files of the project and return what its fields name it by."""
    sha256, size = ws.blobs.add(file)
    with ws.unit_of_work("퍼소나 그림 넣기") as work:
        values = {"name": file.name, "sha256": sha256, "size": size, "added_at": ws.clock()}
        work.insert("attachment", {**values, "project_id": project_id})
    return sha256


def edit(
    ws: "Workspace", ids: Sequence[int], values: Mapping[str, Any], persona: Mapping[str, str] | None = None
) -> None:
    """Change fields of cards; ``persona`` replaces a persona's own fields."""
    changes = clean(ENTITIES["finding"].fields, values, partial=True)
    if persona is not None:
        changes["persona"] = _persona(persona)
    more = f" {len(ids)}장" if len(ids) > 1 else ""
    with ws.unit_of_work(f"발견 카드{more} 수정") as work:
        work.update_many("finding", ids, changes)


def delete(ws: "Workspace", ids: Sequence[int]) -> None:
    """Delete cards with their links and dots."""
    with ws.unit_of_work(f"발견 카드 {len(ids)}장 삭제") as work:
        work.delete("finding", ids)


def move(ws: "Workspace", ids: Sequence[int], cluster_id: int | None, before_id: int | None = None) -> None:
    """Put cards, in their order, before ``before_id`` in a cluster; at its end where that is None."""
    with ws.unit_of_work(f"발견 카드 {len(ids)}장 옮기기") as work:
        moved = set(ids)
        if not moved:
            return
        stay = [
            place for place in queries.places(work.connection, ids[0], cluster_id) if place[0] not in moved
        ]
        at = next((n for n, (card, _position) in enumerate(stay) if card == before_id), len(stay))
        low = stay[at - 1][1] if at else 0
        high = stay[at][1] if at < len(stay) else low + GAP * (len(ids) + 1)
        step = (high - low) // (len(ids) + 1)
        if step:
            for number, card in enumerate(ids, 1):
                work.update("finding", card, {"cluster_id": cluster_id, "position": low + number * step})
        else:
            _renumber(work, [c for c, _ in stay[:at]] + list(ids) + [c for c, _ in stay[at:]], cluster_id)


def _renumber(work: "UnitOfWork", ids: Sequence[int], cluster_id: int | None) -> None:
    for number, card in enumerate(ids, 1):
        work.update("finding", card, {"cluster_id": cluster_id, "position": number * GAP})


def without_origin(ws: "Workspace", project_id: int) -> set["Ref"]:
    """Return the problems, ideas, proposals and outputs that stand on no citizen's words (근거 없음)."""
    with ws.reading() as connection:
        return thread_queries.without_origin(connection, project_id)


# -- merging and splitting


def merge(ws: "Workspace", ids: Sequence[int]) -> int:
    """Merge cards that say the same into the first of ``ids``, in one step; return its id.

    The texts are joined, the words as they stood are kept with where they came from, links and dots move to
    the survivor.  Cards between which the thread runs through another card cannot be one card.
    """
    if len(set(ids)) < 2:
        raise UserError("합칠 카드를 두 장 이상 고르십시오.")
    cards = listing.rows(ws, "finding", ids)
    if len(cards) < len(set(ids)):
        raise UserError("합치려던 카드가 그 사이에 지워졌습니다. 남은 카드를 다시 고르십시오.")
    survivor, others = cards[0], cards[1:]
    if any(card.project_id != survivor.project_id for card in others):
        raise UserError("서로 다른 과제의 카드는 합칠 수 없습니다. 한 과제의 카드만 고르십시오.")
    gone = [card.id for card in others]
    with ws.unit_of_work(f"발견 카드 {len(cards)}장 합치기") as work:
        work.update("finding", survivor.id, _joined(cards))
        _move_links(work, survivor, gone)
        work.update_many("vote", queries.vote_ids(work.connection, gone), {"finding_id": survivor.id})
        work.delete("finding", gone)
    survivor_id: int = survivor.id
    return survivor_id


def _joined(cards: Sequence[Finding]) -> dict[str, Any]:
    first = cards[0]
    values: dict[str, Any] = {
        "text": _distinct(card.text for card in cards),
        "quote": _distinct(_with_source(card, card is first) for card in cards),
        "speaker": _distinct((card.speaker for card in cards), ", "),
    }
    if first.session_id is None and first.source_id is None:
        sourced = next((card for card in cards if card.session_id or card.source_id), first)
        keys = ("session_id", "agenda_item_id", "source_id", "quote_start", "quote_end")
        values |= {key: getattr(sourced, key) for key in keys}
    if not first.persona:
        values["persona"] = next((dict(card.persona) for card in cards if card.persona), {})
    return values


def _with_source(card: Finding, plain: bool) -> str:
    origin = " · ".join(part for part in (card.session or card.source, card.speaker) if part)
    if plain or not (card.quote or origin):
        return card.quote
    return f"{card.quote or card.text} ({origin})" if origin else card.quote


def _distinct(texts: Iterable[str], between: str = "\n") -> str:
    return between.join(dict.fromkeys(text for text in texts if text))


def _move_links(work: "UnitOfWork", survivor: Finding, gone: Sequence[int]) -> None:
    nodes = {("finding", card) for card in (survivor.id, *gone)}
    here = ("finding", survivor.id)
    edges = queries.edges_of(work.connection, gone)
    work.delete("link", [edge.id for edge in edges])
    for edge in edges:
        child = here if edge.child in nodes else edge.child
        parent = here if edge.parent in nodes else edge.parent
        if child != parent:
            threads.add(work, survivor.project_id, child, parent)


def split(ws: "Workspace", card: Finding, texts: Sequence[str]) -> list[int]:
    """Split a card into one per text, in one step; each keeps the source and the links of the whole."""
    parts = [text.strip() for text in texts if text.strip()]
    if len(parts) < 2:
        raise UserError("나눌 곳이 없습니다. 카드의 내용을 두 줄 이상으로 나누어 쓰십시오.", "text")
    with ws.unit_of_work(f"발견 카드 {len(parts)}장으로 나누기") as work:
        edges = queries.edges_of(work.connection, [card.id])
        work.update("finding", card.id, {"text": clean(ENTITIES["finding"].fields, {"text": parts[0]},
                                                       partial=True)["text"]})  # fmt: skip
        made = [_part(work, card, text, number) for number, text in enumerate(parts[1:], 1)]
        for part in made:
            _copy_links(work, card, part, edges)
    return [card.id, *made]


def _part(work: "UnitOfWork", card: Finding, text: str, number: int) -> int:
    kept = ("session_id", "agenda_item_id", "source_id", "quote", "quote_start", "quote_end", "speaker",
            "cluster_id")  # fmt: skip
    values = {key: getattr(card, key) for key in kept}
    values |= {"kind": card.kind, "text": text, "position": card.position + number}
    return records.insert(work, "finding", values, project_id=card.project_id, persona={})


def _copy_links(work: "UnitOfWork", card: Finding, part: int, edges: Sequence[Any]) -> None:
    whole, here = ("finding", card.id), ("finding", part)
    for edge in edges:
        child = here if edge.child == whole else edge.child
        parent = here if edge.parent == whole else edge.parent
        threads.add(work, card.project_id, child, parent)


# -- clusters


def add_cluster(ws: "Workspace", project_id: int, name: str, ids: Sequence[int] = ()) -> int:
    """Make a cluster at the end, with cards ``ids`` in it."""
    with ws.unit_of_work(f"묶음 ‘{name.strip()}’ 만들기") as work:
        last = max((c.position for c in queries.clusters(work.connection, project_id)), default=0)
        values = {"name": name, "position": last + 1}
        cluster_id = records.insert(work, "cluster", values, project_id=project_id)
        _renumber(work, ids, cluster_id)
    return cluster_id


def rename_cluster(ws: "Workspace", cluster_id: int, name: str) -> None:
    """Give a cluster another name."""
    records.edit(ws, "cluster", [cluster_id], {"name": name})


def delete_cluster(ws: "Workspace", cluster: Cluster) -> None:
    """Take a cluster away; its cards stay, without a cluster, after those that have none."""
    with ws.unit_of_work(f"묶음 ‘{cluster.name}’ 없애기") as work:
        cards = queries.cluster_cards(work.connection, cluster.id)
        last = queries.last_position(work.connection, cluster.project_id, None)
        for number, card in enumerate(cards, 1):
            work.update("finding", card, {"cluster_id": None, "position": last + number * GAP})
        work.delete("cluster", [cluster.id])


def move_cluster(ws: "Workspace", cluster: Cluster, step: int) -> None:
    """Move a cluster ``step`` places on; at the ends it stays."""
    with ws.unit_of_work(f"묶음 ‘{cluster.name}’ 옮기기") as work:
        order = [c.id for c in queries.clusters(work.connection, cluster.project_id)]
        at = order.index(cluster.id)
        order.insert(max(0, min(len(order) - 1, at + step)), order.pop(at))
        for number, cluster_id in enumerate(order, 1):
            work.update("cluster", cluster_id, {"position": number})
