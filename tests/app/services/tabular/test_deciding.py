"""What is decided about a preview: one cell, or what a word of a list means from now on."""

from typing import Any

from app.domain.tabular import deciding
from app.domain.tabular.kinds import KINDS
from app.domain.tabular.matching import MEMO
from app.domain.tabular.preview import Preview, State
from app.services.tabular import opening, storing
from app.services.workspace import Workspace
from tests.app.services.tabular.desk import again, seen
from tests.app.services.tabular.files import xlsx

TABLE: list[list[Any]] = [
    ["과제명", "추진기관", "분야", "연번", "담당 연락처"],
    ["밤길 등불", "가온시", "관광", 1, "내선 12"],
    ["골목 극장", "가온시", "문화", 2, ""],
    ["치즈마을", "다솜군", "관광", 3, ""],
]


def rewritten(ws: Workspace, before: Preview, row: int, text: str) -> Preview:
    """Write a 분야 anew and look again."""
    choices = deciding.rewritten(before, row, "service_field", text)
    return again(ws, before, edits=choices.edits, taught=choices.taught)


def test_a_word_of_no_choice_is_taught_by_choosing_one(workspace: Workspace) -> None:
    """What is chosen for an unknown word counts for every row with it, and in the next file of the kind."""
    before = seen(workspace, TABLE, "projects")
    assert before.states == [State.DOUBT, State.NEW, State.DOUBT]
    after = rewritten(workspace, before, 1, "경제")
    assert (after.columns["service_field"], after.choices.edits) == (["economy", "culture", "economy"], {})
    assert deciding.lessons(before, after.choices) == (
        "모든 행에서 이렇게 읽고 다음 파일에서도 기억합니다: 분야 ‘관광’ → ‘경제’"
    )
    storing.run(workspace, after)
    assert seen(workspace, TABLE, "projects").states == [State.SAME] * 3


def test_a_taught_word_can_be_taught_otherwise(workspace: Workspace) -> None:
    """Who chose wrongly chooses again, in any row with the word."""
    once = rewritten(workspace, seen(workspace, TABLE, "projects"), 1, "경제")
    twice = rewritten(workspace, once, 3, "문화")
    assert twice.columns["service_field"] == ["culture"] * 3


def test_a_known_word_is_written_anew_in_its_row_alone(workspace: Workspace) -> None:
    """Another choice in the place of one that was understood changes nothing elsewhere."""
    before = seen(workspace, TABLE, "projects")
    after = rewritten(workspace, before, 2, "교육")
    assert (after.columns["service_field"][1], after.choices.taught) == ("education", before.choices.taught)
    assert deciding.lessons(before, after.choices) == ""


def test_columns_without_a_field_can_all_go_to_the_memo(workspace: Workspace) -> None:
    """Those that only number the rows are none of them."""
    before = seen(workspace, TABLE, "projects")
    matched = opening.match(workspace, before.table.sheet, "projects")
    rest = deciding.unmatched(matched.kind, matched.matches, before.choices)
    assert rest == [4]
    assert deciding.to_memo(before.choices, rest).mapping[4] == MEMO


def test_a_table_of_another_kind_is_noticed(workspace: Workspace) -> None:
    """Where the headings name clearly more fields of another kind, that is told; else nothing."""
    people: list[list[Any]] = [["성명", "휴대전화", "이메일", "소속"], ["가온별", "010-1111-2222", "", ""]]
    table = seen(workspace, people, "people").table
    assert opening.likelier(table, KINDS["projects"]) is KINDS["people"]
    assert opening.likelier(table, KINDS["people"]) is None
    assert opening.likelier(seen(workspace, TABLE, "projects").table, KINDS["projects"]) is None


def test_a_kind_is_known_by_headings_in_two_rows(workspace: Workspace) -> None:
    """The kind asked for reads one row of headings where the likelier one reads two: that one is named."""
    table: list[list[Any]] = [
        ["과제명", "추진기관", "구분", None, "추진기간", None],
        [None, None, "사업", "분야", "시작", "종료"],
        *(
            [f"등불 {n}", "가온시", "국민디자인단", "문화", f"2026-03-0{n}", "2026-11-20"]
            for n in range(1, 4)
        ),
    ]

    def touch(_book: Any, sheet: Any) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
            sheet.merge_cells(cells)

    path = workspace.paths.file.with_name("두 줄.xlsx")
    path.write_bytes(xlsx(table, touch))
    found = seen(workspace, path, "people").table
    assert opening.likelier(found, KINDS["people"]) is KINDS["projects"]
