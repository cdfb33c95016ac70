"""Keeping the index of words: it follows the journal, behind the writes and never inside them.

The journal's triggers have written down every record that a step touched, whatever way it was changed (bulk
statement, cascade, undo).  The index goes through that list afterwards, in parts, and remembers in the same
transaction how far it has come (``app_meta``): a program killed at any moment leaves it behind at most, and
whoever opens or searches the file next goes on from there.  In the transaction of the step itself an edit
cost 2.1 times as much, most of it for writing segments of the index that the next edit makes obsolete.

What a part is to write is read and cut into words first, without a lock (``ahead``); only the writing locks
others out (``take_in``).  A record that changes in between is listed again further on, so that its words are
right in the end; a part that somebody else has taken in meanwhile is let go.  The text of an attached file
comes beside the journal, where nothing lists it: they are counted, and what was read before one is let go.

A trigger of its own could only cut words by a function of Python, which other tools do not have.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.domain.search.bigrams import cut
from app.domain.search.texts import SEARCHED
from db import full_text
from db.journal import driver_of
from db.searched import COLUMNS, OWNERS, all_ids, documents, portions

Progress = Callable[[int, int], None]
_Texts = dict[int, list[str] | None]
_Words = dict[str, dict[int, tuple[str, str] | None]]
_Read = Callable[[int, int, _Words], tuple[int, dict[str, _Texts]]]
"""Reads no more than so many items from a place on: their number, and their texts but for those known."""

MOST_CHANGES, MOST_LETTERS = 500, 60_000
"""How long a part is: 0.03 s at most to read and cut, and as long to write; longer ones were no quicker.

