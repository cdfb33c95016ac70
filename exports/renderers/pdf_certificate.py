"""A certificate as a page: frame, title, name, what it confirms, day, issuer and the place of the seal.

The space above a part gives way as the text grows, so that everything stays on its one page.
"""

from collections.abc import Sequence

from reportlab.lib.units import mm

from exports.blocks import Certificate
from exports.renderers.pdf_fonts import Typeface
from exports.renderers.pdf_page import Flow
from exports.values import clean

_OUTER, _INNER = ((2.4, 0.25), 11 * mm), ((0.5, 0.45), 13.5 * mm)
_SIDE: float = 32 * mm
_TITLE, _NAME, _TEXT, _PAIR, _DAY, _ISSUER, _SMALL = 40.0, 24.0, 16.0, 13.0, 16.0, 26.0, 11.0
_SEAL = 20 * mm
_TOP_OF_TITLE, _DAY_FROM_FOOT, _ISSUER_FROM_FOOT = 52 * mm, 70 * mm, 42 * mm
_LABEL = 26 * mm
_SPACED = 5  # titles and names up to so many letters are spaced


def spaced(words: str, gap: str) -> str:
    """Return a short word with its letters apart, as titles and names of certificates are written."""
    return gap.join(words) if 1 < len(words) <= _SPACED and " " not in words else words


def place_certificate(flow: Flow, block: Certificate) -> None:
    """Put a certificate on a page that it has to itself."""
    if not flow.fresh:
        flow.new_page()
    flow.page.numbered = False
    flow.page.marks.append((clean(f"{block.title} {block.name}"), 0, 0))
    _frame(flow)
    width = flow.width - 2 * _SIDE
    y = _TOP_OF_TITLE
    if block.number:
        _write(flow, flow.fonts.regular, _SMALL, 24 * mm, 29 * mm, clean(block.number))
    _middle(flow, flow.fonts.bold, _TITLE, y, spaced(clean(block.title), " "))
    y = _name(flow, block, y)
    y = _pairs(flow, block.pairs, y, width)
    _text(flow, block.text, y, width)
    _middle(flow, flow.fonts.regular, _DAY, flow.height - _DAY_FROM_FOOT, clean(block.day))
    _issuer(flow, block)
    flow.y = flow.height  # nothing else goes on this page


def _frame(flow: Flow) -> None:
    for rule, edge in (_OUTER, _INNER):
        right, bottom = flow.width - edge, flow.height - edge
        _box(flow, rule, edge, edge, right, bottom)


def _box(flow: Flow, rule: tuple[float, float], left: float, top: float, right: float, bottom: float) -> None:
    flow.page.rules[rule] += [
        (left, top, right, top),
        (right, top, right, bottom),
        (right, bottom, left, bottom),
        (left, bottom, left, top),
    ]


def _write(flow: Flow, face: Typeface, size: float, x: float, y: float, text: str) -> None:
    flow.page.texts.append((face, size, x, y, text))


def _middle(flow: Flow, face: Typeface, size: float, y: float, text: str) -> None:
    width = face.measure(text) * size / 1000
    room = flow.width - 2 * _SIDE
    if width > room:
        size, width = size * room / width, room
    _write(flow, face, size, (flow.width - width) / 2, y, text)


def _name(flow: Flow, block: Certificate, y: float) -> float:
    y = float(y + 26 * mm)
    if block.affiliation:
        _middle(flow, flow.fonts.regular, _PAIR, y, clean(block.affiliation))
        y += 12 * mm
    _middle(flow, flow.fonts.bold, _NAME, y, f"{spaced(clean(block.name), ' ')}  귀하")
    return float(y + 14 * mm)


def _pairs(flow: Flow, pairs: Sequence[tuple[str, str]], y: float, width: float) -> float:
    leading = _PAIR * 1.5
    for label, value in pairs:
        lines = flow.fonts.regular.wrap(clean(value), (width - _LABEL) * 1000 / _PAIR)
        _write(flow, flow.fonts.bold, _PAIR, _SIDE, y + leading, clean(label))
        for line in lines:
            y += leading
            _write(flow, flow.fonts.regular, _PAIR, _SIDE + _LABEL, y, line.text)
        y += leading * 0.35
    return y


def _text(flow: Flow, text: str, y: float, width: float) -> None:
    """Write the text in the middle of what is left above the day, in smaller letters where it is long."""
    bottom = flow.height - _DAY_FROM_FOOT - 12 * mm
    size = _TEXT
    while True:
        leading = size * 2.0
        lines = flow.fonts.regular.wrap(clean(text), width * 1000 / size)
        if len(lines) * leading <= bottom - y or size <= _SMALL:
            break
        size -= 1
    y += max(8 * mm, (bottom - y - len(lines) * leading) / 2) - leading * 0.3
    for line in lines:
        y += leading
        _write(flow, flow.fonts.regular, size, _SIDE, y, line.text)


def _issuer(flow: Flow, block: Certificate) -> None:
    """Write who issues it, in the middle; the seal goes over the last letter, its place framed thinly."""
    face, words = flow.fonts.bold, clean(block.issuer)
    room = flow.width - 2 * _SIDE - _SEAL
    size = min(_ISSUER, _ISSUER * room / max(face.measure(words) * _ISSUER / 1000, 1.0))
    width = face.measure(words) * size / 1000
    left = (flow.width - width - _SEAL) / 2
    y = flow.height - _ISSUER_FROM_FOOT
    _write(flow, face, size, left, y, words)
    top = y - size * 0.36 - _SEAL / 2
    x = left + width + 4 * mm
    _box(flow, (0.5, 0.7), x, top, x + _SEAL, top + _SEAL)
    seal = clean(block.seal)
    small = flow.fonts.regular.measure(seal) * _SMALL / 1000
    _write(flow, flow.fonts.regular, _SMALL, x + (_SEAL - small) / 2, top + _SEAL / 2 + 4, seal)
