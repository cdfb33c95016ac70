"""The tables, one file per entity."""

from db.models import (
    directory,
    evaluation,
    finding,
    journal,
    outcome,
    output,
    person,
    privacy,
    project,
    proposal,
    session,
    stage,
)
from db.models.base import metadata

__all__ = [
    "directory",
    "evaluation",
    "finding",
    "journal",
    "metadata",
    "outcome",
    "output",
    "person",
    "privacy",
    "project",
    "proposal",
    "session",
    "stage",
]
