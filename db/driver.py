"""The one place where a data file is opened: every connection of the program comes from ``connect``.

SQLite is that of sqlcipher3 on every PC, whether or not a file is protected.  A protected file is opened by
its raw key (0.7 ms); deriving that from a passphrase costs 0.3 s and is done once.  SQLAlchemy is not
needed here, so the first page can be read before it is loaded.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.domain.search.bigrams import stands
from db.cursor import Connection

STANDS = "stands"
"""The SQL function that tells whether the first text stands in one of the others, sign by sign."""
BUSY_MS = 5000
# A window has several connections, and each fills its cache while it reads ten years: at 64 MB they took 130
# MB more, at 16 MB 20, at 2 MB 4, and no page was read faster, as the system keeps the file's pages too.  A
# writer has more while it writes: what does not fit is written to the log twice.  What is deciphered is worth
# most: with 2 MB keys of a protected file were read 1.8 times as slowly.
CACHE_KB, WRITER_KB, PROTECTED_KB = 512, 16_384, 65_536
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_MS}",
)


def connect(path: Path, key: str = "", *, mode: str = "rwc") -> Any:
    """Open ``path`` in autocommit and return the driver's connection, still without settings of ours.

    ``mode`` is SQLite's: ``ro``, ``rw`` or ``rwc`` (made where it is missing).  ``key`` is the raw key of a
    protected file as 96 hexadecimal figures, key and salt.  The driver's ``DatabaseError`` says of a wrong
    key and of a damaged file alike that it is not a database.
    """
    while True:
        before = _identity(path)
        try:
            connection = _connect(path, key, mode)
        except driver.Error:
            if before in (None, _identity(path)):
                raise
            continue
        if before in (None, _identity(path)):
            return connection
        # While we waited for it the file was exchanged for another: what we hold is no longer it.
        connection.close()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _connect(path: Path, key: str, mode: str) -> Any:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = driver.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, factory=Connection, cached_statements=40
    )
    try:
        if key:
            # SQLCipher would write its complaint of a wrong key to the console.
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f"PRAGMA key=\"x'{key}'\"")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def prepared(path: Path, key: str = "", *, read_only: bool = False) -> Any:
    """Open ``path`` as the program works with it: durable to the last commit, references enforced."""
    connection = connect(path, key, mode="ro" if read_only else "rwc")
    for pragma in _PRAGMAS[1:] if read_only else _PRAGMAS:
        connection.execute(pragma)
    connection.execute(f"PRAGMA cache_size=-{PROTECTED_KB if key else CACHE_KB}")
    if key:
        # What a sort spills to a temporary file would lie there in the clear.
        connection.execute("PRAGMA temp_store=MEMORY")
    connection.create_function(STANDS, -1, stands, deterministic=True)
    return connection
