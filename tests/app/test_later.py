"""Modules that wait until they are asked for something."""

import subprocess
import sys


def _told(program: str) -> str:
    """What a process of its own says; what this one has loaded is loaded already."""
    return subprocess.check_output([sys.executable, "-c", program], text=True).strip()


def test_put_off_loads_a_module_at_its_first_use() -> None:
    """Importing it loads nothing; what is asked of it, and who imports it later, gets the real module."""
    program = (
        "import sys; from app.later import put_off; put_off('colorsys', known=1); import colorsys;"
        "a = colorsys.known, 'rgb_to_hsv' in vars(colorsys), colorsys.rgb_to_hsv(0, 0, 0);"
        "import colorsys; print(*a, 'rgb_to_hsv' in vars(colorsys))"
    )
    assert _told(program) == "1 False (0.0, 0.0, 0) True"


def test_two_threads_at_the_first_use_get_one_module() -> None:
    """Line by line beside each other neither takes away what the other has put in its place."""
    program = """
import sys, threading
from app.later import put_off

gate = threading.Barrier(2, timeout=0.3)
found = []

def in_step(frame, event, arg):
    if frame.f_code.co_name != "__getattr__" or "later" not in frame.f_code.co_filename:
        return None
    try:
        gate.wait()
    except threading.BrokenBarrierError:
        pass  # the other one waits for this one
    return in_step

def ask():
    sys.settrace(in_step)
    try:
        found.append(id(waiting.rgb_to_hsv.__globals__))
    except KeyError as error:
        found.append(error)

put_off("colorsys")
waiting = sys.modules["colorsys"]
threads = [threading.Thread(target=ask) for _turn in range(2)]
[one.start() for one in threads], [one.join() for one in threads]
print(found == [id(vars(sys.modules["colorsys"]))] * 2)
"""
    assert _told(program) == "True"


def test_a_module_of_a_package_is_put_off_in_both_places() -> None:
    """The package is there at once and holds the waiting module, after the first use the real one."""
    program = (
        "import sys; from app.later import put_off; put_off('xml.dom.minidom'); import xml.dom;"
        "waits = 'parse' in vars(xml.dom.minidom); xml.dom.minidom.parse;"
        "print(waits, 'parse' in vars(xml.dom.minidom), xml.dom.minidom is sys.modules['xml.dom.minidom'])"
    )
    assert _told(program) == "False True True"


def test_the_database_leaves_asyncio_where_it_is() -> None:
    """What SQLAlchemy imports and nobody uses is not loaded with it, and is whole for who asks for it."""
    program = (
        "import sys, db.engine; print('ssl' in sys.modules, 'email' in sys.modules);"
        "import asyncio; print(asyncio.run(asyncio.sleep(0, 'awake')))"
    )
    assert _told(program).split() == ["False", "False", "awake"]
