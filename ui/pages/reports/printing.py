"""인쇄: the pages of a report on paper, painted off the UI thread."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.domain.report import ReportInfo, ReportOptions
from app.errors import UserError
from ui.context import Context
from ui.pages.reports.drawing import Progress, sheets, whole

if TYPE_CHECKING:
    from app.services.workspace import Workspace

DOTS = 200


def print_report(owner: QWidget, context: Context, info: ReportInfo, options: ReportOptions) -> QPrintDialog:
    """Ask for the printer and the pages, then print the report off the UI thread."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(info.label)
    dialog = QPrintDialog(printer, owner.window())
    dialog.setWindowTitle(f"{info.label} 인쇄")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def work(ws: "Workspace", progress: Progress) -> int:
        return put_on_paper(whole(ws, info.id, options, progress, printed=True), printer, progress)

    def go(result: int) -> None:
        if result == QPrintDialog.DialogCode.Accepted:
            done = f"{info.label} {{:,}}쪽을 인쇄로 보냈습니다."
            context.tasks.write(
                owner, "보고서 인쇄", work, lambda count: context.notify(done.format(count)), progress=True
            )

    dialog.finished.connect(go)
    dialog.show()
    return dialog


def put_on_paper(pdf: bytes, printer: QPrinter, progress: Progress) -> int:
    """Print the pages chosen in ``printer`` and return how many; ``progress`` may raise to stop it."""
    first, last = printer.fromPage() or 1, printer.toPage() or 10**6
    printer.setFullPage(True)
    painter = QPainter()
    done = 0
    try:
        for number, picture in enumerate(sheets(pdf, DOTS), 1):
            if not first <= number <= last:
                continue
            printer.setPageOrientation(_orientation(picture))
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise UserError("인쇄할 수 없습니다. 프린터가 켜져 있는지 확인하십시오.")
            painter.drawImage(_fitted(picture.size(), painter.viewport()), picture)
            done += 1
            progress(done, 0)
    finally:
        painter.end()
    return done


def _orientation(picture: QImage) -> QPageLayout.Orientation:
    wide = picture.width() > picture.height()
    return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait


def _fitted(size: QSize, paper: QRect) -> QRect:
    fitted = QRect(paper.topLeft(), size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio))
    fitted.moveCenter(paper.center())
    return fitted
