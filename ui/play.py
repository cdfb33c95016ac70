"""시연: the program with its example data, page by page, photographed without a screen."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple, cast

from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from app.domain.listing import ListQuery
from app.domain.session import Session, SessionStatus
from app.services import demo, listing, undo
from app.services.search import indexing
from app.services.session import running
from app.services.workspace import Workspace
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.dialogs.finder import FinderDialog
from ui.finding import finder
from ui.main_window import MainWindow
from ui.pages import registry
from ui.pages.project_room.parts import LABELS, TABS
from ui.preferences import Preferences
from ui.run_mode.window import RunWindow
from ui.tasks import Tasks

WIDE, NARROW = (1440, 900), (1366, 768)
_PATIENCE_SECONDS = 30
_QUIET_TURNS = 16
_SHOWN_BEFORE = {"today", "projects", "project", "import"}
_AS = {"evaluation": {"view": "rounds"}, "reports": {"report": "interim-report"}}
"""How pages are shown that come back to where one left them."""


_REGISTER = """2026년 과제 현황,,,,,,,,
,,,,,,,,
연번,과제명,추진기관,사업구분,분야(8),시작일,종료일(예정),연도,비고
1,가온시 방과후 마을교육 연결,가온시,국민디자인단,교육,2026. 2. 20.,2026. 11. 28.,2026,
2,찾아가는 환경 민원 창구,나래군,국민디자인단,환경개선,'26. 3. 3.,2026-07-31,2026,작년에 이어서
3,귀농·귀촌 생활 안내,나래군,국민디자인단,지역개발,20260431,2026-12-18,2026년,
4,놀이터 다시 그리기,가온시,민관공동생산,생활환경개선,2026.1.12,2026.10.30,2026,
5,치즈마을 체험 예약 개선,다솜군,민원서비스 개선,관광,2026-03-09,2026-10-16,2026,
6,마을 정원 함께 만들기,다솜군,국민디자인단,생활환경개선,2026-03-16,2026-02-28,2026,
7,안전 신고 함께 익히기,가온시,국민디자인단,안전·치안,2026-01-26,2026-12-11,2026,
8,청년 귀촌 정착 도움,나래군,국민디자인단,지역 개발,7.30,2026-12-01,2026,기간 확인
9,안전 신고 함께 익히기,가온시,국민디자인단,안전·치안,2026-01-26,2026-12-11,2026,겹친 줄
합계,9건,,,,,,,
※ 2026. 6. 1. 기준입니다.
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its file name and what brings the window there."""

    name: str
    arrange: Callable[[], None]


class Look(NamedTuple):
    """A theme and a size, and what they add to a picture's name."""

    suffix: str
    mode: theme.Mode
    size: tuple[int, int]


LOOKS = (Look("", "light", WIDE), Look("-어둡게", "dark", WIDE), Look("-작은 창", "light", NARROW))


def run(folder: Path) -> list[Path]:
    """Photograph every page in light, in dark and in a small window; return the pictures' paths."""
    app = cast(QApplication, QApplication.instance() or QApplication(["hamkke"]))
    with tempfile.TemporaryDirectory(prefix="hamkke-") as place:
        stage = Stage(app, Path(place))
        try:
            # the first screen in every look before the example data take its place for good
            numbered = list(enumerate(stage.scenes(), 1))
            return [
                path
                for scenes in (numbered[:1], numbered[1:])
                for look in LOOKS
                for path in stage.shoot(folder, look, scenes)
            ]
        finally:
            stage.close()


