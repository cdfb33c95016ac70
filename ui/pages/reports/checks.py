"""내보내기 전 점검: what to look at before a report leaves the desk, with the way to the place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.report import IN_PREVIEW, ReportCheck
from ui.context import Context
from ui.widgets.controls import button
from ui.widgets.text import IconLabel, WordLabel, label


class ChecksPanel(QFrame):
    """The checks one below the other: what is fine in green, what is not in amber with its button.

    ``blockWanted`` asks for the place of a block in the report that is seen.
    """

    blockWanted = Signal(int)

    def __init__(self, context: Context) -> None:
        """Make an empty panel."""
        super().__init__()
        self._context = context
        self.setProperty("role", "plain")
        self.setAccessibleName("내보내기 전 점검")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.checks: tuple[ReportCheck, ...] = ()
        self.compact = False

    def set_compact(self, compact: bool) -> None:
        """On a small screen show only what is to be looked at."""
        if compact != self.compact:
            self.compact = compact
            shown, self.checks = self.checks, ()
            self.show_checks(shown)

    def show_checks(self, checks: Sequence[ReportCheck]) -> None:
        """Show the checks of the report that is seen."""
        if tuple(checks) == self.checks:
            return
        self.checks = tuple(checks)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(checks))
        wrong = [check for check in checks if not check.fine]
        fine = [check for check in checks if check.fine]
        if checks and not self.compact:
            self._rows.addWidget(label("내보내기 전 점검", 14, 600))
        if fine and (not self.compact or not wrong):
            shown = (
                fine
                if not self.compact
                else [ReportCheck(True, f"내보내기 전 점검 {len(fine)}가지 이상 없음")]
            )
            for check in shown:
                self._rows.addWidget(self._row(check))
        for check in wrong:
            self._rows.addWidget(self._row(check))

    def _row(self, check: ReportCheck) -> QWidget:
        row = QFrame()
        row.setProperty("role", "plain" if check.fine else "note")
        row.setProperty("tone", "" if check.fine else "warning")
        box = QHBoxLayout(row)
        box.setContentsMargins(*((0, 0, 0, 0) if check.fine else (10, 8, 10, 8)))
        box.setSpacing(8)
        box.addWidget(
            IconLabel(*(("circle-check", "success") if check.fine else ("triangle-alert", "warning")))
        )
        words = WordLabel(check.text, 13, tone="text2" if check.fine else "warning")
        words.setAccessibleName(f"{'이상 없음' if check.fine else '살펴볼 것'}: {check.text}")
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(words)
        if check.place:
            go = button(check.go or "열기", kind="link", run=lambda: self._go(check), compact=True)
            line = QHBoxLayout()
            line.addWidget(go)
            line.addStretch(1)
            said.addLayout(line)
        box.addLayout(said, 1)
        return row

    def _go(self, check: ReportCheck) -> None:
        if check.place == IN_PREVIEW:
            self.blockWanted.emit(check.args["block"])
            return
        args = {key: value for key, value in check.args.items() if value is not None}
        self._context.navigate(check.place, **args)
