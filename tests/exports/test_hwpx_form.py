"""기관 서식: an office's form is filled in place and looks as before."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import hwpforge
import pytest
from hwp_hwpx_parser import Reader

from app.errors import UserError
from exports.readers.hwpx_form import places
from exports.renderers import hwpx
from exports.renderers.hwpx_form import fill
from tests.exports.whole import whole_document

_CUT = '</hp:t></hp:run><hp:run charPrIDRef="1"><hp:t>'
_ENTRIES = tuple({"날짜": f"6. {n}.", "주제": f"{n}차 모임"} for n in (1, 2, 3))


@pytest.fixture(scope="module")
def form() -> bytes:
    """Make a form as an office would: a named field, names in the text, a row to repeat."""
    from hwpx import HwpxDocument

    document = HwpxDocument.new()
    document.add_paragraph("과제명: {{ 과제명 }} ({{과제명}})")
    document.fields.add("담당자", prompt="이름을 적으십시오")
    table = document.add_table(4, 2)
    rows = [("날짜", "주제"), ("{{활동.날짜}}", "{{활동.주제}}"), ("계", "{{횟수}}"), ("비고", "그대로")]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("{{모르는 자리}}")
    return bytes(document.to_bytes())


def _filled(form: bytes, values: dict[str, str], entries: Any = _ENTRIES) -> tuple[bytes, list[str]]:
    stream = BytesIO()
    empty = fill(form, values, {"활동": entries}, stream)
    return stream.getvalue(), empty


def _read(content: bytes, folder: Path) -> Any:
    (folder / "a.hwpx").write_bytes(content)
    with Reader(str(folder / "a.hwpx")) as reader:
        return reader.text, [table.rows for table in reader.tables]


def test_places_are_found(form: bytes) -> None:
    """Named fields, names in the text and columns of lists, each once and in order."""
    found = places(form)
    assert found.single == ("과제명", "담당자", "횟수", "모르는 자리")
    assert found.lists == (("활동", ("날짜", "주제")),)


def test_a_form_is_filled_in_place(form: bytes, tmp_path: Path) -> None:
    """Fields and names take their texts, the row is repeated, what follows moves down, unknown names stay."""
    values = {"과제명": "골목 돌봄", "담당자": "홍길동", "횟수": "3회"}
    content, empty = _filled(form, values)
    text, tables = _read(content, tmp_path)
    assert "과제명: 골목 돌봄 (골목 돌봄)" in text
    assert "홍길동" in text
    assert "이름을 적으십시오" not in text
    assert "{{모르는 자리}}" in text
    entries = [[entry["날짜"], entry["주제"]] for entry in _ENTRIES]
    assert tables[0][1:] == [*entries, ["계", "3회"], ["비고", "그대로"]]
    assert empty == []
    report = hwpforge.Document.from_bytes(content).validate()
    assert (report["ok"], report["errors"]) == (True, [])


def test_looks_and_every_other_part_stay(form: bytes) -> None:
    """Styles, settings, pictures and the order of the package are the same bytes; only the text changes."""
    content, _ = _filled(form, {"과제명": "골목 돌봄"})
    before, after = zipfile.ZipFile(BytesIO(form)), zipfile.ZipFile(BytesIO(content))
    assert before.namelist() == after.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["Contents/section0.xml"]
    assert after.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_a_list_without_entries_leaves_one_empty_row(form: bytes, tmp_path: Path) -> None:
    """No session yet: the row stays, empty, so that the table keeps its form."""
    content, _ = _filled(form, {}, [])
    _, tables = _read(content, tmp_path)
    assert tables[0][1] == ["", ""]
    assert len(tables[0]) == 4


def test_empty_values_are_told(form: bytes) -> None:
    """A place for which there is nothing is emptied and named."""
    content, empty = _filled(form, {"담당자": "", "과제명": "가"})
    assert empty == ["담당자"]
    assert (
        "<hp:t>이름을 적으십시오"
        not in zipfile.ZipFile(BytesIO(content)).read("Contents/section0.xml").decode()
    )


def test_a_name_cut_into_runs_is_found() -> None:
    """Hangul cuts text into runs where looks change; the name is read across them."""
    stream = BytesIO()
    hwpx.write(whole_document(), stream)
    package = zipfile.ZipFile(stream)
    section = package.read("Contents/section0.xml").decode()
    cut = section.replace("<hp:t>하반기에는", f"<hp:t>{{{{과{_CUT}제명}}}} 하반기에는", 1)
    assert cut != section
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for info in package.infolist():
            target.writestr(info, cut if info.filename == "Contents/section0.xml" else package.read(info))
    assert "과제명" in places(made.getvalue()).single
    content, _ = _filled(made.getvalue(), {"과제명": "골목 돌봄"})
    assert "골목 돌봄 하반기에는" in zipfile.ZipFile(BytesIO(content)).read("Contents/section0.xml").decode()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"%PDF-1.7"])
def test_what_is_no_form_is_refused_with_a_sentence(content: bytes) -> None:
    """A PDF, an old .hwp or a broken file gives a sentence that says what to do."""
    with pytest.raises(UserError, match="HWPX 서식이 아닙니다"):
        places(content)
