"""기여와 공동생산 지문: what citizens gave, and at which level they took part in which stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.choices import StageKind
from app.domain.proposal import Contribution, CoproductionLevel
from app.domain.rounding import percent_of


@dataclass(frozen=True, slots=True)
class Hours:
    """Attendance summed up: minutes that were noted, times attended, times of unknown length among them.

    The length of a session is never put in place of minutes that nobody noted.
    """

    minutes: int = 0
    times: int = 0
    unmeasured: int = 0

    def __add__(self, other: "Hours") -> "Hours":
        return Hours(
            self.minutes + other.minutes, self.times + other.times, self.unmeasured + other.unmeasured
        )

    @property
    def words(self) -> str:
        """Return 3시간 20분, or 2회 where nobody noted how long."""
        whole, rest = divmod(self.minutes, 60)
        if not self.minutes:
            return f"{self.times}회"
        return " ".join(filter(None, (f"{whole}시간" if whole else "", f"{rest}분" if rest else "")))


@dataclass(frozen=True, slots=True)
class PersonHours:
    """One person's attendance in one project, by the role there (empty outside the team)."""

    person_id: int
    person: str
    actor_kind: str | None
    role: str | None
    citizen: bool
    hours: Hours


@dataclass(frozen=True, slots=True)
class StageHours:
    """A stage's attendance (None: sessions of no stage): citizens' beside everybody's."""

    stage: str | None
    citizens: Hours
    all: Hours

    @property
    def share(self) -> int | None:
        """Return citizens' share of the minutes noted in percent, None where none is noted."""
        return percent_of(self.citizens.minutes, self.all.minutes)


@dataclass(frozen=True, slots=True)
class Contributions:
    """What was given to a project: hours per person, role and stage, and goods, money, work as entered."""

    persons: tuple[PersonHours, ...]
    stages: tuple[StageHours, ...]
    given: tuple[Contribution, ...]

    @property
    def roles(self) -> Mapping[str | None, Hours]:
        """Return the hours by role, those outside the team under None."""
        found: dict[str | None, Hours] = {}
        for row in self.persons:
            found[row.role] = found.get(row.role, Hours()) + row.hours
        return found

    @property
    def total(self) -> StageHours:
        """Return the sum of all stages."""
        citizens = all_of = Hours()
        for row in self.stages:
            citizens, all_of = citizens + row.citizens, all_of + row.all
        return StageHours(None, citizens, all_of)


@dataclass(frozen=True, slots=True)
class Lay:
    """The citizens at one closed session: from the team, from outside it, and decisions made there."""

    stage: StageKind
    team: int
    outside: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One level in one stage: declared by the office, and seen in so many sessions and decisions."""

    level: CoproductionLevel
    stage: StageKind
    declared: bool
    sessions: int
    people: int
    decisions: int

    @property
    def observed(self) -> bool:
        """Tell whether the records show it."""
        return self.sessions > 0


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """공동생산 지문: 3 levels x 4 stages, declared beside observed."""

    cells: tuple[Cell, ...] = field(default=())

    def cell(self, level: CoproductionLevel, stage: StageKind) -> Cell:
        """Return what was declared and observed at a level in a stage."""
        return next(cell for cell in self.cells if (cell.level, cell.stage) == (level, stage))


def level_of(session: Lay) -> CoproductionLevel | None:
    """Return the level that a session shows, None where no citizen came.

    The levels are those of Nabatchi, Sancino & Sicilia (2017), "Varieties of Participation in Public
    Services: The Who, When, and What of Coproduction", Public Administration Review 77(5), 766-776: an
    individual lay actor with the office, a group of lay actors, the collective of the community.  Their
    phases commissioning, design, delivery and assessment are the stages 기획, 설계, 집행 and 환류.  The paper
    tells the levels apart by who takes part and who benefits; it gives no rule for reading them off a
    register of meetings.  Records do not say for whose benefit people met, so the rule below is a proxy of
    this program, which the screen says, and what the office declares stands beside it:

    - 개인: exactly one citizen came (an interview, a visit);
    - 공동체: citizens came from outside the team, two or more of them and no fewer than those of the team
      (a round table, a forum), guests counted by heads included;
    - 집단: two or more citizens in any other case (the team at work, with or without a few guests).
    """
    people = session.team + session.outside
    if people <= 1:
        return CoproductionLevel.INDIVIDUAL if people else None
    if session.outside >= 2 and session.outside >= session.team:
        return CoproductionLevel.COLLECTIVE
    return CoproductionLevel.GROUP


def fingerprint(sessions: list[Lay], declared: set[tuple[str, str]]) -> Fingerprint:
    """Return the 지문 from the closed sessions of a project and what the office declared."""
    seen: dict[tuple[CoproductionLevel, StageKind], list[Lay]] = {}
    for session in sessions:
        level = level_of(session)
        if level is not None:
            seen.setdefault((level, session.stage), []).append(session)
    return Fingerprint(
        tuple(
            _cell(level, stage, (level.value, stage.value) in declared, seen.get((level, stage), []))
            for level in CoproductionLevel
            for stage in StageKind
        )
    )


def _cell(level: CoproductionLevel, stage: StageKind, declared: bool, sessions: list[Lay]) -> Cell:
    people = sum(session.team + session.outside for session in sessions)
    decisions = sum(session.decisions for session in sessions)
    return Cell(level, stage, declared, len(sessions), people, decisions)
