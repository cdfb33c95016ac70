"""산출물, 첨부, 할 일: filing deliverables with their files, evidence of gates, what falls due."""

import mimetypes
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.choices import OutputKind
from app.domain.filenames import fitting
from app.domain.listing import ListQuery
from app.domain.output import Attachment, Milestone, Output
from app.domain.privacy import resident_number
from app.domain.stage import Criterion, Evidence
from app.errors import EnvironmentProblem, ProblemKind
from app.services import listing, records
from db.queries import stages as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]


def of_project(ws: "Workspace", project_id: int) -> list[Output]:
    """Return the outputs of a project, newest first."""
    return listing.all_rows(ws, "output", ListQuery(filters={"project_id": (project_id,)}))


def add(ws: "Workspace", project_id: int, values: Mapping[str, Any], files: Iterable[Path] = ()) -> int:
    """File a deliverable with its files in one step; return its id."""
    stored = store(ws, files)
    with ws.unit_of_work(f"산출물 ‘{values.get('title', '')}’ 등록") as work:
        output_id = records.insert(work, "output", {**values, "project_id": project_id})
        for row in stored:
            work.insert("attachment", {**row, "project_id": project_id, "output_id": output_id})
    return output_id


def add_each(
    ws: "Workspace",
    project_id: int,
    files: Iterable[Path],
    stage: str | None,
    progress: Progress | None = None,
) -> list[int]:
    """File one deliverable per file, each called as its file is, in one step; return their ids."""
    paths = list(files)
    stored = store(ws, paths, progress)
    more = f" 외 {len(paths) - 1}건" if len(paths) > 1 else ""
    made = []
    with ws.unit_of_work(f"산출물 ‘{paths[0].stem}’{more} 등록") as work:
        for path, row in zip(paths, stored, strict=True):
            values = {"title": path.stem, "kind": OutputKind.OTHER.value, "stage": stage,
                      "produced_on": ws.today, "project_id": project_id}  # fmt: skip
            made.append(records.insert(work, "output", values))
            work.insert("attachment", {**row, "project_id": project_id, "output_id": made[-1]})
    return made


def attach(ws: "Workspace", output: Output, files: Iterable[Path], progress: Progress | None = None) -> None:
    """Attach files to an output; their bytes are safe in the store before the record says so."""
    stored = store(ws, files, progress)
    with ws.unit_of_work(f"산출물 ‘{output.title}’에 파일 {len(stored)}개 붙이기") as work:
        for row in stored:
            work.insert("attachment", {**row, "project_id": output.project_id, "output_id": output.id})


def attach_evidence(
    ws: "Workspace", criterion: Criterion, files: Iterable[Path], progress: Progress | None = None
) -> None:
    """Attach files to a gate criterion as evidence."""
    stored = store(ws, files, progress)
    with ws.unit_of_work(f"‘{criterion.label}’ 증빙 {len(stored)}개 붙이기") as work:
        for row in stored:
            links = {"project_id": criterion.project_id, "criterion_id": criterion.id}
            work.insert("attachment", {**row, **links})


def store(ws: "Workspace", files: Iterable[Path], progress: Progress | None = None) -> list[dict[str, Any]]:
    """Keep files in the store; return their rows, still without owner (bytes are safe before records)."""
    rows = []
    for file in files:
        resident_number.refuse(file.name, "파일 이름", "files")
        sha256, size = ws.blobs.add(file, progress)
        media_type = mimetypes.guess_type(file.name)[0] or ""
        rows.append({"name": file.name, "sha256": sha256, "size": size, "media_type": media_type,
                     "added_at": ws.clock()})  # fmt: skip
    return rows


def files(ws: "Workspace", project_id: int) -> list[Attachment]:
    """Return every file of a project, evidence of gates included."""
    with ws.reading() as connection:
        return queries.attachments(connection, project_id)


def content(ws: "Workspace", sha256: str) -> bytes:
    """Return the bytes of a picture to be shown; none where it has gone or is no longer whole."""
    if not sha256 or not ws.blobs.has(sha256):
        return b""
    try:
        return ws.blobs.read(sha256)
    except EnvironmentProblem:
        return b""


def save_copy(ws: "Workspace", attachment: Attachment | Evidence, folder: Path) -> Path:
    """Write a copy of an attached file into ``folder`` under its own name, never over another file."""
    if not ws.blobs.has(attachment.sha256):
        raise EnvironmentProblem(
            f"‘{attachment.name}’ 파일이 보관 폴더에 없습니다. "
            f"백업에서 ‘{ws.paths.attachments.name}’ 폴더를 되살리십시오.",
            ProblemKind.MISSING,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(folder / fitting(attachment.name))
        ws.blobs.copy_to(attachment.sha256, target)
    except OSError as error:
        raise EnvironmentProblem(
            f"‘{folder}’에 저장하지 못했습니다. 저장 공간과 폴더의 쓰기 권한을 확인하십시오."
        ) from error
    return target


def _free_name(path: Path) -> Path:
    number, candidate = 2, path
    while candidate.exists():
        candidate = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return candidate


def milestones(ws: "Workspace", project_id: int) -> list[Milestone]:
    """Return the 할 일 of a project by their dates."""
    return listing.all_rows(ws, "milestone", ListQuery(filters={"project_id": (project_id,)}))


def add_milestone(ws: "Workspace", project_id: int, values: Mapping[str, Any]) -> int:
    """Note something that falls due."""
    with ws.unit_of_work(f"할 일 ‘{values.get('title', '')}’ 추가") as work:
        return records.insert(work, "milestone", {**values, "project_id": project_id})


def set_milestone_done(ws: "Workspace", milestone: Milestone, done_on: date | None) -> None:
    """Mark something due as done on a day, or as open again."""
    label = f"할 일 ‘{milestone.title}’ {'마침' if done_on else '다시 열기'}"
    with ws.unit_of_work(label) as work:
        work.update("milestone", milestone.id, {"done_on": done_on})
