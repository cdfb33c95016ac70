"""회신 기한: when a proposal has to be answered, by the rule of its channel, and the sentence that says why.

The rules are data (``resources/codes/channels.toml``), for they differ by office and year.  What a proposal
itself says (필요한 수, 기간 끝) goes before its channel's rule.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.domain.koreandate import format_date
from app.domain.proposal import Channel


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """How a channel counts: days to the answer, from which day, and the supporters it takes."""

    channel: Channel
    answer_days: int | None = None
    counts_from: str = "received"
    supporters: int | None = None
    period_days: int | None = None
    basis: str = ""


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
