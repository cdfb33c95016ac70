"""A small register in front of the import page, as several tests begin with it."""

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from tests.app.services.tabular.files import xlsx
from tests.ui.desk import Desk
from ui.pages.importing.page import ImportPage

REGISTER: list[list[Any]] = [
    ["연번", "과제명", "추진기관", "분야", "종료일"],
    ["□ 시군", None, None, None, None],
    [1, "밤길 등불", "가온시", "문화", None],
    [2, "골목 극장", "가온시", "관광", None],
    ["", "합계", None, None, None],
    [3, "밤길 등불", "가온시", None, "2026-11-20"],
]


def opened(desk: Desk, qtbot: QtBot, folder: Path, table: list[list[Any]]) -> ImportPage:
    """Show the page with a table opened, its columns in front."""
    path = folder / "과제현황.xlsx"
    path.write_bytes(xlsx(table))
    made = ImportPage(desk.context)
    qtbot.addWidget(made)
    made.open_with(kind="projects", path=path)
    desk.show(made)
    return made


def looked_at(desk: Desk, qtbot: QtBot, folder: Path) -> ImportPage:
    """Show the page with the rows of the register in front."""
    made = opened(desk, qtbot, folder, REGISTER)
    made.show_preview()
    desk.settle()
    return made
