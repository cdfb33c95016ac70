"""상격 부여: which grade, how much money; for the projects of a round, or for one of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCompleter, QWidget

from app.domain.evaluation.rounds import AWARD_FIELDS, Award, EvaluationRound
from app.domain.hangul import quoted
from app.services.evaluation import awards
from ui.context import Context
from ui.dialogs.record import RecordDialog

FIELDS = tuple(spec for spec in AWARD_FIELDS if not spec.derived and spec.key != "project_id")
WITH_PROJECT = tuple(spec for spec in AWARD_FIELDS if not spec.derived)
MOST_NAMED = 3


def give_award(
    owner: QWidget, context: Context, projects: Sequence[tuple[int, str]], row: EvaluationRound | None = None
) -> RecordDialog:
    """Ask which award ``projects`` (id and title) get, by the round ``row`` where by one."""
    names = ", ".join(f"‘{title}’" for _key, title in projects[:MOST_NAMED])
    more = f" 외 {len(projects) - MOST_NAMED}건" if len(projects) > MOST_NAMED else ""
    each = " 금액은 과제마다 적는 값입니다." if len(projects) > 1 else ""
    year = (row.year if row else None) or context.workspace.today.year
    dialog = RecordDialog("상격 부여", f"{names}{more}에 상격을 기록합니다.{each}", FIELDS, "부여", owner,
                          {"year": year}, 2)  # fmt: skip
    _offer_grades(dialog)
    keys, round_id = [key for key, _title in projects], row.id if row else None

    def store(ws: Any, values: dict[str, Any]) -> int:
        return awards.give(ws, keys, values, round_id)

    def done(count: int) -> None:
        same = len(keys) - count
        kept = f" 이미 받은 {same}건은 그대로 두었습니다." if same else ""
        context.tell_done(owner, f"상격 {count}건을 기록했습니다.{kept}")

    dialog.store_by(context.tasks, "상격 부여", store, done)
    return dialog


def add_award(owner: QWidget, context: Context, projects: Sequence[tuple[int, str]]) -> RecordDialog:
    """Ask for an award and which of ``projects`` got it, apart from any round."""
    dialog = RecordDialog("상격 기록", "", WITH_PROJECT, "기록", owner, {}, 2)
    dialog.form.set_options("project_id", projects)
    dialog.form.set_values({"year": context.workspace.today.year})
    _offer_grades(dialog)

    def store(ws: Any, values: dict[str, Any]) -> int:
        chosen = values.get("project_id")
        return awards.give(ws, [chosen] if chosen else [], values)

    dialog.store_by(context.tasks, "상격 기록", store)
    return dialog


def edit_award(owner: QWidget, context: Context, one: Award) -> RecordDialog:
    """Ask what an award is to say."""
    values = {spec.key: getattr(one, spec.key) for spec in FIELDS}
    dialog = RecordDialog(
        "상격 고치기", f"{quoted(one.project, '이/가')} 받은 상격입니다.", FIELDS, "저장", owner, values, 2
    )
    _offer_grades(dialog)
    dialog.store_by(context.tasks, "상격 고치기", lambda ws, given: awards.edit(ws, one, given))
    return dialog


def _offer_grades(dialog: RecordDialog) -> None:
    """Offer the usual grades while one is typed."""
    editor = dialog.form.fields["grade"].editor
    editor.setCompleter(QCompleter(list(awards.USUAL), editor))
