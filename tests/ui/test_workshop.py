"""A whole workshop by the keyboard: 300 cards, 40 people, a vote, the closing, and the minutes on paper."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.finding import FindingKind
from app.domain.report import ReportOptions
from app.domain.running import MARKS, PERSON_KEYS
from app.services import findings, votes
from app.services.data_file import check
from app.services.reports import papers
from app.services.session import attendance, running, sessions
from tests import factories
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.pages.project_room.findings.dialogs import RoundDialog
from ui.pages.project_room.findings.vote_bar import RankingDialog
from ui.pages.project_room.page import ProjectRoom
from ui.run_mode.window import RunWindow

CARDS, PEOPLE = 300, 40
MINUTES = ("어두운 골목 일곱 곳을 함께 걸었습니다.", "등을 달 자리부터 정하기로 했습니다.")
KEY = Qt.Key


class Workshop:
    """A workshop of today with a team of 40, in its room and on the projector."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        """Lay the tables; the projector is off."""
        self.desk, self.ws = desk, desk.workspace
        self.project = factories.project(self.ws).id
        factories.team(self.ws, self.project, citizens=20, officials=12, experts=8)
        values = {"topic": "밤길 걷기", "held_on": self.ws.today, "place": "마을 도서관"}
        self.session = sessions.create(self.ws, self.project, "workshop", values)
        self.room = ProjectRoom(desk.context)
        qtbot.addWidget(self.room)
        self.room.open_with(project_id=self.project, tab="sessions")
        desk.show(self.room)

    def project_it(self) -> RunWindow:
        """Turn the projector on."""
        window = RunWindow(self.desk.context, running.board(self.ws, self.session))
        window.resize(1366, 768)
        window.show()
        self.desk.settle()
        return window

    def dialog(self, kind: type[MessageDialog]) -> MessageDialog:
        """Return the open dialog of a kind."""
        self.desk.settle()
        return next(one for one in self.room.findChildren(kind) if one.isVisible())

    def press(self, owner: QWidget, words: str) -> None:
        """Press Space on the button that reads ``words``."""
        button = next(
            one for one in owner.findChildren(QPushButton) if one.text() == words and one.isVisible()
        )
        QTest.keyClick(button, KEY.Key_Space)
        self.desk.settle()


@pytest.fixture
def workshop(desk: Desk, qtbot: QtBot) -> Iterator[Workshop]:
    """Begin the workshop; its projector is off at the end."""
    made = Workshop(desk, qtbot)
    yield made
    for window in QApplication.topLevelWidgets():
        if isValid(window) and isinstance(window, RunWindow):
            window.close()
    desk.settle()


def _words(number: int) -> str:
    return f"{number:03d}번 말"


def _capture(window: RunWindow) -> None:
    """Type the cards, each kind in its turn by its mark; the words come from the input method."""
    for number in range(CARDS):
        QTest.keyClicks(window.line, MARKS[number % len(MARKS)][0])
        event = QInputMethodEvent("", [])
        event.setCommitString(_words(number))
        QApplication.sendEvent(window.line, event)
        QTest.keyClick(window.line, KEY.Key_Return)


def _take_attendance(window: RunWindow) -> None:
    """Enter everybody by the key shown; the first comes late, the second not at all."""
    QTest.keyClick(window.line, KEY.Key_F2)
    for key in PERSON_KEYS:
        QTest.keyClicks(window.roster, key.lower())
    QTest.keyClicks(window.roster, PERSON_KEYS[0] + PERSON_KEYS[1] * 2)
    QTest.keyClick(window.roster, KEY.Key_Right)
    for key in PERSON_KEYS[: PEOPLE - len(PERSON_KEYS)]:
        QTest.keyClicks(window.roster, key.lower())
    QTest.keyClick(window.roster, KEY.Key_Escape)


def _vote(workshop: Workshop) -> int:
    """Start a round by its dialog, give a person's dots by Space, end it; return the card voted for."""
    workshop.room.show_tab("findings")
    workshop.desk.settle()
    tab = workshop.room.parts.findings.tab
    tab.voting.start()
    asked = workshop.dialog(RoundDialog)
    QTest.keyClick(asked, KEY.Key_Return)
    workshop.desk.settle()
    voter = attendance.roster(workshop.ws, workshop.session)[0].person_id
    tab.vote_bar.voter.set_value(str(voter))
    tab.vote_bar.voter.edited.emit()
    workshop.desk.settle()
    idea = next(one for one in findings.of_project(workshop.ws, workshop.project) if one.kind == "idea")
    tab.frame(idea.id)
    for _dot in range(2):
        QTest.keyClick(tab.board, KEY.Key_Space)
        workshop.desk.settle()
    workshop.press(tab.vote_bar, "투표 끝내기")
    workshop.press(workshop.dialog(MessageDialog), "끝내기")
    workshop.dialog(RankingDialog).reject()
    return idea.id


def _write_minutes(workshop: Workshop) -> None:
    editor = workshop.room.parts.sessions.detail.minutes.editor
    for line in MINUTES:
        event = QInputMethodEvent("", [])
        event.setCommitString(line)
        QApplication.sendEvent(editor, event)
        QTest.keyClick(editor, KEY.Key_Return)


def _paper(workshop: Workshop, report: str, path: Path) -> str:
    about = ReportOptions(session_id=workshop.session, project_id=workshop.project)
    assert papers.export(workshop.ws, report, "pdf", path, about) == []
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def test_a_workshop_leaves_with_its_minutes_done(workshop: Workshop, tmp_path: Path) -> None:
    """Cards, attendance, dots and the lock are stored as pressed, and the minutes say all of it."""
    window = workshop.project_it()
    agenda = sessions.parts(workshop.ws, workshop.session).agenda
    QTest.keyClick(window.line, KEY.Key_PageDown)
    _take_attendance(window)
    workshop.desk.settle()
    _capture(window)
    workshop.desk.settle()
    for _item in agenda:
        QTest.keyClick(window.line, KEY.Key_PageDown)
        workshop.desk.settle()
    assert window.count_label.text() == f"{CARDS}장"
    window.close()

    cards = sorted(findings.of_project(workshop.ws, workshop.project), key=lambda row: row.id)
    assert [card.text for card in cards] == [_words(number) for number in range(CARDS)]
    assert Counter(card.kind for card in cards) == {kind.value: CARDS // len(MARKS) for kind in FindingKind}
    assert {card.agenda_item_id for card in cards} == {agenda[0].id}

    idea = _vote(workshop)
    (ended,) = votes.rounds(workshop.ws, workshop.project)
    assert [(one.finding_id, one.dots) for one in votes.ranking(workshop.ws, ended.id)] == [(idea, 2)]

    workshop.room.show_tab("sessions")
    workshop.desk.settle()
    _write_minutes(workshop)
    workshop.press(workshop.room.parts.sessions.detail.head, "마감하고 잠그기")
    parts = sessions.parts(workshop.ws, workshop.session)
    assert parts.session.status == "closed"
    assert Counter(row.state for row in parts.attendance) == {"present": 38, "late": 1, "absent": 1}
    assert all(item.started_at and item.ended_at for item in parts.agenda)

    text = _paper(workshop, "minutes", tmp_path / "회의록.pdf")
    assert "밤길 걷기" in text and "마을 도서관" in text
    assert all(item.title in text for item in agenda)
    assert "39명, 국민" in text
    assert all(line in text for line in MINUTES)
    digest = _paper(workshop, "finding-digest", tmp_path / "발견.pdf")
    assert [number for number in range(CARDS) if _words(number) not in digest] == []
    assert check.check(workshop.ws).findings == ()
