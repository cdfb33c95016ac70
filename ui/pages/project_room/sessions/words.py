"""How a session reads on the screen: its icon, its day and times, its state, its group in the list."""

from datetime import date

from app.domain.choices import ActorKind, Role
from app.domain.session import Session, SessionKind, SessionStatus
from ui.formats import list_date

ICONS = {
    SessionKind.WORKSHOP: "presentation", SessionKind.ROUNDTABLE: "messages-square",
    SessionKind.DIALOGUE: "message-square", SessionKind.INTERVIEW: "ear", SessionKind.FIELD: "map-pinned",
    SessionKind.SURVEY: "list-checks", SessionKind.FORUM: "users", SessionKind.CONSULTING: "search-check",
    SessionKind.TRAINING: "notebook-pen", SessionKind.KICKOFF: "flag", SessionKind.INTERIM: "clipboard-check",
    SessionKind.FINAL: "file-check", SessionKind.SHARING: "sparkles",
}  # fmt: skip
COMING, PAST, UNKNOWN = "예정", "지난 활동", "날짜 미정"
_ROLES = {Role.FACILITATOR: "서비스디자이너", Role.CITIZEN: "국민", Role.OFFICER: "담당"}


def icon_of(session: Session) -> str:
    """Return the icon of its kind."""
    return ICONS[SessionKind(session.kind)]


def kind_label(session: Session) -> str:
    """Return its kind in Korean."""
    return SessionKind(session.kind).label


def group_of(session: Session, today: date) -> str:
    """Return its heading: what is still to come, what was, and what has no day."""
    if session.held_on is None:
        return PAST if session.status == SessionStatus.CLOSED else UNKNOWN
    return COMING if session.held_on > today else PAST


def state_of(session: Session, today: date) -> tuple[str, str]:
    """Return the words and the badge of its state."""
    if session.status == SessionStatus.CLOSED:
        return "마감", "closed"
    return ("예정", "later") if group_of(session, today) == COMING else ("초안", "draft")


def when_words(session: Session, today: date, ends: bool = False) -> str:
    """Return day and times as far as they are known; words of a partial date stand as they were written."""
    kept = session.as_written.get("held_on", "")
    if kept:
        return f"{kept} (적힌 대로)" if ends else kept
    day = list_date(session.held_on, today) if session.held_on else "날짜 미정"
    times = session.starts_at + (f"–{session.ends_at}" if ends and session.ends_at else "")
    return f"{day} {times}".strip()


def role_words(role: str | None, actor_kind: str | None) -> str:
    """Return in what part a person takes part, as short as a narrow list needs it."""
    if role:
        known = Role(role)
        return _ROLES.get(known, known.label)
    return ActorKind(actor_kind).label if actor_kind else ""


def clock(starts_at: str, minutes: int) -> str:
    """Return the time so many minutes after ``starts_at``; +0:40 where the start is not known."""
    if not starts_at:
        return f"+{minutes // 60}:{minutes % 60:02d}"
    hour, minute = (int(part) for part in starts_at.split(":"))
    total = hour * 60 + minute + minutes
    return f"{total // 60 % 24:02d}:{total % 60:02d}"
