"""The tables, one file per entity."""

from db.models import (
    budget,
    directory,
    evaluation,
    finding,
    form,
    indicator,
    journal,
    layout,
    output,
    person,
    privacy,
    project,
    proposal,
    search,
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
    "layout",
    "metadata",
    "output",
    "person",
    "privacy",
    "project",
    "proposal",
    "search",
    "session",
    "stage",
]
