"""The text of attached files as it is kept to be found, and the files of which there is none."""

from collections.abc import Collection

from sqlalchemy import Connection, and_, delete, insert, or_, select

from app.domain.search.file_text import SAVED_ANEW, UnreadFile
from db import indexing
from db.models.output import attachment
from db.models.project import project
from db.models.search import file_text

_SILENT = ("read", "other")


def waiting(connection: Connection, most: int) -> list[tuple[str, str, int]]:
    """Return digest, name and size of attached files that were not read yet."""
    known = select(file_text.c.sha256)
    statement = (
        select(attachment.c.sha256, attachment.c.name, attachment.c.size)
        .where(attachment.c.sha256 != "", attachment.c.sha256.not_in(known))
        .group_by(attachment.c.sha256)
        .limit(most)
    )
    return [tuple(row) for row in connection.execute(statement)]


def keep(connection: Connection, sha256: str, state: str, text: str) -> None:
    """Keep what came of reading a file, and let it be found."""
    connection.execute(delete(file_text).where(file_text.c.sha256 == sha256))
    values = {"sha256": sha256, "state": state, "text": text, "characters": len(text)}
    connection.execute(insert(file_text).values(values))
    indexing.follow_files(connection, [sha256])


def forget_unused(connection: Connection) -> None:
    """Forget the text of files that no record has any more."""
    used = select(attachment.c.sha256)
    connection.execute(delete(file_text).where(file_text.c.sha256.not_in(used)))


def forget(connection: Connection, states: Collection[str]) -> None:
    """Forget what came of reading files with these ends, so that they are read again."""
    connection.execute(delete(file_text).where(file_text.c.state.in_(states)))


def unread(connection: Connection) -> list[UnreadFile]:
    """Return the attached documents whose text cannot be found, or not all of it: a picture has none."""
    columns = (
        attachment.c.id, attachment.c.name, attachment.c.project_id, project.c.title, file_text.c.state,
        attachment.c.size,
    )  # fmt: skip
    joined = attachment.join(file_text, file_text.c.sha256 == attachment.c.sha256).join(
        project, project.c.id == attachment.c.project_id
    )
    documents = [attachment.c.name.iendswith(kind) for kind in SAVED_ANEW]
    listed = or_(file_text.c.state.not_in(_SILENT), and_(file_text.c.state == "other", or_(*documents)))
    statement = select(*columns).select_from(joined).where(listed)
    return [UnreadFile(*row) for row in connection.execute(statement.order_by(attachment.c.id.desc()))]
