"""일정: what stands on which day, moving it, and the file for other calendars."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from app.domain.calendar import Entry, EntryKind, add_months, week_start, weeks_of_month
from app.domain.project import Project
from app.errors import UserError
from app.services import calendar, stages, undo
from app.services.privacy import consents
from app.services.workspace import Workspace
from tests import factories
from tests.factories import case, milestone, project

JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def session(ws: Workspace, project_id: int, **values: Any) -> int:
    """Store a session as it stands in the file."""
    given = {"project_id": project_id, "kind": "workshop", "topic": "동네 걷기", "held_on": date(2026, 6, 18)}
    with ws.unit_of_work("활동") as work:
        return work.insert("session", {**given, **values})


@pytest.fixture
def plan(workspace: Workspace) -> Project:
    """Make a project with a session, a 할 일 and a stage in June 2026."""
    made = project(workspace, title="가온시 밤길")
    session(workspace, made.id, starts_at="14:00", ends_at="16:30", place="가온 마을회관")
    milestone(workspace, made.id, title="설문지 보내기", due_on=date(2026, 6, 20))
    design = stages.of_project(workspace, made.id)[1]
    days = {"planned_start": date(2026, 5, 20), "planned_end": date(2026, 6, 25)}
    stages.edit_stage(workspace, design.id, days)
    return made


def _june(ws: Workspace, **more: Any) -> list[Entry]:
    return calendar.between(ws, *JUNE, **more)


def _told(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    return [(calendar.name(entry), str(entry.day)) for entry in entries]


def test_everything_with_a_day_is_there(workspace: Workspace, plan: Project) -> None:
    """Sessions, 할 일 and the ends of stages stand on their days; an end outside the span does not."""
    assert _told(_june(workspace)) == [
        ("동네 걷기", "2026-06-18"),
        ("설문지 보내기", "2026-06-20"),
        ("설계 계획 끝", "2026-06-25"),
    ]


def test_one_statement_whatever_the_number(workspace: Workspace, plan: Project) -> None:
    """A hundred sessions are read by as many statements as one."""
    from sqlalchemy import event

    for number in range(100):
        session(workspace, plan.id, topic=f"모임 {number}")
    said: list[str] = []
    event.listen(workspace._engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    assert len(_june(workspace)) == 103
    assert len([statement for statement in said if statement.startswith("SELECT")]) == 1


def test_cases_have_no_calendar(workspace: Workspace, plan: Project) -> None:
    """What happened in a collected case long ago is nobody's appointment."""
    session(workspace, case(workspace).id)
    assert len(_june(workspace)) == 3


def test_kinds_and_projects_narrow_it(workspace: Workspace, plan: Project) -> None:
    """Filters leave what they name."""
    other = project(workspace, title="나래군 장터")
    session(workspace, other.id, topic="장터 돌아보기")
    assert len(_june(workspace, kinds=("session",))) == 2
    assert _told(_june(workspace, projects=(other.id,))) == [("장터 돌아보기", "2026-06-18")]


def test_done_without_having_been_due_stands_on_its_day(workspace: Workspace, plan: Project) -> None:
    """A 할 일 without a due day shows on the day it was done, one with a due day on that alone."""
    milestone(workspace, plan.id, title="전화", due_on=None, done_on=date(2026, 6, 3))
    milestone(workspace, plan.id, title="편지", due_on=date(2026, 6, 4), done_on=date(2026, 6, 9))
    assert _told(entry for entry in _june(workspace, kinds=("milestone",)) if entry.done) == [
        ("전화", "2026-06-03"),
        ("편지", "2026-06-04"),
    ]


@pytest.mark.parametrize("kind", ["session", "milestone"])
def test_moving_is_one_step_that_undo_takes_back(workspace: Workspace, plan: Project, kind: str) -> None:
    """The day becomes another one, and undo brings the first back."""
    before = _june(workspace, kinds=(kind,))
    calendar.move(workspace, before[0], date(2026, 6, 2))
    assert [entry.day for entry in _june(workspace, kinds=(kind,))] == [date(2026, 6, 2)]
    assert "6. 2." in (undo.state(workspace).undo_label or "")
    undo.undo(workspace)
    assert _june(workspace, kinds=(kind,)) == before


def test_a_stage_keeps_its_length(workspace: Workspace, plan: Project) -> None:
    """Moving one end of a stage moves the other as far."""
    (end,) = _june(workspace, kinds=("planned",))
    calendar.move(workspace, end, date(2026, 6, 28))
    design = stages.of_project(workspace, plan.id)[1]
    assert (design.planned_start, design.planned_end) == (date(2026, 5, 23), date(2026, 6, 28))


def test_a_stage_with_one_known_end_invents_none(workspace: Workspace, plan: Project) -> None:
    """An end that is not known stays unknown."""
    design = stages.of_project(workspace, plan.id)[1]
    stages.edit_stage(workspace, design.id, {"actual_start": date(2026, 6, 5)})
    (begun,) = _june(workspace, kinds=("actual",))
    calendar.move(workspace, begun, date(2026, 6, 6))
    after = stages.of_project(workspace, plan.id)[1]
    assert (after.actual_start, after.actual_end) == (date(2026, 6, 6), None)


def test_a_closed_session_keeps_its_day(workspace: Workspace, plan: Project) -> None:
    """Closed after it was read or before: it refuses by a sentence."""
    (entry,) = _june(workspace, kinds=("session",))
    with workspace.unit_of_work("마감") as work:
        work.update("session", entry.id, {"status": "closed"})
    with pytest.raises(UserError, match="마감한 활동"):
        calendar.move(workspace, entry, date(2026, 6, 2))
    (after,) = _june(workspace, kinds=("session",))
    assert (after.day, after.locked) == (entry.day, True)


