"""HWPX: rules of the package, and what two other libraries read in it."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import hwpforge
import pytest
from hwp_hwpx_parser import Reader
from lxml import etree

from exports.blocks import (
    Block,
    Bullet,
    Bullets,
    Column,
    Document,
    Heading,
    Kind,
    Numbering,
    PageBreak,
    Paragraph,
    Sender,
    Table,
    Value,
)
from exports.renderers import hwpx
from exports.values import shown
from tests.exports.samples import DAY, list_document, matrix_document, report_document
from tests.exports.whole import BLOCKS, whole_document

_PARAGRAPH = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


def _written(document: Document) -> bytes:
    stream = BytesIO()
    hwpx.write(document, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Return the whole document as HWPX."""
    return _written(whole_document())


def _package(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(content))


def _parts(content: bytes) -> dict[str, Any]:
    package = _package(content)
    return {
        name: etree.fromstring(package.read(name))
        for name in package.namelist()
        if name.endswith((".xml", ".hpf", ".rdf"))
    }


def _read(content: bytes, folder: Path) -> Any:
    path = folder / "a.hwpx"
    path.write_bytes(content)
    with Reader(str(path)) as reader:
        return reader.text, reader.tables


def test_the_package_keeps_its_rules(whole: bytes) -> None:
    """The type is first and unpacked, every named part is there, as many sections as the header says."""
    package = _package(whole)
    first = package.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert package.read("mimetype") == b"application/hwp+zip"
    parts = _parts(whole)
    items = {item.get("id"): item.get("href") for item in parts["Contents/content.hpf"].iter("{*}item")}
    assert set(items.values()) <= set(package.namelist())
    stored = {name for name in package.namelist() if name.startswith(("Contents/section", "BinData/"))}
    assert stored <= set(items.values())
    spine = [ref.get("idref") for ref in parts["Contents/content.hpf"].iter("{*}itemref")]
    assert spine == ["header", "section0", "section1", "section2"]
    assert parts["Contents/header.xml"].get("secCnt") == "3"


def test_every_reference_leads_somewhere(whole: bytes) -> None:
    """Styles, letters, frames, tabs and pictures that are named exist; numbers are unique."""
    parts = _parts(whole)
    header = parts["Contents/header.xml"]
    known = {
        reference: {item.get("id") for item in header.iter(f"{{*}}{element}")}
        for reference, element in (
            ("styleIDRef", "style"),
            ("paraPrIDRef", "paraPr"),
            ("charPrIDRef", "charPr"),
            ("borderFillIDRef", "borderFill"),
            ("tabPrIDRef", "tabPr"),
        )
    }
    known["charPrIDRef"].add("4294967295")
    known["binaryItemIDRef"] = {"", *(i.get("id") for i in parts["Contents/content.hpf"].iter("{*}item"))}
    numbers: list[str] = []
    for element in (one for part in parts.values() for one in part.iter()):
        for reference, ids in known.items():
            assert element.get(reference) is None or element.get(reference) in ids, (element.tag, reference)
        if element.tag == f"{_PARAGRAPH}p":
            numbers.append(element.get("id"))
    assert len(numbers) == len(set(numbers))
    for name in ("fontfaces", "borderFills", "charProperties", "paraProperties", "styles", "numberings"):
        listed = header.find(f".//{{*}}{name}")
        assert int(listed.get("itemCnt")) == len(listed)


def test_the_strict_validator_finds_nothing(whole: bytes) -> None:
    """Another library decodes the document whole: headings by level, tables, pictures, no warning."""
    document = hwpforge.Document.from_bytes(whole)
    report = document.validate()
    assert (report["ok"], report["errors"], report["warnings"]) == (True, [], [])
    headings = [(h["level"], h["text"]) for h in document.outline()["outline"]["headings"]]
    wanted = [(block.level, block.text) for block in BLOCKS if isinstance(block, Heading)]
    assert headings == wanted


def test_letters_begin_anew_and_rows_have_room(tmp_path: Path) -> None:
    """Each letter has its title on a page of its own, counted from 1; rows to sign are as high as asked."""
    rows = Table((Column("이름"), Column("서명")), [("가", None)], name="people", row_height=9)
    blocks = (
        Paragraph("첫 편지"),
        rows,
        PageBreak(anew=True),
        Paragraph("둘째 편지"),
        Sender("가온시", "6. 18."),
    )
    content = _written(Document("통지", DAY, blocks, dated=False))
    report = hwpforge.Document.from_bytes(content).validate()
    assert (report["ok"], report["errors"], report["warnings"]) == (True, [], [])
    root = _parts(content)["Contents/section0.xml"]
    (begun,) = [one for one in root.iterchildren(f"{_PARAGRAPH}p") if one.get("pageBreak") == "1"]
    assert [(one.get("num"), one.get("numType")) for one in begun.iter(f"{_PARAGRAPH}newNum")] == [
        ("1", "PAGE")
    ]
    assert "".join(begun.itertext()).count("통지") == 1
    heights = [int(cell.get("height")) for cell in root.iter(f"{_PARAGRAPH}cellSz")]
    assert max(heights) >= round(9 * 283.465)
    text, _tables = _read(content, tmp_path)
    assert "기준일" not in text and text.rstrip().endswith("가온시")


@pytest.mark.parametrize("document", [list_document(40), matrix_document(40), report_document()])
def test_an_independent_reader_finds_the_same_tables(document: Document, tmp_path: Path) -> None:
    """Cell by cell, every table comes back with the text that people read, its header rows included."""
    _, tables = _read(_written(document), tmp_path)
    found = [[cell for row in table.rows for cell in row if cell] for table in tables]
    for table in document.tables:
        wanted = [cell.text for row in table.headers for cell in row]
        assert any(cells[: len(wanted)] == wanted for cells in found), table.caption
        last = shown(table.rows[-1][-1], table.columns[-1].kind)
        assert any(last in cells or last == "" for cells in found)


