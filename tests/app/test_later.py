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


def test_the_database_leaves_asyncio_where_it_is() -> None:
    """What SQLAlchemy imports and nobody uses is not loaded with it, and is whole for who asks for it."""
    program = (
        "import sys, db.engine; print('ssl' in sys.modules, 'email' in sys.modules);"
        "import asyncio; print(asyncio.run(asyncio.sleep(0, 'awake')))"
    )
    assert _told(program).split() == ["False", "False", "awake"]
