"""역할 of the person at the desk: what each may see and do, in one table.

On a file of one's own PC they guide and protect from slips; they are no lock, for who has the file and its
passphrase has everything.  The manual says so.
"""

from collections.abc import Iterable

from app.domain.choices import Choice
from app.errors import UserError


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
    EDIT_OUTCOMES = "edit_outcomes", "성과지표와 성과 고치기"
    EDIT_BUDGET = "edit_budget", "예산과 집행 고치기"
    EVALUATE = "evaluate", "평가·점수·상격 고치기"
    UNMASK = "unmask", "개인정보 열람"
    EXPORT_PEOPLE = "export_people", "참여자 내보내기"
    REVIEW_ACCESS = "review_access", "접속기록 점검"
    DESTROY = "destroy", "개인정보 파기"
    PROTECT = "protect", "암호 설정·백업 되살리기"


MAY: dict[DeskRole, frozenset[Duty]] = {
    DeskRole.OFFICER: frozenset(Duty),
    DeskRole.FACILITATOR: frozenset({Duty.EDIT_SESSIONS, Duty.EDIT_PEOPLE, Duty.UNMASK}),
    DeskRole.MANAGER: frozenset({Duty.EDIT_PROJECTS, Duty.EDIT_OUTCOMES, Duty.EDIT_BUDGET, Duty.EVALUATE,
                                 Duty.EXPORT_PEOPLE, Duty.UNMASK, Duty.REVIEW_ACCESS, Duty.DESTROY,
                                 Duty.PROTECT}),
    DeskRole.READER: frozenset(),
}  # fmt: skip


_TABLES = {
    Duty.EDIT_PROJECTS: "project stage step criterion criterion_result signoff output milestone dependency "
    "channel_rule fingerprint",
    Duty.EDIT_SESSIONS: "session agenda_item session_guest session_decision attendance finding cluster "
    "source pseudonym link vote_round vote proposal ballot ballot_option ballot_tally ballot_turnout survey "
    "survey_question survey_answer contribution",
    Duty.EDIT_PEOPLE: "person membership consent applicant draw draw_entry apart",
    Duty.EDIT_OUTCOMES: "indicator measurement comparison experiment",
    Duty.EDIT_BUDGET: "budget_line spending",
    Duty.EVALUATE: "rubric rubric_criterion evaluation_round round_project panel panel_member score_sheet "
    "score exclusion award agency_score",
}
_OF_TABLES = {name: duty for duty, names in _TABLES.items() for name in names.split()}


def may(role: str, duty: Duty) -> bool:
    """Tell whether a role may do what ``duty`` names; an unknown role may nothing."""
    return role in list(DeskRole) and duty in MAY[DeskRole(role)]


EDITING = frozenset(_TABLES)
_DEEDS = {
    Duty.EDIT_PROJECTS: "과제와 단계를 고칠",
    Duty.EDIT_SESSIONS: "활동·발견·제안을 기록할",
    Duty.EDIT_PEOPLE: "참여자와 동의를 고칠",
    Duty.EDIT_OUTCOMES: "성과를 고칠",
    Duty.EDIT_BUDGET: "예산과 집행을 고칠",
    Duty.EVALUATE: "평가와 상격을 고칠",
    Duty.UNMASK: "가린 개인정보를 볼",
    Duty.EXPORT_PEOPLE: "참여자를 내보낼",
    Duty.REVIEW_ACCESS: "접속기록을 점검할",
    Duty.DESTROY: "개인정보를 파기할",
    Duty.PROTECT: "암호를 걸거나 풀고 백업을 되살릴",
}
_SETTLE = "역할은 설정에서 바꿉니다."


def refusal(role: str, *duties: Duty) -> str:
    """Return why a role may do none of ``duties``, as a sentence; empty where it may do one of them."""
    if any(may(role, duty) for duty in duties):
        return ""
    label = DeskRole(role).label if role in list(DeskRole) else role
    deed = _DEEDS[duties[0]] if len(duties) == 1 else "고칠"
    return f"{label} 역할에서는 {deed} 수 없습니다. {_SETTLE}"


def duties_of(tables: Iterable[str]) -> list[Duty]:
    """Return the duties that a step over ``tables`` belongs to; of none of them, all that change anything."""
    return sorted({_OF_TABLES[name] for name in tables if name in _OF_TABLES}) or sorted(EDITING)


def refuse_change(role: str, tables: Iterable[str]) -> None:
    """Refuse a step whose records a role may not change, with a ``UserError``.

    A step often takes along what belongs to other duties (a meeting moves the dates of its project): it is
    refused where the role has none of the duties that it touches.  Files, tags and the like belong to
    whatever is worked on.
    """
    words = refusal(role, *duties_of(tables))
    if words:
        raise UserError(words)
