"""Text of attached files: what came of reading one, and what is said where there is none."""

from dataclasses import dataclass

from app.domain.choices import Choice

MOST_BYTES = 20 * 1024 * 1024
"""Larger files are not read: they are pictures and films for the most part."""
MOST_SIGNS = 400_000
"""How much of a file's text is kept to be found."""
READ_ENDINGS = (".docx", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".pptx", ".pdf", ".hwpx",
                ".txt", ".md", ".csv", ".tsv")  # fmt: skip


class ReadState(Choice):
    """What came of reading a file."""

    READ = "read", "읽음"
    EMPTY = "empty", "글이 없음(그림으로만 된 파일)"
    LARGE = "large", "20 MB보다 커서 읽지 않음"
    PROTECTED = "protected", "암호가 걸려 있음"
    TOO_MANY = "too_many", "표의 칸이 너무 많아 읽지 않음"
    HALTED = "halted", "읽다가 프로그램이 끝나 더 읽지 않음"
    BROKEN = "broken", "파일이 손상되었거나 다른 형식임"
    MISSING = "missing", "보관한 파일이 없음"
    OTHER = "other", "글을 읽지 않는 형식"


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """An attached file whose text cannot be found: where it is filed, and why."""

    attachment_id: int
    name: str
    project_id: int
    project: str
    state: str
    size: int

    @property
    def reason(self) -> str:
        """Return why there is no text."""
        return ReadState(self.state).label
