"""Tables as offices want them on paper."""

from dataclasses import replace

from exports.blocks import Table

_NOTHING = (None, "")


def filled(table: Table) -> Table:
    """Return the table without the columns that no row fills; what heads a row stays, and so does a total."""
    if not table.rows or table.header_rows:
        return table
    total = table.total or (None,) * len(table.columns)
    kept = [
        place
        for place in range(len(table.columns))
        if place < max(table.row_headers, 1)
        or total[place] not in _NOTHING
        or any(row[place] not in _NOTHING for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
        total=tuple(total[place] for place in kept) if table.total else None,
    )
