"""The questions of the board: a card, a persona, the dots of the hall."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.finding import FINDING_FIELDS, PERSONA_FIELDS, ROUND_FIELDS, Cluster, Finding, VoteRound
from app.domain.hangul import quoted
from app.errors import UserError
from ui import theme
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.files import choose_files
from ui.dialogs.record import RecordDialog
from ui.widgets.controls import button
from ui.widgets.text import WordLabel, label

_BY_KEY = specs_by_key(FINDING_FIELDS)
CARD_SPECS = (_BY_KEY["kind"], _BY_KEY["text"], _BY_KEY["speaker"])
PERSONA_SPECS = tuple(spec for spec in PERSONA_FIELDS if spec.shown)
ROUND_SPECS = tuple(spec for spec in ROUND_FIELDS if not spec.derived and spec.shown)
LOW = 56
MOST_CARDS = 9
"""Rows of cards shown at once where the dots of a hall are entered."""
CLUSTER_NAME = FieldSpec("name", FieldType.TEXT, "묶음 이름", required=True)


class CardDialog(RecordDialog):
    """A card: its kind, what it says, who said it; Ctrl+Enter stores it."""

    def __init__(self, owner: QWidget, values: Mapping[str, Any], action: str) -> None:
        """Show ``values`` to begin with."""
        title = "카드 고치기" if action == "저장" else "새 카드"
        hint = "말한 사람은 역할이나 가명으로 적습니다. 이름은 적지 않습니다."
        super().__init__(title, hint, CARD_SPECS, action, owner, values)
        self.form.fields["text"].editor.setFocus()

    def keyPressEvent(self, event: Any) -> None:
        """Store by Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
        else:
            super().keyPressEvent(event)


class PersonaDialog(RecordDialog):
    """A persona with fields of its own and a picture."""

    def __init__(self, owner: QWidget, values: Mapping[str, Any], action: str, shown: bytes = b"") -> None:
        """Show the persona ``values`` with the picture ``shown``; ``picture`` holds a file chosen here."""
        words = "실제 한 사람이 아니라 여러 참여자를 모아 그린 인물입니다. 이름은 지어 적습니다."
        super().__init__("퍼소나", words, PERSONA_SPECS, action, owner, values, 2)
        self.setFixedWidth(theme.DIALOG + 80)
        self.picture: Path | None = None
        self._kept = str(values.get("picture") or "")
        self.chosen = label("", 13, 400, "meta")
        kept = QPixmap()
        kept.loadFromData(shown)
        self._show(kept, "그림이 없습니다")
        for field in self.form.fields.values():
            if field.spec.type is FieldType.LONG_TEXT:
                field.editor.setFixedHeight(LOW)  # all of it must fit a screen of 768 lines
        row = QHBoxLayout()
        row.addWidget(self.chosen, 1)
        row.addWidget(button("그림 고르기", "image", run=self._choose, compact=True))
        self.content.addLayout(row)

    def _choose(self) -> None:
        choose_files(self, "퍼소나 그림 고르기", self.take)

    def take(self, files: Sequence[Path]) -> None:
        """Take the first of ``files`` as the picture."""
        self.picture = files[0]
        self._show(QPixmap(str(self.picture)), files[0].name)

    def _show(self, drawing: QPixmap, words: str) -> None:
        if drawing.isNull():
            self.chosen.setText(words)
            return
        self.chosen.setPixmap(drawing.scaledToHeight(96, Qt.TransformationMode.SmoothTransformation))
        self.chosen.setAccessibleName("퍼소나 그림")

    def answer(self) -> dict[str, Any]:
        """Return the fields, with the picture kept so far."""
        return {**super().answer(), **({"picture": self._kept} if self._kept else {})}


class RoundDialog(RecordDialog):
    """A new dot vote."""

    def __init__(self, owner: QWidget) -> None:
        """Begin with three dots per person, for ideas."""
        words = "투표를 끝낼 때까지 누가 무엇을 골랐는지도, 몇 표인지도 보이지 않습니다."
        values = {"title": "점 투표", "votes_per_person": 3, "kinds": ("idea",)}
        super().__init__("점 투표 시작", words, ROUND_SPECS, "시작", owner, values)


class HallDialog(MessageDialog):
    """The dots that a hall stuck on the wall, entered at once: heads, and a number for each card."""

    def __init__(
        self,
        owner: QWidget,
        one: VoteRound,
        cards: Sequence[Finding],
        counts: Mapping[int, int],
        take: Callable[[int, dict[int, int]], object],
    ) -> None:
        """Show ``counts`` entered before; ``take(heads, counts)`` stores them."""
        words = f"현장에서 붙인 점을 카드마다 셉니다. 한 사람이 {one.votes_per_person}개까지 붙입니다."
        super().__init__(owner, "현장 점 넣기", words, "users", "primary")
        self.setFixedWidth(theme.DIALOG + 120)
        self._take = take
        self.heads = QSpinBox()
        self.heads.setRange(0, 100_000)
        self.heads.setValue(one.hall_heads or 0)
        self.heads.setSuffix("명")
        self.heads.lineEdit().setTextMargins(8, 0, 0, 0)  # the style gives a spin box no room at its left
        self.heads.setAccessibleName("현장에서 투표한 사람")
        self.table = QTableWidget(len(cards), 2)
        self.table.setAccessibleName("카드별 현장 점")
        self.table.setHorizontalHeaderLabels(["카드", "점"])
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, 72)
        self.table.setShowGrid(False)
        self.table.verticalHeader().setDefaultSectionSize(theme.TABLE_ROW)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(theme.TABLE_HEAD)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setProperty("lined", True)
        self.table.setFixedHeight(
            theme.TABLE_HEAD + theme.TABLE_ROW * min(max(len(cards), 2), MOST_CARDS) + 4
        )
        self.table.setFont(theme.font(13))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self._ids = [card.id for card in cards]
        for row, card in enumerate(cards):
            text = QTableWidgetItem(" ".join(card.text.split()))
            text.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(row, 0, text)
            self.table.setItem(row, 1, QTableWidgetItem(str(counts.get(card.id, "") or "")))
        self.wrong = WordLabel("", 13, 400, "danger")
        self.wrong.hide()
        for part in (label("현장에서 투표한 사람", 13, 500, "text2"), self.heads, self.table, self.wrong):
            self.content.addWidget(part)
        cancel = self.add_button("취소")
        cancel.clicked.disconnect()
        cancel.clicked.connect(self.reject)
        self.add_button("저장", kind="primary")

    def accept(self) -> None:
        """Hand the numbers over; what is no number is said."""
        counts = {}
        for row, card in enumerate(self._ids):
            item = self.table.item(row, 1)
            text = item.text().strip() if item else ""
            if text and not text.isdecimal():
                self.fail(
                    UserError(
                        f"{row + 1}번째 카드의 점에 수가 아닌 {quoted(text, '이/가')} 있습니다. "
                        "수만 넣으십시오."
                    )
                )
                return
            counts[card] = int(text or 0)
        self._take(self.heads.value(), counts)

    def fail(self, error: UserError) -> None:
        """Say why it could not be stored."""
        self.wrong.setText(error.message)
        self.wrong.show()


def cluster_spec(clusters: Sequence[Cluster]) -> FieldSpec:
    """Return the field for a cluster's name, its help naming how many there are."""
    return replace(CLUSTER_NAME, help=f"지금 묶음 {len(clusters)}개" if clusters else "")
