"""Every command does its use case, says so, and ends with the code that tells how it went."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from app.services.search import indexing
from app.services.session import sessions
from app.services.workspace import Workspace
from exports.render import FORMATS
from tests.app.cli.conftest import Outcome, Run
from tests.app.services.test_imports import CASES, TASKS

KEYS = {
    "id", "title", "year", "program", "government_level", "is_foreign", "service_field", "oecd_field",
    "lead_agency", "region", "summary", "achievements", "website", "remarks", "status", "stage",
    "needs_review", "as_written",
}  # fmt: skip


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Give a small collection of cases."""
    path = tmp_path / "사례.txt"
    path.write_text(CASES, encoding="utf-8")
    return path


def added(run: Run, title: str = "함께 걷는 길", **flags: str) -> Any:
    """Register a project and return what was printed of it."""
    words = [part for key, value in flags.items() for part in (f"--{key.replace('_', '-')}", value)]
    outcome = run("projects", "add", "--title", title, *words, "--json")
    assert outcome.code == 0, outcome.err
    return outcome.json


def refused(outcome: Outcome, words: str) -> bool:
    """Tell whether a command was refused with these words on standard error and nothing printed."""
    return outcome.code == 1 and words in outcome.err and outcome.out == "" and "Traceback" not in outcome.err


def test_a_dry_run_tells_counts_and_doubtful_lines_and_changes_nothing(run: Run, cases: Path) -> None:
    """Counts, what would change and each doubtful line with its number; no record is made."""
    outcome = run("import", cases, "--kind", "cases", "--dry-run")
    assert outcome.code == 0
    assert "사례 모음 3건: 새로 3, 그대로 0" in outcome.out
    assert "18번째 줄: 사법" in outcome.out
    assert "3번째 줄: 안심 귀갓길" in outcome.out
    assert run("projects", "list", "--json").json == []
    assert len(run("history", "--json").json) == 1


def test_an_import_is_stored_once(run: Run, cases: Path) -> None:
    """The second run of the same command reports that nothing changed and adds no step."""
    first = run("import", cases, "--kind", "cases", "--json").json
    steps = run("history", "--json").json
    again = run("import", cases, "--kind", "cases", "--json").json
    assert (first["new"], first["step"]) == (3, "사례 모음 3건 불러오기")
    assert (again["new"], again["unchanged"], again["step"]) == (0, 3, None)
    assert run("history", "--json").json == steps


@pytest.mark.parametrize("data", [b"", b"\x00\x01" * 99, b"x" * 5_000_000, "사례가 없는 글".encode()])
def test_a_file_that_cannot_be_read_is_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    """An empty, binary, endless or strange file ends with 1 and one sentence; nothing is stored."""
    path = tmp_path / "나쁜 파일.txt"
    path.write_bytes(data)
    outcome = run("import", path, "--kind", "cases")
    assert outcome.code == 1
    assert len(outcome.err.strip().splitlines()) == 1
    assert run("projects", "list", "--json").json == []


def test_a_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    """A file that is not there ends with 1."""
    assert refused(run("import", tmp_path / "없음.txt", "--kind", "tasks"), "없습니다")


def test_a_project_is_added_by_labels(run: Run) -> None:
    """Labels in Korean fill the record; what is printed is what is stored."""
    record = added(
        run, year="2026", program="국민디자인단", agency="경기도 수원시", government_level="지자체",
        service_field="생활환경개선", region="경기도 수원시", summary="밤길을 밝힘",
    )  # fmt: skip
    assert set(record) >= KEYS
    assert (record["government_level"], record["service_field"], record["stage"]) == (
        "지자체",
        "생활환경개선",
        "기획",
    )
    assert (record["lead_agency"], record["region"], record["status"]) == (
        "경기도 수원시",
        "수원시",
        "진행 중",
    )
    assert record["needs_review"] is False
    assert run("projects", "show", record["id"], "--json").json == record


