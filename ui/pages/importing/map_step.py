"""열 맞추기 as a step of its own: what was read otherwise than it stands, and the columns below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.hangul import josa
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.preview import Preview
from ui import theme
from ui.pages.importing.map_panel import MapPanel
from ui.pages.importing.summary import remarks_of
from ui.widgets.banner import Banner
from ui.widgets.controls import button


class MapStep(QWidget):
    """The columns of the sheet; ``kindChosen(key)`` says that the table is to be read as another kind."""

    kindChosen = Signal(str)

    def __init__(self) -> None:
        """Make the step empty."""
        super().__init__()
        self.columns = MapPanel(wide=True)
        self.remarks = Banner("", "info")
        self.other = Banner("", "circle-help", "warning")
        self.turn = button("", "refresh-cw", run=self._turn, compact=True)
        self.other.add(self.turn)
        self._likely = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(20, theme.GAP, 20, theme.GAP)
        box.setSpacing(theme.GAP)
        for banner in (self.other, self.remarks):
            banner.hide()
            box.addWidget(banner)
        box.addWidget(self.columns, 1)

    def show_kind(self, kind: ImportKind, likely: ImportKind | None) -> None:
        """Offer to read the table as what its headings name more of, if that is another kind."""
        self._likely = likely.key if likely else ""
        self.other.setVisible(likely is not None)
        if likely is not None:
            self.other.words.setText(
                f"지금은 {josa(kind.label, '으로/로')} 맞추지만, 머리글을 보면 {likely.label} 표 같습니다."
            )
            self.turn.setText(f"{josa(likely.label, '으로/로')} 바꾸기")

    def show_remarks(self, seen: Preview) -> None:
        """Say what was left out of the sheet or read otherwise than it stands."""
        remarks = remarks_of(seen)
        self.remarks.words.setText(remarks)
        self.remarks.setVisible(bool(remarks))

    def _turn(self) -> None:
        self.kindChosen.emit(self._likely)
