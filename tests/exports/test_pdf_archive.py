"""PDF/A-2b: every PDF keeps the rules that it says it keeps, and a broken rule is noticed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from exports.blocks import Document, Paragraph, Picture
from exports.passwords import locked_pdf
from exports.render import render
from exports.renderers import pdf
from tests.exports.archive_rules import broken
from tests.exports.samples import DAY, list_document, matrix_document, report_document
from tests.exports.test_bad_weather import picture_of
from tests.exports.whole import whole_document


def _written(document: Document) -> bytes:
    stream = BytesIO()
    pdf.write(document, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Return the document with every block."""
    return _written(whole_document())


@pytest.mark.parametrize(
    "document",
    [
        whole_document(),
        list_document(120),
        matrix_document(20),
        report_document(),
        Document("글자", DAY, (Paragraph("전화 ☎ 漢字 ᄒᆞᆫ글 שלום 🧑 고대 𒀀"),)),
        Document("그림", DAY, tuple(Picture(picture_of(mode), mode) for mode in ("RGBA", "P", "L", "CMYK"))),
    ],
    ids=lambda document: document.title,
)
def test_every_rule_is_kept(document: Document) -> None:
    """Fonts, colours, pictures, links and metadata of each kind of document are as the standard has them."""
    assert broken(BytesIO(_written(document))) == []


def _without_font(file: Pdf) -> None:
    font = next(o for o in file.objects if isinstance(o, Dictionary) and o.get("/Type") == "/FontDescriptor")
    del font.FontFile2


def _wrong_width(file: Pdf) -> None:
    font = next(o for o in file.objects if isinstance(o, Dictionary) and o.get("/Type") == "/Font")
    font.Widths[len(font.Widths) - 1] = 17


def _a_link_not_printed(file: Pdf) -> None:
    next(one for page in file.pages for one in page.obj.get("/Annots", Array([]))).F = 0


def _claim(file: Pdf) -> None:
    told = file.Root.Metadata.read_bytes()
    file.Root.Metadata = file.make_stream(
        told.replace(b"<pdfaid:part>2", b"<pdfaid:part>1"), Type=Name.Metadata, Subtype=Name.XML
    )


def _a_script(file: Pdf) -> None:
    file.Root.OpenAction = file.make_indirect(Dictionary(S=Name.JavaScript, JS="1"))


def _a_cmyk_operator(file: Pdf) -> None:
    page = file.pages[0]
    page.contents_add(b"0 0 0 1 k")


def _a_smoothed_picture(file: Pdf) -> None:
    next(
        o for o in file.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
    ).Interpolate = True


def _another_title(file: Pdf) -> None:
    file.docinfo.Title = "다른 제목"


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (lambda file: file.Root.__delitem__("/OutputIntents"), "6.2.3"),
        (_without_font, "6.2.11.4"),
        (_wrong_width, "6.2.11.5"),
        (_a_link_not_printed, "6.3.2"),
        (_claim, "6.6.4"),
        (_a_script, "6.5.1"),
        (_a_cmyk_operator, "6.2.2"),
        (_a_smoothed_picture, "6.2.8"),
        (_another_title, "6.6.3"),
    ],
)
def test_a_broken_rule_is_noticed(whole: bytes, spoil: Callable[[Pdf], Any], clause: str) -> None:
    """The checks can fail: a file spoiled in one place breaks the clause of that place."""
    out = BytesIO()
    with pikepdf.open(BytesIO(whole)) as file:
        spoil(file)
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
    assert any(clause in said for said in broken(BytesIO(out.getvalue())))


def test_a_file_behind_a_password_claims_nothing(whole: bytes, tmp_path: Path) -> None:
    """PDF/A may not be encrypted; the locked file is whole otherwise."""
    render(whole_document(), "pdf", tmp_path / "a.pdf", password="열려라 참깨 한 번")
    for source in (tmp_path / "a.pdf", BytesIO(locked_pdf(whole, "열려라 참깨 한 번"))):
        with pikepdf.open(source, password="열려라 참깨 한 번") as file:
            told = file.Root.Metadata.read_bytes()
            assert b"pdfaid" not in told
            assert "시민소통 온라인 마당 중간보고서".encode() in told


def test_the_profile_is_srgb() -> None:
    """The colours meant are those of every office screen, as another program reads the profile."""
    from PIL import ImageCms

    from exports.renderers.pdf_archive import srgb

    ours = ImageCms.getOpenProfile(BytesIO(srgb()))
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB IEC61966-2.1"
    theirs = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    for name in ("red_primary", "green_primary", "blue_primary"):
        mine, known = (getattr(one.profile, name)[0] for one in (ours, theirs))
        assert mine == pytest.approx(known, abs=0.001)
