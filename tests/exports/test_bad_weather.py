"""What goes wrong in offices: every format gives a right document, or a sentence and no half file."""

import errno
import json
import os
from collections.abc import Callable
from io import BytesIO, FileIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hwp_hwpx_parser import Reader
from PIL import Image
from python_calamine import CalamineWorkbook

from app.errors import EnvironmentProblem
from exports.blocks import Column, Document, KeyValues, Picture, Table
from exports.render import FORMATS, render
from exports.renderers import pdf, pdf_fonts, pictures
from tests.exports.samples import DAY, list_document
from tests.exports.whole import picture


def picture_of(mode: str) -> bytes:
    """Return a small picture of a mode that Pillow knows: with holes, of a palette, of print."""
    stream = BytesIO()
    Image.new(mode, (30, 20)).save(stream, "JPEG" if mode == "CMYK" else "PNG")
    return stream.getvalue()


PICTURED = ("pdf", "hwpx", "xlsx")


def _fails(code: int) -> Callable[..., None]:
    def refuse(*_paths: object) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENAMETOOLONG, "너무 깁니다"),
        (errno.EIO, "네트워크 드라이브나 USB"),
        (errno.ENOENT, "폴더가 없어졌습니다"),
        (errno.EROFS, "쓸 권한이 없습니다"),
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_what_the_disk_refuses_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, code: int, words: str
) -> None:
    """Path too long, drive gone, folder gone, read-only: one sentence, the earlier file untouched."""
    target = tmp_path / f"목록.{format}"
    target.write_text("이전")
    monkeypatch.setattr(os, "replace", _fails(code))
    with pytest.raises(EnvironmentProblem, match=words):
        render(list_document(1), format, target)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "이전"


def _filling(after: int) -> type[FileIO]:
    """Return files on a disk that is full after so many bytes."""

    class Filling(FileIO):
        def write(self, content: Any) -> int:
            if self.tell() + len(content) > after:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(content)

    return Filling


@pytest.mark.parametrize("after", [0, 300])
@pytest.mark.parametrize("format", FORMATS)
def test_a_disk_that_fills_up_while_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, after: int
) -> None:
    """Wherever in the file the room ends: one sentence, no half file, the earlier one untouched."""
    target = tmp_path / f"목록.{format}"
    target.write_text("이전")
    filling, opened = _filling(after), Path.open

    def full(path: Path, mode: str = "r", **more: Any) -> Any:
        # Fonts are read all the same, whichever test asks for the first PDF.
        return opened(path, mode, **more) if "r" in mode else filling(str(path), "w")

    with monkeypatch.context() as patched, pytest.raises(EnvironmentProblem, match="남은 공간이 없어"):
        patched.setattr(Path, "open", full)
        render(list_document(30), format, target)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "이전"


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_that_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    """Without permission the folder is named and another one proposed."""
    opened = Path.open

    def refuse(path: Path, mode: str = "r", **more: Any) -> Any:
        if "r" in mode:
            return opened(path, mode, **more)
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentProblem, match=r"쓸 권한이 없습니다\. 다른 폴더를"):
        render(list_document(1), format, tmp_path / f"a.{format}")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_really_too_long_is_said(tmp_path: Path) -> None:
    """A name of 300 letters is refused by the disk itself."""
    with pytest.raises(EnvironmentProblem, match="너무 깁니다"):
        render(list_document(1), "json", tmp_path / ("가" * 300 + ".json"))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without its font files a PDF cannot be made: the sentence names the file and says what to do."""
    monkeypatch.setattr(pdf_fonts, "files", lambda _package: tmp_path)
    with pytest.raises(EnvironmentProblem, match=r"PretendardGOV-Regular\.ttf"):
        render(list_document(1), "pdf", tmp_path / "a.pdf")


@pytest.mark.parametrize("format", PICTURED)
@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n broken", picture()[:200], b"GIF89a" + b"\x00" * 40]
)
def test_a_broken_picture_leaves_its_place_and_a_warning(tmp_path: Path, format: str, content: bytes) -> None:
    """The document is made, the place says what the picture should show."""
    document = Document("시험", DAY, (Picture(content, "회의 모습"),))
    warnings = render(document, format, tmp_path / f"a.{format}")
    assert warnings == ["그림을 읽지 못해 자리만 두었습니다: 회의 모습"]


def test_a_picture_of_a_hundred_megapixels_is_made_smaller() -> None:
    """No more pixels go into a document than print needs; turned photographs stand upright."""
    stream = BytesIO()
    Image.new("1", (10_000, 10_000)).save(stream, "PNG")
    found = pictures.ready(stream.getvalue())
    assert found is not None
    assert max(found.width, found.height) <= 2_030
    stream = BytesIO()
    photo = Image.new("RGB", (300, 200))
    photo.getexif()[0x0112] = 6  # taken with the camera on its side
    photo.save(stream, "JPEG", exif=photo.getexif())
    upright = pictures.ready(stream.getvalue())
    assert upright is not None
    assert (upright.width, upright.height) == (200, 300)


def test_a_picture_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that would fill the memory is not even decoded."""
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    pictures.ready.cache_clear()
    assert pictures.ready(picture(20, 20)) is None
    pictures.ready.cache_clear()


