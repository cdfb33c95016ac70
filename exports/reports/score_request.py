"""채점표 요청: a letter to each reviewer whose sheets are not in, with the list of what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exports.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    PageBreak,
    Paragraph,
    Sender,
    Table,
)
from exports.values import date_text


@dataclass(frozen=True, slots=True)
class Missing:
    """A sheet that is not in: how many of its criteria are scored."""

    project: str
    given: int
    criteria: int

    @property
    def words(self) -> str:
        """Return how far the sheet is."""
        return f"{self.given} / {self.criteria} 입력" if self.given else "시작 전"


@dataclass(frozen=True, slots=True)
class Letter:
    """What one reviewer is asked for; the name is as it may be shown."""

    name: str
    panel: str
    field: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class RequestData:
    """The letters of a round; ``office`` is who asks."""

    title: str
    closes_on: date | None
    as_of: date
    letters: tuple[Letter, ...]
    office: str = ""


def build(data: RequestData) -> Document:
    """Return 채점표 요청: a page for each reviewer who is waited for."""
    title = f"{data.title} 채점표 요청"
    if not data.letters:
        return Document(title, data.as_of, (Paragraph("채점표가 모두 들어왔습니다."),))
    blocks: list[Block] = []
    for number, letter in enumerate(data.letters):
        blocks += [PageBreak(anew=True)] if number else []
        blocks += _letter(data, letter)
    return Document(title, data.as_of, tuple(blocks), dated=False, data=(_flat(data.letters),))


def _letter(data: RequestData, letter: Letter) -> list[Block]:
    count = len(letter.missing)
    facts = [("평가", data.title), ("평가단", letter.panel)]
    if data.closes_on:
        facts.append(("마감", date_text(data.closes_on)))
    asked = (
        f"{letter.name} 위원님께서 맡으신 과제 가운데 아래 {count}건의 채점표를 아직 받지 못했습니다. "
        "바쁘시더라도 점수와 의견을 적어 보내 주시기 바랍니다."
    )
    notes = [_due(data), "점수를 정하기 어려운 이해관계가 있으면 제척으로 기록하도록 알려 주십시오."]
    blocks: list[Block] = [
        Heading(f"{letter.name} 위원 귀하"), KeyValues(tuple(facts)), Paragraph(asked), _list(letter.missing),
        Bullets(tuple(Bullet(words, 1) for words in notes if words)),
    ]  # fmt: skip
    if data.office:
        blocks.append(Sender(data.office, date_text(data.as_of)))
    return blocks


def _due(data: RequestData) -> str:
    if data.closes_on is None:
        return ""
    late = (data.as_of - data.closes_on).days
    if late > 0:
        return f"마감일({date_text(data.closes_on)})이 {late}일 지났습니다. 되도록 빨리 보내 주십시오."
    return f"{date_text(data.closes_on)}까지 보내 주십시오."


def _list(missing: Sequence[Missing]) -> Table:
    columns = (
        Column("연번", Kind.INTEGER, 0.6, Align.CENTER), Column("과제", weight=4),
        Column("채점표", weight=1.2, align=Align.CENTER),
    )  # fmt: skip
    rows = [(number, one.project, one.words) for number, one in enumerate(missing, 1)]
    return Table(columns, rows, name="missing", label="받지 못한 채점표")


def _flat(letters: Sequence[Letter]) -> Table:
    columns = (
        Column("위원"), Column("평가단", weight=1.3), Column("분야", weight=1.3), Column("과제", weight=3),
        Column("넣은 점수", Kind.INTEGER), Column("기준 수", Kind.INTEGER),
    )  # fmt: skip
    rows = [
        (letter.name, letter.panel, letter.field, one.project, one.given, one.criteria)
        for letter in letters
        for one in letter.missing
    ]
    return Table(columns, rows, name="requests", label="받지 못한 채점표")
