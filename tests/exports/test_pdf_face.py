"""A font made small says what reportlab's own says, and a subset of it is the same to the byte."""

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from exports.renderers.pdf_face import make_small
from resources import resource_path

NAMES = ("PretendardGOV-Regular.ttf", "DejaVuSans.ttf")


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_are_those_of_the_file(name: str) -> None:
    """Letters, widths, places and subsets are the same, and a letter that the font lacks is missing."""
    path = resource_path("fonts", name)
    own, small = (TTFont(f"{word}-{name}", str(path)).face for word in ("own", "small"))
    make_small(small, path)
    assert dict(small.charToGlyph) == own.charToGlyph and len(small.charToGlyph) == len(own.charToGlyph)
    assert dict(small.charWidths) == own.charWidths
    assert list(small.glyphPos) == own.glyphPos
    assert list(small.hmetrics) == [(int(width), int(left)) for width, left in own.hmetrics]
    lacking = 0x10FFFF
    assert lacking not in small.charToGlyph and small.charWidths.get(lacking, 5) == 5
    with pytest.raises(KeyError):
        small.charToGlyph[lacking]
    subset = [ord(sign) for sign in "가나다 Hamkke 2026 é ▢"]
    assert small.makeSubset(subset) == own.makeSubset(subset)
