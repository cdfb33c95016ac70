"""The first screen of the 과제 list, read while the data file is still being opened.

It loads neither SQLAlchemy nor the other services.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.services.data_file import credentials
from app.settings import Settings
from db import first_list, keys
from db.first_list import FirstList

__all__ = ["FirstList", "read"]

T = TypeVar("T")


def read(path: Path, settings: Settings, reads: Callable[[FirstList], T]) -> T | None:
    """Return what ``reads`` finds in the file; None where only opening it can tell what to show.

    A protected file shows nothing before its key is known: remembered by the system's credential store.
    """
    key = ""
    if keys.is_protected(path):
        key = credentials.recall(keys.salt_of(path).hex())
        if not key:
            return None
    return first_list.read(path, settings.stalled_days, date.today(), reads, key)
