"""What one committed transaction changed: the notice that refreshes open views."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

TYPING = "typing "
"""How the initiator of a step begins that stores what is being typed; the rest names the burst."""


class Changes(NamedTuple):
    """The records that one transaction changed, by table; ``everything`` where listing them is pointless.

    ``label`` names the step as people read it (실행 취소: …); ``initiator`` names who asked (a page key,
    ``import``, ``undo`` …), so that a view can tell its own change from another's.
    """

    label: str
    tables: Mapping[str, frozenset[int]] = MappingProxyType({})
    initiator: str = ""
    everything: bool = False

    def touches(self, *tables: str) -> bool:
        """Tell whether a view of these ``tables`` may show something else now."""
        return self.everything or any(self.tables.get(table) for table in tables)

    def ids(self, table: str) -> frozenset[int]:
        """Return the ids changed in ``table``; empty also where ``everything`` changed."""
        return self.tables.get(table, frozenset())


LOG = "log"
"""The initiator of what is written beside the journal: a line of the log of access."""

INDEX = "index"
"""The initiator of what only lets be found what was written before."""

DESTRUCTION = "destruction"
"""The initiator of the step that destroys persons: no lock of a closed session holds against the law."""
