"""Text of attached files: what came of reading one, and what is said where there is none."""

from dataclasses import dataclass
from pathlib import PurePath

from app.domain.choices import Choice

MOST_BYTES = 20 * 1024 * 1024
"""Larger files are not read: they are pictures and films for the most part."""
MOST_SIGNS = 400_000
"""How much of a file's text is kept to be found."""
READ_ENDINGS = (".docx", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".pptx", ".pdf", ".hwpx",
                ".txt", ".md", ".csv", ".tsv", ".html", ".htm")  # fmt: skip
SAVED_ANEW = {".hwp": "hwpx", ".doc": "docx", ".rtf": "docx", ".ppt": "pptx"}
"""Documents of kinds that are not read, and as what they can be saved to be read."""


class ReadState(Choice):
    """What came of reading a file."""

    READ = "read", "읽음"
    PART = "part", f"글이 {MOST_SIGNS // 10_000}만 자를 넘어 앞부분만 읽음"
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
    """An attached file whose text cannot be found, or not all of it: where it is filed, and why."""

    attachment_id: int
    name: str
    project_id: int
    project: str
    state: str
    size: int

    @property
    def reason(self) -> str:
        """Return why there is no text, and what to do where that is simple."""
        kind = PurePath(self.name).suffix.casefold()
        if self.state == ReadState.OTHER and kind in SAVED_ANEW:
            return f"{kind[1:]} 파일은 읽지 않음: {SAVED_ANEW[kind]}로 저장해 다시 붙이십시오"
        return ReadState(self.state).label
