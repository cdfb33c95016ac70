"""Whether the index of words is what the records say."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection
from sqlcipher3.dbapi2 import DatabaseError

from app.domain.search.bigrams import BREAK, pairs, signs
from app.domain.search.texts import SEARCHED
from app.errors import ProblemKind
from db import full_text, indexing
from db.errors import as_problem
from db.journal import driver_of
from db.searched import all_ids, documents

_ASKED = 40
_SAMPLE = """SELECT id FROM (SELECT id FROM record ORDER BY id DESC LIMIT 500)
    UNION SELECT id FROM (SELECT id FROM record ORDER BY random() LIMIT 500)"""
_LABELS = {
    "project": "과제", "person": "참여자", "session": "활동", "finding": "발견 카드", "proposal": "제안",
    "output": "산출물", "attachment": "첨부", "source": "원문",
}  # fmt: skip


def problems(connection: Connection) -> Iterator[str]:
    """Yield a sentence where the index is not what the records say: damaged, short, or with too much.

    Records that it is still to take in are left out.
    """
    driver, waiting = driver_of(connection), indexing.listed(connection)
    for entity in SEARCHED:
        if any(_is_wrong(driver, entity, kind, waiting.get(entity, ())) for kind in full_text.KINDS):
            yield (
                f"찾기 색인({_LABELS[entity]})이 자료와 다릅니다. "
                "`hamkke check --rebuild-search`로 다시 만드십시오."
            )


def _is_wrong(driver: Any, entity: str, kind: str, waiting: Collection[int]) -> bool:
    try:
        return _differs(driver, entity, kind, waiting)
    except DatabaseError as error:
        problem = as_problem(error)
        if problem is None or problem.kind is not ProblemKind.CORRUPT:
            raise
        return True


def _differs(driver: Any, entity: str, kind: str, waiting: Collection[int]) -> bool:
    held = full_text.held(kind, entity)
    for one, other in ((held, all_ids(entity)), (all_ids(entity), held)):
        statement = f"SELECT * FROM ({one} EXCEPT {other}) LIMIT ?"  # noqa: S608
        found = driver.execute(statement, (len(waiting) + 1,)).fetchall()
        if any(row_id not in waiting for (row_id,) in found):
            return True
    return _misses_words(driver, entity, kind, waiting)


def _misses_words(driver: Any, entity: str, kind: str, waiting: Collection[int]) -> bool:
    """Tell whether one of the newest 500 records and 500 of all others is not found by its own words."""
    sample = [row[0] for row in driver.execute(_SAMPLE.replace("record", f'"{entity}"'))]
    for row_id, texts in documents(driver, entity, [one for one in sample if one not in waiting]):
        if not all(_finds(driver, kind, entity, row_id, text) for text in texts):
            return True
    return False


def _finds(driver: Any, kind: str, entity: str, row_id: int, text: str) -> bool:
    if kind == full_text.PAIRS:
        tokens = pairs([text]).removesuffix(BREAK).split()[:_ASKED]
        asked = full_text.phrase(tokens)
    else:
        tokens = signs([text]).split()[:_ASKED]
        asked = full_text.every(full_text.phrase([sign]) for sign in tokens)
    return not tokens or full_text.is_found(driver, kind, entity, row_id, asked)
