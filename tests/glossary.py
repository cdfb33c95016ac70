"""Writes ``docs/glossary.md`` from what the domain declares: ``python -m tests.glossary``."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import app.domain
from app.domain import choices
from app.domain.entities import ENTITIES, Entity

FILE = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
HEAD = """# Glossary

Identifiers in the code, the Korean words that people read, and what they mean.  Written from
`app/domain` by `python -m tests.glossary`; a test fails when it is out of date.
"""


def glossary() -> str:
    """Return the whole glossary: kinds of records with their fields, then the closed lists."""
    records = ["| identifier | label | meaning | fields |", "|---|---|---|---|", *_records()]
    lists = ["| identifier | meaning | values |", "|---|---|---|", *_lists()]
    return "\n".join([HEAD, "## Records", "", *records, "", "## Closed lists", "", *lists, ""])


def _records() -> Iterator[str]:
    meanings = _meanings()
    for entity in ENTITIES.values():
        yield f"| `{entity.key}` | {entity.label} | {meanings.get(_name(entity), '')} | {_fields(entity)} |"


def _fields(entity: Entity) -> str:
    return ", ".join(f"`{spec.key}` {spec.label}" for spec in entity.fields)


def _name(entity: Entity) -> str:
    return entity.key.replace("_", "").casefold()


def _meanings() -> dict[str, str]:
    """Return the first sentence of every row class of the domain by its name in small letters."""
    found = {}
    for module in pkgutil.walk_packages(app.domain.__path__, "app.domain."):
        for name, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name:
                found[name.casefold()] = _first_sentence(kind)
    return found


def _lists() -> Iterator[str]:
    for name, kind in vars(choices).items():
        if inspect.isclass(kind) and issubclass(kind, choices.Choice) and kind is not choices.Choice:
            values = ", ".join(f"`{one.value}` {one.label}" for one in kind)
            yield f"| `{name}` | {_first_sentence(kind)} | {values} |"


def _first_sentence(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())


if __name__ == "__main__":
    FILE.write_text(glossary(), encoding="utf-8", newline="\n")
