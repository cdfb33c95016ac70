"""What the filters of a search may say: 종류, 연도, 기관, 상태, 과제, 분야, 단계, 태그, and their values."""

from collections.abc import Callable, Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One heading as the filters leave it: codes of its kinds and states, both empty for all of them."""

    kinds: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()


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
    """Sentences for values that are no value of their filter."""


def read(filters: Mapping[str, tuple[str, ...]]) -> Filters:
    """Read the filters of a query; a value is meant by the beginning of its words."""
    unknown: list[str] = []
    headings = {key: Narrowed() for key in HEADINGS}
    for value in filters.get("kind", ()):
        headings = _both(headings, _of_kind(value)) or _told(unknown, "종류", value, headings)
    for value in filters.get("state", ()):
        headings = _both(headings, _in_state(value)) or _told(unknown, "상태", value, headings)
    years = tuple(int(value) for value in filters.get("year", ()) if value.isdecimal())
    unknown += [
        f"연도는 네 자리 수로 적습니다: 연도:{value}"
        for value in filters.get("year", ())
        if not value.isdecimal()
    ]
    asked = ProjectFilter(
        years, filters.get("agency", ()), filters.get("project", ()), filters.get("tag", ()),
        _codes(ServiceField, filters.get("field", ())), _codes(StageKind, filters.get("stage", ())),
    )  # fmt: skip
    return Filters(headings, asked, tuple(unknown))


def values_of(key: str) -> list[str]:
    """Return the values that a filter offers; empty where any words will do."""
    if key == "kind":
        return [*HEADINGS.values(), *(m.label for kind in KINDS.values() for m in kind)]
    if key == "state":
        return list(dict.fromkeys(member.label for kind in STATES.values() for member in kind))
    choices = {"field": ServiceField, "stage": StageKind}.get(key)
    return [member.label for member in choices] if choices else []


def _codes(choices: type[Choice], values: Iterable[str]) -> frozenset[str]:
    found = [m.value for value in values for m in choices if m.label.startswith(value)]
    return frozenset(found or ["?" for _ in values])


def _of_kind(value: str) -> dict[str, Narrowed]:
    whole = {key: Narrowed() for key, label in HEADINGS.items() if label.startswith(value)}
    if whole:
        return whole
    return _members(KINDS, value, lambda codes: Narrowed(kinds=codes))


def _in_state(value: str) -> dict[str, Narrowed]:
    return _members(STATES, value, lambda codes: Narrowed(states=codes))


def _members(
    choices: Mapping[str, type[Choice]], value: str, make: Callable[[frozenset[str]], Narrowed]
) -> dict[str, Narrowed]:
    found = {}
    for key, kind in choices.items():
        exact = [m.value for m in kind if m.label == value]
        codes = frozenset(exact or [m.value for m in kind if m.label.startswith(value)])
        if codes:
            found[key] = make(codes)
    return found


def _both(one: dict[str, Narrowed], other: Mapping[str, Narrowed]) -> dict[str, Narrowed]:
    return {
        key: Narrowed(one[key].kinds | other[key].kinds, one[key].states | other[key].states)
        for key in one
        if key in other
    }


def _told(unknown: list[str], name: str, value: str, kept: dict[str, Narrowed]) -> dict[str, Narrowed]:
    unknown.append(f"{name}에 {quoted(value, '이/가')} 없거나 다른 거르기와 함께 쓸 수 없습니다.")
    return kept
