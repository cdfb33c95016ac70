"""동의: what holds is what was given last; nothing of the past is lost; children need a guardian."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from app.domain.listing import ListQuery
from app.domain.privacy.consent import ConsentPurpose, ConsentState, state_of
from app.errors import UserError
from app.services import history, listing, people, records, undo
from app.services.data_file import check
from app.services.privacy import consents
from app.services.workspace import Workspace
from app.settings import Settings
from tests import factories

DAY = date(2026, 6, 18)
AGREED = {"collection": "agreed"}


@pytest.fixture
def ws(data_file: Path, new_file: Path) -> Iterator[Workspace]:
    """Open a new data file at noon of a day in June."""
    data_file.write_bytes(new_file.read_bytes())
    opened = Workspace(data_file, Settings(user_name="홍시험"), lambda: datetime(2026, 6, 18, 3, tzinfo=UTC))
    yield opened
    opened.close()


def _state(ws: Workspace, person: int, purpose: str = "collection") -> ConsentState:
    return consents.of_person(ws, person).states[ConsentPurpose(purpose)]


def test_each_purpose_is_answered_by_itself(ws: Workspace) -> None:
    """Agreed, refused and never asked stand apart; one step for many persons and purposes."""
    people_ids = [factories.person(ws, name).id for name in ("하늘봄", "가온별")]
    consents.give(ws, people_ids, {"collection": "agreed", "photo": "refused"})
    for person in people_ids:
        found = consents.of_person(ws, person).states
        assert found[ConsentPurpose.COLLECTION] is ConsentState.VALID
        assert found[ConsentPurpose.PHOTO] is ConsentState.REFUSED
        assert found[ConsentPurpose.RECORDING] is ConsentState.MISSING
    undo.undo(ws)
    assert _state(ws, people_ids[1]) is ConsentState.MISSING


def test_a_consent_is_kept_until_its_project_ends_else_as_the_setting_says(ws: Workspace) -> None:
    """보유 기한: the end of the project where one is named, else so many days."""
    project = factories.project(ws, ends_on=date(2026, 9, 30))
    first, second = factories.person(ws).id, factories.person(ws, "가온별").id
    consents.give(ws, [first], AGREED, {"project_id": project.id})
    consents.give(ws, [second], AGREED)
    ends = [
        consents.of_person(ws, each).current[ConsentPurpose.COLLECTION].ends_on for each in (first, second)
    ]
    assert ends == [date(2026, 9, 30), DAY + timedelta(ws.settings.retention_days)]


def test_a_renewal_is_a_new_row_and_the_history_stays(ws: Workspace) -> None:
    """Renewed before its end, a consent holds anew; both rows and every step can be read."""
    person = factories.person(ws).id
    consents.give(ws, [person], AGREED, {"given_on": date(2025, 7, 1), "ends_on": DAY + timedelta(5)})
    assert _state(ws, person) is ConsentState.ENDING
    (old,) = consents.of_person(ws, person).rows
    consents.renew(ws, [old.id])
    found = consents.of_person(ws, person)
    assert found.states[ConsentPurpose.COLLECTION] is ConsentState.VALID
    assert [row.given_on for row in found.rows] == [DAY, date(2025, 7, 1)]
    consents.withdraw(ws, [found.rows[0].id], DAY, "본인이 요청")
    assert _state(ws, person) is ConsentState.WITHDRAWN
    labels = [entry.label for entry in consents.history(ws, person)]
    assert labels[0] == "하*봄 동의 철회" and "하*봄 동의 갱신" in labels


def test_no_label_of_a_step_holds_a_whole_name(ws: Workspace) -> None:
    """이력 names citizens masked, from their entry on."""
    person = people.add_person(ws, {"name": "하늘봄", "actor_kind": "citizen"}).id
    consents.give(ws, [person], AGREED)
    consents.withdraw(ws, [consents.of_person(ws, person).rows[0].id])
    assert not [step.label for step in history.steps(ws) if "하늘봄" in step.label]


def test_days_that_cannot_be_are_refused_beside_their_field(ws: Workspace) -> None:
    """No consent of tomorrow, none that ends before it was given, none taken back before it was given."""
    person = factories.person(ws).id
    for values, field in (
        ({"given_on": DAY + timedelta(1)}, "given_on"),
        ({"ends_on": DAY - timedelta(1)}, "ends_on"),
    ):
        with pytest.raises(UserError) as refused:
            consents.give(ws, [person], AGREED, values)
        assert refused.value.field == field
    (given,) = consents.give(ws, [person], AGREED)
    for day in (DAY - timedelta(1), DAY + timedelta(1)):
        with pytest.raises(UserError) as refused:
            consents.withdraw(ws, [given], day)
        assert refused.value.field == "withdrawn_on"


def test_for_a_child_a_guardian_agrees(ws: Workspace) -> None:
    """Under 14, or perhaps so by the birth year alone, nobody agrees by himself; refusing needs nobody."""
    child = factories.person(ws, "하늘봄", birth_year=2012).id
    grown = factories.person(ws, "가온별", birth_year=2011).id
    with pytest.raises(UserError) as refused:
        consents.give(ws, [child, grown], AGREED)
    assert refused.value.field == "guardian" and "하*봄" in refused.value.message
    consents.give(ws, [child], {"photo": "refused"})
    consents.give(ws, [grown], AGREED)
    consents.give(ws, [child], AGREED, {"guardian": "하늘숲"})
    assert _state(ws, child) is ConsentState.VALID


def test_data_are_provided_to_somebody_for_something(ws: Workspace) -> None:
    """제3자 제공 names the recipient and what it is for; other purposes hold no recipient."""
    person = factories.person(ws).id
    both = {"collection": "agreed", "provision": "agreed"}
    with pytest.raises(UserError) as refused:
        consents.give(ws, [person], both, {"recipient": "나래복지관"})
    assert refused.value.field == "recipient"
    consents.give(ws, [person], both, {"recipient": "나래복지관", "recipient_purpose": "돌봄 상담"})
    current = consents.of_person(ws, person).current
    assert current[ConsentPurpose.PROVISION].recipient == "나래복지관"
    assert current[ConsentPurpose.COLLECTION].recipient == ""


def test_a_scan_is_kept_checked_and_comes_back_by_undo(ws: Workspace, tmp_path: Path) -> None:
    """The paper's bytes are in the store; a check misses them; taken off, they are kept for undo."""
    person = factories.person(ws).id
    ids = consents.give(ws, [person], {"collection": "agreed", "photo": "agreed"})
    scan = factories.file(tmp_path, "동의서.pdf", b"%PDF-1.7 signed")
    consents.attach_scan(ws, ids, scan)
    row = consents.of_person(ws, person).current[ConsentPurpose.PHOTO]
    assert (row.scan_name, row.scan_size) == ("동의서.pdf", 15)
    assert consents.save_scan(ws, row, tmp_path / "out").read_bytes() == b"%PDF-1.7 signed"
    consents.detach_scan(ws, ids)
    assert check.check(ws).collected == 0
    undo.undo(ws)
    assert not check.check(ws).findings
    ws.blobs.path(row.scan_sha256).unlink()
    assert "동의서.pdf" in check.check(ws).findings[0]


