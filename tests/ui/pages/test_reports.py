"""보고서: what is shown is what is saved, and a refusal is said in place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.domain.report import IN_PREVIEW, ReportCheck
from app.errors import EnvironmentProblem, ProblemKind
from app.services.reports import choices
from app.services.session import sessions
from exports.render import FORMATS
from tests.factories import case, project
from tests.ui.desk import Desk
from ui.pages.reports.batch import BatchDialog, every_format
from ui.pages.reports.page import ReportsPage
from ui.pages.reports.printing import put_on_paper
from ui.saved_views import SavedViews


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReportsPage:
    """Show the reports of a file with two own projects and a case."""
    project(desk.workspace, title="골목 쉼터")
    project(desk.workspace, title="야간 돌봄")
    case(desk.workspace, title="마을 축제")
    made = ReportsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def _open(desk: Desk, page: ReportsPage, qtbot: QtBot, **args: Any) -> None:
    page._drawn = None
    page.open_with(**args)
    desk.settle()
    qtbot.waitUntil(lambda: page._drawn is not None, timeout=10_000)


def _text(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return "".join(sheet.get_textpage().get_text_range() for sheet in document)


def test_nothing_is_asked_before_there_is_a_report(desk: Desk, qtbot: QtBot) -> None:
    """Until the page has read it shows no field and offers no file."""
    made = ReportsPage(desk.context)
    qtbot.addWidget(made)
    made.show()
    assert not any(field.isVisible() for field in made.options._fields.values())
    assert not any(one.isEnabled() for one in made.side.save_buttons.values())
    desk.settle()
    assert made.options.scope.isVisible() and made.side.save_buttons["json"].isEnabled()


def test_chosen_projects_alone_are_listed(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """navigate(report, ids) shows the list of these projects and no other."""
    wanted = next(row for row in _projects(desk) if row.title == "야간 돌봄")
    _open(desk, page, qtbot, report="project-list", ids=(wanted.id,))
    assert page._drawn is not None
    text = _text(page._drawn.pdf)
    assert "야간 돌봄" in text
    assert "골목 쉼터" not in text
    assert page.options.kind.currentText() == "고른 과제 1건"


def _projects(desk: Desk) -> list[Any]:
    from app.domain.listing import ListQuery
    from app.services import listing

    return listing.all_rows(desk.workspace, "project", ListQuery())


def test_a_project_report_asks_for_its_project(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """Without a project nothing can be saved and a sentence says what is missing; with one its pages show."""
    page.options.project.set_value(None)
    page.open_with(report="project-report")
    desk.settle()
    qtbot.waitUntil(lambda: page.side.reason.isVisible(), timeout=5000)
    assert not page.side.save_buttons["pdf"].isEnabled()
    wanted = next(row for row in _projects(desk) if row.title == "골목 쉼터")
    _open(desk, page, qtbot, report="project-report", project_id=wanted.id)
    assert page._drawn is not None
    assert "골목 쉼터" in _text(page._drawn.pdf)
    assert not page._drawn.pictures[1].isNull()
    assert page.proposed("xlsx").name.startswith("골목 쉼터_과제보고서_")


def test_nothing_stands_empty_while_a_project_is_missing(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """Without pages there is nothing to turn, to tick or to name; with them there is."""
    page.options.project.set_value(None)
    page.open_with(report="final-report")
    desk.settle()
    parts = (page.preview.field, page.options._fields["chapters"], page.side.folder)
    qtbot.waitUntil(lambda: not any(part.isVisible() for part in parts), timeout=5000)
    _open(desk, page, qtbot, report="final-report", project_id=_projects(desk)[0].id)
    assert all(part.isVisible() for part in parts)


def test_saving_writes_the_file_and_remembers_it(
    desk: Desk, page: ReportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """The file is whole, its folder and name are remembered, the notice names it."""
    _open(desk, page, qtbot, report="matrix")
    target = tmp_path / "총괄표.xlsx"
    page.write("xlsx", target)
    desk.settle()
    assert target.read_bytes()[:2] == b"PK"
    assert desk.context.state.get("reports/folder") == str(tmp_path)
    assert desk.context.state.get("reports/recent") == [str(target)]
    assert "총괄표.xlsx" in desk.said[-1]


def test_a_target_in_use_is_said_and_nothing_is_lost(
    desk: Desk, page: ReportsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file is open elsewhere a sentence says so, and the earlier file stays."""
    target = tmp_path / "총괄표.xlsx"
    target.write_bytes(b"earlier")
    _open(desk, page, qtbot, report="matrix")

    def refuse(*_args: Any) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("exports.render.os.replace", refuse)
    page.write("xlsx", target)
    desk.settle()
    problem = desk.errors.pop()
    assert isinstance(problem, EnvironmentProblem)
    assert problem.kind is ProblemKind.LOCKED
    assert target.read_bytes() == b"earlier"


