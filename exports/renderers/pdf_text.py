"""Running text of a PDF: wrapped between words, hanging behind its mark, centred where asked."""

from exports.blocks import Align
from exports.renderers.pdf_fonts import Typeface
from exports.renderers.pdf_page import Flow
from exports.values import clean

BODY_SIZE, SMALL_SIZE = 10.5, 9.0
LEADING = 1.55
_ASCENT = 1.1
_WHOLE = 3  # lines up to which a text is not parted


def write_text(
    flow: Flow,
    text: str,
    size: float = BODY_SIZE,
    *,
    mark: str = "",
    left: float = 0.0,
    after: float = 0.0,
    spare: float = 0.0,
    face: Typeface | None = None,
    align: Align = Align.LEFT,
    hang: float | None = None,
) -> None:
    """Write wrapped text where the flow stands.

    Behind a ``mark`` all its lines stand one below the other, ``hang`` points from ``left`` (by default as
    far as the mark reaches); ``spare`` points at the right stay free.  No line stands alone on a page.
    """
    face = face or flow.fonts.regular
    leading = size * LEADING
    if hang is None:
        hang = face.measure(mark + " ") * size / 1000 if mark else 0.0
    room = flow.inner - left - hang - spare
    lines = face.wrap(clean(text), room * 1000 / size)
    for number, line in enumerate(lines):
        flow.need(leading * _together(number, len(lines)))
        y = flow.y + size * _ASCENT
        if mark and number == 0:
            flow.page.texts.append((face, size, flow.left + left, y, mark))
        x = flow.left + left + hang + line.indent * size / 1000
        x += {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[align] * (room - line.width * size / 1000)
        if line.text:
            flow.page.texts.append((face, size, x, y, line.text))
        flow.y += leading
    flow.y += after


def _together(number: int, count: int) -> int:
    """Return how many lines from line ``number`` on must not be parted by a page: two at either end."""
    if number == 0:
        return count if count <= _WHOLE else 2
    return 2 if number == count - 2 else 1


def height_of(
    flow: Flow, text: str, size: float = BODY_SIZE, face: Typeface | None = None, left: float = 0.0
) -> float:
    """Return the height that ``text`` takes over the whole width less ``left``."""
    lines = (face or flow.fonts.regular).wrap(clean(text), (flow.inner - left) * 1000 / size)
    return len(lines) * size * LEADING
