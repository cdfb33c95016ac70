"""Ugly tables of offices, each with what is to come of it: nothing is guessed, nothing is silently lost."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from app.domain.tabular.locating import find_table
from app.domain.tabular.preview import Preview, State
from app.errors import UserError
from app.services.session import sessions
from app.services.tabular import opening, planning
from app.services.workspace import Workspace
from app.settings import Settings
from exports.passwords import locked
from exports.readers import binary_marks, marks, ods_marks
from exports.readers.books import open_book
from tests import factories
from tests.app.services.tabular.corpus import CASES, PEOPLE, Case
from tests.app.services.tabular.files import Rows, ods, xls, xlsb, xlsx

NOW = datetime(2026, 6, 18, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Open one data file for all: looking at tables stores nothing."""
    path = tmp_path_factory.mktemp("office") / "시험.hamkke"
    ws = Workspace(path, Settings(user_name="홍길동"), clock=lambda: NOW)
    project = factories.project(ws, title="등불")
    sessions.create(ws, project.id, "workshop", {"topic": "첫 모임"})
    factories.person(ws, "등불지기")
    yield ws
    ws.close()


def look(ws: Workspace, path: Path, kind: str, password: str = "", sheet: str = "") -> Preview:
    """Open, match and preview a file, as the page does."""
    file = opening.open_file(path, password)
    place = file.place_of(sheet) if sheet else opening.best_sheet(file, kind)
    matched = opening.match(ws, opening.read_sheet(file, place), kind)
    return planning.plan(ws, matched.table, matched.kind, matched.choices)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_table_gives_what_it_should(office: Workspace, tmp_path: Path, case: Case) -> None:
    """Of each file the states of its rows, the values read and the words said are those expected."""
    path = tmp_path / f"표{case.suffix}"
    path.write_bytes(case.file())
    seen = look(office, path, case.kind, case.password, case.sheet)
    counts = seen.counts()
    said = [f"{seen.number(at)}: {one.cause}" for at, found in seen.issues.items() for one in found]
    assert (counts[State.NEW], counts[State.DOUBT], counts[State.REFUSED]) == case.states, said
    for key, values in case.values.items():
        assert list(seen.columns[key]) == values
    remarks = " ".join((*seen.table.remarks(), *seen.notes))
    for told in case.told:
        assert (told in remarks) if isinstance(told, str) else _is_said(seen, *told), (told, said, remarks)
    assert "900101" not in repr(said)


def _is_said(seen: Preview, number: int, words: str) -> bool:
    place = seen.table.records.index(number - 1)
    return any(words in issue.cause for issue in seen.issues.get(place, ()))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "비어 있습니다"),
        (b"  \r\n ", "비어 있습니다"),
        (bytes(range(256)) * 20, "다시"),
        (b"\x89PNG\r\n" + bytes(100), "그림 파일"),
        (b"PK\x03\x04" + bytes(200), "손상되어"),
        (xlsx([]), "내용이 있는 시트가 없습니다"),
        (xlsx([["성명", "구분"]]), "시트에서 표를 찾지 못했습니다"),
        ("성명,구분\r\n".encode(), "여기에서 표를 찾지 못했습니다"),
    ],
)
def test_what_is_no_table_is_said_in_a_sentence(
    office: Workspace, tmp_path: Path, content: bytes, words: str
) -> None:
    """An empty file, a picture, a broken one and one without a table are each refused with their name."""
    path = tmp_path / "아무.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        look(office, path, "people")
    assert words in caught.value.message


def test_a_wrong_password_is_asked_again(office: Workspace, tmp_path: Path) -> None:
    """Without a password, and with a wrong one, the file asks for it and says which of the two it was."""
    path = tmp_path / "잠긴.xlsx"
    path.write_bytes(locked(xlsx(PEOPLE), "열려라참깨"))
    told = []
    for password in ("", "틀린암호"):
        with pytest.raises(opening.PasswordNeeded) as caught:
            opening.open_file(path, password)
        told.append(caught.value.message)
    assert "암호가 걸린 파일" in told[0]
    assert "맞지 않습니다" in told[1]


@pytest.mark.parametrize(
    ("make", "module", "limit"),
    [
        (xlsx, marks, "_LARGEST_PART"),
        (xlsb, binary_marks, "LARGEST"),
        (xls, binary_marks, "LARGEST"),
        (ods, ods_marks, "LARGEST"),
    ],
    ids=["xlsx", "xlsb", "xls", "ods"],
)
def test_what_is_too_large_to_look_through_says_so(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[Rows], bytes], module: ModuleType, limit: str
) -> None:
    """The cells are read all the same, and one sentence says that what is hidden cannot be told."""
    content = make(PEOPLE)
    assert not _untold(content)
    monkeypatch.setattr(module, limit, 1)
    assert _untold(content)


def _untold(content: bytes) -> bool:
    sheet = open_book(content).sheet(0)
    assert [list(row[:2]) for row in sheet.rows] == [row[:2] for row in PEOPLE]
    said = [
        one
        for one in find_table(sheet, lambda heading: heading == "성명", lambda _heading: False).remarks()
        if "숨긴" in one
    ]
    return [one.split(" 숨긴")[0] for one in said] == ["이 파일에서는"]


def test_a_sign_is_seen_where_pieces_of_a_part_meet() -> None:
    """A sheet is looked through piece by piece; what lies across two of them is not missed."""
    for cut in range(1, 8):
        part = b" " * (marks._CHUNK - cut) + b'hidden="1"' + b" " * marks._CHUNK + b"</f>"
        assert marks._signs(BytesIO(part)) == {b"hidden=", b"</f>"}
