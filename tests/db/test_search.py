"""The index of words finds what LIKE would find, whatever was done to the records meanwhile."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.listing import ListQuery
from app.domain.search.bigrams import cut, line
from app.domain.search.query import parse
from app.services import findings, listing, projects, undo
from app.services.data_file import check
from app.services.session import outcomes, sessions
from app.services.workspace import Workspace
from db import indexing, search
from tests import factories

_SIGNS = "국민디자인과함께가나다 aB1漢\n·,.%㎡😀"
TEXTS = st.lists(st.text(alphabet=_SIGNS, min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6)
WORDS = st.text(alphabet="국민디자인과함께가나다aB1漢", min_size=1, max_size=3)
LITERAL = st.text(alphabet=_SIGNS.replace("\n", ""), min_size=1, max_size=3).filter(str.strip)


def found(ws: Workspace, words: str, entity: str = "finding", *, typing: bool = False) -> set[int]:
    """Return the ids that the index finds."""
    with ws.searching() as connection:
        hits = search.hits(entity, parse(words, typing=typing).terms)
        assert hits is not None
        statement = select(hits.rowid).select_from(hits.source).where(hits.condition)
        return set(connection.execute(statement).scalars())


def like(ws: Workspace, word: str) -> set[int]:
    """Return the ids of the cards that have ``word``, read one by one."""
    with ws.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, text FROM finding").all()
    return {row_id for row_id, text in rows if word.casefold() in text.replace("\n", " ").casefold()}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give one file with a project to all examples: each begins by emptying it."""
    ws = Workspace(tmp_path_factory.mktemp("search") / "찾기.hamkke")
    factories.project(ws)
    return ws


def _write(ws: Workspace, texts: list[str]) -> list[int]:
    with ws.unit_of_work("카드 쓰기") as work:
        return [
            work.insert("finding", {"project_id": 1, "kind": "citizen_need", "text": text}) for text in texts
        ]


def _agrees(ws: Workspace, words: list[str]) -> None:
    for word in words:
        assert found(ws, word) == like(ws, word.strip('"')), word


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=TEXTS, others=TEXTS, words=st.lists(WORDS, min_size=1, max_size=4),
    literal=st.lists(LITERAL, min_size=1, max_size=4),
)  # fmt: skip
def test_the_index_is_like(
    shared: Workspace, texts: list[str], others: list[str], words: list[str], literal: list[str]
) -> None:
    """Before and after edits, deletion, undo and rebuilding, the same records are found as by LIKE.

    In quotation marks with every sign and blank; a line break is a blank.
    """
    words = [*words, *(f'"{word}"' for word in literal)]
    with shared.reading() as connection:
        old = list(connection.exec_driver_sql("SELECT id FROM finding").scalars())
    with shared.unit_of_work("비우기") as work:
        work.delete("finding", old)
    ids = _write(shared, texts)
    _agrees(shared, words)
    with shared.unit_of_work("고치기") as work:
        for row_id, text in zip(ids, others, strict=False):
            work.update("finding", row_id, {"text": text})
        work.delete("finding", ids[len(others) :])
    _agrees(shared, words)
    undo.undo(shared)
    _agrees(shared, words)
    with shared.beside_journal() as connection:
        indexing.rebuild(connection)
    _agrees(shared, words)


def test_a_line_break_is_a_blank_beside_signs_too(workspace: Workspace) -> None:
    """Signs alone in quotation marks, with a blank, are found where the line ends behind them."""
    factories.project(workspace)
    ids = _write(workspace, ["😀\n끝", "😀 끝", "😀끝", "끝 😀"])
    assert found(workspace, '"😀 "') == {ids[0], ids[1]}
    assert found(workspace, '"😀"') == set(ids)


def test_separate_letters_are_found_as_composed_ones(workspace: Workspace) -> None:
    """NFD and NFC are the same word, and case makes no difference."""
    factories.project(workspace, title=unicodedata.normalize("NFD", "골목 쉼터 Cafe"))
    assert found(workspace, "쉼터", "project") == {1}
    assert found(workspace, unicodedata.normalize("NFD", "쉼터"), "project") == {1}
    assert found(workspace, "CAFE", "project") == {1}


@pytest.mark.parametrize("words", ["ㄱㅁㅅ", "골목쉼터", "골목쉬", "쉼ㅌ", "골", "목 쉼", "-도서관 골목"])
def test_a_name_is_found_as_people_type_it(workspace: Workspace, words: str) -> None:
    """By first consonants, without blanks, half typed, by one syllable, and without what is left out."""
    factories.project(workspace, title="골목 쉼터")
    factories.project(workspace, title="골목 도서관")
    assert 1 in found(workspace, words, "project", typing=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('"그대로 이 말"', {1}),
        ('"그대로, 이"', {2}),
        ('"말이"', {1, 2}),
        ('"이말"', set()),
        ('그대로 -"그대로 이"', {2}),
        ("말이 😀", {2}),
        ("㎡", {1}),
        ("%", {2}),
        ("그대로 -%", {1}),
        ("-% 그대로", {1}),
        ("·", set()),
        ("이-말", {1, 2}),
    ],
)
def test_signs_count_in_quotation_marks_and_by_themselves(
    workspace: Workspace, words: str, expected: set[int]
) -> None:
    """A phrase in quotation marks stands as it is written; a sign alone is looked for in the texts."""
    factories.project(workspace, title="그대로 이 말이 맞다", summary="3㎡")
    factories.project(workspace, title="그대로, 이 말이 맞다", summary="30% 😀")
    assert found(workspace, words, "project") == expected


