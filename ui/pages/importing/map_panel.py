"""열 맞추기: each column of the sheet with the field it holds, chosen from a list or dragged onto another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import FieldSpec
from app.domain.tabular.choice_words import bare
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.matching import MEMO, NOTHING, Certainty, Match
from app.domain.tabular.preview import POLICY_WORDS, Choices, Policy
from ui.widgets.combo import Combo
from ui.widgets.panels import Panel
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label

NOT_TAKEN, TO_MEMO = "빼기", "메모에 제목과 함께"
_MIME = "application/x-hamkke-column"
_ICONS = {
    Certainty.SURE: ("check", "success.icon", "자동으로 맞춤"),
    Certainty.CHOSEN: ("check", "success.icon", "직접 맞춤"),
    Certainty.GUESS: ("circle-help", "warning.icon", "확인 필요"),
    Certainty.NONE: ("minus", "text3", "가져오지 않음"),
    Certainty.REFUSED: ("circle-x", "danger.icon", "주민등록번호로 보여 읽지 않음"),
}
HEADING = 84
WIDEST = 980


class ColumnRow(QFrame):
    """One column: its heading and samples, an arrow, the field and how sure that is."""

    chosen = Signal(int, str)
    swapped = Signal(int, int)

    def __init__(self, match: Match, kind: ImportKind, *, wide: bool) -> None:
        """Show ``match``; ``wide`` shows samples beside the heading."""
        super().__init__()
        self.place = match.column.place
        self.setAcceptDrops(True)
        self._begin: QPoint | None = None
        name = ElidedLabel(match.column.name, 13)
        name.setFixedWidth(HEADING + (92 if wide else 0))
        name.setCursor(Qt.CursorShape.OpenHandCursor)
        self.target = Combo()
        self.target.setProperty("dense", not wide)
        self.target.setAccessibleName(f"{match.column.name} 열의 항목")
        self._fill(kind, match)
        icon, color, words = _ICONS[match.certainty if match.target or match.certainty is Certainty.REFUSED
                                    else Certainty.NONE]  # fmt: skip
        mark = IconLabel(icon, color, 16)
        mark.setToolTip(words)
        self.target.setToolTip(f"{words}. 예: {', '.join(match.samples)}" if match.samples else words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(name)
        if wide:
            row.addWidget(ElidedLabel(" · ".join(match.samples), 13, tone="text2"), 1)
        row.addWidget(IconLabel("arrow-right", "text3", 14))
        row.addWidget(self.target, 0 if wide else 1)
        row.addWidget(mark)
        self.target.setMinimumWidth(200 if wide else 60)
        self.target.activated.connect(lambda _row: self.chosen.emit(self.place, self.target.currentData()))

    def _fill(self, kind: ImportKind, match: Match) -> None:
        self.target.addItem(NOT_TAKEN, NOTHING)
        if match.certainty is not Certainty.REFUSED:
            if kind.memo:
                self.target.addItem(TO_MEMO, MEMO)
            for spec in kind.targets:
                self.target.addItem(bare(spec.label), spec.key)
        self.target.setCurrentIndex(max(self.target.findData(match.target), 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the column."""
        self._begin = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the column onto another, which takes its field."""
        if self._begin is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        moved = (event.position().toPoint() - self._begin).manhattanLength()
        if moved < QApplication.startDragDistance():
            return
        drag, mime = QDrag(self), QMimeData()
        mime.setData(_MIME, str(self.place).encode())
        drag.setMimeData(mime)
        drag.setPixmap(self.grab())
        self._begin = None
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take another column."""
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Exchange the fields of the two columns."""
        event.acceptProposedAction()
        self.swapped.emit(int(bytes(event.mimeData().data(_MIME).data())), self.place)


class MapPanel(Panel):
    """All columns, what every row gets alike, and what becomes of records that are there already.

    ``changed(choices)`` says that something was decided otherwise.
    """

    changed = Signal(object)

    def __init__(self, *, wide: bool) -> None:
        """Make the panel empty; ``wide`` is the step of its own, else the side of the preview."""
        super().__init__("열 맞추기")
        self._wide = wide
        if wide:
            self.setMaximumWidth(WIDEST)
        self._kind: ImportKind | None = None
        self._matches: tuple[Match, ...] = ()
        self.choices = Choices({})
        self.rows: dict[int, ColumnRow] = {}
        self.fixed: dict[str, QComboBox | QLineEdit] = {}
        self._columns = QVBoxLayout()
        self._columns.setContentsMargins(16, 10, 16, 10)
        self._columns.setSpacing(6)
        inside = QWidget()
        inside.setLayout(self._columns)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.body.addWidget(scroll, 1)
        foot = self.add_foot()
        foot.addLayout(self._policies())

    def _policies(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(2)
        self.existing = label("이미 있는 기록은", 13, 600)
        box.addWidget(self.existing)
        # Wide, one line below the other would take the room of the columns.
        ways, more = (QHBoxLayout(), QHBoxLayout()) if self._wide else (QVBoxLayout(), QVBoxLayout())
        for part in (ways, more):
            part.setSpacing(16 if self._wide else 2)
            box.addLayout(part)
        self._group = QButtonGroup(self)
        self.policies: dict[Policy, QRadioButton] = {}
        for policy, words in POLICY_WORDS.items():
            self.policies[policy] = QRadioButton(words)
            self._group.addButton(self.policies[policy])
            ways.addWidget(self.policies[policy])
        self.erase = QCheckBox("빈 칸이면 있던 값을 지우기")
        self.all_rows = QCheckBox("모두 되거나, 하나도 안 되거나")
        self.all_rows.setToolTip("오류나 검토할 행이 하나라도 있으면 아무것도 가져오지 않습니다.")
        self.without_hidden = QCheckBox("엑셀에서 숨긴 행은 빼기")
        self.without_hidden.hide()
        for check in (self.erase, self.all_rows, self.without_hidden):
            more.addWidget(check)
            check.clicked.connect(lambda _on: self._decided())
        if self._wide:
            ways.addStretch(1)
            more.addStretch(1)
        self._group.buttonClicked.connect(lambda _button: self._decided())
        return box

    def _decided(self) -> None:
        policy = next(one for one, made in self.policies.items() if made.isChecked())
        self._say(replace(self.choices, policy=policy, erase=self.erase.isChecked(),
                          good_only=not self.all_rows.isChecked(),
                          without_hidden=self.without_hidden.isChecked()))  # fmt: skip

    def _say(self, choices: Choices) -> None:
        self.choices = choices
        self.changed.emit(choices)

    # -- showing

    def show_matched(
        self, kind: ImportKind, matches: Sequence[Match], choices: Choices, missing: Sequence[FieldSpec],
        options: Mapping[str, Sequence[str]], remembered: bool, hidden: int = 0,
    ) -> None:  # fmt: skip
        """Show the columns as ``choices`` match them; ``missing`` fields get one value for every row.

        ``hidden`` rows, which Excel does not show, can be left out.
        """
        self._kind, self._matches, self.choices = kind, tuple(matches), choices
        while (item := self._columns.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self.fixed = {}, {}
        for match in matches:
            self._add(self._as_chosen(match))
        self._add_fixed(
            kind, [spec for spec in kind.required if spec in missing or spec.key in choices.fixed], options
        )
        self._add_counts(remembered)
        self._columns.addStretch(1)
        self.existing.setText(f"이미 있는 {kind.label}의 기록은")
        for policy, made in self.policies.items():
            made.setChecked(policy is choices.policy)
        self.erase.setChecked(choices.erase)
        self.all_rows.setChecked(not choices.good_only)
        self.without_hidden.setText(f"엑셀에서 숨긴 {hidden:,}행은 빼기")
        self.without_hidden.setVisible(bool(hidden))
        self.without_hidden.setChecked(choices.without_hidden)

    def _as_chosen(self, match: Match) -> Match:
        target = self.choices.mapping.get(match.column.place, NOTHING)
        return match if target == match.target else replace(match, target=target, certainty=Certainty.CHOSEN)

    def _add(self, match: Match) -> None:
        assert self._kind is not None  # noqa: S101 - shown only with a kind
        row = ColumnRow(match, self._kind, wide=self._wide)
        row.chosen.connect(self._choose)
        row.swapped.connect(self._swap)
        self.rows[match.column.place] = row
        self._columns.addWidget(row)

    def _add_fixed(
        self, kind: ImportKind, specs: Sequence[FieldSpec], options: Mapping[str, Sequence[str]]
    ) -> None:
        if not specs:
            return
        self._columns.addWidget(WordLabel("열이 없는 필수 항목: 모든 행에 같은 값", 13, 600, "warning"))
        for spec in specs:
            self._columns.addWidget(self._fixed_row(spec, options.get(spec.key, ())))

    def _fixed_row(self, spec: FieldSpec, options: Sequence[str]) -> QWidget:
        made, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        made.setLayout(row)
        row.addWidget(label(bare(spec.label), 13))
        words = [bare(member.label) for member in spec.choices or ()] or list(options)
        given = self.choices.fixed.get(spec.key, "")
        editor: QComboBox | QLineEdit
        if words:
            editor = Combo()
            editor.addItem("고르십시오", "")
            for word in words:
                editor.addItem(word, word)
            editor.setCurrentIndex(max(editor.findData(given), 0))
            editor.activated.connect(lambda _row, key=spec.key, box=editor: self._fix(key, box.currentData()))
        else:
            editor = QLineEdit(given)
            editor.editingFinished.connect(lambda key=spec.key, box=editor: self._fix(key, box.text()))
        editor.setProperty("dense", not self._wide)
        editor.setAccessibleName(f"모든 행의 {spec.label}")
        row.addWidget(editor, 1)
        self.fixed[spec.key] = editor
        return made

    def _add_counts(self, remembered: bool) -> None:
        shown = [self._as_chosen(match) for match in self._matches]
        sure = sum(1 for one in shown if one.target and one.certainty in (Certainty.SURE, Certainty.CHOSEN))
        guessed = sum(1 for one in shown if one.target and one.certainty is Certainty.GUESS)
        self.set_meta(f"{sum(1 for one in shown if one.target)} / {len(shown)}")
        said = f"맞음 {sure}" + (f" · 확인 필요 {guessed}" if guessed else "")
        self._columns.addWidget(label(said, 13, tone="text2"))
        words = (
            "지난번에 맞춘 대로 맞추었습니다." if remembered
            else "가져오면 이 맞춤을 기억해 같은 서식의 파일에 다시 씁니다."
        )  # fmt: skip
        self._columns.addWidget(WordLabel(words, 13, tone="information"))

    # -- deciding

    def _choose(self, place: int, key: str) -> None:
        mapping = {at: NOTHING if key not in (NOTHING, MEMO) and one == key else one
                   for at, one in self.choices.mapping.items()}  # fmt: skip
        ignored = set(self.choices.ignored)
        refused = next(one for one in self._matches if one.column.place == place).certainty
        if refused is Certainty.REFUSED:
            ignored.add(place)
        fixed = {one: text for one, text in self.choices.fixed.items() if one != key}
        self._say(
            replace(self.choices, mapping={**mapping, place: key}, fixed=fixed, ignored=frozenset(ignored))
        )

    def _swap(self, one: int, other: int) -> None:
        mapping = dict(self.choices.mapping)
        mapping[one], mapping[other] = mapping.get(other, NOTHING), mapping.get(one, NOTHING)
        if one != other:
            self._say(replace(self.choices, mapping=mapping))

    def _fix(self, key: str, text: str) -> None:
        if self.choices.fixed.get(key, "") != text:
            self._say(replace(self.choices, fixed={**self.choices.fixed, key: text}))
