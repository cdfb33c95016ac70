"""A list of names as people paste it from a sheet or a message: one person a line."""

import re

_HEADS = frozenset({"이름", "성명", "성함", "name"})
_NUMBERING = re.compile(r"^\(?\d{1,3}[.)]?$")


def read_roster(text: str) -> list[dict[str, str]]:
    """Return name, affiliation, phone and email of each line.

    Cells are parted by tabs, else by commas or wide gaps.  A heading line and a running number at the front
    are left out; a cell with seven digits or more is a phone, one with @ an address, the first of the others
    the name, the next the affiliation.  A name that comes twice with nothing different counts once.
    """
    found: list[dict[str, str]] = []
    for line in text.replace("\r", "\n").split("\n"):
        person = _person([cell.strip() for cell in _cells(line)])
        if person and person not in found:
            found.append(person)
    return found


def _cells(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else re.split(r",|\s{2,}", line.strip())


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
    if sum(sign.isdigit() for sign in cell) >= 7:
        return "phone"
    if "name" not in person:
        return "name"
    return "" if "affiliation" in person else "affiliation"