@pytest.mark.parametrize("format", FORMATS)
def test_a_text_of_20000_letters_is_kept_whole(tmp_path: Path, format: str) -> None:
    """In a cell and beside a name; a PDF goes on over pages."""
    text = "우리 동네 이야기 " * 2_000
    document = Document("시험", DAY, (Table((Column("글"),), ((text,),)), KeyValues((("의견", text),))))
    target = tmp_path / f"a.{format}"
    assert render(document, format, target) == []
    if format == "pdf":
        pages = list(pypdfium2.PdfDocument(target))
        words = " ".join(page.get_textpage().get_text_range() for page in pages).split()
        assert words.count("이야기") == 4_000
        assert len(pages) > 8


_SIGNS = "좋아요 🧑‍🌾 ᄒᆞᆫ글 漢字 שלום مرحبا\x00\x07\x1b 끝\ud800"
_KEPT = "좋아요 🧑🌾 ᄒᆞᆫ글 漢字 שלום مرحبا 끝"
"""What is left: control signs, joiners that nobody sees and halves of a sign are in no file."""


@pytest.mark.parametrize("format", ["hwpx", "xlsx", "json"])
def test_every_sign_that_can_be_kept_is_kept(tmp_path: Path, format: str) -> None:
    """Emoji, old Hangul, Hanja and text from right to left stand as written; the file is sound."""
    document = Document("시험", DAY, (Table((Column("글"),), ((_SIGNS,),)), KeyValues((("글", _SIGNS),))))
    target = tmp_path / f"a.{format}"
    assert render(document, format, target) == []
    assert _text_of(target).count(_KEPT) >= 2


def _text_of(path: Path) -> str:
    """Return the text of a file as another program than the one that wrote it reads it."""
    if path.suffix == ".json":
        return json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False)
    if path.suffix == ".hwpx":
        with Reader(str(path)) as reader:
            cells = [cell for table in reader.tables for row in table.rows for cell in row]
            return "\n".join([str(reader.text), *map(str, cells)])
    book = CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return "\n".join(str(cell) for rows in sheets for row in rows for cell in row)


def test_what_a_pdf_cannot_write_is_told() -> None:
    """Emoji and old Hangul become ▢, text from right to left is warned of; nothing is dropped in silence."""
    document = Document("시험", DAY, (KeyValues((("글", "좋아요 🧑 ᄒᆞᆫ글 漢字 שלום"),)),))
    stream = BytesIO()
    missing, turned = pdf.write(document, stream)
    assert "🧑(U+1F9D1)" in missing
    assert "오른쪽에서 왼쪽으로" in turned
    page = pypdfium2.PdfDocument(stream.getvalue())[0]
    assert "漢字" in page.get_textpage().get_text_range()
