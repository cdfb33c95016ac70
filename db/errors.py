"""What the storage engine says, told as people can use it."""

import contextlib
from collections.abc import Iterator

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.errors import EnvironmentProblem, ProblemKind, UserError

_PROBLEMS: tuple[tuple[str, ProblemKind, str], ...] = (
    ("locked", ProblemKind.LOCKED,
     "자료 파일을 다른 프로그램이 쓰고 있습니다. 잠시 뒤 다시 해 보십시오. 저장된 내용은 그대로입니다."),
    ("disk is full", ProblemKind.FULL,
     "저장 공간이 모자라 저장하지 못했습니다. 공간을 비우고 다시 하십시오. 저장된 내용은 그대로입니다."),
    ("readonly", ProblemKind.READ_ONLY,
     "자료 파일이 읽기 전용이라 저장하지 못했습니다. 파일의 쓰기 권한을 확인하십시오."),
    ("unable to open", ProblemKind.MISSING,
     "자료 파일을 열 수 없습니다. 폴더가 있는지, 권한이 있는지 확인하십시오."),
    ("not a database", ProblemKind.CORRUPT,
     "함께설계 자료 파일이 아니거나 손상되었습니다. 파일은 그대로 두었습니다. 백업에서 되살리십시오."),
    ("disk i/o error", ProblemKind.OTHER,
     "자료 파일을 읽거나 쓰지 못했습니다. 디스크의 남은 공간과 연결을 확인하고 다시 하십시오. "
     "저장된 내용은 그대로입니다."),
    (": corruption ", ProblemKind.CORRUPT,
     "찾기 색인이 손상되었습니다. 자료는 그대로입니다. "
     "`hamkke check --rebuild-search`로 색인을 다시 만드십시오."),
    ("malformed", ProblemKind.CORRUPT,
     "자료 파일이 손상되었습니다. 파일을 따로 복사해 두고 백업에서 되살리십시오."),
)  # fmt: skip


def as_problem(error: Exception) -> EnvironmentProblem | None:
    """Return the problem of the surroundings that ``error`` tells of, or None when it is a bug."""
    text = _said(error).lower()
    for needle, kind, sentence in _PROBLEMS:
        if needle in text:
            return EnvironmentProblem(sentence, kind)
    if isinstance(error, OSError):
        return EnvironmentProblem(f"파일을 다루지 못했습니다: {error.strerror or error}", ProblemKind.OTHER)
    return None


def _said(error: Exception) -> str:
    """Return what the engine said, whether SQLAlchemy passed it on or the driver told it itself."""
    return str(getattr(error, "orig", None) or error)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn the engine's refusals inside the block into sentences; bugs pass through as they are."""
    try:
        yield
    except (IntegrityError, driver.IntegrityError) as error:
        said = _said(error)
        if "UNIQUE constraint" in said:
            raise UserError("같은 값이 이미 있습니다. 다른 값을 넣으십시오.") from error
        if "FOREIGN KEY constraint" in said:
            raise UserError(
                "이어진 기록이 그 사이에 지워져 저장하지 못했습니다. 화면을 다시 읽은 뒤(F5) 다시 하십시오."
            ) from error
        raise
    except OverflowError as error:
        raise UserError("수가 너무 큽니다. 작은 수를 넣으십시오.") from error
    except UnicodeEncodeError as error:
        raise UserError("읽을 수 없는 글자가 있습니다. 그 글자를 지우십시오.") from error
    except (DBAPIError, driver.Error) as error:
        problem = as_problem(error)
        if problem is None:
            raise
        raise problem from error