def test_numbers_of_headings_and_lists_come_from_styles(tmp_path: Path) -> None:
    """No number and no sign is typed: they stand in the numbering, so that Hangul counts them anew."""
    items = (Bullet("목적"), Bullet("대상", 1))
    blocks: tuple[Block, ...] = (Heading("현황"), Bullets(items), Bullets(items, Numbering.OFFICIAL))
    content = _written(Document("시험", DAY, blocks, numbering=Numbering.CHAPTERS))
    text, _ = _read(content, tmp_path)
    assert re.search(r"^현황$", text, re.M)
    assert text.count("\n목적\n") == 2
    header = etree.tostring(_parts(content)["Contents/header.xml"], encoding="unicode")
    assert 'numFormat="ROMAN_CAPITAL"' in header
    assert 'char="□"' in header
    assert len(re.findall("<hh:numbering ", header)) == 2


def test_header_rows_repeat_and_long_tables_part_between_pages() -> None:
    """Header cells are marked, the table repeats them, and it does not stand like a letter."""
    section = _parts(_written(list_document(30)))["Contents/section0.xml"]
    table = section.findall(".//{*}tbl")[-1]
    assert (table.get("repeatHeader"), table.get("pageBreak")) == ("1", "CELL")
    assert table.find("{*}pos").get("treatAsChar") == "0"
    marked = [cell.get("header") for cell in table.find("{*}tr")]
    assert set(marked) == {"1"}


def test_a_turned_section_keeps_its_table_as_wide_as_its_text(whole: bytes) -> None:
    """Portrait and landscape stand in one document, tables follow the width of their section."""
    parts = _parts(whole)
    turned = [parts[f"Contents/section{n}.xml"].find(".//{*}pagePr").get("landscape") for n in range(3)]
    assert turned == ["WIDELY", "NARROWLY", "WIDELY"]
    widths = [int(parts[f"Contents/section{n}.xml"].find(".//{*}tbl/{*}sz").get("width")) for n in (0, 1)]
    assert widths[1] > widths[0] > 48_000


def test_contents_lead_to_their_headings(whole: bytes) -> None:
    """Each line of the contents refers to the paragraph of a heading; its number is a cross-reference."""
    section = _parts(whole)["Contents/section0.xml"]
    targets = re.findall(r"\?#(\d+);5;0;1;0;", etree.tostring(section, encoding="unicode"))
    ids = {p.get("id") for part in _parts(whole).values() for p in part.iter(f"{_PARAGRAPH}p")}
    assert len(targets) == sum(isinstance(block, Heading) for block in BLOCKS)
    assert set(targets) <= ids


def test_charts_are_sharp_enough_to_print(whole: bytes) -> None:
    """A chart has at least 200 pixels an inch where it stands, and words for those who cannot see."""
    from PIL import Image

    parts, package = _parts(whole), _package(whole)
    pictures = parts["Contents/section0.xml"].findall(".//{*}pic")
    name = pictures[0].find("{*}img").get("binaryItemIDRef")
    image = Image.open(BytesIO(package.read(f"BinData/{name}.png")))
    inches = int(pictures[0].find("{*}sz").get("width")) / 7200
    assert image.width / inches >= 200
    assert "설계 64%" in pictures[0].find("{*}shapeComment").text


@pytest.mark.parametrize(
    "value", ["가\x00나\ud800", "<b>&amp;", "😀 👩‍👩‍👧", "ᄒᆞᆫ글 漢字", "שלום", "줄\n줄", "가" * 20_000]
)
def test_strange_text_stays_readable(value: Value, tmp_path: Path) -> None:
    """Control characters go, everything else comes back; the package stays sound."""
    content = _written(Document("시험", DAY, (Table((Column("값"),), ((value,),)),)))
    _, tables = _read(content, tmp_path)
    assert shown(value).split("\n")[0][:100] in str(tables[-1].rows)


def test_the_same_document_gives_the_same_bytes() -> None:
    """Nothing of the clock or of chance is in a file."""
    assert _written(whole_document()) == _written(whole_document())


def test_numbers_read_as_on_screen(tmp_path: Path) -> None:
    """Counts, percents and dates are written as people read them."""
    columns = (Column("수", Kind.COUNT), Column("율", Kind.PERCENT), Column("날", Kind.DATE))
    _, tables = _read(_written(Document("시험", DAY, (Table(columns, ((0, 64, "2026-03-05"),)),))), tmp_path)
    assert tables[-1].rows[-1] == ["-", "64%", "2026. 3. 5."]


def test_what_announces_is_kept_with_what_follows() -> None:
    """□ before its ○ and a low table are not parted by a page; a long table may be."""
    items = (Bullet("큰 것"), Bullet("작은 것", 1), Bullet("또 큰 것"))
    tables = [Table((Column("이름"),), [(f"줄 {n}",) for n in range(count)]) for count in (4, 40)]
    parts = _parts(_written(Document("시험", DAY, (Bullets(items), *tables))))
    held = {
        one.get("id")
        for one in parts["Contents/header.xml"].iter("{*}paraPr")
        if one.find(".//{*}breakSetting").get("keepWithNext") == "1"
    }
    root = parts["Contents/section0.xml"]
    kept = {"".join(p.itertext()): p.get("paraPrIDRef") in held for p in root.iterchildren(f"{_PARAGRAPH}p")}
    assert [kept[item.text] for item in items] == [True, False, False]
    assert [one.get("pageBreak") for one in root.iter(f"{_PARAGRAPH}tbl")][1:] == ["NONE", "CELL"]
