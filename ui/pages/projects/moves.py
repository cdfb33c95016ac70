"""Moving a project from stage to stage: what a move asks for, said before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.choices import StageKind
from app.domain.stage import Stage

DONE = 5
_NAMES = [kind.label for kind in StageKind]


class MoveKind(StrEnum):
    """What a move comes to."""

    PASS = "pass"  # noqa: S105 - not a password
    EXCEPTION = "exception"
    REOPEN = "reopen"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Move:
    """One move of one project: the gate it is about, and the words for the person who drags.

    ``heading`` says how things stand, ``detail`` names what is missing, ``hint`` what dropping does.
    """

    kind: MoveKind
    stage: Stage
    heading: str
    detail: str
    hint: str


def standing(stages: Sequence[Stage]) -> int:
    """Return the number of the stage under way; 5 when every gate is passed."""
    return next((stage.position for stage in stages if stage.closed_at is None), DONE)


def plan(stages: Sequence[Stage], target: int) -> Move | None:
    """Return what moving to the stage ``target`` (5: finished) asks for; None where nothing moves.

    Projects pass one gate after the other, and open them again in the opposite order.
    """
    now = standing(stages)
    if not stages or target == now:
        return None
    if target == now + 1:
        return _onward(stages[now - 1])
    if target == now - 1:
        return _back(stages[target - 1])
    return _refused(stages, now, target)


def _onward(stage: Stage) -> Move:
    hint = f"놓으면 {stage.kind_label} 관문을 통과합니다."
    if not stage.missing:
        words = f"관문 증빙 {len(stage.criteria)}건이 모두 있습니다"
        return Move(MoveKind.PASS, stage, words, "", hint)
    names = ", ".join(criterion.label for criterion in stage.missing)
    heading = f"관문 증빙 {len(stage.missing)}건이 없습니다"
    return Move(MoveKind.EXCEPTION, stage, heading, names, "놓으면 사유를 적고 조건부로 옮깁니다.")


def _back(stage: Stage) -> Move:
    heading = f"{stage.kind_label} 관문을 다시 엽니다"
    return Move(MoveKind.REOPEN, stage, heading, "", "놓으면 다시 여는 사유를 적습니다.")


def _refused(stages: Sequence[Stage], now: int, target: int) -> Move:
    stage = stages[min(now, len(stages)) - 1]
    if now == DONE:
        words = "마친 과제입니다. 먼저 환류 관문을 다시 여십시오 (Alt+←)."
    elif target > now:
        words = f"한 단계씩 옮깁니다. 먼저 {_NAMES[now]} 단계로 옮기십시오."
    else:
        words = f"한 단계씩 되돌립니다. 먼저 {_NAMES[now - 2]} 단계로 되돌리십시오."
    return Move(MoveKind.REFUSED, stage, "옮길 수 없습니다", words, "")
