"""The reports without a window: one into a file, one of many projects, or the whole set into a folder."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.opening import opened, passphrase_in
from app.cli.printing import progress, say, say_json
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import words

if TYPE_CHECKING:
    from app.services.reports.batch import Summary
    from app.services.workspace import Workspace

ALL = "all"
REFUSED = 1


def list_reports(chosen: Namespace) -> int:
    """Say each report's id, name and the formats it can be written in."""
    from app.services.reports import papers

    found = papers.available()
    if chosen.json:
        say_json([{"id": each.id, "label": each.label, "formats": list(each.formats)} for each in found])
    else:
        say(*(f"{each.id}\t{each.label}\t{', '.join(each.formats)}" for each in found))
    return 0


def export_report(chosen: Namespace) -> int:
    """Write a report to a file or as JSON to standard output, or several into a folder."""
    with opened(chosen) as ws:
        options = _options(ws, chosen)
        if chosen.report == ALL:
            return _said(_whole_set(ws, chosen, options))
        if chosen.each:
            return _said(_each_project(ws, chosen, options))
        return _one(ws, chosen, options)


def _options(ws: "Workspace", chosen: Namespace) -> ReportOptions:
    return ReportOptions(
        kind=chosen.kind or "",
        year=chosen.year,
        program_id=words.program_id(ws, chosen.program) if chosen.program else None,
        project_id=chosen.project,
        session_id=chosen.session,
        round_id=chosen.round,
        approval_box=chosen.approval_box,
        internal=chosen.internal,
        person_ids=_persons(ws, chosen),
        purpose=chosen.purpose or "",
        reason=chosen.reason,
        draw_id=chosen.draw,
        columns=_parts(chosen.columns),
        month=chosen.month,
        destroy_on=chosen.destroy_on,
        since=chosen.since,
        until=chosen.until,
        chapters=_parts(chosen.chapters),
        names=chosen.names,
        watermark=chosen.watermark or "",
        which=chosen.which,
    )


def _persons(ws: "Workspace", chosen: Namespace) -> tuple[int, ...]:
    """Return the persons that a paper is about: those named, else those that the filters leave."""
    from app.cli import people

    given = tuple(chosen.person or ())
    found = None if given else people.narrowed(ws, chosen)
    if found == ():
        raise UserError(
            "조건에 맞는 참여자가 없습니다. --text, --actor-kind, --standing을 확인하십시오.", "person"
        )
    return given or found or ()


def _parts(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(",") if part.strip())


def _one(ws: "Workspace", chosen: Namespace, options: ReportOptions) -> int:
    from app.services.reports import papers

    format = _format(chosen)
    if chosen.out == "-":
        if chosen.password_file:
            raise UserError(
                "표준 출력(-)에는 암호를 걸 수 없습니다. --out에 파일 이름을 적으십시오.", "password"
            )
        sys.stdout.write(papers.as_json(ws, chosen.report, options))
        return 0
    path, password = Path(chosen.out).expanduser(), passphrase_in(chosen.password_file)
    told = progress("만드는 중")
    warnings = papers.export(ws, chosen.report, format, path, options, told, password=password)
    for warning in warnings:
        print(warning, file=sys.stderr)
    say(f"저장했습니다: {path}")
    return 0


def _whole_set(ws: "Workspace", chosen: Namespace, options: ReportOptions) -> "Summary":
    from app.services.reports import batch

    folder, pattern, formats = _folder(chosen)
    jobs, without = batch.plan_set(ws, folder, options, formats, pattern)
    return batch.run(ws, jobs, folder, without, progress("만드는 중"))


def _each_project(ws: "Workspace", chosen: Namespace, options: ReportOptions) -> "Summary":
    from app.services.reports import batch

    folder, pattern, formats = _folder(chosen)
    found = batch.projects_of(ws, options.program_id, options.year)
    if not found:
        raise UserError("조건에 맞는 과제가 없습니다. --year와 --program을 확인하십시오.", "project")
    jobs = batch.plan_each(ws, chosen.report, folder, found, options, formats or ("pdf",), pattern)
    return batch.run(ws, jobs, folder, (), progress("만드는 중"))


def _folder(chosen: Namespace) -> tuple[Path, str, tuple[str, ...]]:
    """Return the folder to write into, how files are called there and the formats wanted."""
    from app.domain.report_names import PATTERN, check

    if chosen.out == "-" or chosen.password_file:
        raise UserError("여러 보고서는 암호 없이 폴더에 저장합니다. --out에 폴더를 적으십시오.", "out")
    formats = (chosen.format,) if chosen.format else ()
    return Path(chosen.out).expanduser(), check(chosen.naming or PATTERN), formats


def _said(summary: "Summary") -> int:
    say(*summary.lines, f"폴더: {summary.folder}")
    return REFUSED if summary.failed else 0


def _format(chosen: Namespace) -> str:
    if chosen.out == "-":
        if chosen.format not in (None, "json"):
            raise UserError(
                "표준 출력(-)에는 json만 적을 수 있습니다. --out에 파일 이름을 적으십시오.", "out"
            )
        return "json"
    format: str = chosen.format or Path(chosen.out).suffix.removeprefix(".").lower()
    if not format:
        raise UserError(
            "형식을 알 수 없습니다. --out의 파일 이름에 .pdf 같은 확장자를 적거나 --format을 주십시오.", "out"
        )
    return format
