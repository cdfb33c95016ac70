"""A list of names as people paste it from a sheet or a message: one person a line."""

import re
from collections.abc import Mapping, Sequence

from app.domain.hangul import fold
from app.domain.koreandate import read_date
from app.domain.person import PERSON_FIELDS

_HEADS = frozenset({"이름", "성명", "성함", "name"})
_NUMBERING = re.compile(r"^\(?\d{1,3}[.)]?$")


def read_roster(text: str) -> list[dict[str, str]]:
    """Return the fields of the person of each line.

    Cells are parted by tabs, else by commas or wide gaps.  A first line of field names tells the columns;
    those that name no field are left out.  Without it a running number at the front is left out; a cell
    with six digits or more is a phone, but none that is a day, which is left out; one with @ is an address,
    the first of the others the name, the next the affiliation.  A person that comes twice with nothing
    different counts once.
    """
    found: list[dict[str, str]] = []
    heads: dict[int, str] = {}
    for line in text.replace("\r", "\n").split("\n"):
        cells = [cell.strip() for cell in _cells(line)]
        if not found and not heads and (heads := _columns(cells)):
            continue
        person = _by_columns(heads, cells) if heads else _person(cells)
        if person and person not in found:
            found.append(person)
    return found


def _cells(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else re.split(r",|\s{2,}", line.strip())


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """Return the field of each column by a heading line; nothing unless it names 이름 and another field."""
    known = {
        fold(word): spec.key
        for spec in PERSON_FIELDS
        if not (spec.derived or spec.reference)
        for word in (spec.label, *spec.aliases)
    }
    known.update(dict.fromkeys(_HEADS, "name"))
    found = {place: known[fold(cell)] for place, cell in enumerate(cells) if fold(cell) in known}
    return found if "name" in found.values() and len(found) > 1 else {}


def _by_columns(heads: Mapping[int, str], cells: Sequence[str]) -> dict[str, str] | None:
    person = {key: cells[place] for place, key in heads.items() if place < len(cells) and cells[place]}
    return person if person.get("name") else None


def _person(cells: list[str]) -> dict[str, str] | None:
    person: dict[str, str] = {}
    for cell in cells:
        if not cell or (_NUMBERING.match(cell) and "name" not in person):
            continue
        key = _kind(cell, person)
        if key:
            person.setdefault(key, cell)
    if "name" not in person or person["name"].casefold() in _HEADS:
        return None
    return person


def _kind(cell: str, person: dict[str, str]) -> str:
    if "@" in cell:
        return "email"
    if sum(sign.isdigit() for sign in cell) >= 6:
        return "" if read_date(cell).value else "phone"
    if "name" not in person:
        return "name"
    return "" if "affiliation" in person else "affiliation"
