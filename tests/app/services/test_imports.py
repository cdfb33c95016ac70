"""Documents become records: counted, once, in one step, and never over a person's edit."""

from collections import Counter
from pathlib import Path

import pytest

from app.domain.listing import ListQuery
from app.domain.project import Project
from app.errors import Cancelled, UserError
from app.services import history, imports, listing, projects, records, undo
from app.services.data_file import check
from app.services.workspace import Workspace
from tests.app.domain.sources.test_seed_texts import COUNTED, FIELDS

CASES = """\
국민디자인단 사례[편집]

안심 귀갓길 (2014)[편집]
* 분류 : 지자체/안전
• 개요 : 밤길을 주민이 함께 고침
• 추진주체 : 경기도 수원시
• 주요성과
- 가로등 20개
• 관련사이트 : www.example.kr

안심 귀갓길 (2014)[편집]
* 분류 : 지자체/안전
• 개요 : 같은 이름의 다른 사례

해외 사례[편집]

제안 광장, 핀란드[편집]
* 분류 : 중앙정부/사법
• 개요 : 시민이 법을 제안함
"""

TASKS = """\
수행기간 : 2018년~
2018년 선정 과제(신규발굴)
– 1개 분야 2개 과제를 선정함
교육 분야
- 경기도 광주시, 밤길 등불
- 충청남도 당진시, 함께 돌봄
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Give a small collection: two cases of one title, one abroad with an unknown field."""
    return written(tmp_path / "사례.txt", CASES)


def written(path: Path, text: str) -> Path:
    """Write a text and return where."""
    path.write_text(text, encoding="utf-8")
    return path


def everything(ws: Workspace) -> list[Project]:
    """Return every project in the order of its making."""
    return sorted(listing.all_rows(ws, "project", ListQuery()), key=lambda row: int(row.id))


def contents(ws: Workspace) -> list[tuple[object, ...]]:
    """Return what was read of every project, without the ids."""
    keys = (
        "title",
        "year",
        "program",
        "government_level",
        "service_field",
        "lead_agency",
        "summary",
        "achievements",
    )
    return [tuple(getattr(row, key) for key in keys) for row in everything(ws)]


def test_a_case_becomes_a_record(ws: Workspace, cases: Path) -> None:
    """Title, year, programme, agency, region and text stand in their fields; a case is over."""
    imports.run(ws, cases, "cases")
    first = everything(ws)[0]
    assert (first.kind, first.title, first.year, first.program) == (
        "case",
        "안심 귀갓길",
        2014,
        "국민디자인단",
    )
    assert (first.lead_agency, first.region, first.province) == ("경기도 수원시", "수원시", "경기도")
    assert (first.achievements, first.status, first.is_foreign) == ("가로등 20개", "done", False)


def test_a_doubtful_value_stays_as_written(ws: Workspace, cases: Path) -> None:
    """A field outside the list is empty, its word is kept, and the record asks for a review."""
    imports.run(ws, cases, "cases")
    last = everything(ws)[-1]
    assert (last.service_field, last.needs_review, last.is_foreign) == (None, True, True)
    assert "사법" in last.as_written["service_field"]


def test_importing_twice_leaves_no_step(ws: Workspace, cases: Path) -> None:
    """The second import finds every record and writes nothing, not even into the journal."""
    assert imports.run(ws, cases, "cases").label == "사례 모음 3건 불러오기"
    before = history.steps(ws)
    again = imports.run(ws, cases, "cases")
    assert again.label is None
    assert (again.preview.new, again.preview.unchanged) == (0, 3)
    assert history.steps(ws) == before


def test_a_preview_changes_nothing(ws: Workspace, cases: Path) -> None:
    """A dry run tells what is new and which line is doubtful, and leaves the file alone."""
    before = history.steps(ws)
    seen = imports.preview(ws, cases, "cases")
    assert (seen.total, seen.new, seen.unchanged, seen.differing) == (3, 3, 0, 0)
    assert [doubt.line for doubt in seen.doubts if doubt.key == "service_field"] == [18]
    assert (history.steps(ws), everything(ws)) == (before, [])


