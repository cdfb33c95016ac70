"""What the page does with a round and with a cell: dialogs, menus, exclusion, comments."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import Exclusion, PanelMember, RoundState
from app.domain.fields import FieldSpec, FieldType
from app.errors import UserError
from app.services import records
from app.services.evaluation import rounds, scores
from app.services.evaluation.scores import Cell
from ui.dialogs.ask import AskDialog
from ui.dialogs.award import give_award
from ui.dialogs.confirm import confirm
from ui.dialogs.confirm import tell as say
from ui.pages.evaluation.round_dialog import Choices, RoundDialog, read_choices
from ui.pages.evaluation.rubric_dialog import RubricDialog
from ui.pages.evaluation.sheets import Sheets
from ui.pages.evaluation.weights_dialog import WeightsDialog
from ui.roles import spoken_against
from ui.widgets.menus import Entry, Looks, menu_of, popup

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from ui.pages.evaluation.page import EvaluationPage

COMMENT = FieldSpec("comment", FieldType.LONG_TEXT, "의견")
REMARK = FieldSpec("comment", FieldType.LONG_TEXT, "총평")
REASON = FieldSpec("reason", FieldType.TEXT, "제척 사유", required=True)


class Acts:
    """The deeds of one page."""

    def __init__(self, page: "EvaluationPage") -> None:
        """Serve ``page``."""
        self.page = page
        self.sheets = Sheets(page)

    # -- rounds

    def add_round(self) -> None:
        """Make a round."""
        page = self.page

        def opens(choices: Choices) -> None:
            RoundDialog(page, page.context, choices, None, page.choose_round)

        page.context.tasks.read(page, read_choices, opens, key="choices")

    def edit_round(self) -> None:
        """Change the round in front."""
        page, found = self.page, self.page.found
        if found is None:
            self.add_round()
            return

        def opens(choices: Choices) -> None:
            RoundDialog(page, page.context, choices, found, lambda _round: page.refresh())

        page.context.tasks.read(page, read_choices, opens, key="choices")

    def open_weights(self) -> None:
        """Try other weights."""
        if self.page.found is not None:
            dialog = WeightsDialog(self.page, self.page.context, self.page.found)
            dialog.rubricsWanted.connect(self.open_rubrics)

    def open_rubrics(self) -> None:
        """Build rubrics."""
        found = self.page.found
        RubricDialog(self.page, self.page.context, found.round.rubric_id if found else None)

    def begin(self) -> None:
        """Open the round for scores; its rubric is frozen by it."""
        found = self.page.found
        if found is None or found.round.state != RoundState.DRAFT:
            return
        words = f"시작하면 평가표 ‘{found.round.rubric}’을 고칠 수 없고, 점수를 넣을 수 있습니다."
        confirm(self.page, "평가 시작", words, "시작", partial(self._turn, "평가 시작", rounds.open_round))

    def _close(self) -> None:
        found = self.page.found
        if found is None:
            return
        left = len(found.pending())
        words = (
            f"끝나지 않은 채점표 {left}장은 없는 점수로 남습니다." if left else "채점표가 모두 들어왔습니다."
        )
        act = partial(self._turn, "평가 마감", rounds.close_round)
        confirm(self.page, "평가 마감", f"{words} 마감하면 점수를 고치지 않습니다.", "마감", act)

    def _turn(self, words: str, act: rounds.Turn) -> None:
        found = self.page.found
        if found is not None:
            round_id = found.round.id
            self.page.context.tasks.write(self.page, words, lambda ws: act(ws, round_id), failed=self.tell)

    def tell(self, error: UserError) -> None:
        """Say what was refused."""
        say(self.page, "할 수 없습니다", error.message, "circle-alert", "danger.icon")

    def _delete(self) -> None:
        found = self.page.found
        if found is None:
            return
        round_id, title = found.round.id, found.round.title

        def run() -> None:
            self.page.context.tasks.write(
                self.page,
                "평가 삭제",
                lambda ws: records.delete(ws, "evaluation_round", [round_id], f"평가 ‘{title}’ 삭제"),
                failed=self.tell,
            )

        words = f"‘{title}’의 채점표까지 모두 지웁니다. 실행 취소로 되돌릴 수 있습니다."
        confirm(self.page, "평가 삭제", words, "삭제", run, danger=True)

    def open_round_menu(self, at: QPoint) -> None:
        """Open what can be done with the round."""
        popup(menu_of(self.page, self.round_entries(), spoken_against(self.page, Duty.EVALUATE)), at)

    def round_entries(self) -> list[Entry]:
        """Return what can be done with the round in its state."""
        page = self.page
        entries: list[Entry] = [("plus", "새 평가", page.add_round)]
        if page.found is None:
            return entries
        state = page.found.round.state
        if state != RoundState.CLOSED:
            entries.append(("users", "과제·위원·날짜 고치기", page.edit_round))
        entries.append(("list-checks", "평가표", Looks(page.open_rubrics)))
        if state == RoundState.OPEN:
            entries.append(None)
            entries.append(("file-spreadsheet", "위원별 채점표 만들기(엑셀)", Looks(self.sheets.give_out)))
            entries.append(("folder-input", "받은 채점표 읽기", self.sheets.take_in))
        entries.append(None)
        if state == RoundState.DRAFT:
            entries.append(("play", "평가 시작", self.begin))
        elif state == RoundState.OPEN:
            entries.append(("lock", "평가 마감", self._close))
        else:
            entries.append(("lock-open", "다시 열기", partial(self._turn, "평가 다시 열기", rounds.reopen)))
        papers: list[Entry] = [
            ("clipboard-check", "평가 결과표", Looks(page.open_result)),
            ("list-checks", "위원별 점수표", Looks(partial(page.open_paper, "reviewer-scores"))),
            ("clipboard-list", "평가 종합보고서", Looks(page.open_dossier)),
            ("send", "채점표 요청 문서", Looks(page.open_requests)),
        ]
        entries += [None, ("award", "상격 부여…", page.give_award), ("file-text", "보고서", papers)]
        if state == RoundState.CLOSED:
            return entries
        return [*entries, None, ("trash-2", "평가 삭제", self._delete)]

    # -- awards

    def open_ranking_menu(self, at: QPoint) -> None:
        """Open what can be done with the projects chosen in 순위."""
        popup(menu_of(self.page, self.ranking_entries(), spoken_against(self.page, Duty.EVALUATE)), at)

    def ranking_entries(self) -> list[Entry]:
        """Return what can be done with the projects chosen in 순위."""
        page = self.page
        chosen = page.ranking.chosen_projects()
        count = f" ({len(chosen)}건)" if len(chosen) > 1 else ""
        entries: list[Entry] = [("award", f"상격 부여{count}…", partial(self.give_award, chosen))]
        if len(chosen) == 1:
            room = partial(page.context.navigate, "project", project_id=chosen[0], tab="outcomes")
            entries.append(("folder-open", "과제방 열기", Looks(room)))
        return entries

    def give_award(self, projects: list[int]) -> None:
        """Ask which award, then give it to the projects."""
        found = self.page.found
        if found is None or not projects:
            return
        titles = dict(found.projects)
        give_award(self.page, self.page.context, [(key, titles[key]) for key in projects], found.round)

    # -- cells

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
        dialog = AskDialog(
            page, title, text, COMMENT, "저장", partial(self._store_comment, cell), "message-square"
        )
        dialog.field.editor.set_value(model.comments.get(cell, ""))
        dialog.open()

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

        def store(words: str) -> None:
            if words.strip() != known:
                act = lambda ws: scores.sum_up(ws, found, {place: words})  # noqa: E731
                page.context.tasks.write(page, "총평 적기", act, failed=self.tell)

        title = f"{model.name(member)} · 총평"
        dialog = AskDialog(
            page, title, "과제 전체에 대한 의견입니다.", REMARK, "저장", store, "message-square"
        )
        dialog.field.editor.set_value(known)
        dialog.open()

    def _store_comment(self, cell: Cell, words: str) -> None:
        page, found = self.page, self.page.found
        if found is None or words.strip() == page.comments.get(cell, ""):
            return

        def write(ws: "Workspace") -> None:
            scores.enter(ws, found, {}, {cell: words}, label="평가 의견 적기")

        page.context.tasks.write(page, "평가 의견 적기", write, failed=self.tell)

    def exclude(self, member: PanelMember) -> None:
        """Ask for the reason, then keep a reviewer from judging the project in front."""
        page = self.page
        project_id = page.project_id
        name = page.project.model.name(member)

        def take(reason: str) -> None:
            page.context.tasks.write(
                page,
                "제척 기록",
                lambda ws: rounds.exclude(ws, member, project_id, reason),
                failed=self.tell,
            )

        text = f"{name} 위원의 점수는 이 과제에서 세지 않고 기다리지도 않습니다."
        AskDialog(page, "제척", text, REASON, "제척", take, "circle-slash-2").open()

    def _include(self, known: Exclusion) -> None:
        page = self.page
        page.context.tasks.write(page, "제척 풀기", lambda ws: rounds.include(ws, known), failed=self.tell)
