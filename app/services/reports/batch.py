"""여러 보고서를 한 번에: every report of the set, or one report of many projects, into one folder.

One that cannot be made is told in the summary and does not stop the others; a cancel stops between two.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.hangul import josa
from app.domain.listing import ListQuery
from app.domain.report import ReportOptions
from app.domain.report_names import PATTERN, file_name
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services import draws, listing, projects
from app.services.evaluation import rounds
from app.services.privacy import access_review
from app.services.reports import papers
from app.services.reports.catalogue import REPORTS, ReportKind
from app.services.session import sessions

if TYPE_CHECKING:
    from app.domain.draw import Draw
    from app.domain.session import Session
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]
_FATAL = (ProblemKind.FULL, ProblemKind.READ_ONLY)


@dataclass(frozen=True, slots=True)
class Job:
    """One report with what it is about, and where each of its formats goes."""

    report: str
    label: str
    options: ReportOptions
    targets: tuple[tuple[str, Path], ...]


@dataclass(slots=True)
class Summary:
    """What a batch came to: files written, what could not be made and why, what to look at."""

    folder: Path
    written: list[Path] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stopped: bool = False

    @property
    def sentence(self) -> str:
        """Return it in one sentence."""
        parts = [f"파일 {len(self.written):,}개를 저장했습니다"]
        if self.skipped:
            parts.append(f"기록이 없어 만들지 않은 것 {len(self.skipped):,}건")
        if self.failed:
            parts.append(f"만들지 못한 것 {len(self.failed):,}건")
        if self.stopped:
            parts.append("도중에 멈췄습니다")
        return ". ".join(parts) + "."

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what there is to tell, line by line."""
        told = [f"만들지 못함: {name} - {why}" for name, why in self.failed]
        told += [f"기록 없음: {name} - {why}" for name, why in self.skipped]
        return (self.sentence, *told, *(f"살펴볼 것: {words}" for words in self.warnings))


def plan_set(
    ws: "Workspace", folder: Path, options: ReportOptions, formats: Sequence[str] = (), pattern: str = PATTERN
) -> tuple[list[Job], list[tuple[str, str]]]:
    """Return the jobs of the whole set about ``options``, and (report, why) of those without records.

    What the options leave open is filled in: the project with the most closed sessions, its fullest
    session, the newest evaluation; a report that still lacks what it is about is left out.
    """
    about = _filled(ws, options)
    jobs, without, taken = [], [], set[str]()
    for kind in REPORTS.values():
        # 현황 is about all projects unless one is named
        narrowed = replace(about, project_id=options.project_id) if kind.wide else about
        for label, chosen in _variants(kind, narrowed):
            missing = _missing(kind, chosen)
            if missing:
                without.append((label, missing))
                continue
            words = _words(ws, kind, label, chosen)
            jobs.append(Job(kind.id, label, chosen, _targets(kind, folder, words, formats, pattern, taken)))
    return jobs, without


def plan_each(
    ws: "Workspace",
    report_id: str,
    folder: Path,
    project_ids: Iterable[int],
    options: ReportOptions,
    formats: Sequence[str] = ("pdf",),
    pattern: str = PATTERN,
) -> list[Job]:
    """Return the jobs of one report of many projects; what else is set holds for all of them."""
    kind = papers.kind_of(report_id)
    if "project_id" not in kind.heeds:
        raise UserError(
            f"{josa(kind.label, '은/는')} 과제마다 만들 수 없는 보고서입니다. 다른 보고서를 고르십시오.",
            "report",
        )
    wrong = [format for format in formats if format not in kind.formats]
    if wrong:
        raise UserError(f"{kind.label}에는 {wrong[0]} 형식이 없습니다.", "format")
    jobs, taken = [], set[str]()
    for project_id in project_ids:
        chosen = replace(options, project_id=project_id)
        words = _words(ws, kind, kind.called(chosen), chosen)
        targets = _targets(kind, folder, words, formats, pattern, taken)
        jobs.append(Job(report_id, f"{words['과제']} {kind.called(chosen)}", chosen, targets))
    return jobs


def job_of(
    ws: "Workspace", report_id: str, folder: Path, options: ReportOptions, pattern: str = PATTERN
) -> Job:
    """Return the job of one report in every format that it has."""
    kind = papers.kind_of(report_id)
    label = kind.called(options)
    words = _words(ws, kind, label, options)
    return Job(report_id, label, options, _targets(kind, folder, words, (), pattern, set()))


def projects_of(ws: "Workspace", program_id: int | None = None, year: int | None = None) -> list[int]:
    """Return the ids of the own projects of a programme and a year, in the order of the 과제 page."""
    filters: dict[str, tuple[int | str, ...]] = {"kind": ("own",)}
    if program_id is not None:
        filters["program_id"] = (program_id,)
    if year is not None:
        filters["year"] = (year,)
    return [row.id for row in listing.all_rows(ws, "project", ListQuery(filters=filters))]


