"""Filling an office's own HWPX form in place: its looks stay as they are.

Only the sections change; every other part of the package is copied byte by byte.  A row that names a list is
repeated for each of its entries, and the stored line breaks of changed paragraphs go, so that Hangul lays
them out anew.
"""

import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from itertools import pairwise
from typing import IO, Any

from lxml import etree

from exports.readers.hwpx_form import HP, PLACE, SECTION, sections, text_of
from exports.values import clean

Entry = Mapping[str, str]


def fill(content: bytes, values: Entry, lists: Mapping[str, Sequence[Entry]], stream: IO[bytes]) -> list[str]:
    """Write the form with its places filled; return the names of places for which there was nothing.

    ``values`` are texts by the names of single places, ``lists`` entries by the names of lists; a place whose
    name is not among them stays as it is.
    """
    roots = sections(content)
    empty: dict[str, None] = {}
    for root in roots.values():
        for row in list(root.iter(f"{HP}tr")):
            _repeat(row, lists)
        _fill_fields(root, values, empty)
        for paragraph in root.iter(f"{HP}p"):
            _fill_text(paragraph, values, empty)
    _save(content, {name: _text(root) for name, root in roots.items()}, stream)
    return list(empty)


def _repeat(row: Any, lists: Mapping[str, Sequence[Entry]]) -> None:
    """Repeat a row for each entry of the list that it names; without entries it stays once, empty."""
    names = [name for paragraph in row.iter(f"{HP}p") for name in PLACE.findall(text_of(paragraph))]
    names += [field.get("name", "") for field in row.iter(f"{HP}fieldBegin", f"{HP}tc")]
    group = next((name.partition(".")[0].strip() for name in names if "." in name), "")
    if group not in lists or any(True for _ in row.iter(f"{HP}tbl")):
        return
    entries = lists[group] or [{}]
    table, place = row.getparent(), int(row.find(f"{HP}tc/{HP}cellAddr").get("rowAddr"))
    copies = [row, *(deepcopy(row) for _ in entries[1:])]
    for above, below in pairwise(copies):
        above.addnext(below)
    own = [name for name in names if name.partition(".")[0].strip() == group]
    for copy, entry in zip(copies, entries, strict=True):
        known = {f"{group}.{column}": value for column, value in entry.items()}
        texts = {name: known.get(_joined(name), "") for name in own if not known or _joined(name) in known}
        _fill_fields(copy, texts, {})
        for paragraph in copy.iter(f"{HP}p"):
            _fill_text(paragraph, texts, {})
    _grow(table, copies, place)


def _joined(name: str) -> str:
    group, _, column = name.partition(".")
    return f"{group.strip()}.{column.strip()}"


def _grow(table: Any, copies: Sequence[Any], place: int) -> None:
    """Number the rows anew and let cells that reached over the row reach over its copies."""
    more = len(copies) - 1
    if not more:
        return
    made = {id(copy): number for number, copy in enumerate(copies)}
    for row in table.iterchildren(f"{HP}tr"):
        for cell in row.iterchildren(f"{HP}tc"):
            address, span = cell.find(f"{HP}cellAddr"), cell.find(f"{HP}cellSpan")
            at, reach = int(address.get("rowAddr")), int(span.get("rowSpan"))
            if id(row) in made:
                address.set("rowAddr", str(place + made[id(row)]))
            elif at > place:
                address.set("rowAddr", str(at + more))
            elif at + reach > place:
                span.set("rowSpan", str(reach + more))
    table.set("rowCnt", str(int(table.get("rowCnt")) + more))
    size, cell = table.find(f"{HP}sz"), copies[0].find(f"{HP}tc/{HP}cellSz")
    if size is not None and cell is not None:
        size.set("height", str(int(size.get("height")) + more * int(cell.get("height"))))


def _fill_fields(root: Any, values: Entry, empty: dict[str, None]) -> None:
    """Put values into named fields and named cells."""
    for begin in list(root.iter(f"{HP}fieldBegin")):
        name = begin.get("name") or ""
        if begin.get("type") == "CLICK_HERE" and name in values:
            _note(name, values, empty)
            _fill_field(begin, values[name])
    for cell in root.iter(f"{HP}tc"):
        name = cell.get("name") or ""
        paragraph = next(cell.iter(f"{HP}p"), None)
        if name in values and paragraph is not None:
            _note(name, values, empty)
            _set_texts(paragraph, _texts(paragraph), values[name])


def _fill_field(begin: Any, value: str) -> None:
    """Replace what stands between the marks of a field within its paragraph."""
    run = next(element for element in begin.iterancestors(f"{HP}run"))
    paragraph = run.getparent()
    inside, texts = False, []
    for element in paragraph.iter(f"{HP}fieldBegin", f"{HP}fieldEnd", f"{HP}t"):
        if element is begin:
            inside = True
        elif element.tag == f"{HP}fieldEnd" and element.get("beginIDRef") == begin.get("id"):
            break
        elif inside and element.tag == f"{HP}t":
            texts.append(element)
    if not texts:
        after = etree.Element(f"{HP}run", charPrIDRef=run.get("charPrIDRef") or "0")
        texts = [etree.SubElement(after, f"{HP}t")]
        run.addnext(after)
    begin.set("dirty", "1")
    _set_texts(paragraph, texts, value)


def _fill_text(paragraph: Any, values: Entry, empty: dict[str, None]) -> None:
    """Replace ``{{…}}``; where Hangul has cut one into runs, it takes the looks of the first."""
    whole = text_of(paragraph)
    found = [name for name in PLACE.findall(whole) if name in values]
    if not found:
        return
    for name in found:
        _note(name, values, empty)
    texts = _texts(paragraph)
    for text in texts:
        if text.text and PLACE.search(text.text):
            _set_text(text, _replaced(text.text, values))
    if any(name in values for name in PLACE.findall(text_of(paragraph))):
        _set_texts(paragraph, texts, _replaced(text_of(paragraph), values))
    _forget_lines(paragraph)


def _replaced(text: str, values: Entry) -> str:
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def _note(name: str, values: Entry, empty: dict[str, None]) -> None:
    if not values[name]:
        empty[name] = None


def _texts(paragraph: Any) -> list[Any]:
    return [text for run in paragraph.iterchildren(f"{HP}run") for text in run.iterchildren(f"{HP}t")]


def _set_texts(paragraph: Any, texts: list[Any], value: str) -> None:
    """Put the whole text into the first text element and empty the others."""
    if not texts:
        run = next(paragraph.iterchildren(f"{HP}run"), None)
        if run is None:
            run = etree.SubElement(paragraph, f"{HP}run", charPrIDRef="0")
        texts = [etree.SubElement(run, f"{HP}t")]
    _set_text(texts[0], value)
    for other in texts[1:]:
        _set_text(other, "")
    _forget_lines(paragraph)


def _set_text(element: Any, value: str) -> None:
    """Set the text, line ends as those of the format."""
    for child in list(element):
        element.remove(child)
    first, *rest = clean(value).split("\n")
    element.text = first
    for line in rest:
        etree.SubElement(element, f"{HP}lineBreak").tail = line


def _forget_lines(paragraph: Any) -> None:
    for lines in list(paragraph.iterchildren(f"{HP}linesegarray")):
        paragraph.remove(lines)


def _text(root: Any) -> bytes:
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made


def _save(content: bytes, changed: Mapping[str, bytes], stream: IO[bytes]) -> None:
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            data = changed[info.filename] if SECTION.fullmatch(info.filename) else source.read(info)
            target.writestr(info, data, info.compress_type)
