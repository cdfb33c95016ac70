"""회신 기한: within how many days each channel of proposals is answered, as the office settles it."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.channel import CHANNEL_RULE_FIELDS, ChannelRule, CountsFrom
from app.domain.desk_role import Duty
from app.domain.hangul import josa
from app.domain.proposal import Channel
from app.services import channel_rules
from ui import theme
from ui.autosave import Autosave
from ui.context import Context
from ui.pages.base import Crumb, Page
from ui.roles import Roles
from ui.widgets.badges import Badge, badge_kind
from ui.widgets.controls import button
from ui.widgets.form import RecordForm
from ui.widgets.panels import Panel
from ui.widgets.text import WordLabel

# the page says once for all what each field is for
SPECS = tuple(replace(spec, help="") for spec in CHANNEL_RULE_FIELDS if spec.key != "channel")
WIDTHS = (2, 2, 2, 2, 5)
CHANNELS = tuple(Channel)
WORDS = (
    "제안을 받은 통로마다 며칠 안에 회신하는지 기관의 조례·지침에 맞추어 고칩니다. 고친 값은 이 자료 파일에 "
    "저장되고, 검토 중인 제안의 기한도 규칙을 따라 바뀝니다. 직접 정한 기한은 그대로 둡니다.\n"
    "회신까지의 날수를 비우면 기한을 세지 않습니다. 필요한 공감·서명을 적으면 그 수가 모여야 기한이 생기고, "
    "근거는 제안 옆에 함께 보입니다."
)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as its form shows it; ``id`` is its place among the channels."""

    id: int
    answer_days: int | None
    counts_from: str
    supporters: int | None
    period_days: int | None
    basis: str
    own: bool


def origin(rule: ChannelRule) -> str:
    """Return in a sentence what the program begins with, and where that comes from."""
    if rule.answer_days is None:
        return "기본값: 기한 없음. 기관이 정함."
    first = CountsFrom(rule.counts_from).label
    needed = f" 공감·서명 {rule.supporters:,}명이 모이면" if rule.supporters else ""
    words = f"기본값:{needed} {first}부터 {rule.answer_days}일."
    if rule.source:
        return f"{words} {josa(rule.source, '을/를')} 따른 값입니다. 시행 중인 조문을 확인하십시오."
    return f"{words} 정해진 근거가 없는 예시입니다: 기관이 정함."


class RulePanel(Panel):
    """The rule of one channel: saved as one types, with the way back to what the program begins with."""

    def __init__(self, context: Context, place: int) -> None:
        """Make the panel of the channel at ``place``."""
        self.channel = CHANNELS[place]
        self.badge = Badge()
        self.back = button("기본값으로", "rotate-ccw", "ghost", self.restore, compact=True)
        self.back.setAccessibleName(f"{self.channel.label} 기본값으로")
        super().__init__(self.channel.label, "", (self.badge, self.back), padding=16)
        self._context = context
        self.form = RecordForm(SPECS, columns=len(WIDTHS))
        self.form.guard(partial(Roles(context).may, Duty.EDIT_PROJECTS))
        grid = self.form.layout()
        for column, width in enumerate(WIDTHS):
            if isinstance(grid, QGridLayout):
                grid.setColumnStretch(column, width)
        self.saving = Autosave(self.form, context.tasks, "회신 기한 규칙", self._save)
        self.body.setSpacing(8)
        self.body.addWidget(self.form)
        self.body.addWidget(WordLabel(origin(channel_rules.shipped(self.channel.value)), 13, tone="meta"))

    def _save(self, ws: Any, _place: int, values: dict[str, Any]) -> None:
        channel_rules.change(ws, self.channel.value, values)

    def show_row(self, row: RuleRow, fresh: bool) -> None:
        """Show the rule in force."""
        words, look = ("우리 기관 값", "information") if row.own else ("기본값", "")
        self.badge.set_badge(words, badge_kind(look))
        self.back.setVisible(row.own)
        if fresh:
            self.form.set_record(row)

    def restore(self) -> None:
        """Go back to what the program begins with; undo brings the office's values again."""
        channel = self.channel
        self.form.flush()

        def done(moved: int) -> None:
            days = f" 검토 중인 제안 {moved}건의 기한도 바뀌었습니다." if moved else ""
            words = f"{channel.label}의 회신 기한을 기본값으로 되돌렸습니다.{days}"
            self._context.tell_done(self, words)

        self._context.tasks.write(
            self, "기본값으로", lambda ws: channel_rules.restore(ws, channel.value), done, self.form.fail
        )


class ChannelsPage(Page):
    """The rules of all channels, one below the other."""

    key: ClassVar[str] = "channels"
    title = "회신 기한"
    icon: ClassVar[str] = "calendar-clock"
    tables: ClassVar[tuple[str, ...]] = ("channel_rule",)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.panels = [RulePanel(context, place) for place in range(len(CHANNELS))]
        inner = QWidget()
        inner.setProperty("role", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, theme.PADDING, 20, theme.PADDING)
        column.setSpacing(theme.GAP)
        head = QHBoxLayout()
        head.addWidget(WordLabel(WORDS, 14, tone="text2"), 1)
        away = button("제안으로", "chevron-left", run=lambda: context.navigate("proposals"), compact=True)
        head.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for panel in self.panels:
            panel.saving.settled.connect(self.refresh)
            column.addWidget(panel)
        column.addStretch(1)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what stands in it takes the focus
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def take_focus(self) -> None:
        """Begin in the first rule."""
        self.panels[0].form.fields["answer_days"].editor.setFocus()

    def flush(self) -> None:
        """Hand over what is being typed."""
        for panel in self.panels:
            panel.form.flush()

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Return 설정, which this page belongs to."""
        return (Crumb("설정", "settings"),)

    def refresh(self) -> None:
        """Read the rules in force."""
        stamps = [panel.saving.stamp() for panel in self.panels]

        def read(ws: Any) -> list[RuleRow]:
            own, rules = channel_rules.own(ws), channel_rules.rules(ws)
            return [_row(place, rules[one.value], one.value in own) for place, one in enumerate(CHANNELS)]

        self.context.tasks.read(self, read, lambda rows: self._show(rows, stamps), key="rules")

    def _show(self, rows: list[RuleRow], stamps: list[int | None]) -> None:
        for panel, row, stamp in zip(self.panels, rows, stamps, strict=True):
            panel.show_row(row, panel.saving.fresh(stamp))


def _row(place: int, rule: ChannelRule, own: bool) -> RuleRow:
    values = (rule.answer_days, rule.counts_from, rule.supporters, rule.period_days, rule.basis)
    return RuleRow(place, *values, own)
