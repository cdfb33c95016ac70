"""Rules of findings: places, merging, splitting, clusters, and what stands without a citizen's words."""

from typing import Any

import pytest

from app.errors import UserError
from app.services import findings, listing, outputs, records, threads, undo
from app.services.workspace import Workspace
from tests import factories


def texts(ws: Workspace, project_id: int, cluster_id: int | None = None) -> list[str]:
    """Return the texts of a cluster in order."""
    return [c.text for c in findings.of_project(ws, project_id) if c.cluster_id == cluster_id]


def row(ws: Workspace, finding_id: int) -> Any:
    """Return a card as lists read it."""
    return listing.rows(ws, "finding", [finding_id])[0]


def test_cards_keep_the_order_in_which_they_came(ws: Workspace) -> None:
    """A new card stands last in its cluster."""
    project = factories.project(ws).id
    for text in "가나다":
        findings.add(ws, project, "pain", text)
    assert texts(ws, project) == ["가", "나", "다"]


def test_cards_are_put_before_another(ws: Workspace) -> None:
    """Moved cards stand before the one named, in the order given, in its cluster; undo takes them back."""
    project = factories.project(ws).id
    cluster = findings.add_cluster(ws, project, "찾기 어려움")
    first, second = (findings.add(ws, project, "pain", t, cluster_id=cluster) for t in ("가", "나"))
    others = [findings.add(ws, project, "idea", t) for t in ("다", "라")]
    findings.move(ws, others[::-1], cluster, second)
    assert texts(ws, project, cluster) == ["가", "라", "다", "나"]
    undo.undo(ws)
    assert texts(ws, project, cluster) == ["가", "나"]
    findings.move(ws, [first], cluster, None)
    assert texts(ws, project, cluster) == ["나", "가"]


def test_places_never_run_out(ws: Workspace) -> None:
    """However often cards are put into the same gap, the order is the one asked for."""
    project = factories.project(ws).id
    ids = [findings.add(ws, project, "pain", str(number)) for number in range(3)]
    order = list(ids)
    for number in range(40):
        card, before = order[-1], order[1]
        findings.move(ws, [card], None, before)
        order.insert(1, order.pop())
        assert [c.id for c in findings.of_project(ws, project)] == order, number


def test_merging_keeps_sources_links_and_dots(ws: Workspace) -> None:
    """Merged cards become one with their texts, speakers and links, in one step that undo takes back."""
    project = factories.project(ws).id
    voice = findings.add(ws, project, "voice", "어디에 물어볼지 몰라요", speaker="참여자 07")
    a = findings.add(ws, project, "pain", "정보가 흩어짐", speaker="참여자 01")
    b = findings.add(ws, project, "pain", "창구가 많음", speaker="참여자 02", parents=[("finding", voice)])
    idea = findings.add(ws, project, "idea", "한곳에 모으기", parents=[("finding", b), ("finding", a)])
    before = [c.text for c in findings.of_project(ws, project)]
    assert findings.merge(ws, [a, b]) == a
    merged = row(ws, a)
    assert merged.text == "정보가 흩어짐\n창구가 많음"
    assert merged.speaker == "참여자 01, 참여자 02"
    assert "참여자 02" in merged.quote
    ends = {(edge.child, edge.parent) for edge in threads.of_project(ws, project).edges}
    assert ends == {(("finding", a), ("finding", voice)), (("finding", idea), ("finding", a))}
    undo.undo(ws)
    assert [c.text for c in findings.of_project(ws, project)] == before


def test_a_merged_card_takes_the_session_it_lacks(ws: Workspace) -> None:
    """The survivor without a source of its own gets that of the first card that has one."""
    project = factories.project(ws).id
    with ws.unit_of_work("원문") as work:
        source = records.insert(
            work, "source", {"title": "인터뷰", "text": "말씀 그대로"}, project_id=project
        )
    a = findings.add(ws, project, "pain", "가")
    b = findings.add(ws, project, "pain", "나", source_id=source, quote="말씀", quote_start=0, quote_end=2)
    merged = row(ws, findings.merge(ws, [a, b]))
    assert (merged.source_id, merged.quote_start, merged.quote_end) == (source, 0, 2)


def test_a_merge_that_would_loop_is_refused_whole(ws: Workspace) -> None:
    """Cards between which the thread runs through a third are refused, and nothing changes."""
    project = factories.project(ws).id
    a = findings.add(ws, project, "pain", "가")
    x = findings.add(ws, project, "problem", "나", parents=[("finding", a)])
    b = findings.add(ws, project, "idea", "다", parents=[("finding", x)])
    with pytest.raises(UserError, match="돌아오게"):
        findings.merge(ws, [a, b])
    assert len(findings.of_project(ws, project)) == 3
    assert len(threads.of_project(ws, project).edges) == 2


