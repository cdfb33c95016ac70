"""A document into a file: whole and new, or not at all.

The file is written under another name beside its target and renamed when it is complete, so a failure
or a cancel leaves the earlier file as it was and nothing else.
"""

import errno
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

from app.domain.hangul import quoted
from app.domain.privacy import resident_number
from app.errors import EnvironmentProblem, ProblemKind, UserError
from exports.blocks import Document

FORMATS = ("pdf", "hwpx", "xlsx", "json")
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_SHARING_VIOLATION = 32  # Windows: another program has the file open
_TOO_LONG = {206, 123}  # Windows: the path is too long, or no path at all
_GONE = {
    errno.EIO,
    errno.ENODEV,
    errno.ENXIO,
    errno.ESTALE,
    errno.ENETDOWN,
    errno.ENETUNREACH,
    errno.EHOSTDOWN,
}
_GONE_ON_WINDOWS = {21, 51, 53, 55, 59, 64, 67, 121, 1231, 1232}  # not ready, no network path, name deleted

Progress = Callable[[int, int], None]
T = TypeVar("T")


def render(
    document: Document, format: str, path: Path, progress: Progress | None = None, password: str = ""
) -> list[str]:
    """Write ``document`` to ``path`` and return warnings; the earlier file stays until the new one is whole.

    Raises ``UserError`` for a format or path that cannot be, ``EnvironmentProblem`` where the disk or
    another program refuses; whatever ``progress`` raises goes through.  With a ``password`` nothing readable
    reaches the disk: the file is made in memory and written encrypted.
    """
    if format not in FORMATS:
        raise UserError(f"‘{format}’ 형식은 없습니다. {', '.join(FORMATS)} 가운데 고르십시오.", "format")
    # Renderers are loaded when first used: their libraries cost a tenth of a second each.
    renderer: Any = import_module(f"exports.renderers.{format}")
    if not password:
        plain: list[str] = replace_file(path, lambda stream: renderer.write(document, stream, progress))
        return plain
    from exports.passwords import LOCKS

    if format not in LOCKS:
        raise UserError(f"{format} 파일에는 암호를 걸 수 없습니다. xlsx나 pdf로 저장하십시오.", "password")
    memory = BytesIO()
    warnings: list[str] = renderer.write(document, memory, progress)
    sealed = LOCKS[format](memory.getvalue(), password)
    replace_file(path, lambda stream: stream.write(sealed))
    return warnings


def replace_file(path: Path, write: Callable[[IO[bytes]], T]) -> T:
    """Write a whole new file by ``write(stream)`` and return what that returned; see ``render``."""
    try:
        _check_target(path)
        special = path.exists() and not path.is_file()
    except OSError as error:
        raise _problem(error, path, False) from error
    if special:
        return _write_into(path, write)
    waiting = path.parent / f".hamkke-{uuid.uuid4().hex}.tmp"
    whole = False
    try:
        result = _write(waiting, write)
        whole = True
        os.replace(waiting, path)
    except OSError as error:
        raise _problem(error, path, whole) from error
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
    return result


class Laid(Protocol):
    """A document on its pages."""

    @property
    def sizes(self) -> Sequence[tuple[float, float]]:
        """Return width and height of every page, in points."""

    def page_of(self, block: int) -> int:
        """Return the page (from 1) on which a block of the document (from 0) begins."""

    def pages(self, numbers: Collection[int]) -> bytes:
        """Return these pages (from 1) as a PDF of their own."""


def lay_out(document: Document) -> Laid:
    """Return the document on its pages, to be looked at one by one."""
    renderer: Any = import_module("exports.renderers.pdf")
    laid: Laid = renderer.Laid(document)
    return laid


def to_json(document: Document) -> str:
    """Return the document as JSON text."""
    from exports.renderers import json

    return json.to_json(document)


def _write(path: Path, write: Callable[[IO[bytes]], T]) -> T:
    with path.open("xb") as stream:
        result = write(stream)
        stream.flush()
        os.fsync(stream.fileno())
    return result


def _write_into(path: Path, write: Callable[[IO[bytes]], T]) -> T:
    # A device or pipe (/dev/stdout) is written to; renaming a file into its place would destroy it.
    try:
        with tempfile.TemporaryFile() as whole, path.open("wb") as stream:
            result = write(whole)
            whole.seek(0)
            shutil.copyfileobj(whole, stream)
    except OSError as error:
        raise _problem(error, path, False) from error
    return result


def _check_target(path: Path) -> None:
    resident_number.refuse(path.name, "파일 이름", "path")
    if path.is_dir():
        raise UserError(f"{quoted(str(path), '은/는')} 폴더입니다. 파일 이름까지 적으십시오.", "path")
    if not path.parent.is_dir():
        raise UserError(f"‘{path.parent}’ 폴더가 없습니다. 폴더를 만들거나 다른 곳을 고르십시오.", "path")


def _problem(error: OSError, path: Path, whole: bool) -> EnvironmentProblem:
    """Say why the file could not be written, or, when it was ``whole``, not take its place."""
    if error.errno in _FULL:
        message = (
            f"디스크에 남은 공간이 없어 ‘{path.name}’ 파일을 쓰지 못했습니다. 이전 파일은 그대로 있습니다."
        )
        return EnvironmentProblem(f"{message} 공간을 비우고 다시 저장하십시오.", ProblemKind.FULL)
    if error.errno == errno.EROFS or (isinstance(error, PermissionError) and not whole):
        message = f"‘{path.parent}’ 폴더에 쓸 권한이 없습니다. 다른 폴더를 고르십시오."
        return EnvironmentProblem(message, ProblemKind.READ_ONLY)
    if isinstance(error, PermissionError) or getattr(error, "winerror", None) == _SHARING_VIOLATION:
        message = f"‘{path.name}’ 파일이 다른 프로그램(엑셀 등)에서 열려 있습니다."
        return EnvironmentProblem(
            f"{message} 그 파일을 닫거나 다른 이름으로 저장하십시오.", ProblemKind.LOCKED
        )
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) in _TOO_LONG:
        message = f"파일 이름이나 폴더 경로가 너무 깁니다({len(str(path))}자)."
        return EnvironmentProblem(f"{message} 이름을 줄이거나 드라이브에 가까운 폴더에 저장하십시오.")
    if error.errno in _GONE or getattr(error, "winerror", None) in _GONE_ON_WINDOWS:
        message = f"‘{path.parent}’에 연결할 수 없습니다. 네트워크 드라이브나 USB가 이어져 있는지 보십시오."
        return EnvironmentProblem(f"{message} 이 PC의 폴더에 저장해도 됩니다.", ProblemKind.MISSING)
    if error.errno == errno.ENOENT:
        message = f"저장하는 동안 ‘{path.parent}’ 폴더가 없어졌습니다. 다른 폴더를 고르십시오."
        return EnvironmentProblem(message, ProblemKind.MISSING)
    reason = error.strerror or type(error).__name__
    return EnvironmentProblem(f"‘{path.name}’ 파일을 쓰지 못했습니다({reason}). 다른 폴더에 저장해 보십시오.")
