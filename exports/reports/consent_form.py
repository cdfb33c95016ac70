"""동의서: what the law wants told of each purpose, with a yes, a no and a signature line of its own.

One form a person on pages of its own; without a name a blank one.  제3자 제공 stands apart, and for those
under 14 a guardian signs (개인정보 보호법 제15조, 제17조, 제22조, 제22조의2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.privacy.consent import ConsentPurpose
from app.domain.privacy.consent_terms import TERMS, Terms
from exports.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Value,
)
from exports.values import date_text

_BLANK = " " * 30
_BOXES = "☐ 동의함      ☐ 동의하지 않음"
_TITLES = {
    ConsentPurpose.COLLECTION: "개인정보의 수집·이용",
    ConsentPurpose.PHOTO: "사진·영상의 촬영과 이용",
    ConsentPurpose.RECORDING: "말씀의 녹음과 이용",
    ConsentPurpose.DISCLOSURE: "이름과 말씀의 공개",
    ConsentPurpose.PROVISION: "개인정보의 제3자 제공",
}
_DAYS_A_YEAR, _A_PAGE = 365, 3


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: all empty on a blank form, whose guardian's line is for whoever needs it."""

    name: str = ""
    contact: str = ""
    guarded: bool | None = None


@dataclass(frozen=True, slots=True)
class ConsentFormData:
    """The forms to print: for whom, for which purposes, and until when data are kept.

    ``kept_until`` is the end of the project; without it ``days`` count from the signature.
    """

    signers: tuple[Signer, ...]
    purposes: tuple[ConsentPurpose, ...]
    as_of: date
    office: str
    project: str = ""
    kept_until: date | None = None
    days: int = _DAYS_A_YEAR
    recipient: str = ""
    recipient_purpose: str = ""


def build(data: ConsentFormData) -> Document:
    """Return the forms, one after another, each beginning on a page of its own."""
    blocks: list[Block] = []
    for signer in data.signers:
        blocks += ([PageBreak(anew=True)] if blocks else []) + list(_form(data, signer))
    return Document(
        "개인정보 동의서", data.as_of, tuple(blocks), subtitle=data.project, subject="개인정보 동의서",
        keywords=("개인정보", "동의서"), dated=False,
    )  # fmt: skip


def _form(data: ConsentFormData, signer: Signer) -> Iterator[Block]:
    pairs: list[tuple[str, Value]] = [("이름", signer.name or _BLANK), ("연락처", signer.contact or _BLANK)]
    yield Heading("동의하시는 분")
    yield KeyValues(tuple(pairs), short=40)
    what = f"‘{data.project}’" if data.project else "함께하는 과제"
    yield Paragraph(
        f"{data.office}에서 하는 {what}에 참여하시는 데 필요한 사항을 알려 드립니다. "
        "읽어 보시고 항목마다 따로 표시하고 서명해 주십시오. 동의한 뒤에도 언제든지 철회할 수 있습니다."
    )
    own = [purpose for purpose in data.purposes if purpose is not ConsentPurpose.PROVISION]
    for number, purpose in enumerate(own, 1):
        yield from _new_page(number)
        yield from _section(data, TERMS[purpose], f"{number}. {_TITLES[purpose]}")
    if ConsentPurpose.PROVISION in data.purposes:
        yield from _new_page(len(own) + 1)
        yield from _provision(data, f"{len(own) + 1}. {_TITLES[ConsentPurpose.PROVISION]}")
    yield from _guardian(signer)
    yield _signature()
    yield Note(f"이 동의서는 {data.office}에서 보관하고 보유 기간이 끝나면 지체 없이 파기합니다.")


def _new_page(number: int) -> Iterator[Block]:
    # Three sections fill a page, and what is told must not be parted from its answer.
    if number > _A_PAGE and number % _A_PAGE == 1:
        yield PageBreak()


def _kind(terms: Terms) -> str:
    return "필수" if terms.required else "선택"


def _period(data: ConsentFormData) -> str:
    if data.kept_until is not None:
        return f"동의한 날부터 {date_text(data.kept_until)}까지"
    years, rest = divmod(data.days, _DAYS_A_YEAR)
    return f"동의한 날부터 {f'{years}년' if years and not rest else f'{data.days}일'}"


def _section(data: ConsentFormData, terms: Terms, title: str) -> Iterator[Block]:
    yield Heading(f"{title} ({_kind(terms)})", 2)
    columns = (Column("목적", weight=3), Column("항목", weight=3), Column("보유·이용 기간", weight=2.2))
    row = (terms.why, terms.items, _period(data))
    yield Table(columns, [row], name=terms.purpose.value, label=title)
    yield Bullets((Bullet(terms.refusal, 2),))
    yield _answer(terms.purpose)


def _provision(data: ConsentFormData, title: str) -> Iterator[Block]:
    terms = TERMS[ConsentPurpose.PROVISION]
    yield Heading(f"{title} ({_kind(terms)}, 따로 동의)", 2)
    columns = (
        Column("제공받는 곳", weight=2),
        Column("제공받는 곳의 이용 목적", weight=2.4),
        Column("제공하는 항목", weight=1.6),
        Column("보유·이용 기간", weight=2.2),
    )
    row = (data.recipient or _BLANK, data.recipient_purpose or _BLANK, terms.items, _period(data))
    yield Table(columns, [row], name=terms.purpose.value, label=title)
    yield Bullets((Bullet(terms.refusal, 2),))
    yield _answer(terms.purpose)


def _answer(purpose: ConsentPurpose) -> Table:
    """Return the yes, the no and the line to sign of one purpose."""
    columns = (
        Column("위 사항에 동의하십니까?", weight=3, align=Align.CENTER),
        Column("이름", weight=1.6, align=Align.CENTER),
        Column("서명", weight=1.6, align=Align.CENTER),
    )
    return Table(columns, [(_BOXES, " ", " \n ")], name=f"{purpose.value}_answer", label="동의 여부")


def _guardian(signer: Signer) -> Iterator[Block]:
    if signer.guarded is False:
        return
    yield Heading("법정대리인의 동의 (14세 미만)", 2)
    yield Paragraph("14세 미만인 사람은 법정대리인이 위 사항을 함께 확인하고 동의합니다.")
    columns = (
        Column("법정대리인 이름", weight=2, align=Align.CENTER),
        Column("관계", weight=1.2, align=Align.CENTER),
        Column("연락처", weight=2, align=Align.CENTER),
        Column("동의 여부", weight=2.6, align=Align.CENTER),
        Column("서명", weight=1.4, align=Align.CENTER),
    )
    yield Table(columns, [(" ", " ", " ", _BOXES, " \n ")], name="guardian", label="법정대리인")


def _signature() -> Table:
    columns = (
        Column("동의한 날", weight=3, align=Align.CENTER),
        Column("이름", weight=2, align=Align.CENTER),
        Column("서명", weight=2, align=Align.CENTER),
    )
    day = "          년          월          일"
    return Table(columns, [(day, " ", " \n ")], name="signature", label="서명")
