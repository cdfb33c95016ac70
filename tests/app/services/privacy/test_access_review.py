"""접속기록 점검: a month told without names in full, its chain tried, its review kept, its paper printed."""

import json
from datetime import UTC, datetime

import pytest

from app.domain.privacy.access import Access, AccessAction
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.data_file import check
from app.services.privacy import access, access_review
from app.services.reports import papers
from app.services.workspace import Workspace
from tests.factories import person

OCTOBER, NOVEMBER = datetime(2026, 10, 5, 3, tzinfo=UTC), datetime(2026, 11, 3, 3, tzinfo=UTC)


@pytest.fixture
def ws(workspace: Workspace) -> Workspace:
    """Two lines in October, read in November."""
    first, other = person(workspace, "박하모"), person(workspace, "나래솔")
    workspace.clock = lambda: OCTOBER
    why = ("이름",), "contact", "참석 여부를 전화로 확인합니다"
    access.log(workspace, Access(AccessAction.UNMASK, "화면 열람", (first.uid, other.uid), *why))
    access.log(workspace, Access(AccessAction.EXPORT, "참여자 명단", (other.uid,), *why, target="명단.xlsx"))
    workspace.clock = lambda: NOVEMBER
    return workspace


def _alter(ws: Workspace) -> None:
    """Change a line as somebody with a tool for databases would."""
    with ws.beside_journal() as connection:
        connection.exec_driver_sql("DROP TRIGGER access_log_seal")
        connection.exec_driver_sql("UPDATE access_log SET reason = '다른 사유를 적었습니다' WHERE id = 1")


def test_a_month_is_told_masked_and_filtered(ws: Workspace) -> None:
    """Persons are found by their whole names and told masked; actions narrow; the chain holds."""
    month = access_review.read(ws, "2026-10")
    assert [entry.whose for entry in month.entries] == ["나*솔", "박*모 외 1명"]
    assert (month.broken, month.months) == ((), ("2026-11", "2026-10"))
    assert len(access_review.read(ws, "2026-10", text="박하").entries) == 1
    assert len(access_review.read(ws, "2026-10", action="export").entries) == 1
    assert access_review.read(ws).entries == ()


def test_an_altered_line_is_told_everywhere(ws: Workspace) -> None:
    """The month and 점검 both name the line that was altered."""
    assert check.check(ws).findings == ()
    _alter(ws)
    assert "1번" in access_review.read(ws, "2026-10").broken[0]
    assert any("접속기록 1번" in words for words in check.check(ws).findings)


def test_last_month_waits_until_it_is_reviewed(ws: Workspace) -> None:
    """A month with lines is due once it is over, and no longer after its review."""
    assert access_review.due(ws) == "2026-10"
    access_review.review(ws, "2026-10", "이상 없음")
    assert access_review.due(ws) == ""
    (kept,) = access_review.read(ws, "2026-10").reviews
    assert (kept.row_count, kept.finding) == (2, "이상 없음")
    ws.clock = lambda: datetime(2026, 12, 3, tzinfo=UTC)
    assert access_review.due(ws) == ""  # November had no lines


@pytest.mark.parametrize(
    ("month", "finding"), [("2026-10", " "), ("2026-11", "이상 없음"), ("2026-13", "이상 없음")]
)
def test_a_review_says_something_of_a_month_that_is_over(ws: Workspace, month: str, finding: str) -> None:
    """Neither nothing nor a month under way is a review."""
    with pytest.raises(UserError):
        access_review.review(ws, month, finding)


def test_a_role_may_not(ws: Workspace) -> None:
    """A facilitator does not read who looked at whom."""
    ws.settings = ws.settings.with_values(desk_role="facilitator")
    with pytest.raises(UserError, match="퍼실리테이터"):
        access_review.read(ws)


def test_the_paper_says_what_the_month_says(ws: Workspace) -> None:
    """The report of a month: every line, masked, oldest first, with what check and review found."""
    access_review.review(ws, "2026-10", "내보내기 1건의 사유를 확인함")
    text = papers.as_json(ws, "access-log", ReportOptions(month="2026-10", approval_box=True))
    rows = json.loads(text)["tables"][0]["rows"]
    assert [row["누구의"] for row in rows] == ["박*모 외 1명", "나*솔"]
    assert "박하모" not in text and "내보내기 1건의 사유를 확인함" in text and "이상 없음" in text
