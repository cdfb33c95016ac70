"""How a gate criterion reads: its icon, what it rests on, and who confirmed it when."""

from datetime import date

from app.domain.choices import CriterionKind
from app.domain.koreandate import format_short
from app.domain.project import Project
from app.domain.stage import Criterion
from ui.formats import list_date


def icon_of(criterion: Criterion) -> tuple[str, str]:
    """Return the icon of a criterion and the token of its colour."""
    return ("circle-check", "success.icon") if criterion.met else ("circle-dashed", "warning.icon")


def counted(criterion: Criterion) -> bool:
    """Tell whether a criterion is counted from the records."""
    return criterion.kind == CriterionKind.COUNTED


def evidence_line(criterion: Criterion, project: Project | None = None) -> str:
    """Return what a criterion rests on: the counted figure, the files, or what is still wanted until when."""
    if counted(criterion):
        return _figure(criterion, project) + ("" if criterion.met else _until(criterion))
    files = _files(criterion)
    if criterion.met:
        return (
            " · ".join(part for part in (files, (criterion.remark or "").split("\n")[0]) if part) or "확인함"
        )
    # The day comes first: in a narrow panel the end is cut off, and a day never is.
    wanted = f"확인 대기 · {files}" if files else "증빙 없음"
    return f"{_short(criterion.due_on)}까지 · {wanted}" if criterion.due_on else wanted


def _figure(criterion: Criterion, project: Project | None) -> str:
    if criterion.metric == "citizen_ratio" and project is not None:
        if not project.team_size:
            return "팀원이 아직 없습니다"
        return f"팀 {project.team_size}명 가운데 {project.citizen_count}명, {criterion.value or 0}%"
    return f"{criterion.value or 0}{criterion.unit} / 기준 {criterion.threshold}{criterion.unit}"


def _files(criterion: Criterion) -> str:
    if not criterion.evidence:
        return ""
    more = f" 외 {len(criterion.evidence) - 1}개" if len(criterion.evidence) > 1 else ""
    return f"{criterion.evidence[0].name}{more}"


def _until(criterion: Criterion) -> str:
    return f" · {_short(criterion.due_on)}까지" if criterion.due_on else ""


def confirmed_line(criterion: Criterion) -> str:
    """Return who confirmed a criterion and when; counted ones say that nobody needs to."""
    if counted(criterion):
        return "자동 점검"
    if not criterion.met_at:
        return ""
    local = criterion.met_at.astimezone().date() if criterion.met_at.tzinfo else criterion.met_at.date()
    return f"{_short(local)} {criterion.met_by or ''}".strip()


def _short(day: date) -> str:
    # the weekday says nothing about a day that is over
    return format_short(day).split(" (")[0] if day.year == date.today().year else list_date(day)