# -- the file for other calendars


def _lines(content: bytes) -> list[str]:
    """Unfold a calendar file by the words of RFC 5545, 3.1, without the library."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def _events(lines: list[str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name != "END":
            found[-1][name] = value
    return found


def test_the_file_is_as_the_standard_says(workspace: Workspace, plan: Project, tmp_path: Path) -> None:
    """Lines of 75 octets with CRLF, every event with UID and DTSTAMP, hours in the zone of Seoul."""
    long = "가온시 " + "골목마다 밤길이 어두운 까닭을 함께 찾는 자리; 둘째, 셋째 " * 4 + "끝"
    session(workspace, plan.id, topic=long, held_on=date(2026, 6, 11))
    path = tmp_path / "일정.ics"
    calendar.export(workspace, _june(workspace), path)
    lines = _lines(path.read_bytes())
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0", "TZID:Asia/Seoul", "TZOFFSETTO:+0900"} <= set(lines)
    events = _events(lines)
    assert len(events) == 4
    assert len({event["UID"] for event in events}) == 4
    assert all(event["DTSTAMP"].endswith("Z") for event in events)
    walk = next(event for event in events if event["SUMMARY"] == "동네 걷기")
    assert walk["DTSTART;TZID=Asia/Seoul"] == "20260618T140000"
    assert walk["DTEND;TZID=Asia/Seoul"] == "20260618T163000"
    whole = next(event for event in events if event["SUMMARY"].startswith("가온시"))
    assert whole["SUMMARY"].replace("\\;", ";").replace("\\,", ",") == long


def test_the_library_reads_back_what_was_shown(workspace: Workspace, plan: Project, tmp_path: Path) -> None:
    """Days, hours, names and places come back; a stage is one event over all its days."""
    path = tmp_path / "일정.ics"
    calendar.export(workspace, calendar.between(workspace, date(2026, 5, 1), date(2026, 6, 30)), path)
    events = {str(event["summary"]): event for event in Calendar.from_ical(path.read_bytes()).events}
    assert set(events) == {"동네 걷기", "설문지 보내기", "설계 단계 계획"}
    walk = events["동네 걷기"]
    assert walk.start == datetime.fromisoformat("2026-06-18T14:00:00+09:00")
    assert walk.end - walk.start == timedelta(hours=2, minutes=30)
    assert str(walk["location"]) == "가온 마을회관"
    assert (events["설계 단계 계획"].start, events["설계 단계 계획"].end) == (
        date(2026, 5, 20),
        date(2026, 6, 26),
    )


def test_what_is_not_known_is_not_invented(workspace: Workspace, plan: Project, tmp_path: Path) -> None:
    """A session without an end has none; one without a readable hour is an event of the whole day."""
    session(workspace, plan.id, topic="끝 모름", starts_at="10:00")
    session(workspace, plan.id, topic="때 모름", starts_at="저녁 먹고")
    path = tmp_path / "일정.ics"
    calendar.export(workspace, _june(workspace, kinds=("session",)), path)
    events = {event["SUMMARY"]: event for event in _events(_lines(path.read_bytes()))}
    assert not [key for key in events["끝 모름"] if key.startswith("DTEND")]
    assert events["때 모름"]["DTSTART;VALUE=DATE"] == "20260618"


def test_the_same_records_make_the_same_file(workspace: Workspace, plan: Project, tmp_path: Path) -> None:
    """Two exports are equal byte for byte, however much later the second one is."""
    calendar.export(workspace, _june(workspace), tmp_path / "1.ics")
    workspace.clock = lambda: datetime.fromisoformat("2031-01-01T00:00:00+00:00")
    calendar.export(workspace, _june(workspace), tmp_path / "2.ics")
    assert (tmp_path / "1.ics").read_bytes() == (tmp_path / "2.ics").read_bytes()


def test_people_named_in_it_are_masked_or_left_out(
    workspace: Workspace, plan: Project, tmp_path: Path
) -> None:
    """The file leaves the desk: a citizen in a title is masked, who refused left out, an official stays."""
    factories.person(workspace, "남궁별하", phone="010-2222-3333")
    factories.person(workspace, "이담당", actor_kind="official")
    refused = factories.person(workspace, "황보나래")
    consents.give(workspace, [refused.id], {"collection": "refused"}, {})
    session(workspace, plan.id, topic="남궁별하님과 이담당, 황보나래 면담", place="010-2222-3333로 연락")
    path = tmp_path / "일정.ics"
    calendar.export(workspace, _june(workspace, kinds=("session",)), path)
    events = _events(_lines(path.read_bytes()))
    event = next(event for event in events if "면담" in event["SUMMARY"])
    assert event["SUMMARY"].replace("\\,", ",") == "남**하님과 이담당, – 면담"
    assert event["LOCATION"] == "010-****-3333로 연락"


# -- days


def test_months_are_whole_weeks_from_sunday() -> None:
    """The weeks of a month begin on the Sunday of its first day and cover its last."""
    weeks = weeks_of_month(date(2026, 6, 18))
    assert (weeks[0], weeks[-1], len(weeks)) == (date(2026, 5, 31), date(2026, 6, 28), 5)
    assert weeks_of_month(date(2026, 2, 3))[0] == week_start(date(2026, 2, 1)) == date(2026, 2, 1)


def test_a_shorter_month_has_a_last_day() -> None:
    """A month after 31 January is its last day, a month before it likewise."""
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)


def test_every_kind_has_a_word() -> None:
    """The legend names each kind."""
    assert [kind.label for kind in EntryKind] == ["활동", "할 일", "단계 계획", "단계 실적"]
