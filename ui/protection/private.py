"""What a window remembers beside its own looks: of a protected file it is written down sealed only."""

from collections.abc import Callable
from typing import Any, Protocol

SEALED = "sealed"
_LOOKS = ("window/", "table/", "facets/", "calendar/", "projects/list")
_VIEWS = "projects/views/"


class Sealer(Protocol):
    """What seals for one open, protected file."""

    name: str
    file: str

    def seal(self, value: Any, /) -> str:
        """Return the value sealed."""

    def open(self, sealed: str, /) -> Any:
        """Return the value; None where it cannot be opened."""


def is_private(key: str) -> bool:
    """Tell whether what is kept under ``key`` may tell of the data: all but the looks of the window."""
    return key != SEALED and not key.startswith(_LOOKS) and not key.endswith("/split")


class Drawer:
    """The sealed part of what is remembered, as one protected file sees it."""

    def __init__(self, sealer: Sealer) -> None:
        """Open the part of the file of ``sealer``."""
        self._sealer = sealer

    def get(self, kept: dict[str, Any], key: str, default: Any) -> Any:
        """Return the value of ``key``."""
        text = self._own(kept).get(key)
        value = self._sealer.open(text) if isinstance(text, str) else None
        return default if value is None else value

    def put(self, kept: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
        """Return all that is remembered with ``value`` sealed under ``key``."""
        own = {name: text for name, text in self._own(kept).items() if name != key}
        if value is not None:
            own[key] = self._sealer.seal(value)
        return self._with(kept, own)

    def empty(self, kept: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what is remembered without this part, and the values that were in it."""
        values = {key: self.get(kept, key, None) for key in self._own(kept)}
        return self._with(kept, {}), {key: value for key, value in values.items() if value is not None}

    def take(self, kept: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what is remembered in the clear without what may be of this file, and that."""
        mine = {key: value for key, value in kept.items() if is_private(key) and self._is_mine(key)}
        return {key: value for key, value in kept.items() if key not in mine}, mine

    def rewritten(self, kept: dict[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
        """Return what is remembered with this part as ``change`` makes it."""
        kept, values = self.empty(kept)
        for key, value in dict(change(values)).items():
            kept = self.put(kept, key, value)
        return kept

    def _is_mine(self, key: str) -> bool:
        return not key.startswith(_VIEWS) or key == f"{_VIEWS}{self._sealer.file}"

    def _own(self, kept: dict[str, Any]) -> dict[str, Any]:
        parts = kept.get(SEALED)
        found = parts.get(self._sealer.name) if isinstance(parts, dict) else None
        return found if isinstance(found, dict) else {}

    def _with(self, kept: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
        parts = {**(kept.get(SEALED) or {}), self._sealer.name: own}
        parts = {name: part for name, part in parts.items() if part}
        rest = {key: value for key, value in kept.items() if key != SEALED}
        return {**rest, SEALED: parts} if parts else rest
