"""Projects by commands: added by the words of people, listed, and what cannot be stored is refused."""

import unicodedata
from pathlib import Path

import pytest

from app.services.search import indexing
from app.services.workspace import Workspace
from tests.app.cli.conftest import Run, added, refused

NUMBER = "900101-" + "1234567"
KEYS = {
    "id", "title", "year", "program", "government_level", "is_foreign", "service_field", "oecd_field",
    "lead_agency", "region", "summary", "achievements", "website", "remarks", "status", "stage",
    "needs_review", "as_written",
}  # fmt: skip


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


def test_a_name_in_no_list_is_told(run: Run) -> None:
    """A new programme may be a slip of the fingers: it is made, and said; a known agency gives the region."""
    command = ("projects", "add", "--title", "가", "--agency", "경기도 수원시", "--json", "--program")
    outcome = run(*command, "국민디자인당")
    assert outcome.code == 0 and "‘국민디자인당’이 목록에 없어" in outcome.err
    assert outcome.json["region"] == "수원시"
    assert run(*command, "국민디자인단").err == ""


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
