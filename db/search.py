"""Asking the index: which grams (``app.domain.search.bigrams``) a record must have to be found by some words.

Of what is looked for with all its signs the index finds who may have it, and their texts are read for the
signs; what consists of signs alone is looked for in the texts, the newest first.
``db.indexing`` keeps the index, ``db.index_check`` tells whether it is what it should be, and how a database
is asked for grams stands in ``db.full_text``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
)

from app.domain.search.bigrams import pairs
from app.domain.search.query import Term
from db.driver import STANDS
from db.full_text import (
    PAIRS,
    SIGNS,
    at_start,
    either,
    every,
    going_on,
    grams,
    has,
    phrase,
    that_have,
)
from db.searched import values_of

WRITTEN, BARE = "written", "bare"
"""Beside the kinds of grams: the texts themselves, read for what is literal, or has no letter in it."""
_MANY = 8
Ask = Iterable[str | BindParameter[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where to read which records have the terms: ``rowid`` of ``source`` under ``condition``."""

    source: FromClause
    rowid: ColumnElement[int]
    condition: ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Question:
    """What the index is asked: of one table first, then row by row of others, and who is left out."""

    shape: tuple[str, str, tuple[str, ...], tuple[str, ...]]
    """The kind of record, what is asked first, the others, and what is left out: kinds of grams, or texts.

    Nothing first where signs alone are looked for, which no index has.
    """
    asked: tuple[str, ...]

    @property
    def values(self) -> dict[str, str]:
        """Return the values of the parameters of ``prepared``."""
        return dict(zip(_names(len(self.asked)), self.asked, strict=True))


def hits(entity: str, terms: Sequence[Term], *, begun: bool = False) -> Hits | None:
    """Return where records of ``entity`` that have all ``terms`` are found; None where none is wanted.

    Rowids are the records' ids: ordered by them downwards, the newest come first and nothing is sorted.
    ``begun``: only those whose first text, which is their name, begins with the first term.
    """
    asked = question(entity, terms, begun=begun)
    return None if asked is None else _hits(asked.shape, asked.asked)


def prepared(asked: Question) -> Hits:
    """Return the same for whoever gives the ``values`` of the question with the statement.

    It is put together once for all questions of a shape: that took as long as the answer.
    """
    return _prepared(asked.shape, len(asked.asked))


@lru_cache(maxsize=256)
def _prepared(shape: Any, count: int) -> Hits:
    return _hits(shape, [bindparam(name) for name in _names(count)])


def _names(count: int) -> list[str]:
    return [f"asked_{place}" for place in range(count)]


def question(entity: str, terms: Sequence[Term], *, begun: bool = False) -> Question | None:
    """Return what the index is asked about ``terms``; None where none of them is wanted."""
    wanted = any(not term.excluded for term in terms)
    return _question(entity, terms, begun=begun) if wanted else None


def _question(entity: str, terms: Sequence[Term], *, begun: bool = False) -> Question:
    wanted = [term for term in terms if not term.excluded]
    literal = [_asked(term) for term in wanted if term.literal]
    names = [_beginnings(wanted.pop(0))] if begun else []
    in_pairs = names + [asked for term in wanted if (asked := _phrases(term))]
    in_signs = [asked for term in wanted if (asked := _signs(term))]
    without, apart = _left_out(terms, in_pairs)
    # Row by row, the newest first: a sign alone stands in most texts, so few are asked for.
    others = [*((SIGNS, asked) for asked in in_signs if in_pairs), *literal]
    first = PAIRS if in_pairs else SIGNS if in_signs else ""
    given = [every(in_pairs or in_signs, without)] if first else []
    given += [asked for _kind, asked in (*others, *apart)]
    shape = (entity, first, tuple(kind for kind, _asked in others), tuple(kind for kind, _asked in apart))
    return Question(shape, tuple(given))


def _hits(shape: tuple[str, str, tuple[str, ...], tuple[str, ...]], asked: Ask) -> Hits:
    entity, first, others, apart = shape
    more = iter(asked)
    source: Any = grams(first, entity) if first else _all(entity)
    parts = [has(source, next(more))] if first else []
    key = next(iter(source.c))
    parts += [_has_too(kind, entity, key, next(more)) for kind in others]
    parts += [not_(_among(kind, entity, key, next(more))) for kind in apart]
    return Hits(source, key, and_(True, *parts))


def _all(entity: str) -> Any:
    """Return all records of a kind, where the index is not asked."""
    return table(entity, column("id")).alias("every")


