"""The course of one example project: what its office did, and when."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.choices import (
    ActorKind,
    CriterionKind,
    GovernmentLevel,
    ParticipantKind,
    ParticipationLevel,
    ParticipationMode,
    ProjectStatus,
    Role,
    StageKind,
)
from app.domain.stage import Criterion, Stage
from app.errors import UserError
from app.services import directory, outputs, projects, records, stages
from app.services.codes import templates
from app.services.demo import opinions
from app.services.demo.evidence import Evidence
from app.services.demo.files import write
from app.services.demo.results import Results
from app.services.demo.showcase import Showcase

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

# 할 일 of running projects in days from today: overdue, today, soon and later.
_DUE = (-2, 1, 4, 9, 0, 3, -1, 12, 7, 20, 6, 15, 30, 2, 45, 10, 25, 5)
# What a diligent office files in each stage beside what its gate asks for.
_MORE = (
    ("plan", "minutes", "stakeholder_map"),
    ("persona", "idea", "journey", "minutes"),
    ("minutes",),
    ("minutes",),
)  # fmt: skip
# The stage (0-3) at whose end users are asked how satisfied they are: 집행.
_ASKED = 2
_CENTRAL = ("함께행정부",)
_INSTITUTIONS = ("한울교통공사",)
_OFFICER = (Role.OFFICER, ActorKind.OFFICIAL)
_FACILITATOR = (Role.FACILITATOR, ActorKind.DESIGNER)
_EXPERT = (Role.EXPERT, ActorKind.EXPERT)
_STAKEHOLDER = (Role.STAKEHOLDER, ActorKind.STAKEHOLDER)
_OTHERS = (
    _FACILITATOR, _EXPERT, _STAKEHOLDER, _EXPERT, _OFFICER, _STAKEHOLDER, _OFFICER, _FACILITATOR,
    (Role.ADVISOR, ActorKind.EXPERT), _STAKEHOLDER, _OFFICER, _EXPERT,
)  # fmt: skip
_JURY = (_EXPERT, _EXPERT, _EXPERT)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what the stories share: the named officers, the other people by kind, the regions."""

    officers: dict[str, int]
    people: dict[str, list[int]]
    regions: dict[str, int]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did at a moment."""

    at: datetime
    actor: str
    act: Callable[[Cast], None]


def some_time_before(now: datetime, days: int, minutes: int) -> datetime:
    """Return a moment of the day ``days`` before ``now``, earlier by ``minutes`` as far as that day goes."""
    local = now.astimezone()
    return now - timedelta(days=days, minutes=min(minutes, local.hour * 60 + local.minute))


class Story:
    """One project from its row in ``projects.toml``; its events are run by their moments."""

    def __init__(
        self, ws: "Workspace", spec: dict[str, Any], words: dict[str, Any], rng: random.Random,
        folder: Path, now: datetime,
    ) -> None:  # fmt: skip
        """Lay the stages out so that the last thing done lies ``idle`` days before ``now``."""
        self.ws, self.spec, self.words, self.rng, self.folder, self.now = ws, spec, words, rng, folder, now
        self.template = templates()[spec["template"]]
        self.project_id = 0
        self.stages: list[Stage] = []
        self.last = some_time_before(now, spec["idle"], rng.randint(10, 300))
        self.reached = list(StageKind).index(StageKind(spec["stage"]))
        before = sum(stage.days for stage in self.template.stages[: self.reached])
        inside = self.template.stages[self.reached].days * spec["progress"] / 100
        self.began = self.last - timedelta(before + max(inside, 12.0))
        self._moment = self.began
        self.evidence = Evidence(ws, spec, words)
        told = words["thread"]
        showcase = told["project"] == spec["title"]
        self.results = Results(ws, words["results"], spec["title"])
        self.showcase = Showcase(ws, told, lambda: self.project_id) if showcase else None

    def events(self) -> Iterator[Event]:
        """Yield what happened, in the order of time."""
        if self.spec["state"] == ProjectStatus.DRAFT.value:
            yield self._event(self.last, self._register)
            return
        yield self._event(self.began, self._register)
        yield self._event(self.began + timedelta(5), self._form_team)
        if self.showcase:
            for at, act in self.showcase.events(self.began, self.last):
                yield Event(at, self.spec["manager"], lambda cast, act=act: act())  # type: ignore[misc]
        begins = self.began
        for number, stage in enumerate(self.template.stages[: self.reached + 1]):
            over = number < self.reached or self.spec["progress"] == 100
            ends = begins + timedelta(stage.days) if over else self.last - timedelta(hours=2)
            yield from self._stage_events(number, begins, ends, over)
            begins = ends
        yield self._event(self.last, self._look_ahead)

    def _stage_events(self, number: int, begins: datetime, ends: datetime, over: bool) -> Iterator[Event]:
        for place, kind in enumerate(self._kinds_to_file(number, over)):
            share = begins + (ends - begins) * (0.4 + 0.08 * place)
            yield self._event(share, lambda cast, kind=kind: self._file(number, *kind))  # type: ignore[misc]
        if not self.showcase:
            share = begins + (ends - begins) * 0.85
            yield self._event(share, lambda cast: self._gather(number, over))
        if number == 0:
            share = begins + (ends - begins) * 0.9
            yield self._event(share, lambda cast: self.results.plan(self.project_id))
        yield self._event(ends - timedelta(hours=20), lambda cast: self._confirm(number, over))
        yield self._event(ends - timedelta(hours=19), lambda cast: self.results.go_on(number))
        if over:
            if number == _ASKED:
                yield self._event(ends - timedelta(hours=6), lambda cast: self._ask())
            yield self._event(ends - timedelta(hours=3), lambda cast: self._sign_off(number))
            if number == 0:
                yield self._event(ends - timedelta(hours=2), lambda cast: self.results.lock())
            if self.spec.get("reopened") and number == self.reached - 1:
                yield self._event(ends + timedelta(3), lambda cast: self._reopen(number))
                yield self._event(ends + timedelta(6), lambda cast: self._sign_off(number))

    def _event(self, at: datetime, act: Callable[[Cast], None]) -> Event:
        # Never before what the same project did before, never in the future.
        self._moment = min(max(at, self._moment + timedelta(minutes=1)), self.now)
        return Event(self._moment, self.spec["manager"], act)

    def _register(self, cast: Cast) -> None:
        spec, draft = self.spec, self.spec["state"] == ProjectStatus.DRAFT.value
        begins = self.now + timedelta(20) if draft else self.began
        values = {
            "title": spec["title"],
            "year": self.now.astimezone().year - spec["years_back"],
            "service_field": spec["field"],
            "government_level": _level(spec["place"]).value,
            "is_foreign": False,
            "lead_agency": spec["place"],
            "region_id": cast.regions.get(spec["place"]),
            "department": spec["department"],
            "manager_id": cast.officers[spec["manager"]],
            "starts_on": begins.astimezone().date(),
            "status": (ProjectStatus.DRAFT if draft else ProjectStatus.ACTIVE).value,
            "summary": f"{spec['need']} {spec['idea']}",
            "background": spec["need"],
            "purpose": spec["idea"],
            "participation_level": ParticipationLevel.ACTIVE.value,
            "participation_mode": self.rng.choice(list(ParticipationMode)).value,
            "participant_kinds": [ParticipantKind.STAKEHOLDER.value, ParticipantKind.PUBLIC.value],
            "participation_stages": [kind.value for kind in StageKind][: self.reached + 1],
        }
        with self.ws.unit_of_work(f"과제 ‘{spec['title']}’ 등록") as work:
            self.project_id = projects.add(work, values, self.template, begins.astimezone().date())
            if spec.get("full"):
                for name in self.rng.sample(self.words["tags"], 2):
                    links = {"project_id": self.project_id, "tag_id": directory.ensure(work, "tag", name)}
                    work.insert("project_tag", links)
        self.stages = stages.of_project(self.ws, self.project_id)
        if not draft:
            stages.edit_stage(self.ws, self.stages[0].id, {"actual_start": begins.astimezone().date()})

    def _form_team(self, cast: Cast) -> None:
        size = self.spec["team"]
        citizens = round(size * self.spec["citizens"] / 100)
        free = {kind: self.rng.sample(ids, len(ids)) for kind, ids in cast.people.items()}
        with self.ws.unit_of_work(f"팀 {size}명 구성") as work:
            joined = [self._member(*pair) for pair in self._roles(cast, free, size, citizens)]
            if self.spec.get("full"):
                left = self._member(Role.CITIZEN, free[ActorKind.CITIZEN].pop())
                joined.append({**left, "to_on": left["from_on"] + timedelta(3), "note": "이사로 그만둠"})
            work.insert_many("membership", joined)

    def _roles(
        self, cast: Cast, free: dict[str, list[int]], size: int, citizens: int
    ) -> Iterator[tuple[Role, int]]:
        leader = self.template.leader or ActorKind.OFFICIAL
        yield Role.LEADER, free[leader].pop()
        yield Role.OFFICER, cast.officers[self.spec["manager"]]
        others = size - citizens - 1 - (leader is not ActorKind.CITIZEN)
        for _ in range(size - others - 2):
            yield Role.CITIZEN, free[ActorKind.CITIZEN].pop()
        order = (_JURY if self.spec["template"] == "contest" else ()) + _OTHERS
        for role, kind in order[:others]:
            yield role, free[kind].pop()

    def _member(self, role: Role, person_id: int) -> dict[str, Any]:
        day = self.ws.today
        return {"project_id": self.project_id, "person_id": person_id, "role": role.value, "from_on": day,
                "to_on": None, "note": ""}  # fmt: skip

    def _kinds_to_file(self, number: int, over: bool) -> Iterator[tuple[str, bool]]:
        criteria = self.template.stages[number].criteria
        if self.spec.get("full"):
            counted = [criterion.detail for criterion in criteria]
            yield from ((kind, True) for kind in _MORE[number] if kind not in counted)
        for criterion in criteria[: len(criteria) if over else self._wanted(len(criteria))]:
            if criterion.metric in ("output_count", "output_files"):
                with_file = bool(self.spec.get("full")) or criterion.metric == "output_files"
                for _ in range(criterion.threshold):
                    yield criterion.detail, with_file

    def _wanted(self, total: int) -> int:
        if self.spec["state"] == "gate":
            return total - int(self.spec["lacks"])
        return int(total * self.spec["progress"] / 100)

    def _file(self, number: int, kind: str, with_file: bool) -> None:
        label, ending = self.words["outputs"][kind]
        title = f"{self.spec['title']} {label}"
        lines = self.rng.sample(self.words["sayings"], 4)
        name = f"{title.replace(' ', '_')}.{ending}"
        files = [write(self.folder, name, title, lines)] if with_file else []
        is_open = number == 0 or kind == "report" or self.rng.random() < 0.3
        values = {
            "title": label,
            "kind": kind,
            "stage": list(StageKind)[number].value,
            "version": "1.0" if number < self.reached else "0.9",
            "produced_on": self.ws.today,
            "disclosure": "open" if is_open else self.rng.choice(("partial", "closed")),
            "approval": "approved" if number < self.reached else self.rng.choice(("draft", "requested")),
            "summary": " ".join(lines[:2]),
        }
        outputs.add(self.ws, self.project_id, values, files)

    def _confirm(self, number: int, over: bool) -> None:
        stage = self.stages[number]
        wanted = len(stage.criteria) if over else self._wanted(len(stage.criteria))
        attested = [part for part in stage.criteria[:wanted] if part.kind == CriterionKind.ATTESTED]
        if self.spec.get("full"):
            for criterion in attested[:1]:
                self._prove(criterion)
        steps = stage.steps if over else stage.steps[: len(stage.steps) * self.spec["progress"] // 100]
        with self.ws.unit_of_work(f"{stage.kind_label} 단계 진행 정리") as work:
            for criterion in attested:
                links = {"project_id": self.project_id, "criterion_id": criterion.id}
                values = {
                    "met_by": self.ws.actor,
                    "met_at": self.ws.clock(),
                    "remark": "모임에서 확인했습니다.",
                }
                records.insert(work, "criterion_result", values, **links)
            work.update_many("step", [step.id for step in steps], {"done": True})
            work.update("stage", stage.id, {"progress": 100 if over else self.spec["progress"]})

    def _ask(self) -> None:
        spec = self.spec
        opinions.ask(self.ws, self.words["survey"], self.project_id, spec["title"], int(spec["years_back"]))

    def _gather(self, number: int, over: bool) -> None:
        criteria = self.template.stages[number].criteria
        wanted = criteria[: len(criteria) if over else self._wanted(len(criteria))]
        self.evidence.keep(self.project_id, self.stages[number].kind, wanted)

    def _prove(self, criterion: Criterion) -> None:
        title = f"{self.spec['title']} {criterion.label}"
        name = f"{title.replace(' ', '_').replace('/', '·')}.pdf"
        outputs.attach_evidence(self.ws, criterion, [write(self.folder, name, title, ())])

    def _sign_off(self, number: int) -> None:
        stage, remark = self.stages[number], "팀 회의에서 함께 확인함"
        try:
            stages.sign_off(self.ws, stage, remark=remark)
        except UserError:
            exception = "국민 추가 모집을 조건으로 먼저 진행합니다."
            stages.sign_off(self.ws, stage, remark=remark, exception=exception)

    def _reopen(self, number: int) -> None:
        signed = stages.of_project(self.ws, self.project_id)[number]
        stages.reopen(self.ws, signed, "표를 다시 세어 달라는 요청이 있어 결과를 바로잡습니다.")

    def _look_ahead(self, cast: Cast) -> None:
        """Close what is past and note what is next: the last thing that happened to the project."""
        state, today = self.spec["state"], self.now.astimezone().date()
        due = [
            row for row in outputs.milestones(self.ws, self.project_id) if row.due_on and row.due_on < today
        ]
        with self.ws.unit_of_work("할 일 정리") as work:
            for row in due:
                done_on = min(row.due_on or today, self.last.astimezone().date())
                work.update("milestone", row.id, {"done_on": done_on})
            if state in ("active", "gate"):
                self._note_next(work, cast)
            if state == "stopped":
                values = {"status": ProjectStatus.STOPPED.value, "remarks": "다른 사업과 겹쳐 중단함"}
                work.update("project", self.project_id, values)
            elif self.reached == len(StageKind) - 1:
                achieved = " ".join(self.rng.sample(self.words["achievements"], 2))
                work.update("project", self.project_id, {"achievements": achieved})

    def _note_next(self, work: "UnitOfWork", cast: Cast) -> None:
        for place in range(2):
            days = _DUE[(self.project_id * 2 + place * 7) % len(_DUE)]
            values = {
                "project_id": self.project_id,
                "title": self.words["todos"][(self.project_id + place) % len(self.words["todos"])],
                "due_on": (self.now + timedelta(days)).astimezone().date(),
                "stage": self.spec["stage"],
                "assignee_id": cast.officers[self.spec["manager"]],
            }
            records.insert(work, "milestone", values)
        if not self.showcase:
            self.evidence.look_ahead(work, self.project_id, self.spec["stage"])


def _level(place: str) -> GovernmentLevel:
    if place in _CENTRAL:
        return GovernmentLevel.CENTRAL
    return GovernmentLevel.INSTITUTION if place in _INSTITUTIONS else GovernmentLevel.LOCAL
