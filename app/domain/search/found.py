"""What Ctrl+K finds: records under their headings, with the place where the words stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.search.query import Term

AROUND, LENGTH = 24, 96
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text around the first place found; ``marks`` are the places in it, ``place`` the field."""

    words: str = ""
    marks: Spans = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A record found: ``kind`` is a heading's key; ``hint`` tells namesakes apart; ``owner`` what opens it.

    ``owner`` holds the keys of the records it stands under (``project_id``, ``session_id``, ``output_id``).
    """

    kind: str
    id: int
    label: str
    hint: str
    marks: Spans = ()
    excerpt: Excerpt = Excerpt()
    owner: Mapping[str, int | None] | None = None


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The newest records of one kind, and how many there are; ``capped``: at least that many."""

    kind: str
    hits: tuple[Found, ...]
    count: int
    capped: bool = False


def marks(text: str, terms: Iterable[Term]) -> Spans:
    """Return the places of ``text`` that have one of ``terms``, in order and none within another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(place for term in terms for place in term.places(text)):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def excerpt(texts: Iterable[tuple[str, str]], terms: Sequence[Term]) -> Excerpt:
    """Return the piece around a term in the first of ``texts`` (label, text) that has one."""
    for label, text in texts:
        first = min((place[0] for term in terms for place in _first(term, text)), default=-1)
        if first < 0:
            continue
        start, end = max(first - AROUND, 0), min(first - AROUND + LENGTH, len(text))
        start, end = (0, min(LENGTH, len(text))) if start < AROUND // 2 else (start, max(end, start))
        words = " ".join(text[start:end].split())
        words = f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"
        return Excerpt(words, marks(words, terms), label)
    return Excerpt()


def _first(term: Term, text: str) -> list[tuple[int, int]]:
    place = next(term.places(text), None)
    return [place] if place else []
