"""찾기 in the roster finds what the list in SQL finds, and follows every change."""

from app.domain.listing import ListQuery
from app.services import listing, records, undo
from app.services.search import in_roster, indexing
from app.services.workspace import Workspace
from tests import factories

MANY = 20_000


def _fill(ws: Workspace, count: int) -> None:
    with ws.unit_of_work("큰 명단") as work:
        work.insert_many("person", [
            {"name": f"{'가나다라마'[n % 5]}{'별솔빛봄'[n // 5 % 4]}{n % 97}", "actor_kind": "citizen",
             "affiliation": f"소속 {n % 50}", "phone": f"010-{n % 10_000:04}-{n * 7 % 10_000:04}",
             "email": f"P{n}@example.kr", "region_id": 1 + n % 17}
            for n in range(count)
        ])  # fmt: skip


def _names(ws: Workspace, text: str) -> list[str]:
    found = in_roster.matching(ws, ListQuery(text=text))
    return [row.name for row in listing.rows(ws, "participant", found.ids)]


def test_it_finds_what_the_list_finds(workspace: Workspace) -> None:
    """Of 20,000 persons the same ids in the same order, by name, number, address, place, in several words."""
    _fill(workspace, MANY)
    indexing.catch_up(workspace)  # a list does not wait for so many, as the window tells
    typed = ("가", "가별", "가별 소", "가별 소속", "별 소속")
    for text in ("", *typed, "p77", "010-00", "EXAMPLE", "서울", "12 가별 kr", "없는", "없는 말"):
        query = ListQuery(text=text)
        (group,) = listing.groups(workspace, "participant", query)
        assert in_roster.matching(workspace, query).ids == group.ids, text


def test_the_first_of_many_come_at_once(workspace: Workspace) -> None:
    """A limit takes the first of the list and says that there are more; few are complete."""
    _fill(workspace, 500)
    whole = in_roster.matching(workspace, ListQuery(text="소속"))
    first = in_roster.matching(workspace, ListQuery(text="소속"), 64)
    assert whole.complete and len(whole.ids) == 500
    assert not first.complete and first.ids == whole.ids[:64]
    assert in_roster.matching(workspace, ListQuery(text="p7@"), 64).complete


def test_looking_ahead_changes_nothing_that_is_found(workspace: Workspace) -> None:
    """After a word was found everywhere ahead, a longer one and another one find what they did before."""
    _fill(workspace, 500)
    asked = [ListQuery(text=text) for text in ("소속 7", "소속 없는", "가별", "소속")]
    before = [in_roster.matching(workspace, query).ids for query in asked]
    for query, found in zip(asked, before, strict=True):
        in_roster.narrow(workspace, ListQuery(text="소속"))
        assert in_roster.matching(workspace, query).ids == found


def test_numbers_without_hyphens_and_initials_are_found(workspace: Workspace) -> None:
    """A phone is found as typed on a keypad, a name by its first consonants."""
    factories.person(workspace, "하늘봄", phone="010-1234-5678")
    assert _names(workspace, "01012345") == ["하늘봄"]
    assert _names(workspace, "ㅎㄴㅂ") == ["하늘봄"]


def test_it_follows_every_change(workspace: Workspace) -> None:
    """New, renamed, deleted and brought back: the next key sees it; words of one filter stay apart."""
    first = factories.person(workspace, "하늘봄")
    assert _names(workspace, "하늘") == ["하늘봄"]
    factories.person(workspace, "하늘솔", actor_kind="expert")
    assert _names(workspace, "하늘") == ["하늘봄", "하늘솔"]
    records.edit(workspace, "person", [first.id], {"name": "바다봄"})
    assert _names(workspace, "하늘") == ["하늘솔"]
    undo.undo(workspace)
    assert _names(workspace, "하늘") == ["하늘봄", "하늘솔"]
    experts = ListQuery(text="하늘", filters={"actor_kind": ("expert",)})
    assert len(in_roster.matching(workspace, experts).ids) == 1
    records.delete(workspace, "person", [first.id])
    assert _names(workspace, "하늘") == ["하늘솔"]


def test_what_was_packed_is_found_again(workspace: Workspace) -> None:
    """Packed texts, once or twice, are opened by the next word; a change in between is seen."""
    _fill(workspace, 500)
    before = in_roster.matching(workspace, ListQuery(text="소속 7")).ids
    in_roster.pack(workspace)
    in_roster.pack(workspace)
    assert in_roster.matching(workspace, ListQuery(text="소속 7")).ids == before
    in_roster.pack(workspace)
    factories.person(workspace, "하늘봄", affiliation="소속 7")
    assert set(in_roster.matching(workspace, ListQuery(text="소속 7")).ids) > set(before)
    in_roster.pack(workspace)
    experts = ListQuery(text="하늘", filters={"actor_kind": ("expert",)})
    assert in_roster.matching(workspace, experts).ids == ()
    assert _names(workspace, "하늘") == ["하늘봄"]
