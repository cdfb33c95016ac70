"""곧 끝나는 동의: whose consents end within 30 days, each with the button that deals with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.consent import ConsentPurpose
from app.services import consents
from app.services.consents import Ending, EndingSoon
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

TABLES = ("consent", "person")
Item = Ending | int


class ConsentPanel(Panel):
    """Reads for itself; hidden while nothing ends and nothing has to be destroyed."""

    def __init__(self, context: Context) -> None:
        """Make an empty panel."""
        self._context = context
        more = button(
            "모두 보기", "chevron-right", "link", self._opens("ending"), compact=True, trailing=True
        )
        super().__init__("곧 끝나는 동의", actions=(more,))
        self.rows = Rows(self._row)
        self.body.addWidget(self.rows)
        self.hide()

    def refresh(self) -> None:
        """Read again what ends."""
        self._context.tasks.read(self, consents.ending_soon, self.show_ending, key="consents")

    def show_ending(self, found: EndingSoon) -> None:
        """Show who is first, and how many are over already."""
        items: list[Item] = list(found.first)
        if found.over:
            items.append(found.over)
        self.rows.set_items(items)
        self.set_meta(f"30일 안 {found.people:,}명" if found.people else "")
        self.setVisible(bool(items))

    def _opens(self, heading: str, person: int | None = None) -> Callable[[], object]:
        return lambda: self._context.navigate("people", heading=heading, person_id=person)

    def _row(self, item: Item) -> QWidget:
        return self._over_row(item) if isinstance(item, int) else self._ending_row(item)

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


def _action(words: str, said: str, name: str, run: Callable[[], object]) -> QWidget:
    made = button(words, run=run, compact=True)
    made.setAccessibleName(said)
    made.setObjectName(name)
    return made
