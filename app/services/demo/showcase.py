"""실타래 of the showcase project: from what citizens said at its sessions to what was taken up.

The words stand in ``resources/demo/thread.toml``.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.ballot import PastedOption
from app.domain.choices import ActorKind
from app.domain.proposal import TallyWay
from app.services import ballots, contributions, findings, outputs, people, proposals, threads, votes
from app.services.session import attendance, outcomes, sessions

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Act = Callable[[], None]
_MEASURED = {"interview": 60}
_ROOTS = {"problem": "q1", "persona": "p1", "journey": "w2", "research": "v7", "stakeholder_map": "v10"}
"""Which output came from which card."""


class Showcase:
    """The sessions, cards, votes, proposals and gifts of one project, in the order of time."""

    def __init__(self, ws: "Workspace", words: Mapping[str, Any], project: Callable[[], int]) -> None:
        """Tell the story in ``words`` of the project whose id ``project`` returns once there is one."""
        self._ws, self._words, self._project = ws, words, project
        self._cards: dict[str, int] = {}
        self._clusters: dict[str, int] = {}

    def events(self, began: datetime, last: datetime) -> Iterator[tuple[datetime, Act]]:
        """Yield what happened and when; ``day`` counts from ``began``, ``ago`` back from ``last``."""
        words = self._words
        yield began + timedelta(5.2), self._prepare
        for row in words["session"]:
            at = last if "ahead" in row else began + timedelta(row["day"], hours=1)
            yield at, lambda row=row: self._session(row)  # type: ignore[misc]
        for row in words["round"]:
            yield began + timedelta(row["day"]), lambda row=row: self._round(row)  # type: ignore[misc]
        for row in words["proposal"]:
            yield last - timedelta(row["ago"]), lambda row=row: self._receive(row)  # type: ignore[misc]
            if "decide" in row:
                decided = last - timedelta(row["decide"]["ago"])
                yield decided, lambda row=row: self._decide(row)  # type: ignore[misc]
        yield began + timedelta(words["ballot"]["day"]), lambda: self._ballot(words["ballot"])
        for row in words["contribution"]:
            yield began + timedelta(row["day"], hours=9), lambda row=row: self._give(row)  # type: ignore[misc]
        yield last, self._connect_outputs

    def _prepare(self) -> None:
        for level, kinds in self._words["fingerprint"].items():
            for stage in kinds:
                contributions.declare(self._ws, self._project(), level, stage, True)
        for name in self._words["clusters"]:
            self._clusters[name] = findings.add_cluster(self._ws, self._project(), name)

    # -- sessions and cards

    def _session(self, row: Mapping[str, Any]) -> None:
        ws, ahead = self._ws, row.get("ahead")
        values = {
            "topic": row["topic"], "held_on": ws.today + timedelta(ahead or 0), "place": row["place"],
            "host": row["host"], "starts_at": row["time"][0], "ends_at": row["time"][1],
            "minutes": row.get("minutes", "").strip(),
        }  # fmt: skip
        session_id = sessions.create(ws, self._project(), row["kind"], values)
        if ahead is not None:
            return
        self._attend(session_id, row)
        for text in row.get("decisions", ()):
            outcomes.add_decision(ws, session_id, text)
        lead = people.members(ws, self._project())[0].person_id
        for title, days in row.get("actions", ()):
            outcomes.add_action(ws, session_id, title, ws.today + timedelta(days), lead)
        self._hear(session_id, values["minutes"], row["card"])
        sessions.close(ws, session_id)

    def _attend(self, session_id: int, row: Mapping[str, Any]) -> None:
        ws, roster = self._ws, attendance.roster(self._ws, session_id)
        minutes = _MEASURED.get(row["kind"], _length(row["time"]))
        with ws.unit_of_work(f"출석 {len(roster)}명") as work:
            links = {"project_id": self._project(), "session_id": session_id}
            for place, one in enumerate(roster[: row.get("few", len(roster))]):
                absent = (place + session_id) % 8 == 7
                state = "absent" if absent else "late" if (place + session_id) % 9 == 5 else "present"
                attended = None if absent else minutes - 15 * (state == "late")
                values = {"person_id": one.person_id, "state": state, "minutes": attended}
                work.insert("attendance", {**values, **links})
        for kind, count in row.get("guests", {}).items():
            attendance.set_guests(ws, session_id, kind, count)

    def _hear(self, session_id: int, minutes: str, cards: list[dict[str, Any]]) -> None:
        with self._ws.unit_of_work(f"발견 카드 {len(cards)}장") as work:
            for card in cards:
                text = card.get("text", "")
                at = minutes.find(text) if text else -1
                place = {"quote": text, "quote_start": at, "quote_end": at + len(text)} if at >= 0 else {}
                self._cards[card["key"]] = findings.create(
                    work, self._project(), card["kind"], text, session_id=session_id,
                    speaker=card.get("speaker", ""), cluster_id=self._clusters[card["cluster"]],
                    persona=card.get("persona"), parents=self._refs(card), **place,
                )  # fmt: skip

    def _refs(self, row: Mapping[str, Any]) -> list[threads.Ref]:
        return [("finding", self._cards[key]) for key in row.get("from", ())]

    def _round(self, row: Mapping[str, Any]) -> None:
        kinds = ["idea"] if "dots" in row else ["prototype"]
        round_id = votes.start(self._ws, self._project(), row["title"], 3 if "dots" in row else 1, kinds)
        if "dots" in row:
            dots = {self._cards[key]: count for key, count in row["dots"].items()}
            votes.enter_hall(self._ws, round_id, row["heads"], dots)
            votes.end(self._ws, round_id)
            return
        team = people.members(self._ws, self._project())
        for member, key in zip(team, row["members"], strict=False):
            votes.cast(self._ws, round_id, member.person_id, self._cards[key], 1)

    # -- proposals and gifts

    def _receive(self, row: dict[str, Any]) -> None:
        team = people.members(self._ws, self._project())
        citizens = [one.person_id for one in team if one.actor_kind == ActorKind.CITIZEN]
        values = {
            "project_id": self._project(), "title": row["title"], "channel": row["channel"],
            "department": row.get("department", ""), "proposer": row["proposer"],
            "supporters": row.get("supporters"),
            "proposer_id": citizens[row["member"]] if "member" in row else None,
        }  # fmt: skip
        # A proposal on a card written later got its ground when that card was there.
        known = [key for key in row["from"] if key in self._cards]
        row["id"] = proposals.create(self._ws, values, self._refs({"from": known})).id
        row["later"] = [key for key in row["from"] if key not in known]

    def _decide(self, row: Mapping[str, Any]) -> None:
        said = row["decide"]
        proposals.decide(
            self._ws, row["id"], said["decision"], said["reason"], follow_up=said.get("follow_up"),
            follow_up_note=said.get("note"),
            follow_up_on=self._ws.today if said.get("follow_up") == "done" else None,
        )  # fmt: skip

    def _ballot(self, row: Mapping[str, Any]) -> None:
        options = [PastedOption(text, (paper, hall, web)) for text, paper, hall, web in row["options"]]
        values = {"title": row["title"], "choices_per_voter": row["choices"], "note": row["note"],
                  "held_from": self._ws.today - timedelta(7), "held_to": self._ws.today}  # fmt: skip
        ballot_id = ballots.create(self._ws, values, options, project_id=self._project())
        for way in TallyWay:
            ballots.set_voters(self._ws, ballot_id, way.value, row["voters"][way.value])

    def _give(self, row: Mapping[str, Any]) -> None:
        values = {key: row[key] for key in ("giver", "kind", "amount", "unit", "text")}
        stage = "planning" if row["day"] < 60 else "design"
        contributions.add(self._ws, self._project(), {**values, "stage": stage, "given_on": self._ws.today})

    def _connect_outputs(self) -> None:
        filed = outputs.of_project(self._ws, self._project())
        with self._ws.unit_of_work("산출물에 근거 잇기") as work:
            for output in filed:
                if output.kind in _ROOTS:
                    parent = ("finding", self._cards[_ROOTS[output.kind]])
                    threads.add(work, self._project(), ("output", output.id), parent)
            for row in self._words["proposal"]:
                for parent in self._refs({"from": row["later"]}):
                    threads.add(work, self._project(), ("proposal", row["id"]), parent)


def _length(times: list[str]) -> int:
    begins, ends = (int(time[:2]) * 60 + int(time[3:]) for time in times)
    return ends - begins
