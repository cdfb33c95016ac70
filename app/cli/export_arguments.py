"""What the commands on reports take."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from app.cli.parser import Parser
from app.domain.choices import ActorKind
from app.domain.participant import Standing
from app.domain.privacy.access import AccessPurpose
from app.domain.report import NameForm, Watermark
from app.domain.report_names import PATTERN

FORMATS = ("pdf", "hwpx", "xlsx", "json")
KINDS = ("own", "case")
PURPOSES = tuple(purpose.value for purpose in AccessPurpose)

Add = Callable[..., Parser]


def add_reports(add: Add) -> None:
    """Add the commands on reports."""
    add("reports", "만들 수 있는 보고서를 늘어놓습니다.", "list_reports")
    out = add("export", "보고서를 만들어 파일로 저장합니다.", "export_report", json=False)
    out.values.add_argument(
        "report",
        metavar="REPORT",
        help="보고서의 id (hamkke reports로 봅니다). all은 모든 보고서",
    )
    out.choices.add_argument("--format", choices=FORMATS, help="적지 않으면 파일 이름의 끝을 따릅니다.")
    out.choices.add_argument(
        "--out", required=True, metavar="PATH", help="저장할 파일. - 는 표준 출력(json), all과 --each는 폴더"
    )
    out.choices.add_argument(
        "--each", action="store_true", help="조건(--year, --program)에 맞는 우리 과제마다 하나씩 만듭니다."
    )
    out.choices.add_argument(
        "--naming", metavar="규칙", help=f"폴더에 저장할 때의 이름 규칙 (정해진 규칙은 {PATTERN})"
    )
    _add_shape(out)
    out.choices.add_argument("--project", type=int, metavar="ID", help="과제 보고서의 과제 번호")
    out.choices.add_argument("--session", type=int, metavar="ID", help="회의록과 서명부의 활동 번호")
    out.choices.add_argument("--internal", action="store_true", help="기관 현황에 비공개 점수도 넣음")
    out.choices.add_argument("--round", type=int, metavar="ID", help="평가 결과표의 평가 번호")
    out.choices.add_argument(
        "--draw", type=int, metavar="ID", help="추첨 기록의 추첨 번호 (없으면 가장 새것)"
    )
    out.choices.add_argument(
        "--person", type=int, action="append", metavar="ID", help="위촉장 등을 줄 참여자 번호 (여러 번 적음)"
    )
    out.choices.add_argument("--purpose", choices=PURPOSES, metavar="목적", help=purposes())
    out.choices.add_argument(
        "--reason", default="", metavar="사유", help="이름을 가리지 않는 사유 (10자 이상, 접속기록에 남음)"
    )
    out.choices.add_argument(
        "--columns", default="", metavar="항목", help="참여자 명단의 항목 (name,phone처럼 쉼표로 이음)"
    )
    out.choices.add_argument(
        "--destroy-on",
        type=_day,
        metavar="날짜",
        help="참여자 명단의 파기 예정일 (2026-12-31, 없으면 30일 뒤)",
    )
    out.choices.add_argument(
        "--password-file", type=Path, metavar="파일", help="xlsx·pdf에 걸 암호를 첫 줄에 적은 파일 (8자 이상)"
    )
    out.choices.add_argument(
        "--month", default="", metavar="달", help="접속기록의 달 (2026-10, 없으면 지난달)"
    )
    add_people_filters(out)
    add_narrowing(out, (*KINDS, "all"))
    out.choices.add_argument("--approval-box", action="store_true", help="결재란을 넣습니다.")


def _add_shape(out: Parser) -> None:
    out.choices.add_argument("--since", type=_day, metavar="날짜", help="이 날부터만 (2026-03-02)")
    out.choices.add_argument("--until", type=_day, metavar="날짜", help="이 날까지만")
    out.choices.add_argument(
        "--chapters", default="", metavar="장", help="넣을 장과 차례 (outline,sessions처럼 쉼표로 이음)"
    )
    names = ", ".join(f"{form.value} {form.label}" for form in NameForm)
    out.choices.add_argument(
        "--names", choices=tuple(f.value for f in NameForm), default="masked", help=names
    )
    marks = ", ".join(f"{mark.value} {mark.label}" for mark in Watermark)
    out.choices.add_argument("--watermark", choices=tuple(m.value for m in Watermark), help=marks)
    out.choices.add_argument(
        "--which", default="", metavar="증서", help="letter 위촉장, confirmation 참여확인서"
    )


def add_people_filters(parser: Parser) -> None:
    """Add what narrows the participants."""
    parser.choices.add_argument(
        "--text", default="", metavar="말", help="이름·소속·연락처에 이 말이 든 사람만"
    )
    kinds = ", ".join(kind.label for kind in ActorKind)
    parser.choices.add_argument("--actor-kind", default="", metavar="구분", help=kinds)
    states = ", ".join(state.label for state in Standing)
    parser.choices.add_argument("--standing", default="", metavar="보유", help=states)


def add_narrowing(parser: Parser, kinds: Sequence[str]) -> None:
    """Add what narrows a list of projects."""
    parser.choices.add_argument("--kind", choices=kinds, help="own 우리 과제, case 사례")
    parser.choices.add_argument("--year", type=int, metavar="연도")
    parser.choices.add_argument("--program", metavar="사업", help="사업 이름")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"날짜를 2026-12-31처럼 적으십시오: {written}") from None


def purposes() -> str:
    """Return the purposes of access in words."""
    return ", ".join(f"{purpose.value} {purpose.label}" for purpose in AccessPurpose)
