"""추첨 기록: all that another person needs to draw again by hand, and nobody's name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    Note,
    Row,
    Table,
    Value,
)

_TICKET_SIGNS = 12


@dataclass(frozen=True, slots=True)
class DrawRecordData:
    """A draw as its record tells it; ``record`` is what a program recomputes from.

    ``quotas`` are (category, applied, least, most, selected); ``entries`` (number, a label for each of
    ``axes``, ticket, outcome, rank); ``reasons`` (rank, number, words); ``line`` is the pool's first line.
    """

    project: str
    title: str
    record: Mapping[str, Any]
    drawn_at: str
    axes: Sequence[str]
    quotas: Sequence[Row]
    entries: Sequence[Row]
    reasons: Sequence[Row]
    line: str
    as_of: date


def build(data: DrawRecordData) -> Document:
    """Return the record: figures, rule, quotas, pool with outcome, and how to draw again by hand."""
    return Document(
        f"추첨 기록: {data.title}", data.as_of, tuple(_blocks(data)), subtitle=data.project,
        subject="추첨 기록", keywords=("추첨", "선정", "재계산"), record=data.record,
    )  # fmt: skip


def _blocks(data: DrawRecordData) -> Iterator[Block]:
    record = data.record
    pairs: tuple[tuple[str, Value], ...] = (
        ("추첨한 때", data.drawn_at),
        ("추첨한 사람", record["drawn_by"]),
        ("신청자", f"{len(data.entries)}명"),
        ("뽑은 인원", f"{record['seats']}명, 예비 {record['alternates']}명"),
        ("시작값", record["seed"]),
        ("회차", f"{record['attempt']}"),
        ("규칙", record["method"]),
        ("명단 지문", record["pool_digest"]),
    )
    yield KeyValues(pairs)
    yield Note("이름은 적지 않습니다. 사람은 번호로만 나타내고, 번호와 사람의 짝은 추첨한 기관이 보관합니다.")
    yield Heading("규칙")
    yield Bullets(tuple(Bullet(text, 1) for text in _RULE))
    if data.quotas:
        yield Heading("칸별 인원")
        yield _quotas(data)
    yield Heading("뽑은 순서와 까닭")
    columns = (
        Column("순서", Kind.INTEGER, 0.5, Align.CENTER),
        Column("번호", Kind.INTEGER, 0.5, Align.CENTER),
        Column("까닭", weight=4),
    )
    yield Table(columns, data.reasons, name="reasons", label="뽑은 순서")
    yield Heading("번호별 내용과 결과")
    yield _pool(data)
    yield Heading("손으로 다시 계산하는 법")
    yield Bullets(tuple(Bullet(text, 1) for text in _by_hand(data)))


_RULE = (
    "자리를 하나씩 채웁니다. 최대 인원에 이른 칸의 사람은 그때부터 뽑지 않습니다.",
    "최소 인원에 아직 못 미친 칸 가운데, 모자란 인원을 그 칸에 남은 신청자 수로 나눈 값이 가장 큰 칸에서 "
    "다음 사람을 뽑습니다. 값이 같으면 아래 표에서 위에 있는 칸이 먼저입니다.",
    "모자란 칸이 없으면 남은 신청자 모두 가운데에서 뽑습니다.",
    "뽑을 칸에서는 추첨값이 가장 작은 번호를 뽑습니다. 예비는 남은 번호를 추첨값이 작은 차례로 둡니다.",
    "끝까지 채울 수 없게 되면 그 회차를 버리고 다음 회차의 추첨값으로 처음부터 다시 합니다.",
)


def _quotas(data: DrawRecordData) -> Table:
    columns = (
        Column("칸", weight=2.4),
        Column("신청", Kind.COUNT),
        Column("최소", Kind.COUNT),
        Column("최대", weight=1, align=Align.CENTER),
        Column("뽑음", Kind.COUNT),
    )
    return Table(columns, data.quotas, name="quotas", label="칸별 인원")


def _pool(data: DrawRecordData) -> Table:
    columns = (
        Column("번호", Kind.INTEGER, 0.6, Align.CENTER),
        *(Column(axis, weight=1.2) for axis in data.axes),
        Column(f"추첨값(앞 {_TICKET_SIGNS}자)", weight=1.6),
        Column("결과", weight=0.8, align=Align.CENTER),
        Column("순서", Kind.INTEGER, 0.6, Align.CENTER),
    )
    rows = [(*row[:-3], str(row[-3])[:_TICKET_SIGNS], *row[-2:]) for row in data.entries]
    return Table(columns, rows, name="pool", label="번호별 결과")


def _by_hand(data: DrawRecordData) -> Iterator[str]:
    seed, attempt = data.record["seed"], data.record["attempt"]
    yield (
        f"추첨값: ‘시작값|회차|번호’를 UTF-8로 적어 SHA-256을 구합니다. 1번은 ‘{seed}|{attempt}|1’ 이며, "
        f"리눅스나 맥에서는 printf '%s' '{seed}|{attempt}|1' | sha256sum 으로 같은 값이 나옵니다."
    )
    yield "추첨값은 64자리 16진수이고, 앞 글자부터 견주어 작은 쪽이 먼저입니다."
    yield (
        "명단 지문: 번호 순서대로 한 줄에 한 사람씩 ‘번호|항목=값|…’(항목은 영문 차례)을 적고 "
        f"줄바꿈으로 이어 SHA-256을 구합니다. 첫 줄은 ‘{data.line}’ 입니다."
    )
    yield "같은 내용의 JSON 파일에는 항목의 영문 값이 함께 있어 프로그램으로도 다시 계산할 수 있습니다."
