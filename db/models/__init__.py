"""The tables, one file per entity."""

from db.models import directory, finding, journal, output, person, privacy, project, proposal, session, stage
from db.models.base import metadata

__all__ = [
    "directory",
    "finding",
    "journal",
    "metadata",
    "output",
    "person",
    "privacy",
    "project",
    "proposal",
    "session",
    "stage",
]
