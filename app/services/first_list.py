"""The first screen of the 과제 list, read while the data file is still being opened.

It loads neither SQLAlchemy nor the other services.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.settings import Settings
from db import first_list
from db.first_list import FirstList

__all__ = ["FirstList", "read"]

T = TypeVar("T")


def read(path: Path, settings: Settings, reads: Callable[[FirstList], T]) -> T | None:
    """Return what ``reads`` finds in the file; None where only opening it can tell what to show."""
    return first_list.read(path, settings.stalled_days, date.today(), reads)
