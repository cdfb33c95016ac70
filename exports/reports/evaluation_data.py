"""A round as its papers read it, and what several of them say: judges, panel scores, sums as formulas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.evaluation.rounds import Award, Exclusion, Panel, PanelMember, RubricCriterion
from app.domain.evaluation.scoring import DROP_FROM, CriterionResult
from app.domain.evaluation.standing import Standing
from app.domain.output import Output
from exports.blocks import Value
from exports.values import date_text

SheetPlace = tuple[int, int]
"""The place of a sheet: member and project."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A project under evaluation as the dossier describes it."""

    id: int
    title: str
    agency: str
    program: str
    year: int | None
    summary: str


@dataclass(frozen=True, slots=True)
class EvaluationData:
    """A round with its scores; ``names`` are the reviewers' as they may be shown.

    ``comments`` are by (member, project, criterion), ``overall`` (총평) by (member, project).  Only the
    dossier is given ``judged``, ``outputs`` and ``awards``.
    """

    title: str
    rubric: str
    opens_on: date | None
    closes_on: date | None
    criteria: tuple[RubricCriterion, ...]
    panels: tuple[Panel, ...]
    members: tuple[PanelMember, ...]
    names: Mapping[int, str]
    projects: tuple[tuple[int, str], ...]
    standing: Standing
    exclusions: tuple[Exclusion, ...]
    comments: Mapping[tuple[int, ...], str]
    as_of: date
    approval_box: bool = False
    overall: Mapping[SheetPlace, str] | None = None
    judged: tuple[Judged, ...] = ()
    outputs: tuple[Output, ...] = ()
    awards: tuple[Award, ...] = ()

    @property
    def ranked(self) -> list[tuple[int, str]]:
        """Return the projects by rank, those without a score at the end."""
        ranks = self.standing.ranks()
        return sorted(self.projects, key=lambda one: (ranks[one[0]] is None, ranks[one[0]] or 0, one[1]))

    def judges(self, panel: Panel, project_id: int) -> list[PanelMember]:
        """Return the members of a panel who may judge a project."""
        excluded = self.standing.excluded
        return [m for m in self.members if m.panel_id == panel.id and (m.id, project_id) not in excluded]

    def results(self, panel: Panel, project_id: int) -> list[CriterionResult]:
        """Return a project's results in a panel in the order of the criteria."""
        found = self.standing.results[project_id].criteria
        by = {one.criterion_id: one for one in found if one.panel_id == panel.id}
        return [by[one.id] for one in self.criteria]

    def panel_score(self, panel: Panel, project_id: int) -> float | None:
        """Return what a panel's scores alone come to."""
        results = self.results(panel, project_id)
        known = [
            (one, found.mean)
            for one, found in zip(self.criteria, results, strict=True)
            if found.mean is not None
        ]
        weight = sum(one.weight for one, _ in known)
        if not weight:
            return None
        full = sum(one.weight for one in self.criteria)
        return full * sum(one.weight * value / one.highest for one, value in known) / weight

    def scores(self, member: PanelMember, project_id: int) -> list[float | None]:
        """Return what a member gave for a project by criterion; whole numbers as such."""
        given = self.standing.given
        return [plain(given(project_id, member.panel_id, one.id).get(member.id)) for one in self.criteria]

    def remark(self, member: PanelMember, project_id: int) -> str:
        """Return a member's 총평 on a project."""
        return (self.overall or {}).get((member.id, project_id), "")

    def finished(self, member: PanelMember, project_id: int) -> bool:
        """Tell whether a member has scored a project by every criterion."""
        return self.standing.counts[project_id].get(member.id, 0) == len(self.criteria)

    @property
    def facts(self) -> tuple[tuple[str, Value], ...]:
        """Return what the round is, for the head of a paper."""
        days = [date_text(day) for day in (self.opens_on, self.closes_on) if day]
        pairs = [(m, key) for key, _title in self.projects for p in self.panels for m in self.judges(p, key)]
        done = sum(self.finished(member, key) for member, key in pairs)
        dropped = f"최고·최저 제외(점수 {DROP_FROM}개부터)" if self.standing.drop_extremes else "모든 점수"
        return (
            ("평가표", f"{self.rubric} (기준 {len(self.criteria)}개)"),
            ("기간", " ~ ".join(days) or "–"),
            ("과제", f"{len(self.projects)}건"),
            ("위원", f"{len(self.members)}명"),
            ("채점표", f"{done} / {len(pairs)}장"),
            ("셈", dropped),
        )


def plain(value: float | None) -> float | None:
    """Return a whole number as one."""
    return int(value) if value is not None and value.is_integer() else value


def weighted(first: int, criteria: Sequence[RubricCriterion]) -> str:
    """Return the formula of a weighted score from column ``first`` on; empty cells leave their weight."""
    cells = [f"{{{first + number}}}" for number in range(len(criteria))]
    pairs = list(zip(cells, criteria, strict=True))
    adds = "+".join(f"N({cell})*{one.weight}/{one.highest}" for cell, one in pairs)
    known = "+".join(f'IF({cell}="",0,{one.weight})' for cell, one in pairs)
    return f"{sum(one.weight for one in criteria)}*({adds})/({known})"


def over_panels(places: Sequence[tuple[int, int]]) -> str:
    """Return the formula of a mean over panels; ``places`` are the panels' weights and columns."""
    adds = "+".join(f"N({{{place}}})*{weight}" for weight, place in places)
    known = "+".join(f'IF({{{place}}}="",0,{weight})' for weight, place in places)
    return f"({adds})/({known})"


def rank_of(place: int) -> str:
    """Return the formula of a competition rank by the figures of a column; ties to six decimals."""
    return f"SUMPRODUCT(--(ROUND({{all[{place}]}},6)>ROUND({{{place}}},6)))+1"


def mean_of(first: int, last: int, drop_extremes: bool) -> str:
    """Return the formula of the mean of a row's cells, the highest and lowest left out where they are."""
    cells = f"{{{first}}}:{{{last}}}"
    plain_mean = f"AVERAGE({cells})"
    if not drop_extremes:
        return plain_mean
    dropped = f"(SUM({cells})-MAX({cells})-MIN({cells}))/(COUNT({cells})-2)"
    return f"IF(COUNT({cells})>={DROP_FROM},{dropped},{plain_mean})"
