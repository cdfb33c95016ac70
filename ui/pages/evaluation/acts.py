"""What the page does with a round: dialogs, menus, awards, papers; by menu, by button, by Ctrl+K."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import RoundState
from app.services import records
from app.services.evaluation import rounds
from ui.commands import command
from ui.dialogs.award import give_award
from ui.dialogs.confirm import confirm
from ui.pages.evaluation.agreement import show_agreement
from ui.pages.evaluation.round_dialog import Choices, RoundDialog, read_choices
from ui.pages.evaluation.rubric_dialog import RubricDialog
from ui.pages.evaluation.sheets import Sheets
from ui.pages.evaluation.weights_dialog import WeightsDialog
from ui.roles import spoken_against
from ui.widgets.menus import Entry, Looks, menu_of, popup

if TYPE_CHECKING:
    from ui.pages.evaluation.page import EvaluationPage


class Acts:
    """The deeds of one page with its rounds."""

    def __init__(self, page: "EvaluationPage") -> None:
        """Serve ``page``."""
        self.page = page
        self.sheets = Sheets(page)

    # -- rounds

    @command("evaluation.add", "새 평가", "", "plus", "평가")
    def add_round(self) -> None:
        """Make a round."""
        page = self.page

        def opens(choices: Choices) -> None:
            RoundDialog(page, page.context, choices, None, page.choose_round)

        page.context.tasks.read(page, read_choices, opens, key="choices")

    @command("evaluation.edit", "평가 과제·위원 고치기", "", "users", "평가")
    def edit_round(self) -> None:
        """Change projects, panels and members of the round in front."""
        page, found = self.page, self.page.found
        if found is None:
            self.add_round()
            return

        def opens(choices: Choices) -> None:
            RoundDialog(page, page.context, choices, found, lambda _round: page.refresh())

        page.context.tasks.read(page, read_choices, opens, key="choices")

    @command("evaluation.weights", "기준·가중치", "", "sliders-horizontal", "평가")
    def open_weights(self) -> None:
        """Try other weights, see the rubric."""
        if self.page.found is not None:
            dialog = WeightsDialog(self.page, self.page.context, self.page.found)
            dialog.rubricsWanted.connect(self.open_rubrics)

    @command("evaluation.rubrics", "평가표 만들기·고치기", "", "list-checks", "평가")
    def open_rubrics(self) -> None:
        """Build rubrics."""
        found = self.page.found
        RubricDialog(self.page, self.page.context, found.round.rubric_id if found else None)

    @command("evaluation.sheets.out", "위원별 채점표 만들기(엑셀)", "", "file-spreadsheet", "평가")
    def give_sheets_out(self) -> None:
        """Write a protected sheet for every reviewer."""
        self.sheets.give_out()

    @command("evaluation.sheets.in", "받은 채점표 읽기", "", "folder-input", "평가")
    def take_sheets_in(self) -> None:
        """Read the sheets that came back."""
        self.sheets.take_in()

    @command("evaluation.begin", "평가 시작", "", "play", "평가")
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
            self.page.context.tasks.write(self.page, words, lambda ws: act(ws, round_id))

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
            )

        words = f"‘{title}’의 채점표까지 모두 지웁니다. 실행 취소로 되돌릴 수 있습니다."
        confirm(self.page, "평가 삭제", words, "삭제", run, danger=True)

    def open_round_menu(self, at: QPoint) -> None:
        """Open what can be done with the round."""
        popup(menu_of(self.page, self.round_entries(), spoken_against(self.page, Duty.EVALUATE)), at)

    def round_entries(self) -> list[Entry]:
        """Return what can be done with the round in its state."""
        page = self.page
        entries: list[Entry] = [("plus", "새 평가", self.add_round)]
        if page.found is None:
            return entries
        state = page.found.round.state
        if state != RoundState.CLOSED:
            entries.append(("users", "과제·위원·날짜 고치기", self.edit_round))
        entries.append(("list-checks", "평가표", Looks(self.open_rubrics)))
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
            ("clipboard-check", "평가 결과표", Looks(self.open_result)),
            ("list-checks", "위원별 점수표", Looks(partial(self.open_paper, "reviewer-scores"))),
            ("clipboard-list", "평가 종합보고서", Looks(self.open_dossier)),
            ("send", "채점표 요청 문서", Looks(self.open_requests)),
        ]
        entries += [None, ("award", "상격 부여…", self.give_award), ("file-text", "보고서", papers)]
        if state == RoundState.CLOSED:
            return entries
        return [*entries, None, ("trash-2", "평가 삭제", self._delete)]

    # -- papers

    def open_paper(self, report: str) -> None:
        """Show the round in front as a paper."""
        if self.page.found is not None:
            self.page.context.navigate("reports", report=report, round_id=self.page.found.round.id)

    @command("evaluation.result", "평가 결과표 내보내기", "", "file-spreadsheet", "평가")
    def open_result(self) -> None:
        """Show the result as a paper."""
        self.open_paper("evaluation-result")

    @command("evaluation.dossier", "평가 종합보고서", "", "clipboard-list", "평가")
    def open_dossier(self) -> None:
        """Show the whole round as a paper."""
        self.open_paper("evaluation-dossier")

    @command("evaluation.requests", "채점표 요청 문서 만들기", "", "send", "평가")
    def open_requests(self) -> None:
        """Show the letters to the reviewers who are waited for."""
        self.open_paper("score-request")

    @command("evaluation.agreement", "편차와 일치도", "", "split", "평가")
    def show_agreement(self) -> None:
        """Show how far the reviewers lie apart on each criterion."""
        if self.page.found is not None:
            show_agreement(self.page, self.page.found)

    # -- awards

    def open_ranking_menu(self, at: QPoint) -> None:
        """Open what can be done with the projects chosen in 순위."""
        popup(menu_of(self.page, self.ranking_entries(), spoken_against(self.page, Duty.EVALUATE)), at)

    def ranking_entries(self) -> list[Entry]:
        """Return what can be done with the projects chosen in 순위."""
        page = self.page
        chosen = page.ranking.chosen_projects()
        count = f" ({len(chosen)}건)" if len(chosen) > 1 else ""
        entries: list[Entry] = [("award", f"상격 부여{count}…", partial(self.award, chosen))]
        if len(chosen) == 1:
            room = partial(page.context.navigate, "project", project_id=chosen[0], tab="outcomes")
            entries.append(("folder-open", "과제방 열기", Looks(room)))
        return entries

    @command("evaluation.award", "상격 부여", "", "award", "평가")
    def give_award(self) -> None:
        """Award the projects chosen in 순위."""
        self.award(self.page.ranking.chosen_projects())

    def award(self, projects: list[int]) -> None:
        """Ask which award, then give it to the projects."""
        found = self.page.found
        if found is None or not projects:
            return
        titles = dict(found.projects)
        give_award(self.page, self.page.context, [(key, titles[key]) for key in projects], found.round)
