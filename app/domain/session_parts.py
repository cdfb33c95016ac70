"""A session (활동) with all that belongs to it: what its page shows and its papers are made of."""

from dataclasses import dataclass

from app.domain.choices import ActorKind
from app.domain.finding import Finding
from app.domain.output import Attachment, Milestone
from app.domain.rounding import percent_of
from app.domain.session import AgendaItem, Attendance, AttendanceState, Decision, GuestCount, Session


@dataclass(frozen=True, slots=True)
class SessionParts:
    """A session with all that belongs to it, as of one moment."""

    session: Session
    agenda: tuple[AgendaItem, ...]
    attendance: tuple[Attendance, ...]
    guests: tuple[GuestCount, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Milestone, ...]
    files: tuple[Attachment, ...]
    findings: tuple[Finding, ...]

    @property
    def citizen_share(self) -> int | None:
        """Return the percentage of citizens among all who came, guests included; None where nobody came."""
        kinds = [one.actor_kind for one in self.attendance if one.state != AttendanceState.ABSENT]
        came = len(kinds) + sum(guest.count for guest in self.guests)
        citizens = kinds.count(ActorKind.CITIZEN) + sum(
            guest.count for guest in self.guests if guest.actor_kind == ActorKind.CITIZEN
        )
        return percent_of(citizens, came)
