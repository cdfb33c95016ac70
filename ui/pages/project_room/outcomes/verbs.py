"""What one can do with the outcomes of a project; every verb is one named step that undo takes back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.evaluation.rounds import Award
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.hangul import quoted
from app.domain.indicator import (
    COMPARISON_FIELDS,
    EXPERIMENT_FIELDS,
    INDICATOR_FIELDS,
    MEASUREMENT_FIELDS,
    Comparison,
    Experiment,
    ExperimentState,
    Indicator,
    Measurement,
)
from app.domain.indicator_line import Again
from app.services import indicators, records
from ui.dialogs.award import edit_award, give_award
from ui.dialogs.confirm import confirm
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.record import RecordDialog
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.outcomes.data import Outcomes

BASELINE = ("baseline", "baseline_on", "baseline_size", "baseline_source")
INDICATOR = tuple(spec for spec in INDICATOR_FIELDS if spec.key != "project_id")
TRIAL = tuple(spec for spec in EXPERIMENT_FIELDS if spec.key != "project_id")
MEASURED = tuple(
    replace(spec, type=FieldType.CHOICE, choices=Again) if spec.key == "months" else spec
    for spec in MEASUREMENT_FIELDS
)
NO_ARROW = "표본(n)을 적어야 기준값과 견주어 얼마나 달라졌는지 보입니다."
Store = Callable[[Any, dict[str, Any]], Any]


class OutcomeVerbs:
    """The verbs of the tab ``owner``."""

    def __init__(self, actions: Actions, owner: QWidget) -> None:
        """Act for ``owner``."""
        self._actions, self._owner = actions, owner
        self._context = actions.context

    def _ask(self, title: str, verb: str, specs: tuple[FieldSpec, ...], values: Any, store: Store,
             text: str = "", done: Callable[[Any], object] | None = None) -> RecordDialog:  # fmt: skip
        dialog = RecordDialog(title, text, specs, verb, self._owner, values, 2)
        dialog.store_by(self._context.tasks, title, store, done)
        return dialog

    def _remove(self, entity: str, record: int, name: str, more: str = "") -> None:
        kind = {"indicator": "성과지표", "measurement": "측정값", "comparison": "운영 전·후",
                "experiment": "실험", "award": "상격"}[entity]  # fmt: skip
        label = f"{kind} ‘{name}’ 삭제"
        words = f"{quoted(name, '을/를')} {more}지웁니다. 실행 취소로 되돌릴 수 있습니다."
        confirm(
            self._owner, f"{kind} 지우기", words, "지우기",
            lambda: self._actions.write(label, lambda ws: records.delete(ws, entity, [record], label)),
            danger=True,
        )  # fmt: skip

    # -- indicators

    def add_indicator(self, project_id: int, done: Callable[[Any], object]) -> RecordDialog:
        """Ask for an indicator."""
        return self._ask(
            "성과지표 추가", "추가", INDICATOR, {"direction": "up"},
            lambda ws, values: indicators.add_indicator(ws, project_id, values), NO_ARROW, done,
        )  # fmt: skip

    def edit_indicator(self, indicator: Indicator) -> RecordDialog:
        """Ask what an indicator is to be; a locked baseline is not asked for."""
        locked = indicator.baseline_locked_at is not None
        specs = tuple(spec for spec in INDICATOR if not (locked and spec.key in BASELINE))
        text = "기준값은 기획 단계를 마칠 때 굳혀서 고치지 않습니다." if locked else NO_ARROW
        return self._ask(
            "성과지표 고치기", "저장", specs, _values(specs, indicator),
            lambda ws, values: indicators.edit_indicator(ws, indicator, values), text,
        )  # fmt: skip

    def remove_indicator(self, indicator: Indicator) -> None:
        """Ask, then delete an indicator with its values."""
        self._remove("indicator", indicator.id, indicator.label, "측정값과 함께 ")

    def lock(self, found: Outcomes) -> None:
        """Lock the baselines; refused before the planning gate is passed."""
        self._actions.write(
            "기준값 굳히기", lambda ws: indicators.lock_baselines(ws, found.project_id),
            lambda count: self._context.tell_done(self._owner, f"기준값 {count}건을 굳혔습니다."),
        )  # fmt: skip

    # -- values

    def measure(self, indicator: Indicator, today: Any) -> RecordDialog:
        """Ask for a measured value."""
        return self._ask(
            f"{indicator.label} 측정값 추가", "추가", MEASURED, {"measured_on": today},
            lambda ws, values: indicators.measure(ws, indicator, values), NO_ARROW,
        )  # fmt: skip

    def edit_measured(self, measured: Measurement) -> RecordDialog:
        """Ask what a measured value is to be."""
        values = _values(MEASURED, measured)
        values["months"] = str(measured.months) if measured.months else None
        return self._ask(
            "측정값 고치기", "저장", MEASURED, values,
            lambda ws, given: indicators.edit_measurement(ws, measured, given), NO_ARROW,
        )  # fmt: skip

    def remove_measured(self, measured: Measurement) -> None:
        """Ask, then delete a measured value."""
        self._remove("measurement", measured.id, f"{measured.value:,.10g}")

    # -- pairs and experiments

    def add_pair(self, found: Outcomes) -> RecordDialog:
        """Ask for a pair of before and after."""
        dialog = self._ask(
            "운영 전·후 추가", "추가", COMPARISON_FIELDS, {},
            lambda ws, values: indicators.add_comparison(ws, found.project_id, values),
        )  # fmt: skip
        dialog.form.set_options("output_id", found.outputs)
        return dialog

    def edit_pair(self, found: Outcomes, pair: Comparison) -> RecordDialog:
        """Ask what a pair is to say."""
        dialog = RecordDialog("운영 전·후 고치기", "", COMPARISON_FIELDS, "저장", self._owner, {}, 2)
        dialog.form.set_options("output_id", found.outputs)
        dialog.form.set_values(_values(COMPARISON_FIELDS, pair))
        dialog.store_by(
            self._context.tasks, "운영 전·후 고치기",
            lambda ws, values: records.edit(ws, "comparison", [pair.id], values),
        )  # fmt: skip
        return dialog

    def remove_pair(self, pair: Comparison) -> None:
        """Ask, then delete a pair."""
        self._remove("comparison", pair.id, pair.subject)

    def add_experiment(self, project_id: int) -> FormDialog:
        """Ask for an experiment."""
        dialog = FormDialog(self._owner, self._context, "실험 추가", TRIAL)
        dialog.create_with(
            "추가", {"state": ExperimentState.IDEA.value},
            lambda ws, values: indicators.add_experiment(ws, project_id, values), lambda _made: None,
        )  # fmt: skip
        return dialog

    def edit_experiment(self, one: Experiment) -> FormDialog:
        """Ask what an experiment is to say."""
        dialog = FormDialog(self._owner, self._context, "실험 고치기", TRIAL)
        dialog.create_with(
            "저장", _values(TRIAL, one),
            lambda ws, values: records.edit(ws, "experiment", [one.id], values), lambda _made: None,
        )  # fmt: skip
        return dialog

    def remove_experiment(self, one: Experiment) -> None:
        """Ask, then delete an experiment."""
        self._remove("experiment", one.id, one.title)

    # -- awards

    def give_award(self, found: Outcomes) -> RecordDialog:
        """Ask for an award of the project."""
        return give_award(self._owner, self._context, [(found.project_id, found.title)])

    def edit_award(self, one: Award) -> RecordDialog:
        """Ask what an award is to say."""
        return edit_award(self._owner, self._context, one)

    def remove_award(self, one: Award) -> None:
        """Ask, then take an award back."""
        self._remove("award", one.id, one.grade)


def _values(specs: tuple[FieldSpec, ...], row: Any) -> dict[str, Any]:
    return {key: getattr(row, key) for key in specs_by_key(specs)}
