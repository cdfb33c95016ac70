"""An order of destruction: written down while it is under way; what windows remember without the person."""

from datetime import UTC, date, datetime

from app.domain.privacy.destruction import BackupWay, Order, cleaned, read, written
from app.domain.privacy.personal_marks import PLACEHOLDER, Marks

NAME = "남궁별하"
MARKS = Marks.of([NAME], ["010-7316-4409"], ["a@b.kr"])


def test_an_order_survives_being_written_down() -> None:
    """What the file keeps of a destruction under way reads back as it was."""
    ledger = {
        "destroyed_at": datetime(2026, 11, 22, tzinfo=UTC),
        "backups_until": date(2027, 11, 23),
        "people": ["u"],
    }
    order = Order(
        uid="uid",
        people={"u": "파기된 참여자 1"},
        marks=MARKS,
        files=("f" * 64,),
        excepted=frozenset({("session", "u2", "minutes")}),
        on=date(2026, 11, 22),
        ledger=ledger,
        backups=BackupWay.EXPIRE,
    )
    assert read(written(order)) == order


def test_what_windows_remember_loses_the_person_alone() -> None:
    """A draft loses the name, a list loses the whole entry, everything else stays."""
    kept = {
        "run/1": {"draft": f"{NAME}씨 말", "waiting": [{"text": f"{NAME} 010-7316-4409"}]},
        "reports/recent": [f"/x/{NAME}.pdf", "/x/총괄표.pdf"],
        "window/rail": True,
        "people/split": [700, 324],
    }
    assert cleaned(kept, MARKS) == {
        "run/1": {"draft": f"{PLACEHOLDER}씨 말", "waiting": [{"text": f"{PLACEHOLDER} {PLACEHOLDER}"}]},
        "reports/recent": ["/x/총괄표.pdf"],
        "window/rail": True,
        "people/split": [700, 324],
    }
