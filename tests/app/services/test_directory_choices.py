"""Choices of persons: a short register as a list, a long one asked word by word."""

import pytest

from app.domain.directory import Register
from app.services import directory
from app.services.search import indexing
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def register(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Give the register of five persons, more than are held here; one of them was destroyed."""
    monkeypatch.setattr(directory, "HELD", 3)
    monkeypatch.setattr(directory, "FIRST", 2)
    for name, where in (("봄하늘", "가온시"), ("봄나래", ""), ("한봄", "나래마을"), ("봄하늘", "다솜동")):
        factories.person(workspace, name, affiliation=where, actor_kind="official")
    with workspace.unit_of_work("파기") as work:
        work.insert("person", {"name": "봄바람", "destroyed_on": workspace.today})
    found = directory.options(workspace, "person")
    assert isinstance(found, Register)
    return found


def test_a_short_register_is_a_list(workspace: Workspace) -> None:
    """Whoever is in it is offered at once."""
    person = factories.person(workspace, "봄하늘", actor_kind="official")
    options = directory.options(workspace, "person")
    assert not isinstance(options, Register)
    assert [option.id for option in options] == [person.id]


def test_of_a_long_register_the_first_names_are_offered(register: Register) -> None:
    """In the order of names, and no more than a few."""
    assert [option.label for option in register.first] == ["봄나래", "봄하늘 (가온시)"]


def test_names_that_begin_so_are_found_before_others(register: Register) -> None:
    """By their beginning, by a part, by first consonants, by where they belong; who was destroyed by none."""

    def names(text: str) -> list[str]:
        return [option.name for option in register.found(text, 10)]

    assert names("봄") == ["봄나래", "봄하늘", "봄하늘", "한봄"]
    assert names("ㅂㅎㄴ") == ["봄하늘", "봄하늘"]
    assert names("나래마을") == ["한봄"]
    assert len(register.found("봄", 2)) == 2


def test_marks_alone_find_nobody(register: Register) -> None:
    """What has no letters and no figures asks for no one, not for everyone."""
    assert [register.found(text, 10) for text in ("-", "·", "!!")] == [[], [], []]


def test_whoever_was_just_added_is_found_by_any_part(workspace: Workspace, register: Register) -> None:
    """By the middle of the name and by first consonants, before the index of words has followed and after."""
    indexing.catch_up(workspace)
    new = factories.person(workspace, "서늘봄", affiliation="가온시", actor_kind="official")
    for _behind_then_complete in range(2):
        for text in ("늘봄", "ㅅㄴㅂ", "늘봄 가온"):
            assert [option.id for option in register.found(text, 10)] == [new.id], text
        indexing.catch_up(workspace)


def test_a_whole_name_calls_everybody_of_that_name(register: Register) -> None:
    """Two of one name are told apart by where they belong; one record is found by its id."""
    same = register.called("봄하늘")
    assert [option.label for option in same] == ["봄하늘 (가온시)", "봄하늘 (다솜동)"]
    assert register.of(same[1].id) == same[1]
    assert register.of(999) is None


def test_the_first_names_never_read_alike(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of one name who belong nowhere, or to the same place, have their numbers."""
    monkeypatch.setattr(directory, "HELD", 3)
    people = [factories.person(workspace, "봄하늘", affiliation=where, actor_kind="official")
              for where in ("", "", "가온시", "가온시")]  # fmt: skip
    found = directory.options(workspace, "person")
    assert isinstance(found, Register)
    assert {option.id: option.label for option in found.first} == {
        one.id: f"봄하늘{where} #{one.id}"
        for one, where in zip(people, ("", "", " (가온시)", " (가온시)"), strict=True)
    }
