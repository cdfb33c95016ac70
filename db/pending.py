"""What the file remembers to be finished: a destruction whose last bytes are not gone yet."""

from sqlalchemy import Connection

_DESTRUCTION = "destruction"


def note(connection: Connection, order: str) -> None:
    """Remember that a destruction is not finished, with all that finishing it needs; empty: it is."""
    connection.exec_driver_sql("DELETE FROM app_meta WHERE key = ?", (_DESTRUCTION,))
    if order:
        connection.exec_driver_sql("INSERT INTO app_meta (key, value) VALUES (?, ?)", (_DESTRUCTION, order))


def noted(connection: Connection) -> str:
    """Return what is to be finished; empty where nothing is."""
    found = connection.exec_driver_sql("SELECT value FROM app_meta WHERE key = ?", (_DESTRUCTION,)).first()
    return str(found[0]) if found else ""
