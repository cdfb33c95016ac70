"""What is shipped can be used: fonts draw Korean office text, icons render, licences lie beside them."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFontFile

from resources import resource_path

WEIGHTS = ("Regular", "SemiBold", "Bold")
OFFICE_SIGNS = "☎☏☞※∼○●□■△▲▷▶◇◆★☆①⑮㈜「」『』《》【】·…→←↑↓☐☑✔℃㎡㎞№─│┌┐└┘∴∵≒"
SYLLABLES = range(0xAC00, 0xD7A4)


def signs_of(name: str) -> set[int]:
    """The code points that a font draws in a PDF."""
    return set(TTFontFile(str(resource_path("fonts", name))).charToGlyph)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_syllable_in_every_weight(weight: str) -> None:
    """Each weight of the main font draws all 11,172 syllables."""
    assert set(SYLLABLES) <= signs_of(f"PretendardGOV-{weight}.ttf")


def test_office_signs_are_drawn_by_one_of_the_two_fonts() -> None:
    """A sign that the main font lacks is drawn by the fallback font."""
    drawn = signs_of("PretendardGOV-Regular.ttf") | signs_of("DejaVuSans.ttf")
    assert [sign for sign in OFFICE_SIGNS if ord(sign) not in drawn] == []


def test_qt_takes_every_font(qtbot: QtBot) -> None:
    """Qt loads each shipped font under the family that the program asks for."""
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in resource_path("fonts").glob("*.ttf")]
    families = {name for font in loaded for name in QFontDatabase.applicationFontFamilies(font)}
    assert len(loaded) == len(WEIGHTS) + 1
    assert {"Pretendard GOV", "DejaVu Sans"} <= families


def icon_files() -> list[Path]:
    """Every shipped drawing."""
    return sorted(resource_path("icons").glob("*.svg"))


def test_every_icon_can_be_drawn_and_tinted(qtbot: QtBot) -> None:
    """Each Lucide icon renders and takes its colour from `currentColor`; only ours has colours of its own."""
    broken = [path.name for path in icon_files() if not QSvgRenderer(str(path)).isValid()]
    untinted = [path.name for path in icon_files() if "currentColor" not in path.read_text(encoding="utf-8")]
    assert (broken, untinted) == ([], ["hamkke.svg"])


@pytest.mark.parametrize(
    "parts",
    [
        ("fonts", "PretendardGOV-LICENSE.txt"),
        ("fonts", "DejaVuSans-LICENSE.txt"),
        ("icons", "LUCIDE-LICENSE.txt"),
    ],
)
def test_licences_are_shipped(parts: tuple[str, str]) -> None:
    """The licence of every foreign work lies beside it."""
    assert "Copyright" in resource_path(*parts).read_text(encoding="utf-8")
