"""Rows of a table against each other: what another row says already, and who may be the same person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain.hangul import fold, josa
from app.domain.tabular.kinds import UID
from app.domain.tabular.table import listed
from app.services.tabular.finding import Finder

if TYPE_CHECKING:
    from app.services.tabular.draft import Draft


def refuse_doubles(draft: "Draft", finder: Finder, ids: Sequence[int | None]) -> None:
    """Point out the rows that another row of the table says already."""
    keys = finder.identities
    if any(ids):
        pairs = zip(ids, finder.identities, strict=True)
        keys = [identity if row_id is None else row_id for row_id, identity in pairs]
    known = [key for key in keys if key is not None]
    if len(set(known)) == len(known):
        return
    first: dict[Any, int] = {}
    aside = draft.aside
    for place, (key, identity) in enumerate(zip(keys, finder.identities, strict=True)):
        row = draft.table.records[place]
        if key is None or row in aside:
            continue
        if key not in first:
            first[key] = place
        elif draft.is_half_known(place) or draft.is_half_known(first[key]):
            continue  # what is left of it says nothing about another row
        elif row not in draft.choices.accepted or ids[place] is not None:
            into = draft.table.records[first[key]]
            by_number = identity is None or identity[0] == UID
            names = [UID] if by_number else list(identity[0])
            said = josa("·".join(draft.kind.spec(name).label for name in names), "이/가")
            draft.doubt(place, names[0], f"{listed([into + 1])}행과 {said} 같습니다.", None, into)


def doubt_alike(draft: "Draft", finder: Finder, ids: Sequence[int | None]) -> None:
    """Point out the persons without phone and address that another row calls alike: name and affiliation."""
    key = ("name", "affiliation")
    if key not in draft.kind.keys or any(name not in draft.columns for name in key):
        return
    alone = [place for place, one in enumerate(finder.identities) if one is None and ids[place] is None]
    if not alone:
        return
    columns = (draft.columns[name] for name in key)
    pairs = [(fold(name or ""), fold(place or "")) for name, place in zip(*columns, strict=True)]
    first: dict[tuple[str, str], int] = {}
    for place in sorted(range(draft.total), key=set(alone).__contains__):
        first.setdefault(pairs[place], place)  # those with a phone or an address before those without
    for place in alone:
        row, other = draft.table.records[place], first[pairs[place]]
        if other == place or not all(pairs[place]) or row in draft.aside or row in draft.choices.accepted:
            continue
        into = draft.table.records[other]
        draft.doubt(place, "name", f"{listed([into + 1])}행과 이름·소속이 같습니다.", None, into)
