"""위촉장 and 참여확인서: one page for each member of a project, and all of them as a flat list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.giving import Hours
from app.domain.hangul import josa
from exports.blocks import Block, Certificate, Column, Document, Kind, PageBreak, Table
from exports.values import date_text

LETTER, CONFIRMATION = "위촉장", "참여확인서"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who gets the paper; the name is as it may be shown."""

    name: str
    affiliation: str
    role: str
    begins_on: date | None
    ends_on: date | None
    hours: Hours

    @property
    def period(self) -> str:
        """Return from when to when; open where no end is known."""
        begin = f"{date_text(self.begins_on)}부터 " if self.begins_on else ""
        return f"{begin}{f'{date_text(self.ends_on)}까지' if self.ends_on else '과제가 끝날 때까지'}"

    @property
    def together(self) -> str:
        """Return how often and how long the person came: 5회, 12시간 30분."""
        times = f"{self.hours.times}회"
        return f"{times}, {self.hours.words}" if self.hours.minutes else times


@dataclass(frozen=True, slots=True)
class CertificateData:
    """The papers to print and who issues them; ``remark`` tells how many had to be left out."""

    holders: Sequence[Holder]
    project: str
    issuer: str
    as_of: date
    remark: str = ""
    paper: str = LETTER


def build(data: CertificateData) -> Document:
    """Return 위촉장 or 참여확인서, one page a member."""
    page = _letter if data.paper == LETTER else _confirmation
    return _document(data.paper, data, [page(data, holder) for holder in data.holders])


def _letter(data: CertificateData, holder: Holder) -> Certificate:
    text = (
        f"귀하를 ‘{data.project}’의 {josa(holder.role, '으로/로')} 위촉합니다. "
        "현장의 목소리를 서비스에 담는 일에 함께해 주시기 바랍니다."
    )
    pairs = (("맡은 역할", holder.role), ("위촉 기간", holder.period))
    return _certificate(LETTER, data, holder, pairs, text)


def _confirmation(data: CertificateData, holder: Holder) -> Certificate:
    came = f"활동 {holder.together}에 함께하며" if holder.hours.times else "함께하며"
    text = f"위 사람은 ‘{data.project}’에서 {came} {josa(holder.role, '으로/로')} 참여하였음을 확인합니다."
    pairs: tuple[tuple[str, str], ...] = (("맡은 역할", holder.role), ("참여 기간", holder.period))
    if holder.hours.times:
        pairs += (("함께한 활동", holder.together),)
    return _certificate(CONFIRMATION, data, holder, pairs, text)


def _certificate(
    title: str, data: CertificateData, holder: Holder, pairs: tuple[tuple[str, str], ...], text: str
) -> Certificate:
    return Certificate(
        title, holder.name, pairs, text, date_text(data.as_of), data.issuer,
        number=f"제 {data.as_of.year} -         호", affiliation=holder.affiliation,
    )  # fmt: skip


def _document(title: str, data: CertificateData, pages: Sequence[Certificate]) -> Document:
    blocks: list[Block] = []
    for page in pages:
        blocks += [PageBreak(), page] if blocks else [page]
    return Document(
        title,
        data.as_of,
        tuple(blocks),
        subtitle=" · ".join(part for part in (data.project, data.remark) if part),
        subject=title,
        data=(_list(title, data),),
    )


def _list(title: str, data: CertificateData) -> Table:
    columns = (
        Column("이름", key="name"),
        Column("소속", weight=1.6, key="affiliation"),
        Column("역할", weight=1.6, key="role"),
        Column("시작", Kind.DATE, key="begins_on"),
        Column("끝", Kind.DATE, key="ends_on"),
        Column("참석", Kind.COUNT, 0.7, key="times"),
        Column("분", Kind.COUNT, 0.8, key="minutes"),
    )
    rows = [
        (row.name, row.affiliation, row.role, row.begins_on, row.ends_on, row.hours.times, row.hours.minutes)
        for row in data.holders
    ]
    return Table(columns, rows, name="holders", label=title)
