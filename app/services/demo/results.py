"""성과 and 예산 of an example project: planned with it, locked at its gate, spent and measured on the way.

The words stand in ``resources/demo/results.toml``.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.services import budgets, indicators

if TYPE_CHECKING:
    from app.services.workspace import Workspace

UNIT = 10_000
OVER = 1.15
BASELINE = ("baseline", "baseline_size", "baseline_source")
NOTES = ("자료 인쇄와 다과", "재료와 강사 수당", "제작과 설치", "결과 나눔")


class Results:
    """What one project plans to reach and to spend, and what comes of it."""

    def __init__(self, ws: "Workspace", words: Mapping[str, Any], title: str) -> None:
        """Take the words of the project called ``title``; one without words has money only."""
        self._ws, self._budget = ws, words["budget"]
        self._spec: Mapping[str, Any] = next((one for one in words["project"] if one["title"] == title), {})
        self._times = 1 + sum(map(ord, title)) % 3
        self._project = 0

    def plan(self, project_id: int) -> None:
        """Plan the money, measure the baselines, set the targets."""
        ws, self._project = self._ws, project_id
        for row in self._budget:
            planned = row["planned"] * UNIT * self._times
            values = {"year": ws.today.year, "source": row["source"], "label": row["label"]}
            budgets.add(ws, project_id, {**values, "planned": planned})
        for row in self._spec.get("indicator", ()):
            values = {key: row[key] for key in ("label", "unit", "target", *BASELINE) if key in row}
            direction = row.get("direction", "up")
            indicators.add_indicator(
                ws, project_id, {**values, "direction": direction, "baseline_on": ws.today}
            )

    def lock(self) -> None:
        """Lock the baselines once the planning gate is passed."""
        if self._spec.get("indicator"):
            indicators.lock_baselines(self._ws, self._project)

    def go_on(self, number: int) -> None:
        """Spend what the stage ``number`` (0-3) costs, and measure, note and try what falls into it."""
        lines = {line.label: line for line in budgets.lines(self._ws, self._project)}
        for row in self._budget:
            line, share = lines[row["label"]], row["shares"][number]
            if self._spec.get("over") == row["label"]:
                share *= OVER / sum(row["shares"][:2])
            if amount := round(line.planned * share / 1000) * 1000:
                values = {"amount": amount, "spent_on": self._ws.today, "note": NOTES[number]}
                budgets.spend(self._ws, line, values)
        self._measure(number)
        if number == 1:
            self._tell()

    def _measure(self, number: int) -> None:
        told = {row["label"]: row["measured"] for row in self._spec.get("indicator", ())}
        for course in indicators.courses(self._ws, self._project) if told and number else ():
            left = told[course.indicator.label][len(course.measured) :]
            if left:
                value, size, source = left[0]
                values = {
                    "value": value,
                    "size": size or None,
                    "source": source,
                    "measured_on": self._ws.today,
                }
                indicators.measure(self._ws, course.indicator, values)

    def _tell(self) -> None:
        for row in self._spec.get("pair", ()):
            indicators.add_comparison(self._ws, self._project, row)
        for row in self._spec.get("experiment", ()):
            indicators.add_experiment(self._ws, self._project, {**row, "from_on": self._ws.today})
