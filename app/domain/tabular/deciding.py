"""What a person decides about a preview: cells written anew, rows left out or taken, words taught."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.fields import FieldType
from app.domain.tabular.choice_words import folded
from app.domain.tabular.preview import Choices, Issue, Preview

Alike = tuple[str, str, str]
"""A field, what is written there and the text that mends it."""


def edited(choices: Choices, row: int, key: str, text: str) -> Choices:
    """Return ``choices`` with ``text`` in the place of a cell."""
    return replace(choices, edits={**choices.edits, (row, key): text})


def left_out(choices: Choices, row: int) -> Choices:
    """Return ``choices`` without a row, or with it again."""
    out = choices.left_out
    return replace(choices, left_out=out - {row} if row in out else out | {row})


def accepted(choices: Choices, row: int) -> Choices:
    """Return ``choices`` that take a doubtful row as it is."""
    return replace(choices, accepted=choices.accepted | {row})


def mended(choices: Choices, issue: Issue, row: int) -> Choices:
    """Return ``choices`` with what mends ``issue`` of a row, the gentlest way that is known."""
    if issue.column is not None:
        return replace(choices, ignored=choices.ignored | {issue.column})
    if issue.into is not None:
        return replace(choices, merged={**choices.merged, row: issue.into})
    if issue.fix is not None:
        return edited(choices, row, issue.key, issue.fix)
    return accepted(choices, row)


def mended_alike(seen: Preview, groups: Mapping[Alike, Sequence[int]]) -> Choices:
    """Return the choices of ``seen`` with all rows of ``groups`` mended; words of lists are taught."""
    choices = seen.choices
    edits = dict(choices.edits)
    taught = {key: dict(words) for key, words in choices.taught.items()}
    for (key, written, fix), places in groups.items():
        spec = seen.kind.spec(key)
        code = next((one.value for one in spec.choices or () if fix in one.label), None)
        if spec.type is FieldType.CHOICE and code and written:
            taught.setdefault(key, {})[folded(written)] = code
        else:
            edits |= {(seen.table.records[place], key): fix for place in places}
    return replace(choices, edits=edits, taught=taught)
