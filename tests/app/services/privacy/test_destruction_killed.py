"""A program killed in the middle of a destruction: nothing happened, or the next opening finishes it."""

import shutil
from pathlib import Path

import pytest

from app.services import people
from app.services.data_file import backup, check
from app.services.privacy import destruction
from app.services.workspace import Workspace
from app.settings import Settings
from db import pending
from tests.app.services.privacy.destruction_child import PLACES, destroy
from tests.app.services.privacy.test_destruction import NAME, traces, write_person
from tests.killed import Killed


@pytest.mark.parametrize("place", PLACES)
def test_a_kill_leaves_nothing_done_or_all(place: str, tmp_path: Path, new_file: Path) -> None:
    """Wherever the program ends, the file is whole afterwards: the person is there or is nowhere."""
    folder = tmp_path / "자료"
    folder.mkdir()
    path = folder / "시험.hamkke"
    shutil.copyfile(new_file, path)
    ws = Workspace(path, Settings(user_name="담당자"))
    made = write_person(ws, tmp_path / "밖")
    backup.daily(ws)
    ws.close()
    program = Killed(destroy, path, made["person"], place, ws.key)
    assert program.wait()
    assert program.exit_code == 9
    ws = Workspace(path, Settings(user_name="담당자"))
    try:
        assert check.check(ws).findings == ()
        with ws.reading() as connection:
            assert pending.noted(connection) == ""
        if place == "before the step is stored":
            assert people.get(ws, made["person"]).name == NAME
            assert destruction.ledger(ws) == []
        else:
            assert people.get(ws, made["person"]).name == "파기된 참여자 1"
            assert len(destruction.ledger(ws)) == 1
            assert traces(folder) == []
    finally:
        ws.close()
