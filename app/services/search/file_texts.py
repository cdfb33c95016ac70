"""Reading attached files in the background, one after another, so that Ctrl+K finds what stands in them.

What is read is derived from the files and belongs to no step of work.  A 주민등록번호 in a file is not
written down: signs that tell nothing stand in its place.
"""

from typing import TYPE_CHECKING

from app.domain.privacy import resident_number
from app.domain.search.file_text import MOST_BYTES, ReadState, UnreadFile
from app.errors import EnvironmentProblem
from db.queries import file_texts as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_AGAIN = tuple(state.value for state in ReadState if state not in (ReadState.READ, ReadState.OTHER))


def read_next(ws: "Workspace") -> bool:
    """Read one attached file that was not read yet; tell whether others wait."""
    with ws.reading() as connection:
        waiting = queries.waiting(connection, 2)
    if not waiting:
        return False
    (digest, name, size), *others = waiting
    with ws.beside_journal() as connection:
        # A file that ends the program is not tried again at every start: this stands where no other end came.
        queries.keep(connection, digest, ReadState.HALTED.value, "")
    state, text = _read(ws, digest, name, size)
    with ws.beside_journal() as connection:
        queries.keep(connection, digest, state.value, resident_number.hidden(text))
    return bool(others)


def read_all(ws: "Workspace") -> None:
    """Read every attached file that was not read yet."""
    while read_next(ws):
        pass


def unread(ws: "Workspace") -> list[UnreadFile]:
    """Return the attached files whose text could not be read, the newest first."""
    with ws.reading() as connection:
        return queries.unread(connection)


def try_again(ws: "Workspace") -> None:
    """Let files that could not be read be read again, and forget those that are gone."""
    with ws.beside_journal() as connection:
        queries.forget(connection, _AGAIN)
        queries.forget_unused(connection)


def _read(ws: "Workspace", digest: str, name: str, size: int) -> tuple[ReadState, str]:
    from exports.readers.texts import Unreadable, text_of

    if size > MOST_BYTES:
        return ReadState.LARGE, ""
    try:
        return ReadState.READ, text_of(name, ws.blobs.read(digest))
    except Unreadable as unreadable:
        return unreadable.state, ""
    except (OSError, EnvironmentProblem):
        return ReadState.MISSING, ""
