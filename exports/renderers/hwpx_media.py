"""Pictures of an HWPX; charts and the watermark are drawn as in the PDF and taken in at 220 dpi."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape  # writes only

from PIL import Image

from exports.blocks import Chart, Document
from exports.renderers.hwpx_section import MM
from exports.renderers.hwpx_text import Pen
from exports.renderers.pictures import Ready

_DPI = 220
_POINT = 100
_MOST_HEIGHT = round(215 * MM)


class Pictures:
    """The pictures of one document, each stored once."""

    def __init__(self) -> None:
        """Begin without any."""
        self.items: dict[str, Ready] = {}

    def id(self, picture: Ready) -> str:
        """Return the name under which ``picture`` is stored."""
        for name, stored in self.items.items():
            if stored.content == picture.content:
                return name
        name = f"image{len(self.items) + 1}"
        self.items[name] = picture
        return name


def picture_run(pen: Pen, name: str, size: tuple[int, int], alt: str, letters: int) -> str:
    """Return a run with a picture of ``size`` (HWP units) that moves with the text."""
    width, height = size
    number = pen.number()
    matrix = 'e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"'
    return (
        f'<hp:run charPrIDRef="{letters}"><hp:pic id="{number}" zOrder="0" numberingType="PICTURE"'
        ' textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" href="" groupLevel="0"'
        f' instid="{number}" reverse="0"><hp:offset x="0" y="0"/><hp:orgSz width="{width}"'
        f' height="{height}"/>'
        f'<hp:curSz width="{width}" height="{height}"/><hp:flip horizontal="0" vertical="0"/>'
        f'<hp:rotationInfo angle="0" centerX="{width // 2}" centerY="{height // 2}" rotateimage="1"/>'
        f"<hp:renderingInfo><hc:transMatrix {matrix}/><hc:scaMatrix {matrix}/><hc:rotMatrix {matrix}/>"
        f'</hp:renderingInfo><hp:imgRect><hc:pt0 x="0" y="0"/><hc:pt1 x="{width}" y="0"/>'
        f'<hc:pt2 x="{width}" y="{height}"/><hc:pt3 x="0" y="{height}"/></hp:imgRect>'
        f'<hp:imgClip left="0" right="{width}" top="0" bottom="{height}"/>'
        '<hp:inMargin left="0" right="0" top="0" bottom="0"/>'
        f'<hp:imgDim dimwidth="{width}" dimheight="{height}"/>'
        f'<hc:img binaryItemIDRef="{name}" bright="0" contrast="0" effect="REAL_PIC" alpha="0"/><hp:effects/>'
        f'<hp:sz width="{width}" widthRelTo="ABSOLUTE" height="{height}" heightRelTo="ABSOLUTE" protect="0"/>'
        '<hp:pos treatAsChar="1" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0"'
        ' vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0"'
        ' horzOffset="0"/>'
        '<hp:outMargin left="0" right="0" top="0" bottom="0"/>'
        f"<hp:shapeComment>{escape(alt)}</hp:shapeComment></hp:pic></hp:run>"
    )


def fitted(picture: Ready, width: int) -> tuple[int, int]:
    """Return the size of a picture ``width`` wide, smaller where it would be higher than a page."""
    height = width * picture.height // picture.width
    if height > _MOST_HEIGHT:
        return width * _MOST_HEIGHT // height, _MOST_HEIGHT
    return width, height


def chart_picture(block: Chart, document: Document, width: int) -> tuple[Ready, tuple[int, int]]:
    """Return a chart drawn for a text ``width`` HWP units wide, and its size."""
    from exports.renderers.pdf_chart import chart_height, place_chart
    from exports.renderers.pdf_page import LEFT, RIGHT

    def place(flow: Any) -> None:
        flow.inner = width / _POINT
        flow.width = flow.inner + LEFT + RIGHT
        place_chart(flow, block)

    height = min(chart_height(block) + 4, 215 * MM / _POINT)
    box = (LEFT - 2, 0.0, width / _POINT + 4, height)
    return _drawn(document, place, box), (width, round(width * height / (width / _POINT + 4)))


def watermark_picture(document: Document) -> Ready:
    """Return the watermark as it stands behind the pages, without the page around it."""
    from exports.renderers.pdf_page import Flow

    def place(_flow: Flow) -> None:
        return

    return _drawn(document, place, None, document.watermark)


def _drawn(
    document: Document,
    place: Callable[[Any], None],
    box: tuple[float, float, float, float] | None,
    watermark: str = "",
) -> Ready:
    """Draw on a page of its own and return that page, or a box of it, as PNG."""
    import pypdfium2

    from exports.renderers.pdf_draw import draw
    from exports.renderers.pdf_fonts import load_fonts
    from exports.renderers.pdf_page import Flow

    alone = Document("", document.as_of, (), watermark=watermark)
    flow = Flow(alone, load_fonts(), lambda _: None)
    flow.page.numbered = False
    flow.y = flow.top
    place(flow)
    stream = BytesIO()
    draw(flow, alone, stream, lambda _: None)
    opened = pypdfium2.PdfDocument(stream.getvalue())
    try:
        page = opened[0]
        scale = _DPI / 72 if box else 110 / 72
        image = page.render(scale=scale).to_pil()
    finally:
        opened.close()
    if box:
        left, _, width, height = box
        corners = (left, flow.top, left + width, flow.top + height)
        image = image.crop(tuple(round(corner * scale) for corner in corners))
    out = BytesIO()
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(out, "PNG", optimize=False)
    return Ready(out.getvalue(), "png", image.width, image.height)
