"""The small bars of shares."""

from pytestqt.qtbot import QtBot

from ui.widgets.bars import ShareRow


def test_half_a_percent_goes_up(qtbot: QtBot) -> None:
    """One of eight is 13 percent here as on every paper; of nothing there is no share."""
    for count, whole, words in ((1, 8, "국민 1명 13%"), (0, 0, "국민 0명")):
        row = ShareRow("국민", count, whole)
        qtbot.addWidget(row)
        assert row.accessibleName() == row.toolTip() == words
