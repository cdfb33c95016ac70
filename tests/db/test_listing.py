"""Lists of any entity: filter, text, order, headings and facets by one rule."""

import pytest

from app.domain.listing import ListQuery
from app.services import listing
from app.services.workspace import Workspace
from db.queries.entities import listing_of
from tests import factories


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Give five projects and a case that differ in field, year, agency and title."""
    for title, field, year, agency in (
        ("나들이 길", "welfare", 2025, "나래군"),
        ("가을 축제", "culture", 2026, "가온시"),
        ("다리 놓기", "safety", 2026, "나래군"),
        ("골목 책방", "culture", 2024, "다솜구"),
        ("100% 참여", "education", 2026, "가온시"),
    ):
        factories.project(workspace, title=title, service_field=field, year=year, lead_agency=agency)
    factories.case(
        workspace, title="의논이 필요한 사례", service_field=None, as_written={"service_field": "사법"}
    )
    return workspace


def _titles(ws: Workspace, query: ListQuery) -> list[str]:
    return [row.title for row in listing.all_rows(ws, "project", query)]


def test_values_of_one_field_widen_and_fields_narrow(filled: Workspace) -> None:
    """OR within a field, AND between fields."""
    query = ListQuery(filters={"service_field": ("culture", "safety"), "year": (2026,)})
    assert set(_titles(filled, query)) == {"가을 축제", "다리 놓기"}
    assert listing.count(filled, "project", query) == 2


def test_none_stands_for_no_value_also_beside_others(filled: Workspace) -> None:
    """A missing value can be asked for alone or with others; an empty tuple asks for nothing."""
    assert _titles(filled, ListQuery(filters={"service_field": (None,)})) == ["의논이 필요한 사례"]
    both = ListQuery(filters={"service_field": (None, "safety")})
    assert set(_titles(filled, both)) == {"의논이 필요한 사례", "다리 놓기"}
    assert listing.count(filled, "project", ListQuery(filters={"service_field": ()})) == 6


def test_every_word_of_the_text_must_be_found(filled: Workspace) -> None:
    """Words are looked for in several fields; signs of the query language are plain letters."""
    assert _titles(filled, ListQuery(text="나래군 다리")) == ["다리 놓기"]
    assert _titles(filled, ListQuery(text="100%")) == ["100% 참여"]
    assert _titles(filled, ListQuery(text="_")) == []
    assert _titles(filled, ListQuery(text="나래군 책방")) == []


def test_order_follows_the_names_that_people_read(filled: Workspace) -> None:
    """A reference sorts by its name; what has no value comes last in both directions."""
    own = {"kind": ("own",)}
    assert _titles(filled, ListQuery(filters=own, sort=(("lead_agency_id", False), ("title", True)))) == [
        "가을 축제", "100% 참여", "다리 놓기", "나들이 길", "골목 책방",
    ]  # fmt: skip
    for descending in (False, True):
        assert _titles(filled, ListQuery(sort=(("service_field", descending),)))[-1] == "의논이 필요한 사례"


def test_groups_come_under_their_labels_and_hold_every_id_once(filled: Workspace) -> None:
    """Headings are names; records without a value come last under 없음."""
    found = listing.groups(filled, "project", ListQuery(group="service_field"))
    assert found[-1].label == "없음" and found[-1].key is None
    labels = {group.label: len(group.ids) for group in found}
    assert labels["문화"] == 2
    ids = [row_id for group in found for row_id in group.ids]
    assert sorted(ids) == sorted(listing.groups(filled, "project", ListQuery())[0].ids)
    agencies = [group.label for group in listing.groups(filled, "project", ListQuery(group="lead_agency_id"))]
    assert agencies == ["가온시", "나래군", "다솜구", "없음"]


def test_a_facet_counts_its_values_without_its_own_filter(filled: Workspace) -> None:
    """Other filters narrow a facet, its own does not; closed lists keep their order."""
    query = ListQuery(filters={"year": (2026,), "service_field": ("culture",)})
    found = listing.facets(filled, "project", query, ["service_field", "year"])
    assert [(part.label, part.count) for part in found["service_field"]] == [
        ("문화", 1), ("교육", 1), ("안전 및 치안", 1),
    ]  # fmt: skip
    assert {part.key: part.count for part in found["year"]} == {2026: 1, 2024: 1}


def test_rows_come_in_the_order_asked_for_without_those_gone(filled: Workspace) -> None:
    """A table asks by ids; a deleted record leaves no gap."""
    ids = listing.groups(filled, "project", ListQuery())[0].ids
    assert [row.id for row in listing.rows(filled, "project", [ids[3], 99_999, ids[0]])] == [ids[3], ids[0]]
    assert listing.rows(filled, "project", []) == []


def test_chosen_ids_restrict_the_list(filled: Workspace) -> None:
    """An export of a selection holds just that; an empty selection holds nothing."""
    ids = tuple(listing.groups(filled, "project", ListQuery())[0].ids[:2])
    assert listing.count(filled, "project", ListQuery(ids=ids)) == 2
    assert listing.count(filled, "project", ListQuery(ids=())) == 0


def test_derived_fields_filter_like_stored_ones(filled: Workspace) -> None:
    """상태, 단계 and 검토 필요 are computed in the same statement."""
    assert (
        listing.count(filled, "project", ListQuery(filters={"state": ("active",), "stage": ("planning",)}))
        == 5
    )
    assert _titles(filled, ListQuery(filters={"needs_review": (True,)})) == ["의논이 필요한 사례"]


def test_values_of_several_fields_are_counted_as_each_alone(filled: Workspace) -> None:
    """One pass over the list says of every field what asking for it alone says, filtered or not."""
    keys = ("service_field", "year", "lead_agency_id", "needs_review")
    for query in (ListQuery(), ListQuery(filters={"year": (2026,)}), ListQuery(text="가온시")):
        alone = {key: listing.facets(filled, "project", query, [key])[key] for key in keys}
        assert listing.facets(filled, "project", query, keys) == alone
    assert [value.key for value in alone["needs_review"]] == [False]


def test_records_of_which_nothing_is_asked_are_not_joined(filled: Workspace) -> None:
    """A count joins what its filter asks for alone; a name that is sorted by is joined."""
    projects = listing_of("project", 20, filled.today)
    plain = str(projects.ids(ListQuery(filters={"year": (2026,)})))
    assert "JOIN" not in plain
    by_agency = str(projects.in_order(ListQuery(sort=(("lead_agency_id", False),))))
    assert "JOIN agency" in by_agency
    assert "JOIN person" not in by_agency


def test_of_many_values_the_commonest_can_be_asked_for_alone(filled: Workspace) -> None:
    """With a limit each field has its values of most records, filtered by itself or not."""
    few = listing.facets(filled, "project", ListQuery(), ["lead_agency_id", "year"], most=1)
    assert {key: [(value.label, value.count) for value in values] for key, values in few.items()} == {
        "lead_agency_id": [("가온시", 2)],
        "year": [("2026", 3)],
    }
    filtered = listing.facets(filled, "project", ListQuery(filters={"year": (2025,)}), ["year"], most=2)
    assert [value.label for value in filtered["year"]] == ["2026", "2016"]