def test_a_number_of_a_resident_is_refused_in_the_name_of_a_scan(ws: Workspace, tmp_path: Path) -> None:
    """Nothing of such a file is stored."""
    ids = consents.give(ws, [factories.person(ws).id], AGREED)
    with pytest.raises(UserError):
        consents.attach_scan(ws, ids, factories.file(tmp_path, "900101-1234567.pdf", b"x"))
    assert not list(ws.blobs.digests())


def test_lists_read_the_state_by_the_same_rule(ws: Workspace) -> None:
    """Whatever the decision and days, SQL and the rule of the domain say the same of every purpose."""
    days = (None, DAY - timedelta(1), DAY, DAY + timedelta(1), DAY + timedelta(30), DAY + timedelta(31))
    with ws.unit_of_work("모든 경우") as work:
        for number, (decision, ends, gone) in enumerate(product(("agreed", "refused"), days, days)):
            person = work.insert("person", {"name": f"사람{number:03}", "actor_kind": "citizen"})
            work.insert("consent", {
                "person_id": person, "purpose": "collection", "decision": decision, "given_on": DAY,
                "ends_on": ends, "withdrawn_on": gone,
            })  # fmt: skip
    rows = listing.all_rows(ws, "participant", ListQuery())
    assert len(rows) == 72
    for row in rows:
        (given,) = consents.of_person(ws, row.id).rows
        meant = state_of(given, DAY)
        assert row.state(ConsentPurpose.COLLECTION) is meant
        assert bool(row.is_ending) is (meant is ConsentState.ENDING)
        runs = meant in (ConsentState.VALID, ConsentState.ENDING)
        assert row.ends_on == (given.ends_on if runs else None)
    assert consents.states(ws, [row.id for row in rows]).keys() == {row.id for row in rows}
    every = [consents.states(ws, [row.id])[row.id][ConsentPurpose.COLLECTION] for row in rows[:5]]
    assert every == [row.state(ConsentPurpose.COLLECTION) for row in rows[:5]]


