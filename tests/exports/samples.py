"""Documents that the tests of exports share; all names are made up."""

from datetime import date, datetime
from random import Random

from app.domain.choices import GovernmentLevel, ServiceField, StageKind
from app.domain.fields import FieldSpec, FieldType
from app.domain.matrix import MatrixCase
from exports.blocks import Document
from exports.reports import matrix, project_list
from exports.reports import project_report as report

DAY = date(2026, 11, 21)
WORDS = (
    "우리",
    "동네",
    "마을",
    "주민",
    "함께",
    "만드는",
    "안전한",
    "골목",
    "돌봄",
    "어르신",
    "놀이터",
    "버스정류장",
    "공동체",
)
SPECS = (
    FieldSpec("title", FieldType.TEXT, "과제명", width=240),
    FieldSpec("year", FieldType.INTEGER, "연도", width=60),
    FieldSpec("agency", FieldType.TEXT, "추진 기관"),
    FieldSpec("government_level", FieldType.CHOICE, "관", GovernmentLevel, width=80),
    FieldSpec("service_field", FieldType.CHOICE, "분야", ServiceField),
    FieldSpec("progress", FieldType.PERCENT, "진행률", width=70),
    FieldSpec("start", FieldType.DATE, "시작일"),
    FieldSpec("needs_review", FieldType.BOOLEAN, "검토 필요", width=70),
)


def title_of(number: int) -> str:
    """Return a title of three to seven words, the same for the same number."""
    rng = Random(number)
    return " ".join(rng.sample(WORDS, rng.randint(3, 7))) + f" {number}번"


def list_document(count: int) -> Document:
    """Return a project list of ``count`` rows."""
    levels, fields = list(GovernmentLevel), list(ServiceField)
    rows = [
        (
            title_of(n),
            2014 + n % 13,
            f"한국시 행복{n % 7}구",
            levels[n % 3].value,
            fields[n % 8].value,
            n % 101,
            "2026-03-05" if n % 2 else date(2026, 3, 6),
            n % 5 == 0,
        )
        for n in range(1, count + 1)
    ]
    return project_list.build(project_list.ProjectListData(SPECS, rows, DAY, condition="2026년"))


def cases(count: int) -> tuple[MatrixCase, ...]:
    """Return cases with some that are to be reviewed and none of a foreign 공공기관."""
    fields = list(ServiceField)
    return tuple(
        MatrixCase(
            id=n,
            title=title_of(n),
            government_level=None if n % 31 == 0 else ("central", "local")[n % 2],
            is_foreign=n % 9 == 0,
            service_field=None if n % 40 == 0 else fields[n % 8].value,
        )
        for n in range(1, count + 1)
    )


def matrix_document(count: int = 128) -> Document:
    """Return a 총괄표 of ``count`` cases."""
    return matrix.build(matrix.MatrixData(cases(count), DAY))


def report_data(**changes: object) -> report.ProjectReportData:
    """Return a whole project report: 기획 passed by exception, the rest open."""
    criteria = (
        report.Criterion("국민 비율 40% 이상", True, "단원 3명 가운데 국민 2명", "김담당", date(2026, 4, 10)),
        report.Criterion("이해관계자 인터뷰 결과", False),
    )
    stages = tuple(
        report.StageLine(
            name=stage.label,
            planned_start=date(2026, 3, 2),
            planned_end=date(2026, 4, 30),
            actual_start=date(2026, 3, 5),
            actual_end=None,
            progress=100 if stage is StageKind.PLANNING else 0,
            criteria=criteria,
            sign_off=report.SignOff("홍과장", date(2026, 5, 1), "", "퍼소나는 다음 단계에서 보완")
            if stage is StageKind.PLANNING
            else None,
        )
        for stage in StageKind
    )
    values: dict[str, object] = {
        "title": "마을 돌봄 함께 만들기",
        "as_of": DAY,
        "overview": (
            ("사업", "국민디자인단"),
            ("연도", 2026),
            ("개요", "주민과 어르신이 함께 골목 돌봄을 고칩니다."),
        ),
        "classification": (("관", "지자체"), ("분야", "사회복지")),
        "stages": stages,
        "members": (
            report.Member("단장", "홍길동", "한국시", False),
            report.Member("국민(정책수요자)", "남궁민수", "", True),
            report.Member("국민(정책수요자)", "이나", "", True),
        ),
        "citizen_rule": 40,
        "outputs": (
            report.OutputLine("심층인터뷰 결과", "조사·인터뷰 결과", "설계", "2", "승인", "부분공개", 3, DAY),
        ),
        "milestones": (report.MilestoneLine("중간 점검", date(2026, 10, 3), None, "김담당"),),
        "decisions": (report.Decision(datetime(2026, 5, 1, 14, 30), "홍과장", "=기획 관문을 예외로 통과"),),
    }
    return report.ProjectReportData(**{**values, **changes})  # type: ignore[arg-type]


def report_document(**changes: object) -> Document:
    """Return the document of ``report_data``."""
    return report.build(report_data(**changes))
