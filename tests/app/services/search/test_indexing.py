"""The index of words follows the writes from behind, and whoever searches finds what was written last."""

import re
from pathlib import Path

import pytest

from app.domain.listing import ListQuery
from app.domain.search.query import parse
from app.errors import EnvironmentProblem
from app.services import directory, findings, listing, projects
from app.services.data_file import check
from app.services.privacy import destruction, destruction_plan
from app.services.search import find
from app.services.search import indexing as search_index
from app.services.workspace import Workspace
from db import index_check, indexing
from db.driver import prepared
from db.journal import driver_of
from db.queries import file_texts
from db.searched import portions
from tests import factories


@pytest.fixture
def filled(ws: Workspace) -> Workspace:
    """Give a file with a project that the index has taken in."""
    factories.project(ws, title="골목 쉼터")
    search_index.catch_up(ws)
    return ws


def _found(ws: Workspace, words: str) -> list[str]:
    return [hit.label for group in find.find(ws, parse(words)) for hit in group.hits]


def _cards(ws: Workspace, texts: list[str]) -> None:
    with ws.unit_of_work("카드 쓰기") as work:
        rows = [{"project_id": 1, "kind": "citizen_need", "text": text} for text in texts]
        work.insert_many("finding", rows)


def _attach(ws: Workspace, *digests: str) -> None:
    with ws.unit_of_work("첨부") as work:
        same = {"project_id": 1, "name": "보고.txt", "size": 9, "added_at": ws.clock()}
        work.insert_many("attachment", [{**same, "sha256": one} for one in digests])


def _is_sound(ws: Workspace) -> bool:
    with ws.reading() as connection:
        return not list(index_check.problems(connection))


def test_a_step_leaves_the_index_to_whoever_searches(filled: Workspace) -> None:
    """A step adds nothing to the index; the search after it finds what it wrote."""
    projects.edit(filled, [1], {"title": "밤길 가로등"})
    assert search_index.waiting(filled) == 1
    assert _found(filled, "가로등") == ["밤길 가로등"]
    assert _found(filled, "쉼터") == []
    assert search_index.waiting(filled) == 0


def test_what_cannot_be_found_by_words_waits_for_nothing(filled: Workspace) -> None:
    """Steps that touch no text leave nothing to be taken in."""
    factories.milestone(filled, 1)
    assert search_index.waiting(filled) == 0


