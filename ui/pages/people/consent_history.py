"""동의 이력: every consent a person ever gave, and every step that changed one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.history import FieldChange, HistoryEntry
from app.domain.koreandate import format_date
from app.domain.privacy.consent import CONSENT_FIELDS, Consent, ConsentDecision, ConsentPurpose
from app.domain.privacy.masks import mask_name
from app.services.privacy import consents
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.formats import moment
from ui.widgets.controls import button
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import label

_GIVEN = (
    ("목적", 90),
    ("동의 여부", 100),
    ("동의한 날", 100),
    ("보유 기한", 100),
    ("철회한 날", 100),
    ("과제", 180),
)
_PERSONAL = {spec.label for spec in CONSENT_FIELDS if spec.personal}
_DONE = (("때", 150), ("한 사람", 90), ("한 일", 200), ("바뀐 것", 240))


class HistoryDialog(Dialog):
    """Two tables: what was given, and what was done."""

    def __init__(self, owner: QWidget, context: Context, person: int, name: str) -> None:
        """Show the history of ``person``, called ``name``."""
        super().__init__(owner.window(), "동의 이력", f"동의 이력 · {name}")
        self.resize(760, 560)
        self.given = PlainTable("받은 동의", _GIVEN)
        self.steps = PlainTable("한 일", _DONE)
        close = button("닫기", kind="primary", run=self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(f"동의 이력 · {name}", 16, 600))
        box.addWidget(label("받은 동의", 13, 600, "text2"))
        box.addWidget(self.given, 1)
        box.addWidget(label("한 일", 13, 600, "text2"))
        box.addWidget(self.steps, 1)
        box.addLayout(foot)
        context.tasks.read(
            self, lambda ws: (consents.of_person(ws, person).rows, consents.history(ws, person)), self._show
        )
        self.open()

    def _show(self, found: tuple[Sequence[Consent], Sequence[HistoryEntry]]) -> None:
        rows, entries = found
        self.given.set_rows([_given(row) for row in rows])
        self.steps.set_rows([_done(entry) for entry in entries])


def _given(row: Consent) -> list[str]:
    days = (format_date(day) if day else "" for day in (row.given_on, row.ends_on, row.withdrawn_on))
    purpose, decision = ConsentPurpose(row.purpose).label, ConsentDecision(row.decision).label
    return [purpose, decision, *days, row.project or ""]


def _done(entry: HistoryEntry) -> list[str]:
    changed = ", ".join(f"{change.label} {_after(change)}" for change in entry.changes)
    return [moment(entry.at), entry.actor, entry.label, changed]


def _after(change: FieldChange) -> str:
    text = change.after or "없음"
    return mask_name(text) if change.label in _PERSONAL and change.after else text
