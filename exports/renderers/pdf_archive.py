"""What makes a PDF one to be kept: it says that it follows PDF/A-2b (ISO 19005-2), and brings its colours.

Level b and not a: the pages are not tagged.  Their text stands in the order of reading, is Unicode and can
be searched; who needs the structure has the same paper as HWPX or JSON.  A tagged table would hold an object
for every cell, some hundred bytes each, which no list of 10,000 rows should carry.  What the claim rests on
is checked rule by rule in ``tests/exports/archive_rules.py``; a file behind a password may not make it and
does not (see ``exports.passwords``).
"""

import struct
from functools import cache
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFCatalog, PDFDictionary, PDFName, PDFStream, PDFString

VERSION = (1, 7)
PRINTED = 4
"""The flags of an annotation: it is printed, and not hidden."""
CLAIM = (
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"
)
_SRGB = "sRGB IEC61966-2.1"
_WHITE = (0.9642, 1.0, 0.8249)  # D50
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 1024


def declare(canvas: Any) -> None:
    """Give the document its output intent: its gray and its red, green and blue are those of sRGB."""
    document = canvas._doc
    profile = PDFStream(PDFDictionary({"N": 3}), srgb())
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(_SRGB),
            "Info": PDFString(_SRGB),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog = document.Catalog
    # reportlab writes the entries that it knows; this one it has to be told of
    catalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([intent])


@cache
def srgb() -> bytes:
    """Return the sRGB profile (ICC version 2), made from the figures of IEC 61966-2-1."""
    curve = struct.pack(f">4s4xI{_STEPS}H", b"curv", _STEPS, *(_linear(n) for n in range(_STEPS)))
    name = _SRGB.encode() + b"\0"
    described = struct.pack(f">4s4xI{len(name)}s", b"desc", len(name), name) + bytes(4 + 4 + 2 + 1 + 67)
    tags = {
        b"desc": described,
        b"cprt": b"text\0\0\0\0no rights reserved\0",
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(primary) for tag, primary in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return _profile(tags)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    table, body, places = b"", b"", dict[bytes, int]()
    for tag, content in tags.items():
        if content not in places:  # the three curves are one
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", tag, places[content], len(content))
    day = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head = struct.pack(">I4xI4s4s4s", start + len(body), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += day + b"acsp" + bytes(28) + _fixed(*_WHITE)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + table + body


def _linear(step: int) -> int:
    value = step / (_STEPS - 1)
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
