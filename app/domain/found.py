"""What Ctrl+K finds among the records."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A record by part of its name: ``kind`` is project, case or person; ``hint`` tells namesakes apart."""

    kind: str
    id: int
    label: str
    hint: str