@pytest.mark.parametrize(
    ("flag", "written", "key", "label"),
    [
        ("government_level", "자치단체", "government_level", "지자체"),
        ("government_level", "central", "government_level", "중앙정부"),
        ("service_field", "안전·치안", "service_field", "안전 및 치안"),
        ("service_field", "일반 행정", "service_field", "일반행정"),
        ("oecd_field", "일반행정", "oecd_field", "일반 행정"),
        ("participation_mode", "공동생산", "participation_mode", "공동 생산"),
        ("program", "스스로해결단", "program", "공감e가득"),
        ("starts_on", "'26. 3. 5.", "starts_on", "2026-03-05"),
    ],
)
def test_other_words_mean_the_same(run: Run, flag: str, written: str, key: str, label: str) -> None:
    """Aliases, codes and other spacing become the label of the list."""
    assert added(run, **{flag: written})[key] == label


def test_the_programme_chooses_the_template(run: Run) -> None:
    """A project of 공감e가득 gets its own stages; --template names another by its label."""
    assert added(run, program="공감e가득")["next_title"] == "해결단 발대식"
    assert added(run, template="국민디자인단 표준")["program"] == "국민디자인단"


@pytest.mark.parametrize(
    ("flag", "value", "words"),
    [
        ("--government-level", "외계", "중앙정부, 지자체, 공공기관"),
        ("--service-field", "우주", "사회복지"),
        ("--region", "없는곳", "시·도"),
        ("--template", "없는틀", "국민디자인단 표준"),
        ("--year", "작년", "연도"),
        ("--starts-on", "어제쯤", "날짜"),
        ("--title", "가" * 10_000, "500자"),
        ("--citizen-goal", "1000", "100"),
    ],
)
def test_an_unknown_value_is_refused_with_the_choices(run: Run, flag: str, value: str, words: str) -> None:
    """What the list does not have ends with 1, names the choices and stores nothing."""
    titled = () if flag == "--title" else ("--title", "과제")
    assert refused(run("projects", "add", *titled, flag, value), words)
    assert run("projects", "list", "--json").json == []


def test_a_command_lets_what_it_wrote_be_found(run: Run, data_file: Path) -> None:
    """The index of words takes in what a command wrote before it ends."""
    added(run, "골목 쉼터")
    ws = Workspace(data_file)
    assert indexing.waiting(ws) == 0
    ws.close()


NUMBER = "900101-" + "1234567"


@pytest.mark.parametrize(
    "flag", ["--title", "--agency", "--program", "--manager", "--department", "--remarks"]
)
def test_a_resident_number_leaves_no_byte_on_the_disk(
    run: Run, tmp_path: Path, own_folders: Path, flag: str
) -> None:
    """Refused wherever it is given; no data file, write-ahead log or log of the program ever held it."""
    titled = () if flag == "--title" else ("--title", "과제")
    held = run("history", "--json").json
    assert refused(run("projects", "add", *titled, flag, f"홍길동 {NUMBER}", "--json"), "주민등록번호")
    assert run("history", "--json").json == held
    for folder in (tmp_path, own_folders):
        for path in filter(Path.is_file, folder.rglob("*")):
            assert NUMBER.encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    "arguments",
    [
        ("projects", "show", "9" * 20),
        ("projects", "list", "--year", "9" * 20),
        ("projects", "list", "--text", "\udc80"),
        ("projects", "add", "--title", "\udc80"),
        ("export", "matrix", "--out", "-", "--year", "9" * 20),
        ("export", "project-report", "--out", "-", "--project", "9" * 20),
        ("history", "--limit", "9" * 20),
    ],
)
def test_what_no_file_can_hold_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    """Endless numbers and broken letters end with 1 and a sentence."""
    outcome = run(*arguments)
    assert refused(outcome, "습니다") or refused(outcome, "십시오")


