"""How decisions look everywhere: icon, word and colour."""

from app.domain.proposal import DecisionKind, Proposal
from ui.widgets.badges import PLAIN, Kind, badge_kind

LOOKS: dict[str, Kind] = {
    DecisionKind.REVIEWING.value: Kind("hourglass", "warning.text", "warning.icon", "warning.fill"),
    DecisionKind.ADOPTED.value: Kind("check", "success.text", "success.icon", "success.fill"),
    DecisionKind.PARTLY.value: Kind(
        "circle-slash-2", "information.text", "information.icon", "information.fill"
    ),
    DecisionKind.REJECTED.value: Kind("x", "text2", "text2", "neutral"),
}
DONE = badge_kind("done")


def decision_look(row: Proposal | None) -> Kind:
    """Return the badge of a proposal's decision."""
    return LOOKS.get(row.decision, PLAIN) if row is not None else PLAIN
