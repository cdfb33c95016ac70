"""A list kept in its order finds by words what the list itself finds, and follows what changes."""

import json
from array import array
from collections.abc import Sequence

import pytest

from app.domain.listing import Group, ListQuery
from app.services import directory, listing, proposals, records
from app.services.kept_list import KeptList
from app.services.workspace import Workspace
from db.queries.parts import whole_numbers
from tests import factories

WORDS = (
    "골",
    "골목",
    "골목 책",
    "골목ㅊ",
    "가온",
    "나래군 다",
    "민국",
    "2026",
    "%",
    "_",
    "100%",
    "a/b",
    "없는말",
)


def _read(entity: str) -> KeptList:
    return KeptList(entity, lambda ws, query: listing.groups(ws, entity, query))


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Give projects that have words in their titles, their agencies and the names of their managers."""
    manager = factories.person(workspace, "한민국").id
    for title, agency, who in (
        ("골목 책방", "다솜구", manager),
        ("골목길 a/b", "가온시", None),
        ("다리 놓기", "나래군", manager),
        ("100% 참여", "가온시", None),
    ):
        factories.project(workspace, title=title, lead_agency=agency, manager_id=who)
    return workspace


@pytest.mark.parametrize("group", ["lead_agency_id", ""])
def test_words_leave_what_the_list_leaves(filled: Workspace, group: str) -> None:
    """Whatever is typed, and after whatever was typed before, ids and headings are those of the list."""
    kept, query = _read("project"), ListQuery(filters={"kind": ("own",)}, group=group)
    for words in (*WORDS, *reversed(WORDS)):
        asked = ListQuery(words, query.filters, group=group)
        wanted = [group for group in listing.groups(filled, "project", asked) if group.ids]
        assert kept.groups(filled, asked) == wanted, words


def test_a_long_list_takes_little_room_with_words_and_without(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each id takes 4 bytes, whatever is typed."""
    monkeypatch.setattr("app.domain.listing.LONG", 3)
    kept = _read("project")
    for words, wanted in (("", [1, 2, 3, 4]), ("골목", [1, 2])):
        (group,) = kept.groups(filled, ListQuery(words))
        assert isinstance(group.ids, array) and group.ids.itemsize == 4
        assert sorted(group.ids) == wanted


def test_a_name_behind_a_reference_is_found(filled: Workspace) -> None:
    """A proposal is found by the title of its project, and by that of no other."""
    made = [
        proposals.create(filled, {"title": "의자", "channel": "dialogue", "project_id": project}).id
        for project in (1, 3)
    ]
    kept = _read("proposal")
    assert _ids(kept.groups(filled, ListQuery("의자 골목"))) == made[:1]
    assert _ids(kept.groups(filled, ListQuery("다리"))) == made[1:]


def test_it_is_read_anew_once_forgotten(filled: Workspace) -> None:
    """A new record is found after ``forget``, an agency called otherwise too."""
    kept = _read("project")
    assert sorted(_ids(kept.groups(filled, ListQuery("골목")))) == [1, 2]
    factories.project(filled, title="골목 마당")
    agency = next(one.id for one in directory.entries(filled, "agency") if one.name == "나래군")
    records.edit(filled, "agency", [agency], {"name": "골목군"})
    kept.forget()
    assert sorted(_ids(kept.groups(filled, ListQuery("골목")))) == [1, 2, 3, 5]


def test_what_changes_meanwhile_is_not_kept(filled: Workspace) -> None:
    """A list that is forgotten while it is read is read again the next time."""
    times: list[int] = []

    def read(_ws: Workspace, _query: ListQuery) -> Sequence[Group]:
        times.append(1)
        if len(times) == 1:
            kept.forget()
        return [Group(None, "", (1, 2))]

    kept = KeptList("project", read)
    assert [_ids(kept.groups(filled, ListQuery())) for _ in range(3)] == [[1, 2]] * 3
    assert len(times) == 2 and kept.knows(filled, ListQuery("골"))


def test_long_lists_of_numbers_are_read_by_parts() -> None:
    """Whatever their length, every number is there once; an empty list has none."""
    for count in (0, 1, 40_000):
        assert list(whole_numbers(json.dumps(list(range(count)), separators=(",", ":")))) == list(
            range(count)
        )


def _ids(groups: Sequence[Group]) -> list[int]:
    return [one for group in groups for one in group.ids]