def test_hangul_in_separate_letters_is_the_same(run: Run) -> None:
    """What another system writes in separate letters is stored and recognised as whole syllables."""
    flags = {"agency": "경기도 수원시", "region": "경기도 수원시", "government_level": "자치단체"}
    apart = {key: unicodedata.normalize("NFD", value) for key, value in flags.items()}
    record = added(run, unicodedata.normalize("NFD", "가온시 돌봄"), **apart)
    again = added(run, "가온시 돌봄", **flags)
    same = ("title", "lead_agency", "lead_agency_id", "region", "government_level")
    assert [record.get(key) for key in same] == [again.get(key) for key in same]
    assert (record["title"], record["region"], record["government_level"]) == (
        "가온시 돌봄",
        "수원시",
        "지자체",
    )


def test_a_title_is_one_line_in_the_history(run: Run) -> None:
    """A line break within a title is a blank, in the record and in the name of the step."""
    assert added(run, "두\n줄")["title"] == "두 줄"
    assert run("undo").out == "실행 취소: 과제 ‘두 줄’ 등록\n"


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "😀 이모지 👩‍👧‍👦", "가" * 500])
def test_a_title_is_kept_as_it_is_written(run: Run, title: str) -> None:
    """Signs that mean something elsewhere are text here."""
    assert run("projects", "show", added(run, title)["id"], "--json").json["title"] == title


def test_an_end_before_the_beginning_is_refused(run: Run) -> None:
    """A project does not end before it begins."""
    flags = ("--starts-on", "2026-05-01", "--ends-on", "2026-04-30")
    assert refused(run("projects", "add", "--title", "과제", *flags), "종료일이 시작일보다")


def test_an_empty_title_is_refused(run: Run) -> None:
    """A title of blanks is no title."""
    assert refused(run("projects", "add", "--title", "  "), "과제명")


def test_a_list_is_narrowed(run: Run, cases: Path) -> None:
    """Kind, year and programme narrow the list; without them it holds both kinds."""
    run("import", cases, "--kind", "cases")
    added(run, year="2026")
    assert len(run("projects", "list", "--json").json) == 4
    assert len(run("projects", "list", "--json", "--kind", "case").json) == 3
    assert len(run("projects", "list", "--json", "--year", "2014").json) == 2
    assert len(run("projects", "list", "--json", "--program", "해외 사례").json) == 1
    assert refused(run("projects", "list", "--program", "없는 사업"), "국민디자인단")


def test_a_doubtful_value_is_null_and_kept_as_written(run: Run, cases: Path) -> None:
    """A case with an unknown field prints null, its text and that it needs a review."""
    run("import", cases, "--kind", "cases")
    (abroad,) = run("projects", "list", "--json", "--program", "해외 사례").json
    assert (abroad["service_field"], abroad["needs_review"], abroad["is_foreign"]) == (None, True, True)
    assert abroad["as_written"]["service_field"]
    assert abroad["stage"] is None


def test_a_project_that_is_not_there_is_refused(run: Run) -> None:
    """An unknown number ends with 1."""
    assert refused(run("projects", "show", 99, "--json"), "99번")


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


