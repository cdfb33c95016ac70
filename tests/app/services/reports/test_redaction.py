"""안전 공유: no name, number or address that was ticked is in the shared file, its name or its metadata."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from app.domain.privacy.redaction import HitKind
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import people
from app.services.privacy import access
from app.services.reports import redaction
from app.services.reports.redaction import Preview
from app.services.session import sessions
from app.services.workspace import Workspace
from tests import factories

REASON = "주민 설명회 자료로 나누기 위함"
PHONE, EMAIL = "010-7316-4409", "byeolha.ng@example.kr"


@pytest.fixture
def seen(workspace: Workspace) -> Preview:
    """Look through minutes that name a citizen in several ways, another one, and an official."""
    project = factories.project(workspace)
    one = factories.person(workspace, "남궁별하", phone=PHONE, email=EMAIL)
    two = factories.person(workspace, "이수")
    three = factories.person(workspace, "선우담당", actor_kind="official")
    people.add_members(workspace, project.id, [one.id, two.id, three.id], "citizen")
    session = sessions.create(
        workspace, project.id, "workshop", {"topic": "밤길", "held_on": workspace.today}
    )
    minutes = (
        f"- 남궁별하님이 말했다. 남궁별하와 {PHONE}, {EMAIL}\n- 이수는 교육을 이수했다.\n"
        "- 선우담당 주무관이 답했다. 남원시 시청로 60\n- 회비는 농협 302-1234-5678-91"
    )
    sessions.edit(workspace, session, {"minutes": minutes})
    return redaction.preview(workspace, "minutes", ReportOptions(session_id=session))


def test_every_kind_of_hit_is_found(seen: Preview) -> None:
    """Names, phone, mail, place and account are found; the official and 이수 wait for a decision."""
    kinds = {hit.kind for hit in seen.hits}
    assert {HitKind.NAME, HitKind.PHONE, HitKind.EMAIL, HitKind.ADDRESS, HitKind.ACCOUNT} <= kinds
    left = {hit.words for number, hit in enumerate(seen.hits) if number not in seen.proposed}
    assert left == {"이수", "선우담당"}
    assert all("이수했" not in hit.words + hit.after[:1] for hit in seen.hits if hit.words == "이수")


@pytest.mark.parametrize("format", redaction.FORMATS)
def test_the_shared_file_holds_none_of_it(
    workspace: Workspace, seen: Preview, tmp_path: Path, format: str
) -> None:
    """Whatever the format, what was ticked is nowhere in it, and the pseudonyms are."""
    path = tmp_path / f"공유.{format}"
    chosen = seen.proposed
    redaction.share(workspace, seen, chosen, format, path, purpose="report", reason=REASON)
    text = _words(path, format)
    for word in ("남궁별하", PHONE, EMAIL, "시청로 60", "302-1234"):
        assert word not in text
    assert "참여자 1" in text and "선우담당" in text


def _words(path: Path, format: str) -> str:
    data = path.read_bytes()
    if format == "txt":
        return data.decode("utf-8-sig")
    if format == "pdf":
        reader = PdfReader(io.BytesIO(data))
        return " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    with zipfile.ZipFile(path) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_the_same_person_has_the_same_pseudonym_and_its_particle(seen: Preview) -> None:
    """Every mention of one person has one number, and the particle behind it follows its sound."""
    texts = "\n".join(seen.redaction(seen.proposed).replaced())
    assert "참여자 1님이 말했다. 참여자 1과 [참여자 1 전화번호], [참여자 1 전자우편]" in texts
    assert "참여자 2" not in texts


def test_what_is_unticked_stays(seen: Preview) -> None:
    """Only the chosen hits are replaced."""
    texts = "\n".join(seen.redaction(frozenset()).replaced())
    assert "남궁별하님이" in texts and PHONE in texts


def test_the_key_is_a_workbook_behind_a_password(workspace: Workspace, seen: Preview, tmp_path: Path) -> None:
    """Office's own encryption holds it, the password opens it, and it says who is who."""
    import msoffcrypto

    key = tmp_path / "대조표.xlsx"
    redaction.share(
        workspace, seen, seen.proposed, "txt", tmp_path / "공유.txt",
        purpose="report", reason=REASON, key_path=key, password="가온시 대조표 26",
    )  # fmt: skip
    assert "남궁별하".encode() not in key.read_bytes() and not zipfile.is_zipfile(key)
    opened = io.BytesIO()
    with key.open("rb") as stream:
        file = msoffcrypto.OfficeFile(stream)
        file.load_key(password="가온시 대조표 26")
        file.decrypt(opened)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(opened).worksheets[0]]
    assert any("참여자 1" in row and "남궁별하" in row for row in rows)


def test_the_line_of_the_log_comes_before_the_file(
    workspace: Workspace, seen: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing fails the log has its line all the same; without a reason nothing is written."""

    def fail(*_given: object) -> list[str]:
        raise OSError("no room")

    path = tmp_path / "공유.txt"
    with pytest.raises(UserError):
        redaction.share(workspace, seen, seen.proposed, "txt", path, purpose="report", reason="짧음")
    monkeypatch.setattr(redaction, "_write", fail)
    with pytest.raises(OSError, match="no room"):
        redaction.share(workspace, seen, seen.proposed, "txt", path, purpose="report", reason=REASON)
    assert not path.exists()
    now = workspace.clock()
    (line,) = access.rows(workspace, now - timedelta(days=1), now + timedelta(days=1))
    assert (line.action, line.target, line.people_count) == ("share", "공유.txt", 3)


@pytest.mark.parametrize(("name", "field"), [("남궁별하 회의록.txt", "path"), ("900101-1234567.txt", "path")])
def test_the_file_is_not_called_after_somebody(
    workspace: Workspace, seen: Preview, tmp_path: Path, name: str, field: str
) -> None:
    """A file name that tells who it is about is refused."""
    with pytest.raises(UserError) as refused:
        redaction.share(
            workspace, seen, seen.proposed, "txt", tmp_path / name, purpose="report", reason=REASON
        )
    assert refused.value.field == field
