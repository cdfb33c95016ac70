"""동의서 as a report: whose names it carries, and that names in full are logged before they are printed."""

from typing import TYPE_CHECKING

from app.domain.person import Person
from app.domain.privacy.access import Access, AccessAction, AccessPurpose
from app.domain.privacy.consent import ConsentPurpose, needs_guardian
from app.domain.privacy.masks import masked
from app.domain.report import ReportOptions
from app.services import listing, projects
from app.services.privacy import access
from exports.reports.consent_form import ConsentFormData, Signer

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SUBJECT = "동의서"


def data(ws: "Workspace", options: ReportOptions) -> ConsentFormData:
    """Return the forms of ``person_ids``, or one blank form.

    Names and phones are masked unless ``reason`` says why they are needed: then a line of the log is durable
    before the form is made.
    """
    project = projects.get(ws, options.project_id) if options.project_id is not None else None
    office = " ".join(p for p in (project.lead_agency, project.department) if p) if project else ""
    purposes = tuple(p for p in ConsentPurpose if not options.purposes or p.value in options.purposes)
    return ConsentFormData(
        signers=_signers(ws, options) or (Signer(),),
        purposes=purposes,
        as_of=ws.today,
        office=office or ws.settings.department or "우리 기관",
        project=project.title if project else "",
        kept_until=project.ends_on if project and project.ends_on and project.ends_on >= ws.today else None,
        days=ws.settings.retention_days,
        recipient=options.recipient,
        recipient_purpose=options.recipient_purpose,
    )


def _signers(ws: "Workspace", options: ReportOptions) -> tuple[Signer, ...]:
    rows = [row for row in listing.rows(ws, "person", options.person_ids) if row.destroyed_on is None]
    if rows and options.reason:
        access.log(ws, _access(rows, options.reason))
    elif not ws.in_full:
        rows = [masked(row) for row in rows]
    year = ws.today.year
    return tuple(Signer(r.name, r.phone, needs_guardian(r.birth_year, r.age_band, year)) for r in rows)


def _access(rows: list[Person], reason: str) -> Access:
    return Access(
        AccessAction.PRINT, f"{SUBJECT} {len(rows)}부", tuple(row.uid for row in rows), ("이름", "전화"),
        AccessPurpose.CONSENT.value, reason, f"{SUBJECT}.pdf",
    )  # fmt: skip
