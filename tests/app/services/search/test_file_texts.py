"""What stands in attached files is found, and gone with them."""

from pathlib import Path

import pytest

from app.domain.privacy.destruction import FileDecision
from app.domain.search.query import parse
from app.services.privacy import destruction, destruction_plan
from app.services.search import file_texts
from app.services.search.find import find
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def filed(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Give a project with a text and a picture attached."""
    project = factories.project(workspace)
    files = [
        factories.file(tmp_path, "메모.txt", "가로등 이야기. 900101-1234568 남궁별하 010-7316-4409"),
        factories.file(tmp_path, "깨진.pdf", b"%PDF no"),
        factories.file(tmp_path, "사진.jpg", b"\xff\xd8"),
    ]
    factories.output(workspace, project.id, files=files)
    return workspace


def _found(ws: Workspace, words: str) -> list[tuple[str, str]]:
    return [(hit.label, hit.excerpt.words) for group in find(ws, parse(words)) for hit in group.hits]


def test_words_in_a_file_are_found_once_it_was_read(filed: Workspace) -> None:
    """Before the file was read its name alone is found; afterwards its words, with the place."""
    assert _found(filed, "메모") and not _found(filed, "가로등")
    file_texts.read_all(filed)
    ((label, words),) = _found(filed, "가로등")
    assert label == "메모.txt" and words.startswith("가로등 이야기")


def test_a_resident_number_in_a_file_is_written_down_nowhere(filed: Workspace) -> None:
    """What is shaped like one is replaced before the text is kept."""
    file_texts.read_all(filed)
    assert not _found(filed, "900101") and not _found(filed, "1234568")


def test_files_that_cannot_be_read_are_listed(filed: Workspace) -> None:
    """A broken file is named with its reason; a picture is not expected to have words."""
    file_texts.read_all(filed)
    assert [(file.name, file.state) for file in file_texts.unread(filed)] == [("깨진.pdf", "broken")]
    file_texts.try_again(filed)
    file_texts.read_all(filed)
    assert len(file_texts.unread(filed)) == 1


def test_documents_that_are_not_read_whole_are_listed(workspace: Workspace, tmp_path: Path) -> None:
    """A text longer than is kept is read in part; an old kind of document is told how to be saved."""
    files = [
        factories.file(tmp_path, "긴.txt", "가나다라 " * 90_000 + "끝말"),
        factories.file(tmp_path, "공문.HWP", "x"),
    ]
    factories.output(workspace, factories.project(workspace).id, files=files)
    file_texts.read_all(workspace)
    assert {file.name: file.reason for file in file_texts.unread(workspace)} == {
        "긴.txt": "글이 40만 자를 넘어 앞부분만 읽음",
        "공문.HWP": "hwp 파일은 읽지 않음: hwpx로 저장해 다시 붙이십시오",
    }
    assert _found(workspace, "가나다라") and not _found(workspace, "끝말")


def test_nothing_of_a_destroyed_person_is_found(filed: Workspace) -> None:
    """Name and telephone go out of the index and out of what was read of files that stay."""
    person = factories.person(filed, "남궁별하", phone="010-7316-4409")
    file_texts.read_all(filed)
    assert len(_found(filed, "남궁별하")) == 2
    plan = destruction_plan.plan(filed, [person.id])
    kept = {file.sha256: FileDecision.KEEP for file in plan.files}
    destruction.carry_out(
        filed, plan, approved_by="과장 이승인", reason="보유 기간이 끝나 파기함", files=kept
    )
    assert not _found(filed, "남궁별하") and not _found(filed, "7316")
    with filed.reading() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, search_person, row)")
        terms = set(connection.exec_driver_sql("SELECT term FROM temp.seen").scalars())
    assert not terms & {"남궁", "궁별", "별하"}
