"""Saved filters: those the program offers, and those a person keeps under a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.choices import ProjectKind, ProjectState
from app.domain.fields import specs_by_key
from app.domain.hangul import josa
from app.domain.listing import ListQuery
from app.domain.privacy import resident_number
from app.domain.project import PROJECT_FIELDS
from app.errors import UserError
from ui.state import UiState

NAME_LIMIT = 20
SPECS = specs_by_key(PROJECT_FIELDS)
NOBODY = -1
"""The record of a person at the desk who is not among the persons of the file."""
Filters = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class View:
    """A filter with a name; ``own`` ones were saved by a person and can be renamed and deleted."""

    name: str
    filters: Filters = field(default_factory=dict)
    text: str = ""
    own: bool = False

    def query(self) -> ListQuery:
        """Return the own projects that the filter leaves."""
        return ListQuery(self.text, {"kind": (ProjectKind.OWN.value,), **self.filters})


def offered(managers: tuple[int, ...], year: int) -> list[View]:
    """Return the filters of the program; ``managers`` are the records of the person at the desk."""
    return [
        View("전체"),
        View("내 담당", {"manager_id": managers or (NOBODY,)}),
        View("관문 대기", {"state": (ProjectState.GATE.value,)}),
        View("정체", {"state": (ProjectState.STALLED.value,)}),
        View("올해", {"year": (year,)}),
    ]


class SavedViews:
    """The filters kept by a person for one data file (their values are ids of that file)."""

    def __init__(self, state: UiState, file: str) -> None:
        """Read what is kept for the data file called ``file``."""
        self._state, self._key = state, f"projects/views/{file}"
        kept = state.get(self._key, [])
        self.views = [view for part in kept if (view := _read(part))] if isinstance(kept, list) else []

    def save(self, name: str, filters: Filters, text: str) -> View:
        """Keep a filter under ``name``; a UserError where the name is empty, long or taken."""
        resident_number.refuse(text, "찾는 말", "name")
        view = View(self._checked(name), dict(filters), text, own=True)
        self._keep([*self.views, view])
        return view

    def rename(self, view: View, name: str) -> None:
        """Give a kept filter another name."""
        if name.strip() == view.name:
            return
        new = View(self._checked(name), view.filters, view.text, own=True)
        self._keep([new if kept is view else kept for kept in self.views])

    def delete(self, view: View) -> None:
        """Forget a kept filter."""
        self._keep([kept for kept in self.views if kept is not view])

    def _checked(self, name: str) -> str:
        name = " ".join(name.split())
        resident_number.refuse(name, "이름", "name")
        if not name:
            raise UserError("이름을 적어 주십시오.", "name")
        if len(name) > NAME_LIMIT:
            raise UserError(f"이름은 {NAME_LIMIT}자까지 쓸 수 있습니다.", "name")
        if any(view.name == name for view in (*offered((), 0), *self.views)):
            raise UserError(
                f"{josa(f'‘{name}’', '은/는')} 이미 있는 이름입니다. 다른 이름을 적어 주십시오.", "name"
            )
        return name

    def _keep(self, views: list[View]) -> None:
        self.views = views
        self._state.set(self._key, [_written(view) for view in views])


def _written(view: View) -> dict[str, Any]:
    filters = {key: list(values) for key, values in view.filters.items()}
    return {"name": view.name, "filters": filters, "text": view.text}


def _read(part: object) -> View | None:
    if not isinstance(part, Mapping) or not isinstance(part.get("filters"), Mapping):
        return None
    filters = {str(key): tuple(values) for key, values in part["filters"].items() if key in SPECS}
    return View(str(part.get("name", "")), filters, str(part.get("text", "")), own=True)