class Stage:
    """A window on a data file of its own, with nothing of the person's settings."""

    def __init__(self, app: QApplication, place: Path) -> None:
        """Fill the example data and open the window on it."""
        self._app = app
        preferences = Preferences(place / "settings.json")
        preferences.change(user_name="홍길동", department="시민소통실")
        self.workspace = Workspace(place / "시연.hamkke", preferences.settings)
        self.tasks = Tasks(self.workspace)
        bus = Bus()
        self.context = Context(self.workspace, self.tasks, bus, preferences)
        self.context.history = undo
        theme.apply(app, "light")
        self.window = MainWindow(self.context, registry.PAGES, finder(self.context))
        self.window.status.set_file(self.workspace.paths.file.name)
        self.window.status.set_user(preferences.settings.user_name, preferences.settings.department)
        self._projector: QWidget | None = None
        self.window.show()
        bus.attach(self.workspace)

    def shoot(self, folder: Path, look: Look, scenes: Sequence[tuple[int, Scene]]) -> Iterator[Path]:
        """Take ``scenes`` in one theme and size."""
        theme.apply(self._app, look.mode)
        self.window.resize(*look.size)
        for number, scene in scenes:
            scene.arrange()
            self._settle()
            if self._projector is not None:
                self._projector.resize(*look.size)
                self._settle()
            self._refuse_dialogs(scene)
            path = folder / f"{number:02d} {scene.name}{look.suffix}.png"
            (self._projector or self.window).grab().save(str(path))
            if self._projector is not None:
                self._projector.close()
                self._projector = None
            yield path

    def _refuse_dialogs(self, scene: Scene) -> None:
        """Stop where a dialog stands before a page: no scene asks for one, so it tells of a fault."""
        for dialog in self._app.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible() and dialog is not self._projector:
                words = [one.toPlainText() for one in dialog.findChildren(QPlainTextEdit)]
                raise RuntimeError(f"{scene.name}: {dialog.windowTitle()} {' '.join(words)}")

    def scenes(self) -> list[Scene]:
        """Return the scenes in the order in which an official would meet them."""
        go = self.window.navigate
        return [
            Scene("처음", partial(go, "today")),
            Scene("오늘", self._fill),
            Scene("과제", partial(self._mode, "table")),
            Scene("과제 보드", partial(self._mode, "board")),
            Scene("과제 타임라인", partial(self._mode, "timeline")),
            Scene("과제방", partial(self._room, TABS[0])),
            *(Scene(f"과제방 {LABELS[key]}", partial(self._room, key)) for key in TABS[1:]),
            Scene("실타래", self._thread),
            Scene("진행 화면", self._run),
            Scene("찾기", self._search),
            Scene("엑셀에서 가져오기 미리보기", self._import),
            *(
                Scene(entry.label.replace("·", " "), partial(go, entry.key, **_AS.get(entry.key, {})))
                for entry in registry.PAGES
                if entry.key not in _SHOWN_BEFORE
            ),
            Scene("상격", partial(go, "evaluation", view="awards")),
            Scene("기관 현황", partial(go, "evaluation", view="agencies")),
            Scene("보고서 결과보고서", partial(self._report, "final-report")),
            Scene("보고서 사례집", partial(self._report, "case-book")),
        ]

    def _fill(self) -> None:
        if not self._busy_project():
            demo.fill(self.workspace)
            indexing.catch_up(self.workspace)  # what Ctrl+K finds shall not depend on how far that was
            self.window.steps.read()
        self.window.navigate("today")

    def _room(self, tab: str) -> None:
        self.window.navigate("project", project_id=self._busy_project(), tab=tab)
        if tab == "findings":
            page = cast(Any, self.window.current_page())
            page.parts.findings.show_board()
        if tab == "sessions":
            self._settle()
            held = [row for row in self._sessions() if row.status == SessionStatus.CLOSED]
            page = cast(Any, self.window.current_page())
            fullest = max(held, key=lambda row: row.attended + row.guests)
            listed = page.parts.sessions.listed
            listed.view.setCurrentIndex(listed.model.index(listed.model.row_of(fullest.id)))

    def _report(self, report: str) -> None:
        self.window.navigate("reports", report=report, project_id=self._busy_project())

    def _import(self) -> None:
        """Show a small register as offices keep them, with all that is usually wrong in one."""
        path = self.workspace.paths.file.parent / "2026_과제현황.csv"
        path.write_text(_REGISTER, encoding="utf-8-sig")
        self.window.navigate("import", kind="projects", path=path)
        self._settle()
        page: Any = self.window.current_page()
        page.show_preview()

    def _thread(self) -> None:
        self._room("findings")
        self._settle()
        page: Any = self.window.current_page()
        page.parts.findings.show_graph()

    def _run(self) -> None:
        """Show the next session as the hall would see it."""
        coming = min(
            (row for row in self._sessions() if row.status != SessionStatus.CLOSED and row.held_on),
            key=lambda row: row.held_on or self.workspace.today,
        )
        self._projector = RunWindow(self.context, running.board(self.workspace, coming.id))
        self._projector.show()

    def _search(self) -> None:
        """Show what Ctrl+K finds, with the places in the minutes."""
        self.window.navigate("today")
        self.window.open_finder()
        dialog = self.window.findChild(FinderDialog)
        if dialog is not None:
            dialog.write("돌봄")
            self._projector = dialog

    def _sessions(self) -> list[Session]:
        filters = {"project_id": (self._busy_project(),)}
        return listing.all_rows(self.workspace, "session", ListQuery(filters=filters))

    def _mode(self, mode: str) -> None:
        self.window.navigate("projects")
        page: Any = self.window.current_page()
        page.set_mode(mode)

    def _busy_project(self) -> int:
        """Return the project with most sessions; 0 while there is none."""
        held = Counter(row.project_id for row in listing.all_rows(self.workspace, "session", ListQuery()))
        return held.most_common(1)[0][0] if held else 0

    def _settle(self) -> None:
        """Wait until nothing runs and what arrived has been painted."""
        deadline, quiet = monotonic() + _PATIENCE_SECONDS, 0
        while quiet < _QUIET_TURNS and monotonic() < deadline:
            self._app.processEvents()
            quiet = quiet + 1 if self.tasks.wait_idle(1) else 0

    def close(self) -> None:
        """End the services and let go of the file."""
        self._settle()
        self.window.close()
        self.tasks.stop()
        self.workspace.close()
