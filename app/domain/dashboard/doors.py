"""The doors of 현황: the list behind each figure, so that it shows exactly as many rows as were counted.

A ``Door`` names the page and the filters of its list.  The side and values of a bar can be added to the
filters in force, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.chart import BarChart, TileMap
from app.domain.dashboard.figures import Filters


@dataclass(frozen=True, slots=True)
class Door:
    """The list behind a figure; ``side`` and ``values`` are what it adds to the filters, if anything."""

    page: str
    filters: Filters = field(default_factory=dict)
    side: str = ""
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart with the doors of its bars by their keys; ``note`` says what it leaves out."""

    chart: BarChart | TileMap
    doors: Mapping[str, Door]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of the strip: ``value`` as printed (– where missing), words below, the list behind it."""

    value: str
    words: str
    door: Door


def project_door(filters: Filters, side: str = "", values: tuple[Any, ...] = ()) -> Door:
    """Return the door to the own projects under ``filters``, narrowed further by a side."""
    whole = {key: kept for key, kept in filters.items() if kept}
    return Door("projects", {**whole, side: values} if side else whole, side, values)


def proposal_door(filters: Filters, **marks: tuple[Any, ...]) -> Door:
    """Return the door to the proposals of the projects under ``filters``, narrowed by marks of their own."""
    owned = {f"project.{key}": kept for key, kept in filters.items() if kept}
    if owned:
        owned["project.kind"] = ("own",)
    return Door("proposals", {**owned, **marks})