def test_a_document_read_worse_empties_nothing(ws: Workspace, cases: Path, tmp_path: Path) -> None:
    """Where a later document lacks what an earlier one had, the record stays and the difference is told."""
    imports.run(ws, cases, "cases")
    before = contents(ws)
    lines = cases.read_text("utf-8").splitlines()
    worse = written(tmp_path / "다시.txt", "\n".join(line for line in lines if "가로등" not in line))
    seen = imports.run(ws, worse, "cases").preview
    assert (seen.updated, seen.differing) == (0, 1) and contents(ws) == before


def test_an_edit_is_kept_and_reported(ws: Workspace, cases: Path) -> None:
    """What a person wrote stands against the document and is told as a difference."""
    imports.run(ws, cases, "cases")
    edited = everything(ws)[0]
    projects.edit(ws, [edited.id], {"summary": "담당자가 고친 글"})
    result = imports.run(ws, cases, "cases")
    (difference,) = result.preview.differences
    assert (difference.label, difference.stored, difference.line) == ("개요", "담당자가 고친 글", 3)
    assert (result.preview.unchanged, result.preview.differing, result.label) == (2, 1, None)
    assert projects.get(ws, edited.id).summary == "담당자가 고친 글"


def test_a_corrected_document_corrects_what_nobody_edited(ws: Workspace, cases: Path) -> None:
    """A newer text of the document replaces the older where no person has written."""
    imports.run(ws, cases, "cases")
    written(cases, CASES.replace("가로등 20개", "가로등 25개"))
    result = imports.run(ws, cases, "cases")
    assert (result.preview.updated, result.preview.new) == (1, 0)
    assert everything(ws)[0].achievements == "가로등 25개"


def test_a_renamed_agency_keeps_its_name(ws: Workspace, cases: Path) -> None:
    """An import does not bring back the name of an agency that a person has changed."""
    imports.run(ws, cases, "cases")
    agency = everything(ws)[0].lead_agency_id
    assert agency
    records.edit(ws, "agency", [agency], {"name": "수원특례시"})
    assert imports.run(ws, cases, "cases").label is None
    assert everything(ws)[0].lead_agency == "수원특례시"


def test_an_import_is_one_step_of_undo(ws: Workspace, cases: Path) -> None:
    """One undo takes records and agencies away, one redo brings them back, the journal is sound."""
    imports.run(ws, cases, "cases")
    before = contents(ws)
    assert undo.undo(ws) == "사례 모음 3건 불러오기"
    assert everything(ws) == []
    undo.redo(ws)
    assert contents(ws) == before
    assert check.check(ws).findings == ()


@pytest.mark.parametrize("stop_at", [0, 1, 2])
def test_a_cancelled_import_leaves_nothing(ws: Workspace, cases: Path, stop_at: int) -> None:
    """Wherever the person stops it, no record and no step remains."""
    before, calls = history.steps(ws), []

    def progress(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) > stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        imports.run(ws, cases, "cases", progress)
    assert (everything(ws), history.steps(ws)) == ([], before)


