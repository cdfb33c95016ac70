"""보고서: what the records say as documents of blocks, with the same figures in every format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from app.domain.desk_role import Duty
from app.domain.hangul import quoted
from app.domain.privacy.access import Access, AccessAction
from app.domain.report import (
    ChapterInfo,
    NameForm,
    ReportCheck,
    ReportGroup,
    ReportInfo,
    ReportOptions,
    Watermark,
)
from app.errors import UserError
from app.services import listing
from app.services.privacy import access, disclosure, sight
from app.services.reports import checks as report_checks
from app.services.reports import roster
from app.services.reports.catalogue import REPORTS, ReportKind
from exports import render
from exports.blocks import ApprovalBox, Document, Paragraph

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]
MIN_PASSWORD = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read of the records, and of which report and options."""

    of: tuple[str, ReportOptions]
    found: Any


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report ready to be drawn: the document, what it can say besides, and what to look at first."""

    document: Document
    chapters: tuple[ChapterInfo, ...]
    checks: tuple[ReportCheck, ...]
    kept: Kept

    def lay_out(self) -> render.Laid:
        """Return the document on its pages."""
        return render.lay_out(self.document)


def available() -> list[ReportInfo]:
    """Return the reports to choose from, group by group."""
    order = list(ReportGroup)
    return sorted(
        (kind.info for kind in REPORTS.values()), key=lambda one: order.index(ReportGroup(one.group))
    )


def kind_of(report_id: str) -> ReportKind:
    """Return a report by its id; a ``UserError`` with the choices where there is none."""
    if report_id not in REPORTS:
        words = ", ".join(f"{each.id}({each.label})" for each in REPORTS.values())
        raise UserError(
            f"보고서 {quoted(report_id, '은/는')} 없습니다. 고를 수 있는 보고서: {words}", "report"
        )
    return REPORTS[report_id]


def build(ws: "Workspace", report_id: str, options: ReportOptions | None = None) -> Document:
    """Return a report as a document of blocks."""
    kind, options = kind_of(report_id), options or ReportOptions()
    return _dressed(kind.build(_read(ws, kind, options)), kind, options)


def prepare(ws: "Workspace", report_id: str, options: ReportOptions, kept: Kept | None = None) -> Prepared:
    """Return a report with its chapters and checks, from one reading of the records.

    ``kept`` holds what was read last: what changes only the looks of the same report reads nothing again.
    """
    kind = kind_of(report_id)
    told = _untold(kind, options)
    found = kept.found if kept and kept.of == (report_id, told) else _read(ws, kind, options)
    if kind.chapters:
        found = replace(found, chosen=options.chapters)
    document = _dressed(kind.build(found), kind, options)
    checks = (*report_checks.of_document(document, kind.in_full), *kind.checks(found))
    chapters = tuple(kind.chapters(found)) if kind.chapters else ()
    return Prepared(document, chapters, checks, Kept((report_id, told), found))


def warm_up() -> None:
    """Load the fonts and what lays pages out, so that the first report does not wait for them."""
    render.lay_out(Document("함께설계", date(2026, 1, 1), (Paragraph("가"),))).pages([1])


def _untold(kind: ReportKind, options: ReportOptions) -> ReportOptions:
    """Return the options that say what is read, those on its looks left out."""
    looks = replace(options, watermark="")
    return replace(looks, chapters=(), approval_box=False) if kind.chapters else looks


def _read(ws: "Workspace", kind: ReportKind, options: ReportOptions) -> Any:
    if options.names not in list(NameForm):
        words = ", ".join(f"{form.value}({form.label})" for form in NameForm)
        raise UserError(
            f"이름 표시 {quoted(options.names, '은/는')} 없습니다. 고를 수 있는 것: {words}", "names"
        )
    _check_period(options)
    if options.names != NameForm.MASKED and not ws.in_full:
        ws = cast("Workspace", disclosure.InForm(ws, NameForm(options.names)))
    return kind.read(ws, options)


def _check_period(options: ReportOptions) -> None:
    if options.since and options.until and options.since > options.until:
        raise UserError("기간의 끝이 시작보다 이릅니다. 두 날짜를 확인하십시오.", "until")


def _dressed(document: Document, kind: ReportKind, options: ReportOptions) -> Document:
    """Return the document with what every report may have: approval box and watermark."""
    blocks = document.blocks
    boxed = options.approval_box and "approval_box" in kind.heeds
    if boxed and not any(isinstance(block, ApprovalBox) for block in blocks):
        blocks = (ApprovalBox(), *blocks)
    word = Watermark(options.watermark).label if options.watermark in list(Watermark) else ""
    word = word if "watermark" in kind.heeds else ""
    if blocks is document.blocks and not word:
        return document
    return replace(document, blocks=blocks, watermark=word)


def export(
    ws: "Workspace",
    report_id: str,
    format: str,
    path: Path,
    options: ReportOptions | None = None,
    progress: Progress | None = None,
    printed: bool = False,
    password: str = "",
) -> list[str]:
    """Write a report to ``path`` and return warnings; an earlier file stays until the new one is whole.

    With purpose and reason it names persons in full, once the line of the log that says so is durable.  A
    ``password`` (xlsx and pdf) encrypts the file.
    """
    _check_password(format, password)
    _check_format(report_id, format)
    document = _document(ws, report_id, options or ReportOptions(), path.name, printed)
    return render.render(document, format, path, progress, password)


def export_each(
    ws: "Workspace",
    report_id: str,
    targets: Iterable[tuple[str, Path]],
    options: ReportOptions,
    progress: Progress | None = None,
) -> Iterator[tuple[Path, list[str]]]:
    """Write one report in several formats from one document: (format, path) each; yield path and warnings."""
    wanted = list(targets)
    document = _document(ws, report_id, options, ", ".join(path.name for _format, path in wanted), False)
    for format, path in wanted:
        yield path, render.render(document, format, path, progress)


def _check_format(report_id: str, format: str) -> None:
    formats = kind_of(report_id).formats
    if format in render.FORMATS and format not in formats:
        label = kind_of(report_id).label
        raise UserError(
            f"{label}에는 {format} 형식이 없습니다. 고를 수 있는 형식: {', '.join(formats)}", "format"
        )


def _check_password(format: str, password: str) -> None:
    # Before the log is written: a file that cannot be has not been made.
    from exports.passwords import LOCKS

    if password and format not in LOCKS:
        raise UserError(f"{format} 파일에는 암호를 걸 수 없습니다. xlsx나 pdf로 저장하십시오.", "password")
    if password and len(password) < MIN_PASSWORD:
        raise UserError(f"암호를 {MIN_PASSWORD}자 이상 적으십시오.", "password")


def as_json(ws: "Workspace", report_id: str, options: ReportOptions | None = None) -> str:
    """Return a report as JSON text."""
    return render.to_json(_document(ws, report_id, options or ReportOptions(), "표준 출력", False))


def _document(
    ws: "Workspace", report_id: str, options: ReportOptions, target: str, printed: bool
) -> Document:
    """Return a report as it is to be written: in full, and logged, where purpose or reason are told."""
    kind = kind_of(report_id)
    if not kind.in_full or not (options.purpose or options.reason):
        return build(ws, report_id, options)
    sight.refuse_role(ws, Duty.EXPORT_PEOPLE)
    full = disclosure.InFull(ws)
    document = build(cast("Workspace", full), report_id, options)
    uids = tuple(row.uid for row in listing.rows(ws, "person", sorted(full.named)))
    action = AccessAction.PRINT if printed else AccessAction.EXPORT
    items = roster.items(options) if report_id == "roster" else ("이름",)
    access.log(ws, Access(action, kind.called(options), uids, items, options.purpose, options.reason, target))
    return document