def test_the_headings_count_what_their_lists_show(ws: Workspace) -> None:
    """Officials need no consent; refused and never asked are without one; ended and withdrawn are over."""
    ids = {name: factories.person(ws, name).id for name in ("ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㅁ")}
    factories.person(ws, "담당", actor_kind="official")
    long_ago = {"given_on": date(2025, 1, 1)}
    consents.give(ws, [ids["ㄱ"]], AGREED)
    consents.give(ws, [ids["ㄴ"]], AGREED, {**long_ago, "ends_on": DAY + timedelta(30)})
    consents.give(ws, [ids["ㄷ"]], AGREED, {**long_ago, "ends_on": DAY - timedelta(1)})
    consents.give(ws, [ids["ㄹ"]], {"collection": "refused"})
    found = consents.counts(ws)
    assert (found.every, found.ending, found.absent, found.over, found.citizens) == (6, 1, 2, 1, 5)
    for filters, names in (
        ({"standing": ("absent",)}, ["ㄹ", "ㅁ"]),
        ({"standing": ("over",)}, ["ㄷ"]),
        ({"is_ending": (True,)}, ["ㄴ"]),
    ):
        rows = listing.all_rows(ws, "participant", ListQuery(filters=filters))
        assert [row.name for row in rows] == names
    assert consents.people_over(ws) == (ids["ㄷ"],)
    assert [row.person for row in consents.ending(ws)] == ["ㄴ"]


def test_an_earlier_giving_entered_later_does_not_hold(ws: Workspace) -> None:
    """What was given last holds, not what was typed last."""
    person = factories.person(ws).id
    consents.give(ws, [person], {"photo": "refused"}, {"given_on": DAY})
    consents.give(ws, [person], {"photo": "agreed"}, {"given_on": DAY - timedelta(40)})
    assert _state(ws, person, "photo") is ConsentState.REFUSED


def test_the_age_band_follows_from_the_birth_year(ws: Workspace) -> None:
    """One rule: a birth year that is known decides, in a new record and in a changed one."""
    person = factories.person(ws, birth_year=1995, age_band="seventies")
    assert person.age_band == "thirties"
    records.edit(ws, "person", [person.id], {"birth_year": 1960})
    assert people.get(ws, person.id).age_band == "sixties"
    records.edit(ws, "person", [person.id], {"age_band": "teens"})
    assert people.get(ws, person.id).age_band == "sixties"
    records.edit(ws, "person", [person.id], {"birth_year": None, "age_band": "teens"})
    assert people.get(ws, person.id).age_band == "teens"


def test_a_digest_that_looks_like_a_number_of_a_resident_is_kept(ws: Workspace) -> None:
    """What the program computes is nobody's number; the same figures typed by somebody are refused."""
    looks = "ab9001011234567c" * 4
    person = factories.person(ws).id
    with ws.unit_of_work("동의서") as work:
        kept = {"person_id": person, "purpose": "photo", "decision": "agreed", "scan_sha256": looks}
        work.insert("consent", kept)
    assert consents.of_person(ws, person).rows[0].scan_sha256 == looks
    with pytest.raises(UserError):
        consents.give(ws, [person], AGREED, {"note": looks})
