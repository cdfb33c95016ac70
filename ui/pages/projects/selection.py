"""What the 과제 page shows: which projects, in which order, under which headings; and how that reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.choices import ProjectKind
from app.domain.fields import FieldType
from app.domain.listing import FacetValue, Group, ListQuery
from ui.saved_views import NOBODY, SPECS, Filters

FACETS: tuple[tuple[str, str], ...] = (
    ("stage", "단계"),
    ("service_field", "분야"),
    ("program_id", "사업"),
    ("year", "연도"),
    ("province", "지역"),
    ("lead_agency_id", "기관"),
    ("state", "상태"),
    ("manager_id", "담당"),
)
BOARD_FACETS = ("province", "year", "service_field", "program_id", "lead_agency_id", "manager_id")
GROUPS: tuple[tuple[str, str], ...] = (
    ("lead_agency_id", "기관"),
    ("program_id", "사업"),
    ("service_field", "분야"),
    ("stage", "단계"),
    ("state", "상태"),
    ("year", "연도"),
    ("province", "시·도"),
    ("manager_id", "담당"),
    ("", "없음"),
)
LABELS = dict(FACETS)
GROUP_LABELS = dict(GROUPS)


@dataclass(frozen=True, slots=True)
class Selection:
    """The filters, words, order and grouping in force; cases are never among own projects."""

    filters: Filters = field(default_factory=dict)
    text: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    group: str = "lead_agency_id"

    def query(self, group: str | None = None) -> ListQuery:
        """Return the query for the list, under another heading where ``group`` is given."""
        filters = {"kind": (ProjectKind.OWN.value,), **self.filters}
        return ListQuery(self.text, filters, self.sort, self.group if group is None else group)

    def filtered(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.filters or self.text)

    def accept(self, key: str, values: Sequence[Any]) -> "Selection":
        """Return the selection that accepts only ``values`` of ``key``; all where there are none."""
        rest = {name: kept for name, kept in self.filters.items() if name != key}
        return replace(self, filters={**rest, key: tuple(values)} if values else rest)

    def toggle(self, key: str, value: Any, on: bool) -> "Selection":
        """Return the selection with one value of ``key`` accepted or no longer."""
        rest = [kept for kept in self.filters.get(key, ()) if kept != value]
        return self.accept(key, [*rest, value] if on else rest)

    def clear(self) -> "Selection":
        """Return the selection of all projects."""
        return replace(self, filters={}, text="")

    def same_filter(self, filters: Filters, text: str = "") -> bool:
        """Tell whether exactly ``filters`` and ``text`` are in force, in whatever order they were chosen."""
        mine = {key: frozenset(values) for key, values in self.filters.items()}
        return self.text == text and mine == {key: frozenset(values) for key, values in filters.items()}


class ValueNames:
    """The words of filter values, kept from every facet seen: a value may be in no facet any more."""

    def __init__(self) -> None:
        """Begin with what the closed lists say."""
        self._known: dict[tuple[str, Any], str] = {}

    def learn(self, facets: Mapping[str, Sequence[FacetValue]]) -> None:
        """Keep the words of ``facets``."""
        for key, values in facets.items():
            self._known.update({(key, value.key): value.label for value in values})

    def of(self, key: str, value: Any) -> str:
        """Return what people read for ``value`` of ``key``."""
        spec = SPECS[key]
        if value == NOBODY:
            return "나"
        if value is not None and spec.choices:
            return spec.choices(value).label
        if value is not None and spec.type is FieldType.BOOLEAN:
            return "예" if value else "아니요"
        return self._known.get((key, value)) or ("없음" if value is None else str(value))

    def whole(
        self, facets: Mapping[str, Sequence[FacetValue]], filters: Filters
    ) -> dict[str, list[FacetValue]]:
        """Return ``facets`` with every chosen value in them, counted as none where it was missing."""
        found = {key: list(values) for key, values in facets.items()}
        for key, chosen in filters.items():
            present = {value.key for value in found.get(key, ())}
            lost = [FacetValue(value, self.of(key, value), 0) for value in chosen if value not in present]
            found.setdefault(key, []).extend(lost)
        return found

    def chips(self, selection: Selection) -> list[tuple[str, str]]:
        """Return the filters in force as (key, words), at most two values each; the text comes last."""
        found = [(key, f"{LABELS.get(key, SPECS[key].label)}: {self._values(key, values)}")
                 for key, values in selection.filters.items()]  # fmt: skip
        return [*found, ("", f"글자: {selection.text}")] if selection.text else found

    def _values(self, key: str, values: Sequence[Any]) -> str:
        more = f" 외 {len(values) - 2}" if len(values) > 2 else ""
        return ", ".join(self.of(key, value) for value in values[:2]) + more


def sort_words(selection: Selection) -> str:
    """Return the order in words: ``기관, 과제명 순``."""
    pairs = selection.sort or (("lead_agency_id", False), ("title", False))
    return ", ".join(f"{SPECS[key].label}{' 내림' if down else ''}" for key, down in pairs) + " 순"


def in_order(groups: Sequence[Group], key: str) -> list[Group]:
    """Return groups in the order of their closed list, years newest first; no value comes last."""
    spec = SPECS.get(key)
    if spec is not None and spec.choices:
        places = {member.value: place for place, member in enumerate(spec.choices)}
        return sorted(groups, key=lambda group: places.get(group.key, len(places)))
    if key == "year":
        return sorted(groups, key=lambda group: -(group.key or 0))
    return list(groups)
