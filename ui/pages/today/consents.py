"""동의·접속기록: whose consents end within 30 days, the month to review; each with what deals with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.desk_role import Duty, may
from app.domain.privacy.consent import ConsentPurpose
from app.services.privacy import access_review, consents
from app.services.privacy.consents import Ending, EndingSoon
from ui import theme
from ui.context import Context
from ui.formats import list_date
from ui.pages.today.rows import Tile
from ui.widgets.badges import DDay
from ui.widgets.controls import button
from ui.widgets.open_row import RowFrame
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TABLES = ("consent", "person", "access_log", "access_review")
Item = Ending | int | str
"""Whose consent ends, how many are over, or the month of the log that waits for its review."""


class ConsentPanel(Panel):
    """Reads for itself; hidden while nothing ends and nothing has to be destroyed."""

    def __init__(self, context: Context) -> None:
        """Make an empty panel."""
        self._context = context
        more = button(
            "모두 보기", "chevron-right", "link", self._opens("ending"), compact=True, trailing=True
        )
        super().__init__("동의·접속기록", actions=(more,))
        self.rows = Rows(self._row)
        self.body.addWidget(self.rows)
        self.hide()

    def refresh(self) -> None:
        """Read again what ends."""
        self._context.tasks.read(self, _read, lambda found: self.show_ending(*found), key="consents")

    def show_ending(self, found: EndingSoon, month: str = "") -> None:
        """Show who is first, how many are over already, and the ``month`` whose log waits for its review."""
        items: list[Item] = list(found.first)
        if month:
            items.append(month)
        if found.over:
            items.append(found.over)
        self.rows.set_items(items)
        self.set_meta(f"30일 안 {found.people:,}명" if found.people else "")
        self.setVisible(bool(items))

    def _opens(self, heading: str, person: int | None = None) -> Callable[[], object]:
        return lambda: self._context.navigate("people", heading=heading, person_id=person)

    def _row(self, item: Item) -> QWidget:
        if isinstance(item, str):
            return self._review_row(item)
        return self._over_row(item) if isinstance(item, int) else self._ending_row(item)

    def _review_row(self, month: str) -> QWidget:
        def opens() -> object:
            return self._context.navigate("people", log=month)

        words = f"{int(month[-2:])}월 접속기록 점검"
        row = RowFrame("access-review", f"{words}, 하지 않음", theme.TWO_LINE_ROW, opens)
        row.box.addWidget(Tile("history", late=False))
        row.add_words(words, "", ElidedLabel("지난달 접속기록을 아직 점검하지 않았습니다.", 13, tone="text2"))
        row.box.addWidget(_action("점검하기", f"{words}하기", "do-access-review", opens))
        return row

    def _ending_row(self, item: Ending) -> QWidget:
        opens = self._opens("ending", item.person_id)
        more = f" 외 {len(item.purposes) - 1}건" if len(item.purposes) > 1 else ""
        what = f"{ConsentPurpose(item.purposes[0]).label}{more} · {list_date(item.ends_on)}까지"
        row = RowFrame(f"consent-{item.person_id}", f"{item.name}, {what}", theme.TWO_LINE_ROW, opens)
        row.box.addWidget(Tile("clock", late=False))
        row.add_words(item.name, "", ElidedLabel(what, 13, tone="text2"))
        row.box.addWidget(DDay(item.ends_on, item.today))
        row.box.addWidget(
            _action("갱신하기", f"{item.name} 동의 갱신하기", f"do-consent-{item.person_id}", opens)
        )
        return row

    def _over_row(self, count: int) -> QWidget:
        opens = self._opens("over")
        words = f"보유 기간이 지났거나 철회한 사람 {count:,}명"
        row = RowFrame("consents-over", f"{words}, 파기 대상", theme.TWO_LINE_ROW, opens)
        row.box.addWidget(Tile("circle-alert", late=True))
        row.add_words(words, "", ElidedLabel("개인정보를 지체 없이 파기해야 합니다.", 13, tone="text2"))
        row.box.addWidget(_action("파기 대상 보기", "파기 대상 보기", "do-consents-over", opens))
        return row


def _read(ws: "Workspace") -> tuple[EndingSoon, str]:
    may_review = may(ws.settings.desk_role, Duty.REVIEW_ACCESS)
    return consents.ending_soon(ws), access_review.due(ws) if may_review else ""


def _action(words: str, said: str, name: str, run: Callable[[], object]) -> QWidget:
    made = button(words, run=run, compact=True)
    made.setAccessibleName(said)
    made.setObjectName(name)
    return made
