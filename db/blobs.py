"""The content-addressed store of attached files, in a folder beside the data file.

A file is stored under the SHA-256 of its bytes: written to a temporary name, synced to the disk, renamed.
Storing the same bytes again costs nothing, and moving or deleting the original loses nothing.  Beside a
protected data file the bytes and the name are sealed (``db.sealing``); while its protection changes, files
of the former form stay readable until ``settle`` has brought every one into the present form.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import EnvironmentProblem, ProblemKind, UserError
from db.sealing import CHUNK, MAGIC, Broken, Seal, is_sealed_name
from db.uid import new_uid

_GRACE_SECONDS = 3600


class BlobStore:
    """Files by digest under ``folder`` (two characters of the name make a sub-folder)."""

    def __init__(self, folder: Path, seal: Seal | None = None, former: Seal | None = None) -> None:
        """Name the folder (made with the first file) and how its files are sealed now and were before."""
        self.folder = folder
        self._seal = seal
        self._forms = tuple(dict.fromkeys((seal, former, None)))

    def path(self, sha256: str) -> Path:
        """Return where the bytes of ``sha256`` are kept, plain or sealed, in the present form."""
        return self._path(sha256, self._seal)

    def _path(self, sha256: str, form: Seal | None) -> Path:
        name = form.name(sha256) if form else sha256
        return self.folder / name[:2] / name

    def has(self, sha256: str) -> bool:
        """Tell whether there is a file of this digest."""
        return any(self._path(sha256, form).is_file() for form in self._forms)

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a file small enough to be shown."""
        return b"".join(self._whole(sha256))

    def copy_to(self, sha256: str, target: Path) -> None:
        """Write the bytes to ``target``; it has its name only once they were found whole."""
        temporary = target.with_name(f"{target.name}.{new_uid()}.part")
        try:
            with temporary.open("wb") as stream:
                for piece in self._whole(sha256):
                    stream.write(piece)
            os.replace(temporary, target)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()

    def _whole(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes of a file; a problem at the end takes back all that was yielded."""
        digest = hashlib.sha256()
        try:
            for piece in self._pieces(sha256):
                digest.update(piece)
                yield piece
        except FileNotFoundError as error:
            raise EnvironmentProblem(
                f"첨부 파일이 보관 폴더에 없습니다. 백업에서 ‘{self.folder.name}’ 폴더를 되살리십시오.",
                ProblemKind.MISSING,
            ) from error
        except Broken as error:
            raise _damaged() from error
        if digest.hexdigest() != sha256:
            raise _damaged()

    def _pieces(self, sha256: str) -> Iterator[bytes]:
        for form in self._forms:
            path = self._path(sha256, form)
            if path.is_file():
                return form.pieces(path) if form else _plain(path)
        raise FileNotFoundError(sha256)

    def add(self, source: Path, progress: Callable[[int, int], None] | None = None) -> tuple[str, int]:
        """Copy ``source`` into the store and return its digest and size in bytes."""
        try:
            return self._store(_plain(source), source.stat().st_size, progress)
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            raise UserError(
                f"‘{source.name}’ 파일을 읽을 수 없습니다. 파일이 있는지, 열 수 있는지 확인하십시오."
            ) from error

    def _store(
        self, pieces: Iterable[bytes], total: int, progress: Callable[[int, int], None] | None
    ) -> tuple[str, int]:
        self.folder.mkdir(parents=True, exist_ok=True)
        temporary = self.folder / f"{new_uid()}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with temporary.open("wb") as target:
                writer = self._seal.writer(target) if self._seal else target
                for chunk in pieces:
                    writer.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
                    if progress:
                        progress(size, total)
                _finish(writer, target)
            final = self.path(digest.hexdigest())
            final.parent.mkdir(exist_ok=True)
            os.replace(temporary, final)
            sync_folder(final.parent)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
        return digest.hexdigest(), size

    def fill_from(self, other: "BlobStore") -> None:
        """Store every file of another store that is not here, or no longer whole here."""
        for digest in set(other.digests()):
            if not self.intact(digest):
                with contextlib.suppress(Broken):
                    self._store(other._pieces(digest), 0, None)

    def locked(self) -> int:
        """Return how many files are sealed under a secret that is not at hand."""
        return sum(digest is None for _path, _form, digest in self._stored())

    def adopt(self, other: "BlobStore") -> None:
        """Bring what ``other``, a store of the same folder with other secrets, can open into the own form."""
        mine = {path for path, _form, digest in self._stored() if digest is not None}
        for path, form, digest in list(other._stored()):
            if path not in mine and form is not None and digest is not None:
                self._settled(path, form)

    def digests(self) -> Iterator[str]:
        """Yield the digest of every stored file that can be read."""
        for _path, _form, digest in self._stored():
            if digest:
                yield digest

    def _stored(self) -> Iterator[tuple[Path, Seal | None, str | None]]:
        for path in sorted(self.folder.glob("??/*")):
            if is_sealed_name(path.name):
                told = ((form, form.digest(path.name)) for form in self._forms if form)
                form, digest = next((pair for pair in told if pair[1]), (None, None))
                yield path, form, digest
            else:
                yield path, None, path.name

    def intact(self, sha256: str) -> bool:
        """Tell whether the file is there and its bytes still are what its name says."""
        digest = hashlib.sha256()
        try:
            for piece in self._pieces(sha256):
                digest.update(piece)
        except (FileNotFoundError, Broken):
            return False
        return digest.hexdigest() == sha256

    def settle(self, progress: Callable[[int], None] = lambda size: None) -> list[str]:
        """Bring every file into the present form; return the names of those that could not be read.

        Each is kept in both forms before the former one goes, so a crash at any moment loses none.
        ``progress`` hears the bytes of each file done.
        """
        left = []
        for part in self.folder.glob("*.part"):
            if self._seal and not _begins_sealed(part):
                part.unlink(missing_ok=True)
        for path, form, digest in list(self._stored()):
            size = path.stat().st_size
            if digest is None or (form is not self._seal and not self._settled(path, form)):
                left.append(path.name)
            progress(size)
        return left

    def _settled(self, path: Path, form: Seal | None) -> bool:
        try:
            # What was altered is kept as it is found, under the digest that it has now.
            self._store(form.pieces(path) if form else _plain(path), 0, None)
        except Broken:
            return False
        path.unlink(missing_ok=True)
        return True

    def remove(self, sha256: str) -> None:
        """Delete a file for good, in whatever form it is kept; nothing may refer to it any more."""
        for form in self._forms:
            path = self._path(sha256, form)
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                path.parent.rmdir()

    def size(self) -> int:
        """Return how many bytes are stored."""
        return sum(path.stat().st_size for path in self.folder.glob("??/*"))

    def collect(self, referenced: Collection[str]) -> int:
        """Delete files that nothing refers to and no running write can be about to use; return how many."""
        horizon = time.time() - _GRACE_SECONDS
        # Files under another secret are none of ours to judge.
        orphans = [path for path, _, digest in self._stored() if digest and digest not in referenced]
        orphans += self.folder.glob("*.part")
        old = [path for path in orphans if path.stat().st_mtime < horizon]
        for path in old:
            path.unlink()
        return len(old)


def _plain(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _finish(writer: object, target: BinaryIO) -> None:
    finish = getattr(writer, "finish", None)
    if finish:
        finish()
    target.flush()
    os.fsync(target.fileno())


def _begins_sealed(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def _damaged() -> EnvironmentProblem:
    return EnvironmentProblem(
        "첨부 파일의 내용이 바뀌어 열지 않았습니다. 백업에서 되살리거나 원본을 다시 붙이십시오.",
        ProblemKind.CORRUPT,
    )


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable; Windows does not let a folder be opened and needs no sync."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
