"""The cells of one column of a table, with what is asked of the whole of them."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from app.domain.tabular.sheet import Raw

_SAMPLE = 1000


class Cells:
    """The cells of a column, one a record; what is derived of them is made once, when it is asked for."""

    def __init__(self, values: Sequence[Raw]) -> None:
        """Take the cells as they stand."""
        self.values = values

    @cached_property
    def different(self) -> Sequence[Raw]:
        """Return the cells that differ, in the order in which they come first."""
        return tuple(dict.fromkeys(self.values))

    @cached_property
    def repeats(self) -> bool:
        """Tell whether most cells repeat others, as a sample shows where they are not counted yet."""
        if "different" in vars(self):
            return len(self.different) * 2 < len(self.values)
        sample = self.values[:: max(len(self.values) // _SAMPLE, 1)]
        return len(set(sample)) * 2 < len(sample)

    @cached_property
    def looked_at(self) -> Sequence[Any]:
        """Return the cells to look at: those that differ where most repeat others, else all as they stand.

        To find which differ costs more than a look at all of them as one text.
        """
        return self.different if self.repeats else self.values

    @cached_property
    def whole(self) -> str | None:
        """Return the texts to look at as one, a line each; None for a column that holds anything else."""
        try:
            return "\n".join(self.looked_at)
        except TypeError:
            return None

    @cached_property
    def longest(self) -> int:
        """Return the length of the longest text."""
        return max(map(len, self.looked_at), default=0)
