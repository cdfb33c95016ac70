"""The tables, one file per entity."""

from db.models import (
    budget,
    directory,
    evaluation,
    finding,
    form,
    indicator,
    journal,
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
    "budget",
    "directory",
    "evaluation",
    "finding",
    "form",
    "indicator",
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
