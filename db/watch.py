"""Whether another program has written to an open data file: SQLite's own counter, asked on one connection."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver

from db.driver import connect


class FileWatch:
    """A read-only connection that only asks; it never waits and holds no lock between questions."""

    def __init__(self, path: Path, key: str = "") -> None:
        """Remember the file as it is now."""
        self._connection = connect(path, key, mode="ro")
        self._connection.execute("PRAGMA busy_timeout=0")
        self._version = self._data_version()

    def touched(self) -> bool:
        """Tell whether another connection has committed since the last call; False while the file is busy."""
        try:
            version = self._data_version()
        except driver.Error:
            return False
        changed, self._version = version != self._version, version
        return changed

    def steps(self) -> int:
        """Return the number of the newest step of work; 0 while the file is busy."""
        try:
            row = self._connection.execute("SELECT head_id FROM journal_state").fetchone()
        except driver.Error:
            return 0
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
