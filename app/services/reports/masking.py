"""가린 기록: records as a paper may show them, withheld persons gone and the others masked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.domain.entities import ENTITIES
from app.domain.fields import FieldSpec, FieldType
from app.domain.finding import Finding
from app.domain.privacy.masks import LEFT_OUT, masked, masked_text
from app.domain.tabular.pseudonyms import NOBODY, KnownWords, masked_names
from app.services import findings
from app.services.privacy import disclosure
from app.services.privacy.naming import known_names

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_NAMED = {"proposer", "speaker", "host"}
"""Texts in which a name stands though they refer to nobody."""


def masked_rows(ws: "Workspace", rows: list[Any], entity: str) -> Iterator[tuple[Any, ...]]:
    """Yield the values of records by the fields of their kind, as a paper may show them."""
    for row in hidden(ws, rows, entity):
        yield tuple(cell(row, spec) for spec in ENTITIES[entity].fields)


def cards(ws: "Workspace", project_id: int) -> list[Finding]:
    """Return the cards of a project as a paper may show them: who spoke is told by a role or a mask."""
    found = findings.of_project(ws, project_id)
    known = NOBODY
    if any(card.speaker for card in found):
        with ws.reading() as connection:
            known = known_names(connection)
    return [replace(card, speaker=masked_names(card.speaker, known)) for card in found]


def cell(row: Any, spec: FieldSpec) -> Any:
    """Return the value of a field as a table holds it: dates and numbers as such, names for references."""
    from exports.reports.project_list import cell_of

    key = spec.key.removesuffix("_id") if spec.type is FieldType.REFERENCE else spec.key
    value = getattr(row, key, None)
    if value is None or value == () or value == "":
        return None
    if isinstance(value, (date, datetime)) or spec.type in (FieldType.INTEGER, FieldType.PERCENT):
        return value
    return cell_of(spec, value)


def hidden(ws: "Workspace", rows: list[Any], entity: str) -> Iterator[Any]:
    """Yield the rows as a paper may show them: withheld persons gone, the others masked."""
    key = "id" if entity == "person" else "person_id"
    named = [getattr(row, key, None) for row in rows]
    desks = [getattr(row, "manager_id", None) for row in rows]
    names = disclosure.allowed(ws, [*named, *desks])
    known = NOBODY
    if any(hasattr(row, key) for row in rows[:1] for key in _NAMED):
        with ws.reading() as connection:
            known = known_names(connection)
    for row in rows:
        if hasattr(row, key):
            row = masked(names.row(row, key))
        yield _Hidden(row, entity, names, known)


class _Hidden:
    """A row whose personal texts are masked when they are read."""

    def __init__(self, row: Any, entity: str, names: disclosure.Disclosure, known: KnownWords) -> None:
        self._row, self._names, self._known = row, names, known
        self._hidden = {
            spec.key.removesuffix("_id")
            for spec in ENTITIES[entity].fields
            if spec.personal and spec.key not in ("name", "phone", "email", "affiliation", "person_id")
        }

    def __getattr__(self, key: str) -> Any:
        value = getattr(self._row, key)
        if key == "manager" and getattr(self._row, "manager_id", None) in self._names.withheld:
            return LEFT_OUT
        if value and key in _NAMED and isinstance(value, str):
            return masked_names(value, self._known)
        return masked_text(key, str(value)) if value and key in self._hidden else value
