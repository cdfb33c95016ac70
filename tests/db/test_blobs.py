"""Attached files: stored by their content, never lost while a record or undo may ask for them."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from app.errors import Cancelled, UserError
from app.services import outputs, undo
from app.services.data_file import check
from app.services.workspace import Workspace
from db.blobs import BlobStore
from tests import factories


def _age(store: BlobStore, hours: float = 2) -> None:
    past = time.time() - hours * 3600
    for path in [*store.folder.glob("??/*"), *store.folder.glob("*.part")]:
        os.utime(path, (past, past))


def test_a_file_is_kept_under_the_digest_of_its_bytes(tmp_path: Path) -> None:
    """The same bytes under two names are one file, and the original may go."""
    store = BlobStore(tmp_path / "store")
    content = os.urandom(3_000_000)
    digest, size = store.add(factories.file(tmp_path, "가.bin", content))
    assert (digest, size) == (hashlib.sha256(content).hexdigest(), 3_000_000)
    assert store.add(factories.file(tmp_path, "나.bin", content))[0] == digest
    (tmp_path / "가.bin").unlink()
    assert list(store.digests()) == [digest]
    assert store.path(digest).read_bytes() == content
    assert store.intact(digest)


def test_an_empty_file_can_be_attached(tmp_path: Path) -> None:
    """No bytes are bytes too."""
    store = BlobStore(tmp_path / "store")
    assert store.add(factories.file(tmp_path, "빈.txt", b"")) == (hashlib.sha256(b"").hexdigest(), 0)


@pytest.mark.parametrize("name", ["없음.txt", "폴더"])
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str) -> None:
    """A missing file and a folder are the person's to mend."""
    (tmp_path / "폴더").mkdir()
    with pytest.raises(UserError, match=name.removesuffix(".txt")):
        BlobStore(tmp_path / "store").add(tmp_path / name)


def test_a_cancelled_copy_leaves_nothing(tmp_path: Path) -> None:
    """Stopping in the middle removes what was written so far."""

    def stop(done: int, total: int) -> None:
        raise Cancelled

    store = BlobStore(tmp_path / "store")
    with pytest.raises(Cancelled):
        store.add(factories.file(tmp_path), stop)
    assert list(store.folder.rglob("*")) == []


def test_only_old_files_that_nothing_names_are_collected(tmp_path: Path) -> None:
    """A fresh file may belong to a step that is about to commit."""
    store = BlobStore(tmp_path / "store")
    kept, _ = store.add(factories.file(tmp_path, content="쓰임"))
    orphan, _ = store.add(factories.file(tmp_path, content="버림"))
    (store.folder / "중단.part").write_bytes(b"x")
    assert store.collect({kept}) == 0
    _age(store)
    assert store.collect({kept}) == 2
    assert store.intact(kept) and not store.path(orphan).exists()


def test_a_tampered_or_missing_file_is_found(workspace: Workspace, tmp_path: Path) -> None:
    """The check names the attachment whose bytes are no longer what was attached."""
    row = factories.project(workspace)
    factories.output(workspace, row.id, files=[factories.file(tmp_path, "회의록.txt")])
    (file,) = outputs.files(workspace, row.id)
    path = workspace.blobs.path(file.sha256)
    path.write_text("고친 기록", "utf-8")
    assert check.check(workspace).findings == ("첨부 파일 ‘회의록.txt’이(가) 없거나 내용이 바뀌었습니다.",)
    path.unlink()
    assert any("회의록.txt" in text for text in check.check(workspace).findings)


def test_attaching_again_heals_a_lost_file(workspace: Workspace, tmp_path: Path) -> None:
    """The same bytes stored anew make the check sound."""
    row = factories.project(workspace)
    source = factories.file(tmp_path)
    output = factories.output(workspace, row.id, files=[source])
    (file,) = outputs.files(workspace, row.id)
    workspace.blobs.path(file.sha256).write_text("망가짐", "utf-8")
    outputs.attach(workspace, output, [source])
    assert check.check(workspace).findings == ()


def test_the_check_keeps_files_that_undo_could_bring_back(workspace: Workspace, tmp_path: Path) -> None:
    """A deleted attachment's bytes stay, so that undoing the deletion finds them."""
    row = factories.project(workspace)
    output = factories.output(workspace, row.id, files=[factories.file(tmp_path)])
    (file,) = outputs.files(workspace, row.id)
    with workspace.unit_of_work("산출물 삭제") as work:
        work.delete("output", [output.id])
    _age(workspace.blobs)
    assert check.check(workspace).collected == 0
    undo.undo(workspace)
    assert outputs.files(workspace, row.id) == [file]
    assert check.check(workspace).findings == ()


def test_a_file_whose_attaching_was_undone_can_be_had_again(workspace: Workspace, tmp_path: Path) -> None:
    """Redo finds the bytes even after a check."""
    row = factories.project(workspace)
    factories.output(workspace, row.id, files=[factories.file(tmp_path)])
    undo.undo(workspace)
    _age(workspace.blobs)
    check.check(workspace)
    undo.redo(workspace)
    assert check.check(workspace).findings == ()


def test_a_copy_never_overwrites(workspace: Workspace, tmp_path: Path) -> None:
    """Saving twice into one folder gives two files."""
    row = factories.project(workspace)
    factories.output(workspace, row.id, files=[factories.file(tmp_path, "회의록.txt")])
    (file,) = outputs.files(workspace, row.id)
    folder = tmp_path / "내려받기"
    names = [outputs.save_copy(workspace, file, folder).name for _ in range(2)]
    assert names == ["회의록.txt", "회의록 (2).txt"]


def test_a_resident_number_in_a_file_name_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    """Nothing is stored, neither bytes nor record."""
    row = factories.project(workspace)
    source = factories.file(tmp_path, "홍길동_900101-1234567.txt")
    with pytest.raises(UserError, match="주민등록번호"):
        factories.output(workspace, row.id, files=[source])
    assert not list(workspace.blobs.digests())
