"""A report on its pages, off the UI thread: laid out as a whole, drawn page by page as they are seen."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from app.domain.listing import ListQuery
from app.domain.report import ReportOptions

if TYPE_CHECKING:
    from app.services.reports.papers import Kept, Prepared
    from app.services.workspace import Workspace
    from exports.render import Laid

ROWS = 400
_POINTS = 72
_one_at_a_time = Lock()  # neither what draws pages nor what paints them is made for several threads

Progress = Callable[[int, int], None]
Pictures = dict[int, QImage]
"""Pages by their numbers, from 1."""


@dataclass(slots=True)
class Drawn:
    """A report on its pages (in part, where ``partly``) with the pictures that are painted so far."""

    prepared: "Prepared"
    laid: "Laid"
    sizes: Sequence[tuple[float, float]]
    pictures: Pictures = field(default_factory=dict)
    partly: bool = False

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self.sizes)

    @property
    def pdf(self) -> bytes:
        """Return all pages as one PDF, without its bookmarks."""
        with _one_at_a_time:
            return self.laid.pages(range(1, self.count + 1))


def whole(
    ws: "Workspace", report: str, options: ReportOptions, progress: Progress, *, printed: bool = False
) -> bytes:
    """Return a report as the file that would be saved; ``progress`` may raise to stop it."""
    from app.services.reports import papers

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "인쇄.pdf"
        papers.export(ws, report, "pdf", path, options, progress, printed)
        return path.read_bytes()


def draw(
    ws: "Workspace",
    report: str,
    options: ReportOptions,
    width: int,
    progress: Progress,
    page: int = 1,
    kept: "Kept | None" = None,
) -> Drawn:
    """Return a report on its pages with a picture of ``page``, ``width`` pixels wide.

    ``kept`` is what was read for the pages of before; ``progress`` may raise to stop it.
    """
    from app.services.reports import papers

    options, partly = _first_rows(ws, report, options)
    prepared = papers.prepare(ws, report, options, kept)
    progress(1, 3)
    with _one_at_a_time:
        laid = prepared.lay_out()
    progress(2, 3)
    drawn = Drawn(prepared, laid, laid.sizes, partly=partly)
    drawn.pictures = pictures(drawn, [min(page, drawn.count)], width)
    return drawn


def count(ws: "Workspace", report: str, options: ReportOptions) -> int:
    """Return how many pages a report has, 0 for a list too long to be laid out; nothing is painted."""
    from app.services.reports import papers

    options, partly = _first_rows(ws, report, options)
    if partly:
        return 0
    prepared = papers.prepare(ws, report, options)
    with _one_at_a_time:
        return len(prepared.lay_out().sizes)


def warm() -> None:
    """Load what draws and paints pages: the first page is not to wait for it."""
    import pypdfium2  # noqa: F401

    from app.services.reports import papers

    with _one_at_a_time:
        papers.warm_up()


def _first_rows(ws: "Workspace", report: str, options: ReportOptions) -> tuple[ReportOptions, bool]:
    """Return options that name the first rows alone where a list is so long that drawing it would be felt."""
    from app.services import listing

    if report != "project-list":
        return options, False
    query = options.query or ListQuery()
    ids = tuple(listing.groups(ws, "project", replace(query, group=""))[0].ids)
    if len(ids) <= ROWS:
        return options, False
    return replace(options, query=replace(query, ids=ids[:ROWS])), True


def pictures(drawn: Drawn, numbers: Sequence[int], width: int) -> Pictures:
    """Return pictures of the pages ``numbers`` (from 1), ``width`` pixels wide."""
    import pypdfium2

    wanted = sorted(set(numbers))
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(drawn.laid.pages(wanted))
        try:
            return {number: _picture(document[at], width) for at, number in enumerate(wanted)}
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
