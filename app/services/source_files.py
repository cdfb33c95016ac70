"""From a file on the disk to a document as read, or a sentence why not."""

from pathlib import Path

from app.domain.importing import IMPORT_KINDS
from app.domain.sources.cases import read_cases
from app.domain.sources.parsed import ParsedSource
from app.domain.sources.tasks import read_tasks
from app.domain.sources.text import decode
from app.errors import UserError
from app.services.codes import codes

MAX_BYTES = 64 * 1024 * 1024
_TEXTS, _TRIED = (".txt", ".md", ".wiki"), 4 * 1024 * 1024


def read_source(path: Path, kind: str) -> ParsedSource:
    """Return the document at ``path``; ``kind`` is cases or tasks.

    Raises ``UserError`` for what cannot be read.
    """
    if kind not in IMPORT_KINDS:
        words = ", ".join(f"{key}({label})" for key, label in IMPORT_KINDS.items())
        raise UserError(f"불러올 자료의 종류에 ‘{kind}’ 종류가 없습니다. 고를 수 있는 종류: {words}", "kind")
    text = decode(read_bytes(path))
    return read_cases(text, codes()) if kind == "cases" else read_tasks(text, codes())


def document_kind(path: Path) -> str:
    """Return which collection of cases or tasks a text file is; empty for none, and for a long one."""
    if path.suffix.casefold() not in _TEXTS or not path.is_file() or path.stat().st_size > _TRIED:
        return ""
    for kind in IMPORT_KINDS:
        try:
            if read_source(path, kind).projects:
                return kind
        except UserError:
            continue
    return ""


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, within the limit of size."""
    try:
        if path.is_dir():
            name = path.resolve().name or str(path)
            raise UserError(f"‘{name}’: 폴더입니다. 불러올 파일을 고르십시오.", "path")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UserError(
                f"‘{path.name}’ 파일이 너무 큽니다({size // 1_048_576}MB). "
                f"{MAX_BYTES // 1_048_576}MB까지 불러올 수 있으니 나누어 저장하십시오.",
                "path",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"‘{path}’ 파일이 없습니다. 경로를 확인하십시오.", "path") from error
    except (OSError, ValueError) as error:
        raise UserError(
            f"‘{path.name}’ 파일을 읽을 수 없습니다. 열 권한이 있는지 확인하십시오.", "path"
        ) from error
