"""주민등록번호: whatever door it comes by, no byte of it is written, file names and drafts among them."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app import log, paths, settings
from app.domain.listing import ListQuery
from app.domain.privacy.access import Access, AccessAction
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import (
    contributions,
    findings,
    imports,
    listing,
    outputs,
    people,
    projects,
    proposals,
    records,
    sources,
    stages,
)
from app.services.data_file import backup
from app.services.privacy import access, consents
from app.services.reports import papers
from app.services.session import running, sessions
from app.services.tabular import opening, planning
from app.services.workspace import Workspace
from app.settings import Settings
from tests import factories
from tests.app.services.test_imports import CASES

NUMBER = "900101-" + "1234567"
FORMS = (
    NUMBER,
    NUMBER.replace("-", ""),
    "９００１０１－１２３４５６７",
    "9001\u200b01 1234567",
    "900101.1234567",
)


def written(*folders: Path) -> list[str]:
    """Return where any form of the number, or its last seven figures, stands."""
    needles = [form.encode(code) for form in (*FORMS, "1234567") for code in ("utf-8", "utf-16-le")]
    return [
        str(path)
        for folder in folders
        for path in folder.rglob("*")
        if any(
            needle in path.name.encode() + (path.read_bytes() if path.is_file() else b"")
            for needle in needles
        )
    ]


def bytes_of(path: Path) -> bytes:
    """Return what a file holds; nothing of a folder."""
    return path.read_bytes() if path.is_file() else b""


class Desk:
    """An open file with a project, a session and a person to write to."""

    def __init__(self, ws: Workspace, outside: Path) -> None:
        self.ws, self.outside = ws, outside
        self.project = factories.project(ws).id
        self.session = sessions.create(ws, self.project, "workshop", {"held_on": ws.today})
        self.person = factories.person(ws).id

    def beside(self, name: str) -> Path:
        """Return where a file called ``name`` would stand beside the data file."""
        return self.ws.paths.file.with_name(name)

    def file(self, name: str, content: str = "내용") -> Path:
        """Write a file outside of the program's own folders."""
        return factories.file(self.outside, name, content)


@pytest.fixture
def desk(tmp_path: Path, own_folders: Path, new_file: Path) -> Iterator[Desk]:
    """Give a workspace in a folder of its own; what is given to it from outside lies elsewhere."""
    folder = tmp_path / "자료"
    folder.mkdir()
    shutil.copyfile(new_file, folder / "시험.hamkke")
    log.start(paths.settings_file().parent)
    ws = Workspace(folder / "시험.hamkke", Settings(user_name="담당자"))
    yield Desk(ws, tmp_path / "밖")
    ws.close()


Door = Callable[[Desk, str], Any]
DOORS: dict[str, Door] = {
    "참여자": lambda d, t: people.add_person(d.ws, {"name": t}),
    "참여자 메모": lambda d, t: records.edit(d.ws, "person", [d.person], {"memo": t}),
    "명단": lambda d, t: enlisted(d, t),
    "과제": lambda d, t: projects.edit(d.ws, [d.project], {"summary": t}),
    "새 과제": lambda d, t: projects.create(d.ws, {"title": t, "year": 2026}),
    "회의록": lambda d, t: sessions.edit(d.ws, d.session, {"minutes": f"첫 줄\n{t}"}),
    "활동 주제": lambda d, t: sessions.create(d.ws, d.project, "forum", {"topic": t}),
    "발견": lambda d, t: findings.add(d.ws, d.project, "voice", t),
    "발견의 말": lambda d, t: findings.add(d.ws, d.project, "voice", "말", quote=t),
    "묶음": lambda d, t: findings.add_cluster(d.ws, d.project, t),
    "진행 화면의 카드": lambda d, t: running.capture(d.ws, d.session, running.card("voice", t, None)),
    "원문": lambda d, t: sources.add(d.ws, d.project, {"title": "면담", "text": t}),
    "원문 파일 이름": lambda d, t: sources.add_file(d.ws, d.project, d.file(f"{t}.txt")),
    "원문 파일 내용": lambda d, t: sources.add_file(d.ws, d.project, d.file("면담.txt", t)),
    "제안": lambda d, t: proposals.create(d.ws, {"title": t, "channel": "field"}),
    "제안의 글": lambda d, t: proposals.create(d.ws, {"title": "글", "text": t, "channel": "field"}),
    "기여": lambda d, t: contributions.add(d.ws, d.project, {"giver": t, "kind": "goods", "amount": 1}),
    "산출물": lambda d, t: outputs.add(d.ws, d.project, {"title": t, "kind": "report"}),
    "첨부 이름": lambda d, t: outputs.add_each(d.ws, d.project, [d.file(f"{t}.txt")], None),
    "동의서 이름": lambda d, t: consents.attach_scan(d.ws, [1], d.file(f"동의서 {t}.txt")),
    "동의 비고": lambda d, t: consents.give(d.ws, [d.person], {"collection": "agreed"}, {"note": t}),
    "할 일": lambda d, t: outputs.add_milestone(d.ws, d.project, {"title": t}),
    "단계": lambda d, t: stages.edit_stage(d.ws, stages.of_project(d.ws, d.project)[0].id, {"note": t}),
    "삭제하며 적는 이름": lambda d, t: records.delete(d.ws, "person", [d.person], f"{t} 삭제"),
    "접속기록의 사유": lambda d, t: access.log(
        d.ws, Access(AccessAction.UNMASK, "열람", purpose="contact", reason=f"전화로 확인하려고 {t}")
    ),
    "접속기록의 파일": lambda d, t: access.log(
        d.ws, Access(AccessAction.EXPORT, "명단", purpose="contact", reason="회의에 쓰려고 내보냄", target=t)
    ),
    "내보낼 파일 이름": lambda d, t: papers.export(d.ws, "matrix", "json", d.beside(f"{t}.json")),
    "회의록 파일 이름": lambda d, t: papers.export(
        d.ws, "minutes", "pdf", d.beside(f"{t}.pdf"), ReportOptions(session_id=d.session)
    ),
    "백업 파일 이름": lambda d, t: backup.save(d.ws, d.beside(f"{t}.hamkke")),
    "새 자료 파일 이름": lambda d, t: Workspace(d.beside(f"{t}.hamkke")),
    "사용자 이름": lambda d, t: named(d, t),
    "찾기": lambda d, t: sought(d, t),
    "불러올 파일": lambda d, t: imported(d, t),
}  # fmt: skip


