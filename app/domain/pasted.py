"""What is pasted from 한글, Word, Excel or a browser: structure is kept, dress is dropped.

Headings, bold, lists, check boxes, quotes and lines of tables stay; fonts, colours, Office's own marks,
scripts and pictures go.
"""

import re
from html.parser import HTMLParser

_DROPPED = frozenset({"style", "script", "head", "title", "xml", "svg", "object", "template"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "table", "ul", "ol", "dl", "dt", "dd", "pre", "center"}
)
_HEADING = re.compile(r"h[1-6]")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE)
_LIST = re.compile(r"mso-list\s*:\s*(?!ignore)", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00]")
_NUMBER = re.compile(r"\s*(\d+[.)])")


def markdown_of(html: str) -> str:
    """Return the text of ``html`` with the few marks that minutes use."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.result()


class _Reader(HTMLParser):
    """Collects lines; each has a mark at its beginning and words that may be bold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._runs: list[tuple[str, bool]] = []
        self._mark = ""
        self._skipped: list[str] = []
        self._bold: list[tuple[str, bool]] = []
        self._lists: list[int | None] = []
        self._quotes = 0
        self._cells: list[str] | None = None
        self._marker: list[str] | None = None
        self._marker_depth = 0

    # -- events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if self._skipped or tag in _DROPPED:
            if tag in _DROPPED:
                self._skipped.append(tag)
            return
        if self._marker is not None:
            self._marker_depth += tag == "span"
            return
        if tag == "span" and _MARKER.search(style):
            self._marker, self._marker_depth = [], 1
            return
        self._begin(tag, given, style)

    def _begin(self, tag: str, given: dict[str, str], style: str) -> None:
        if tag in ("b", "strong", "span", "font", "th"):
            self._bold.append((tag, self._is_bold(tag, style)))
        if tag == "br":
            self._break()
        elif tag == "input" and given.get("type") == "checkbox":
            self._mark = "- [x] " if "checked" in given else "- [ ] "
        elif tag in ("td", "th", "tr"):
            self._begin_cell(tag)
        elif tag == "li":
            self._begin_item()
        elif tag == "blockquote":
            self._break()
            self._quotes += 1
        elif tag in _BLOCKS or _HEADING.fullmatch(tag):
            self._begin_block(tag, given, style)

    def _is_bold(self, tag: str, style: str) -> bool:
        if _NOT_BOLD.search(style):
            return False
        inherited = bool(self._bold) and self._bold[-1][1]
        return inherited or tag in ("b", "strong") or bool(_BOLD.search(style))

    def _begin_cell(self, tag: str) -> None:
        if tag == "tr":
            self._break()
            self._cells = []

    def _begin_item(self) -> None:
        self._break()
        number = self._lists[-1] if self._lists else None
        self._mark = "- " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1

    def _begin_block(self, tag: str, given: dict[str, str], style: str) -> None:
        if self._cells is not None:
            self._runs.append((" ", False))
            return
        if tag in ("ul", "ol"):
            self._break()
            self._lists.append(1 if tag == "ol" else None)
            return
        if self._runs or not self._lists:
            self._break()
        if _HEADING.fullmatch(tag):
            self._mark = "#" * min(int(tag[1]), 3) + " "
        elif "MsoTitle" in given.get("class", ""):
            self._mark = "# "
        elif _LIST.search(style):
            self._mark = "- "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "input"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        if self._marker is not None:
            self._end_marker(tag)
            return
        if self._bold and self._bold[-1][0] == tag:
            self._bold.pop()
        if tag in ("td", "th") and self._cells is not None:
            self._cells.append(self._words(bold=False).strip())
            self._runs = []
        elif tag == "tr" and self._cells is not None:
            cells, self._cells = self._cells, None
            self._lines.append(" | ".join(cells) if any(cells) else "")
        elif tag == "blockquote":
            self._break()
            self._quotes = max(self._quotes - 1, 0)
        elif tag in ("ul", "ol"):
            self._break()
            if self._lists:
                self._lists.pop()
        elif (tag in _BLOCKS or tag == "li" or _HEADING.fullmatch(tag)) and self._cells is None:
            self._break(ends=tag == "p" and not self._lists)

    def _end_marker(self, tag: str) -> None:
        self._marker_depth -= tag == "span"
        if self._marker_depth == 0:
            number = _NUMBER.match("".join(self._marker or ()))
            if number:
                self._mark = f"{number[1]} "
            self._marker = None

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._marker is not None:
            self._marker.append(data)
            return
        text = _BLANKS.sub(" ", _UNSEEN.sub("", data))
        if text:
            self._runs.append((text, bool(self._bold) and self._bold[-1][1]))

    def unknown_decl(self, data: str) -> None:
        """Office writes conditional marks such as ``<![if …]>``; they are no text."""

    # -- lines

    def _words(self, bold: bool = True) -> str:
        merged: list[tuple[str, bool]] = []
        for text, heavy in self._runs:
            if merged and (merged[-1][1] == heavy or not text.strip()):
                merged[-1] = (merged[-1][0] + text, merged[-1][1])
            else:
                merged.append((text, heavy))
        bold = bold and not self._mark.startswith("#")
        return _BLANKS.sub(" ", "".join(_marked(text) if heavy and bold else text for text, heavy in merged))

    def _break(self, ends: bool = False) -> None:
        if self._cells is not None:
            return
        words = self._words().strip()
        mark = self._mark or ("> " if self._quotes else "")
        if words:
            self._lines.append(mark + words)
        elif ends and self._lines and self._lines[-1]:
            self._lines.append("")  # an empty paragraph, as a person leaves one between two parts
        if words or ends:
            self._mark = ""
        self._runs = []

    def result(self) -> str:
        self._cells = None
        self._break()
        kept: list[str] = []
        for line in self._lines:
            if line or (kept and kept[-1]):
                kept.append(line)
        return "\n".join(kept).strip("\n")


def _marked(text: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}**{inner}**{after}"