def test_one_card_is_no_merge(ws: Workspace) -> None:
    """Merging asks for two cards."""
    card = findings.add(ws, factories.project(ws).id, "pain", "가")
    with pytest.raises(UserError, match="두 장"):
        findings.merge(ws, [card, card])


def test_split_cards_keep_source_and_links(ws: Workspace) -> None:
    """Every part of a split card has the speaker and the origin of the whole, and follows it."""
    project = factories.project(ws).id
    voice = findings.add(ws, project, "voice", "목소리")
    card = findings.add(ws, project, "pain", "가\n나", speaker="학부모", parents=[("finding", voice)])
    findings.add(ws, project, "pain", "뒤")
    ids = findings.split(ws, row(ws, card), ["가", " ", "나"])
    assert texts(ws, project) == ["목소리", "가", "나", "뒤"]
    assert [row(ws, i).speaker for i in ids] == ["학부모", "학부모"]
    assert [row(ws, i).parents for i in ids] == [1, 1]
    with pytest.raises(UserError, match="나눌 곳"):
        findings.split(ws, row(ws, card), ["가"])


def test_a_persona_has_fields_of_its_own(ws: Workspace) -> None:
    """A persona needs a name; its card says who it is where nothing else is written."""
    project = factories.project(ws).id
    with pytest.raises(UserError) as refused:
        findings.add(ws, project, "persona", "", persona={"goals": "쉬고 싶다"})
    assert refused.value.field == "name"
    card = findings.add(
        ws, project, "persona", "", persona={"name": "해늘", "age_band": "30대", "situation": "가게를 엶"}
    )
    assert row(ws, card).text == "해늘, 30대. 가게를 엶"
    findings.edit(ws, [card], {}, persona={"name": "해늘", "quote": "한 번에 보고 싶어요"})
    assert row(ws, card).persona == {"name": "해늘", "quote": "한 번에 보고 싶어요"}


def test_a_cluster_gone_leaves_its_cards(ws: Workspace) -> None:
    """Cards of a deleted cluster stay, after those that have none, in their order."""
    project = factories.project(ws).id
    loose = findings.add(ws, project, "pain", "앞")
    ids = [findings.add(ws, project, "pain", t) for t in "가나"]
    findings.add_cluster(ws, project, "묶음", ids)
    assert texts(ws, project) == ["앞"]
    findings.delete_cluster(ws, findings.clusters(ws, project)[0])
    assert texts(ws, project) == ["앞", "가", "나"]
    assert loose


def test_clusters_are_put_in_another_order(ws: Workspace) -> None:
    """A cluster moves among the others and stops at the ends."""
    project = factories.project(ws).id
    for name in "가나다":
        findings.add_cluster(ws, project, name)
    findings.move_cluster(ws, findings.clusters(ws, project)[0], 1)
    assert [c.name for c in findings.clusters(ws, project)] == ["나", "가", "다"]
    findings.move_cluster(ws, findings.clusters(ws, project)[2], 5)
    assert [c.name for c in findings.clusters(ws, project)] == ["나", "가", "다"]
    findings.rename_cluster(ws, findings.clusters(ws, project)[0].id, "라")
    assert findings.clusters(ws, project)[0].name == "라"


def test_what_no_citizen_said_is_named(ws: Workspace) -> None:
    """Problems, ideas and outputs whose thread ends at no citizen's words are 근거 없음."""
    project = factories.project(ws).id
    said = findings.add(ws, project, "pain", "찾기 어렵다", speaker="참여자 07")
    problem = findings.add(ws, project, "problem", "흩어짐", parents=[("finding", said)])
    grounded = findings.add(ws, project, "idea", "모으기", parents=[("finding", problem)])
    office = findings.add(ws, project, "admin_need", "인력 부족")
    bare = findings.add(ws, project, "idea", "앱 만들기", parents=[("finding", office)])
    made = factories.output(ws, project)
    assert findings.without_origin(ws, project) == {("finding", bare), ("output", made.id)}
    threads.connect(ws, project, ("output", made.id), [("finding", grounded)])
    assert findings.without_origin(ws, project) == {("finding", bare)}


def test_outputs_are_not_blamed_before_anything_was_heard(ws: Workspace) -> None:
    """A project without any card keeps no thread, so none of its outputs is marked."""
    project = factories.project(ws).id
    factories.output(ws, project)
    assert findings.without_origin(ws, project) == set()
    assert outputs.of_project(ws, project)