def enlisted(desk: Desk, text: str) -> None:
    """Bring a roster in: the row with the number is refused with its cell, and nothing is taken."""
    sheet = opening.read_sheet(opening.open_text(f'성명\t비고\n하늘\t"{text}"'), 0)
    matched = opening.match(desk.ws, sheet, "people")
    seen = planning.plan(desk.ws, matched.table, matched.kind, matched.choices)
    assert seen.takes == 0
    raise UserError(seen.issues[0][0].cause)


def sought(desk: Desk, text: str) -> None:
    """Search for it: nothing is found and nothing is kept."""
    assert listing.count(desk.ws, "person", ListQuery(text=text)) == 0
    raise UserError("주민등록번호로 보이는 것을 찾지 못했습니다.")


def named(desk: Desk, text: str) -> None:
    """Write something as somebody whose name in the settings is the number."""
    desk.ws.settings = desk.ws.settings.with_values(user_name=text)
    factories.person(desk.ws, "하늘")


def imported(desk: Desk, text: str) -> None:
    """Import a document of cases with the number in it; the line is refused and named."""
    file = desk.file("사례.txt", CASES.replace("가로등 20개", text))
    seen = imports.run(desk.ws, file, "cases").preview
    assert text not in str(seen)
    raise UserError(seen.refused[0].reason)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_refuses_and_nothing_is_written(desk: Desk, door: str) -> None:
    """Each form is refused with its place named, and neither file, log, journal nor settings hold it."""
    for form in FORMS:
        with pytest.raises(UserError, match="주민등록번호로 보이는") as refused:
            DOORS[door](desk, f"홍길동 {form} 님" if "이름" not in door else form)
        assert form not in refused.value.message
    folders = (desk.ws.paths.file.parent, paths.settings_file().parent)
    assert written(*folders) == []
    desk.ws.close()
    assert written(*folders) == []


def test_what_a_window_remembers_is_written_without_it(own_folders: Path) -> None:
    """Drafts of the capture line, waiting cards, saved filters and recent files lose the number."""
    ui = {
        "run/1": {"draft": f"홍길동 {NUMBER}", "waiting": [{"uid": "1", "text": FORMS[2]}]},
        "projects/views/x": [{"name": NUMBER, "text": FORMS[1]}],
        "reports/recent": [f"/x/{NUMBER}.pdf"],
    }
    settings.save(paths.settings_file(), Settings(user_name=FORMS[3], ui=ui))
    assert written(paths.settings_file().parent) == []
    assert settings.load(paths.settings_file()).ui["run/1"]["draft"].startswith("홍길동 ●")


def test_the_log_hides_it(own_folders: Path) -> None:
    """An error of a library that repeats what somebody typed leaves no figure in the log."""
    log.start(paths.settings_file().parent)
    logging.getLogger("hamkke.test").warning("cannot store %s (%r)", NUMBER, {"name": FORMS[1]})
    logging.getLogger("hamkke.test").error("no such file: %s", ValueError(FORMS[4]))
    assert "cannot store" in (paths.settings_file().parent / "hamkke.log").read_text(encoding="utf-8")
    assert written(paths.settings_file().parent) == []
