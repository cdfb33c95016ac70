"""The corpus: files as offices keep them, each with what its preview is to say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from exports.passwords import locked
from tests.app.services.tabular.files import ods, text, xls, xlsb, xlsx

PEOPLE = [
    ["성명", "구분", "휴대전화"],
    ["가온별", "국민", "010-1111-2222"],
    ["나래솔", "전문가", "010-3333-4444"],
]
PROJECTS = ["과제명", "추진기관", "분야", "시작일", "종료일"]


@dataclass(frozen=True)
class Case:
    """A file, the kind of its records, and what the preview is to say of it.

    ``states`` count new, doubtful and refused rows; ``values`` are those of a field, one a row; ``told`` are
    words that a remark or the cause of a row must hold, with the row where it is one.
    """

    name: str
    file: Callable[[], bytes]
    kind: str = "people"
    states: tuple[int, int, int] = (2, 0, 0)
    values: dict[str, list[Any]] = field(default_factory=dict)
    told: tuple[str | tuple[int, str], ...] = ()
    password: str = ""
    suffix: str = ".xlsx"
    sheet: str = ""


def _titled(_book: Any, sheet: Any) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"] = "2026년 참여자 명단"
    sheet.merge_cells("A1:C1")


def _two_heads(_book: Any, sheet: Any) -> None:
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:B2")
    sheet.merge_cells("C1:D1")


def _shown(number_format: str) -> Callable[[Any, Any], None]:
    def touch(_book: Any, sheet: Any) -> None:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 2).number_format = number_format

    return touch


def _hide(_book: Any, sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True


def _several(book: Any, sheet: Any) -> None:
    cover = book.create_sheet("표지", 0)
    cover["A1"] = "표지입니다"
    book.create_sheet("빈 시트")
    assert sheet.title == "명단"


def _errors(_book: Any, sheet: Any) -> None:
    sheet["C2"], sheet["C3"] = "#N/A", "=A1&B1"


def _mac(book: Any, sheet: Any) -> None:
    book.epoch = CALENDAR_MAC_1904
    sheet.append(["맑은 하천", "가온시", "문화", date(2026, 3, 5), date(2026, 9, 1)])


def _group(_book: Any, sheet: Any) -> None:
    sheet.merge_cells("A2:C2")


def _quoted(_book: Any, sheet: Any) -> None:
    sheet["A2"].data_type = "s"
    sheet["A2"].value = "=1+1 기획"
    sheet["A2"].data_type = "s"


P = PROJECTS
HIDING = [*PEOPLE, ["다솜", "국민", "#N/A"]]
CASES = (
    Case("a plain workbook", lambda: xlsx(PEOPLE), values={"name": ["가온별", "나래솔"]}),
    Case("Excel 97", lambda: xls(PEOPLE), values={"actor_kind": ["citizen", "expert"]}, suffix=".xls"),
    Case(
        "OpenDocument",
        lambda: ods(PEOPLE),
        values={"phone": ["010-1111-2222", "010-3333-4444"]},
        suffix=".ods",
    ),
    Case(
        "CSV in UTF-8 with a BOM",
        lambda: text(PEOPLE, encoding="utf-8-sig"),
        suffix=".csv",
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "CSV of Korean Windows",
        lambda: text(PEOPLE, encoding="cp949"),
        suffix=".csv",
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "tabs in UTF-16, as Excel saves Unicode text",
        lambda: text(PEOPLE, "\t", "utf-16"),
        suffix=".txt",
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "semicolons, and a cell with a comma and a line end",
        lambda: text([["성명", "소속"], ["가온별", "가온시, 복지과\n2층"], ["나래솔", "나래군"]], ";"),
        suffix=".csv",
        values={"affiliation": ["가온시, 복지과 2층", "나래군"]},
    ),
    Case(
        "a password",
        lambda: locked(xlsx(PEOPLE), "열려라참깨"),
        password="열려라참깨",
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "a merged title above and an empty row",
        lambda: xlsx(PEOPLE, _titled),
        told=("표 위의 제목",),
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "headings in two rows, the upper one merged",
        lambda: xlsx(
            [
                ["성명", "구분", "연락처", None],
                [None, None, "휴대전화", "이메일"],
                ["가온별", "국민", "010-1111-2222", "ga@example.kr"],
                ["나래솔", "국민", "010-3333-4444", "na@example.kr"],
            ],
            _two_heads,
        ),
        values={"email": ["ga@example.kr", "na@example.kr"], "phone": ["010-1111-2222", "010-3333-4444"]},
    ),
    Case(
        "a heading over each group, sums between and after",
        lambda: xlsx(
            [
                ["연번", "과제명", "추진기관"],
                ["□ 복지 분야", None, None],
                [1, "밤길 등불", "가온시"],
                ["소계", "1건", None],
                ["□ 문화 분야", None, None],
                [1, "골목 극장", "나래군"],
                ["합계", "2건", None],
            ]
        ),
        "projects",
        values={"title": ["밤길 등불", "골목 극장"]},
        told=("묶음 제목", "합계"),
    ),
    Case(
        "a group heading that is merged",
        lambda: xlsx(
            [
                ["과제명", "추진기관", "분야"],
                ["복지", None, None],
                ["밤길 등불", "가온시", "복지"],
                ["골목 극장", "나래군", "문화"],
            ],
            _group,
        ),
        "projects",
        values={"title": ["밤길 등불", "골목 극장"]},
    ),
    Case(
        "notes below the table",
        lambda: xlsx(
            [*PEOPLE, ["※ 2026. 6. 1. 기준", None, None], ["* 동의를 받은 사람만 적음", None, None]]
        ),
        told=("표 아래의 글",),
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "the heading comes again on each printed page",
        lambda: xlsx([*PEOPLE[:2], PEOPLE[0], PEOPLE[2]]),
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "empty rows between",
        lambda: xlsx([*PEOPLE[:2], [None] * 3, ["", "", ""], PEOPLE[2]]),
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "hidden rows and columns are read and told of",
        lambda: xlsx(PEOPLE, _hide),
        told=("숨긴 행도 읽습니다: 3", "숨긴 열도 읽습니다: 구분"),
    ),
    Case(
        "a binary workbook with figures, a hidden row and column and an error",
        lambda: xlsb([*HIDING, ["라온", "국민", 1055556666]], {1}, {1}),
        states=(3, 0, 1),
        values={"phone": ["010-1111-2222", "010-3333-4444", None, "010-5555-6666"]},
        told=("숨긴 행도 읽습니다: 2", "숨긴 열도 읽습니다: 구분", (4, "오류 값(#N/A)")),
        suffix=".xlsb",
    ),
    Case(
        "hidden rows and errors of Excel 97",
        lambda: xls(HIDING, {2}),
        states=(2, 0, 1),
        told=("숨긴 행도 읽습니다: 3", (4, "오류 값(#N/A)")),
        suffix=".xls",
    ),
    Case(
        "hidden rows and errors of OpenDocument",
        lambda: ods(HIDING, {2}),
        states=(2, 0, 1),
        told=("숨긴 행도 읽습니다: 3", (4, "오류 값(#N/A)")),
        suffix=".ods",
    ),
    Case(
        "names where roles and pseudonyms belong are masked, and said",
        lambda: xlsx(
            [
                ["제안", "접수경로", "제안자"],
                ["의자 놓기", "공모전", "홍길동"],
                ["등 달기", "공모전", "고령자"],
                ["그늘막", "공모전", "김나래 외 3명"],
                ["길 넓히기", "공모전", "참여자 07"],
                ["물길 열기", "공모전", "등불지기"],
                ["쉼터 짓기", "공모전", "홍길동, 김영희"],
                ["담 칠하기", "공모전", "고창군"],
            ]
        ),
        "proposals",
        (7, 0, 0),
        {"proposer": ["홍*동", "고령자", "김*래 외 3명", "참여자 07", "등**기", "홍*동, 김*희", "고창군"]},
        ("사람 이름은 가려서 넣습니다(홍*동): 2, 4, 6~7행",),
    ),
    Case(
        "sums in 만원, one of them said in its cell",
        lambda: xlsx(
            [
                ["과제", "연도", "재원", "예산항목", "예산액(단위: 만원)"],
                ["등불", 2026, "국비", "자문", 120],
                ["등불", 2026, "국비", "다과", "50만원"],
            ]
        ),
        "budget",
        (2, 0, 0),
        {"planned": [1_200_000, 500_000]},
    ),
    Case(
        "sums whose unit is told above the table",
        lambda: xlsx(
            [
                ["2026년 예산", None, None, None, None],
                [None, None, None, None, "(단위 : 천원)"],
                ["과제", "연도", "재원", "예산항목", "예산액"],
                ["등불", 2026, "국비", "자문", 1500],
                ["등불", 2026, "국비", "다과", "50만원"],
            ]
        ),
        "budget",
        values={"planned": [1_500_000, 500_000]},
        told=("표 위의 제목", "계획에 1,000을 곱해"),
    ),
    Case(
        "several sheets, the table not on the first",
        lambda: xlsx(PEOPLE, _several, "명단"),
        sheet="명단",
        values={"name": ["가온별", "나래솔"]},
    ),
    Case(
        "no headings at all",
        lambda: text([["가온별", "010-1111-2222"], ["나래솔", "010-3333-4444"]]),
        suffix=".csv",
        values={"name": ["가온별", "나래솔"], "phone": ["010-1111-2222", "010-3333-4444"]},
    ),
    Case(
        "phones that lost their 0, of other shapes",
        lambda: xlsx(
            [
                ["성명", "연락처"],
                ["가온별", 1011112222],
                ["나래솔", "+82 10-3333-4444"],
                ["다솜", "０１０．５５５５．６６６６"],
                ["라온", "02-123-4567"],
            ]
        ),
        states=(4, 0, 0),
        values={"phone": ["010-1111-2222", "010-3333-4444", "010-5555-6666", "02-123-4567"]},
    ),
    Case(
        "dates in many ways",
        lambda: xlsx(
            [
                P,
                ["ㄱ", "가온시", "문화", "2026.11.21", 46345],
                ["ㄴ", "가온시", "문화", "'26. 3. 5.(목)", "2026년 9월 1일"],
                ["ㄷ", "가온시", "문화", "20260305", datetime(2026, 9, 1, 9, 0)],
            ],
        ),
        "projects",
        (2, 0, 1),
        {
            "starts_on": [date(2026, 11, 21), date(2026, 3, 5), date(2026, 3, 5)],
            "ends_on": [date(2026, 11, 19), date(2026, 9, 1), date(2026, 9, 1)],
        },
        ((2, "종료일이 시작일보다 빠릅니다"),),
    ),
    Case(
        "the calendar of 1904",
        lambda: xlsx([P], _mac),
        "projects",
        (1, 0, 0),
        {"starts_on": [date(2026, 3, 5)], "ends_on": [date(2026, 9, 1)]},
    ),
    Case(
        "days that do not exist and days without a year",
        lambda: xlsx([P, ["ㄱ", "가온시", "문화", "20260431", None], ["ㄴ", "가온시", "문화", "7.30", None]]),
        "projects",
        (0, 0, 2),
        {},
        ((2, "4월은 30일까지"), (3, "연도가 없는 날짜")),
    ),
    Case(
        "sums in thousands, with commas, counters and units of their own",
        lambda: xlsx(
            [
                ["과제", "연도", "재원", "예산항목", "예산액(천원)"],
                ["등불", "2026년", "국비", "자문", "1,500"],
                ["등불", 2026.0, "시군구비", "다과", 300],
                ["등불", "2026", "민간", "재료", "1억 2천만원"],
            ]
        ),
        "budget",
        (3, 0, 0),
        {"planned": [1_500_000, 300_000, 120_000_000], "year": [2026, 2026, 2026]},
    ),
    Case(
        "percents of Excel and of people",
        lambda: xlsx([["과제명", "국민 비율 기준"], ["ㄱ", 0.4], ["ㄴ", "35%"]]),
        "projects",
        values={"citizen_goal": [40, 35]},
    ),
    Case(
        "percents that Excel shows as such, all of them whole",
        lambda: xlsx([["과제명", "국민 비율 기준"], ["ㄱ", 1], ["ㄴ", 1], ["ㄷ", 0]], _shown("0%")),
        "projects",
        (3, 0, 0),
        {"citizen_goal": [100, 100, 0]},
    ),
    Case(
        "a one that nothing shows as a percent, or as one that was typed",
        lambda: xlsx([["과제명", "국민 비율 기준"], ["ㄱ", 1], ["ㄴ", 1]], _shown('0"%"')),
        "projects",
        (0, 2, 0),
        {"citizen_goal": [1, 1]},
        ((2, "1이 100%인지 1%인지"),),
    ),
    Case(
        "years of birth in two figures",
        lambda: xlsx(
            [["성명", "출생연도"], ["가온별", "'85년"], ["나래솔", "05년생"], ["다솜", "1990. 3. 5."]]
        ),
        states=(3, 0, 0),
        values={"birth_year": [1985, 2005, 1990]},
    ),
    Case(
        "words in the place of a number",
        lambda: xlsx([["활동", "성명", "출석", "참석 시간(분)"], ["첫 모임", "등불지기", "○", "열일곱"]]),
        "attendance",
        (0, 0, 1),
        {"state": ["present"]},
        ((2, "숫자가 아닙니다"),),
    ),
    Case(
        "times and a day with a clock",
        lambda: xlsx(
            [
                ["과제", "활동명", "종류", "일시", "시작", "종료"],
                ["등불", "둘째 모임", "워크샵", "2026-06-18 14:00", time(14, 30), "오후 4시 반"],
                ["등불", "셋째 모임", "간담회", date(2026, 7, 1), 0.5, "1640"],
            ]
        ),
        "sessions",
        values={
            "held_on": [date(2026, 6, 18), date(2026, 7, 1)],
            "starts_at": ["14:30", "12:00"],
            "ends_at": ["16:30", "16:40"],
            "kind": ["workshop", "dialogue"],
        },
    ),
    Case(
        "errors and formulas without a value",
        lambda: xlsx(PEOPLE, _errors),
        states=(1, 0, 1),
        told=((2, "#N/A"), "계산된 값이 없는 수식 칸이 1개"),
    ),
    Case(
        "blanks at the end, full-width blanks, line ends and faces",
        lambda: xlsx(
            [
                ["성명", "구분", "비고"],
                ["  가온별\u3000", "국민 ", "첫 줄\r\n둘째 줄 😀"],
                ["나래\n솔", "국민", None],
            ]
        ),
        values={"name": ["가온별", "나래 솔"], "memo": ["첫 줄\n둘째 줄 😀", ""]},
    ),
    Case(
        "words of lists as offices say them",
        lambda: xlsx(
            [["성명", "구분", "성별"], ["가온별", "민간인", "여"], ["나래솔", "국민(정책수요자)", "남자"]]
        ),
        values={"actor_kind": ["citizen", "citizen"], "gender": ["female", "male"]},
    ),
    Case(
        "a word that is in no list",
        lambda: xlsx([["성명", "구분"], ["가온별", "외계인"], ["나래솔", "국민"]]),
        states=(1, 0, 1),
        told=((2, "구분에 없는 값입니다"),),
    ),
    Case(
        "a field of service that is none of the eight is kept as written",
        lambda: xlsx([P, ["ㄱ", "가온시", "관광", None, None], ["ㄴ", "가온시", "안전·치안", None, None]]),
        "projects",
        (1, 1, 0),
        {"service_field": [None, "safety"]},
        ((2, "적힌 대로 두고"),),
    ),
    Case(
        "text that only looks like a formula",
        lambda: text([P, ["=1+1", "-나래군", "문화", None, None], ["@다솜", "+가온시", "문화", None, None]]),
        "projects",
        values={"title": ["=1+1", "@다솜"]},
        suffix=".csv",
    ),
    Case(
        "a column of 주민등록번호",
        lambda: xlsx([["성명", "주민등록번호"], ["가온별", "900101-1234567"], ["나래솔", 9001011234567]]),
        states=(0, 0, 2),
        told=((2, "B2 칸에 주민등록번호"), (3, "B3 칸에 주민등록번호")),
    ),
    Case(
        "one of them hidden in a remark, in full-width figures",
        lambda: xlsx(
            [["성명", "비고"], ["가온별", "번호 ９００１０１－１２３４５６７ 확인"], ["나래솔", ""]]
        ),
        states=(1, 0, 1),
        told=((2, "B2 칸에 주민등록번호"),),
    ),
    Case(
        "the same row twice",
        lambda: xlsx([*PEOPLE, PEOPLE[1]]),
        states=(2, 1, 0),
        told=((4, "2행과 이름·전화가 같습니다"),),
    ),
    Case(
        "a required cell that is empty",
        lambda: xlsx([*PEOPLE, [None, "국민", "010-5555-6666"]]),
        states=(2, 0, 1),
        told=((4, "이름을 적으십시오"),),
    ),
    Case(
        "a project that does not exist",
        lambda: xlsx(
            [
                ["과제", "발견 내용", "종류"],
                ["등불", "밤이 어두워요", "목소리"],
                ["없는 과제", "넓혀 주세요", "목소리"],
            ]
        ),
        "findings",
        (1, 0, 1),
        {},
        ((3, "이런 과제가 없습니다"),),
    ),
    Case(
        "a decision without its reason",
        lambda: xlsx(
            [
                ["제안", "접수경로", "처리결과", "검토의견"],
                ["의자 놓기", "공모전", "채택", "예산이 있음"],
                ["등 달기", "국민신문고", "불채택", None],
            ]
        ),
        "proposals",
        (1, 0, 1),
        {"decision": ["adopted", "rejected"]},
        ((3, "결정에는 사유가 필요합니다"),),
    ),
)
