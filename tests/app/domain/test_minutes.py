"""Marks of the minutes, and what is left of pasted documents."""

import pytest

from app.domain.minutes import LineKind, lines, place_of, plain
from app.domain.pasted import markdown_of

WORD = """<html xmlns:o="x"><head><style>p.MsoNormal{color:red}</style></head><body><!--StartFragment-->
<h1 style='color:red'>회의 <span style='mso-bidi-font-size:1pt'>결과</span></h1>
<p class=MsoNormal><b><span lang=KO style='font-family:굴림;color:#f00'>모둠 1</span></b><span
lang=KO>: 회신</span><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span></span><![endif]
>첫째</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>2.<span>&nbsp;</span></span>
둘째</p><img src="file:///c:/x.png"><script>x()</script><!--EndFragment--></body></html>"""
HANGUL = (
    "<P CLASS=HStyle0 STYLE='line-height:160%'><SPAN STYLE='font-weight:bold'>회의 결과</SPAN></P>"
    "<P CLASS=HStyle0><SPAN STYLE='font-family:함초롬바탕'>□ 참석 </SPAN>"
    "<SPAN STYLE='font-weight:bold'>12명</SPAN></P>"
)
EXCEL = (
    "<table><col width=72><tr><td class=xl65>이름</td><td>수</td></tr>"
    "<tr><td><p>서면</p></td><td>12</td></tr></table>"
)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (WORD, "# 회의 결과\n**모둠 1**: 회신\n- 첫째\n2. 둘째"),
        (HANGUL, "**회의 결과**\n□ 참석 **12명**"),
        (EXCEL, "이름 | 수\n서면 | 12"),
        ("<ul><li>가<ul><li>나</li></ul></li></ul><ol><li>하나<li>둘</ol>", "- 가\n- 나\n1. 하나\n2. 둘"),
        ("<ul><li><input type=checkbox checked>끝</li><li><input type=checkbox>아직</li></ul>",
         "- [x] 끝\n- [ ] 아직"),
        ("<blockquote>들은 말</blockquote><p>다음</p><p>&nbsp;</p><p>&nbsp;</p><p>끝</p>",
         "> 들은 말\n다음\n\n끝"),
        ("<b style='font-weight:normal'>보통</b> 한\u200b글", "보통 한글"),
    ],
)  # fmt: skip
def test_pasting_keeps_structure_and_drops_dress(html: str, kept: str) -> None:
    """Headings, bold, lists, boxes, quotes and rows stay; fonts, colours, mso- styles and pictures go."""
    assert markdown_of(html) == kept


def test_kinds_of_lines() -> None:
    """Each mark is one kind of line, and words are read without marks."""
    text = "## 제목\n- 하나\n- [ ] 할 일\n- [x] 한 일\n> 말\n그냥 **굵게**"
    assert [line.kind for line in lines(text)] == [
        LineKind.HEADING, LineKind.BULLET, LineKind.OPEN, LineKind.DONE, LineKind.QUOTE, LineKind.PLAIN,
    ]  # fmt: skip
    assert plain(text) == "제목\n하나\n할 일\n한 일\n말\n그냥 굵게"


def test_the_nearest_place_is_taken() -> None:
    """A quotation that stands twice is found where it was; one that is gone is nowhere."""
    assert place_of("회신 요청, 다시 회신", "회신", 9) == (10, 12)
    assert place_of("회신 요청, 다시 회신", "회신", None) == (0, 2)
    assert place_of("회신 요청", "답장", 0) is None
