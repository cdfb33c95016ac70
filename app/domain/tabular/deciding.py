"""What a person decides about a preview: cells written anew, rows left out or taken, words taught."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.fields import FieldType
from app.domain.tabular.choice_words import bare, folded
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.matching import MEMO, NOTHING, Certainty, Match, is_numbering
from app.domain.tabular.preview import Choices, Issue, Preview
from app.domain.tabular.sheet import text_of

Alike = tuple[str, str, str]
"""A field, what is written there and the text that mends it."""


def edited(choices: Choices, row: int, key: str, text: str) -> Choices:
    """Return ``choices`` with ``text`` in the place of a cell."""
    return replace(choices, edits={**choices.edits, (row, key): text})


def unmatched(kind: ImportKind, matches: Sequence[Match], choices: Choices) -> list[int]:
    """Return the columns that no field takes and the memo of ``kind`` could, but for numbers of rows."""
    return [
        one.column.place
        for one in matches
        if kind.memo
        and not choices.mapping.get(one.column.place, NOTHING)
        and one.certainty is not Certainty.REFUSED
        and not is_numbering(one.column)
    ]


def to_memo(choices: Choices, columns: Iterable[int]) -> Choices:
    """Return ``choices`` with ``columns`` in the memo, so that nothing of the sheet is lost."""
    return replace(choices, mapping={**choices.mapping, **dict.fromkeys(columns, MEMO)})


def left_out(choices: Choices, row: int) -> Choices:
    """Return ``choices`` without a row, or with it again; a row that was taken is what it was before."""
    if row in choices.taken:
        return replace(choices, taken=choices.taken - {row})
    out = choices.left_out
    return replace(choices, left_out=out - {row} if row in out else out | {row})


def taken(choices: Choices, row: int) -> Choices:
    """Return ``choices`` that read a row as a record though it looks like a sum, a note or a title."""
    return replace(choices, taken=choices.taken | {row})


def parted(choices: Choices, row: int) -> Choices:
    """Return ``choices`` in which a row is itself again and goes into no other."""
    return replace(choices, merged={one: into for one, into in choices.merged.items() if one != row})


def restored(choices: Choices, row: int, key: str) -> Choices:
    """Return ``choices`` that read a cell as it stands in the table."""
    return replace(choices, edits={at: text for at, text in choices.edits.items() if at != (row, key)})


def accepted(choices: Choices, row: int) -> Choices:
    """Return ``choices`` that take a doubtful row as it is."""
    return replace(choices, accepted=choices.accepted | {row})


def accepted_alike(seen: Preview, places: Iterable[int]) -> Choices:
    """Return the choices of ``seen`` that take the rows at ``places`` as they are."""
    rows = frozenset(seen.table.records[place] for place in places)
    return replace(seen.choices, accepted=seen.choices.accepted | rows)


def rewritten(seen: Preview, row: int, key: str, text: str) -> Choices:
    """Return the choices of ``seen`` with ``text`` in the place of a cell.

    Where that is one of a list and the word in the cell is none of it (or was until a person said so), the
    word is taught: it means the same in every row, and in the next file of the kind.
    """
    place = seen.table.records.index(row)
    written = text_of(seen.cells[key][place]).strip() if key in seen.cells else ""
    unknown = any(one.key == key and one.written == written for one in seen.issues.get(place, ()))
    if written and (unknown or folded(written) in seen.choices.taught.get(key, {})):
        return mended_alike(seen, {(key, written, text): [place]})
    return edited(seen.choices, row, key, text)


def mended(seen: Preview, issue: Issue, row: int) -> Choices:
    """Return the choices of ``seen`` with what mends ``issue`` of a row, the gentlest way that is known."""
    choices = seen.choices
    if issue.column is not None:
        return replace(choices, ignored=choices.ignored | {issue.column})
    if issue.into is not None:
        return replace(choices, merged={**choices.merged, row: issue.into})
    if issue.fix is not None:
        return rewritten(seen, row, issue.key, issue.fix)
    return accepted(choices, row)


def mended_alike(seen: Preview, groups: Mapping[Alike, Sequence[int]]) -> Choices:
    """Return the choices of ``seen`` with all rows of ``groups`` mended; words of lists are taught."""
    choices = seen.choices
    edits = dict(choices.edits)
    taught = {key: dict(words) for key, words in choices.taught.items()}
    for (key, written, fix), places in groups.items():
        spec = seen.kind.spec(key)
        code = next((one.value for one in spec.choices or () if fix in (one.label, bare(one.label))), None)
        if spec.type is FieldType.CHOICE and code and written:
            taught.setdefault(key, {})[folded(written)] = code
        else:
            edits |= {(seen.table.records[place], key): fix for place in places}
    return replace(choices, edits=edits, taught=taught)


def lessons(seen: Preview, choices: Choices) -> str:
    """Return in a sentence which words ``choices`` teach that those of ``seen`` do not; empty for none."""
    said = []
    for key, words in choices.taught.items():
        spec = seen.kind.spec(key)
        labels = {one.value: bare(one.label) for one in spec.choices or ()}
        new = words.items() - seen.choices.taught.get(key, {}).items()
        said += [f"{bare(spec.label)} ‘{word}’ → ‘{labels[code]}’" for word, code in sorted(new)]
    return f"모든 행에서 이렇게 읽고 다음 파일에서도 기억합니다: {', '.join(said)}" if said else ""
