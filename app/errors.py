"""The two kinds of trouble that are not bugs: what a person can mend, and what the machine refuses."""

from enum import StrEnum


class UserError(Exception):
    """Input that cannot be taken: ``message`` says what, where and what to do; ``field`` names the field."""

    def __init__(self, message: str, field: str = "") -> None:
        """Keep the sentence and, where one is at fault, the key of the field."""
        super().__init__(message)
        self.message = message
        self.field = field


class ProblemKind(StrEnum):
    """Why the surroundings refuse."""

    LOCKED = "locked"
    FULL = "full"
    READ_ONLY = "read_only"
    CORRUPT = "corrupt"
    NEWER = "newer"
    MISSING = "missing"
    PASSPHRASE = "passphrase"  # noqa: S105 - the kind of trouble, not a password
    OTHER = "other"


class EnvironmentProblem(Exception):
    """The machine or the file refuses: ``message`` says what happened, what is safe and what to do."""

    def __init__(self, message: str, kind: ProblemKind = ProblemKind.OTHER) -> None:
        """Keep the sentence and its kind."""
        super().__init__(message)
        self.message = message
        self.kind = kind


class Cancelled(Exception):
    """The person asked to stop; everything of the running operation is rolled back."""
