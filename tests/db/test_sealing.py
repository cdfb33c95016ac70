"""Attached files of a protected file: sealed bytes, sealed names, and the change from one form to another."""

import hashlib
import os
from pathlib import Path

import pytest

from app.errors import EnvironmentProblem, ProblemKind
from db.blobs import BlobStore
from db.sealing import Broken, Seal, is_sealed_name, new_secret
from tests import factories

MARK = "비밀 표식 7391".encode()


def _stored(folder: Path) -> list[Path]:
    return sorted(folder.glob("??/*"))


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 21) + 7])
def test_a_sealed_file_comes_back_as_it_was(tmp_path: Path, size: int) -> None:
    """Nothing, one byte, one piece exactly, and several pieces."""
    store, content = BlobStore(tmp_path / "store", Seal(new_secret())), os.urandom(size)
    digest, length = store.add(factories.file(tmp_path, "가.bin", content))
    assert (digest, length) == (hashlib.sha256(content).hexdigest(), size)
    assert store.read(digest) == content and store.intact(digest) and store.has(digest)
    store.copy_to(digest, tmp_path / "나.bin")
    assert (tmp_path / "나.bin").read_bytes() == content
    assert list(store.digests()) == [digest]


def test_neither_bytes_nor_digest_of_a_sealed_file_can_be_read(tmp_path: Path) -> None:
    """The content is not there, and its digest, which would prove a known document, is no name."""
    store = BlobStore(tmp_path / "store", Seal(new_secret()))
    digest, _ = store.add(factories.file(tmp_path, "가.txt", MARK * 100))
    (kept,) = _stored(store.folder)
    assert MARK not in kept.read_bytes()
    assert is_sealed_name(kept.name) and digest[:8] not in kept.name


def test_the_same_bytes_are_stored_once_and_found_again(tmp_path: Path) -> None:
    """A sealed name depends on the digest and the secret alone."""
    secret = new_secret()
    for _ in range(2):
        digest, _ = BlobStore(tmp_path / "store", Seal(secret)).add(factories.file(tmp_path, "가.txt", MARK))
    assert len(_stored(tmp_path / "store")) == 1
    assert Seal(secret).digest(Seal(secret).name(digest)) == digest
    assert Seal(new_secret()).digest(Seal(secret).name(digest)) is None


@pytest.mark.parametrize("place", [0, 20, 40, -1])
def test_an_altered_sealed_file_is_refused_and_leaves_no_copy(tmp_path: Path, place: int) -> None:
    """One bit changed in beginning, nonce, text or tag, and nothing of it reaches the target."""
    store = BlobStore(tmp_path / "store", Seal(new_secret()))
    digest, _ = store.add(factories.file(tmp_path, "가.txt", MARK * 10))
    (kept,) = _stored(store.folder)
    content = bytearray(kept.read_bytes())
    content[place] ^= 1
    kept.write_bytes(content)
    assert not store.intact(digest)
    with pytest.raises(EnvironmentProblem) as refusal:
        store.copy_to(digest, tmp_path / "나.txt")
    assert refusal.value.kind is ProblemKind.CORRUPT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store", "가.txt"]


def test_a_cut_off_sealed_file_is_refused(tmp_path: Path) -> None:
    """A file shorter than its own frame, too."""
    seal = Seal(new_secret())
    for length in (0, 10, 30, 50):
        path = tmp_path / "가"
        path.write_bytes(b"hamkke sealed 1\n".ljust(length, b"x")[:length])
        with pytest.raises(Broken):
            list(seal.pieces(path))


def test_sealed_files_swapped_for_each_other_are_noticed(tmp_path: Path) -> None:
    """Each is whole by itself, but not what its name says."""
    store = BlobStore(tmp_path / "store", Seal(new_secret()))
    first, _ = store.add(factories.file(tmp_path, "가.txt", b"1"))
    second, _ = store.add(factories.file(tmp_path, "나.txt", b"2"))
    store.path(first).write_bytes(store.path(second).read_bytes())
    assert not store.intact(first)
    with pytest.raises(EnvironmentProblem):
        store.read(first)


def test_an_attached_file_that_looks_sealed_is_kept_as_it_is(tmp_path: Path) -> None:
    """Whoever attaches a sealed file of another place gets exactly that back, plain or sealed around."""
    content = b"hamkke sealed 1\n" + os.urandom(200)
    plain = BlobStore(tmp_path / "store")
    digest, _ = plain.add(factories.file(tmp_path, "가.bin", content))
    assert plain.read(digest) == content
    sealed = BlobStore(tmp_path / "store", Seal(new_secret()))
    assert sealed.settle() == []
    assert sealed.read(digest) == content


@pytest.mark.parametrize(("before", "after"), [("", "a"), ("a", "b"), ("a", "")])
def test_files_are_readable_in_either_form_until_all_are_in_the_new_one(
    tmp_path: Path, before: str, after: str
) -> None:
    """Sealing, changing the secret and unsealing: at each point every file is there exactly as it was."""
    seals = {name: Seal(name * 192) if name else None for name in (before, after)}
    old = BlobStore(tmp_path / "store", seals[before])
    digests = [old.add(factories.file(tmp_path, "가.txt", b"%d" % number))[0] for number in range(5)]
    now = BlobStore(tmp_path / "store", seals[after], seals[before])
    added, _ = now.add(factories.file(tmp_path, "나.txt", b"new"))
    assert [now.read(digest) for digest in digests] == [b"0", b"1", b"2", b"3", b"4"]
    assert set(now.digests()) == {*digests, added}
    assert now.settle() == []
    done = BlobStore(tmp_path / "store", seals[after])
    assert set(done.digests()) == {*digests, added}
    assert all(done.intact(digest) for digest in digests)
    assert len(_stored(done.folder)) == 6


def test_sealing_leaves_no_half_copied_plain_file(tmp_path: Path) -> None:
    """What a crash left of a copy in the clear goes with the rest."""
    store = BlobStore(tmp_path / "store")
    store.add(factories.file(tmp_path, "가.txt", MARK))
    (store.folder / "중단.part").write_bytes(MARK)
    BlobStore(store.folder, Seal(new_secret())).settle()
    assert not list(store.folder.glob("*.part"))
    assert all(MARK not in path.read_bytes() for path in _stored(store.folder))


def test_a_file_under_an_unknown_secret_is_told_and_left(tmp_path: Path) -> None:
    """Nobody deletes or loses what only another secret could read, not even when nothing refers to it."""
    other = BlobStore(tmp_path / "store", Seal(new_secret()))
    other.add(factories.file(tmp_path, "가.txt", MARK))
    (kept,) = _stored(other.folder)
    os.utime(kept, (0, 0))
    store = BlobStore(tmp_path / "store", Seal(new_secret()))
    assert store.settle() == [kept.name]
    assert store.collect(set()) == 0
    assert kept.exists()


def test_unused_sealed_files_are_collected(tmp_path: Path) -> None:
    """The names are told back to digests before anything is compared."""
    store = BlobStore(tmp_path / "store", Seal(new_secret()))
    kept, _ = store.add(factories.file(tmp_path, "가.txt", b"1"))
    orphan, _ = store.add(factories.file(tmp_path, "나.txt", b"2"))
    for path in _stored(store.folder):
        os.utime(path, (0, 0))
    assert store.collect({kept}) == 1
    assert store.has(kept) and not store.has(orphan)
