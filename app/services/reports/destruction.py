"""What 파기대장 says, read from the records."""

from typing import TYPE_CHECKING

from app.domain.report import ReportOptions
from app.services.privacy import destruction
from exports.reports.destruction_papers import DestructionLedgerData

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def ledger_data(ws: "Workspace", options: ReportOptions) -> DestructionLedgerData:
    """Return the destructions of a year or of all, the oldest first."""
    rows = tuple(reversed(destruction.ledger(ws, options.year)))
    condition = f"{options.year}년" if options.year is not None else ""
    return DestructionLedgerData(rows, condition, ws.today, options.approval_box)
