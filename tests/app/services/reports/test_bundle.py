"""전체 내보내기 and 개방 데이터: everything is there, and nobody is in it who should not be."""

import csv
import json
import zipfile
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from app.domain import opendata
from app.domain.entities import ENTITIES
from app.services import outputs
from app.services.reports import bundle
from app.services.workspace import Workspace
from tests import factories

_PHONE = "010-9876-5432"


@pytest.fixture
def filled(ws: Workspace) -> Workspace:
    """Give a file with a project, a citizen whose name stands in its summary, and outputs of both kinds."""
    factories.person(ws, "남궁별하", phone=_PHONE, email="byul@example.kr")
    project = factories.project(
        ws, summary="남궁별하 님이 처음 말한 골목 문제. 문의 010 9876 5432", title="=골목 돌봄"
    )
    for title, disclosed in (("공개 자료", "open"), ("내부 자료", "closed")):
        outputs.add(ws, project.id, {"title": title, "kind": "other", "disclosure": disclosed})
    return ws


def _package(ws: Workspace, folder: Path) -> dict[str, str]:
    path = folder / "개방.zip"
    bundle.open_data(ws, path)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def test_open_data_name_nobody(filled: Workspace, tmp_path: Path) -> None:
    """No name, phone or address of anybody on file is in any part, not even within a text."""
    parts = _package(filled, tmp_path)
    whole = "".join(parts.values())
    for words in ("남궁별하", _PHONE, "010 9876 5432", "byul@example.kr", "홍길동"):
        assert words not in whole
    assert "[가림]" in parts["과제.csv"]
    assert "등록된 사람의 이름·전화·전자우편 1곳" in parts["읽어 주세요.txt"]


def test_csv_opens_in_excel_and_is_safe(filled: Workspace, tmp_path: Path) -> None:
    """Every CSV has its mark and CRLF; what looks like a formula has an apostrophe before it."""
    parts = _package(filled, tmp_path)
    for name, text in parts.items():
        if name.endswith(".csv"):
            assert text.startswith("\ufeff")
            assert "\r\n" in text
    rows = list(csv.DictReader(StringIO(parts["과제.csv"].lstrip("\ufeff"))))
    assert [row["과제명"] for row in rows] == ["'=골목 돌봄"]


def test_only_what_is_public_is_handed_out(filled: Workspace, tmp_path: Path) -> None:
    """An output that is not 공개 stays inside."""
    parts = _package(filled, tmp_path)
    assert "공개 자료" in parts["산출물.csv"]
    assert "내부 자료" not in "".join(parts.values())


def test_the_dictionary_explains_every_column(filled: Workspace, tmp_path: Path) -> None:
    """Each column of each table but its number stands in the data dictionary, and JSON says the same."""
    parts = _package(filled, tmp_path)
    known = {
        (row["표"], row["이름"]) for row in csv.DictReader(StringIO(parts["자료 사전.csv"].lstrip("\ufeff")))
    }
    for entity in opendata.OPEN_ENTITIES:
        label = ENTITIES[entity].label
        head = next(csv.reader(StringIO(parts[f"{label}.csv"].lstrip("\ufeff"))))
        assert head[0] == "번호"
        assert {(label, name) for name in head[1:]} <= known
    whole = json.loads(parts["data.json"])
    assert whole["as_of"] == "2026-06-18"
    assert [row["title"] for row in whole["tables"]["output"]] == ["공개 자료"]


@pytest.mark.parametrize("entity", opendata.OPEN_ENTITIES)
def test_no_personal_field_is_open(entity: str) -> None:
    """What a specification marks as personal, or what refers to a person, is never handed out."""
    for spec in opendata.open_fields(entity):
        assert not spec.personal
        assert spec.reference != "person"
    assert {*opendata.open_fields(entity), *opendata.kept_fields(entity)} == set(ENTITIES[entity].fields)


def test_the_whole_workbook_holds_every_list_with_persons_masked(filled: Workspace, tmp_path: Path) -> None:
    """A sheet for every kind of record; names, phones and addresses are masked, free text too."""
    path = tmp_path / "전체.xlsx"
    bundle.everything(filled, path)
    book = openpyxl.load_workbook(path)
    for entity in opendata.EVERY_ENTITY:
        assert f"데이터 {ENTITIES[entity].label}" in book.sheetnames
    cells = " ".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )
    assert "남**하" in cells
    for words in ("남궁별하", _PHONE, "010 9876 5432", "byul@example.kr"):
        assert words not in cells
