"""The tables, one file per entity."""

from db.models import directory, journal, output, person, project, stage
from db.models.base import metadata

__all__ = ["directory", "journal", "metadata", "output", "person", "project", "stage"]
