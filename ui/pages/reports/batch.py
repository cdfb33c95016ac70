"""여러 보고서: one report of many projects or the whole set into a folder, with one summary at the end."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.domain.report import ReportInfo, ReportOptions
from app.domain.report_names import PATTERN, WORDS, check
from app.errors import UserError
from ui.context import Context
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.files import choose_folder, open_file
from ui.pages.reports.options import Choices
from ui.widgets.combo import Combo
from ui.widgets.controls import Segmented
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.reports.batch import Job, Summary
    from app.services.workspace import Workspace

NAMING, FORMATS_KEPT = "reports/naming", "reports/batch_formats"
EACH, SET = "each", "set"
FORMAT_WORDS = {"pdf": "PDF", "hwpx": "HWPX", "xlsx": "Excel", "json": "JSON"}


class BatchDialog(MessageDialog):
    """Asks what is made, of which projects, in which formats and how the files are called."""

    def __init__(
        self, owner: QWidget, context: Context, info: ReportInfo, options: ReportOptions, choices: Choices
    ) -> None:
        """Propose ``info`` of every project of a programme, looking as ``options`` say."""
        super().__init__(owner.window(), "여러 보고서 한 번에 만들기", "", "folder-plus")
        self._owner, self._context, self._info, self._options = owner, context, info, options
        what = [(SET, "보고서 한 벌", "")]
        if "project_id" in info.options:
            what.insert(0, (EACH, f"과제마다 {info.label}", ""))
        self.what = Segmented(what, "만들 것")
        self.program, self.year = Combo(), Combo()
        self.naming = QLineEdit(str(context.state.get(NAMING) or PATTERN))
        self.formats = {key: QCheckBox(FORMAT_WORDS.get(key, key)) for key in info.formats}
        self.wrong = WordLabel("", 13, tone="danger")
        self.wrong.hide()
        self._fill(choices)
        cancel = QPushButton("취소")
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(cancel)
        self.go = self.add_button("폴더 고르기…", kind="primary")
        self.what.chosen.connect(lambda _what: self._follow())
        self._follow()
        self.open()

    def _fill(self, choices: Choices) -> None:
        self.program.addItem("모든 사업", None)
        for program, words in choices.programs:
            self.program.addItem(words, program)
        self.year.addItem("모든 연도", None)
        for year in choices.years:
            self.year.addItem(f"{year}년", year)
        kept = self._context.state.get(FORMATS_KEPT) or ["pdf"]
        row = QHBoxLayout()
        for key, box in self.formats.items():
            box.setChecked(key in kept)
            row.addWidget(box)
        row.addStretch(1)
        self.content.addWidget(self.what)
        self.explained = WordLabel("", 13, tone="text2")
        self.content.addWidget(self.explained)
        self.narrowing = QWidget()
        narrow = QHBoxLayout(self.narrowing)
        narrow.setContentsMargins(0, 0, 0, 0)
        for combo, name in ((self.program, "사업"), (self.year, "연도")):
            combo.setAccessibleName(name)
            narrow.addWidget(combo, 1)
        self.content.addWidget(self.narrowing)
        self.content.addWidget(label("형식", 13, 500, "text2"))
        self.content.addLayout(row)
        self.content.addWidget(label("파일 이름 규칙", 13, 500, "text2"))
        self.naming.setAccessibleName("파일 이름 규칙")
        self.content.addWidget(self.naming)
        told = ", ".join(f"{{{word}}}" for word in WORDS)
        self.content.addWidget(WordLabel(f"쓸 수 있는 말: {told}", 13, tone="text3"))
        self.content.addWidget(self.wrong)

    def _follow(self) -> None:
        each = self.what.value() == EACH
        self.narrowing.setVisible(each)
        whole = "기록이 있는 모든 보고서를 고른 과제와 형식으로 만듭니다. 현황은 모든 과제를 셉니다."
        self.explained.setText(f"조건에 맞는 과제마다 {self._info.label} 하나씩 만듭니다." if each else whole)

    def accept(self) -> None:
        """Ask for the folder, then make the reports; what is wrong is said in place."""
        formats = tuple(key for key, box in self.formats.items() if box.isChecked())
        try:
            pattern = check(self.naming.text())
            if not formats:
                raise UserError("형식을 하나 이상 고르십시오.", "format")
        except UserError as error:
            self.wrong.setText(error.message)
            self.wrong.show()
            return
        self._context.state.set(NAMING, pattern)
        self._context.state.set(FORMATS_KEPT, list(formats))
        plan = self._plan(formats, pattern)
        go = lambda folder: run_batch(self._owner, self._context, folder, plan)  # noqa: E731
        super().accept()
        choose_folder(self._owner, "저장할 폴더 고르기", go)

    def _plan(self, formats: tuple[str, ...], pattern: str) -> "Plan":
        each, report, options = self.what.value() == EACH, self._info.id, self._options
        program, year = self.program.currentData(), self.year.currentData()

        def plan(ws: "Workspace", folder: Path) -> "tuple[list[Job], list[tuple[str, str]]]":
            from app.services.reports import batch

            if not each:
                return batch.plan_set(ws, folder, options, formats, pattern)
            found = batch.projects_of(ws, program, year)
            if not found:
                raise UserError("조건에 맞는 과제가 없습니다. 사업과 연도를 확인하십시오.", "project")
            return batch.plan_each(ws, report, folder, found, options, formats, pattern), []

        return plan


Plan = Callable[["Workspace", Path], "tuple[list[Job], list[tuple[str, str]]]"]


def every_format(report: str, options: ReportOptions, pattern: str) -> Plan:
    """Return the plan of one report in every format that it has."""

    def plan(ws: "Workspace", folder: Path) -> "tuple[list[Job], list[tuple[str, str]]]":
        from app.services.reports import batch

        return [batch.job_of(ws, report, folder, options, pattern)], []

    return plan


def run_batch(
    owner: QWidget,
    context: Context,
    folder: Path,
    plan: Plan,
    done: Callable[["Summary"], object] | None = None,
) -> None:
    """Make the reports of ``plan`` off the UI thread, with progress and 취소, then tell what came of it."""

    def work(ws: "Workspace", progress: Any) -> "Summary":
        from app.services.reports import batch

        jobs, without = plan(ws, folder)
        return batch.run(ws, jobs, folder, without, progress)

    def told(summary: "Summary") -> None:
        if done is not None:
            done(summary)
        if summary.failed or summary.skipped or summary.warnings:
            SummaryDialog(owner, summary)
        else:
            context.notify(summary.sentence, "폴더 열기", lambda: open_file(summary.folder))

    context.tasks.write(owner, "보고서 저장", work, told, progress=True)


class SummaryDialog(MessageDialog):
    """What came of a batch, line by line; the lines can be copied."""

    def __init__(self, owner: QWidget, summary: "Summary") -> None:
        """Show ``summary``."""
        failed = bool(summary.failed)
        icon, color = ("triangle-alert", "warning") if failed else ("circle-check", "success")
        super().__init__(owner.window(), "보고서 저장 결과", summary.sentence, icon, color)
        self.table = PlainTable("보고서 저장 결과", (("결과", 110), ("보고서", 200), ("까닭", 240)), 2)
        self.table.set_rows(list(_lines(summary)))
        self.table.setMinimumHeight(160)
        self.content.addWidget(self.table)
        opening = QPushButton("폴더 열기")
        opening.clicked.connect(lambda: open_file(summary.folder))
        self._buttons.addWidget(opening)
        self.add_button("닫기", kind="primary")
        self.setFixedWidth(640)
        self.open()


def _lines(summary: "Summary") -> Sequence[tuple[str, str, str]]:
    failed = [("만들지 못함", name, why) for name, why in summary.failed]
    skipped = [("기록 없음", name, why) for name, why in summary.skipped]
    noted = []
    for words in summary.warnings:
        name, _colon, why = words.partition(": ")
        noted.append(("살펴볼 것", name, why))
    return [*failed, *skipped, *noted]
