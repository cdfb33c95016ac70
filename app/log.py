"""The program's log: what it did, never what people wrote.  Kept small and beside the settings."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.domain.privacy import resident_number

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _Discreet(logging.Filter):
    """Hides what may be a 주민등록번호 in whatever an error of a library brings along."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, without such numbers."""
        record.msg, record.args = resident_number.hidden(record.getMessage()), ()
        return True


def start(folder: Path) -> None:
    """Write warnings and steps of work to ``hamkke.log`` in ``folder``, at most 1 MB three times.

    A second call moves the log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "hamkke.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.addFilter(_Discreet())
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("hamkke")
    root.setLevel(logging.INFO)
    for earlier in list(root.handlers):
        root.removeHandler(earlier)
        earlier.close()
    root.addHandler(handler)