One record longer than that, an attachment with the text of its file, is a part of its own.  A tag stands in
many projects: a change of one is taken in by as many parts as these need.
"""
_STEP, _OF_TAG = 100, 20
_PART, _PART_LETTERS = 500, 2_000_000
_PASSED_OVER = 2000
_MARK, _WITHIN = "search_change", "search_within"
_FOLLOWED = "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM app_meta WHERE key = 'search_files'), 0)"
_FOLLOW = f"REPLACE INTO app_meta (key, value) VALUES ('search_files', ({_FOLLOWED}) + 1)"  # noqa: S608
_HEAD = "SELECT coalesce(max(id), 0) FROM journal_change"
_SINCE = f"SELECT coalesce((SELECT CAST(value AS INTEGER) FROM app_meta WHERE key = '{_MARK}'), 0)"  # noqa: S608
# What a record is found by beyond its own fields.
_BESIDE = {"attachment": ("sha256",), "person": ("destroyed_on",)}
_CONCERNED = {entity: (*COLUMNS[entity], *_BESIDE.get(entity, ())) for entity in SEARCHED}
_TABLES = json.dumps([*SEARCHED, *OWNERS, "tag"])
_LISTED = """FROM journal_change WHERE id > ? AND table_name IN (SELECT value FROM json_each(?))"""
_CHANGES = f"""SELECT id, table_name, row_id, kind, "before", "after" {_LISTED} ORDER BY id LIMIT ?"""
_WAITING = f"SELECT count(*) FROM (SELECT 1 {_LISTED} LIMIT ?)"  # noqa: S608


class Change(NamedTuple):
    """A changed record as the journal lists it."""

    id: int
    table_name: str
    row_id: int
    kind: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """What the index is to hold after the changes ``since`` … ``until`` of the journal.

    By kind and id: the words as pairs and as single signs; None for a record that is gone.  ``followed`` is
    how often texts of files had come before it was read.  Of the first change after ``until`` the records up
    to the id ``reached`` are taken in besides; up to ``begun`` they were before.
    """

    since: int
    until: int
    followed: int
    words: Mapping[str, Mapping[int, tuple[str, str] | None]]
    begun: int = 0
    reached: int = 0


# -- following the journal


def waiting(connection: Connection, most: int = -1) -> int:
    """Return how many changes the index has not taken in yet, counted no further than ``most``."""
    driver = driver_of(connection)
    since, head = _standing(driver)
    return int(driver.execute(_WAITING, (since, _TABLES, most)).fetchone()[0]) if head > since else 0


def ahead(connection: Connection, *, briefly: bool = False) -> Part | None:
    """Return the next part that the index is to take in; None where it is complete.

    None as well where it is to be done ``briefly`` and the next record alone is longer than a part.
    """
    driver = driver_of(connection)
    # Before the words: what comes while they are read makes them old.
    followed = _followed(driver)
    since, head = _standing(driver)
    if head == since:
        return None
    changes = _changes(driver, since, MOST_CHANGES)
    if not changes and head - since < _PASSED_OVER:
        return None
    begun = _within(driver, since)
    if changes and changes[0].table_name == "tag":
        part, letters = _part_of_tag(driver, changes[0], Part(since, since, followed, {}, begun))
    else:
        words, end, letters = _words(driver, changes)
        whole = end == len(changes) < MOST_CHANGES
        part = Part(since, head if whole else changes[end - 1].id, followed, words)
    return None if briefly and letters > MOST_LETTERS else part


def _part_of_tag(driver: Any, change: Change, part: Part) -> tuple[Part, int]:
    """Return ``part`` with the next projects of a changed tag, and how many letters they have.

    Once these are all, the change itself is in it.
    """
    ids = sorted(row_id for row_id in _touched(driver, [change])["project"] if row_id > part.begun)

    def read(at: int, most: int, _known: _Words) -> tuple[int, dict[str, _Texts]]:
        some = ids[at : at + most]
        return len(some), {"project": _read(driver, "project", some)}

    words, end, letters = _fill(len(ids), _OF_TAG, read)
    here = {"until": change.id} if end == len(ids) else {"reached": ids[end - 1]}
    return replace(part, words=words, **here), letters


def _words(driver: Any, changes: Sequence[Change]) -> tuple[_Words, int, int]:
    """Return what ``_fill`` returns of changes; a tag begins a part of its own."""

    def read(at: int, most: int, known: _Words) -> tuple[int, dict[str, _Texts]]:
        some = _together(changes, at, most)
        return len(some), _texts(driver, some, known)

    tag = (place for place, change in enumerate(changes) if change.table_name == "tag")
    return _fill(next(tag, len(changes)), _STEP, read)


def _fill(count: int, size: int, read: _Read) -> tuple[_Words, int, int]:
    """Return the words of the first of ``count`` items that are a part, how many these are, their letters.

    No more than ``MOST_LETTERS``, but for a first item that alone has more; ``size`` are read at once.
    """
    words: _Words = {}
    at = letters = 0
    while at < count:
        number, texts = read(at, size, words)
        more = sum(map(_letters, texts.values()))
        if letters + more > MOST_LETTERS:
            if number > 1:
                size = number // 2
                continue
            if at:
                break
        for entity, of_kind in texts.items():
            words.setdefault(entity, {}).update(_cut(of_kind))
        at, letters = at + number, letters + more
    return words, at, letters


def _letters(texts: _Texts) -> int:
    return sum(len(text) for found in texts.values() for text in found or ())


def _together(changes: Sequence[Change], at: int, most: int) -> Sequence[Change]:
    """Return the changes from ``at`` whose texts are read at once: an attachment's, a whole file's, alone."""
    some = changes[at : at + most]
    long = (place for place, change in enumerate(some) if change.table_name in ("attachment", "tag"))
    return some[: max(next(long, len(some)), 1)]


def _texts(driver: Any, changes: Sequence[Change], known: _Words) -> dict[str, _Texts]:
    """Return by kind and id the texts of the changed records that are not ``known``."""
    return {
        entity: _read(driver, entity, ids - known.get(entity, {}).keys())
        for entity, ids in _touched(driver, changes).items()
    }


def take_in(connection: Connection, part: Part) -> bool:
    """Write a part into the index.

    False where somebody else has, a backup came in the file's place, or the text of a file came meanwhile.
    """
    driver = driver_of(connection)
    since, head = _standing(driver)
    stands = (since, _followed(driver), _within(driver, since))
    if stands != (part.since, part.followed, part.begun) or head < part.until:
        return False
    for entity, words in part.words.items():
        full_text.put(driver, entity, words)
    _mark(driver, part.until, part.reached)
    return True


def complete(connection: Connection) -> None:
    """Take in all that is written down so far, within the transaction of ``connection``."""
    while (part := ahead(connection)) is not None:
        take_in(connection, part)


def believe(connection: Connection) -> None:
    """Take the index for complete where it says nothing of itself: former programs wrote it in the step."""
    driver = driver_of(connection)
    if driver.execute("SELECT 1 FROM app_meta WHERE key = ?", (_MARK,)).fetchone() is None:
        _mark(driver, driver.execute(_HEAD).fetchone()[0])


def listed(connection: Connection) -> dict[str, set[int]]:
    """Return by kind the ids of the records that the index has not taken in yet."""
    driver = driver_of(connection)
    return _touched(driver, _changes(driver, _standing(driver)[0], -1))


def _changes(driver: Any, since: int, most: int) -> list[Change]:
    return [Change(*row) for row in driver.execute(_CHANGES, (since, _TABLES, most)).fetchall()]


def _standing(driver: Any) -> tuple[int, int]:
    since, head = driver.execute(f"{_SINCE}, ({_HEAD})").fetchone()
    # Further than the journal goes it cannot have come: it begins anew.
    return (int(since) if since <= head else 0), int(head)


def _followed(driver: Any) -> int:
    return int(driver.execute(_FOLLOWED).fetchone()[0])


def _within(driver: Any, since: int) -> int:
    """Return up to which project the first change after ``since`` was taken in before."""
    found = driver.execute("SELECT value FROM app_meta WHERE key = ?", (_WITHIN,)).fetchone()
    after, reached = found[0].split() if found else ("0", "0")
    return int(reached) if int(after) == since else 0


def _mark(driver: Any, change_id: int, within: int = 0) -> None:
    given = [(_MARK, str(change_id)), (_WITHIN, f"{change_id} {within}")]
    driver.executemany("REPLACE INTO app_meta (key, value) VALUES (?, ?)", given)


# -- which records


def _touched(driver: Any, changes: Sequence[Change]) -> dict[str, set[int]]:
    """Return by kind the ids of the records whose words may be others now."""
    found: dict[str, set[int]] = {}
    parts: dict[str, list[Change]] = {}
    for change in changes:
        name = change.table_name
        if name in COLUMNS and (change.kind != "U" or _concerns(change, _CONCERNED[name])):
            found.setdefault(name, set()).add(change.row_id)
        if name in OWNERS or name == "tag":
            parts.setdefault(name, []).append(change)
    for name, of_part in parts.items():
        owner, ids = _owners(driver, name, of_part)
        found.setdefault(owner, set()).update(ids)
    return found


def _concerns(change: Change, columns: Iterable[str]) -> bool:
    # What changed was destroyed since: whatever it was.
    return change.after is None or any(f'"{name}":' in change.after for name in columns)


def _owners(driver: Any, name: str, changes: Sequence[Change]) -> tuple[str, set[int]]:
    """Return the kind and the ids of the records that changed parts belong to."""
    if name == "tag":
        statement = "SELECT project_id FROM project_tag WHERE tag_id IN (SELECT value FROM json_each(?))"
        given = json.dumps([change.row_id for change in changes])
        return "project", {row[0] for row in driver.execute(statement, (given,))}
    owner, key = OWNERS[name]
    kept = json.dumps([change.row_id for change in changes if change.kind != "D"])
    # Both names are our own tables and columns.
    statement = f'SELECT DISTINCT "{key}" FROM "{name}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
    ids = {row[0] for row in driver.execute(statement, (kept,))}
    # A part that left its owner, by deletion or to another one, is told by what was there before.
    ids.update(json.loads(change.before or "{}").get(key) for change in changes)
    return owner, {row_id for row_id in ids if row_id is not None}


# -- their words


def _read(driver: Any, entity: str, ids: Collection[int]) -> _Texts:
    """Return the texts of the records ``ids``; None for those that are gone."""
    return dict.fromkeys(ids) | dict(documents(driver, entity, list(ids)) if ids else ())


def _cut(texts: _Texts) -> dict[int, tuple[str, str] | None]:
    return {row_id: None if found is None else cut(found) for row_id, found in texts.items()}


# -- beside the journal


def follow_files(connection: Connection, digests: Collection[str]) -> None:
    """Index the attached files with ``digests`` again: their text was read, or is gone."""
    statement = "SELECT id FROM attachment WHERE sha256 IN (SELECT value FROM json_each(?))"
    driver = driver_of(connection)
    driver.execute(_FOLLOW)
    _index(driver, "attachment", [row[0] for row in driver.execute(statement, (json.dumps(list(digests)),))])


def rebuild(connection: Connection, progress: Progress = lambda _done, _total: None) -> int:
    """Make the index anew from the records; return how many it holds."""
    driver, done = driver_of(connection), 0
    every = " UNION ALL ".join(f"SELECT * FROM ({all_ids(entity)})" for entity in SEARCHED)  # noqa: S608
    total = int(driver.execute(f"SELECT count(*) FROM ({every})").fetchone()[0])  # noqa: S608
    for entity in SEARCHED:
        full_text.empty(driver, entity)
        for ids in portions(driver, entity, _PART, _PART_LETTERS):
            progress(done, total)
            done += _index(driver, entity, ids)
        for _part in full_text.merge_by_parts(driver, entity):
            progress(done, total)
    _mark(driver, _standing(driver)[1])
    progress(total, total)
    return total


def _index(driver: Any, entity: str, ids: Sequence[int]) -> int:
    full_text.put(driver, entity, _cut(_read(driver, entity, ids)))
    return len(ids)