def run(
    ws: "Workspace",
    jobs: Sequence[Job],
    folder: Path,
    without: Sequence[tuple[str, str]] = (),
    progress: Progress | None = None,
) -> Summary:
    """Write the jobs and return what came of them; a full disk or a folder that refuses ends it at once.

    ``progress(done, total)`` counts files; whatever it raises ends the batch, the files of before stay.
    """
    summary = Summary(folder, skipped=list(without))
    total, done = sum(len(job.targets) for job in jobs), 0
    make_folder(folder)
    for job in jobs:
        if progress is not None:
            progress(done, total)
        try:
            _run_one(ws, job, summary)
        except UserError as error:
            summary.skipped.append((job.label, error.message))
        except EnvironmentProblem as error:
            if error.kind in _FATAL:
                raise
            summary.failed.append((job.label, str(error)))
        done += len(job.targets)
    if progress is not None:
        progress(total, total)
    return summary


def _run_one(ws: "Workspace", job: Job, summary: Summary) -> None:
    for path, warnings in papers.export_each(ws, job.report, job.targets, job.options):
        summary.written.append(path)
        summary.warnings += [f"{path.name}: {words}" for words in warnings]


def make_folder(folder: Path) -> None:
    """Make a folder with all above it; an ``EnvironmentProblem`` where the system refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"‘{folder}’ 폴더를 만들 수 없습니다. 다른 폴더를 고르십시오.", ProblemKind.READ_ONLY
        ) from error


# -- what a set is about


def _filled(ws: "Workspace", options: ReportOptions) -> ReportOptions:
    """Return the options with everything filled in that they leave open."""
    session = _session(ws, options)
    project_id = options.project_id or (session.project_id if session else None)
    if project_id is None:
        project_id = next(iter(projects_of(ws, options.program_id, options.year)), None)
    evaluations = rounds.every(ws)
    found = draws.of_project(ws, options.project_id) if options.project_id is not None else _draws(ws)
    return replace(
        options,
        project_id=project_id,
        session_id=options.session_id or (session.id if session else None),
        round_id=options.round_id or (evaluations[0].id if evaluations else None),
        draw_id=options.draw_id or (found[0].id if found else None),
        month=options.month or access_review.last_month(ws),
    )


def _draws(ws: "Workspace") -> "list[Draw]":
    """Return every draw, the newest first."""
    return sorted(listing.all_rows(ws, "draw", ListQuery()), key=lambda row: -row.id)


def _session(ws: "Workspace", options: ReportOptions) -> "Session | None":
    """Return the session to take: the one named, else the fullest closed one of the project or of all."""
    if options.session_id is not None:
        return sessions.get(ws, options.session_id)
    filters = {"project_id": (options.project_id,)} if options.project_id is not None else {}
    rows: list[Session] = listing.all_rows(ws, "session", ListQuery(filters=filters))
    return max(rows, key=lambda row: (row.status == "closed", row.finding_count, row.attended), default=None)


def _variants(kind: ReportKind, options: ReportOptions) -> Iterator[tuple[str, ReportOptions]]:
    if kind.variants and not options.which:
        for one in kind.variants:
            yield one.label, replace(options, which=one.key)
    else:
        yield kind.called(options), options


_MISSING = {"project_id": "과제가 없습니다", "session_id": "활동이 없습니다", "round_id": "평가가 없습니다"}


def _missing(kind: ReportKind, options: ReportOptions) -> str:
    """Return what a report is to be about and is not there, in words; empty where it can be tried."""
    return next((_MISSING[key] for key in kind.needs if getattr(options, key) is None), "")


def _project_of(ws: "Workspace", kind: ReportKind, options: ReportOptions) -> int | None:
    """Return the project that a file is named by."""
    if "draw_id" in kind.heeds and options.draw_id is not None:
        return draws.get(ws, options.draw_id).project_id
    return options.project_id if {"project_id", "session_id"} & set(kind.heeds) else None


def _words(ws: "Workspace", kind: ReportKind, label: str, options: ReportOptions) -> dict[str, str]:
    """Return what stands for the words of the pattern."""
    project = None
    project_id = _project_of(ws, kind, options)
    if project_id is not None:
        project = projects.get(ws, project_id)
    year = project.year if project else options.year
    return {
        "과제": project.title if project else "",
        "보고서": label.replace(" ", ""),
        "날짜": f"{ws.today:%Y%m%d}",
        "연도": str(year) if year else "",
        "기관": (project.lead_agency if project else "") or ws.settings.department,
        "사업": (project.program if project else "") or "",
    }


def _targets(
    kind: ReportKind,
    folder: Path,
    words: dict[str, str],
    formats: Sequence[str],
    pattern: str,
    taken: set[str],
) -> tuple[tuple[str, Path], ...]:
    wanted = [format for format in kind.formats if not formats or format in formats]
    return tuple((format, folder / file_name(pattern, words, format, taken)) for format in wanted)
