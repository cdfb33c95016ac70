"""Pictures of a PDF with their captions; a broken one leaves a frame that says what it should show."""

from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from exports.blocks import Align, Picture
from exports.renderers.pdf_page import Flow
from exports.renderers.pdf_text import SMALL_SIZE, height_of, write_text
from exports.renderers.pictures import ready

_FRAME = (0.6, 0.5)
_GAP = 4.0
_BROKEN_HEIGHT = 30 * mm


def place_picture(flow: Flow, picture: Picture) -> bool:
    """Put a picture in the middle with its caption below; return whether it could be read."""
    caption = height_of(flow, picture.caption, SMALL_SIZE) if picture.caption else 0.0
    image, width, height = sized(picture, flow.inner, flow.bottom - flow.top - caption - 2 * _GAP)
    flow.need(height + caption + 2 * _GAP)
    x = (flow.width - width) / 2
    if image is None:
        _frame(flow, picture, x, width, height)
    else:
        place_image(flow, image, x, flow.y, width, height)
        flow.y += height
    flow.y += _GAP
    place_caption(flow, picture.caption)
    return image is not None


def place_caption(flow: Flow, caption: str) -> None:
    """Write the words below a picture or chart."""
    if caption:
        write_text(flow, caption, SMALL_SIZE, align=Align.CENTER)
    flow.y += _GAP


def place_image(flow: Flow, image: Any, x: float, y: float, width: float, height: float) -> None:
    """Put a picture that was read at a place of the page."""
    if image is not None:
        flow.page.pictures.append((image, (x, y, width, height)))


def sized(picture: Picture, most_width: float, most_height: float) -> tuple[Any, float, float]:
    """Return the picture for drawing (None where it is broken) with its size in points."""
    found = ready(picture.content)
    wanted = min(picture.width * mm if picture.width else most_width, most_width)
    if found is None:
        return None, wanted, min(_BROKEN_HEIGHT, most_height)
    height = wanted * found.height / found.width
    scale = min(1.0, most_height / height)
    return ImageReader(BytesIO(found.content)), wanted * scale, height * scale


def _frame(flow: Flow, picture: Picture, x: float, width: float, height: float) -> None:
    right, bottom = x + width, flow.y + height
    flow.page.rules[_FRAME] += [
        (x, flow.y, right, flow.y),
        (right, flow.y, right, bottom),
        (right, bottom, x, bottom),
        (x, bottom, x, flow.y),
    ]
    flow.y += height / 2 - SMALL_SIZE
    write_text(flow, f"그림을 읽지 못했습니다: {picture.alt}", SMALL_SIZE, align=Align.CENTER)
    flow.y = bottom
