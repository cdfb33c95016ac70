"""회신 기한: when a proposal has to be answered, by the rule of its channel, and the sentence that says why.

The rules are data, for they differ by office and year: ``resources/codes/channels.toml`` has those that the
program begins with, the office's own stand in its file.  What a proposal itself says (필요한 수, 기간 끝)
goes before its channel's rule.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.domain.checks import clean
from app.domain.choices import Choice
from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import josa
from app.domain.koreandate import format_date
from app.domain.proposal import Channel
from app.errors import UserError


class CountsFrom(Choice):
    """회신 기한을 세기 시작하는 날."""

    RECEIVED = "received", "접수한 날"
    PERIOD_END = "period_end", "기간이 끝난 날"


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """How a channel counts: days to the answer, from which day, and the supporters it takes.

    ``source`` names the law that a shipped rule comes from; empty where the office has to settle it.
    """

    channel: Channel
    answer_days: int | None = None
    counts_from: str = "received"
    supporters: int | None = None
    period_days: int | None = None
    basis: str = ""
    source: str = ""


_T = FieldType

CHANNEL_RULE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("channel", _T.CHOICE, "통로", Channel, required=True),
    FieldSpec("answer_days", _T.INTEGER, "회신까지의 날수", help="비우면 기한을 세지 않습니다."),
    FieldSpec("counts_from", _T.CHOICE, "세기 시작하는 날", CountsFrom, required=True),
    FieldSpec("supporters", _T.INTEGER, "필요한 공감·서명", help="이 수가 모여야 기한이 생깁니다."),
    FieldSpec("period_days", _T.INTEGER, "모으는 날수", help="제안에 적은 기간 끝이 먼저입니다."),
    FieldSpec("basis", _T.TEXT, "근거", help="조례·지침의 이름처럼 화면에 함께 보일 말입니다."),
)
RULE_KEYS = tuple(spec.key for spec in CHANNEL_RULE_FIELDS if spec.key != "channel")


def checked_rule(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a rule as they are stored; a length or a number that cannot be is refused."""
    cleaned = clean(CHANNEL_RULE_FIELDS, values)
    for key, least, most in (
        ("answer_days", 1, 3650),
        ("period_days", 1, 3650),
        ("supporters", 1, 99_999_999),
    ):
        if cleaned[key] is not None and not least <= cleaned[key] <= most:
            label = next(spec.label for spec in CHANNEL_RULE_FIELDS if spec.key == key)
            raise UserError(f"{josa(label, '은/는')} {least:,}에서 {most:,} 사이의 수로 적으십시오.", key)
    return cleaned


@dataclass(frozen=True, slots=True)
class Due:
    """The day an answer is due, None where none is yet, and why."""

    day: date | None
    why: str


def load_channels(folder: Path) -> dict[str, ChannelRule]:
    """Read ``channels.toml``; a channel without a rule there has no due day."""
    data = tomllib.loads((folder / "channels.toml").read_text("utf-8"))
    return {channel.value: ChannelRule(channel, **data.get(channel.value, {})) for channel in Channel}


def due(rule: ChannelRule, proposal: Mapping[str, Any]) -> Due:
    """Return when the answer to ``proposal`` (its fields) is due by ``rule``; nothing missing is made up."""
    if rule.answer_days is None:
        return Due(None, f"{rule.channel.label}에는 정해진 회신 기한이 없습니다.")
    received, ends = proposal.get("received_on"), proposal.get("period_to")
    begins = proposal.get("period_from") or received
    if ends is None and begins is not None and rule.period_days is not None:
        ends = begins + timedelta(rule.period_days)
    waiting = _short_of(rule, proposal)
    if waiting:
        return Due(None, f"{waiting} ({rule.basis})")
    first = ends if rule.counts_from == "period_end" else received
    if first is None:
        day = "기간이 끝나는 날" if rule.counts_from == "period_end" else "접수일"
        return Due(None, f"{day}이 없어 회신 기한을 세지 못합니다.")
    word = "기간이 끝난" if rule.counts_from == "period_end" else "접수한"
    counted = f"{format_date(first)} {word} 날부터 {rule.answer_days}일"
    return Due(first + timedelta(rule.answer_days), f"{counted} ({rule.basis})")


def _short_of(rule: ChannelRule, proposal: Mapping[str, Any]) -> str:
    needed = proposal.get("supporter_target")
    needed = rule.supporters if needed is None else needed
    if needed is None:
        return ""
    have = proposal.get("supporters")
    if have is None:
        return f"공감·서명 수가 없어 {needed:,}명이 모였는지 알 수 없습니다."
    return "" if have >= needed else f"공감·서명 {have:,}명: {needed:,}명이 모이면 회신 기한이 생깁니다."
