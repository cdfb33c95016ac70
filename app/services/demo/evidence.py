"""What the gates of an example project count: closed sessions, cards, a vote, decided proposals.

Other than the showcase an example project keeps no more than its gates ask for, and one session to come.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.person import Membership
from app.domain.session import AttendanceState, SessionKind, SessionStatus
from app.domain.template import TemplateCriterion
from app.services import findings, people, proposals, records
from app.services.session.templates import templates

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

_CHANNELS = {"roundtable": "roundtable", "contest": "contest", "gonggam": "dialogue"}
_DECISIONS = (("adopted", "done"), ("partly", "budget"), ("rejected", "none"))
_MINUTES = 90
_COME = 6
_SPEAKERS = ("이웃 주민", "상인회 회원", "보호자", "자원활동가")


class Evidence:
    """The sessions, cards and proposals of one example project, made when its gates want them."""

    def __init__(self, ws: "Workspace", spec: Mapping[str, Any], words: Mapping[str, Any]) -> None:
        """Choose words for ``spec`` by its title alone, whatever else the office does."""
        self._ws, self._spec, self._words = ws, spec, words
        self._rng = random.Random(spec["title"])  # noqa: S311 - a repeatable choice, no secret
        self._voices: list[int] = []
        self._ideas: list[int] = []
        self._project_id = 0
        self._stage = ""
        self._team: list[Membership] = []

    def keep(self, project_id: int, stage: str, criteria: Iterable[TemplateCriterion]) -> None:
        """Make what ``criteria`` count, in one step; nothing where they count no such thing."""
        makers: dict[str, Callable[[UnitOfWork, TemplateCriterion], None]] = {
            "sessions_closed": self._sessions,
            "findings": self._personas,
            "ideas_voted": self._vote,
            "proposals_decided": self._decided,
        }
        wanted = [(makers[part.metric], part) for part in criteria if part.metric in makers]
        if not wanted:
            return
        self._project_id, self._stage = project_id, stage
        self._team = [row for row in people.members(self._ws, project_id) if row.to_on is None]
        with self._ws.unit_of_work("활동과 발견 정리") as work:
            for make, part in wanted:
                make(work, part)

    def look_ahead(self, work: "UnitOfWork", project_id: int, stage: str) -> None:
        """Note a session to come and proposals that wait: one new, one under review, some of them late."""
        self._project_id, self._stage = project_id, stage
        kind = self._rng.choice((SessionKind.WORKSHOP, SessionKind.INTERVIEW, SessionKind.FIELD))
        self._session(work, kind.value, self._ws.today + timedelta(1 + project_id * 3 % 16), "")
        reviewed, new = self._rng.sample(self._words["proposals"], 2)
        ago = 34 if project_id % 6 == 0 else 26 - project_id * 5 % 24
        since = {"received_on": self._ws.today - timedelta(ago), "department": self._spec["department"]}
        proposals.add(work, self._proposal(reviewed, "dialogue") | since, self._ws.today)
        if project_id % 2:
            since = {"received_on": self._ws.today - timedelta(project_id % 9), "supporters": 40 + project_id}
            proposals.add(work, self._proposal(new, "petition") | since, self._ws.today)

    # -- sessions

    def _sessions(self, work: "UnitOfWork", part: TemplateCriterion) -> None:
        for number in range(part.threshold):
            day = self._ws.today - timedelta(6 * (part.threshold - number))
            name = f" {number + 1}차" if part.threshold > 1 else ""
            session_id = self._session(work, part.detail, day, name, closed=True)
            self._attend(work, session_id)
            self._hear(work, session_id)

    def _session(self, work: "UnitOfWork", kind: str, day: date, suffix: str, closed: bool = False) -> int:
        template = templates()[kind]
        values = {
            "kind": kind, "topic": self._words["sessions"].get(kind, template.topic) + suffix,
            "held_on": day, "starts_at": "14:00", "ends_at": "15:30",
            "place": self._rng.choice(self._words["places"]), "host": self._spec["department"],
            "stage": self._stage, "methods": list(template.methods),
        }  # fmt: skip
        links: dict[str, Any] = {"project_id": self._project_id}
        if closed:
            values["minutes"] = "\n\n".join(
                f"> {line}" for line in self._rng.sample(self._words["sayings"], 2)
            )
            links |= {
                "status": SessionStatus.CLOSED.value,
                "closed_at": self._ws.clock(),
                "closed_by": self._ws.actor,
            }
        session_id = records.insert(work, "session", values, **links)
        links = {"project_id": self._project_id, "session_id": session_id}
        items = [
            {"title": title, "minutes": minutes, "position": place, **links}
            for place, (title, minutes) in enumerate(template.agenda, 1)
        ]
        work.insert_many("agenda_item", items)
        return session_id

    def _attend(self, work: "UnitOfWork", session_id: int) -> None:
        links = {"project_id": self._project_id, "session_id": session_id}
        came = {"state": AttendanceState.PRESENT.value, "minutes": _MINUTES}
        ids = sorted({row.person_id for row in self._team[:_COME]})
        work.insert_many("attendance", [{"person_id": one, **came, **links} for one in ids])

    # -- cards

    def _hear(self, work: "UnitOfWork", session_id: int | None) -> int:
        text = self._words["sayings"][len(self._voices) % len(self._words["sayings"])]
        speaker = _SPEAKERS[len(self._voices) % len(_SPEAKERS)]
        found = findings.create(work, self._project_id, "voice", text, session_id=session_id, speaker=speaker)
        self._voices.append(found)
        return found

    def _roots(self, work: "UnitOfWork") -> list[tuple[str, int]]:
        while len(self._voices) < 2:
            self._hear(work, None)
        return [("finding", one) for one in self._voices]

    def _personas(self, work: "UnitOfWork", part: TemplateCriterion) -> None:
        roots = self._roots(work)
        for name, age, situation, goals in self._words["personas"][: part.threshold]:
            persona = {"name": name, "age_band": age, "situation": situation, "goals": goals}
            findings.create(work, self._project_id, "persona", "", persona=persona, parents=roots[:2])

    def _vote(self, work: "UnitOfWork", part: TemplateCriterion) -> None:
        roots = self._roots(work)
        for place, text in enumerate(self._rng.sample(self._words["ideas"], part.threshold)):
            parents = [roots[place % len(roots)]]
            self._ideas.append(findings.create(work, self._project_id, "idea", text, parents=parents))
        now = self._ws.clock()
        ended = {"project_id": self._project_id, "state": "ended", "started_at": now, "ended_at": now}
        values = {"title": "아이디어 점 투표", "votes_per_person": 3, "kinds": ["idea"], "hall_heads": 20}
        round_id = records.insert(work, "vote_round", values, **ended)
        links = {"project_id": self._project_id, "vote_round_id": round_id, "voter": "현장"}
        dots = [{"finding_id": one, "dots": self._rng.randint(4, 19), **links} for one in self._ideas]
        work.insert_many("vote", dots)

    # -- proposals

    def _decided(self, work: "UnitOfWork", part: TemplateCriterion) -> None:
        roots = [("finding", one) for one in self._ideas] or self._roots(work)
        channel = _CHANNELS.get(self._spec["template"], "dialogue")
        titles = self._rng.sample(self._words["proposals"], part.threshold)
        for place, (title, (decision, follow_up)) in enumerate(zip(titles, _DECISIONS, strict=False)):
            values = self._proposal(title, channel) | {
                "department": self._spec["department"],
                "received_on": self._ws.today - timedelta(24),
                "decision": decision,
                "decision_reason": self._words["reasons"][place],
                "follow_up": follow_up,
            }
            proposals.add(work, values, self._ws.today, [roots[place % len(roots)]])

    def _proposal(self, title: str, channel: str) -> dict[str, Any]:
        speaker = self._rng.choice(_SPEAKERS)
        return {"project_id": self._project_id, "title": title, "channel": channel, "proposer": speaker}
