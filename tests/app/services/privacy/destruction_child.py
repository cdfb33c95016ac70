"""A program that destroys a person and ends at a stated place, for ``test_destruction_killed.py``."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.privacy.destruction import FileDecision
from app.services.privacy import destruction, destruction_plan
from app.services.workspace import Workspace
from app.settings import Settings
from db import destruction as store
from db import erasing, pending
from db.blobs import BlobStore
from tests.killed import Say

PLACES: dict[str, tuple[Any, str, bool]] = {
    "before the step is stored": (store, "_empty_journal", False),
    "after it": (destruction, "finish", False),
    "among the files": (BlobStore, "remove", True),
    "while a backup is rewritten": (erasing, "_settle", False),
    "between backups and folding": (erasing, "fold", True),
    "before the mark goes": (pending, "note", True),
}
"""Where the program is killed: module, function, and whether only at its second call."""


def killing(work: Callable[..., Any], second: bool) -> Callable[..., Any]:
    """Return a function that ends the program instead of doing its work."""
    calls = []

    def killed(*given: Any, **named: Any) -> Any:
        calls.append(1)
        if second and len(calls) == 1:
            return work(*given, **named)
        os._exit(9)

    return killed


def destroy(_say: Say, path: Path, person: int, place: str, key: str) -> None:
    """Destroy ``person`` until the program is ended at ``place``."""
    module, name, second = PLACES[place]
    setattr(module, name, killing(getattr(module, name), second))
    ws = Workspace(path, Settings(user_name="담당자"), key=key)
    plan = destruction_plan.plan(ws, [person])
    files = {file.sha256: FileDecision.REMOVE for file in plan.files}
    destruction.carry_out(ws, plan, approved_by="과장", reason="보유 기간이 끝나 승인받음", files=files)
