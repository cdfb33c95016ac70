"""Reports and lists by commands: chosen by id, written to files and folders, refused with a sentence."""

from pathlib import Path

import pytest

from app.services.session import sessions
from app.services.workspace import Workspace
from exports.render import FORMATS
from tests.app.cli.conftest import Run, added, refused


def test_reports_are_listed(run: Run) -> None:
    """The list has id, label and formats."""
    found = {each["id"]: each for each in run("reports", "--json").json}
    assert {"final-report", "minutes", "roster", "certificates", "influence-ledger"} <= set(found)
    assert found["matrix"] == {"id": "matrix", "label": "총괄표", "formats": list(FORMATS)}


def test_a_report_goes_to_standard_output_as_json(run: Run, cases: Path) -> None:
    """With --out - the document and nothing else is printed."""
    run("import", cases, "--kind", "cases")
    report = run("export", "matrix", "--format", "json", "--out", "-").json
    assert next(table for table in report["tables"] if table["name"] == "counts")["total"]["total"] == 3
    assert refused(run("export", "matrix", "--format", "pdf", "--out", "-"), "json")


def test_a_report_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    """The format is the one named, else that of the file's name."""
    path = tmp_path / "보고서.dat"
    project = added(run)["id"]
    assert run("export", "project-report", "--format", "pdf", "--out", path, "--project", project).code == 0
    assert path.read_bytes().startswith(b"%PDF")
    named = tmp_path / "목록.xlsx"
    assert run("export", "project-list", "--out", named, "--year", 2026).code == 0
    assert named.read_bytes().startswith(b"PK")


def test_the_whole_set_goes_into_a_folder(run: Run, tmp_path: Path) -> None:
    """``export all`` writes what has records, names files by the rule and tells what it left out."""
    added(run)
    folder = tmp_path / "묶음"
    told = run("export", "all", "--format", "json", "--out", folder, "--naming", "{보고서}-{연도}")
    assert told.code == 0
    assert (folder / "결과보고서-2026.json").is_file() and (folder / "과제목록.json").is_file()
    assert "기록 없음: 회의록" in told.out and not list(folder.glob("회의록*"))
    assert refused(run("export", "all", "--out", folder, "--naming", "{이름}"), "{과제}")


def test_one_report_of_every_project(run: Run, tmp_path: Path) -> None:
    """``--each`` writes a file a project that the year and programme leave."""
    added(run)
    told = run("export", "gate-checklist", "--each", "--year", 2026, "--out", tmp_path / "묶음")
    assert (told.code, len(list((tmp_path / "묶음").glob("*_관문·증빙점검표_*.pdf")))) == (0, 1)
    assert refused(run("export", "gate-checklist", "--each", "--year", 1999, "--out", tmp_path), "--year")


def test_minutes_are_of_the_session_named(run: Run, data_file: Path) -> None:
    """--session names the 활동; its topic is on the paper."""
    project = added(run)["id"]
    ws = Workspace(data_file)
    session = sessions.create(ws, project, "workshop", {"topic": "밤길 걷기"})
    ws.close()
    report = run("export", "minutes", "--session", session, "--format", "json", "--out", "-")
    assert (report.code, "밤길 걷기" in report.out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("budget", "--format", "json", "--out", "-"), "project-report"),
        (("project-report", "--format", "json", "--out", "-"), "--project"),
        (("project-report", "--format", "json", "--out", "-", "--project", "7"), "7번"),
        (("matrix", "--format", "pdf", "--out", "없는 폴더/a.pdf"), "폴더가 없습니다"),
        (("matrix", "--format", "pdf", "--out", "."), "폴더입니다"),
        (("matrix", "--out", "a.hwp"), "형식"),
    ],
)
def test_a_report_that_cannot_be_is_refused(run: Run, arguments: tuple[str, ...], words: str) -> None:
    """An unknown report, project, folder or format ends with 1."""
    assert refused(run("export", *arguments), words)


def test_a_roster_leaves_masked_or_for_a_logged_purpose(run: Run, data_file: Path, tmp_path: Path) -> None:
    """Without a purpose the roster is masked; with one it is in full, behind the password of a file."""
    from io import BytesIO

    import msoffcrypto

    from app.services.workspace import Workspace
    from tests.factories import person

    ws = Workspace(data_file)
    person(ws, "가온별", phone="010-2222-3333")
    month = f"{ws.today:%Y-%m}"
    ws.close()
    masked = run("export", "roster", "--out", "-").out
    assert "*" in masked and "가림" in masked
    password = tmp_path / "암호.txt"
    password.write_text("가온-명단-2026!\n", encoding="utf-8")
    out = tmp_path / "명단.xlsx"
    why = ("--purpose", "payment", "--reason", "10월 참여 수당을 지급하려고")
    made = run("export", "roster", "--out", out, *why, "--columns", "name,phone", "--password-file", password)
    assert made.code == 0
    assert msoffcrypto.OfficeFile(BytesIO(out.read_bytes())).is_encrypted()
    assert refused(run("export", "roster", "--out", out, "--purpose", "payment"), "사유")
    assert "10월 참여 수당" in run("export", "access-log", "--out", "-", "--month", month).out
