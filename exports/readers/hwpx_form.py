"""An office's own HWPX form: the places that wait for values.

A place is a named field of Hangul (누름틀), a cell with a field name, or ``{{이름}}`` in the text.  A name
with a point, ``{{활동.날짜}}``, stands in a row of a table that is repeated for every entry of its list.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from app.domain.sources.packed import UNREADABLE
from app.errors import UserError

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
PLACE = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
SECTION = re.compile(r"Contents/section\d+\.xml")
MOST_BYTES = 64 * 1024 * 1024
_NO_FORM = "HWPX 서식이 아닙니다. 한글에서 ‘HWPX 문서’로 저장한 파일을 고르십시오."


@dataclass(frozen=True, slots=True)
class FormPlaces:
    """The names of the places: single ones, and lists with their columns."""

    single: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    in_order: tuple[str, ...] = ()
    """Every name as it is written in the form, from its head to its foot."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name as it is written in the form."""
        return (*self.single, *(f"{name}.{column}" for name, columns in self.lists for column in columns))


def places(content: bytes) -> FormPlaces:
    """Return the places of a form in their order; ``UserError`` where it is none or has none."""
    single: dict[str, None] = {}
    every: dict[str, None] = {}
    lists: dict[str, dict[str, None]] = {}
    for root in sections(content).values():
        for name in _names(root):
            group, point, column = name.partition(".")
            if point and column:
                name = f"{group.strip()}.{column.strip()}"
                lists.setdefault(group.strip(), {})[column.strip()] = None
            else:
                single[name] = None
            every[name] = None
    if not single and not lists:
        raise UserError(
            "서식에 채울 자리가 없습니다. 한글에서 누름틀을 넣거나 {{과제명}}처럼 적은 뒤 다시 고르십시오."
        )
    listed = tuple((name, tuple(columns)) for name, columns in lists.items())
    return FormPlaces(tuple(single), listed, tuple(every))


def sections(content: bytes) -> dict[str, Any]:
    """Return the sections of an HWPX by their part names."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = [name for name in package.namelist() if SECTION.fullmatch(name)]
            if not names or sum(package.getinfo(name).file_size for name in names) > MOST_BYTES:
                raise UserError(_NO_FORM)
            return {name: _parsed(package.read(name)) for name in names}
    except (*UNREADABLE, etree.XMLSyntaxError) as error:
        raise UserError(_NO_FORM) from error


def _parsed(text: bytes) -> Any:
    # A form comes from outside: nothing is fetched, nothing is expanded.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_blank_text=False
    )
    return etree.fromstring(text, parser)


def _names(root: Any) -> Iterator[str]:
    for element in root.iter(f"{HP}p", f"{HP}tc", f"{HP}fieldBegin"):
        if element.tag == f"{HP}p":
            yield from PLACE.findall(text_of(element))
        elif element.tag == f"{HP}tc":
            if element.get("name"):
                yield element.get("name")
        elif element.get("type") == "CLICK_HERE" and element.get("name"):
            yield element.get("name")


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph itself, without tables inside it."""
    return "".join(
        text.text or "" for run in paragraph.iterchildren(f"{HP}run") for text in run.iterchildren(f"{HP}t")
    )
