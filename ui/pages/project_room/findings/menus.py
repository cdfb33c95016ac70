"""What can be done with cards, and with a cluster of them, as entries of a context menu."""

from collections.abc import Callable, Sequence
from functools import partial

from app.domain.finding import Cluster, Finding, FindingKind
from ui.pages.project_room.findings.verbs import FindingVerbs
from ui.widgets.menus import Entry, Looks


def of_cards(
    verbs: FindingVerbs,
    ids: Sequence[int],
    cards: Sequence[Finding],
    clusters: Sequence[Cluster],
    write_on: Callable[[int], object],
) -> list[Entry]:
    """Return what can be done with ``cards``: one is written on, changed and linked, several are merged."""
    places: list[Entry] = [("", one.name, partial(verbs.move, ids, one.id)) for one in clusters]
    places += [
        ("", "묶지 않음", partial(verbs.move, ids, None)),
        ("plus", "새 묶음으로…", partial(verbs.add_cluster, ids)),
    ]
    several: Entry = ("merge", f"{len(cards)}장 합치기", partial(verbs.merge, ids))
    return [
        *(_of_one(verbs, cards[0], write_on) if len(cards) == 1 else [several]),
        None,
        ("tag", "종류 바꾸기", [("", k.label, partial(verbs.set_kind, ids, k.value)) for k in FindingKind]),
        ("group", "묶음으로 옮기기", places),
        ("copy", "복사\tCtrl+C", Looks(partial(verbs.copy, cards))),
        None,
        ("trash-2", "지우기…\tDel", partial(verbs.delete, ids)),
    ]


def _of_one(verbs: FindingVerbs, card: Finding, write_on: Callable[[int], object]) -> list[Entry]:
    return [
        ("pencil", "바로 쓰기\tF2", partial(write_on, card.id)),
        ("notebook-pen", "고치기…\tEnter", partial(verbs.open, card)),
        ("split", "나누기…", partial(verbs.split, card)),
        ("link", "근거 잇기…", partial(verbs.link, card)),
        ("send", "제안으로 만들기", partial(verbs.propose, card)),
        ("link", "있는 제안에 잇기…", partial(verbs.link_proposal, card)),
    ]


def of_cluster(verbs: FindingVerbs, cluster: Cluster | None) -> list[Entry]:
    """Return what can be done among clusters, and with ``cluster`` where the column is one."""
    entries: list[Entry] = [("group", "새 묶음…", verbs.add_cluster)]
    if cluster is None:
        return entries
    return [
        *entries,
        None,
        ("pencil", "이름 바꾸기…", partial(verbs.rename_cluster, cluster)),
        ("chevron-left", "앞으로", partial(verbs.move_cluster, cluster, -1)),
        ("chevron-right", "뒤로", partial(verbs.move_cluster, cluster, 1)),
        ("trash-2", "묶음 없애기", partial(verbs.delete_cluster, cluster)),
    ]
