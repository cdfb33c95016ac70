"""Paragraphs of an HWPX as XML, and the numbers that tell them apart."""

from dataclasses import replace
from itertools import count
from xml.sax.saxutils import escape  # writes only

from exports.renderers.hwpx_styles import Letters, Lines, Styles
from exports.values import clean

TAB = '<hp:tab width="4000" leader="{leader}" type="2"/>'


class Pen:
    """Writes paragraphs with the styles of one document; every paragraph has a number of its own."""

    def __init__(self, styles: Styles) -> None:
        """Begin to count at 1."""
        self.styles = styles
        self._numbers = count(1)

    def number(self) -> int:
        """Return a number that nothing else has."""
        return next(self._numbers)

    def plain(self, style: str, text: str, *, number: int | None = None, new_page: bool = False) -> str:
        """Return a paragraph of a named style; line ends in ``text`` break the line."""
        place, lines, letters = self.styles.of(style)
        return self.paragraph(run(letters, text), place, lines, number, new_page)

    def kept(self, style: str, text: str) -> str:
        """Return a paragraph of a named style that stays on the page of the next one."""
        place, lines, letters = self.styles.of(style)
        held = self.styles.lines.id(replace(self.styles.lines.items[lines], keep=True))
        return self.paragraph(run(letters, text), place, held)

    def styled(self, style: str, text: str, lines: Lines, letters: Letters) -> str:
        """Return a paragraph that departs from its named style."""
        place, _, _ = self.styles.of(style)
        inner = run(self.styles.letters.id(letters), text)
        return self.paragraph(inner, place, self.styles.lines.id(lines))

    def paragraph(
        self, inner: str, style: int = 0, lines: int = 0, number: int | None = None, new_page: bool = False
    ) -> str:
        """Return a paragraph around runs."""
        return (
            f'<hp:p id="{number or self.number()}" paraPrIDRef="{lines}" styleIDRef="{style}"'
            f' pageBreak="{new_page:d}" columnBreak="0" merged="0">{inner}</hp:p>'
        )


def run(letters: int, text: str) -> str:
    """Return a run of text; its line ends and tabs become those of the format."""
    return f'<hp:run charPrIDRef="{letters}">{words(text)}</hp:run>'


def words(text: str) -> str:
    """Return the text element."""
    if not text:
        return "<hp:t/>"
    return f"<hp:t>{escape(clean(text)).replace(chr(10), '<hp:lineBreak/>')}</hp:t>"


def control(letters: int, inner: str) -> str:
    """Return a run that holds a control."""
    return f'<hp:run charPrIDRef="{letters}"><hp:ctrl>{inner}</hp:ctrl></hp:run>'
