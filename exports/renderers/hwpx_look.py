"""The named styles that every HWPX of ours has, called as Hangul calls them."""

from exports.blocks import Align, Numbering
from exports.renderers.hwpx_styles import BATANG, DOTUM, GOTHIC, MYEONGJO, OUTLINES, Letters, Lines, Styles

_SIGNS = "□○-·"
_HEADINGS = ((16.0, 12.0), (13.0, 9.0), (12.0, 6.0), (11.5, 4.0), (11.0, 3.0), (11.0, 3.0), (11.0, 3.0))


def set_styles(numbering: Numbering) -> Styles:
    """Return the styles of a document: 보고서형 text is set in 휴먼명조, other text in 함초롬바탕."""
    styles = Styles(numbering)
    face = MYEONGJO if numbering is Numbering.REPORT else BATANG
    body = Letters(11.0, face=face)
    styles.name("바탕글", "Normal", Lines(), Letters())
    styles.name("본문", "Body", Lines(after=4), body)
    for level, (size, before) in enumerate(_HEADINGS[:OUTLINES], 1):
        lines = Lines(Align.LEFT, before=before, after=4, keep=True, head=("OUTLINE", 0, level - 1))
        styles.name(f"개요 {level}", f"Outline {level}", lines, Letters(size, True, DOTUM))
    for level, (size, before) in enumerate(_HEADINGS[:3], 1):
        lines = Lines(Align.LEFT, before=before, after=4, keep=True)
        styles.name(f"제목 {level}", f"Heading {level}", lines, Letters(size, True, DOTUM))
    for level, sign in enumerate(_SIGNS):
        lines = Lines(left=level * 12.0, after=2, head=("BULLET", styles.bullet(sign), 0))
        styles.name(f"목록 {level + 1}", f"List {level + 1}", lines, body)
    centre = Lines(Align.CENTER, spacing=130)
    styles.name("머리말", "Header", Lines(Align.LEFT, spacing=130), Letters(9.0, face=DOTUM, color="#464C53"))
    styles.name("문서 제목", "Title", centre, Letters(17.0, True, DOTUM))
    styles.name("차례 제목", "TOC Heading", Lines(Align.CENTER, after=12), Letters(16.0, True, DOTUM))
    for level in (1, 2, 3):
        lines = Lines(Align.LEFT, left=(level - 1) * 12.0, spacing=150)
        styles.name(f"차례 {level}", f"TOC {level}", lines, Letters(11.0, level == 1, BATANG))
    styles.name("표", "Table", Lines(Align.LEFT, spacing=130), Letters(10.0, face=GOTHIC))
    styles.name("표 머리", "Table Header", centre, Letters(10.0, True, GOTHIC))
    keep = Lines(Align.LEFT, before=4, after=2, keep=True)
    styles.name("표 제목", "Table Caption", keep, Letters(10.5, True, DOTUM))
    styles.name("그림", "Picture", Lines(Align.CENTER, before=4, spacing=100), Letters())
    styles.name(
        "그림 제목", "Picture Caption", Lines(Align.CENTER, after=6, spacing=130), Letters(9.5, face=DOTUM)
    )
    styles.name("주", "Note", Lines(Align.LEFT, after=4, spacing=140), Letters(9.5, face=face))
    return styles