def test_others_write_between_the_parts(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is much is taken in by parts; a step that comes in between is found in the end like the rest."""
    monkeypatch.setattr(indexing, "MOST_CHANGES", 100)
    _cards(filled, [f"{number}번째 골목 이야기" for number in range(300)])
    left = [search_index.take_next(filled)]
    findings.edit(filled, [1], {"text": "사이에 고친 카드"})
    while left[-1]:
        left.append(search_index.take_next(filled))
    assert len(left) == 4 and left[0] == 200
    assert _found(filled, "사이에") == ["사이에 고친 카드"]
    assert _is_sound(filled) and check.check(filled).findings == ()


def test_a_part_has_no_more_letters_than_it_may(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long texts make short parts that end with a whole change; one longer than a part is one by itself."""
    monkeypatch.setattr(indexing, "MOST_LETTERS", 1000)
    _cards(filled, ["가" * 300] * 4 + ["나" * 3000] + ["다" * 10])
    left: list[int | None] = []
    while not left or left[-1]:
        left.append(search_index.take_next(filled))
    assert left == [3, 2, 1, 0]
    assert _is_sound(filled)


def test_a_tag_of_many_projects_is_taken_in_by_parts(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tag that gets another name makes as many parts as its projects need; a step may come in between."""
    with filled.unit_of_work("과제") as work:
        rows = [{"kind": "own", "title": f"{number}번 과제", "summary": "가" * 200} for number in range(50)]
        work.insert_many("project", rows)
    directory.tag_all(filled, range(2, 52), "골목")
    search_index.catch_up(filled)
    with filled.unit_of_work("태그") as work:
        work.update("tag", 1, {"name": "가로등"})
    monkeypatch.setattr(indexing, "MOST_LETTERS", 5000)
    left = [search_index.take_next(filled)]
    projects.edit(filled, [2], {"title": "사이에"})
    while left[-1]:
        left.append(search_index.take_next(filled))
    assert left == [1, 2, 1, 0]
    assert listing.count(filled, "project", ListQuery("가로등")) == 50
    assert listing.count(filled, "project", ListQuery("골목")) == 1
    assert _found(filled, "사이에") == ["사이에"]
    assert _is_sound(filled)


def test_no_part_of_a_tag_is_longer_than_others(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first projects are cut to a part too; whoever searches does not wait for one that is longer."""
    with filled.unit_of_work("과제") as work:
        sizes = [300, 300, 300, 300, 3000, 10]
        work.insert_many("project", [{"kind": "own", "title": "과제", "summary": "가" * n} for n in sizes])
    directory.tag_all(filled, range(2, 8), "골목")
    search_index.catch_up(filled)
    with filled.unit_of_work("태그") as work:
        work.update("tag", 1, {"name": "가로등"})
    monkeypatch.setattr(indexing, "MOST_LETTERS", 1000)
    parts = []
    while search_index.waiting(filled):
        with filled.reading() as connection:
            part, brief = indexing.ahead(connection), indexing.ahead(connection, briefly=True)
        assert part is not None
        parts.append((len(part.words["project"]), brief is not None))
        with filled.beside_journal() as connection:
            indexing.take_in(connection, part)
    assert parts == [(3, True), (1, True), (1, False), (1, True)]
    assert _is_sound(filled)


def test_who_searches_does_not_wait_for_a_long_file(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An attachment with the text of a long file is left to the quiet moments."""
    with filled.beside_journal() as connection:
        file_texts.keep(connection, "a" * 64, "read", "반딧불 " * 500)
    _attach(filled, "a" * 64)
    monkeypatch.setattr(indexing, "MOST_LETTERS", 1000)
    assert (_found(filled, "반딧불"), search_index.waiting(filled)) == ([], 1)
    search_index.take_next(filled)
    assert _found(filled, "반딧불") == ["보고.txt"]


def test_the_index_is_made_anew_by_parts_of_so_many_letters(filled: Workspace) -> None:
    """No part has more records or letters than it may, but for one record that alone has more."""
    _cards(filled, ["가" * 300] * 4 + ["나" * 3000] + ["다" * 10] * 3)
    with filled.reading() as connection:
        parts = list(portions(driver_of(connection), "finding", 2, 1000))
    assert parts == [[1, 2], [3, 4], [5], [6, 7], [8]]


def test_a_part_read_before_an_edit_does_not_hide_it(filled: Workspace) -> None:
    """Words read before a step and written after it are put right by the part that lists the step."""
    projects.edit(filled, [1], {"title": "옛 이름"})
    with filled.reading() as connection:
        part = indexing.ahead(connection)
    projects.edit(filled, [1], {"title": "새 이름"})
    assert part is not None
    with filled.beside_journal() as connection:
        assert indexing.take_in(connection, part)
    assert search_index.waiting(filled) == 1
    assert (_found(filled, "새"), _found(filled, "옛")) == (["새 이름"], [])


def test_a_part_that_another_has_taken_in_is_let_go(filled: Workspace) -> None:
    """Two that follow at once do each change once, and never put older words in the place of newer ones."""
    projects.edit(filled, [1], {"title": "옛 이름"})
    with filled.reading() as connection:
        part = indexing.ahead(connection)
    projects.edit(filled, [1], {"title": "새 이름"})
    search_index.catch_up(filled)
    assert part is not None
    with filled.beside_journal() as connection:
        assert not indexing.take_in(connection, part)
    assert _found(filled, "새") == ["새 이름"]


def test_a_part_read_before_the_text_of_a_file_does_not_hide_it(filled: Workspace) -> None:
    """Words of an attached file read before its text came are not put in the place of that text."""
    _attach(filled, "a" * 64)
    with filled.reading() as connection:
        part = indexing.ahead(connection)
    assert part is not None
    with filled.beside_journal() as connection:
        file_texts.keep(connection, "a" * 64, "read", "반딧불 보호구역")
        assert not indexing.take_in(connection, part)
    assert _found(filled, "반딧불") == ["보고.txt"]


def test_who_searches_does_not_wait_for_a_writer(filled: Workspace) -> None:
    """While another program writes, a search goes on with what is indexed; afterwards it finds the rest."""
    projects.edit(filled, [1], {"title": "밤길 가로등"})
    other = prepared(filled.paths.file)
    other.execute("BEGIN IMMEDIATE")
    assert _found(filled, "가로등") == []
    assert search_index.take_next(filled) == 1
    other.execute("ROLLBACK")
    other.close()
    assert _found(filled, "가로등") == ["밤길 가로등"]


def test_who_types_does_not_wait_for_much(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search while typing leaves much to the quiet moments; a list that is saved waits for all of it."""
    monkeypatch.setattr(search_index, "FEW", 0)
    factories.project(filled, title="밤길 가로등")
    assert _found(filled, "가로등") == []
    rows = listing.all_rows(filled, "project", ListQuery(text="가로등"))
    assert [row.title for row in rows] == ["밤길 가로등"]


def test_the_next_opening_goes_on(filled: Workspace) -> None:
    """What a program left behind when it ended is found by the next one."""
    projects.edit(filled, [1], {"title": "밤길 가로등"})
    filled.close()
    again = Workspace(filled.paths.file)
    assert search_index.waiting(again) == 1
    assert _found(again, "가로등") == ["밤길 가로등"]
    again.close()


def test_a_protected_file_is_followed_too(data_file: Path) -> None:
    """The index of a protected file is behind and catches up like any other."""
    ws = Workspace(data_file, key="ab" * 48)
    factories.project(ws, title="골목 쉼터")
    assert search_index.waiting(ws) > 0
    assert _found(ws, "쉼터") == ["골목 쉼터"]
    ws.close()


def test_a_check_regards_what_is_still_to_come(filled: Workspace) -> None:
    """An index that is behind is not damaged; the check takes in what waits."""
    projects.edit(filled, [1], {"title": "밤길 가로등"})
    factories.project(filled, title="새 과제")
    assert _is_sound(filled)
    assert check.check(filled).findings == ()
    assert search_index.waiting(filled) == 0


def test_a_check_reports_though_the_index_cannot_be_written(filled: Workspace) -> None:
    """A damaged index that is behind is among the findings; the check is not refused for it."""
    factories.project(filled, title="새 과제")
    search_index.catch_up(filled)
    with filled.beside_journal() as connection:
        connection.exec_driver_sql("DELETE FROM search_project_data")
    projects.edit(filled, [1], {"title": "밤길 가로등"})
    with pytest.raises(EnvironmentProblem):
        search_index.catch_up(filled)
    assert any(text.startswith("찾기 색인(과제)") for text in check.check(filled).findings)
    check.rebuild_search(filled)
    assert check.check(filled).findings == ()


def test_an_index_that_cannot_be_written_says_so(filled: Workspace) -> None:
    """Where nothing can be taken in the window is told, until it can again."""
    with filled.beside_journal() as connection:
        connection.exec_driver_sql("DELETE FROM search_project_data")
    projects.edit(filled, [1], {"title": "밤길 가로등"})
    assert search_index.take_next(filled) is None and filled.index_stuck
    check.rebuild_search(filled)
    assert search_index.take_next(filled) == 0 and not filled.index_stuck


def test_a_destroyed_name_never_indexed_stays_out(filled: Workspace) -> None:
    """Steps about a person that were still waiting bring none of their words once the person is destroyed."""
    person = factories.person(filled, "남궁별하")
    plan = destruction_plan.plan(filled, [person.id])
    destruction.carry_out(filled, plan, approved_by="과장 이승인", reason="보유 기간이 끝나 파기함")
    assert search_index.waiting(filled) == 0
    assert not re.search("남궁|별하", " ".join(_found(filled, "남궁")))
    with filled.reading() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, search_person, row)")
        terms = set(connection.exec_driver_sql("SELECT term FROM temp.seen").scalars())
    assert not terms & {"남궁", "궁별", "별하"}


def test_a_mark_beyond_the_journal_is_not_believed(filled: Workspace) -> None:
    """An index that says it has come further than the journal goes is brought up to date from the start."""
    with filled.beside_journal() as connection:
        connection.exec_driver_sql("UPDATE app_meta SET value = '9999' WHERE key = 'search_change'")
    projects.edit(filled, [1], {"title": "밤길 가로등"})
    assert _found(filled, "가로등") == ["밤길 가로등"]


def test_the_index_of_a_former_program_is_believed(filled: Workspace) -> None:
    """A file whose index says nothing of itself was indexed step by step: it is complete."""
    with filled.beside_journal() as connection:
        connection.exec_driver_sql("DELETE FROM app_meta WHERE key = 'search_change'")
        assert indexing.waiting(connection) > 0
        indexing.believe(connection)
        assert indexing.waiting(connection) == 0
