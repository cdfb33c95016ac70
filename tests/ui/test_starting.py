"""What the start leaves out, and when Python's collector rests."""

import gc
import subprocess
import sys
import threading

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.tasks import Tasks

_PLAIN = """
import builtins
before = builtins.__import__
from app.main import prepare_window
prepare_window()
import gc, sys
assert builtins.__import__ is before
assert "PySide6.QtWidgets" in sys.modules and "sqlalchemy" not in sys.modules
assert not gc.isenabled()
assert "inspect" not in sys.modules and "tempfile" not in sys.modules
import inspect
assert inspect.getsource(prepare_window).startswith("def prepare_window")
import ui.application
assert "sqlalchemy" not in sys.modules and "ui.pages.projects.page" not in sys.modules
"""

_WRONG_CALL = """
from app.main import prepare_window
prepare_window()
from PySide6.QtWidgets import QApplication, QLabel
from ui import plain_imports
assert len(plain_imports._sources) == 7
app = QApplication([])
try:
    QLabel(1, 2, 3)
except TypeError as error:
    assert "Supported signatures" in str(error) and "pixmap: " in str(error), error
assert len(plain_imports._sources) < 7
"""

_ENUMERATIONS = """
from app.main import prepare_window
prepare_window()
import enum, pickle, sys
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QPalette
from ui import quick_enums
known = sys.version_info[:2] in quick_enums.KNOWN_VERSIONS
assert (enum.EnumType._create_ is quick_enums._created) == known
for quick in (Qt.Key, Qt.WidgetAttribute, QEvent.Type, QIcon.ThemeIcon, QPalette.ColorRole):
    named = [(name, member.value) for name, member in quick.__members__.items()]
    plain = quick_enums._create(quick.__mro__[1], quick.__name__, named, module="PySide6.QtCore")
    told = [[(key, one.name, one.value, one == kind(one.value), one is kind[key], one in kind, str(one))
             for key, one in kind.__members__.items()] for kind in (quick, plain)]
    assert told[0] == told[1], quick
    assert [one.name for one in quick] == [one.name for one in plain], quick
    assert pickle.loads(pickle.dumps(next(iter(quick)))) is next(iter(quick))
"""


def _run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)


def test_what_describes_qt_waits_for_its_first_use() -> None:
    """The start runs none of PySide's descriptions; a wrong call still says which arguments are right."""
    done = _run(_WRONG_CALL)
    assert done.returncode == 0, done.stderr


def test_qt_is_loaded_without_its_hand_on_imports_and_without_the_database() -> None:
    """The start leaves ``__import__`` plain and loads neither database nor pages."""
    done = _run(_PLAIN)
    assert done.returncode == 0, done.stderr


def test_enumerations_made_quickly_are_as_python_makes_them() -> None:
    """Members, aliases, order, look-up by value and name, pickling."""
    done = _run(_ENUMERATIONS)
    assert done.returncode == 0, done.stderr


def test_the_collector_rests_while_work_runs(qtbot: QtBot, tasks: Tasks) -> None:
    """From the first job to the last no collection may hold the window up; afterwards they may again."""
    owner = QWidget()
    qtbot.addWidget(owner)
    gate, seen = threading.Event(), []

    def work(_ws: object) -> None:
        assert gate.wait(5)
        seen.append(gc.isenabled())

    assert gc.isenabled()
    tasks.read(owner, work, lambda _none: None)
    assert not gc.isenabled()
    gate.set()
    assert tasks.wait_idle(5)
    assert seen == [False] and gc.isenabled()
