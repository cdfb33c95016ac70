"""Merging persons: everything any of them had is the kept one's, and one undo brings all back."""

from app.domain.listing import ListQuery
from app.services import contributions, draws, listing, merging, people, undo
from app.services.data_file import check
from app.services.session import attendance, sessions
from app.services.workspace import Workspace
from tests import factories
from tests.db.support import contents


def _twins(ws: Workspace) -> tuple[int, int]:
    one = factories.person(ws, "류하늘", phone="010-0000-1111")
    other = factories.person(
        ws, "유하늘", phone="01000001111", email="a@example.kr", affiliation="가온상인회"
    )
    return one.id, other.id


def test_all_that_any_entry_had_belongs_to_the_kept_one(workspace: Workspace) -> None:
    """Memberships, attendance, applications and contributions move; doubles of one place are dropped."""
    keep, other = _twins(workspace)
    first, second = factories.project(workspace), factories.project(workspace, title="나래군 장터 길")
    people.add_members(workspace, first.id, [keep, other], "citizen")
    people.add_members(workspace, second.id, [other], "citizen")
    draws.apply(workspace, second.id, [other])
    values = {"topic": "밤길 걷기", "held_on": "2026. 3. 2."}
    session_id = sessions.create(workspace, first.id, "workshop", values)
    for person_id in (keep, other):
        attendance.enter(workspace, session_id, person_id, "present")
    contributions.add(
        workspace, second.id, {"person_id": other, "kind": "goods", "amount": 3, "unit": "상자"}
    )
    sessions.close(workspace, session_id)
    told = merging.plan(workspace, keep, [other])
    assert dict(told.dropped) == {"단원": 1, "출석": 1}
    assert dict(told.moved) == {"단원": 1, "신청자": 1, "기여": 1}
    rows = listing.rows(workspace, "person", [keep, other])
    merging.merge(workspace, keep, [other], merging.suggestion(rows))
    assert {row.project_id for row in people.memberships(workspace, keep)} == {first.id, second.id}
    assert [row.person_id for row in draws.pool(workspace, second.id)] == [keep]
    assert check.check(workspace).findings == ()


def test_the_suggestion_fills_what_the_kept_entry_lacks(workspace: Workspace) -> None:
    """What the first entry says stays; what it does not say comes from the next."""
    keep, other = _twins(workspace)
    chosen = merging.suggestion(listing.rows(workspace, "person", [keep, other]))
    assert (chosen["name"], chosen["phone"]) == ("류하늘", "010-0000-1111")
    assert (chosen["email"], chosen["affiliation"]) == ("a@example.kr", "가온상인회")


def test_one_undo_brings_every_entry_back(workspace: Workspace) -> None:
    """After undo every record is as it was, byte for byte."""
    keep, other = _twins(workspace)
    row = factories.project(workspace)
    people.add_members(workspace, row.id, [other], "citizen")
    before = contents(workspace)
    rows = listing.rows(workspace, "person", [keep, other])
    merging.merge(workspace, keep, [other], merging.suggestion(rows))
    assert listing.count(workspace, "person", ListQuery()) == 1
    undo.undo(workspace)
    assert contents(workspace) == before


def test_duplicates_are_found_in_the_file(workspace: Workspace) -> None:
    """The two spellings on one phone are found, others are not."""
    keep, other = _twins(workspace)
    factories.person(workspace, "이도담", phone="010-0000-2222")
    assert [found.ids for found in merging.duplicates(workspace)] == [(keep, other)]


def test_who_was_found_to_be_another_person_is_not_told_again(workspace: Workspace) -> None:
    """The judgement stays in the file, whatever is changed of the persons; one undo takes it back."""
    keep, other = _twins(workspace)
    [found] = merging.duplicates(workspace)
    merging.keep_apart(workspace, listing.rows(workspace, "person", found.ids))
    assert merging.duplicates(workspace) == []
    merging.keep_apart(workspace, listing.rows(workspace, "person", [other, keep]))  # said twice, kept once
    undo.undo(workspace)
    assert [found.ids for found in merging.duplicates(workspace)] == [(keep, other)]


def test_two_of_three_found_apart_leave_the_other_pairs(workspace: Workspace) -> None:
    """A group with such a pair is told as pairs, without that one."""
    ids = [factories.person(workspace, "하늘봄", phone="010-0000-1111").id for _ in range(3)]
    merging.keep_apart(workspace, listing.rows(workspace, "person", ids[:2]))
    told = [found.ids for found in merging.duplicates(workspace)]
    assert told == [(ids[0], ids[2]), (ids[1], ids[2])]


def test_the_age_band_follows_the_birth_year_chosen(workspace: Workspace) -> None:
    """A birth year of one entry and a 나이대 of another cannot contradict each other."""
    year = workspace.today.year
    keep = factories.person(workspace, "하늘봄", age_band="twenties")
    other = factories.person(workspace, "하늘봄", birth_year=year - 45)
    values = merging.suggestion(listing.rows(workspace, "person", [keep.id, other.id]))
    merging.merge(workspace, keep.id, [other.id], values)
    assert people.get(workspace, keep.id).age_band == "forties"
