"""What the page does with a cell of the grid: its menu, comments, exclusion."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import Exclusion, PanelMember, RoundState
from app.domain.fields import FieldSpec, FieldType
from app.services.evaluation import rounds, scores
from ui.dialogs.ask import AskDialog
from ui.roles import spoken_against
from ui.widgets.menus import Entry, Looks, menu_of, popup

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from ui.pages.evaluation.page import EvaluationPage

COMMENT = FieldSpec("comment", FieldType.LONG_TEXT, "의견")
REMARK = FieldSpec("comment", FieldType.LONG_TEXT, "총평")
REASON = FieldSpec("reason", FieldType.TEXT, "제척 사유", required=True)


class CellActs:
    """The deeds of one page in its grid."""

    def __init__(self, page: "EvaluationPage") -> None:
        """Serve ``page``."""
        self.page = page

    def open_cell_menu(self, row: int, column: int, at: QPoint) -> None:
        """Open what can be done with a cell of the grid."""
        refusal = spoken_against(self.page, Duty.EVALUATE)
        popup(menu_of(self.page, self.cell_entries(row, column), refusal), at)

    def cell_entries(self, row: int, column: int) -> list[Entry]:
        """Return what can be done with a cell."""
        page, model = self.page, self.page.project.model
        member, found = model.member_at(column), page.found
        if member is None or found is None:
            return [("copy", "표 복사\tCtrl+C", Looks(page.project.grid.copy))]
        cell = model.cell_at(row, column)
        entries: list[Entry] = []
        if found.round.state == RoundState.OPEN and cell is not None:
            entries.append(("message-square", "의견 적기\tF2", partial(self.comment, row, column)))
            entries.append(("x", "점수 지우기\tDel", page.project.grid.clear_chosen))
        elif found.round.state == RoundState.OPEN and row == len(model.rows):
            entries.append(("message-square", "총평 적기\tF2", partial(self.sum_up, row, column)))
        entries.append(("copy", "복사\tCtrl+C", Looks(page.project.grid.copy)))
        if found.round.state != RoundState.CLOSED:
            place = (member.id, page.project_id)
            known = next((one for one in found.exclusions if (one.member_id, one.project_id) == place), None)
            entries.append(None)
            if known is None:
                entries.append(("circle-slash-2", "이 과제에서 제척", partial(self.exclude, member)))
            else:
                entries.append(("rotate-ccw", f"제척 풀기 ({known.reason})", partial(self._include, known)))
        return entries

    def comment(self, row: int, column: int) -> None:
        """Ask for the comment on a score."""
        page, model, found = self.page, self.page.project.model, self.page.found
        if row == len(model.rows):
            self.sum_up(row, column)
            return
        cell = model.cell_at(row, column)
        if cell is None or found is None or found.round.state != RoundState.OPEN:
            return
        one = model.rows[row].criterion
        text = "이 기준은 의견이 필요합니다." if one.comment_required else ""
        title = f"{model.name(model.members[column - 2])} · {one.label}"
        known = model.comments.get(cell, "")

        def store(ws: "Workspace", words: str) -> None:
            if words.strip() != known:
                scores.enter(ws, found, {}, {cell: words}, label="평가 의견 적기")

        dialog = AskDialog(page, title, text, COMMENT, "저장", icon="message-square")
        dialog.field.editor.set_value(known)
        dialog.store_by(page.context.tasks, "평가 의견 적기", store)

    def sum_up(self, row: int, column: int) -> None:
        """Ask for what a reviewer says of the project in front as a whole."""
        page, model, found = self.page, self.page.project.model, self.page.found
        member = model.member_at(column)
        if member is None or found is None or found.round.state != RoundState.OPEN:
            return
        place = (member.id, page.project_id)
        if place in found.standing.excluded:
            return
        known = model.remark_at(row, column)

        def store(ws: "Workspace", words: str) -> None:
            if words.strip() != known:
                scores.sum_up(ws, found, {place: words})

        title, text = f"{model.name(member)} · 총평", "과제 전체에 대한 의견입니다."
        dialog = AskDialog(page, title, text, REMARK, "저장", icon="message-square")
        dialog.field.editor.set_value(known)
        dialog.store_by(page.context.tasks, "총평 적기", store)

    def exclude(self, member: PanelMember) -> None:
        """Ask for the reason, then keep a reviewer from judging the project in front."""
        page = self.page
        project_id = page.project_id
        name = page.project.model.name(member)

        text = f"{name} 위원의 점수는 이 과제에서 세지 않고 기다리지도 않습니다."
        AskDialog(page, "제척", text, REASON, "제척", icon="circle-slash-2").store_by(
            page.context.tasks,
            "제척 기록",
            lambda ws, reason: rounds.exclude(ws, member, project_id, reason),
        )

    def _include(self, known: Exclusion) -> None:
        page = self.page
        page.context.tasks.write(page, "제척 풀기", lambda ws: rounds.include(ws, known))
