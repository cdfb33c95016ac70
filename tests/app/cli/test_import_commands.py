"""Documents and tables come in by commands: told before, stored once, refused with a sentence."""

from pathlib import Path

import pytest

from tests.app.cli.conftest import Run, added, refused


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


def test_a_script_is_told_which_rows_stand_in_the_way(run: Run, tmp_path: Path, data_file: Path) -> None:
    """All or nothing, or without a needed column: JSON all the same, its counts adding up, and code 1.

    A dry run makes no data file.
    """
    path = tmp_path / "과제.csv"
    path.write_text("과제명,연도\n등불,2026\n극장,언젠가\n", encoding="utf-8")
    dry = run("import", path, "--kind", "projects", "--dry-run")
    assert (dry.code, data_file.exists()) == (0, False)
    outcome = run("import", path, "--kind", "projects", "--all-or-nothing", "--json")
    told = outcome.json
    assert (outcome.code, told["step"], told["refused"][0]["row"]) == (1, None, 3)
    counts = ("new", "changed", "unchanged", "refused_rows", "left_out_rows")
    assert sum(told[name] for name in counts) == told["total"] == 2
    path.write_text("연도\n2026\n", encoding="utf-8")
    missing = run("import", path, "--kind", "projects", "--json")
    assert (missing.code, missing.json["missing"]) == (1, ["과제명"])


def test_alike_headings_and_the_memo_are_mapped(run: Run, tmp_path: Path) -> None:
    """Several columns go to the memo; alike ones are numbered or named by letter; unread ones are told."""
    path = tmp_path / "명단.csv"
    path.write_text("성명,직업,동기,비고,비고\n가온별,교사,좋아서,가,나\n", encoding="utf-8")
    mapped = tmp_path / "맞춤.toml"
    mapped.write_text('[columns]\n"직업" = "메모"\nC = "메모"\n"비고 (2)" = "소속"\n', encoding="utf-8")
    told = run("import", path, "--kind", "people", "--map", mapped, "--json").json
    assert told["columns"] | {"비고": ""} == {"성명": "name", "직업": "+memo", "동기": "+memo", "비고": "",
                                            "비고 (2)": "affiliation"}  # fmt: skip
    path.write_text("성명,소속,취미\n가온별,다,걷기\n", encoding="utf-8")
    changed = run("import", path, "--kind", "people", "--dry-run")
    assert "읽지 않은 열: 취미" in changed.out


def test_changes_are_told_field_by_field(run: Run, tmp_path: Path) -> None:
    """The old and the new value of a cell, masked where they tell of a person; empty cells erase if asked."""
    path = tmp_path / "과제.csv"
    path.write_text("관리번호,과제명,연도,기타\nN-1,등불,2026,가\n", encoding="utf-8")
    assert run("import", path, "--kind", "projects").code == 0
    path.write_text("관리번호,과제명,연도,기타\nｎ-1,등불,2027,\n", encoding="utf-8")
    dry = run("import", path, "--kind", "projects", "--dry-run")
    assert "2행 연도: 2026 → 2027" in dry.out
    assert "기타" not in dry.out
    erased = run("import", path, "--kind", "projects", "--erase-empty", "--json").json
    told = [(one["column"], one["old_masked"], one["new_masked"]) for one in erased["changes"]]
    assert told == [("연도", "2026", "2027"), ("기타", "가", "")]


def test_a_number_in_a_name_is_neither_stored_nor_printed(run: Run, tmp_path: Path, data_file: Path) -> None:
    """A 주민등록번호 in the name of a file or a heading is in no output and nowhere in the data file."""
    path = tmp_path / "가온별 900101-1234567 명단.csv"
    path.write_text("성명,전화,900101-1234567\n가온별,010-1111-2222,다\n", encoding="utf-8")
    outcomes = [run("import", path, "--kind", "people", "--json"),
                run("import", path.with_suffix(".없음"), "--kind", "people")]  # fmt: skip
    assert [one.code for one in outcomes] == [0, 1]
    assert not any("900101" in one.out + one.err for one in outcomes)
    assert not any(b"900101" in file.read_bytes() for file in data_file.parent.glob(f"{data_file.name}*")
                   if file.is_file())  # fmt: skip


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
    again = run("import", path, "--kind", "survey", "--project", "등불", "--json").json
    assert (again["new"], again["unchanged"], again["step"]) == (0, 2, None)
    path.write_text("의견\n좋아요\n900101-1234567\n", encoding="utf-8")
    refusal = run("import", path, "--kind", "survey", "--project", "등불", "--json")
    assert (refusal.code, refusal.json["refused"][0]["respondent"]) == (1, 2)
    assert run("import", path, "--kind", "survey", "--project", "등불", "--existing", "skip").code == 1


