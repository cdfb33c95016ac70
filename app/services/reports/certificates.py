"""위촉장 and 참여확인서: for whom, from when to when; in full only as a paper with a logged purpose."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.domain.choices import Role
from app.domain.giving import Hours
from app.domain.person import Membership
from app.domain.privacy.masks import shown_name
from app.domain.project import Project
from app.domain.report import ReportOptions, Variant
from app.errors import UserError
from app.services import contributions, people, projects
from app.services.privacy import disclosure
from exports.reports.certificates import CONFIRMATION, LETTER, CertificateData, Holder

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_HEADS = {"시": "장", "도": "지사", "군": "수", "구": "청장", "청": "장", "부": "장관"}


VARIANTS = (Variant("letter", LETTER), Variant("confirmation", CONFIRMATION))


def data(ws: "Workspace", options: ReportOptions) -> CertificateData:
    """Return what 위촉장 or 참여확인서 say (``which``): of ``person_ids``, else of the team.

    위촉장 are for whoever is on the team now, 참여확인서 for whoever was ever on it.
    """
    wanted = options.which or VARIANTS[0].key
    paper = next((one.label for one in VARIANTS if one.key == wanted), "")
    if not paper:
        words = ", ".join(f"{one.key}({one.label})" for one in VARIANTS)
        raise UserError(f"‘{wanted}’ 증서는 없습니다. 고를 수 있는 것: {words}", "which")
    return _data(ws, options, paper)


def issuer_of(project: Project, office: str = "") -> str:
    """Return who signs for the office: 가온시장, 나래군수; an agency of another kind by its own name."""
    agency = project.lead_agency or office or "우리 기관"
    return agency + _HEADS.get(agency[-1], "")


def _data(ws: "Workspace", options: ReportOptions, paper: str) -> CertificateData:
    if options.project_id is None:
        raise UserError("어느 과제의 팀인지 고르십시오.", "project")
    project = projects.get(ws, options.project_id)
    times = _times(ws, project.id, options.person_ids, whole=paper == CONFIRMATION)
    if not times:
        raise UserError(
            f"{paper}을 줄 팀원이 없습니다. 팀에 먼저 넣으십시오.".replace("서을", "서를"), "person"
        )
    withheld = disclosure.allowed(ws, times).withheld
    times = {person_id: rows for person_id, rows in times.items() if person_id not in withheld}
    if not times:
        raise UserError(f"{refused(len(withheld))} 남은 팀원이 없으니 동의를 먼저 받으십시오.", "person")
    hide = not ws.in_full
    hours = {row.person_id: row.hours for row in contributions.of_project(ws, project.id).persons}
    return CertificateData(
        [_holder(rows, project, hours, hide) for rows in times.values()],
        project.title,
        options.issuer.strip() or issuer_of(project, ws.settings.department),
        ws.today,
        refused(len(withheld)) if withheld else "",
        paper,
    )


def refused(count: int) -> str:
    """Return the sentence on those whose names a paper may not carry any more."""
    return f"동의를 철회했거나 보유 기간이 지난 {count}명은 뺐습니다."


def _times(
    ws: "Workspace", project_id: int, wanted: Sequence[int], *, whole: bool
) -> Mapping[int, list[Membership]]:
    """Return the memberships by person, in the order of the team."""
    found: dict[int, list[Membership]] = {}
    for row in people.members(ws, project_id):
        present = row.to_on is None or row.to_on >= ws.today
        if row.person_id in wanted or (not wanted and (whole or present)):
            found.setdefault(row.person_id, []).append(row)
    return found


def _holder(rows: Sequence[Membership], project: Project, hours: Mapping[int, Hours], hide: bool) -> Holder:
    first = rows[0]
    begins = min((row.from_on for row in rows if row.from_on), default=project.starts_on)
    return Holder(
        shown_name(first.person, first.actor_kind, hide),
        first.affiliation,
        ", ".join(dict.fromkeys(Role(row.role).label for row in rows)),
        begins,
        _end(rows, project, begins),
        hours.get(first.person_id, Hours()),
    )


def _end(rows: Sequence[Membership], project: Project, begins: date | None) -> date | None:
    ends = [row.to_on for row in rows]
    if all(ends):
        return max(day for day in ends if day)
    planned = project.ends_on
    return planned if planned and (begins is None or planned >= begins) else None