def test_a_phrase_stays_within_its_field(workspace: Workspace) -> None:
    """The end of one field and the beginning of the next are no phrase."""
    factories.project(workspace, title="골목 쉼터", summary="개소 준비")
    assert found(workspace, '"쉼터 개소"', "project") == set()
    assert found(workspace, '"개소 준"', "project") == {1}


@pytest.mark.parametrize("words", ['"연다. 화요일"', '"다. 화"', '". 화요일"'])
def test_a_phrase_stays_within_one_part_of_a_record(workspace: Workspace, words: str) -> None:
    """The end of one decision and the beginning of the next are no phrase, whatever signs are between."""
    project = factories.project(workspace)
    session = sessions.create(workspace, project.id, "workshop", {"topic": "첫 모임"})
    for text in ("쉼터를 연다.", "화요일에 모인다"):
        outcomes.add_decision(workspace, session, text)
    assert found(workspace, words, "session") == set()
    outcomes.add_decision(workspace, session, "문을 연다. 화요일부터")
    assert found(workspace, words, "session") == {session}


def test_what_the_index_is_given_does_not_hang_on_blanks() -> None:
    """Runs of letters and figures alone are kept, whatever stands between them: an index stays sound."""
    assert len({cut([f"밤길{blank}aB1{blank}漢"]) for blank in " \n\t\u3000\x1f\x1e·"}) == 1
    assert line("밤 길\n\u3000끝\x1f처음") == "밤 길  끝\x1f처음"


def test_decisions_and_tags_belong_to_what_they_are_of(workspace: Workspace) -> None:
    """A session is found by a decision of it, until that is taken back."""
    project = factories.project(workspace)
    session = sessions.create(workspace, project.id, "workshop", {"topic": "첫 모임"})
    outcomes.add_decision(workspace, session, "쉼터는 화요일에 연다")
    assert found(workspace, "화요일", "session") == {session}
    undo.undo(workspace)
    assert found(workspace, "화요일", "session") == set()


def test_a_cascade_is_followed(workspace: Workspace) -> None:
    """What goes with its project is found no more, and again when the deletion is undone."""
    project = factories.project(workspace)
    findings.add(workspace, project.id, "citizen_need", "밤길이 어둡다")
    projects.delete(workspace, [project.id])
    assert found(workspace, "밤길") == set()
    undo.undo(workspace)
    assert found(workspace, "밤길") == {1}


def test_what_is_hidden_of_a_person_is_not_found(workspace: Workspace) -> None:
    """편의 and 메모 cannot be asked for by searching them."""
    factories.person(workspace, "하늘봄", memo="휠체어 이용", accessibility="수어 통역")
    assert found(workspace, "하늘", "person") == {1}
    assert found(workspace, "휠체어", "person") == found(workspace, "수어", "person") == set()


def test_check_tells_of_an_index_that_lacks_words(workspace: Workspace) -> None:
    """An index that is short is named, and rebuilding it mends it."""
    factories.project(workspace, title="골목 쉼터")
    assert check.check(workspace).findings == ()
    with workspace.beside_journal() as connection:
        connection.exec_driver_sql("DELETE FROM search_project WHERE rowid = 1")
    assert any("찾기 색인(과제)" in line for line in check.check(workspace).findings)
    check.rebuild_search(workspace)
    assert check.check(workspace).findings == ()
    assert found(workspace, "쉼터", "project") == {1}


def test_first_consonants_filter_tables_too(workspace: Workspace) -> None:
    """A table is filtered by the index: by part of any text, by first consonants, by its agency's name."""
    factories.project(workspace, title="골목 쉼터", lead_agency="가온시")
    factories.project(workspace, title="밤길 가로등", lead_agency="나래군")

    def ids(text: str) -> set[int]:
        (group,) = listing.groups(workspace, "project", ListQuery(text=text))
        return set(group.ids)

    assert ids("쉼터") == ids("ㄱㅁㅅ") == ids("가온") == ids("골목 가온") == {1}
    assert ids("쉼터 나래") == set()


def test_signs_follow_every_edit(workspace: Workspace) -> None:
    """An edit that brings a sign is found by it, and one that takes it away no more."""
    factories.project(workspace, title="골목 쉼터")
    for title, there, gone in (
        ("골목 쉼터집", "집", "밤"),
        ("쉼터집 골목", "집", "밤"),
        ("밤 골목", "밤", "집"),
    ):
        projects.edit(workspace, [1], {"title": title})
        assert found(workspace, there, "project") == {1}
        assert found(workspace, gone, "project") == set()
    assert check.check(workspace).findings == ()
