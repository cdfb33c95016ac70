"""Rows on the clipboard: as tab-separated text, and as a table that Excel takes cell by cell."""

import csv
from collections.abc import Sequence
from html import escape
from io import StringIO

from PySide6.QtCore import QMimeData

_CELL = "<td style=\"mso-number-format:'\\@'\">{}</td>"


def clipboard_rows(rows: Sequence[Sequence[str]]) -> QMimeData:
    """Return ``rows``, the heading first, in both forms."""
    mime = QMimeData()
    mime.setText("\n".join("\t".join(_plain(cell) for cell in row) for row in rows))
    mime.setHtml(as_html(rows))
    return mime


def cells_of(text: str) -> list[list[str]]:
    """Return the rows and cells of what was copied in Excel, which quotes cells that hold a line break."""
    if '"' in text and text.count('"') % 2 == 0:
        return list(csv.reader(StringIO(text.rstrip("\r\n"), newline=""), delimiter="\t"))
    return [line.rstrip("\r").split("\t") for line in text.rstrip("\n").split("\n")]


def _plain(cell: str) -> str:
    """Return a cell that breaks neither the row nor the column."""
    return cell.replace("\t", " ").replace("\n", " ")


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows as an HTML table whose cells stay text in Excel, also 010 and =1."""
    lines = ("<tr>" + "".join(_CELL.format(escape(text)) for text in row) + "</tr>" for row in rows)
    return "<table>" + "".join(lines) + "</table>"
