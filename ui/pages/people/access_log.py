"""열람 기록: a month of the log of access, whether it is unaltered, and its monthly review."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.privacy.access import AccessAction, AccessEntry, AccessMonth, AccessReview
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.privacy import sight
from exports.reports.access_papers import action_words, moment_words, month_words, purpose_words
from ui.context import Context
from ui.dialogs import save_report
from ui.dialogs.base import Dialog
from ui.widgets.banner import Banner
from ui.widgets.combo import Combo
from ui.widgets.controls import SearchField, button
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.privacy.access_review import Lines
    from app.services.workspace import Workspace

HEADS = (
    ("때", 140), ("누구", 76), ("PC", 70), ("한 일", 72), ("누구의", 100), ("무엇을", 120), ("목적", 130),
    ("사유", 200), ("파일", 120),
)  # fmt: skip
REASON, REPORT = 7, "access-log"
WIDTH, TALL = 1120, 640


def open_log(owner: QWidget, context: Context, month: str = "") -> "AccessLogDialog | None":
    """Show the log, this month where none is named; a role that may not is told so."""
    try:
        sight.refuse_role(context.workspace, Duty.REVIEW_ACCESS)
    except UserError as error:
        context.notify(error.message)
        return None
    dialog = AccessLogDialog(owner, context, month)
    dialog.open()
    return dialog


class AccessLogDialog(Dialog):
    """The lines of a month; a month that is over can be reviewed."""

    def __init__(self, owner: QWidget, context: Context, month: str = "") -> None:
        """Make the dialog on ``month``; the lines follow."""
        super().__init__(owner.window(), "열람 기록")
        self._context, self._month, self._text = context, month, ""
        self._lines: Lines | None = None
        window = owner.window()
        self.resize(min(WIDTH, window.width() - 60), min(TALL, max(window.height() - 60, 420)))
        self.months, self.deeds = Combo(), Combo()
        self.search = SearchField("참여자나 사용자 이름")
        self.search.answer_find()
        self.table = PlainTable("접속기록", HEADS, stretch=REASON)
        self.none = WordLabel("이 조건에 맞는 기록이 없습니다.", tone="text2")
        self.chain = Banner("", "shield-check", "success")
        self.broken = Banner("", "triangle-alert", "danger")
        self.count = label("", 13, tone="text2")
        self.past = WordLabel("", 13, tone="text2")
        self.finding = QLineEdit()
        self.store = button("점검 결과 저장", "clipboard-check", run=self.review)
        self.wrong = WordLabel("", 12, 500, "danger")
        self._lay_out()
        for code in AccessAction:
            self.deeds.addItem(code.label, code.value)
        self.months.activated.connect(lambda _index: self._choose_month())
        self.deeds.activated.connect(lambda _index: self._narrow())
        self.search.searched.connect(self._find)
        self.finding.returnPressed.connect(self.review)
        context.bus.changed.connect(self._changed)
        self.refresh()

    def _lay_out(self) -> None:
        self.months.setAccessibleName("달")
        self.months.setFixedWidth(136)
        self.deeds.setFixedWidth(124)
        self.deeds.setAccessibleName("한 일")
        self.deeds.addItem("모든 일", "")
        self.search.setFixedWidth(220)
        self.finding.setAccessibleName("점검 결과")
        self.finding.setPlaceholderText("예: 내보내기 2건의 사유를 확인함, 이상 없음")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("열람 기록", 16, 600))
        head.addStretch(1)
        narrowing: tuple[QWidget, ...] = (self.count, self.months, self.deeds, self.search)
        for widget in narrowing:
            head.addWidget(widget)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.none)
        self.reviewing = QWidget()
        row = QHBoxLayout(self.reviewing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget, stretch in ((label("월 점검", 13, 600), 0), (self.finding, 1), (self.store, 0)):
            row.addWidget(widget, stretch)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label("2년 이상 보관하며 지우거나 고칠 수 없습니다.", 13, tone="text2"), 1)
        foot.addWidget(button("닫기", run=self.reject))
        self.excel = button("Excel로 저장", "file-spreadsheet", run=partial(self.save, "xlsx"))
        self.pdf = button("PDF로 저장", "file-output", "primary", partial(self.save, "pdf"))
        foot.addWidget(self.excel)
        foot.addWidget(self.pdf)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self.chain)
        box.addWidget(self.broken)
        box.addWidget(holder, 1)
        box.addWidget(self.past)
        box.addWidget(self.reviewing)
        box.addWidget(self.wrong)
        box.addLayout(foot)
        for widget in (self.chain, self.broken, self.past, self.reviewing, self.wrong):
            widget.hide()

    # -- reading

    def refresh(self) -> None:
        """Read the month again, narrowed by person and action."""
        month, text, action = self._month, self._text, self._action()

        def read(ws: "Workspace") -> tuple["Lines", "Shown"]:
            from app.services.privacy import access_review

            lines = access_review.lines(ws, month)
            return lines, _shown(lines, text, action)

        self._lines = None
        self._context.tasks.read(self, read, self._show_read, key="log")

    def _show_read(self, found: tuple["Lines", "Shown"]) -> None:
        self._lines, shown = found
        self._show(shown)

    def _narrow(self) -> None:
        """Narrow the lines that were read: at a key the chain of the whole log is not gone through."""
        lines, text, action = self._lines, self._text, self._action()
        if lines is None:
            self.refresh()
            return

        self._context.tasks.read(self, lambda _ws: _shown(lines, text, action), self._show, key="log")

    def _action(self) -> str:
        return str(self.deeds.currentData() or "")

    def _changed(self, changes: object) -> None:
        if getattr(changes, "touches", lambda *_t: False)("access_log", "access_review"):
            self.refresh()

    def _find(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._narrow()

    def _choose_month(self) -> None:
        self._month = str(self.months.currentData())
        self.finding.clear()
        self.refresh()

    def _show(self, shown: "Shown") -> None:
        found, cells = shown
        self._month = found.month
        if tuple(self.months.itemData(n) for n in range(self.months.count())) != found.months:
            self.months.clear()
            for month in found.months:
                self.months.addItem(month_words(month), month)
        self.months.setCurrentIndex(found.months.index(found.month))
        self.table.set_rows(cells)
        self._stack.setCurrentIndex(0 if found.entries else 1)
        self.count.setText(f"{len(found.entries):,}건")
        self.chain.say("모든 기록이 처음 그대로입니다. 빠지거나 바뀐 줄이 없습니다.", "shield-check")
        self.chain.setVisible(not found.broken)
        more = f" 외 {len(found.broken) - 1}건" if len(found.broken) > 1 else ""
        self.broken.say(f"{found.broken[0]}{more}" if found.broken else "", "triangle-alert")
        self.broken.setVisible(bool(found.broken))
        self._show_reviews(found.reviews)
        self.reviewing.setVisible(found.month < f"{self._context.workspace.today:%Y-%m}")

    def _show_reviews(self, reviews: Sequence[AccessReview]) -> None:
        words = [
            f"{moment_words(row.reviewed_at)} {row.reviewed_by} 점검: {row.finding}" for row in reviews[:2]
        ]
        self.past.setText("\n".join(words))
        self.past.setVisible(bool(words))

    # -- reviewing and printing

    def review(self) -> None:
        """Keep what the review of the month found."""
        month, words = self._month, self.finding.text()

        def write(ws: "Workspace") -> None:
            from app.services.privacy import access_review

            access_review.review(ws, month, words)

        self.wrong.hide()
        self._context.tasks.write(self, "월 점검", write, self._reviewed, self._refuse)

    def _reviewed(self, _none: None) -> None:
        self.finding.clear()
        self._context.notify(f"{month_words(self._month)} 접속기록의 점검 결과를 저장했습니다.")
        self.refresh()

    def _refuse(self, error: UserError) -> None:
        self.wrong.setText(error.message)
        self.wrong.show()
        self.finding.setFocus()

    def save(self, kind: str) -> None:
        """Save the whole month as a paper with its approval box."""
        name = f"개인정보접속기록_{self._month}"
        options = ReportOptions(month=self._month, approval_box=True)
        save_report.choose_and_save(self, self._context, REPORT, name, kind, options)


class Shown(NamedTuple):
    """The lines that are shown, and their cells."""

    month: AccessMonth
    cells: list[list[str]]


def _shown(lines: "Lines", text: str, action: str) -> Shown:
    """Return what passes; its words are put together on the reader's thread."""
    from app.services.privacy import access_review

    found = access_review.narrowed(lines, text, action)
    return Shown(found, [_cells(entry) for entry in found.entries])


def _cells(entry: AccessEntry) -> list[str]:
    row = entry.row
    what = ", ".join(row.items) or row.subject
    return [moment_words(row.at), row.actor, row.machine, action_words(row.action), entry.whose, what,
            purpose_words(row.purpose), row.reason, row.target]  # fmt: skip
