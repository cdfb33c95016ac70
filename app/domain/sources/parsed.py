"""What every reader of a document hands back: projects as plain values, and what was doubtful."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place that a person should look at: ``line`` counts from 1, ``written`` is the text there."""

    line: int
    key: str
    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedProject:
    """One project of a document; a doubtful value is None and its text stands in ``as_written``."""

    values: Mapping[str, object]
    as_written: Mapping[str, str]
    line: int
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """A document as read: its ``kind`` (cases or tasks), projects in their order, doubts and facts."""

    kind: str
    projects: tuple[ParsedProject, ...]
    doubts: tuple[Doubt, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
