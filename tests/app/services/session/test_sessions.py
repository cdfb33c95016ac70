"""활동: templates, partial dates, attendance, closing, what undo takes back."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.session import SessionKind
from app.errors import UserError
from app.services import history, outputs, people, undo
from app.services.session import agenda, attendance, outcomes, sessions
from app.services.session.templates import templates
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def project(ws: Workspace) -> int:
    """A project with 4 citizens, 3 officials and 2 experts."""
    made = factories.project(ws).id
    factories.team(ws, made)
    return made


def make(ws: Workspace, project: int, **values: object) -> int:
    """A workshop of 17 June."""
    return sessions.create(ws, project, "workshop", {"held_on": date(2026, 6, 17), **values})


def test_every_kind_has_a_template() -> None:
    """Every kind of session has an agenda with minutes, artefacts and participants."""
    assert set(templates()) == {kind.value for kind in SessionKind}
    for template in templates().values():
        assert template.minutes > 0 and template.artefacts and template.participants, template.kind


def test_a_new_session_begins_with_the_agenda_of_its_kind(ws: Workspace, project: int) -> None:
    """The agenda stands in order with its minutes; the stage under way and the usual methods are taken."""
    found = sessions.parts(ws, make(ws, project, topic="준비 모임"))
    expected = list(templates()["workshop"].agenda)
    assert [(item.title, item.minutes) for item in found.agenda] == expected
    assert (found.session.stage, found.session.topic, found.session.methods) == (
        "planning", "준비 모임", ("affinity", "ideation"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "held_on", "starts_at", "kept"),
    [
        ("(목) 오후 8시", None, "20:00", "(목) 오후 8시"),
        ("10. 5. (목) 오후 8시", None, "20:00", "10. 5. (목) 오후 8시"),
        ("2026. 6. 17. 14:30", date(2026, 6, 17), "14:30", ""),
        ("2026. 6. 17.(수)", date(2026, 6, 17), "", ""),
        ("8시", None, "", "8시"),
        ("봄 무렵", None, "", "봄 무렵"),
    ],
)
def test_partial_dates_stay_partial(
    ws: Workspace, project: int, written: str, held_on: date | None, starts_at: str, kept: str
) -> None:
    """What is certain of a day and a time is read, the rest stays missing and in its words."""
    session = sessions.get(ws, sessions.create(ws, project, "dialogue", {"held_on": written}))
    assert (session.held_on, session.starts_at, session.as_written.get("held_on", "")) == (
        held_on, starts_at, kept,
    )  # fmt: skip


def test_a_day_given_later_ends_the_doubt(ws: Workspace, project: int) -> None:
    """The words of a partial date go when the whole date is entered."""
    session_id = sessions.create(ws, project, "dialogue", {"held_on": "(목) 오후 8시"})
    sessions.edit(ws, session_id, {"held_on": date(2017, 10, 12)})
    session = sessions.get(ws, session_id)
    assert (session.held_on, session.starts_at, dict(session.as_written)) == (date(2017, 10, 12), "20:00", {})


def test_no_such_day_is_refused(ws: Workspace, project: int) -> None:
    """A day that the calendar lacks is refused with its field named."""
    with pytest.raises(UserError, match="없는 날짜") as caught:
        sessions.create(ws, project, "dialogue", {"held_on": "2026. 2. 30."})
    assert caught.value.field == "held_on"


def test_an_end_before_the_start_is_refused(ws: Workspace, project: int) -> None:
    """A session does not end before it begins."""
    session_id = make(ws, project, starts_at="14:00")
    with pytest.raises(UserError, match="이릅니다"):
        sessions.edit(ws, session_id, {"ends_at": "오전 9시"})


def test_all_present_keeps_what_was_entered(ws: Workspace, project: int) -> None:
    """모두 출석 enters those without an entry; late and absent stay so."""
    session_id = make(ws, project)
    first, second, *rest = attendance.roster(ws, session_id)
    attendance.enter(ws, session_id, first.person_id, "late")
    attendance.enter(ws, session_id, second.person_id, "absent")
    assert attendance.mark_all_present(ws, session_id) == len(rest)
    states = {row.person_id: row.state for row in attendance.roster(ws, session_id)}
    assert states == {first.person_id: "late", second.person_id: "absent"} | {
        row.person_id: "present" for row in rest
    }


def test_the_share_of_citizens_counts_guests_and_not_the_absent(ws: Workspace, project: int) -> None:
    """Of two citizens, one official (an absent citizen apart) and two guests who are citizens: 80 %."""
    session_id = make(ws, project)
    team = {row.person: row for row in attendance.roster(ws, session_id)}
    citizens = [row for row in team.values() if row.actor_kind == "citizen"]
    official = next(row for row in team.values() if row.actor_kind == "official")
    for row in (*citizens[:2], official):
        attendance.enter(ws, session_id, row.person_id, "present")
    attendance.enter(ws, session_id, citizens[2].person_id, "absent")
    assert sessions.parts(ws, session_id).citizen_share == 67
    attendance.set_guests(ws, session_id, "citizen", 2)
    found = sessions.parts(ws, session_id)
    assert (found.citizen_share, found.session.attended, found.session.guests) == (80, 3, 2)


def test_who_left_the_team_is_not_expected(ws: Workspace, project: int) -> None:
    """A former member is on the roster only where entered."""
    session_id = make(ws, project)
    gone = people.members(ws, project)[0]
    with ws.unit_of_work("떠남") as work:
        work.update("membership", gone.id, {"from_on": date(2026, 5, 1), "to_on": date(2026, 6, 1)})
    others = [row.person_id for row in people.members(ws, project) if row.to_on is None]
    if gone.person_id not in others:
        assert gone.person_id not in [row.person_id for row in attendance.roster(ws, session_id)]
    attendance.enter(ws, session_id, gone.person_id, "present")
    assert gone.person_id in [row.person_id for row in attendance.roster(ws, session_id)]


def test_the_agenda_is_moved(ws: Workspace, project: int) -> None:
    """An item put before another stands there, and the rest keep their order."""
    session_id = make(ws, project)
    before = [item.id for item in sessions.parts(ws, session_id).agenda]
    agenda.move(ws, before[-1], before[0])
    agenda.move(ws, before[0], None)
    after = [item.id for item in sessions.parts(ws, session_id).agenda]
    assert after == [before[-1], *before[1:-1], before[0]]


def test_next_actions_fall_due_with_the_project(ws: Workspace, project: int) -> None:
    """A next action is a 할 일 of the project that knows its session."""
    session_id = make(ws, project)
    person = people.members(ws, project)[0]
    action = outcomes.add_action(ws, session_id, "결과 보내기", date(2026, 6, 20), person.person_id)
    todo = next(row for row in outputs.milestones(ws, project) if row.id == action)
    assert (todo.session_id, todo.due_on, todo.assignee) == (session_id, date(2026, 6, 20), person.person)


def test_a_closed_session_is_locked_in_all_its_parts(ws: Workspace, project: int, tmp_path: Path) -> None:
    """Every verb that changes a closed session is refused with the same sentence; nothing changes."""
    session_id = make(ws, project)
    decision = outcomes.add_decision(ws, session_id, "두 가지로 한다")
    action = outcomes.add_action(ws, session_id, "보내기")
    outcomes.attach(ws, session_id, [factories.file(tmp_path)])
    person = attendance.roster(ws, session_id)[0].person_id
    sessions.close(ws, session_id)
    locked = sessions.parts(ws, session_id)
    item = locked.agenda[0].id
    for attempt in (
        lambda: sessions.edit(ws, session_id, {"minutes": "새 글"}),
        lambda: agenda.add(ws, session_id, "덧붙임"),
        lambda: agenda.edit(ws, item, {"minutes": 5}),
        lambda: agenda.move(ws, item, None),
        lambda: agenda.delete(ws, [item]),
        lambda: attendance.enter(ws, session_id, person, "present"),
        lambda: attendance.mark_all_present(ws, session_id),
        lambda: attendance.set_guests(ws, session_id, "citizen", 3),
        lambda: outcomes.add_decision(ws, session_id, "셋"),
        lambda: outcomes.edit_decision(ws, decision, "넷"),
        lambda: outcomes.delete_decision(ws, decision),
        lambda: outcomes.add_action(ws, session_id, "또"),
        lambda: outcomes.edit_action(ws, action, {"title": "다른 일"}),
        lambda: outcomes.delete_action(ws, action),
        lambda: outcomes.attach(ws, session_id, [factories.file(tmp_path, "둘.txt")]),
        lambda: outcomes.delete_files(ws, [locked.files[0].id]),
        lambda: sessions.delete(ws, session_id),
        lambda: sessions.close(ws, session_id),
    ):
        with pytest.raises(UserError, match="마감한 활동"):
            attempt()
    assert sessions.parts(ws, session_id) == locked


def test_an_agreed_action_is_ticked_off_after_closing(ws: Workspace, project: int) -> None:
    """That an action was done later changes nothing of the record and is allowed."""
    session_id = make(ws, project)
    outcomes.add_action(ws, session_id, "보내기")
    sessions.close(ws, session_id)
    outputs.set_milestone_done(ws, sessions.parts(ws, session_id).actions[0], ws.today)
    assert sessions.parts(ws, session_id).actions[0].done_on == ws.today


def test_reopening_asks_why_and_the_journal_keeps_it(ws: Workspace, project: int) -> None:
    """Without a reason a session stays closed; with one it is open and history tells why."""
    session_id = make(ws, project, topic="준비 모임")
    sessions.close(ws, session_id)
    assert sessions.get(ws, session_id).closed_by == "홍길동"
    with pytest.raises(UserError, match="사유"):
        sessions.reopen(ws, session_id, "  ")
    sessions.reopen(ws, session_id, "명단 바로잡기")
    session = sessions.get(ws, session_id)
    assert (session.status, session.reopen_reason, session.closed_at) == ("draft", "명단 바로잡기", None)
    assert "활동 ‘준비 모임’ 다시 열기" in {step.label for step in history.of_project(ws, project)}


def test_what_is_still_to_come_is_not_closed(ws: Workspace, project: int) -> None:
    """A session of tomorrow is no evidence yet."""
    session_id = make(ws, project, held_on=date(2026, 6, 19))
    with pytest.raises(UserError, match="아직"):
        sessions.close(ws, session_id)


def test_undo_takes_each_step_back(ws: Workspace, project: int) -> None:
    """A whole new session, and a whole 모두 출석, are one step each."""
    session_id = make(ws, project)
    attendance.mark_all_present(ws, session_id)
    undo.undo(ws)
    assert all(row.state is None for row in attendance.roster(ws, session_id))
    undo.undo(ws)
    assert sessions.of_project(ws, project) == []
    undo.redo(ws)
    assert len(sessions.parts(ws, session_id).agenda) == len(templates()["workshop"].agenda)


def test_a_resident_number_is_refused_in_the_minutes(ws: Workspace, project: int) -> None:
    """What looks like a 주민등록번호 is not stored in minutes."""
    with pytest.raises(UserError, match="주민등록번호"):
        sessions.edit(ws, make(ws, project), {"minutes": "이름 옆 번호 900101-1234567 적음"})
