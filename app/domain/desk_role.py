"""역할 of the person at the desk: what each may see and do, in one table.

On a file of one's own PC they guide and protect from slips; they are no lock, for who has the file and its
passphrase has everything.  The manual says so.
"""

from app.domain.choices import Choice


class DeskRole(Choice):
    """역할."""

    OFFICER = "officer", "담당"
    FACILITATOR = "facilitator", "퍼실리테이터"
    MANAGER = "manager", "관리자"
    READER = "reader", "열람"


class Duty(Choice):
    """What a role may do or not."""

    EDIT_PROJECTS = "edit_projects", "과제와 단계 고치기"
    EDIT_SESSIONS = "edit_sessions", "활동·발견·제안 기록"
    EDIT_PEOPLE = "edit_people", "참여자와 동의 고치기"
    UNMASK = "unmask", "개인정보 열람"
    EXPORT_PEOPLE = "export_people", "참여자 내보내기"
    REVIEW_ACCESS = "review_access", "접속기록 점검"
    DESTROY = "destroy", "개인정보 파기"
    PROTECT = "protect", "암호 설정·백업 되살리기"


MAY: dict[DeskRole, frozenset[Duty]] = {
    DeskRole.OFFICER: frozenset(Duty),
    DeskRole.FACILITATOR: frozenset({Duty.EDIT_SESSIONS, Duty.EDIT_PEOPLE, Duty.UNMASK}),
    DeskRole.MANAGER: frozenset({Duty.EDIT_PROJECTS, Duty.EXPORT_PEOPLE, Duty.UNMASK, Duty.REVIEW_ACCESS,
                                 Duty.DESTROY, Duty.PROTECT}),
    DeskRole.READER: frozenset(),
}  # fmt: skip


def may(role: str, duty: Duty) -> bool:
    """Tell whether a role may do what ``duty`` names; an unknown role may nothing."""
    return role in list(DeskRole) and duty in MAY[DeskRole(role)]
