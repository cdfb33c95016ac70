"""Papers leave out whom they may not name, tell how many, and keep every count."""

from datetime import timedelta

from app.domain.consent import ConsentPurpose
from app.services import consents, disclosure
from app.services.workspace import Workspace
from tests import factories


def test_who_took_it_back_or_is_over_is_left_out(workspace: Workspace) -> None:
    """Withdrawn, refused and expired are withheld; nothing on record is told; officials need none."""
    day = workspace.today
    past = {"given_on": day - timedelta(400), "ends_on": day - timedelta(1)}
    agreed, gone, over, no, none = (
        factories.person(workspace, name).id for name in ("ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㅁ")
    )
    official = factories.person(workspace, "담당자", actor_kind="official").id
    consents.give(workspace, [agreed], {"collection": "agreed"})
    consents.withdraw(workspace, consents.give(workspace, [gone], {"collection": "agreed"}))
    consents.give(workspace, [over], {"collection": "agreed"}, past)
    consents.give(workspace, [no], {"collection": "refused"})
    found = disclosure.allowed(workspace, [agreed, gone, over, no, none, official, None])
    assert found.withheld == {gone, over, no}
    assert found.unrecorded == {none}
    assert found.allowed == {agreed, none, official}
    assert [text for text in found.remarks if "3명" in text] and "동의 기록 없음: 1명" in found.remarks
    assert found.name(gone, "하늘봄", "citizen") == "–"
    assert found.name(none, "하늘봄", "citizen") == "하*봄"
    assert found.name(official, "담당자", "official") == "담당자"


def test_another_purpose_has_to_be_agreed_to_besides(workspace: Workspace) -> None:
    """Photos of somebody who agreed to be recorded only are not for others."""
    both, one = (factories.person(workspace, name).id for name in ("ㄱ", "ㄴ"))
    consents.give(workspace, [both], {"collection": "agreed", "photo": "agreed"})
    consents.give(workspace, [one], {"collection": "agreed"})
    assert disclosure.allowed(workspace, [both, one], ConsentPurpose.PHOTO).allowed == {both}


def test_nothing_to_tell_is_not_told(workspace: Workspace) -> None:
    """Where everybody may be named, the paper says nothing of it."""
    person = factories.person(workspace).id
    consents.give(workspace, [person], {"collection": "agreed"})
    assert disclosure.allowed(workspace, [person]).remarks == ()
