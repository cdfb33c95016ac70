"""A document with every kind of block in it; all names are made up."""

from datetime import date
from io import BytesIO

from PIL import Image

from app.domain.chart import Bar, BarChart, RadarChart, RadarLine, Tile, TileMap
from exports.blocks import (
    ApprovalBox,
    Attachments,
    Block,
    Bullet,
    Bullets,
    Chart,
    Column,
    Contents,
    Cover,
    Document,
    End,
    HeaderCell,
    Heading,
    KeyValues,
    Kind,
    Linked,
    Note,
    Numbering,
    PageBreak,
    Paragraph,
    Picture,
    Running,
    SectionBreak,
    Signatures,
    Signer,
    Table,
)

DAY = date(2026, 6, 18)
BARS = BarChart(
    "단계별 진행률", (Bar("기획", 100.0), Bar("설계", 64.0), Bar("집행", 0.0), Bar("환류", None)), "%"
)
RADAR = RadarChart(
    "항목별 점수",
    ("필요성", "참여성", "창의성", "실현성"),
    (RadarLine("평균", (0.8, 0.7, 0.6, 0.9)), RadarLine("우리 과제", (0.9, None, 0.7, 0.8), True)),
    ((0.5, "50"), (1.0, "100")),
)


TILES = TileMap(
    "지역별 과제", (Tile("전북", 1234, 1, 1), Tile("서울", 12, 1, 0), Tile("제주", None, 0, 2)), ""
)


def picture(width: int = 320, height: int = 200) -> bytes:
    """Return a PNG of that many pixels."""
    stream = BytesIO()
    Image.new("RGB", (width, height), (40, 110, 240)).save(stream, "PNG")
    return stream.getvalue()


STAGES = Table(
    (
        Column("단계"),
        Column("담당", weight=0.8),
        Column("진행률", Kind.PERCENT, 0.7),
        Column("증빙", Kind.COUNT, 0.7),
        Column("증감", Kind.CHANGE, 0.7),
        Column("마친 날", Kind.DATE),
    ),
    (
        ("기획", "전라팀", 100, Linked(3, "evidence"), 2, date(2026, 4, 10)),
        ("설계", "전라팀", 64, Linked(7, "evidence"), -1, None),
        ("환류", None, 0, 0, 0, None),
    ),
    caption="단계 진행표",
    name="stages",
    total=("합계", None, None, 10, 1, None),
    row_headers=2,
    header_rows=(
        (
            HeaderCell("단계", rows=2),
            HeaderCell("담당", rows=2),
            HeaderCell("진행", columns=3),
            HeaderCell("마친 날", rows=2),
        ),
        (HeaderCell("진행률"), HeaderCell("증빙"), HeaderCell("증감")),
    ),
    keep=True,
)
EVIDENCE = Table(
    (Column("번호", Kind.INTEGER, 0.4), Column("증빙 이름", weight=3)),
    tuple((n, f"인터뷰 기록 {n}회") for n in range(1, 11)),
    caption="증빙 목록표",
    name="evidence",
    anchor="evidence",
)
BLOCKS: tuple[Block, ...] = (
    Cover("시민소통 온라인 마당", "2026년 중간보고서", "국민디자인단", "2026. 6.", "남쪽시 시민소통실"),
    Contents(),
    Heading("추진 현황"),
    Heading("과제 개요", 2),
    KeyValues((("사업이름", "국민디자인단"), ("분야", "일반행정"), ("개요", "창구를 하나로 모읍니다. " * 3))),
    Heading("단계별 진행", 2),
    STAGES,
    Note("진행률은 증빙 수로 셉니다."),
    Note("별표는 잠정 값입니다.", "*"),
    Chart(BARS, "그림 1. 단계별 진행률"),
    Heading("국민 요구", 2),
    Bullets(
        (
            Bullet("소식 창구가 일곱 곳에 흩어져 있어 정보를 찾기 어렵다고 여러 주민이 말하였습니다. " * 2),
            Bullet("공원 이름이 바뀐 것을 뒤에 알았습니다.", 1),
            Bullet("알림이 오지 않았습니다.", 2),
            Bullet("게시판만 고쳤습니다.", 3),
        )
    ),
    Bullets((Bullet("목적을 밝힙니다."), Bullet("대상을 정합니다.", 1)), Numbering.OFFICIAL),
    PageBreak(),
    Heading("다음 걸음"),
    Paragraph("하반기에는 시범 운영을 하고 만족도를 조사합니다."),
    Picture(picture(), "회의 모습 사진", "그림 2. 회의 모습", 80.0),
    SectionBreak(landscape=True),
    Heading("붙임 자료"),
    Chart(RADAR),
    EVIDENCE,
    SectionBreak(),
    Signatures((Signer("담당자", "홍길동"), Signer("팀장")), "2026. 6. 18."),
    ApprovalBox(),
    Attachments(("회의록 1부.", "사진첩 1부.")),
    End(),
)


def whole_document(*blocks: Block) -> Document:
    """Return a report of every block, or of ``blocks``, with head, foot and watermark."""
    return Document(
        "시민소통 온라인 마당 중간보고서",
        DAY,
        blocks or BLOCKS,
        numbering=Numbering.CHAPTERS,
        running=Running("시민소통 온라인 마당", "2026년 중간보고서", "시민소통실"),
        watermark="초안",
    )
