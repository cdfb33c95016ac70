"""The package of an HWPX (KS X 6101): its parts, what they are called, and who names them.

The type stands first and unpacked, the manifest names every part, the header part as many sections as
there are.  The same document gives the same bytes.
"""

import zipfile
from collections.abc import Mapping, Sequence
from typing import BinaryIO
from xml.sax.saxutils import escape  # writes only

from exports.blocks import Document
from exports.renderers.pictures import Ready
from exports.values import clean

_TIME = (1980, 1, 1, 0, 0, 0)
_PROGRAM = "함께설계"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
_SPACES = {
    "ha": "http://www.hancom.co.kr/hwpml/2011/app",
    "hp": "http://www.hancom.co.kr/hwpml/2011/paragraph",
    "hp10": "http://www.hancom.co.kr/hwpml/2016/paragraph",
    "hs": "http://www.hancom.co.kr/hwpml/2011/section",
    "hc": "http://www.hancom.co.kr/hwpml/2011/core",
    "hh": "http://www.hancom.co.kr/hwpml/2011/head",
    "hhs": "http://www.hancom.co.kr/hwpml/2011/history",
    "hm": "http://www.hancom.co.kr/hwpml/2011/master-page",
    "hpf": "http://www.hancom.co.kr/schema/2011/hpf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "opf": "http://www.idpf.org/2007/opf/",
    "ooxmlchart": "http://www.hancom.co.kr/hwpml/2016/ooxmlchart",
    "hwpunitchar": "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar",
    "epub": "http://www.idpf.org/2007/ops",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
}
NAMESPACES = " ".join(f'xmlns:{short}="{name}"' for short, name in _SPACES.items())
_VERSION = (
    '<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" tagetApplication="WORDPROCESSOR"'
    ' major="5" minor="1" micro="1" buildNumber="0" os="1" xmlVersion="1.5"'
    ' application="Hancom Office Hangul" appVersion="13, 0, 0, 1408 WIN32LEWindows_10"/>'
)
_CONTAINER = (
    '<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"'
    ' xmlns:hpf="http://www.hancom.co.kr/schema/2011/hpf"><ocf:rootfiles>'
    '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
    '<ocf:rootfile full-path="Preview/PrvText.txt" media-type="text/plain"/>'
    '<ocf:rootfile full-path="META-INF/container.rdf" media-type="application/rdf+xml"/>'
    "</ocf:rootfiles></ocf:container>"
)
_MANIFEST = '<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_SETTINGS = (
    '<ha:HWPApplicationSetting xmlns:ha="http://www.hancom.co.kr/hwpml/2011/app"'
    ' xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0">'
    '<ha:CaretPosition listIDRef="0" paraIDRef="0" pos="0"/></ha:HWPApplicationSetting>'
)
_PREVIEW_LETTERS = 1000
_PIECES = 100


def save(
    document: Document,
    header: str,
    sections: Sequence[Sequence[str]],
    pictures: Mapping[str, Ready],
    preview: str,
    stream: BinaryIO,
) -> None:
    """Write the package; ``sections`` are the pieces of each, written in parts so that nothing waits long."""
    names = [f"Contents/section{number}.xml" for number in range(len(sections))]
    parts: dict[str, str | bytes] = {
        "version.xml": _HEAD + _VERSION,
        "Contents/header.xml": header,
        **{f"BinData/{name}.{item.kind}": item.content for name, item in pictures.items()},
        "Preview/PrvText.txt": preview[:_PREVIEW_LETTERS],
        "settings.xml": _HEAD + _SETTINGS,
        "META-INF/container.rdf": _rdf(names),
        "Contents/content.hpf": _package(document, names, pictures),
        "META-INF/container.xml": _HEAD + _CONTAINER,
        "META-INF/manifest.xml": _HEAD + _MANIFEST,
    }
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(_entry("mimetype", zipfile.ZIP_STORED), "application/hwp+zip")
        for name, pieces in zip(names, sections, strict=True):
            with target.open(_entry(name, zipfile.ZIP_DEFLATED), "w") as part:
                part.write(f"{_HEAD}<hs:sec {NAMESPACES}>".encode())
                for start in range(0, len(pieces), _PIECES):
                    part.write("".join(pieces[start : start + _PIECES]).encode())
                part.write(b"</hs:sec>")
        for name, content in parts.items():
            packed = zipfile.ZIP_STORED if name.startswith("BinData/") else zipfile.ZIP_DEFLATED
            target.writestr(_entry(name, packed), content)


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = method
    return info


def _package(document: Document, sections: Sequence[str], pictures: Mapping[str, Ready]) -> str:
    """Return the manifest with title and day of the document."""
    stamp = f"{document.as_of:%Y-%m-%d}T00:00:00Z"
    metas = {
        "creator": _PROGRAM,
        "subject": clean(document.subject or document.title),
        "description": "",
        "lastsaveby": _PROGRAM,
        "CreatedDate": stamp,
        "ModifiedDate": stamp,
        "date": f"{document.as_of.year}년 {document.as_of.month}월 {document.as_of.day}일",
        "keyword": clean(", ".join(document.keywords)),
    }
    said = "".join(
        f'<opf:meta name="{name}" content="text">{escape(value)}</opf:meta>' for name, value in metas.items()
    )
    named = [("header", "Contents/header.xml"), *((f"section{n}", s) for n, s in enumerate(sections))]
    items = "".join(
        f'<opf:item id="{name}" href="{path}" media-type="application/xml"/>'
        for name, path in (*named, ("settings", "settings.xml"))
    )
    items += "".join(
        f'<opf:item id="{name}" href="BinData/{name}.{item.kind}" media-type="image/{item.kind}"'
        ' isEmbeded="1"/>'
        for name, item in pictures.items()
    )
    spine = "".join(f'<opf:itemref idref="{name}" linear="yes"/>' for name, _ in named)
    return (
        f'{_HEAD}<opf:package {NAMESPACES} version="" unique-identifier="" id=""><opf:metadata>'
        f"<opf:title>{escape(clean(document.title))}</opf:title>"
        f"<opf:language>{document.language}</opf:language>{said}"
        f"</opf:metadata><opf:manifest>{items}</opf:manifest><opf:spine>{spine}</opf:spine></opf:package>"
    )


def _rdf(sections: Sequence[str]) -> str:
    name = "http://www.hancom.co.kr/hwpml/2016/meta/pkg#"
    kinds = [("Contents/header.xml", "HeaderFile"), *((section, "SectionFile") for section in sections)]
    parts = "".join(
        f'<rdf:Description rdf:about=""><ns0:hasPart xmlns:ns0="{name}" rdf:resource="{path}"/>'
        "</rdf:Description>"
        f'<rdf:Description rdf:about="{path}"><rdf:type rdf:resource="{name}{kind}"/></rdf:Description>'
        for path, kind in kinds
    )
    return (
        f'{_HEAD}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{parts}'
        f'<rdf:Description rdf:about=""><rdf:type rdf:resource="{name}Document"/></rdf:Description></rdf:RDF>'
    )
