"""Files shipped with the program: fonts, icons, themes, templates, code lists."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file; it is not checked whether the file exists."""
    return _ROOT.joinpath(*parts)
