"""평가표 틀: the shipped rubrics, one TOML file each."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from app.domain.evaluation.rounds import PanelKind


@dataclass(frozen=True, slots=True)
class CriterionTemplate:
    """One criterion of a shipped rubric."""

    label: str
    weight: int
    lowest: int
    highest: int
    description: str
    comment_required: bool


@dataclass(frozen=True, slots=True)
class RubricTemplate:
    """A shipped rubric; its weights add up to 100."""

    key: str
    name: str
    kind: PanelKind
    criteria: tuple[CriterionTemplate, ...]


def load_rubrics(folder: Path) -> dict[str, RubricTemplate]:
    """Return the rubrics in ``folder`` by key, in the order of their files."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            entry = tomllib.load(file)
        criteria = tuple(
            CriterionTemplate(
                one["label"], one["weight"], one.get("lowest", 1), one.get("highest", 10),
                one.get("description", ""), one.get("comment_required", False),
            )
            for one in entry["criterion"]
        )  # fmt: skip
        found[entry["key"]] = RubricTemplate(entry["key"], entry["name"], PanelKind(entry["kind"]), criteria)
    return found
