"""The example's past: what finished projects were awarded, how agencies were scored over the years."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.choices import Disclosure, ProjectState
from app.services.demo.story import Event, Story
from app.services.evaluation import agency_scores, awards

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class Past:
    """Awards of the projects of ``stories`` that were over by then, and the scores of agencies."""

    def __init__(
        self, ws: "Workspace", words: dict[str, Any], stories: Sequence[Story], now: datetime, officer: str
    ) -> None:
        """Choose the projects that are over."""
        self.ws, self.words, self.now, self.officer = ws, words, now, officer
        self._at = now - timedelta(words["days_ago"])
        done = ProjectState.DONE.value
        self.stories = [one for one in stories if one.spec["state"] == done and one.last < self._at]

    def events(self) -> Iterator[Event]:
        """Yield the day on which both were recorded."""
        yield Event(self._at, self.officer, lambda _cast: self._record())

    def _record(self) -> None:
        for one in self.words["indicator"]:
            self._score(one)
        for story, words in zip(self.stories, self.words["award"], strict=False):
            year = self.now.year - int(story.spec["years_back"])
            awards.give(self.ws, [story.project_id], {**words, "year": year})

    def _score(self, words: dict[str, Any]) -> None:
        """Take the scores in as a table is pasted: last year's are not public yet, the one before in part."""
        count = max(len(row["of"]) for row in words["scores"])
        years = [self.now.year - count + number for number in range(count)]
        labels = [Disclosure.OPEN.label] * (count - 2) + [Disclosure.PARTIAL.label, Disclosure.CLOSED.label]
        rows = [
            [row["agency"], str(year), score, label, words["source"]]
            for row in words["scores"]
            for year, score, label in zip(years, row["of"], labels, strict=True)
        ]
        table = [["기관", "연도", "점수", "만점", "공개 구분", "출처"]]
        table += [[*row[:3], str(words["scale"]), *row[3:]] for row in rows]
        agency_scores.accept(self.ws, agency_scores.preview(self.ws, table, words["name"]))
