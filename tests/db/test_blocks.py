"""The record that FTS5 keeps of its blocks is read, and what is worth merging is told from it."""

import pytest
import sqlcipher3.dbapi2 as driver

from db.blocks import Level, Merge, levels, worth


@pytest.mark.parametrize("deletes", [0, 1])
def test_the_record_of_the_blocks_is_read(deletes: int) -> None:
    """It tells of each block, with its pages, in either form, as it is written and once all are one."""
    connection = driver.connect(":memory:", isolation_level=None)
    options = f"words, content='', contentless_delete={deletes}"
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5({options}, tokenize='ascii')")
    connection.execute("INSERT INTO t (t, rank) VALUES ('pgsz', 64), ('automerge', 0)")
    for part in range(9):
        words = [f"{part}w{number}" for number in range(300 if part == 4 else 3)]
        connection.execute("INSERT INTO t (words) VALUES (?)", (" ".join(words),))

    def read() -> list[Level]:
        return levels(connection.execute("SELECT block FROM t_data WHERE id = 10").fetchone()[0])

    def pages() -> int:
        return int(connection.execute("SELECT count(*) FROM t_data WHERE id > 10").fetchone()[0])

    (grown,) = read()
    assert (len(grown.pages), sum(grown.pages)) == (9, pages()) and grown.pages[4] > 9
    connection.execute("INSERT INTO t (t, rank) VALUES ('merge', -2)")
    assert [level.at_it for level in read() if level.pages] == [True, False]
    connection.execute("INSERT INTO t (t) VALUES ('optimize')")
    assert [level.pages for level in read() if level.pages] == [(pages(),)]
    connection.close()


def _levels(*found: tuple[int, ...]) -> list[Level]:
    return [Level(at_it=False, pages=pages) for pages in found]


@pytest.mark.parametrize(
    ("found", "what"),
    [
        ([], Merge.NOTHING),
        (_levels((), (), (5000,)), Merge.NOTHING),
        (_levels((20, 44), (), (9,)), Merge.NOTHING),
        (_levels((20,), (44,), (200,), (5000,)), Merge.NOTHING),
        (_levels((1,), (2,), (4,), (8,), (5000,)), Merge.NOTHING),
        (_levels((1, 1, 1, 1), (5000,)), Merge.ALIKE),
        (_levels((20,), (640,), (5000,)), Merge.ALL),
        (_levels((30, 30, 30), (31,)), Merge.ALL),
        ([Level(at_it=True, pages=(3, 1)), Level(at_it=False, pages=(5000,))], Merge.ALIKE),
    ],
)
def test_what_is_worth_merging(found: list[Level], what: Merge) -> None:
    """Much beside the largest block is merged with it, many small ones with each other, what is begun on."""
    assert worth(found) is what
