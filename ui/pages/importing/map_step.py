"""열 맞추기 as a step of its own: what was read otherwise than it stands, and the columns below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.hangul import josa
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.preview import Preview
from ui import theme
from ui.pages.importing.file_step import fill_sheets
from ui.pages.importing.map_panel import MapPanel
from ui.pages.importing.summary import remarks_of
from ui.widgets.banner import Banner
from ui.widgets.combo import Combo
from ui.widgets.controls import button
from ui.widgets.text import label

_STRANGE = "아는 머리글이 하나도 없습니다. 첫 줄에 항목 이름이 있는 표가 맞으면 아래에서 열을 맞추십시오."
_DOCUMENTS = {"cases": "사례집", "tasks": "선정 과제"}


class MapStep(QWidget):
    """The columns of the sheet; ``kindChosen(key)`` says that the table is to be read as another kind.

    ``documentAsked(kind)`` says that it is to be read as the collection of cases or tasks that it is,
    ``sheetChosen(place)`` that another sheet of the file is meant.
    """

    sheetChosen = Signal(int)
    kindChosen = Signal(str)
    documentAsked = Signal(str)

    def __init__(self) -> None:
        """Make the step empty."""
        super().__init__()
        self.columns = MapPanel(wide=True)
        self.remarks = Banner("", "info")
        self.other = Banner("", "circle-help", "warning")
        self.turn = button("", "refresh-cw", run=self._turn, compact=True)
        self.other.add(self.turn)
        self._likely, self._document = "", ""
        self.sheet = Combo()
        self.sheet.setAccessibleName("시트")
        self.sheet.activated.connect(lambda _row: self.sheetChosen.emit(self.sheet.currentData()))
        self.sheet.setMinimumWidth(160)
        self._sheets = (label("시트", 13, 500, "text2"), self.sheet)
        for part in self._sheets:
            part.hide()
            self.remarks.add(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, theme.GAP, 20, theme.GAP)
        box.setSpacing(theme.GAP)
        for banner in (self.other, self.remarks):
            banner.hide()
            box.addWidget(banner)
        box.addWidget(self.columns, 1)

    def show_sheets(self, sheets: Sequence[tuple[int, str]], chosen: int) -> None:
        """Offer the sheets of the file where it has several, beside what is said of the one that is read."""
        fill_sheets(self.sheet, sheets, chosen)
        for part in self._sheets:
            part.setVisible(len(sheets) > 1)

    def show_kind(self, kind: ImportKind, likely: ImportKind | None) -> None:
        """Offer to read the table as what its headings name more of, if that is another kind."""
        self._likely, self._document = likely.key if likely else "", ""
        self.other.setVisible(likely is not None)
        self.turn.show()
        if likely is not None:
            self.other.words.setText(
                f"지금은 {josa(kind.label, '으로/로')} 맞추지만, 머리글을 보면 {likely.label} 표 같습니다."
            )
            self.turn.setText(f"{josa(likely.label, '으로/로')} 바꾸기")

    def show_strange(self, document: str) -> None:
        """Say that nothing of it names a field; a ``document`` of cases or tasks is read elsewhere."""
        self._document = document
        known = f"표가 아니라 {_DOCUMENTS[document]} 글입니다." if document else ""
        self.other.words.setText(known or _STRANGE)
        self.turn.setText("사례 불러오기로 열기")
        self.turn.setVisible(bool(document))
        self.other.show()

    def show_remarks(self, seen: Preview) -> None:
        """Say what was left out of the sheet or read otherwise than it stands."""
        count = self.sheet.count()
        remarks = remarks_of(seen) or (f"시트가 {count}개 있는 파일입니다." if count > 1 else "")
        self.remarks.words.setText(remarks)
        self.remarks.setVisible(bool(remarks))

    def _turn(self) -> None:
        if self._document:
            self.documentAsked.emit(self._document)
        else:
            self.kindChosen.emit(self._likely)