def test_names_of_files_hold_no_sign_that_systems_refuse(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """A title with / or : gives a name that every system takes."""
    wanted = project(desk.workspace, title="쉼터: 낮/밤?")
    _open(desk, page, qtbot, report="project-report", project_id=wanted.id)
    assert not set('\\/:*?"<>|') & set(page.proposed("pdf").name)


def test_a_kept_filter_is_a_scope_of_the_list(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """A filter saved on the 과제 page is offered by its name and lists what it leaves."""
    SavedViews(desk.context.state, desk.workspace.paths.file.name).save("돌봄만", {}, "돌봄")
    _open(desk, page, qtbot, report="project-list")
    at = page.options.kind.findText("저장한 거르기: 돌봄만")
    assert at >= 0
    page._drawn = None
    page.options.kind.setCurrentIndex(at)
    page.options.kind.activated.emit(at)
    qtbot.waitUntil(lambda: page._drawn is not None, timeout=10_000)
    assert page._drawn is not None
    text = _text(page._drawn.pdf)
    assert "야간 돌봄" in text
    assert "골목 쉼터" not in text


def test_a_report_shows_at_once(desk: Desk, page: ReportsPage) -> None:
    """Nobody has to choose first: a report on a project is drawn as the page opens, with what it can say."""
    assert page.report() == "interim-report"
    assert page._drawn is not None
    assert page.options.chapters.count() > 5
    assert page.side.checks.checks


def test_the_minutes_of_one_session(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """회의록 asks for its session, and navigate(session_id) chooses it."""
    session = sessions.create(desk.workspace, _projects(desk)[0].id, "forum", {"topic": "골목 포럼"})
    page.open_with(report="minutes")
    desk.settle()
    qtbot.waitUntil(lambda: page.side.reason.isVisible(), timeout=5000)
    assert "활동" in page.side.reason.accessibleName()
    _open(desk, page, qtbot, report="minutes", session_id=session)
    assert page._drawn is not None
    assert "골목 포럼" in _text(page._drawn.pdf)


def test_a_report_of_a_session_offers_every_session(
    desk: Desk, page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no session is asked for only the newest are read; choosing such a report reads all of them."""
    monkeypatch.setattr(choices, "NEWEST", 1)
    owner = _projects(desk)[0].id
    for topic in ("첫 모임", "둘째 모임"):
        sessions.create(desk.workspace, owner, "forum", {"topic": topic})
    _open(desk, page, qtbot, report="project-list")
    assert page.options.session.count() == 2
    page.list.choose("minutes")
    desk.settle()
    assert page.options.session.count() == 3


def test_printing_puts_every_page_on_paper(
    desk: Desk, page: ReportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """Each page of the report is one sheet, turned as it is; a choice of pages prints only these."""
    _open(desk, page, qtbot, report="matrix")
    assert page._drawn is not None
    for chosen, count in (((0, 0), page._drawn.count), ((1, 1), 1)):
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        printer.setFromTo(*chosen)
        assert put_on_paper(page._drawn.pdf, printer, lambda _done, _all: None) == count
        paper = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
        assert len(paper) == count
        width, height = paper[0].get_size()
        assert width > height


def test_small_pages_lead_to_the_large_ones(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """The strip shows a small picture of each page; choosing one scrolls to it, whatever follows."""
    _open(desk, page, qtbot, report="matrix")
    assert page._drawn is not None
    preview = page.preview
    assert preview.strip.count() == page._drawn.count > 1
    preview.strip.setCurrentRow(1)
    assert preview._area.verticalScrollBar().value() > 0
    assert preview.page() == 2
    preview.fit()
    preview.go_to(99)
    shorter = _redrawn(page, qtbot, lambda: page.list.choose("project-list"))
    assert "과제 목록" in shorter and preview.page() == 1


def test_a_paper_in_full_asks_why_and_the_preview_stays_masked(
    desk: Desk, page: ReportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """이름을 가리지 않고: purpose and reason first, then the file; the screen is masked all along."""
    from datetime import UTC, datetime, timedelta

    from app.domain.privacy.access import AccessAction
    from app.services import people
    from app.services.privacy import access
    from tests.factories import person
    from ui.dialogs.purpose import PurposeDialog

    ws = desk.workspace
    chosen = next(row for row in _projects(desk) if row.title == "야간 돌봄")
    people.add_members(ws, chosen.id, [person(ws, "하늘봄", actor_kind="citizen").id], "citizen")
    _open(desk, page, qtbot, report="project-report", project_id=chosen.id)
    page.options.full.setChecked(True)
    written: list[Any] = []
    options = page._options()
    assert options is not None
    page._with_purpose(options, AccessAction.EXPORT, "저장", written.append)
    (dialog,) = page.window().findChildren(PurposeDialog)
    dialog.action.click()
    assert dialog.isVisible() and written == []
    dialog.fields.purpose.set_value("report")
    dialog.fields.reason.setPlainText("결과 보고회 참석자 확인에 씁니다")
    dialog.action.click()
    page.write("json", tmp_path / "보고서.json", written[0])
    desk.settle()
    assert "하늘봄" in (tmp_path / "보고서.json").read_text("utf-8")
    now = datetime.now(UTC)
    (line,) = access.rows(ws, now - timedelta(hours=1), now + timedelta(hours=1))
    assert (line.action, line.purpose, line.target) == ("export", "report", "보고서.json")
    assert page._drawn is not None and "하늘봄" not in _text(page._drawn.pdf)
    page.options.show_report(page._infos["minutes"])
    assert not page.options.full.isChecked()


def test_the_log_of_access_is_a_report_by_month(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """접속기록 offers last month first, and no choice of naming anybody in full."""
    _open(desk, page, qtbot, report="access-log")
    assert page._drawn is not None and "접속기록" in _text(page._drawn.pdf)
    assert page.options.month.isVisibleTo(page) and not page.options.full.isVisibleTo(page)


def _redrawn(page: ReportsPage, qtbot: QtBot, change: Callable[[], object]) -> str:
    """Make a change and return the text of the pages that follow it."""
    before = page._drawn
    change()
    qtbot.waitUntil(lambda: page._drawn is not before, timeout=10_000)
    assert page._drawn is not None
    return _text(page._drawn.pdf)


def test_chapters_are_left_out_and_put_in_order(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """What is unticked is gone from the pages; Alt+↓ moves a chapter behind the next one."""
    chapters = page.options.chapters
    row = next(row for row in range(chapters.count()) if chapters.item(row).text() == "향후 계획")
    text = _redrawn(page, qtbot, lambda: chapters.item(row).setCheckState(Qt.CheckState.Unchecked))
    assert "향후 계획" not in text
    chapters.setCurrentRow(1)
    text = _redrawn(
        page, qtbot, lambda: qtbot.keyClick(chapters, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    )
    body = text[text.index("차례") :]
    assert body.index("팀 구성과") < body.index("추진 현황")


def test_settings_are_kept_under_a_name(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """A preset brings back report, chapters, name form and watermark, for this data file."""
    chapters = page.options.chapters
    _redrawn(page, qtbot, lambda: chapters.item(0).setCheckState(Qt.CheckState.Unchecked))
    page.options.names.set_value("kind")
    page.presets.keep_as("표지 없이")
    _open(desk, page, qtbot, report="matrix")
    page.options.names.set_value("masked")
    (kept,) = page.presets.kept().presets
    text = _redrawn(page, qtbot, lambda: page.presets.use(kept))
    assert page.report() == "interim-report" and page.options.names.value() == "kind"
    assert "차례" not in text
    assert "표지 없이" in page.presets.kept().delete(kept) and page.presets.kept().presets == []


def test_every_format_goes_into_one_folder(
    desk: Desk, page: ReportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """모든 형식: one file a format, named by the rule, remembered as saved."""
    options = page._options()
    assert options is not None
    page.write_all(every_format(page.report(), options, "{보고서}_{과제}"), tmp_path / "묶음")
    desk.settle()
    found = {path.name for path in (tmp_path / "묶음").iterdir()}
    assert found == {f"중간보고서_{page.options.project.currentText()}.{kind}" for kind in FORMATS}
    assert len(desk.context.state.get("reports/recent")) == len(FORMATS)


def test_a_batch_names_what_is_wrong_in_place(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """A rule of names that cannot tell files apart is refused in the dialog, with what it may say."""
    page.save_several()
    (dialog,) = page.window().findChildren(BatchDialog)
    dialog.naming.setText("{과제}")
    dialog.go.click()
    assert dialog.isVisible() and "{보고서}" in dialog.wrong.accessibleName()
    dialog.reject()


def test_a_check_leads_to_the_place(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """A session of the past that nobody closed is told of, and its button opens the sessions."""
    chosen = page.options.project.value()
    sessions.create(desk.workspace, chosen, "forum", {"topic": "지난 모임", "held_on": "2026-01-05"})
    _open(desk, page, qtbot, report="interim-report", project_id=chosen)
    (check,) = [one for one in page.side.checks.checks if "마감하지 않은 활동 1건" in one.text]
    page.side.checks._go(check)
    assert desk.went[-1] == ("project", {"project_id": chosen, "tab": "sessions"})


def test_a_check_of_the_paper_shows_its_page(desk: Desk, page: ReportsPage, qtbot: QtBot) -> None:
    """The button beside 대체 글 없는 그림 turns the preview to the page of the picture."""
    _open(desk, page, qtbot, report="interim-report", project_id=page.options.project.value())
    assert page._drawn is not None
    last, pages = len(page._drawn.prepared.document.blocks) - 1, page._drawn.count
    assert page._drawn.laid.page_of(last) == pages > 2
    page.side.checks._go(
        ReportCheck(False, "대체 글 없는 그림 1개", "자리 보기", IN_PREVIEW, {"block": last})
    )
    qtbot.waitUntil(lambda: page.preview.page() == pages)
