"""채점표 as Excel files: given out one per reviewer, read back row by row, taken in one step."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.evaluation.rounds import PanelMember, RubricCriterion
from app.domain.evaluation.score_form import (
    OVERALL_CODE,
    FormProject,
    FormRow,
    Judged,
    ReturnedForm,
    ScoreForm,
    altered,
)
from app.domain.filenames import fitting
from app.domain.hangul import quoted
from app.domain.koreandate import format_date
from app.domain.privacy.masks import mask_name
from app.errors import UserError
from app.services.evaluation import rounds, scores
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell
from db.queries import evaluation as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]
LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Preview:
    """What files hold: every row with what becomes of it, and the scores that would be taken."""

    found: RoundParts
    rows: tuple[Judged, ...]
    entries: dict[Cell, float | None]
    comments: dict[Cell, str]
    overall: dict[tuple[int, int], str]


def give_out(
    ws: "Workspace", round_id: int, folder: Path, progress: Progress | None = None,
    members: Iterable[int] | None = None,
) -> list[Path]:  # fmt: skip
    """Write a protected sheet for each reviewer (or those named) into ``folder``; return the files.

    A sheet holds what its reviewer has given so far, leaves out projects from which one is excluded, and
    names the reviewer masked; the code in it tells whose it is.
    """
    from exports.render import replace_file
    from exports.renderers import score_form

    found = rounds.parts(ws, round_id)
    comments, overall = scores.remarks(ws, round_id), scores.overall(ws, round_id)
    with ws.reading() as connection:
        uids = queries.project_uids(connection, round_id)
    wanted = set(members) if members is not None else {one.id for one in found.members}
    chosen = [one for one in found.members if one.id in wanted]
    paths = []
    for number, member in enumerate(chosen, 1):
        form = _form(found, member, uids, comments, overall)
        whose = mask_name(member.name).replace("*", "○")  # no file may be called *
        name = fitting(f"채점표 {found.round.title} {member.position + 1:02d} {whose}", "채점표")
        path = folder / f"{name}.xlsx"
        replace_file(path, lambda stream, form=form: score_form.write(form, stream))  # type: ignore[misc]
        paths.append(path)
        if progress is not None:
            progress(number, len(chosen))
    return paths


def _form(
    found: RoundParts,
    member: PanelMember,
    uids: dict[int, str],
    comments: dict[Cell, str],
    overall: dict[tuple[int, int], str],
) -> ScoreForm:
    projects = []
    for key, title in found.projects:
        if (member.id, key) in found.standing.excluded:
            continue
        given = {}
        for one in found.criteria:
            value = found.standing.given(key, member.panel_id, one.id).get(member.id)
            if value is not None:
                given[one.id] = value
        words = {one.id: comments.get(Cell(member.id, key, one.id), "") for one in found.criteria}
        said = overall.get((member.id, key), "")
        projects.append(FormProject(uids[key], title, given, words, said))
    closes = format_date(found.round.closes_on) if found.round.closes_on else ""
    shown = mask_name(member.name)
    return ScoreForm(
        found.round.uid, found.round.title, member.uid, shown, closes, found.criteria, tuple(projects)
    )


def read_back(ws: "Workspace", round_id: int, paths: Sequence[Path]) -> Preview:
    """Judge every row of the files; nothing is stored.

    Refused by row, with the reason: a project that is not of the round, criteria that were altered, a score
    out of its scale or missing, a row that is gone; by file: another round, an unknown reviewer, no 채점표.
    """
    found = rounds.parts(ws, round_id)
    comments, overall = scores.remarks(ws, round_id), scores.overall(ws, round_id)
    with ws.reading() as connection:
        uids = queries.project_uids(connection, round_id)
    judge = _Judge(found, {uid: key for key, uid in uids.items()}, comments, overall)
    for path in paths:
        judge.file(path)
    return Preview(found, tuple(judge.rows), judge.entries, judge.comments, judge.overall)


def accept(ws: "Workspace", preview: Preview) -> int:
    """Take the scores of a preview in one step; return how many."""
    if preview.entries or preview.comments or preview.overall:
        label = f"채점표 {len({row.file for row in preview.rows})}장 넣기"
        scores.enter(
            ws, preview.found, preview.entries, preview.comments, overall=preview.overall, label=label
        )
    return len(preview.entries)


class _Judge:
    """Judges the rows of files against a round."""

    def __init__(
        self,
        found: RoundParts,
        projects: dict[str, int],
        known: dict[Cell, str],
        said: dict[tuple[int, int], str],
    ) -> None:
        self.found, self.projects, self.known, self.said = found, projects, known, said
        self.overall: dict[tuple[int, int], str] = {}
        self.titles = dict(found.projects)
        self.members = {one.uid: one for one in found.members}
        self.criteria = {one.uid: one for one in found.criteria}
        self.rows: list[Judged] = []
        self.entries: dict[Cell, float | None] = {}
        self.comments: dict[Cell, str] = {}
        self.seen: set[Cell] = set()

    def file(self, path: Path) -> None:
        from exports.readers.books import Unreadable
        from exports.readers.score_form import read

        try:
            if path.stat().st_size > LARGEST:
                raise Unreadable("20 MB가 넘는 파일입니다.")
            form = read(path.read_bytes())
        except (Unreadable, OSError) as error:
            words = str(error) if isinstance(error, Unreadable) else "파일을 열 수 없습니다."
            self.rows.append(Judged(path.name, 0, "", "", "", "", words))
            return
        member = self.members.get(form.member_uid)
        if form.round_uid != self.found.round.uid:
            self.rows.append(Judged(path.name, 0, "", "", "", "", "다른 평가의 채점표입니다."))
        elif member is None:
            self.rows.append(Judged(path.name, 0, "", "", "", "", "이 평가의 위원이 아닙니다."))
        else:
            self._form(path.name, form, member)

    def _form(self, file: str, form: ReturnedForm, member: PanelMember) -> None:
        there: set[tuple[str, str]] = set()
        for row in form.rows:
            if row.criterion_uid == OVERALL_CODE and not (row.comment or row.score):
                continue
            there.add((row.project_uid, row.criterion_uid))
            problem, note = "", ""
            try:
                note = self._take(row, member)
            except UserError as error:
                problem = error.message
            shown = mask_name(member.name)
            self.rows.append(
                Judged(file, row.number, shown, row.project, row.criterion, row.score, problem, note)
            )
        for uid, key in self.projects.items():
            if (member.id, key) in self.found.standing.excluded:
                continue
            for code, one in self.criteria.items():
                if (uid, code) not in there:
                    self.rows.append(
                        Judged(
                            file, 0, mask_name(member.name), self.titles[key], one.label, "", "줄이 없습니다."
                        )
                    )

    def _take(self, row: FormRow, member: PanelMember) -> str:
        """Take a row in and return a note on it; ``UserError`` is the reason for which it is refused."""
        key = self.projects.get(row.project_uid)
        if key is None or self.titles[key] != row.project:
            raise UserError("이 평가의 과제가 아니거나 과제 칸이 바뀌었습니다.")
        if row.criterion_uid == OVERALL_CODE:
            return self._take_overall((member.id, key), row)
        one = self.criteria.get(row.criterion_uid)
        if one is None or altered(row, one):
            raise UserError("평가 기준이 바뀌었습니다. 나눠 준 채점표에 다시 적어야 합니다.")
        cell = Cell(member.id, key, one.id)
        if cell in self.seen:
            raise UserError("같은 과제와 기준이 앞에 또 있습니다.")
        value = _score(row.score)
        scores.check_cell(self.found, cell, value)
        self.seen.add(cell)
        return self._note(cell, one, value, row.comment, member)

    def _take_overall(self, place: tuple[int, int], row: FormRow) -> str:
        """Take a 총평 in."""
        if row.score.strip():
            raise UserError("총평 줄에는 점수를 적지 않습니다. 기준의 줄에 적으십시오.")
        if place in self.found.standing.excluded:
            raise UserError("이 과제에서 제척된 위원의 총평은 넣지 않습니다.")
        if row.comment == self.said.get(place, ""):
            return "이미 있음"
        self.overall[place] = row.comment
        return "넣음"

    def _note(self, cell: Cell, one: RubricCriterion, value: float, words: str, member: PanelMember) -> str:
        before = self.found.standing.given(cell.project_id, member.panel_id, one.id).get(member.id)
        if words and words != self.known.get(cell, ""):
            self.comments[cell] = words
        if one.comment_required and not (words or self.known.get(cell)):
            self._enter(cell, value, before)
            return "넣음 · 의견이 필요한 기준"
        if before == value:
            return "이미 있음"
        self._enter(cell, value, before)
        return "넣음" if before is None else f"고침: {before:g} → {value:g}"

    def _enter(self, cell: Cell, value: float, before: float | None) -> None:
        if before != value:
            self.entries[cell] = value


def _score(text: str) -> float:
    if not text.strip():
        raise UserError("점수가 없습니다.")
    try:
        value = float(text.replace(",", ".").removesuffix("점"))
    except ValueError:
        raise UserError(f"{quoted(text, '은/는')} 점수가 아닙니다.") from None
    if not math.isfinite(value):
        raise UserError(f"{quoted(text, '은/는')} 점수가 아닙니다.")
    return value
