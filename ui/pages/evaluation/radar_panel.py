"""기준별 비교: the means of a project by criterion beside those of all projects."""

from app.domain.chart import RadarChart, RadarLine
from app.domain.evaluation.rounds import RubricCriterion
from app.domain.evaluation.scoring import mean
from app.services.evaluation.rounds import RoundParts
from ui.widgets.charts.radar import Radar
from ui.widgets.open_row import quiet_row
from ui.widgets.panels import Panel

RINGS = (0.6, 0.8, 1.0)
NAME_LENGTH = 8


def radar_of(found: RoundParts, project_id: int) -> RadarChart:
    """Return a project's means by criterion beside the means of all projects, as shares of full scales."""
    own, every = [], []
    for one in found.criteria:
        own.append(_share(found, project_id, one))
        known = [share for key, _title in found.projects if (share := _share(found, key, one)) is not None]
        every.append(mean(known))
    of_ten = all(one.highest == 10 for one in found.criteria)
    rings = tuple((ring, f"{ring * 10:.0f}" if of_ten else f"{ring * 100:.0f}%") for ring in RINGS)
    lowest = min((share for share in (*own, *every) if share is not None), default=1.0)
    inner = 0.4 if lowest > 0.45 else 0.0
    lines = (
        RadarLine("이 과제", tuple(own)),
        RadarLine(f"{len(found.projects)}건 평균", tuple(every), dashed=True),
    )
    names = tuple(_short(one.label) for one in found.criteria)
    return RadarChart("기준별 비교", names, tuple(reversed(lines)), rings, inner)


def _share(found: RoundParts, project_id: int, one: RubricCriterion) -> float | None:
    means = [
        result.mean / one.highest
        for result in found.standing.results[project_id].criteria
        if result.criterion_id == one.id and result.mean is not None
    ]
    return mean(means)


def _short(words: str) -> str:
    """Return as many whole words of a criterion as fit beside the radar."""
    kept = ""
    for word in words.split():
        if kept and len(kept) + len(word) + 1 > NAME_LENGTH:
            break
        kept = f"{kept} {word}".strip()
    return kept.rstrip("의와과") if len(kept) < len(words) else kept


class RadarPanel(Panel):
    """기준별 비교."""

    def __init__(self) -> None:
        """Begin without a project."""
        super().__init__("기준별 비교")
        self.radar = Radar()
        self.few = quiet_row("기준이 셋보다 적으면 그리지 않습니다.")
        self.body.addWidget(self.radar, 1)
        self.body.addWidget(self.few)

    def show_project(self, found: RoundParts, project_id: int) -> None:
        """Draw a project."""
        enough = len(found.criteria) > 2
        self.radar.setVisible(enough)
        self.few.setVisible(not enough)
        if enough:
            self.radar.set_chart(radar_of(found, project_id))
