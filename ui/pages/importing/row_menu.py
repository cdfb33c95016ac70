"""The menu of a row of the preview: all that its line and its keys do, named."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu

from app.domain.tabular.preview import State
from ui.pages.importing.bands import Act
from ui.pages.importing.preview_model import FIRST
from ui.widgets.menus import Entry, menu_of

if TYPE_CHECKING:
    from ui.pages.importing.preview_table import PreviewTable

_ICONS = {Act.WRITE: "pencil", Act.TAKE: "plus", Act.RETURN: "plus", Act.PART: "undo-2"}


def menu(table: "PreviewTable", index: QModelIndex) -> QMenu:
    """Return what can be done about the row and the cell of ``index``."""
    return menu_of(table, (*_of_cell(table, index), *_of_row(table, index.row())))


def _of_cell(table: "PreviewTable", index: QModelIndex) -> Iterator[Entry]:
    model = table.preview
    if not model.flags(index) & Qt.ItemFlag.ItemIsEditable:
        return
    yield "pencil", "이 칸 고치기\tF2", partial(table.edit, index)
    key, row = model.keys[index.column() - FIRST], model.record_of(index.row())
    if model.is_edited(index.row(), key):
        yield "undo-2", "표에 적힌 대로 되돌리기", partial(table.restored.emit, row, key)
    yield None


def _of_row(table: "PreviewTable", line: int) -> Iterator[Entry]:
    model = table.preview
    row, state, is_record = model.record_of(line), model.state(line), model.lines[line].place >= 0
    for at, band in model.bands_of(line):
        for act, words in band.acts:
            if act in (Act.MEND, Act.WRITE, Act.TAKE, Act.PART):
                yield _ICONS.get(act, "sparkles"), words, partial(table.act, at, act)
    if state is State.DOUBT:
        yield "check", "그대로 가져오기\tSpace", partial(table.accepted.emit, row)
    if is_record and model.may_toggle(line):
        icon, words = ("plus", "다시 넣기") if state is State.LEFT_OUT else ("minus", "이 행 빼기")
        yield icon, f"{words}\tDelete", partial(table.leftOut.emit, row)
