"""안전 공유: every hit is seen and can be unticked; nothing is written before the log has a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.report import ReportOptions
from app.services.session import sessions
from tests import factories
from tests.ui.desk import Desk
from ui.dialogs.share_report import ShareDialog, open_share

NAME, PHONE = "남궁별하", "010-7316-4409"


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Iterator[ShareDialog]:
    """Show what is found in minutes with a citizen, a phone and a word that is a name, too."""
    ws = desk.workspace
    factories.person(ws, NAME, phone=PHONE)
    factories.person(ws, "이수")
    project = factories.project(ws)
    session = sessions.create(ws, project.id, "workshop", {"held_on": ws.today})
    sessions.edit(ws, session, {"minutes": f"{NAME}님, {PHONE}\n이수는 말했다"})
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(1200, 800)
    owner.show()
    open_share(owner, desk.context, "minutes", ReportOptions(session_id=session))
    desk.settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, ShareDialog)
    yield found


def words(dialog: ShareDialog) -> dict[str, bool]:
    """Return the words found and whether all of their places are ticked."""
    tree = dialog.tree
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return {item.text(0): item.checkState(0) == Qt.CheckState.Checked for item in items if item}


def test_sure_hits_are_ticked_and_doubtful_ones_wait(shown: ShareDialog) -> None:
    """The name and the phone are replaced; a word of two letters waits for somebody to say so."""
    assert words(shown) == {NAME: True, PHONE: True, "이수": False}
    assert "3곳 가운데 2곳" in shown.count.text().replace(",", "")


def test_ticks_decide_what_is_written(desk: Desk, shown: ShareDialog, tmp_path: Path) -> None:
    """An unticked phone stays, a ticked word goes."""
    hits = shown._seen.hits
    for number, hit in enumerate(hits):
        shown.tree.tick(number, hit.words != PHONE)
    shown.reason.setPlainText("주민 설명회에서 나누기 위함")
    path = tmp_path / "공유.txt"
    shown.save("txt", path)
    desk.settle()
    text = path.read_text(encoding="utf-8-sig")
    assert NAME not in text and PHONE in text and "참여자 1님" in text and "참여자 2는 말했다" in text
    assert "공유.txt" in desk.said[-1]


def test_without_a_reason_nothing_is_asked_or_written(shown: ShareDialog, tmp_path: Path) -> None:
    """The dialog says that the reason is short before it asks for a place."""
    shown.choose()
    assert shown.wrong.isVisible() and "사유" in shown.wrong.accessibleName()
    shown.reason.setPlainText("주민 설명회에서 나누기 위함")
    shown.key.setChecked(True)
    shown.choose()
    assert "암호" in shown.wrong.accessibleName()


def test_the_key_is_written_beside_it(desk: Desk, shown: ShareDialog, tmp_path: Path) -> None:
    """Asked for, the key stands beside the shared file, and holds no name in the clear."""
    shown.reason.setPlainText("주민 설명회에서 나누기 위함")
    shown.key.setChecked(True)
    shown.password.setText("가온시 대조표 26")
    shown.save("txt", tmp_path / "공유.txt")
    desk.settle()
    key = tmp_path / "공유 대조표.xlsx"
    assert key.is_file() and NAME.encode() not in key.read_bytes()
