"""Where the program keeps things: the data file, what belongs to it, and a person's settings."""

import os
from pathlib import Path
from typing import NamedTuple

SUFFIX = ".hamkke"
_NAME = "Hamkke"


def default_data_file() -> Path:
    """Return the data file to open: ``HAMKKE_DB`` where it is set, else one in the user's data folder."""
    named = os.environ.get("HAMKKE_DB")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False) / f"함께설계{SUFFIX}"


def settings_file() -> Path:
    """Return the file of a person's settings; ``HAMKKE_CONFIG`` names another folder."""
    folder = os.environ.get("HAMKKE_CONFIG")
    if folder:
        return Path(folder) / "settings.json"
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / "settings.json"


def opened_copies() -> Path:
    """Return the folder for copies of attached files while other programs show them."""
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False) / "opened"


class DataPaths(NamedTuple):
    """The data file and the folders beside it that belong to it."""

    file: Path

    def are_emptied(self) -> bool:
        """Tell whether nothing is left of the file itself though other files still belong to it."""
        return not self.file.stat().st_size and (self.attachments.exists() or self.backups.exists())

    @property
    def attachments(self) -> Path:
        """Return the folder of attached files."""
        return self.file.with_name(f"{self.file.name}.files")

    @property
    def backups(self) -> Path:
        """Return the folder of automatic backups."""
        return self.file.with_name(f"{self.file.name}.backups")
