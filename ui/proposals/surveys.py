"""설문: result sheets of a project with counts, means and free answers, which become cards."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.chart import Bar, BarChart
from app.domain.proposal import QuestionType
from app.domain.survey import QuestionResult, Survey, SurveySheet
from app.services import surveys
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.files import choose_files
from ui.proposals.shelf import Shelf, column_of_panels
from ui.widgets.charts.bar_chart import BarChartView
from ui.widgets.combo import Combo
from ui.widgets.controls import button
from ui.widgets.panels import Panel
from ui.widgets.scrolling import scroll_area
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import WordLabel, label
from ui.widgets.text_editors import TextEditor

HEADS = (("문항", 320), ("종류", 90), ("응답", 70), ("처음 응답", 200))
ANSWERS = 180


class SurveyDialog(Dialog):
    """What was read of a sheet, before it is kept: title, questions with their types and answers."""

    def __init__(self, owner: QWidget, name: str, sheet: SurveySheet) -> None:
        """Show ``sheet``; the survey is called ``name`` unless told otherwise."""
        super().__init__(owner.window(), "설문 결과 불러오기")
        self.sheet = sheet
        self.resize(760, 520)
        self.name = TextEditor()
        self.name.set_value(name)
        self.name.setAccessibleName("설문 이름")
        table = PlainTable("읽은 문항", HEADS)
        table.set_rows(
            [
                [one.text, one.type.label, f"{len(one.answers)}", one.answers[0].value]
                for one in sheet.questions
            ]
        )
        heads = f"응답자 {sheet.respondents:,}명, 문항 {len(sheet.questions)}개를"
        words = f"{heads} 읽었습니다. 빈 칸은 응답 없음입니다."
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("취소", run=self.reject))
        store = button("불러오기", kind="primary", run=self.accept)
        store.setDefault(True)
        foot.addWidget(store)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("설문 결과 불러오기", 16, 600))
        box.addWidget(WordLabel(words, 14, tone="text2"))
        for sentence in sheet.unread:
            box.addWidget(WordLabel(sentence, 13, tone="text2"))
        box.addWidget(label("설문 이름", 13, 500, "text2"))
        box.addWidget(self.name)
        box.addWidget(table, 1)
        box.addLayout(foot)


class SurveysView(Shelf):
    """The surveys of a project."""

    def __init__(self, context: Context) -> None:
        """Make an empty view."""
        super().__init__(context)
        self._shown: list[Survey] = []
        self._current: Survey | None = None
        self.which = Combo()
        self.which.setAccessibleName("설문")
        self.which.setMinimumWidth(280)
        self.which.activated.connect(lambda _at: self._show_survey())
        self.heads = label("", 13, tone="text2")
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 0)
        for widget in (self.which, self.heads):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(button("설문 삭제", "trash-2", "ghost", self.remove, compact=True))
        inner, self.results = column_of_panels()
        area = scroll_area(inner)
        column = QVBoxLayout(self.full)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(area, 1)
        words = (
            "아직 설문이 없습니다. 응답자마다 한 줄인 엑셀이나 CSV 결과표를 불러오면 셈한 결과가 나옵니다."
        )
        self.shelve(words, "설문 결과 불러오기", self.choose, "clipboard-check")

    def refresh(self) -> None:
        """Read the surveys again."""
        project = self._project
        if project is not None:
            self.context.tasks.read(self, lambda ws: surveys.of_project(ws, project), self._show, key="all")

    def _show(self, found: list[Survey]) -> None:
        kept = self._current.id if self._current else None
        self.show_any(bool(found))
        if found == self._shown:
            return
        self._shown = found
        self.which.clear()
        self.which.addItems([one.title for one in found])
        self.which.setCurrentIndex(next((n for n, one in enumerate(found) if one.id == kept), 0))
        self._show_survey()

    def _show_survey(self) -> None:
        at = self.which.currentIndex()
        self._current = self._shown[at] if 0 <= at < len(self._shown) else None
        while self.results.count():
            item = self.results.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._current is None:
            return
        self.heads.setText(f"응답자 {self._current.respondents:,}명 · 문항 {len(self._current.questions)}개")
        for question in self._current.questions:
            self.results.addWidget(self._question(question))
        self.results.addStretch(1)

    def _question(self, question: QuestionResult) -> QWidget:
        kind = QuestionType(question.type).label
        mean = f" · 평균 {question.mean:.2f}" if question.mean is not None else ""
        panel = Panel(question.text, f"{kind} · n={question.n:,}{mean}", padding=12)
        if question.type == QuestionType.TEXT:
            answers = QListWidget()
            answers.setAccessibleName(question.text)
            answers.setWordWrap(True)
            answers.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
            answers.addItems(question.texts)
            answers.setFixedHeight(min(ANSWERS, 32 * len(question.texts) + 8))
            panel.body.addWidget(answers)
            foot = panel.add_foot()
            foot.addWidget(label("고른 응답(없으면 모두)을 목소리 카드로 만듭니다.", 13, tone="text2"))
            foot.addStretch(1)
            foot.addWidget(
                button("카드로 만들기", "lightbulb", "", lambda: self._to_cards(answers), True, once=True)
            )
        else:
            bars = tuple(
                Bar(value, count, f"{int(100 * count / question.n + 0.5)}%")
                for value, count in question.counts
            )
            panel.body.addWidget(BarChartView(BarChart(question.text, bars, "명")))
        return panel

    # -- doing

    def choose(self) -> None:
        """Ask for a result sheet."""
        choose_files(self, "설문 결과표 고르기 (xlsx, csv)", lambda paths: self.read(paths[0]))

    def read(self, path: Path) -> None:
        """Look at a result sheet, then ask whether to keep it."""
        self.context.tasks.read(self, lambda _ws: surveys.preview(path), partial(self._ask, path))

    def _ask(self, path: Path, sheet: SurveySheet) -> None:
        dialog = SurveyDialog(self, path.stem, sheet)
        dialog.accepted.connect(lambda: self._store(str(dialog.name.value()) or path.stem, sheet))
        dialog.open()

    def _store(self, title: str, sheet: SurveySheet) -> None:
        project = self._project
        if project is not None:
            self.context.tasks.write(
                self,
                "설문 불러오기",
                lambda ws: surveys.store(ws, project, title, sheet),
                lambda _made: self.context.tell_done(self, f"‘{title}’ 설문을 불러왔습니다."),
            )

    def _to_cards(self, answers: QListWidget) -> None:
        survey = self._current
        items: list[QListWidgetItem] = answers.selectedItems() or [
            answers.item(at) for at in range(answers.count())
        ]
        texts = [item.text() for item in items]
        if survey is None or not texts:
            return

        def made(ids: Any) -> None:
            self.context.tell_done(self, f"응답 {len(ids)}개를 목소리 카드로 만들었습니다.")

        self.context.tasks.write(
            self, "설문 응답을 카드로", lambda ws: surveys.to_findings(ws, survey, texts), made
        )

    def remove(self) -> None:
        """Ask, then delete the survey; cards made from it stay."""
        survey = self._current
        if survey is None:
            return
        self.ask_removal(
            "설문 삭제",
            f"‘{survey.title}’ 설문과 응답을 지웁니다. 만든 카드는 남습니다.",
            lambda: self.write("설문 삭제", lambda ws: surveys.delete(ws, survey.id)),
        )
