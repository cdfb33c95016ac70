"""전체 내보내기 and 개방 데이터 without a window."""

import zipfile
from pathlib import Path

import openpyxl

from tests.app.cli.conftest import Run, added


def test_everything_and_open_data_are_saved(run: Run, tmp_path: Path) -> None:
    """Each command writes its file and says where; a folder that is not there is refused with a sentence."""
    added(run, "함께 걷는 길")
    book, package = tmp_path / "전체.xlsx", tmp_path / "개방.zip"
    assert f"저장했습니다: {book}" in run("everything", "--out", book).out
    assert run("open-data", "--out", package).code == 0
    assert openpyxl.load_workbook(book)["데이터 과제"]["B2"].value == "함께 걷는 길"
    with zipfile.ZipFile(package) as opened:
        assert "함께 걷는 길" in opened.read("과제.csv").decode("utf-8-sig")
    refused = run("open-data", "--out", tmp_path / "없는 곳" / "개방.zip")
    assert refused.code == 1
    assert "폴더가 없습니다" in refused.err
