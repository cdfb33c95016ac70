"""A report as pictures of its first pages, drawn off the UI thread."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from app.domain.listing import ListQuery
from app.domain.report import ReportOptions

if TYPE_CHECKING:
    from app.services.workspace import Workspace

PAGES = 8
ROWS = 400
_POINTS = 72
_one_at_a_time = Lock()  # the library that draws pages is not made for several threads

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The file as it would be saved (in part, where ``partly``), its first pages and their number."""

    pdf: bytes
    pages: tuple[QImage, ...]
    count: int
    partly: bool = False


def whole(
    ws: "Workspace", report: str, options: ReportOptions, progress: Progress, *, printed: bool = False
) -> bytes:
    """Return a report as the file that would be saved; ``progress`` may raise to stop it."""
    from app.services import reports

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "인쇄.pdf"
        reports.export(ws, report, "pdf", path, options, progress, printed)
        return path.read_bytes()


def draw(ws: "Workspace", report: str, options: ReportOptions, width: int, progress: Progress) -> Drawn:
    """Return the first pages of a report, ``width`` pixels wide; ``progress`` may raise to stop it."""
    options, partly = _first_rows(ws, report, options)
    pdf = whole(ws, report, options, progress)
    pages, count = pictures(pdf, width)
    return Drawn(pdf, pages, count, partly)


def _first_rows(ws: "Workspace", report: str, options: ReportOptions) -> tuple[ReportOptions, bool]:
    """Return options that name the first rows alone where a list is so long that drawing it would be felt."""
    from app.services import listing

    if report != "project-list":
        return options, False
    query = options.query or ListQuery()
    ids = listing.groups(ws, "project", replace(query, group=""))[0].ids
    if len(ids) <= ROWS:
        return options, False
    return replace(options, query=replace(query, ids=ids[:ROWS])), True


def pictures(pdf: bytes, width: int, pages: int = PAGES) -> tuple[tuple[QImage, ...], int]:
    """Return the first ``pages`` of a PDF as pictures ``width`` pixels wide, and how many pages it has."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            count = len(document)
            return tuple(_picture(document[number], width) for number in range(min(count, pages))), count
        finally:
            document.close()


def sheets(pdf: bytes, dots: int) -> Iterator[QImage]:
    """Yield every page of a PDF as a picture of ``dots`` per inch."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for page in document:
                yield _picture(page, round(page.get_size()[0] * dots / _POINTS))
        finally:
            document.close()


def _picture(page: Any, width: int) -> QImage:
    points, _height = page.get_size()
    bitmap = page.render(scale=width / points, rev_byteorder=True)
    form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888
    return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()
