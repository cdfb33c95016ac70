"""The example's 평가: one round of the office with its reviewers, two of whose sheets are not finished."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.choices import ProjectState
from app.services.demo.story import Event, Story
from app.services.evaluation import round_setup, rounds, scores
from app.services.evaluation.round_setup import PanelPlan, RoundPlan
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_SEED = 20260609
_JUDGED = (ProjectState.ACTIVE.value, ProjectState.GATE.value)


class Assessment:
    """The round of ``words`` about the projects of ``stories`` that are under way, and some that are over."""

    def __init__(
        self, ws: "Workspace", words: dict[str, Any], stories: Sequence[Story], now: datetime, officer: str
    ) -> None:
        """Choose the projects that had begun by then and are worked on."""
        self.ws, self.words, self.now, self.officer = ws, words, now, officer
        self._rng = random.Random(_SEED)  # noqa: S311 - a repeatable choice, no secret
        begins = now - timedelta(words["began_days_ago"])
        latest = now - timedelta(words["entered_days_ago"] - 1)
        fit = [
            one for one in stories
            if one.spec["state"] in _JUDGED and one.began + timedelta(5) < begins and one.last > latest
        ]  # fmt: skip
        over = [one for one in stories if one.spec["state"] == ProjectState.DONE.value and one.last < begins]
        self.stories = [*fit, *over][: words["projects"]]
        self.round_id = 0

    def events(self) -> Iterator[Event]:
        """Yield the making of the round and the day on which the sheets were entered."""
        if len(self.stories) > 1:
            yield Event(self._ago("began_days_ago"), self.officer, lambda _cast: self._make())
            yield Event(self._ago("entered_days_ago"), self.officer, lambda _cast: self._enter())

    def _ago(self, key: str) -> datetime:
        return self.now - timedelta(self.words[key])

    def _make(self) -> None:
        words = self.words
        values = {
            "title": f"{self.now.year} {words['title']}",
            "year": self.now.year,
            "opens_on": self._ago("began_days_ago").astimezone().date(),
            "closes_on": self._ago("closed_days_ago").astimezone().date(),
        }
        members = tuple((one["name"], one["field"]) for one in words["reviewer"])
        panel = PanelPlan(None, words["panel"], "paper", 100, new=members)
        projects = tuple(one.project_id for one in self.stories)
        self.round_id = round_setup.store(self.ws, RoundPlan(values, projects, (panel,), words["template"]))
        rounds.open_round(self.ws, self.round_id)

    def _enter(self) -> None:
        found = rounds.parts(self.ws, self.round_id)
        for place, member in enumerate(found.members):
            entries: dict[Cell, float | None] = {}
            comments: dict[Cell, str] = {}
            for number, story in enumerate(self.stories):
                for position in range(self._given(place, number, len(found.criteria))):
                    cell = Cell(member.id, story.project_id, found.criteria[position].id)
                    entries[cell] = float(self._score(number, place, position))
                    words = self._words(position, entries[cell] or 0)
                    if words and (number + place + position) % 3 == 0:
                        comments[cell] = words
            overall = {
                (member.id, story.project_id): words
                for number, story in enumerate(self.stories)
                if (words := self._overall(place, number, len(found.criteria)))
            }
            scores.enter(self.ws, found, entries, comments, overall=overall, label="채점표 입력")
        self._disagree(found)

    def _given(self, place: int, number: int, every: int) -> int:
        """Return how many criteria a reviewer has scored: of one project the last two have not finished."""
        if number != self.words["unfinished"] or place < len(self.words["reviewer"]) - 2:
            return every
        return int(self.words["partial"]) if place == len(self.words["reviewer"]) - 2 else 0

    def _score(self, number: int, place: int, position: int) -> int:
        level = 9.1 - 0.22 * number - 0.3 * (position % 3)
        lean = 0.4 * float(self.words["reviewer"][place]["lean"])
        return round(min(max(level + lean + self._rng.uniform(-0.8, 0.8), 4), 10))

    def _overall(self, place: int, number: int, every: int) -> str:
        """Return what a reviewer says of a project as a whole: of some finished sheets something."""
        if self._given(place, number, every) < every or (place + number) % 3:
            return ""
        said: list[str] = self.words["overall"]
        return said[(place + number) // 3 % len(said)]

    def _words(self, position: int, value: float) -> str:
        known = next((one for one in self.words["remark"] if one["criterion"] == position), None)
        return str(known["high" if value >= 8 else "low"]) if known else ""

    def _disagree(self, found: RoundParts) -> None:
        """Let two reviewers lie far apart on one criterion of the unfinished project."""
        story, criterion = (
            self.stories[min(self.words["unfinished"], len(self.stories) - 1)],
            found.criteria[4],
        )
        remark = next(one for one in self.words["remark"] if one["criterion"] == 4)
        high, low = (Cell(found.members[n].id, story.project_id, criterion.id) for n in (0, 1))
        words = {high: remark["high"], low: remark["low"]}
        scores.enter(self.ws, found, {high: 9.0, low: 5.0}, words, label="채점표 입력")
