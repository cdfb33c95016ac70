"""밖으로 내는 글: texts of people's own writing, with whoever of the roster they name masked or left out."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.domain.privacy.masks import HIDDEN, LEFT_OUT, mask_email, mask_name, mask_phone
from app.domain.privacy.redaction import Finder, Hit, HitKind, Known
from app.services.privacy import disclosure
from db.queries import people, pseudonyms

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_MASKS: Mapping[HitKind, Callable[[str], str]] = {
    HitKind.NAME: mask_name,
    HitKind.PHONE: mask_phone,
    HitKind.EMAIL: mask_email,
}


def told(ws: "Workspace", texts: Sequence[str], on_file: bool = False) -> list[str]:
    """Return the texts as a paper may give them: names and contacts masked, of who is withheld left out.

    An official's name stays, and so does a word that may be no name at all.  With ``on_file`` only what tells
    of somebody on file is masked: the address of a hall and the number of an office stay.
    """
    with ws.reading() as connection:
        finder = Finder(Known(*row) for row in pseudonyms.roster(connection))
        hits = [hit for hit in finder.find(texts) if hit.proposed and (hit.people or not on_file)]
        ids = people.ids_of(connection, {uid for hit in hits for uid in hit.people})
    named = disclosure.allowed(ws, ids.values())
    withheld = {uid for uid, person in ids.items() if person in named.withheld}
    by_text: dict[int, list[Hit]] = {}
    for hit in hits:
        by_text.setdefault(hit.segment, []).append(hit)
    return [_told(text, by_text.get(number, ()), withheld) for number, text in enumerate(texts)]


def _told(text: str, hits: Iterable[Hit], withheld: Collection[str]) -> str:
    for hit in sorted(hits, key=lambda one: -one.start):
        gone = any(uid in withheld for uid in hit.people)
        shown = LEFT_OUT if gone else _masked(hit)
        text = text[: hit.start] + shown + text[hit.end :]
    return text


def _masked(hit: Hit) -> str:
    mask = _MASKS.get(hit.kind)
    return mask(hit.words) if mask else HIDDEN
