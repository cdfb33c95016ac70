"""What an import of a table is told as: a record for programs, lines for people, persons masked in both."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.cli.printing import came_to
from app.domain.hangul import fold
from app.domain.privacy import resident_number
from app.domain.tabular.masked import told
from app.domain.tabular.matching import MEMO, is_numbering
from app.domain.tabular.preview import STATE_WORDS, Change, Preview, State
from app.domain.tabular.table import Table
from app.services.tabular.comparing import text_shown

_SHOWN = 20
_NONE = "(빈 칸)"


def column_names(table: Table) -> dict[int, str]:
    """Return what each column is called, those of equal headings numbered: 연락처, 연락처 (2)."""
    seen: Counter[str] = Counter()
    names = {}
    for column in table.columns:
        seen[fold(column.name)] += 1
        number = seen[fold(column.name)]
        names[column.place] = column.name if number == 1 else f"{column.name} ({number})"
    return names


def record(seen: Preview, label: str | None, *, dry_run: bool) -> dict[str, Any]:
    """Return the outcome for JSON.

    ``refused`` tells of every problem, of doubtful rows too; ``new``, ``changed``, ``unchanged``,
    ``refused_rows`` and ``left_out_rows`` count rows and add up to ``total``.  ``left_out`` tells of what was
    taken for a sum or a note and is no row.
    """
    counts = seen.counts()
    names = column_names(seen.table)
    return {
        "dry_run": dry_run,
        "step": label,
        "kind": seen.kind.key,
        "sheet": resident_number.hidden(seen.table.sheet.name),
        "total": seen.total,
        "new": counts[State.NEW],
        "changed": counts[State.CHANGED],
        "unchanged": counts[State.SAME],
        "refused_rows": seen.wrong,
        "left_out_rows": counts[State.LEFT_OUT],
        "left_out": [{"row": row + 1, "reason": why} for row, why in seen.table.left_out],
        "missing": [spec.label for spec in seen.missing],
        "remarks": list(_remarks(seen)),
        "columns": {name: seen.choices.mapping.get(place, "") for place, name in names.items()},
        "unread": unread(seen),
        "refused": list(_refusals(seen)),
        "changes": list(_changes(seen)),
    }


def unread(seen: Preview) -> list[str]:
    """Return the columns that nothing is made of, but for those that number the rows."""
    names, mapping = column_names(seen.table), seen.choices.mapping
    ignored = seen.choices.ignored
    return [
        names[column.place]
        for column in seen.table.columns
        if (not mapping.get(column.place) or column.place in ignored) and not is_numbering(column)
    ]


def _remarks(seen: Preview) -> Iterator[str]:
    yield from seen.table.remarks(without_hidden=seen.choices.without_hidden)
    yield from seen.notes


def _refusals(seen: Preview) -> Iterator[dict[str, Any]]:
    names: dict[int | None, str] = dict(column_names(seen.table).items())
    for place in seen.places(State.REFUSED, State.DOUBT):
        for issue in seen.issues[place]:
            yield {
                "row": seen.number(place),
                # No field takes the column of a 주민등록번호: it is told by its heading.
                "column": _label(seen, issue.key) or names.get(issue.column, ""),
                "value_masked": _masked(seen, issue.key, issue.written),
                "reason": issue.cause,
                "doubtful": issue.doubtful,
            }


def _changes(seen: Preview) -> Iterator[dict[str, Any]]:
    for place in seen.places(State.CHANGED):
        for change in seen.changes[place]:
            yield {
                "row": seen.number(place),
                "column": seen.kind.spec(change.key).label,
                "old_masked": change.shown,
                "new_masked": _new(seen, place, change),
            }


def _new(seen: Preview, place: int, change: Change) -> str:
    """Return the new value as it may be told; of a reference the name that stands in the table."""
    spec = seen.kind.spec(change.key)
    text = text_shown(spec, change.new)
    if spec.reference and change.key in seen.cells:
        text = str(seen.cells[change.key][place])
    return _masked(seen, change.key, text)


def _label(seen: Preview, key: str) -> str:
    return seen.kind.spec(key).label if key and key != MEMO else ""


def _masked(seen: Preview, key: str, text: str) -> str:
    hidden = resident_number.hidden(text)
    return told(seen.kind.spec(key), hidden) if key and key != MEMO else hidden


def lines(seen: Preview, label: str | None, *, dry_run: bool) -> Iterator[str]:
    """Yield the counts, what would change field by field, and what a person should look at."""
    yield came_to(label, dry_run=dry_run)
    counts = seen.counts()
    said = ", ".join(f"{STATE_WORDS[state]} {counts[state]:,}" for state in State if counts[state])
    yield f"{seen.kind.label} {seen.total:,}{seen.kind.unit}: {said}"
    yield from _remarks(seen)
    if left := unread(seen):
        yield f"읽지 않은 열: {', '.join(left)} (--map으로 항목이나 메모에 맞출 수 있습니다)"
    if seen.missing:
        yield f"꼭 있어야 하는 항목의 열이 없습니다: {', '.join(spec.label for spec in seen.missing)}"
    if dry_run:
        told_changes = [
            f"  {one['row']}행 {one['column']}: {one['old_masked'] or _NONE} → {one['new_masked'] or _NONE}"
            for one in _changes(seen)
        ]
        yield from _bounded(told_changes, "바뀌는 칸", "--json으로 모두 봅니다")
    refusals = [
        f"  {one['row']}행 {one['column']} {one['value_masked']}: {one['reason']}" for one in _refusals(seen)
    ]
    yield from _bounded(refusals, "받을 수 없는 칸", "--refused PATH로 모두 저장합니다")


def _bounded(told_lines: list[str], head: str, more: str) -> Iterator[str]:
    if told_lines:
        yield f"{head} ({len(told_lines):,}곳):"
        yield from told_lines[:_SHOWN]
    if len(told_lines) > _SHOWN:
        yield f"  외 {len(told_lines) - _SHOWN:,}곳 ({more})"
