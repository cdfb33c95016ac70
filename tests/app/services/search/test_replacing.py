"""찾아 바꾸기: seen before it is done, one step, locked sessions left alone."""

import unicodedata

import pytest

from app.domain.search.replacing import Change
from app.errors import UserError
from app.services import findings, projects, undo
from app.services.search import replacing
from app.services.session import sessions
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def filled(ws: Workspace) -> Workspace:
    """Give the old name of an office in a project, a card, a person and two sessions, one of them closed."""
    project = factories.project(ws, title="주민자치과 돌봄", summary="주민자치과와 주민자치과")
    findings.add(ws, project.id, "idea", "주민자치과에 묻는다")
    factories.person(ws, "주민자", affiliation="주민자치과")
    for topic in ("주민자치과 모임", "주민자치과 마감"):
        made = sessions.create(ws, project.id, "workshop", {"topic": topic, "held_on": ws.today})
    sessions.close(ws, made)
    return ws


def _seen(changes: tuple[Change, ...]) -> list[tuple[str, str, int]]:
    return [(change.entity, change.field, change.places) for change in changes]


def test_every_place_is_seen_before_it_changes(filled: Workspace) -> None:
    """Fields by fields, with a piece of the text before and after; a closed session is told and left out."""
    seen = replacing.preview(filled, "주민자치과", "소통협력과")
    assert _seen(seen.changes) == [
        ("project", "title", 1), ("project", "summary", 2), ("session", "topic", 1), ("finding", "text", 1),
        ("person", "affiliation", 1),
    ]  # fmt: skip
    assert (seen.changes[0].before, seen.changes[0].after) == ("주민자치과 돌봄", "소통협력과 돌봄")
    assert "마감한 활동 1건" in seen.left_out[0]
    assert projects.get(filled, 1).title == "주민자치과 돌봄"


def test_what_is_chosen_changes_as_one_step(filled: Workspace) -> None:
    """Only the ticked places change; one undo takes all of them back."""
    seen = replacing.preview(filled, "주민자치과", "소통협력과")
    chosen = [change for change in seen.changes if change.entity in ("project", "finding")]
    assert replacing.replace(filled, "주민자치과", "소통협력과", chosen) == 4
    row = projects.get(filled, 1)
    assert (row.title, row.summary) == ("소통협력과 돌봄", "소통협력과와 소통협력과")
    assert len(replacing.preview(filled, "주민자치과", "소통협력과").changes) == 2
    undo.undo(filled)
    assert projects.get(filled, 1).title == "주민자치과 돌봄"
    assert findings.of_project(filled, 1)[0].text == "주민자치과에 묻는다"


def test_separate_letters_are_sought_as_whole_syllables(filled: Workspace) -> None:
    """What is pasted in separate letters is found and written whole, and the step reads well."""
    old, new = (unicodedata.normalize("NFD", word) for word in ("주민자치과", "소통협력과"))
    seen = replacing.preview(filled, old, new)
    assert len(seen.changes) == 5
    replacing.replace(filled, old, new, seen.changes[:1])
    assert projects.get(filled, 1).title == "소통협력과 돌봄"
    assert undo.undo(filled) == "‘주민자치과’를 ‘소통협력과’로 바꾸기"


def test_a_name_is_never_changed_nor_emptied(filled: Workspace) -> None:
    """Who somebody is stays; what would leave a record without its name is left out with a sentence."""
    assert not [
        change for change in replacing.preview(filled, "주민자", "x").changes if change.field == "name"
    ]
    seen = replacing.preview(filled, "주민자치과 모임", "")
    assert seen.changes == () and "비거나" in seen.left_out[0]


def test_signs_and_groups_are_taken_as_they_are(ws: Workspace) -> None:
    """What looks like a pattern is only text, in what is sought and in what takes its place."""
    factories.project(ws, title="돌봄(1차) A.B")
    (change,) = replacing.preview(ws, "(1차)", r"\1 [2차]", ["project"]).changes
    assert change.text == r"돌봄\1 [2차] A.B"
    assert not replacing.preview(ws, "a.b", "x", exact=True).changes
    assert replacing.preview(ws, "a.b", "x").changes and not replacing.preview(ws, "AxB", "y").changes


def test_what_changed_meanwhile_refuses_the_whole(filled: Workspace) -> None:
    """Nothing is overwritten that was not seen."""
    seen = replacing.preview(filled, "주민자치과", "소통협력과")
    projects.edit(filled, [1], {"title": "다른 돌봄"})
    with pytest.raises(UserError, match="다시 미리"):
        replacing.replace(filled, "주민자치과", "소통협력과", seen.changes)
    assert projects.get(filled, 1).summary == "주민자치과와 주민자치과"


def test_chosen_records_alone_change(filled: Workspace) -> None:
    """With records chosen, others are not looked at."""
    factories.project(filled, title="주민자치과 둘째")
    seen = replacing.preview(filled, "주민자치과", "x", ["project"], {"project": [2]})
    assert [change.record_id for change in seen.changes] == [2]
