"""Every wrong thing on purpose: what cannot be stored is refused with a sentence, nothing of it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.domain.ballot import read_options
from app.errors import UserError
from app.services import ballots, contributions, findings, history, outputs, proposals, sources, threads, undo
from app.services.session import agenda, attendance, outcomes, sessions
from app.services.workspace import Workspace
from tests import factories

NUMBER = "900101-1234567"
GONE = 9999


@dataclass
class Ground:
    """A project with one record of each kind that the workbench writes."""

    ws: Workspace
    project: int
    session: int
    item: int
    card: int
    proposal: int
    ballot: int
    option: int


@pytest.fixture
def ground(workspace: Workspace) -> Ground:
    """Make the records."""
    project = factories.project(workspace).id
    session = sessions.create(workspace, project, "workshop", {"topic": "모임"})
    ballot = ballots.create(workspace, {"title": "투표"}, ["가", "나"], project_id=project)
    return Ground(
        workspace,
        project,
        session,
        agenda.add(workspace, session, "소개", 10, ""),
        findings.add(workspace, project, "voice", "말"),
        proposals.create(workspace, {"title": "등", "channel": "field", "project_id": project}).id,
        ballot,
        ballots.read(workspace, ballot).options[0].id,
    )


Write = Callable[[Ground, str], Any]
TEXTS: dict[str, Write] = {
    "활동 주제": lambda g, t: sessions.create(g.ws, g.project, "workshop", {"topic": t}),
    "활동 장소": lambda g, t: sessions.edit(g.ws, g.session, {"place": t}),
    "활동 날짜": lambda g, t: sessions.edit(g.ws, g.session, {"held_on": t}),
    "회의록": lambda g, t: sessions.edit(g.ws, g.session, {"minutes": t}),
    "순서": lambda g, t: agenda.add(g.ws, g.session, t, 10, ""),
    "순서 진행": lambda g, t: agenda.edit(g.ws, g.item, {"host": t}),
    "결정": lambda g, t: outcomes.add_decision(g.ws, g.session, t),
    "다음 할 일": lambda g, t: outcomes.add_action(g.ws, g.session, t, None, None),
    "카드": lambda g, t: findings.add(g.ws, g.project, "voice", t),
    "카드 고치기": lambda g, t: findings.edit(g.ws, [g.card], {"text": t}),
    "말한 사람": lambda g, t: findings.add(g.ws, g.project, "voice", "말", speaker=t),
    "퍼소나": lambda g, t: findings.add(g.ws, g.project, "persona", "", persona={"name": t}),
    "묶음": lambda g, t: findings.add_cluster(g.ws, g.project, t),
    "제안": lambda g, t: proposals.create(g.ws, {"title": t, "channel": "field"}),
    "제안 내용": lambda g, t: proposals.edit(g.ws, [g.proposal], {"text": t}),
    "결정 사유": lambda g, t: proposals.decide(g.ws, g.proposal, "adopted", t),
    "반영되는 곳": lambda g, t: proposals.decide(g.ws, g.proposal, "adopted", "까닭", follow_up_note=t),
    "이행일": lambda g, t: proposals.decide(g.ws, g.proposal, "adopted", "까닭", follow_up_on=t),
    "투표": lambda g, t: ballots.create(g.ws, {"title": t}, ["가"]),
    "후보": lambda g, t: ballots.create(g.ws, {"title": "가"}, read_options(t)),
    "후보 고치기": lambda g, t: ballots.edit_option(g.ws, g.option, t),
    "원문": lambda g, t: sources.add(g.ws, g.project, {"title": "가", "text": t}),
    "원문 이름": lambda g, t: sources.add(g.ws, g.project, {"title": t, "text": "가"}),
    "기여": lambda g, t: contributions.add(g.ws, g.project, {"giver": t, "kind": "goods"}),
    "할 일": lambda g, t: outputs.add_milestone(g.ws, g.project, {"title": t}),
}


@pytest.mark.parametrize("write", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("text", [f"홍 {NUMBER}", "９００１０１－１２３４５６７"], ids=["plain", "wide"])
def test_a_resident_number_is_stored_nowhere(ground: Ground, write: Write, text: str) -> None:
    """Whatever field it is typed into, the file never holds it, the journal included."""
    steps = len(history.steps(ground.ws))
    with pytest.raises(UserError):
        write(ground, text)
    assert len(history.steps(ground.ws)) == steps
    ground.ws.close()
    held = b"".join(
        path.read_bytes() for path in ground.ws.paths.file.parent.glob("*.hamkke*") if path.is_file()
    )
    assert b"1234567" not in held and "１２３４５６７".encode() not in held


@pytest.mark.parametrize("write", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("text", ["가" * 150_000, "\ud800"], ids=["endless", "half a sign"])
def test_what_is_absurd_is_refused_with_a_sentence(ground: Ground, write: Write, text: str) -> None:
    """A text without end and a sign that is none are told of, and no step is left behind."""
    steps = len(history.steps(ground.ws))
    with pytest.raises(UserError) as refused:
        write(ground, text)
    assert refused.value.message.endswith(".") or "예:" in refused.value.message
    assert len(history.steps(ground.ws)) == steps


REQUIRED = ("활동 주제", "순서", "결정", "다음 할 일", "카드", "카드 고치기", "묶음", "제안", "결정 사유",
            "투표", "후보 고치기", "원문", "원문 이름", "기여", "할 일")  # fmt: skip


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("text", ["", "  \u3000 "], ids=["empty", "blank"])
def test_what_is_empty_is_asked_for(ground: Ground, name: str, text: str) -> None:
    """Blanks are nothing: the sentence asks for the words."""
    with pytest.raises(UserError):
        TEXTS[name](ground, text)


DELETED: dict[str, Callable[[Ground], Any]] = {
    "활동": lambda g: sessions.edit(g.ws, GONE, {"topic": "가"}),
    "순서": lambda g: agenda.edit(g.ws, GONE, {"title": "가"}),
    "활동의 순서": lambda g: agenda.add(g.ws, GONE, "가", 1, ""),
    "출석": lambda g: attendance.enter(g.ws, GONE, 1, "present"),
    "카드": lambda g: findings.edit(g.ws, [g.card, GONE], {"text": "가"}),
    "카드 옮기기": lambda g: findings.move(g.ws, [GONE], None),
    "카드 합치기": lambda g: findings.merge(g.ws, [g.card, GONE]),
    "묶음": lambda g: findings.add(g.ws, g.project, "voice", "가", cluster_id=GONE),
    "과제": lambda g: findings.add(g.ws, GONE, "voice", "가"),
    "연결": lambda g: threads.connect(g.ws, g.project, ("finding", GONE), [("finding", g.card)]),
    "제안": lambda g: proposals.edit(g.ws, [g.proposal, GONE], {"title": "가"}),
    "결정": lambda g: proposals.decide(g.ws, GONE, "adopted", "가"),
    "투표": lambda g: ballots.edit(g.ws, GONE, {"title": "가"}),
    "후보": lambda g: ballots.edit_option(g.ws, GONE, "가"),
    "집계": lambda g: ballots.set_tallies(g.ws, g.ballot, {(GONE, "paper"): 3}),
    "원문": lambda g: sources.quote_source(g.ws, GONE, "voice", "가", 0, 1, ""),
    "기여": lambda g: contributions.edit(g.ws, GONE, {"text": "가"}),
}


@pytest.mark.parametrize("name", DELETED)
def test_what_was_deleted_elsewhere_is_not_written_on(ground: Ground, name: str) -> None:
    """The words are not lost in silence: a sentence says that the record is gone, and nothing is stored."""
    steps = len(history.steps(ground.ws))
    with pytest.raises(UserError, match=r"지워|없는"):
        DELETED[name](ground)
    assert len(history.steps(ground.ws)) == steps


@pytest.mark.parametrize(
    "day", ["0000. 1. 1.", "1026. 3. 5.", "9999. 12. 31.", "2026. 2. 30.", "2026. 13. 1."]
)
def test_an_impossible_day_is_refused_by_its_field(ground: Ground, day: str) -> None:
    """A day that is none, or of another millennium, is asked about; no due day is counted from it."""
    with pytest.raises(UserError) as refused:
        proposals.edit(ground.ws, [ground.proposal], {"received_on": day})
    assert refused.value.field == "received_on"
    with pytest.raises(UserError) as refused:
        sessions.edit(ground.ws, ground.session, {"held_on": day})
    assert refused.value.field == "held_on"


@pytest.mark.parametrize("minutes", [-1, 1_441, 99_999_999])
def test_an_item_of_the_agenda_lasts_a_day_at_most(ground: Ground, minutes: int) -> None:
    """Made or changed, an item longer than a day, or shorter than nothing, is refused."""
    for write in (
        lambda: agenda.add(ground.ws, ground.session, "소개", minutes, ""),
        lambda: agenda.edit(ground.ws, ground.item, {"minutes": minutes}),
    ):
        with pytest.raises(UserError, match="1,440"):
            write()


def test_undo_right_after_brings_each_back(ground: Ground) -> None:
    """Deleting and undoing at once leaves a card, a proposal and a ballot as they were."""
    ws = ground.ws
    cases: tuple[tuple[Callable[[], Any], Callable[[], Any]], ...] = (
        (lambda: findings.delete(ws, [ground.card]), lambda: findings.of_project(ws, ground.project)),
        (lambda: proposals.delete(ws, [ground.proposal]), lambda: proposals.of_project(ws, ground.project)),
        (lambda: ballots.delete(ws, ground.ballot), lambda: ballots.of(ws, ground.project)),
        (lambda: sessions.delete(ws, ground.session), lambda: sessions.of_project(ws, ground.project)),
    )
    for delete, read in cases:
        before = read()
        delete()
        assert read() != before
        undo.undo(ws)
        assert read() == before
