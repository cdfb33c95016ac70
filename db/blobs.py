"""The content-addressed store of attached files, in a folder beside the data file.

A file is stored under the SHA-256 of its bytes: written to a temporary name, synced to the disk, renamed.
Storing the same bytes again costs nothing, and moving or deleting the original loses nothing.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import UserError
from db.uid import new_uid

_CHUNK = 1 << 20
_GRACE_SECONDS = 3600


class BlobStore:
    """Files by digest under ``folder`` (two characters of the digest make a sub-folder)."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made with the first file."""
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the bytes of ``sha256`` are kept."""
        return self.folder / sha256[:2] / sha256

    def add(self, source: Path, progress: Callable[[int, int], None] | None = None) -> tuple[str, int]:
        """Copy ``source`` into the store and return its digest and size in bytes."""
        try:
            with source.open("rb") as stream:
                return self._store(stream, source.stat().st_size, progress)
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            raise UserError(
                f"‘{source.name}’ 파일을 읽을 수 없습니다. 파일이 있는지, 열 수 있는지 확인하십시오."
            ) from error

    def _store(
        self, stream: BinaryIO, total: int, progress: Callable[[int, int], None] | None
    ) -> tuple[str, int]:
        self.folder.mkdir(parents=True, exist_ok=True)
        temporary = self.folder / f"{new_uid()}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with temporary.open("wb") as target:
                while chunk := stream.read(_CHUNK):
                    target.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
                    if progress:
                        progress(size, total)
                target.flush()
                os.fsync(target.fileno())
            final = self.path(digest.hexdigest())
            final.parent.mkdir(exist_ok=True)
            os.replace(temporary, final)
            _sync_folder(final.parent)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
        return digest.hexdigest(), size

    def fill_from(self, other: "BlobStore") -> None:
        """Store every file of another store that is not here, or no longer whole here."""
        for digest in other.digests():
            if not self.intact(digest):
                with other.path(digest).open("rb") as stream:
                    self._store(stream, 0, None)

    def digests(self) -> Iterator[str]:
        """Yield the digest of every stored file."""
        for path in self.folder.glob("??/*"):
            yield path.name

    def intact(self, sha256: str) -> bool:
        """Tell whether the file is there and its bytes still are what its name says."""
        path = self.path(sha256)
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256

    def collect(self, referenced: Collection[str]) -> int:
        """Delete files that nothing refers to and no running write can be about to use; return how many."""
        horizon = time.time() - _GRACE_SECONDS
        orphans = [path for path in self.folder.glob("??/*") if path.name not in referenced]
        orphans += self.folder.glob("*.part")
        old = [path for path in orphans if path.stat().st_mtime < horizon]
        for path in old:
            path.unlink()
        return len(old)


def _sync_folder(folder: Path) -> None:
    # A rename is durable once its folder is; Windows does not let a folder be opened and needs no sync.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
