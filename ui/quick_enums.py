"""Qt's enumerations made without the checks that Python makes for enumerations written by hand.

PySide builds every enumeration of a class or namespace when the first of them is asked for: 151 with 2,100
members before the window can be painted.  Python checks each member's name several times and sets it through
a descriptor; here the class is made empty by Python itself and the members are put into its own tables.
Measured: ``Qt.Key`` (471 members) 1.5 ms instead of 10, all that the start needs 23 ms less of 54.

What Python keeps of a member is its own affair and may differ from one version to the next, so this is used
only with the versions it was tested against; with any other the enumerations are made as usual.
"""

import enum
import sys
from collections.abc import Sequence
from typing import Any

KNOWN_VERSIONS = {(3, 11)}
FEWEST = 8
"""Below that the empty class costs more than is saved."""

_create: Any = enum.EnumType._create_  # type: ignore[attr-defined]


def install() -> None:
    """Make what PySide asks for from now on the quick way; nothing changes with a Python not known."""
    if sys.version_info[:2] in KNOWN_VERSIONS:
        enum.EnumType._create_ = _created  # type: ignore[attr-defined]


def _created(cls: Any, name: str, names: Any, **how: Any) -> Any:
    if not _fits(cls, names, how):
        return _create(cls, name, names, **how)
    made = _create(cls, name, (), **how)
    _fill(made, names, int if issubclass(cls, int) else object)
    return made


def _fits(cls: Any, names: Any, how: dict[str, Any]) -> bool:
    """Flags work out masks from their members; a boundary for what is no flag tells PySide from others."""
    pyside = how.get("boundary") is enum.KEEP and how.get("module") is None and how.get("type") is None
    return pyside and cls in (enum.Enum, enum.IntEnum) and isinstance(names, list) and len(names) >= FEWEST


def _fill(made: Any, names: Sequence[tuple[str, int]], kind: Any) -> None:
    """Put the members into the tables that ``enum`` keeps; a second name of a value is an alias."""
    order, members, values = made._member_names_, made._member_map_, made._value2member_map_
    for name, value in names:
        member = values.get(value)
        if member is None:
            member = kind.__new__(made, value) if kind is int else object.__new__(made)
            member._value_, member._name_ = value, name
            member.__objclass__, member._sort_order_ = made, len(order)
            values[value] = member
            order.append(name)
        members[name] = member
        type.__setattr__(made, name, member)
