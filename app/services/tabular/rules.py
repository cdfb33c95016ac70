"""What holds between the fields of one row: ends after beginnings, decisions with reasons, open sessions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.fields import FieldType
from app.domain.hangul import josa
from app.domain.session import SessionStatus
from app.domain.tabular.preview import State
from app.errors import UserError
from app.services import proposals
from app.services.tabular.references import CLOSED

if TYPE_CHECKING:
    from app.domain.tabular.kinds import ImportKind
    from app.domain.tabular.preview import Change
    from app.services.tabular.draft import Draft

_LOCKED = frozenset({"baseline", "baseline_on", "baseline_size", "baseline_source"})
_DECISION = ("decision", "decision_reason", "follow_up")
Wrong = tuple[str, str]
"""A field and why it cannot be."""


def check_new(draft: "Draft", ids: Sequence[int | None]) -> None:
    """Note what is wrong between the values of the rows that are new."""
    for spec in draft.kind.fields:
        begins, ends = draft.columns.get(spec.not_before), draft.columns.get(spec.key)
        if not spec.not_before or begins is None or ends is None:
            continue
        for place, (begin, end) in enumerate(zip(begins, ends, strict=True)):
            if begin and end and end < begin and ids[place] is None:
                draft.refuse(place, spec.key, _reversed(draft.kind, spec.key))
    if draft.kind.key == "proposals" and not draft.columns.keys().isdisjoint(_DECISION):
        for place, row_id in enumerate(ids):
            if row_id is None:
                _refuse(draft, place, _unsaid({key: draft.value(key, place) for key in _DECISION}))


def check_changed(draft: "Draft", place: int, row: Mapping[str, Any], changes: Sequence["Change"]) -> None:
    """Note what a stored record would be wrong by after ``changes``, or by what it is not to be changed."""
    keys = {change.key for change in changes}
    after = {**row, **{change.key: change.new for change in changes}}
    for spec in draft.kind.fields:
        if spec.not_before and keys & {spec.key, spec.not_before}:
            begin, end = after[spec.not_before], after[spec.key]
            if begin and end and end < begin:
                draft.refuse(place, spec.key, _reversed(draft.kind, spec.key))
    if draft.kind.key == "proposals" and keys & set(_DECISION):
        _refuse(draft, place, _unsaid(after))
    if draft.kind.key == "sessions" and row["status"] == SessionStatus.CLOSED:
        draft.refuse(place, "topic", CLOSED)
    if draft.kind.key == "indicators" and row["baseline_locked_at"] and keys & _LOCKED:
        cause = "기획 단계를 마칠 때 굳힌 기준값은 고치지 않습니다. 칸을 비우십시오."
        draft.refuse(place, min(keys & _LOCKED), cause)


def _reversed(kind: "ImportKind", key: str) -> str:
    spec = kind.spec(key)
    word = "빠릅니다" if spec.type is FieldType.DATE else "이릅니다"
    return f"{josa(spec.label, '이/가')} {kind.spec(spec.not_before).label}보다 {word}."


def _refuse(draft: "Draft", place: int, wrong: Iterator[Wrong]) -> None:
    for key, cause in wrong:
        draft.refuse(place, key, cause)


def _unsaid(values: Mapping[str, Any]) -> Iterator[Wrong]:
    try:
        proposals.refuse_unsaid(values)
    except UserError as error:
        yield error.field or "decision", error.message


def settle_projects(draft: "Draft") -> None:
    """Let the project of an attendance follow from its session."""
    sessions, references = draft.columns.get("session_id"), draft.references
    if draft.kind.key == "attendance" and sessions is not None and references is not None:
        projects = [references.session(one)[0] if one else None for one in sessions]
        draft.columns["project_id"] = projects


def refuse_closed(draft: "Draft", states: Sequence[State]) -> None:
    """Refuse to change the attendance of closed sessions; what is there already may be in the table."""
    sessions, references = draft.columns.get("session_id"), draft.references
    if draft.kind.key != "attendance" or sessions is None or references is None:
        return
    for place, session_id in enumerate(sessions):
        if session_id and states[place] is not State.SAME and references.session(session_id)[1]:
            draft.refuse(place, "session_id", CLOSED)
