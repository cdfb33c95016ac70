"""Names that a file may have on every system."""

import pytest

from app.domain.filenames import LONGEST, fitting


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("회의록.pdf", "회의록.pdf"),
        ("민관: 협업/공유?.hwp", "민관 협업 공유 .hwp"),
        ("두\n줄", "두 줄"),
        (" 끝에 점. ", "끝에 점"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("console.txt", "console.txt"),
        ("???", "파일"),
        ("", "파일"),
    ],
)
def test_a_name_fits_every_system(name: str, fit: str) -> None:
    """Signs that Windows refuses, its devices, and dots at the end do not reach a file's name."""
    assert fitting(name) == fit


def test_a_long_name_keeps_its_ending() -> None:
    """A name is cut before its ending, which tells the program that opens it."""
    assert fitting("가" * 200 + ".hwpx") == "가" * (LONGEST - 5) + ".hwpx"
    assert fitting("가" * 200) == "가" * LONGEST