def test_an_option_that_a_kind_does_not_follow_is_refused(run: Run, tmp_path: Path, cases: Path) -> None:
    """Of a survey and of texts nothing is left unsaid: each such option is named, and nothing is stored."""
    added(run, "등불")
    path = tmp_path / "만족도.csv"
    path.write_text("순번,만족도\n1,4\n2,5\n", encoding="utf-8")
    survey = ("import", path, "--kind", "survey", "--project", "등불")
    flags = [("--take-row", "3"), ("--erase-empty",), ("--without-hidden",), ("--all-or-nothing",),
             ("--existing", "fill"), ("--map", path), ("--refused", path)]  # fmt: skip
    for flag in flags:
        assert refused(run(*survey, *flag), f"쓰지 않는 선택이 있습니다: {flag[0]}")
    for flag in (*flags, ("--sheet", "1"), ("--project", "등불"), ("--file-password-file", path)):
        assert refused(run("import", cases, "--kind", "cases", *flag), f"선택이 있습니다: {flag[0]}")
    assert len(run("history", "--json").json) == 2
    assert run(*survey).code == 0


def test_a_row_that_is_not_there_cannot_be_taken(run: Run, tmp_path: Path) -> None:
    """The sentence tells which rows were left out; one of those is taken, one that is read anyway stays."""
    path = tmp_path / "과제.csv"
    path.write_text("과제명,예산(원)\n등불,1000\n극장,2000\n합계,3000\n", encoding="utf-8")
    command = ("import", path, "--kind", "projects", "--dry-run", "--json")
    assert refused(run(*command, "--take-row", "9999"), "9999행은 읽을 수 있는 행이 아닙니다. 빼 둔 행은 4행")
    assert refused(run(*command, "--take-row", "0"), "0행은 읽을 수 있는 행이 아닙니다")
    assert [run(*command, "--take-row", row).json["new"] for row in ("4", "2")] == [3, 2]


@pytest.mark.parametrize("kind", ["cases", "projects", "survey"])
def test_every_import_says_alike_what_it_came_to(run: Run, tmp_path: Path, cases: Path, kind: str) -> None:
    """First a look, then a step that one undo takes back, then nothing: texts, tables and surveys alike."""
    added(run, "등불")
    table = tmp_path / "표.csv"
    table.write_text("과제명,만족도\n극장,4\n쉼터,5\n", encoding="utf-8")
    command = ["import", cases if kind == "cases" else table, "--kind", kind]
    command += ["--project", "등불"] if kind == "survey" else []
    outcomes = [run(*command, *more) for more in (("--dry-run",), (), ())]
    first, second, third = (one.out.splitlines()[0] for one in outcomes)
    assert first == "미리 보기입니다. 바꾼 것은 없습니다."
    assert second.endswith(": 저장했습니다. hamkke undo로 한 번에 취소할 수 있습니다.")
    assert third == "바뀐 것이 없습니다."


@pytest.mark.parametrize(
    "text",
    [
        "columns = 3",
        'fixed = "구분"',
        'values = "국민"',
        '[values]\n"구분" = "국민"',
        '[[columns]]\nA = "이름"',
        '[column]\nA = "이름"',
    ],
)
def test_a_map_of_another_form_is_refused(run: Run, tmp_path: Path, text: str) -> None:
    """Where a table is asked for and something else stands, or a part is misspelled, a sentence says so."""
    path, mapped = tmp_path / "명단.csv", tmp_path / "맞춤.toml"
    path.write_text("이름,전화\n가온별,010-2345-6789\n", encoding="utf-8")
    mapped.write_text(text, encoding="utf-8")
    assert refused(run("import", path, "--kind", "people", "--map", mapped), "맞춤.toml")
