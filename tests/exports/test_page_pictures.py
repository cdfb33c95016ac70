"""How pages look: pictures of two pages against kept ones, with room for the smoothing of letters.

After a change that is meant: ``python -m tests.exports.test_page_pictures`` draws the kept pictures anew;
look at them before they are committed.
"""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from exports.renderers import pdf
from tests.exports.whole import whole_document

FOLDER = Path(__file__).parent / "pages"
PAGES = (3, 5)
_SCALE = 0.75  # 54 dpi: a page is 446 x 632
_MEAN, _SPOT, _CELLS = 1.0, 40.0, 24
"""Differences in gray (0-255) that are let pass: of the whole page, and of one of 24 x 24 fields of it."""


def _drawn() -> dict[int, Image.Image]:
    stream = BytesIO()
    pdf.write(whole_document(), stream)
    document = pypdfium2.PdfDocument(stream.getvalue())
    return {number: document[number - 1].render(scale=_SCALE).to_pil().convert("L") for number in PAGES}


@pytest.fixture(scope="module")
def drawn() -> dict[int, Image.Image]:
    """Draw the pages once."""
    return _drawn()


@pytest.mark.parametrize("number", PAGES)
def test_a_page_looks_as_it_did(drawn: dict[int, Image.Image], number: int) -> None:
    """Table, chart, lists, watermark, head and foot stand where they stood."""
    with Image.open(FOLDER / f"whole-{number}.png") as kept:
        assert kept.size == drawn[number].size
        difference = ImageChops.difference(kept.convert("L"), drawn[number])
    assert ImageStat.Stat(difference).mean[0] <= _MEAN
    fields = difference.resize((_CELLS, _CELLS), Image.Resampling.BOX)
    assert max(int(field) for field in fields.tobytes()) <= _SPOT


def test_a_moved_table_is_noticed(drawn: dict[int, Image.Image]) -> None:
    """The tolerance is no blindness: a page moved down by a line is another page."""
    moved = ImageChops.offset(drawn[3], 0, 12)
    difference = ImageChops.difference(moved, drawn[3])
    assert ImageStat.Stat(difference).mean[0] > _MEAN


if __name__ == "__main__":
    for page, image in _drawn().items():
        image.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(
            FOLDER / f"whole-{page}.png", optimize=True
        )
