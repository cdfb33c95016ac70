"""What the filters of a search may say: 종류, 연도, 기관, 상태, 과제, 분야, 단계, 태그, and their values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.choices import (
    ActorKind,
    ApprovalState,
    Choice,
    OutputKind,
    ProjectState,
    ServiceField,
    StageKind,
)
from app.domain.finding import FindingKind
from app.domain.hangul import quoted
from app.domain.proposal import Channel, DecisionKind
from app.domain.session import SessionKind, SessionStatus

HEADINGS: Mapping[str, str] = {
    "project": "과제", "case": "사례", "person": "참여자", "session": "활동·회의록", "finding": "발견 카드",
    "proposal": "제안", "output": "산출물", "attachment": "첨부 파일", "source": "원문",
}  # fmt: skip
"""The headings of what is found, in their order, by their keys."""

KINDS: Mapping[str, type[Choice]] = {
    "person": ActorKind, "session": SessionKind, "finding": FindingKind, "proposal": Channel,
    "output": OutputKind,
}  # fmt: skip
STATES: Mapping[str, type[Choice]] = {
    "project": ProjectState, "session": SessionStatus, "proposal": DecisionKind, "output": ApprovalState,
}  # fmt: skip
NAMES = {"kind": "종류", "state": "상태", "field": "분야", "stage": "단계"}
_SPAN = re.compile(r"([12]\d{3})년?(?:[~∼～-]([12]\d{3})년?)?")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One heading as the filters leave it: codes of its kinds and states, all of them empty for any.

    ``of_project`` are states of the project that a record belongs to, where it has no such state itself.
    """

    kinds: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    of_project: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What is asked of the project that a record belongs to; empty for all of them."""

    years: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()

    @property
    def asks(self) -> bool:
        """Tell whether anything is asked."""
        return bool(self.years or self.fields or self.stages or self.in_words)

    @property
    def in_words(self) -> bool:
        """Tell whether something is asked in words that people wrote, not by figures and codes alone."""
        return bool(self.agencies or self.titles or self.tags)


@dataclass(frozen=True, slots=True)
class Filters:
    """All filters of a search, read; ``headings`` are those that can have hits at all."""

    headings: Mapping[str, Narrowed] = field(default_factory=dict)
    project: ProjectFilter = ProjectFilter()
    unknown: tuple[str, ...] = ()
    """Sentences for values that are no value of their filter, and so narrow nothing."""


def read(filters: Mapping[str, tuple[str, ...]]) -> Filters:
    """Read the filters of a query; a value is meant by the beginning of its words.

    Values of one filter are alternatives, and filters narrow together.  What is no value is told, and
    narrows nothing.
    """
    told: list[str] = []
    kinds = _meant("kind", filters, told, _of_kind)
    states = _meant("state", filters, told, _in_state)
    headings = _narrowed(kinds, states)
    if not headings:
        # Both are values, but no kind of record has both.
        told.append("이 종류에는 그런 상태가 없어 상태를 거르지 않았습니다.")
        headings = kinds
    asked = ProjectFilter(
        _years(filters.get("year", ()), told),
        filters.get("agency", ()), filters.get("project", ()), filters.get("tag", ()),
        _codes(ServiceField, "field", filters, told), _codes(StageKind, "stage", filters, told),
    )  # fmt: skip
    return Filters(headings, asked, tuple(told))


def values_of(key: str) -> list[str]:
    """Return the values that a filter offers; empty where any words will do."""
    if key == "kind":
        return [*HEADINGS.values(), *(m.label for kind in KINDS.values() for m in kind)]
    if key == "state":
        return list(dict.fromkeys(member.label for kind in STATES.values() for member in kind))
    choices = {"field": ServiceField, "stage": StageKind}.get(key)
    return [member.label for member in choices] if choices else []


# -- kinds and states


def _meant(
    key: str,
    filters: Mapping[str, tuple[str, ...]],
    told: list[str],
    meaning: Callable[[str], Mapping[str, Narrowed]],
) -> dict[str, Narrowed]:
    """Return the headings that one of the values means; all of them where none is given, or none is one."""
    found: dict[str, Narrowed] = {}
    for value in filters.get(key, ()):
        of_value = meaning(value)
        if not of_value:
            told.append(_no_value(key, value))
        for heading, narrowed in of_value.items():
            found[heading] = _either(found.get(heading, narrowed), narrowed)
    ordered = {heading: found[heading] for heading in HEADINGS if heading in found}
    return ordered or {heading: Narrowed() for heading in HEADINGS}


def _either(one: Narrowed, other: Narrowed) -> Narrowed:
    """Return what one or the other leaves; all, where one of them leaves all."""
    if Narrowed() in (one, other):
        return Narrowed()
    return Narrowed(one.kinds | other.kinds, one.states | other.states)


def _narrowed(kinds: Mapping[str, Narrowed], states: Mapping[str, Narrowed]) -> dict[str, Narrowed]:
    """Return the headings of ``kinds`` in one of ``states``: their own, or that of their project.

    Who asks for no kind means the records that have such a state themselves.
    """
    found = {
        key: Narrowed(narrowed.kinds, states[key].states) for key, narrowed in kinds.items() if key in states
    }
    of_project = states["project"].states if "project" in states else frozenset()
    if of_project and len(kinds) < len(HEADINGS):
        others = (key for key in kinds if key not in found and key != "case")
        found |= {key: Narrowed(kinds[key].kinds, of_project=of_project) for key in others}
    return {key: found[key] for key in kinds if key in found}


def _of_kind(value: str) -> Mapping[str, Narrowed]:
    whole = {key: Narrowed() for key, label in HEADINGS.items() if label.startswith(value)}
    if whole:
        return whole
    return {key: Narrowed(kinds=codes) for key, codes in _members(KINDS, value)}


def _in_state(value: str) -> Mapping[str, Narrowed]:
    return {key: Narrowed(states=codes) for key, codes in _members(STATES, value)}


def _members(choices: Mapping[str, type[Choice]], value: str) -> Iterator[tuple[str, frozenset[str]]]:
    for key, kind in choices.items():
        if codes := _of_choice(kind, value):
            yield key, codes


def _of_choice(choices: type[Choice], value: str) -> frozenset[str]:
    exact = [member.value for member in choices if member.label == value]
    return frozenset(exact or [member.value for member in choices if member.label.startswith(value)])


# -- what is asked of the project


def _codes(
    choices: type[Choice], key: str, filters: Mapping[str, tuple[str, ...]], told: list[str]
) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for value in filters.get(key, ()):
        codes = _of_choice(choices, value)
        if not codes:
            told.append(_no_value(key, value))
        found |= codes
    return found


def _years(values: Iterable[str], told: list[str]) -> tuple[int, ...]:
    """Return the years meant by 2025, 2025년, 2024~2026 and 2024,2026."""
    found: list[int] = []
    for value in values:
        for part in value.split(","):
            years = _SPAN.fullmatch(part)
            if years is None:
                told.append(f"연도는 네 자리 수로 적습니다. 예: 연도:2025, 연도:2024~2026 (적은 값: {part})")
                continue
            first, last = sorted((int(years[1]), int(years[2] or years[1])))
            found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


def _no_value(key: str, value: str) -> str:
    """Return the sentence for a value that a filter does not have, with some that it has."""
    from difflib import get_close_matches

    offered = values_of(key)
    near = get_close_matches(value, offered, 3, 0.4) or offered[:4]
    return f"{quoted(value, '은/는')} 없는 {NAMES[key]}입니다. 예: {', '.join(near)}"