@pytest.mark.parametrize(
    "data",
    [
        CASES.encode("cp949", "replace"),
        b"\xef\xbb\xbf" + CASES.encode(),
        CASES.replace("\n", "\r\n").encode(),
        CASES.replace(" : ", "\u00a0：\u00a0").encode(),
        CASES.replace("•", "▪").encode(),
        CASES.encode("utf-16"),
    ],
    ids=["cp949", "bom", "crlf", "blanks and colons", "bullets", "utf-16"],
)
def test_every_form_of_a_text_reads_the_same(ws: Workspace, tmp_path: Path, cases: Path, data: bytes) -> None:
    """Encoding, line ends, blanks, colons and bullets make no difference: nothing is new."""
    imports.run(ws, cases, "cases")
    other = tmp_path / "다른 꼴.txt"
    other.write_bytes(data)
    assert imports.run(ws, other, "cases").preview.changes_nothing


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "비어"),
        (b" \r\n\r\n", "비어"),
        (b"\x00\x01\x02" * 50, "글 파일이 아닙니다"),
        (b"PK\x03\x04 ...", "엑셀"),
        (b"x" * 5_000_000, "너무 깁니다"),
        ("아무 사례도 없는 글".encode(), "사례를 찾지 못했습니다"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    ws: Workspace, tmp_path: Path, data: bytes, words: str
) -> None:
    """An empty, binary, endless or strange file is refused, and nothing changes."""
    path, before = tmp_path / "나쁜.txt", history.steps(ws)
    path.write_bytes(data)
    with pytest.raises(UserError, match=words):
        imports.run(ws, path, "cases")
    assert history.steps(ws) == before


def test_a_missing_file_a_folder_and_an_unknown_kind_are_refused(ws: Workspace, tmp_path: Path) -> None:
    """Each has its own sentence."""
    for path, kind, words in (
        (tmp_path / "없음.txt", "cases", "없습니다"),
        (tmp_path, "cases", "폴더"),
        (tmp_path / "없음.txt", "people", "종류"),
    ):
        with pytest.raises(UserError, match=words):
            imports.preview(ws, path, kind)


def test_a_resident_number_is_refused_with_its_line(ws: Workspace, tmp_path: Path) -> None:
    """A case that holds one is left out and named by its line; the number is not repeated."""
    number = "900101-" + "1234567"
    path = written(tmp_path / "번호.txt", CASES.replace("가로등 20개", f"담당 {number}"))
    result = imports.run(ws, path, "cases")
    (refusal,) = result.preview.refused
    assert (refusal.line, result.preview.new) == (3, 2)
    assert number not in str(result)


def test_tasks_bring_tags_and_the_facts_of_the_programme(ws: Workspace, tmp_path: Path) -> None:
    """A selected task has its round and field as tags; the programme keeps what the page says of it."""
    path = written(tmp_path / "과제.txt", TASKS)
    imports.run(ws, path, "tasks")
    first = everything(ws)[0]
    assert (first.lead_agency, first.region, first.service_field) == ("경기도 광주시", "광주시", "education")
    from app.services import directory

    assert {entry.label for entry in directory.tags_of(ws, first.id)} == {"신규발굴", "교육"}
    with ws.reading() as connection:
        from db.queries.imports import program_facts

        found = program_facts(connection, "공감e가득")
    assert found
    assert "수행기간: 2018년~" in found[1]
    assert imports.run(ws, path, "tasks").label is None


def test_the_real_collection_stands_in_its_cells(ws: Workspace, seeds: Path) -> None:
    """All 128 real cases are stored, each in the cell in which it was counted by hand."""
    (path,) = seeds.glob("000_*.txt")
    imports.run(ws, path, "cases")
    found = Counter((row.is_foreign, row.government_level, row.service_field) for row in everything(ws))
    expected = {
        (*row, field): count
        for row, counts in COUNTED.items()
        for field, count in zip(FIELDS, counts, strict=True)
        if count
    }
    assert found == expected
    assert imports.run(ws, path, "cases").label is None


def test_the_real_tasks_are_30(ws: Workspace, seeds: Path) -> None:
    """20 tasks of 2018 and 10 of 2019, each with its agency; a second import changes nothing."""
    (path,) = seeds.glob("002_*.txt")
    imports.run(ws, path, "tasks")
    assert Counter(row.year for row in everything(ws)) == {2018: 20, 2019: 10}
    assert all(row.lead_agency for row in everything(ws))
    assert imports.run(ws, path, "tasks").label is None
