"""주민등록번호 in the window: drafts, saved filters, crash report and settings file hold none of it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import paths
from app.domain.running import Capture
from app.errors import UserError
from ui import crash_dialog
from ui.preferences import Preferences
from ui.run_mode.recovery import Recovery
from ui.saved_views import SavedViews

NUMBER = "900101-" + "1234567"


def written(folder: Path) -> str:
    """Return everything that stands in the settings folder."""
    return "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


def test_a_draft_is_not_kept_with_it(qapp: QApplication) -> None:
    """A half typed line with the number is not written down for a crash, nor is a card of an older run."""
    preferences = Preferences(paths.settings_file())
    recovery = Recovery(preferences, "uid")
    recovery.await_(Capture("1", "voice", f"번호 {NUMBER}"))
    recovery.keep_draft(f"홍길동 {NUMBER} 님", "voice")
    preferences.save()
    assert "1234567" not in written(paths.settings_file().parent)
    recovery.keep_draft("홍길동 님", "voice")
    preferences.save()
    assert "홍길동 님" in written(paths.settings_file().parent)


def test_a_saved_filter_with_it_is_refused(qapp: QApplication) -> None:
    """Neither as a name nor as the words that are searched for."""
    views = SavedViews(Preferences(paths.settings_file()), "file")
    for name, text in ((NUMBER, ""), ("내 거르기", NUMBER)):
        with pytest.raises(UserError, match="주민등록번호"):
            views.save(name, {}, text)


def test_a_crash_report_holds_no_value() -> None:
    """The report names kinds and places, never what somebody typed."""
    try:
        raise ValueError(f"cannot store {NUMBER}")
    except ValueError as error:
        assert NUMBER not in crash_dialog.report(error) and "ValueError" in crash_dialog.report(error)
