"""Short ways through an import for tests: a file looked at, decided about, stored."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.tabular.preview import Outcome, Preview
from app.services.tabular import opening, planning, storing
from app.services.workspace import Workspace
from tests.app.services.tabular.files import Rows, xlsx


def seen(ws: Workspace, source: Path | Rows, kind: str, **choices: Any) -> Preview:
    """Look at a file or at rows with ``choices`` beside those found."""
    content = source.read_bytes() if isinstance(source, Path) else xlsx(source)
    path = ws.paths.file.with_name("표.xlsx")
    path.write_bytes(content)
    file = opening.open_file(path)
    matched = opening.match(ws, opening.read_sheet(file, opening.best_sheet(file, kind)), kind)
    return planning.plan(ws, matched.table, matched.kind, replace(matched.choices, **choices))


def again(ws: Workspace, before: Preview, **choices: Any) -> Preview:
    """Look at the same table with other choices."""
    return planning.plan(ws, before.table, before.kind, replace(before.choices, **choices))


def store(ws: Workspace, source: Path | Rows, kind: str, **choices: Any) -> Outcome:
    """Look at a table and store it."""
    return storing.run(ws, seen(ws, source, kind, **choices))
