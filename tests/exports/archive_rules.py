"""The rules of PDF/A-2b (ISO 19005-2) that a PDF of ours could break, each as a check of a finished file.

Numbers are those of its clauses.  What cannot occur here (forms, layers, embedded files, JPEG 2000, colours
of print) is refused as such and not looked into.
"""

import re
import struct
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

_TEXT = {"Tj", "TJ", "'", '"'}
_KNOWN = (
    "b B b* B* BT c cm cs CS d Do ET f f* g G gs h i j J l m M n q Q re rg RG ri s S sc SC scn SCN"
    " Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz T* v w W W* y ' \""
)
_OPERATORS = frozenset(_KNOWN.split())  # without those of CMYK
_FILTERS = {"/FlateDecode", "/ASCII85Decode", "/DCTDecode"}
_SPACES = {"/DeviceRGB", "/DeviceGray"}
_TYPES_OF_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/SubmitForm"}
_PART = re.compile(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>B</pdfaid:conformance>")


def broken(path: Any) -> list[str]:
    """Return what a file breaks: nothing where the claim of PDF/A-2b stands."""
    with pikepdf.open(path) as pdf:
        return [said for rule in RULES for said in rule(pdf)]


def _file(pdf: Pdf) -> Iterator[str]:
    """6.1: version, identifier, no encryption, only filters that all readers know."""
    if not re.fullmatch(r"1\.[0-7]", pdf.pdf_version):
        yield f"6.1.2 version {pdf.pdf_version}"
    if "/ID" not in pdf.trailer or pdf.is_encrypted:
        yield "6.1.3 identifier or encryption"
    for one in _streams(pdf):
        names = one.get("/Filter", Array([]))
        for name in [names] if isinstance(names, Name) else names:
            if str(name) not in _FILTERS:
                yield f"6.1.7 filter {name}"
        if "/F" in one or "/FFilter" in one:
            yield "6.1.7 a stream outside of the file"


def _catalog(pdf: Pdf) -> Iterator[str]:
    """6.1, 6.4, 6.5: no forms, layers, files and actions that do more than lead to a page."""
    for key in ("/AcroForm", "/OCProperties", "/AA", "/OpenAction", "/Names", "/NeedsRendering", "/Perms"):
        if key in pdf.Root:
            yield f"catalog has {key}"
    for one in pdf.objects:
        if isinstance(one, Dictionary) and str(one.get("/S", "")) in _TYPES_OF_ACTIONS:
            yield f"6.5.1 action {one.S}"


def _intent(pdf: Pdf) -> Iterator[str]:
    """6.2.3: one output intent, whose profile is of a display and has as many colours as it says."""
    intents = pdf.Root.get("/OutputIntents", Array([]))
    if len(intents) != 1 or intents[0].get("/S") != "/GTS_PDFA1" or "/DestOutputProfile" not in intents[0]:
        yield "6.2.3 output intent"
        return
    stream = intents[0].DestOutputProfile
    profile = stream.read_bytes()
    size, version = struct.unpack_from(">I4xI", profile)
    if size != len(profile) or version >> 24 > 4 or profile[36:40] != b"acsp":
        yield "6.2.3 profile"
    if profile[12:20] != b"mntrRGB " or stream.N != 3:
        yield "6.2.3 kind of profile"


def _metadata(pdf: Pdf) -> Iterator[str]:
    """6.6.2, 6.6.4: an XMP packet found without a filter, which names part and level and says the title."""
    if "/Metadata" not in pdf.Root:
        yield "6.6.2 no metadata"
        return
    stream = pdf.Root.Metadata
    packet = stream.read_bytes()
    if "/Filter" in stream or stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        yield "6.6.2 metadata stream"
    if not _PART.search(packet) or b"http://www.aiim.org/pdfa/ns/id/" not in packet:
        yield "6.6.4 part and level"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        same = (("dc:title", "/Title"), ("pdf:Producer", "/Producer"), ("xmp:CreatorTool", "/Creator"))
        for key, entry in same:
            if str(meta.get(key, "")) != str(pdf.docinfo.get(entry, "")):
                yield f"6.6.3 {key} is not {entry}"


def _annotations(pdf: Pdf) -> Iterator[str]:
    """6.3: links only, which are printed, not hidden, and lead into the document."""
    for page in pdf.pages:
        for one in page.obj.get("/Annots", Array([])):
            if one.get("/Subtype") != "/Link" or "/A" in one or "/AA" in one:
                yield f"6.3.1 annotation {one.get('/Subtype')}"
            if int(one.get("/F", 0)) & 0b100111 != 0b100:
                yield "6.3.2 flags of an annotation"


def _pictures(pdf: Pdf) -> Iterator[str]:
    """6.2.4, 6.2.8: pictures in the colours of the output intent, not smoothed, nothing from elsewhere."""
    for one in _streams(pdf):
        if one.get("/Subtype") == "/Image":
            if str(one.get("/ColorSpace")) not in _SPACES:
                yield f"6.2.4 colours {one.get('/ColorSpace')}"
            if one.get("/Interpolate", False) or "/Alternates" in one or "/OPI" in one:
                yield "6.2.8 picture"
        if one.get("/Subtype") == "/PS" or (one.get("/Subtype") == "/Form" and "/Ref" in one):
            yield "6.2.9 form"


def _fonts(pdf: Pdf) -> Iterator[str]:
    """6.2.11: fonts in the file, read by one map of their own, their widths those of the file."""
    for font in _fonts_of(pdf):
        program = font.get("/FontDescriptor", Dictionary()).get("/FontFile2")
        if font.get("/Subtype") != "/TrueType" or program is None:
            yield f"6.2.11.4 font {font.get('/BaseFont')} is not in the file"
            continue
        if not int(font.FontDescriptor.Flags) & 4 or "/Encoding" in font:
            yield "6.2.11.6 a symbolic font without an encoding of its own"
        maps, glyphs, widths = _program(program.read_bytes())
        if maps != 1:
            yield "6.2.11.6 more than one map"
        told = [float(width) for width in font.Widths]
        if any(abs(width - widths[glyph]) > 1 for width, glyph in zip(told, glyphs, strict=True)):
            yield "6.2.11.5 widths"


def _contents(pdf: Pdf) -> Iterator[str]:
    """6.2.2, 6.2.11.8: known operators, colours of the output intent, no sign without a glyph."""
    embedded = [font for font in _fonts_of(pdf) if "/FontFile2" in font.FontDescriptor]
    maps = {font.objgen: _program(font.FontDescriptor.FontFile2.read_bytes())[1] for font in embedded}
    for page in pdf.pages:
        fonts = page.obj.Resources.get("/Font", Dictionary())
        glyphs: list[int] = []
        for instruction in pikepdf.parse_content_stream(page):
            operands, name = instruction.operands, str(instruction.operator)
            if name not in _OPERATORS:
                yield f"6.2.2 operator {name}"
            if name == "Tf":
                glyphs = maps.get(fonts[str(operands[0])].objgen, [])
            if name in _TEXT and glyphs and not all(glyphs[code] for code in bytes(operands[0])):
                yield "6.2.11.8 a sign without a glyph"


def _program(content: bytes) -> tuple[int, list[int], list[float]]:
    """Return (number of maps, glyph by code, width by glyph in thousandths) of a TrueType font."""
    count = struct.unpack_from(">H", content, 4)[0]
    tables = {}
    for number in range(count):
        tag, _sum, start, length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        tables[tag] = content[start : start + length]
    units = struct.unpack_from(">H", tables[b"head"], 18)[0]
    full = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    glyphs = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    advances = [struct.unpack_from(">H", tables[b"hmtx"], 4 * min(n, full - 1))[0] for n in range(glyphs)]
    maps = struct.unpack_from(">H", tables[b"cmap"], 2)[0]
    (at,) = struct.unpack_from(">I", tables[b"cmap"], 8)
    kind, _length, _language, first, entries = struct.unpack_from(">5H", tables[b"cmap"], at)
    assert (kind, first) == (6, 0), "reportlab writes maps of this kind only"
    codes = list(struct.unpack_from(f">{entries}H", tables[b"cmap"], at + 10))
    return maps, codes, [advance * 1000 / units for advance in advances]


def _streams(pdf: Pdf) -> Iterator[Any]:
    return (one for one in pdf.objects if isinstance(one, Stream))


def _fonts_of(pdf: Pdf) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/Font"]


RULES: tuple[Callable[[Pdf], Iterator[str]], ...] = (
    _file, _catalog, _intent, _metadata, _annotations, _pictures, _fonts, _contents,
)  # fmt: skip