def _left_out(terms: Sequence[Term], in_pairs: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return what the same table of the index leaves out, and what it is asked apart, by kind of grams."""
    excluded = [_asked(term) for term in terms if term.excluded]
    within = [asked for kind, asked in excluded if in_pairs and kind == PAIRS]
    return within, [(kind, asked) for kind, asked in excluded if not (in_pairs and kind == PAIRS)]


def _asked(term: Term) -> tuple[str, str]:
    """Return what a term is looked for in, and what that is asked."""
    if term.literal:
        # a blank may be a line break in the text, which only the function knows
        return WRITTEN if term.readings() or " " in term.written else BARE, term.written
    phrases = _phrases(term)
    return (PAIRS, phrases) if phrases else (SIGNS, _signs(term))


def _has_too(kind: str, entity: str, rowid: ColumnElement[int], asked: Any) -> ColumnElement[bool]:
    if kind in (WRITTEN, BARE):
        return _has_written(kind, entity, rowid, asked)
    other = grams(kind, entity).alias()
    found = select(other.c.rowid).where(has(other, asked), other.c.rowid == rowid)
    return exists(found.correlate_except(other))


def _has_written(kind: str, entity: str, rowid: ColumnElement[int], asked: Any) -> ColumnElement[bool]:
    """Return the condition that a text of a record has what is literal; only texts that are found count.

    Signs have no case, so no function of Python need be called for each record.
    """
    record = table(entity, column("id"), column("destroyed_on")).alias("r")
    texts = [literal_column(text, String) for text in values_of(entity)]
    if kind == BARE:
        written = or_(*(func.instr(text, asked) > 0 for text in texts))
    else:
        written = getattr(func, STANDS)(asked, *texts, type_=Boolean)
    found = select(record.c.id).where(record.c.id == rowid, written)
    if entity == "person":
        found = found.where(record.c.destroyed_on.is_(None))
    return exists(found.correlate_except(record))


def _among(kind: str, entity: str, key: ColumnElement[int], asked: Any) -> ColumnElement[bool]:
    if kind in (WRITTEN, BARE):
        return _has_written(kind, entity, key, asked)
    return key.in_(that_have(kind, entity, asked))


def matching(entity: str, key: ColumnElement[int], terms: Sequence[Term]) -> ColumnElement[bool]:
    """Return the condition that the record with ``key`` has every wanted term and none of the others."""
    found = hits(entity, terms)
    if found is None:
        excluded = (_asked(term) for term in terms if term.excluded)
        return and_(True, *(not_(_among(kind, entity, key, asked)) for kind, asked in excluded))
    return key.in_(_ids(found))


def having(entity: str, term: Term) -> Select[Any]:
    """Return the statement of the ids of all records of ``entity`` that have a wanted ``term``."""
    asked = _question(entity, [term])
    return _ids(_hits(asked.shape, asked.asked))


def _ids(found: Hits) -> Select[Any]:
    return select(found.rowid).select_from(found.source).where(found.condition)


# -- the grams of a term


@lru_cache(maxsize=64)
def _phrases(term: Term) -> str:
    """Return what the index of pairs is asked; empty where one sign alone is looked for."""
    readings = [reading for reading in term.readings() if len(reading) > 1 or len(reading[0]) > 1]
    if len(readings) > _MANY and not term.also and len(readings[0]) == 1 and len(readings[0][0]) > 2:
        return _half_typed([reading[0] for reading in readings])
    return either(map(_phrase, readings)) if readings else ""


@lru_cache(maxsize=64)
def _beginnings(term: Term) -> str:
    """Return what the index of pairs is asked for texts of which ``term`` is the beginning."""
    return either(at_start(_phrase(reading)) for reading in term.readings()[:_MANY])


def _half_typed(words: Sequence[str]) -> str:
    """Return what is asked for 골목ㄱ: the word so far, and one of the pairs that it may go on with.

    As 110 phrases it cost five times as much, for an answer that the next key makes obsolete.
    """
    return every([_phrase([words[0][:-1]]), either(phrase([word[-2:]]) for word in words)])


@lru_cache(maxsize=64)
def _signs(term: Term) -> str:
    """Return what the index of single signs is asked; empty where more than one sign is looked for."""
    readings = () if _phrases(term) else term.readings()
    return either(phrase(reading[:1]) for reading in readings) if readings else ""


def _phrase(reading: Sequence[str]) -> str:
    *before, last = reading
    tokens = pairs([" ".join(before)]).split()[:-1]  # without the break between fields
    if len(last) == 1:
        # The word may go on: 말 stands at the beginning of 말씀.
        return going_on(tokens, last)
    return phrase([*tokens, *map(str.__add__, last, last[1:])])
