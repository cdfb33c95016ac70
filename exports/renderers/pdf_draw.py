"""The drawing of laid-out pages; the same pages and the same day give the same bytes."""

from collections.abc import Callable, Collection
from datetime import date
from html import escape
from typing import Any, BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import XMP
from reportlab.pdfgen.canvas import Canvas

from exports.blocks import Document
from exports.renderers.pdf_archive import CLAIM, PRINTED, VERSION, declare
from exports.renderers.pdf_fonts import Typeface
from exports.renderers.pdf_page import BOTTOM, LEFT, RIGHT, TOP, Flow, Page, Text
from exports.values import clean

_FOOT_SIZE, _HEAD_SIZE = 9.0, 8.5
_MARK_SIZE, _MARK_GRAY = 110.0, 0.9
_PROGRAM = "함께설계"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{program}</pdf:Producer>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{day}T00:00:00+09:00</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00+09:00</xmp:ModifyDate>
</rdf:Description>
{claim}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def draw(
    flow: Flow,
    document: Document,
    stream: BinaryIO,
    on_page: Callable[[int], None],
    only: Collection[int] = (),
) -> None:
    """Write the pages as PDF; ``only`` some of them (from 1) are without bookmarks and links."""
    first = flow.pages[0]
    canvas = Canvas(
        stream,
        pagesize=(first.width, first.height),
        invariant=1,
        initialFontName=flow.fonts.regular.name,
        lang=document.language,
        pdfVersion=VERSION,
    )
    declare(canvas)
    _describe(canvas, document)
    depth = -1
    places = {anchor for page in flow.pages for anchor, _y in page.anchors}
    for number, page in enumerate(flow.pages, 1):
        if only and number not in only:
            continue
        canvas.setPageSize((page.width, page.height))
        # a link may lead to a page that is not drawn
        depth = depth if only else _draw_marks(canvas, page, number, depth, places)
        _draw_page(canvas, flow, page, number)
        canvas.showPage()
        on_page(number)
    canvas.save()


def _describe(canvas: Any, document: Document) -> None:
    title, subject = clean(document.title), clean(document.subject or document.title)
    keywords = clean(", ".join(document.keywords))
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setKeywords(keywords)
    canvas.setAuthor("")
    canvas.setCreator(_PROGRAM)
    canvas.setProducer(_PROGRAM)
    stamp = _stamp(document.as_of)
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    words = {"title": title, "subject": subject, "keywords": keywords, "language": document.language}
    said = {key: escape(text, quote=False) for key, text in words.items()}
    packet = _XMP.format(program=_PROGRAM, day=document.as_of, claim=CLAIM, **said)
    canvas._doc.Catalog.Metadata = XMP(creator=lambda _document: packet.encode())


def _stamp(day: date) -> str:
    return f"D:{day:%Y%m%d}000000+09'00'"


def _draw_marks(canvas: Any, page: Page, number: int, depth: int, places: Collection[str]) -> int:
    """Set bookmarks, places to jump to and links; return the level of the last bookmark.

    A figure leads nowhere where its list is not among the ``places``: a chapter that was left out.
    """
    for place, (title, level, y) in enumerate(page.marks):
        key = f"p{number}-{place}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=page.height - y, zoom=0)
        depth = min(level, depth + 1)  # reportlab refuses to skip a level
        canvas.addOutlineEntry(title, key, level=depth)
    for anchor, y in page.anchors:
        canvas.bookmarkPage(f"a-{anchor}", fit="XYZ", left=0, top=page.height - y, zoom=0)
    for anchor, (x, y, width, height) in page.links:
        if anchor not in places:
            continue
        area = (x, page.height - y - height, x + width, page.height - y)
        canvas.linkAbsolute("", f"a-{anchor}", area, Border="[0 0 0]", F=PRINTED)
    return depth