@pytest.mark.parametrize(
    "arguments",
    [
        ("frob",),
        ("projects",),
        ("projects", "add"),
        ("projects", "show", "하나"),
        ("import", "a.txt"),
        ("import", "a.txt", "--kind", "birds"),
        ("export", "matrix", "--format", "hwp", "--out", "a.hwp"),
        ("projects", "list", "--colour"),
        ("restore",),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, data_file: Path, arguments: tuple[str, ...]) -> None:
    """A command that cannot be understood ends with 2, tells the usage and opens no file."""
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.err.startswith("사용법: ")
    assert not data_file.exists()


def test_help_ends_with_0(run: Run) -> None:
    """--help of the program and of a command is printed and is no error."""
    assert "백업" in run("--help").out
    assert run("projects", "add", "--help").code == 0


def test_undo_and_redo_by_name(run: Run) -> None:
    """Each names its step; with nothing left it is refused."""
    added(run, "골목 신호")
    assert run("undo").out == "실행 취소: 과제 ‘골목 신호’ 등록\n"
    assert refused(run("undo"), "취소할 일이 없습니다")
    assert run("redo", "--json").json == {"label": "과제 ‘골목 신호’ 등록"}
    assert refused(run("redo"), "다시 할 일이 없습니다")


def test_an_import_is_undone_by_one_undo(run: Run, tmp_path: Path) -> None:
    """One undo takes every record of an import away."""
    path = tmp_path / "과제.txt"
    path.write_text(TASKS, encoding="utf-8")
    run("import", path, "--kind", "tasks")
    run("undo")
    assert run("projects", "list", "--json").json == []


def test_history_is_told_newest_first(run: Run) -> None:
    """Each step has its label, actor, moment and state."""
    added(run, "첫째")
    added(run, "둘째")
    steps = run("history", "--json", "--limit", "2").json
    assert [step["label"] for step in steps] == ["과제 ‘둘째’ 등록", "과제 ‘첫째’ 등록"]
    assert {"id", "label", "actor", "at", "kind", "state", "change_count"} <= set(steps[0])


def test_check_finds_what_was_altered(run: Run, data_file: Path) -> None:
    """A sound file ends with 0; a journal written over ends with 3 and a sentence."""
    import sqlcipher3.dbapi2 as driver

    added(run, "온전")
    assert run("check", "--json").json == {"sound": True, "findings": [], "collected": 0}
    with driver.connect(str(data_file)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE journal_transaction SET actor = '다른 사람' WHERE id = 2")
    connection.close()
    outcome = run("check")
    assert outcome.code == 3
    assert "이력 2번" in outcome.out


def test_a_backup_brings_everything_back(run: Run, tmp_path: Path) -> None:
    """What was there at the backup is there after restoring; what was there before is kept aside."""
    added(run, "백업된 과제")
    backup = tmp_path / "옮김" / "백업.hamkke"
    assert run("backup", backup).code == 0
    added(run, "그 뒤의 과제")
    outcome = run("restore", backup)
    assert outcome.code == 0
    assert [each["title"] for each in run("projects", "list", "--json").json] == ["백업된 과제"]
    assert "되살리기 전" in outcome.out


def test_what_is_no_backup_is_refused(run: Run, tmp_path: Path) -> None:
    """A missing file, a text and an empty file end with 1 and change nothing."""
    added(run, "그대로")
    text, empty = tmp_path / "글.txt", tmp_path / "빈.hamkke"
    text.write_text("백업이 아님", encoding="utf-8")
    empty.touch()
    for path in (tmp_path / "없음.hamkke", text, empty):
        assert refused(run("restore", path), path.name)
    assert [each["title"] for each in run("projects", "list", "--json").json] == ["그대로"]


def test_a_damaged_backup_ends_with_3(run: Run, tmp_path: Path) -> None:
    """A backup whose pages are gone is told apart from a file that never was one."""
    backup = tmp_path / "백업.hamkke"
    added(run, "그대로")
    run("backup", backup)
    whole = backup.read_bytes()
    backup.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
    outcome = run("restore", backup)
    assert (outcome.code, outcome.out) == (3, "")
    assert run("check").code == 0


def test_a_damaged_data_file_ends_with_3_and_can_be_restored(
    run: Run, data_file: Path, tmp_path: Path
) -> None:
    """A command on it ends with 3 and leaves it alone; restoring keeps it aside and brings the backup."""
    added(run, "되살릴 과제")
    run("backup", tmp_path / "백업.hamkke")
    data_file.write_bytes(b"nonsense" * 1000)
    outcome = run("projects", "list")
    assert (outcome.code, outcome.out) == (3, "")
    assert data_file.read_bytes() == b"nonsense" * 1000
    assert run("restore", tmp_path / "백업.hamkke").code == 0
    assert [each["title"] for each in run("projects", "list", "--json").json] == ["되살릴 과제"]
    (kept,) = (path for path in data_file.parent.iterdir() if path.name.endswith("손상"))
    assert kept.read_bytes() == b"nonsense" * 1000


def test_the_folder_of_a_new_data_file_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--db in a folder that is not there yet makes both; --db may also stand behind the command."""
    from app.main import main

    path = tmp_path / "새" / "폴더" / "자료.hamkke"
    assert main(["projects", "list", "--json", "--db", str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert path.exists()


def test_the_environment_names_the_data_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """HAMKKE_DB is used where --db is not given."""
    from app.main import main

    monkeypatch.setenv("HAMKKE_DB", str(tmp_path / "환경.hamkke"))
    assert main(["check"]) == 0
    assert "이상이 없습니다" in capsys.readouterr().out
    assert (tmp_path / "환경.hamkke").exists()


def test_a_locked_file_ends_with_3(run: Run, data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program writes, a write gives up with a sentence; a read goes on."""
    import sqlcipher3.dbapi2 as driver

    import db.driver

    added(run, "먼저")
    monkeypatch.setattr(db.driver, "_PRAGMAS", (*db.driver._PRAGMAS[:-1], "PRAGMA busy_timeout=50"))
    writer = driver.connect(str(data_file), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        outcome = run("projects", "add", "--title", "나중")
        assert (outcome.code, outcome.out) == (3, "")
        assert "다른 프로그램이 쓰고 있습니다" in outcome.err
        assert len(run("projects", "list", "--json").json) == 1
    finally:
        writer.close()


def test_an_interrupted_command_ends_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends with one sentence."""
    import app.cli.keeping

    def interrupt(_chosen: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(app.cli.keeping, "check_file", interrupt)
    outcome = run("check")
    assert (outcome.code, outcome.err.count("\n")) == (130, 1)


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


def test_a_table_comes_in_without_a_window(run: Run, tmp_path: Path) -> None:
    """The JSON counts new, changed, unchanged and tells each refusal by row, column, masked value, reason."""
    path = tmp_path / "명단.csv"
    path.write_text(
        "성명,갈래,전화\n가온별,이웃,010-1111-2222\n나래솔,외계인,010-3333-4444\n", encoding="utf-8"
    )
    mapped = tmp_path / "맞춤.toml"
    mapped.write_text('[columns]\n"갈래" = "구분"\n[values."구분"]\n"이웃" = "국민"\n', encoding="utf-8")
    dry = run("import", path, "--kind", "people", "--map", mapped, "--dry-run", "--json").json
    assert (dry["new"], dry["changed"], dry["unchanged"], dry["step"]) == (1, 0, 0, None)
    refusal = dry["refused"][0]
    assert (refusal["row"], refusal["column"], refusal["value_masked"]) == (3, "구분", "외계인")
    assert "없는 값" in refusal["reason"]
    assert run("import", path, "--kind", "people", "--map", mapped).code == 0
    again = run("import", path, "--kind", "people", "--json").json
    assert (again["new"], again["unchanged"]) == (0, 1)
    assert "나래솔" not in run("import", path, "--kind", "people").out
    assert run("import", path, "--kind", "people", "--sheet", "없음").code == 1


def test_a_template_and_the_records_are_saved_as_sheets(run: Run, tmp_path: Path) -> None:
    """``template`` writes an empty sheet; with ``--records`` what there is, persons only for a purpose."""
    out = tmp_path / "서식.xlsx"
    assert run("template", "projects", "--out", out).code == 0
    assert out.is_file()
    refusal = run("template", "people", "--records", "--out", tmp_path / "명단.xlsx")
    assert (refusal.code, (tmp_path / "명단.xlsx").exists()) == (1, False)


def test_a_survey_needs_its_project(run: Run, tmp_path: Path) -> None:
    """A result sheet is kept for the project that is named, and refused without one."""
    path = tmp_path / "만족도.csv"
    path.write_text("순번,만족도\n1,4\n2,5\n", encoding="utf-8")
    assert run("import", path, "--kind", "survey").code == 1
    added(run, "등불")
    kept = run("import", path, "--kind", "survey", "--project", "등불", "--json").json
    assert (kept["new"], kept["questions"]) == (2, ["만족도"])
