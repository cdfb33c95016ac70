"""Copies of attached files that the programs of the machine open, and their removal.

They lie in the person's own cache folder, never beside the data file (which may be on a shared or a synced
drive), in a folder of this process for each workspace.  ``Workspace.close`` removes them, so they go at the
end of the program and when the window locks itself; what a crash or a program that still held one has left
goes with ``clear_remains`` after the next start.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.domain.output import Attachment
from app.domain.stage import Evidence
from app.services import outputs

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def open_copy(ws: "Workspace", attachment: Attachment | Evidence) -> Path:
    """Write a copy of an attached file to be opened by the system's program; it goes when ``ws`` closes."""
    if ws.copies is None or not ws.copies.is_dir():
        place = _place(ws.paths.file)
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        ws.copies = Path(tempfile.mkdtemp(dir=place))
    return outputs.save_copy(ws, attachment, ws.copies)


def clear(folder: Path) -> None:
    """Remove the copies of one workspace as far as no other program holds them."""
    shutil.rmtree(folder, ignore_errors=True)


def clear_remains(ws: "Workspace") -> None:
    """Remove copies that earlier runs left; for the window, which is the only one on its file."""
    for folder in _place(ws.paths.file).glob("*"):
        if folder != ws.copies:
            clear(folder)


def _place(file: Path) -> Path:
    name = hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:16]
    return paths.opened_copies() / name
