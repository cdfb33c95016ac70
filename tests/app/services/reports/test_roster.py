"""참여자 내보내기: what was asked for and no more, logged before the file is, gone where consent is gone."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import msoffcrypto
import openpyxl
import pypdf
import pytest

from app.domain.privacy.access import AccessRow
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.privacy import access, consents
from app.services.reports import papers
from app.services.workspace import Workspace
from exports.renderers import xlsx
from tests.factories import person

WHY = ReportOptions(
    columns=("name", "phone"),
    purpose="payment",
    reason="10월 참여 수당을 지급하려고",
    destroy_on=date(2026, 12, 31),
)
PASSWORD = "가온-명단-2026!"


@pytest.fixture
def ws(workspace: Workspace) -> Workspace:
    """A roster of three: one official, one who took the consent back."""
    person(workspace, "가온별", phone="010-2222-3333", email="gaon@example.kr", memo="휠체어")
    person(workspace, "오하름", phone="063-222-2210", actor_kind="official")
    gone = person(workspace, "나래솔", phone="010-4444-5555")
    consents.give(workspace, [gone.id], {"collection": "refused"})
    return workspace


def _log(ws: Workspace) -> list[AccessRow]:
    now = datetime.now(UTC)
    return access.rows(ws, now - timedelta(days=1), now + timedelta(days=1))


def _rows(ws: Workspace, options: ReportOptions) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(papers.as_json(ws, "roster", options))["tables"][0]["rows"]
    return rows


def test_it_is_masked_without_a_purpose(ws: Workspace) -> None:
    """Without a purpose names and phones are masked, memos are not there at all, and nothing is logged."""
    text = papers.as_json(ws, "roster", ReportOptions(columns=("name", "phone", "memo")))
    assert "가*별" in text and "010-****-3333" in text and "오하름" in text
    assert not re.search("가온별|2222-3333|휠체어|gaon", text)
    assert _log(ws) == []


def test_only_the_columns_asked_for_are_there(ws: Workspace) -> None:
    """What is not asked for is left out, not hidden; 연번 is always there."""
    assert [set(row) for row in _rows(ws, WHY)] == [{"number", "name", "phone"}] * 2


def test_a_column_that_is_not_there_is_refused(ws: Workspace) -> None:
    """A column without a meaning is named, and the log stays empty."""
    with pytest.raises(UserError, match="shoe"):
        papers.as_json(ws, "roster", replace(WHY, columns=("shoe",)))
    assert _log(ws) == []


def test_in_full_it_is_logged_and_headed(ws: Workspace) -> None:
    """With a purpose it names in full; the log says whose and what, the head who, why and until when."""
    text = papers.as_json(ws, "roster", WHY)
    assert "가온별" in text and "010-2222-3333" in text
    assert "수당·실비 지급: 10월 참여 수당을 지급하려고" in text and "2026. 12. 31." in text
    (line,) = _log(ws)
    assert (line.action, line.purpose, line.items, line.people_count) == (
        "export",
        "payment",
        ("이름", "전화"),
        2,
    )


def test_who_took_the_consent_back_is_left_out_and_counted(ws: Workspace) -> None:
    """The paper says how many are missing, and the file does not hold them in any form."""
    text = papers.as_json(ws, "roster", WHY)
    assert "1명은 넣지 않았습니다" in text
    assert not re.search("나래솔|나.솔|4444", text)


def test_the_line_is_there_though_the_file_is_not(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever happens while the file is written, its line in the log was durable before."""
    seen: list[int] = []

    def dies(*_given: object) -> None:
        with Workspace.reading(ws) as connection:
            seen.append(connection.exec_driver_sql("SELECT count(*) FROM access_log").scalar() or 0)
        raise OSError("the plug was pulled")

    monkeypatch.setattr(xlsx, "write", dies)
    with pytest.raises(Exception, match="쓰지 못했습니다"):
        papers.export(ws, "roster", "xlsx", tmp_path / "명단.xlsx", WHY)
    assert seen == [1]
    assert [line.target for line in _log(ws)] == ["명단.xlsx"]
    assert list(tmp_path.glob("*.xlsx")) == [] and list(tmp_path.glob(".hamkke-*")) == []


@pytest.mark.parametrize("wrong", [{"purpose": ""}, {"reason": "짧음"}])
def test_without_purpose_or_reason_there_is_no_file(
    ws: Workspace, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    """Half a purpose writes neither a line nor a file."""
    with pytest.raises(UserError):
        papers.export(ws, "roster", "xlsx", tmp_path / "명단.xlsx", replace(WHY, **wrong))
    assert _log(ws) == [] and not (tmp_path / "명단.xlsx").exists()


def test_a_role_may_not(ws: Workspace) -> None:
    """A facilitator may look, but takes no list away."""
    ws.settings = ws.settings.with_values(desk_role="facilitator")
    with pytest.raises(UserError, match="퍼실리테이터"):
        papers.as_json(ws, "roster", WHY)
    assert _log(ws) == []


def test_a_workbook_behind_a_password_opens_as_office_does(ws: Workspace, tmp_path: Path) -> None:
    """The xlsx is agile-encrypted: nothing plain on the disk, whole with the password, nothing without."""
    path = tmp_path / "명단.xlsx"
    papers.export(ws, "roster", "xlsx", path, WHY, password=PASSWORD)
    data = path.read_bytes()
    assert data.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
    assert "가온별".encode() not in data and b"xl/worksheets" not in data
    office = msoffcrypto.OfficeFile(BytesIO(data))
    assert office.is_encrypted() and office.type == "agile"
    plain = BytesIO()
    office.load_key(password=PASSWORD, verify_password=True)
    office.decrypt(plain, verify_integrity=True)
    cells = {
        cell
        for sheet in openpyxl.load_workbook(plain)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    assert "010-2222-3333" in cells
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        msoffcrypto.OfficeFile(BytesIO(data)).load_key(password="다른 암호", verify_password=True)


def test_a_pdf_behind_a_password_is_aes_256(ws: Workspace, tmp_path: Path) -> None:
    """The PDF opens with the password alone, encrypted by AES-256 with its metadata."""
    path = tmp_path / "명단.pdf"
    papers.export(ws, "roster", "pdf", path, WHY, password=PASSWORD)
    reader = pypdf.PdfReader(path)
    assert reader.is_encrypted and cast(Any, reader.trailer["/Encrypt"])["/V"] == 5
    assert reader.decrypt("다른 암호") == 0
    assert reader.decrypt(PASSWORD) != 0
    assert "가온별" in "".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(("format", "password"), [("json", PASSWORD), ("xlsx", "짧다")])
def test_a_password_that_cannot_be_is_refused_first(
    ws: Workspace, tmp_path: Path, format: str, password: str
) -> None:
    """Json takes none, and a short one is none: nothing is logged or written."""
    with pytest.raises(UserError, match="암호"):
        papers.export(ws, "roster", format, tmp_path / f"명단.{format}", WHY, password=password)
    assert _log(ws) == [] and list(tmp_path.glob("명단*")) == []


def test_the_workbook_tells_of_nobody_beside_its_rows(ws: Workspace, tmp_path: Path) -> None:
    """Neither properties nor any other part of the package holds what the rows do not."""
    import zipfile

    path = tmp_path / "명단.xlsx"
    papers.export(ws, "roster", "xlsx", path, ReportOptions(columns=("name",)))
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        whole = "".join(package.read(name).decode("utf-8", "ignore") for name in names)
    assert not re.search("가온별|나래솔|2222|gaon|휠체어", whole)
    assert not [name for name in names if "comment" in name or "thumbnail" in name]
