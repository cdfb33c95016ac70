"""기관 서식 관리: the forms of the office, what stands in their places, and filling one for a project."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.filenames import fitting
from app.domain.form import Fact, OfficeForm
from app.errors import UserError
from app.services.reports import office_forms
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.files import choose_files, choose_save, open_file
from ui.widgets.banner import Banner
from ui.widgets.combo import Combo
from ui.widgets.controls import EmptyState, button
from ui.widgets.text import WordLabel, label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDTH, TALL, MARGIN, SIDE = 900, 680, 60, 260
RULE = "한글에서 누름틀을 넣거나 {{과제명}}, {{활동.날짜}}처럼 적은 HWPX를 등록하면 그 자리를 채웁니다."
_LEFT = "(그대로 두기)"


class OfficeFormsDialog(Dialog):
    """Forms at the left, places of the chosen one at the right; it is filled for ``project_id``."""

    def __init__(self, owner: QWidget, context: Context, project_id: int | None = None) -> None:
        """Show the stored forms."""
        super().__init__(owner.window(), "기관 서식 관리")
        self._context, self._project = context, project_id
        self._facts: list[Fact] = []
        self.forms: list[OfficeForm] = []
        self.editors: dict[str, QComboBox] = {}
        self.setAcceptDrops(True)
        self.list = QListWidget()
        self.list.setAccessibleName("등록한 서식")
        self.list.setFixedWidth(SIDE)
        self.list.currentRowChanged.connect(self._show)
        self.places = QScrollArea()
        self.places.setWidgetResizable(True)
        self.places.setFrameShape(QScrollArea.Shape.NoFrame)
        self.wrong = WordLabel("", 13, 500, "danger")
        self.wrong.hide()
        self.go = button("채워서 저장…", "file-check", "primary", self.choose_target)
        self.remove = button("서식 지우기", "trash-2", run=self.remove_form)
        self._lay_out()
        self.resize(WIDTH, min(TALL, max(owner.window().height() - MARGIN, 420)))
        context.tasks.read(self, lambda _ws: office_forms.facts(), self._take_facts)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 18, 20, 12)
        head.addWidget(label("기관 서식 관리", 16, 600))
        head.addStretch(1)
        head.addWidget(button("서식 등록…", "plus", run=self.choose_form))
        box.addLayout(head)
        box.addWidget(line())
        rule = QVBoxLayout()
        rule.setContentsMargins(20, 12, 20, 12)
        rule.addWidget(Banner(RULE, "info"))
        box.addLayout(rule)
        middle = QHBoxLayout()
        middle.setContentsMargins(20, 0, 20, 12)
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addWidget(self.places, 1)
        box.addLayout(middle, 1)
        box.addWidget(line())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.setSpacing(8)
        foot.addWidget(self.remove)
        foot.addWidget(self.wrong, 1)
        foot.addStretch(0)
        foot.addWidget(button("닫기", run=self.reject))
        foot.addWidget(self.go)
        box.addLayout(foot)

    # -- what is shown

    def _take_facts(self, facts: list[Fact]) -> None:
        self._facts = facts
        self.reload()

    def reload(self, chosen: int | None = None) -> None:
        """Read the forms anew and show ``chosen``, or the first."""
        self._context.tasks.read(self, office_forms.every, partial(self._take, chosen), key="forms")

    def _take(self, chosen: int | None, forms: list[OfficeForm]) -> None:
        self.forms = forms
        self.list.clear()
        for form in forms:
            waiting = f" · 정할 자리 {form.open_places}곳" if form.open_places else ""
            self.list.addItem(QListWidgetItem(f"{form.title}{waiting}"))
        row = next((n for n, form in enumerate(forms) if form.id == chosen), 0)
        self.list.setCurrentRow(row if forms else -1)
        if not forms:
            self._show(-1)

    def _show(self, row: int) -> None:
        self.editors = {}
        form = self.forms[row] if 0 <= row < len(self.forms) else None
        self.go.setEnabled(form is not None and self._project is not None)
        self.go.setToolTip("" if self._project is not None else "보고서에서 과제를 고르면 채울 수 있습니다.")
        self.remove.setEnabled(form is not None)
        if form is None:
            words = "등록한 서식이 없습니다. HWPX 파일을 끌어다 놓거나 등록하십시오."
            self.places.setWidget(EmptyState(words, "서식 등록…", self.choose_form, "file-text"))
            return
        self.places.setWidget(self._grid(form))

    def _grid(self, form: OfficeForm) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(label("서식의 자리", 13, 600, "text2"), 0, 0)
        grid.addWidget(label("넣을 내용", 13, 600, "text2"), 0, 1)
        for number, (place, key) in enumerate(form.places.items(), 1):
            name = label(place, 13)
            name.setTextFormat(Qt.TextFormat.PlainText)
            editor = self._editor(place, key)
            name.setBuddy(editor)
            grid.addWidget(name, number, 0)
            grid.addWidget(editor, number, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(form.places) + 1, 1)
        return inner

    def _editor(self, place: str, key: str) -> QComboBox:
        editor = Combo()
        editor.setAccessibleName(place)
        editor.addItem(_LEFT, "")
        for fact in self._facts:
            if fact.listed == ("." in place):
                editor.addItem(fact.label, fact.key)
        editor.setCurrentIndex(max(editor.findData(key), 0))
        editor.activated.connect(partial(self._choose, place, editor))
        self.editors[place] = editor
        return editor

    # -- what is done

    @property
    def form(self) -> OfficeForm | None:
        """Return the chosen form."""
        row = self.list.currentRow()
        return self.forms[row] if 0 <= row < len(self.forms) else None

    def _choose(self, place: str, editor: QComboBox, _index: int) -> None:
        form = self.form
        if form is not None:
            places = {place: str(editor.currentData())}
            self._write(
                "기관 서식 자리 정하기", partial(office_forms.choose, form=form, places=places), form.id
            )

    def choose_form(self) -> None:
        """Ask for the HWPX to bring in."""
        choose_files(self, "기관 서식 고르기 (HWPX)", self.bring_in)

    def bring_in(self, files: list[Path]) -> None:
        """Bring the files in, each as a form."""
        for file in files:
            self._context.tasks.write(
                self,
                "기관 서식 등록",
                partial(office_forms.add, path=file),
                lambda form: self.reload(form.id),
                self._refuse,
            )

    def remove_form(self) -> None:
        """Take the chosen form away; the notice offers to bring it back."""
        form = self.form
        if form is not None:
            self._write("기관 서식 삭제", partial(office_forms.remove, form=form), None)
            self._context.tell_done(self, f"기관 서식 ‘{form.title}’ 삭제")

    def _write(self, name: str, act: Callable[["Workspace"], object], chosen: int | None) -> None:
        self.wrong.hide()
        self._context.tasks.write(self, name, act, lambda _done: self.reload(chosen), self._refuse)

    def choose_target(self) -> None:
        """Ask where the filled form goes."""
        form = self.form
        if form is not None and self._project is not None:
            day = self._context.workspace.today
            name = f"{fitting(f'{form.title}_{day:%Y%m%d}', '서식')}.hwpx"
            choose_save(self, "채운 서식 저장", Path(name), partial(self.fill, form))

    def fill(self, form: OfficeForm, path: Path) -> None:
        """Write the form filled for the project."""
        self.wrong.hide()
        if self._project is None:
            return
        act = partial(office_forms.fill, form=form, project_id=self._project, path=path)
        self._context.tasks.write(self, "서식 채우기", act, partial(self._tell, path), self._refuse)

    def _tell(self, path: Path, warnings: list[str]) -> None:
        words = " ".join([f"‘{path.name}’ 저장", *warnings])
        self._context.notify(words, "열기", partial(open_file, path))

    def _refuse(self, error: UserError) -> None:
        self.wrong.setText(error.message)
        self.wrong.show()

    # -- dropped files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are HWPX."""
        if any(url.toLocalFile().casefold().endswith(".hwpx") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring dropped files in."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.bring_in([file for file in files if file.suffix.casefold() == ".hwpx"])


def open_office_forms(owner: QWidget, context: Context, project_id: int | None = None) -> OfficeFormsDialog:
    """Open the dialog over the window of ``owner``."""
    dialog = OfficeFormsDialog(owner, context, project_id)
    dialog.open()
    return dialog