def _draw_page(canvas: Any, flow: Flow, page: Page, number: int) -> None:
    if flow.document.watermark:
        _draw_watermark(canvas, flow, page)
    for gray, boxes in page.fills.items():
        canvas.setFillGray(gray)
        for x, y, width, height in boxes:
            canvas.rect(x, page.height - y - height, width, height, stroke=0, fill=1)
    canvas.setFillGray(0)
    for (thickness, gray), rules in page.rules.items():
        canvas.setLineWidth(thickness)
        canvas.setStrokeGray(gray)
        canvas.lines([(x1, page.height - y1, x2, page.height - y2) for x1, y1, x2, y2 in rules])
    for image, (x, y, width, height) in page.pictures:
        canvas.drawImage(image, x, page.height - y - height, width, height, mask="auto")
    if page.paths:
        _draw_paths(canvas, page)
    around = _around(flow, page, number) if page.numbered else []
    if page.light:
        _draw_light(canvas, page, around)
        return
    _draw_texts(canvas, page.height, [*page.texts, *around])


def _draw_light(canvas: Any, page: Page, around: list[Text]) -> None:
    dark = [text for number, text in enumerate(page.texts) if number not in page.light]
    _draw_texts(canvas, page.height, [*dark, *around])
    canvas.setFillGray(1)
    _draw_texts(canvas, page.height, [page.texts[number] for number in sorted(page.light)])


def _draw_paths(canvas: Any, page: Page) -> None:
    canvas.saveState()
    for path in page.paths:
        out = canvas.beginPath()
        (x, y), *rest = path.points
        out.moveTo(x, page.height - y)
        for x, y in rest:
            out.lineTo(x, page.height - y)
        if path.fill:
            out.close()
            canvas.setFillColor(HexColor(path.fill))
        if path.line:
            canvas.setStrokeColor(HexColor(path.line))
            canvas.setLineWidth(path.width)
            canvas.setDash([3, 2] if path.dashed else [])
        canvas.drawPath(out, stroke=bool(path.line), fill=bool(path.fill))
    canvas.restoreState()


def _around(flow: Flow, page: Page, number: int) -> list[Text]:
    """Return the running head and foot of a page."""
    running, face = flow.document.running, flow.fonts.regular
    right = page.width - RIGHT
    texts: list[Text] = []
    if running.left:
        texts.append((face, _HEAD_SIZE, LEFT, TOP + 3, clean(running.left)))
    if running.right:
        words = clean(running.right)
        texts.append((face, _HEAD_SIZE, right - face.measure(words) * _HEAD_SIZE / 1000, TOP + 3, words))
    foot = page.height - BOTTOM
    if running.foot:
        texts.append((face, _HEAD_SIZE, LEFT, foot, clean(running.foot)))
    count = flow.counted(number)
    width = face.measure(count) * _FOOT_SIZE / 1000
    return [*texts, (face, _FOOT_SIZE, (page.width - width) / 2, foot, count)]


def _draw_watermark(canvas: Any, flow: Flow, page: Page) -> None:
    """Write the watermark aslant behind everything, as large as the sheet lets it."""
    face: Typeface = flow.fonts.bold
    words = clean(flow.document.watermark)
    width = face.measure(words)
    size = min(_MARK_SIZE, 0.75 * page.width * 1000 / max(width, 1.0))
    canvas.saveState()
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(45)
    canvas.setFillGray(_MARK_GRAY)
    _draw_texts(canvas, 0, [(face, size, -width * size / 2000, size / 3, words)])
    canvas.restoreState()


def _draw_texts(canvas: Any, height: float, texts: list[Text]) -> None:
    """Put all texts of a page into one text object: a third cheaper than one object for each."""
    out = canvas.beginText()
    current: tuple[str, float] | None = None
    for face, size, x, y, text in texts:
        out.setTextOrigin(x, height - y)
        runs = face.runs(text)
        for name, piece in runs:
            if current != (name, size):
                out.setFont(name, size)
                current = (name, size)
            # textLine spares the measuring that textOut does, which only a second run needs.
            (out.textLine if len(runs) == 1 else out.textOut)(piece)
    canvas.drawText(out)
