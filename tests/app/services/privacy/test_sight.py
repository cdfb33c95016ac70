"""개인정보 열람: a line of the log first, then so many items of so many persons for so long."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.directory import Register
from app.domain.participant import Participant
from app.domain.privacy.access import AccessRow
from app.domain.privacy.sight import SightItem
from app.errors import UserError
from app.services import directory, listing
from app.services.privacy import access, sight
from app.services.reports import papers
from app.services.workspace import Workspace
from tests import factories
from tests.factories import person

WHY = "3차 워크숍 참석 여부를 전화로 확인"
NAME, PHONE = SightItem.NAME, SightItem.PHONE
START = datetime(2026, 6, 18, 5, 3, tzinfo=UTC)


@pytest.fixture
def someone(workspace: Workspace) -> int:
    """A citizen with a phone, an address and a memo, at a desk whose clock stands."""
    workspace.clock = lambda: START
    row = person(workspace, "박하모", phone="010-2222-1234", email="hamo@example.kr", memo="휠체어")
    return int(row.id)


def _seen(ws: Workspace, someone: int) -> Participant:
    (row,) = listing.rows(ws, "participant", [someone])
    shown: Participant = ws.sight.row(row)
    return shown


def _log(ws: Workspace) -> list[AccessRow]:
    return access.rows(ws, START - timedelta(days=1), START + timedelta(days=1))


def test_everything_is_masked_without_a_grant(workspace: Workspace, someone: int) -> None:
    """Name, phone, address and memo are masked; nothing is logged by looking at masks."""
    row = _seen(workspace, someone)
    assert (row.name, row.phone, row.email, row.memo) == (
        "박*모",
        "010-****-1234",
        "ha***@example.kr",
        "가림",
    )
    assert _log(workspace) == []


def test_an_official_is_named_but_not_rung_up(workspace: Workspace) -> None:
    """The name of an official stays, the phone is masked like everybody's."""
    row = _seen(workspace, person(workspace, "오하름", actor_kind="official", phone="063-222-2210").id)
    assert (row.name, row.phone) == ("오하름", "063-***-2210")


def test_a_grant_shows_the_items_asked_for_and_is_logged(workspace: Workspace, someone: int) -> None:
    """Only the items asked for are plain, only of the persons asked for; the line tells all of it."""
    other = person(workspace, "나래솔").id
    sight.unmask(workspace, [someone], (NAME, PHONE), "contact", WHY)
    row = _seen(workspace, someone)
    assert (row.name, row.phone, row.email) == ("박하모", "010-2222-1234", "ha***@example.kr")
    assert _seen(workspace, other).name == "나*솔"
    (line,) = _log(workspace)
    assert (line.action, line.purpose, line.reason, line.items) == (
        "unmask",
        "contact",
        WHY,
        ("이름", "휴대전화"),
    )
    assert line.until == START + timedelta(minutes=10)


def test_the_clock_masks_again(workspace: Workspace, someone: int) -> None:
    """At the end of its time a grant shows nothing any more, whether or not a timer has told so."""
    sight.unmask(workspace, [someone], [NAME], "contact", WHY, minutes=5)
    workspace.clock = lambda: START + timedelta(minutes=5)
    assert _seen(workspace, someone).name == "박*모"
    assert workspace.sight.expire() == {someone}


def test_leaving_the_screen_masks_again(workspace: Workspace, someone: int) -> None:
    """A grant without a time ends with the screen; one with a time does not."""
    other = person(workspace, "나래솔").id
    sight.unmask(workspace, [someone], [NAME], "contact", WHY, minutes=None)
    sight.unmask(workspace, [other], [NAME], "contact", WHY)
    assert workspace.sight.leave() == {someone}
    assert (_seen(workspace, someone).name, _seen(workspace, other).name) == ("박*모", "나래솔")
    assert workspace.sight.cover() == {other}
    assert _seen(workspace, other).name == "나*솔"


@pytest.mark.parametrize(
    ("items", "purpose", "reason", "field"),
    [
        ((), "contact", WHY, "items"),
        ((NAME,), "", WHY, "purpose"),
        ((NAME,), "contact", "짧은 사유", "reason"),
        ((NAME,), "contact", "가" * 201, "reason"),
        ((NAME,), "contact", "본인 확인 900101-1234568 대조", "reason"),
    ],
)
def test_what_the_log_cannot_take_shows_nothing(
    workspace: Workspace, someone: int, items: tuple[SightItem, ...], purpose: str, reason: str, field: str
) -> None:
    """Without items, purpose or a fit reason nothing is logged and nothing is shown."""
    with pytest.raises(UserError) as refused:
        sight.unmask(workspace, [someone], items, purpose, reason)
    assert refused.value.field == field
    assert _log(workspace) == []
    assert _seen(workspace, someone).name == "박*모"


def test_a_role_may_not(workspace: Workspace, someone: int) -> None:
    """열람 at the desk reads masks alone, and is told so."""
    workspace.settings = workspace.settings.with_values(desk_role="reader")
    with pytest.raises(UserError, match="열람"):
        sight.unmask(workspace, [someone], [NAME], "contact", WHY)
    assert _log(workspace) == []


def test_a_copy_of_unmasked_items_is_logged(workspace: Workspace, someone: int) -> None:
    """Copying while a grant runs leaves a line of its own, for the same reason; of masks it leaves none."""
    other = person(workspace, "나래솔").id
    sight.log_copy(workspace, [someone, other])
    assert _log(workspace) == []
    sight.unmask(workspace, [someone], [NAME], "contact", WHY)
    sight.log_copy(workspace, [someone, other])
    copied = _log(workspace)[0]
    (row,) = listing.rows(workspace, "person", [someone])
    assert (copied.action, copied.people, copied.reason) == ("copy", (row.uid,), WHY)


def test_affiliations_are_masked_where_the_office_says_so(workspace: Workspace) -> None:
    """By default 소속 tells masked people apart; with the setting it is hidden until asked for."""
    citizen = factories.person(workspace, "남궁별하", affiliation="별빛모임")
    official = factories.person(workspace, "이담당", actor_kind="official", affiliation="가온시")

    def shown() -> list[str]:
        return [workspace.sight.row(row).affiliation for row in (citizen, official)]

    assert shown() == ["별빛모임", "가온시"]
    assert SightItem.AFFILIATION not in workspace.sight.masked_items
    workspace.settings = workspace.settings.with_values(mask_affiliation=True)
    assert shown() == ["가림", "가온시"]
    hints = {entry.name: entry.hint for entry in directory.entries(workspace, "person")}
    assert hints == {"남궁별하": "가림", "이담당": "가온시"}
    told = papers.as_json(workspace, "roster")
    assert "별빛모임" not in told and "가온시" in told
    sight.unmask(workspace, [citizen.id], [SightItem.AFFILIATION], "other", "소속을 확인하려고 봄")
    assert shown() == ["별빛모임", "가온시"]


def test_forms_told_the_same_share_one_list_of_choices(workspace: Workspace, someone: int) -> None:
    """The choices are one list as long as they read the same, and another once a name may be seen."""
    masked = directory.options(workspace, "person")
    assert directory.options(workspace, "person") is masked
    assert not isinstance(masked, Register) and masked[0].label.startswith("박*모")
    sight.unmask(workspace, [someone], [NAME], "본인 확인", WHY)
    seen = directory.options(workspace, "person")
    assert not isinstance(seen, Register) and seen[0].label.startswith("박하모")
