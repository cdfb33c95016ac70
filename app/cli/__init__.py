"""The same use cases without a window.  Exit codes: 0 done, 1 refused, 2 wrong usage, 3 environment."""

from app.cli.program import run

__all__ = ["run"]
