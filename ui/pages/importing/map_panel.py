"""열 맞추기: each column of the sheet with the field it holds, chosen from a list or dragged onto another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import FieldSpec
from app.domain.tabular import deciding
from app.domain.tabular.choice_words import bare
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.matching import MEMO, NOTHING, Certainty, Match
from app.domain.tabular.preview import POLICY_WORDS, Choices, Policy
from ui.pages.importing.column_list import ColumnList
from ui.pages.importing.column_row import ColumnRow
from ui.widgets.combo import Combo
from ui.widgets.controls import button
from ui.widgets.panels import Panel
from ui.widgets.text import WordLabel, label

WIDEST = 980
_REMEMBERED = "지난번에 맞춘 대로 맞추었습니다."
_TO_REMEMBER = "가져오면 이 맞춤을 기억해 같은 서식의 파일에 다시 씁니다."


class MapPanel(Panel):
    """All columns, what every row gets alike, and what becomes of records that are there already.

    ``changed(choices)`` says that something was decided otherwise.
    """

    changed = Signal(object)

    def __init__(self, *, wide: bool) -> None:
        """Make the panel empty; ``wide`` is the step of its own, else the side of the preview."""
        memory, keep_rest = label("", 13, tone="information"), button("", "file-text", "ghost", compact=True)
        super().__init__("열 맞추기", "", (memory, keep_rest))
        memory.setVisible(wide)
        keep_rest.hide()
        self._wide, self.memory, self.keep_rest = wide, memory, keep_rest
        keep_rest.clicked.connect(self._keep_rest)
        if wide:
            self.setMaximumWidth(WIDEST)
        self._kind: ImportKind | None = None
        self._matches: tuple[Match, ...] = ()
        self._fixed_specs: Sequence[FieldSpec] = ()
        self._fixed_lines: list[QWidget] = []
        self.choices = Choices({})
        self.rows: dict[int, ColumnRow] = {}
        self.fixed: dict[str, QComboBox | QLineEdit] = {}
        self.lines = ColumnList()
        self.body.addWidget(self.lines, 1)
        foot = self.add_foot()
        foot.addLayout(self._policies())

    def _policies(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(2)
        self.existing = label("이미 있는 기록은", 13, 600)
        # Wide, one line below the other would take the room of the columns.
        ways, more = (QHBoxLayout(), QHBoxLayout()) if self._wide else (QVBoxLayout(), QVBoxLayout())
        for part in (ways, more):
            part.setSpacing(16 if self._wide else 2)
            box.addLayout(part)
        ways.addWidget(self.existing)
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
        if (kind, [one.column for one in matches]) != (self._kind, [one.column for one in self._matches]):
            self._make_rows(kind, matches)
        self._kind, self._matches, self.choices = kind, tuple(matches), choices
        shown = [self._as_chosen(match) for match in matches]
        taken = {one.target: one.column.name for one in shown if one.target not in (NOTHING, MEMO)}
        for one in shown:
            self.rows[one.column.place].show_match(one, taken)
        self._show_fixed(
            [one for one in kind.required if one in missing or one.key in choices.fixed], options
        )
        self._show_head(shown, remembered)
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

    def _make_rows(self, kind: ImportKind, matches: Sequence[Match]) -> None:
        """Make the lines anew, only for another table: whoever is in one of them stays there."""
        for line in (*self.rows.values(), *self._fixed_lines):
            self.lines.remove(line)
        self.rows, self.fixed, self._fixed_specs, self._fixed_lines = {}, {}, (), []
        for match in matches:
            row = self.rows[match.column.place] = ColumnRow(match, kind, wide=self._wide)
            row.chosen.connect(self._choose)
            row.swapped.connect(self._swap)
            self.lines.add(row)

    def _show_fixed(self, specs: Sequence[FieldSpec], options: Mapping[str, Sequence[str]]) -> None:
        """Ask for one value for every row of the fields that no column holds."""
        if specs == self._fixed_specs:
            return
        for line in self._fixed_lines:
            self.lines.remove(line)
        self._fixed_specs, self.fixed, self._fixed_lines = specs, {}, []
        if specs:
            self._fixed_lines.append(WordLabel("열이 없는 필수 항목: 모든 행에 같은 값", 13, 600, "warning"))
        self._fixed_lines += [self._fixed_row(spec, options.get(spec.key, ())) for spec in specs]
        for line in self._fixed_lines:
            self.lines.add(line)

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
        editor.setProperty("dense", True)
        editor.setAccessibleName(f"모든 행의 {spec.label}")
        row.addWidget(editor, 1)
        self.fixed[spec.key] = editor
        return made

    def _show_head(self, shown: Sequence[Match], remembered: bool) -> None:
        """Say beside the title how many columns are matched, and what becomes of the match and the rest."""
        guessed = sum(1 for one in shown if one.target and one.certainty is Certainty.GUESS)
        matched = f"{sum(1 for one in shown if one.target)} / {len(shown)}"
        self.set_meta(f"{matched} · 확인 필요 {guessed}" if guessed else matched)
        words = _REMEMBERED if remembered else _TO_REMEMBER
        self.memory.setText(words)
        self.meta.setToolTip(words)
        rest = len(self._rest())
        self.keep_rest.setText(f"빼는 {rest}열도 메모에 담기")
        self.keep_rest.setVisible(self._wide and bool(rest))

    def _rest(self) -> list[int]:
        return [] if self._kind is None else deciding.unmatched(self._kind, self._matches, self.choices)

    def take_focus(self) -> None:
        """Begin at the first column that somebody should look at, else at the first."""
        shown = [self._as_chosen(match) for match in self._matches]
        doubtful = [one for one in shown if one.target and one.certainty is Certainty.GUESS]
        for one in (*doubtful, *shown)[:1]:
            self.rows[one.column.place].target.setFocus()

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

    def _keep_rest(self) -> None:
        self._say(deciding.to_memo(self.choices, self._rest()))

    def _swap(self, one: int, other: int) -> None:
        mapping = dict(self.choices.mapping)
        mapping[one], mapping[other] = mapping.get(other, NOTHING), mapping.get(one, NOTHING)
        if one != other:
            self._say(replace(self.choices, mapping=mapping))

    def _fix(self, key: str, text: str) -> None:
        if self.choices.fixed.get(key, "") != text:
            self._say(replace(self.choices, fixed={**self.choices.fixed, key: text}))
