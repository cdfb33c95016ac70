"""What stands behind a figure: the scores of a criterion, a reviewer's sheet, the parts of a total."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.evaluation.rounds import SheetState
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell
from ui.dialogs.confirm import MessageDialog
from ui.formats import EMPTY
from ui.pages.evaluation.score_model import FIRST, ScoreModel, points
from ui.widgets.tables.plain_table import ROW, PlainTable

WIDE, MOST_ROWS, HEAD = 680, 12, 36
Heads = Sequence[tuple[str, int]]
_SCORES: Heads = (("위원", 110), ("분야", 110), ("점수", 64), ("셈", 110), ("의견", 200))
_SHEET: Heads = (("기준", 190), ("가중치", 70), ("점수", 64), ("더하는 점수", 90), ("의견", 200))
_TOTAL: Heads = (
    ("평가단", 120),
    ("기준", 190),
    ("가중치", 70),
    ("평균", 64),
    ("더하는 점수", 90),
    ("점수 수", 64),
)


class BehindDialog(MessageDialog):
    """A figure's own sheets: how it is made in a sentence, then the rows it is made of."""

    def __init__(
        self, owner: QWidget, title: str, text: str, heads: Heads, rows: Sequence[Sequence[str]]
    ) -> None:
        """Show ``rows`` under ``heads``."""
        super().__init__(owner.window(), title, text, "table-2", "primary")
        self.setFixedWidth(WIDE)
        self.table = PlainTable(title, heads, len(heads) - 1 if heads[-1][0] == "의견" else 1)
        self.table.set_rows(rows)
        self.table.setFixedHeight(HEAD + min(len(rows), MOST_ROWS) * ROW)
        self.content.addWidget(self.table)
        self.add_button("닫기", kind="primary")
        self.open()


def show_figure(owner: QWidget, model: ScoreModel, row: int, column: int) -> BehindDialog | None:
    """Open what stands behind a figure of the grid; a reviewer's sum opens that reviewer's sheet."""
    if model.found is None or not model.rows:
        return None
    if row < len(model.rows):
        return _show_criterion(owner, model, row)
    if model.member_at(column) is not None:
        return _show_sheet(owner, model, column - FIRST)
    return show_total(owner, model.found, model.project_id)


def _show_criterion(owner: QWidget, model: ScoreModel, row: int) -> BehindDialog:
    found = model.rows[row]
    one, result = found.criterion, found.result
    rows = []
    for place, member in enumerate(model.members):
        value = found.values[place]
        counts = "최고·최저 제외" if member.id in result.dropped else "넣음" if value is not None else EMPTY
        if model.states[place] is SheetState.EXCLUDED:
            counts = "제척"
        comment = model.comments.get(Cell(member.id, model.project_id, one.id), "")
        rows.append((model.name(member), member.field, points(value, 0) if value is None else f"{value:g}",
                     counts, comment))  # fmt: skip
    text = (
        f"점수 {result.counted}개의 평균 {points(result.mean, 2)}에 가중치 {one.weight}%를 곱하고 "
        f"만점 {one.highest}점으로 나누면 {points(found.weighted, 2)}점입니다."
    )
    if result.deviation is not None:
        text += f" 표준편차 {result.deviation:.2f}."
    return BehindDialog(owner, one.label, text, _SCORES, rows)


def _show_sheet(owner: QWidget, model: ScoreModel, place: int) -> BehindDialog:
    member = model.members[place]
    rows = []
    for found in model.rows:
        one, value = found.criterion, found.values[place]
        adds = None if value is None else one.weight * value / one.highest
        comment = model.comments.get(Cell(member.id, model.project_id, one.id), "")
        rows.append(
            (one.label, f"{one.weight}%", EMPTY if value is None else f"{value:g}", points(adds), comment)
        )
    whole = model.text(len(model.rows), place + FIRST)
    text = f"이 과제의 채점표: {model.state_words(place)}. 더하면 {whole}점입니다."
    said = model.remark_at(len(model.rows), place + FIRST)
    text += f" 총평: {said}" if said else ""
    return BehindDialog(owner, f"{model.name(member)} 채점표", text, _SHEET, rows)


def show_total(owner: QWidget, found: RoundParts, project_id: int) -> BehindDialog:
    """Open what a project's score is made of, panel by panel."""
    result = found.standing.results[project_id]
    panels = {one.id: one for one in found.panels}
    criteria = {one.id: one for one in found.criteria}
    rows = []
    for one in result.criteria:
        panel, by = panels[one.panel_id], criteria[one.criterion_id]
        adds = None if one.mean is None else by.weight * one.mean / by.highest
        rows.append((f"{panel.name} {panel.weight}%", by.label, f"{by.weight}%", points(one.mean, 2),
                     points(adds, 2), str(one.counted)))  # fmt: skip
    text = (
        "평가단마다 가중치와 평균을 곱해 더하고, 평가단 가중치로 모읍니다. "
        "아직 없는 점수는 0점으로 세지 않고 빼고 셉니다."
    )
    if result.missing:
        text += f" 기다리는 점수 {result.missing}개."
    title = f"{dict(found.projects)[project_id]} {points(result.score)}점"
    return BehindDialog(owner, title, text, _TOTAL, rows)


def show_pending(owner: QWidget, found: RoundParts, names: Sequence[str]) -> BehindDialog:
    """Open the list of sheets that are not finished; ``names`` are the reviewers' as they may be shown."""
    titles, by_id = dict(found.projects), dict(zip((one.id for one in found.members), names, strict=True))
    panels = {one.id: one.name for one in found.panels}
    rows = [
        (by_id[member.id], panels[member.panel_id], titles[project_id],
         f"{found.given(member, project_id)} / {len(found.criteria)}")
        for member, project_id in found.pending()
    ]  # fmt: skip
    heads: Heads = (("위원", 110), ("평가단", 120), ("과제", 260), ("입력", 80))
    dialog = BehindDialog(owner, "기다리는 채점표", f"끝나지 않은 채점표 {len(rows)}장입니다.", heads, rows)
    return dialog
