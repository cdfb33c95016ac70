"""The way through the pages: where somebody was, for 뒤로 and 앞으로."""

from typing import Any, NamedTuple

KEPT = 50


class Place(NamedTuple):
    """Where somebody was: a page and what it was asked to show."""

    key: str
    args: dict[str, Any]


class Trail:
    """The places before and after the one in front, as a browser keeps them."""

    def __init__(self) -> None:
        """Have been nowhere yet."""
        self._back: list[Place] = []
        self._forward: list[Place] = []

    def leave(self, here: Place) -> None:
        """Remember ``here``, from where one goes somewhere new."""
        self._back = [*self._back[-KEPT:], here]
        self._forward = []

    def back(self, here: Place) -> Place:
        """Return the place before ``here``; ask ``may_go_back`` first."""
        self._forward.append(here)
        return self._back.pop()

    def forward(self, here: Place) -> Place:
        """Return the place after ``here``; ask ``may_go_forward`` first."""
        self._back.append(here)
        return self._forward.pop()

    @property
    def may_go_back(self) -> bool:
        """Tell whether there is a place before this one."""
        return bool(self._back)

    @property
    def may_go_forward(self) -> bool:
        """Tell whether one came back from a place."""
        return bool(self._forward)
