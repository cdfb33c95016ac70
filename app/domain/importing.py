"""What an import would do, or did: new, unchanged, updated and differing records, doubts and refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.sources.parsed import Doubt

IMPORT_KINDS: Mapping[str, str] = {"cases": "사례 모음", "tasks": "선정 과제"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A few words of one record, as the preview shows them; labels are those that people read."""

    line: int
    title: str
    year: int | None
    program: str | None
    government_level: str | None
    service_field: str | None
    lead_agency: str | None
    change: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a stored record that a person changed since and that the document says otherwise: kept."""

    line: int
    project_id: int
    title: str
    label: str
    stored: str
    written: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that cannot be stored, by its line, with the sentence why."""

    line: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The counts of a document against the data file, and every line that a person should look at.

    ``updated`` counts records that the document corrects and nobody has edited since their import;
    ``differing`` those in which a person's edit stands and stays.
    """

    kind: str
    total: int
    new: int
    unchanged: int
    updated: int
    differing: int
    doubts: tuple[Doubt, ...] = ()
    differences: tuple[Difference, ...] = ()
    refused: tuple[Refusal, ...] = ()
    samples: tuple[Sample, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    facts_change: bool = False

    @property
    def changes_nothing(self) -> bool:
        """Tell whether an import would leave the data file as it is."""
        return not (self.new or self.updated or self.facts_change)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: its preview come true, and the name of its step (None where nothing changed)."""

    preview: ImportPreview
    label: str | None
