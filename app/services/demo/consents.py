"""동의 of the example's people: most in order, some ending, ended, taken back, refused or never asked."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.choices import ActorKind
from app.domain.listing import ListQuery
from app.domain.participant import is_exempt
from app.domain.person import Gender, Person
from app.domain.privacy.consent import ConsentDecision, ConsentPurpose, needs_guardian
from app.domain.privacy.consent_terms import TERMS
from app.services import listing
from app.services.demo import files
from app.services.privacy import consents

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_SEED = 20260622
_INTERESTS = ("돌봄", "골목 안전", "마을버스", "공원과 놀이터", "청년 일자리", "복지 신청", "생활 쓰레기", "")
_ACCESS = (
    "",
    "",
    "",
    "",
    "",
    "",
    "휠체어로 드나들 수 있는 자리",
    "큰 글씨 자료",
    "수어 통역",
    "아이와 함께 참여",
)
_AGES = {ActorKind.CITIZEN: (17, 79), ActorKind.DESIGNER: (26, 52), ActorKind.EXPERT: (34, 66)}
_USUAL_AGES = (25, 68)
_REASONS = ("연락을 더 받지 않기를 원함", "이사하여 참여를 마침", "")
_RECIPIENT = ("가온시 자원봉사센터", "활동 시간 인정")
_CHILDREN, _SCANS = 3, 4
_ASKED = (
    ConsentPurpose.COLLECTION,
    ConsentPurpose.PHOTO,
    ConsentPurpose.RECORDING,
    ConsentPurpose.DISCLOSURE,
)


class Traits:
    """Birth years, gender and what else is known of a person; a choice of its own, the same every time."""

    def __init__(self, year: int) -> None:
        """Begin with persons who are as old as they are in ``year``."""
        self._rng, self._year, self._children = random.Random(_SEED), year, _CHILDREN  # noqa: S311

    def of(self, kind: ActorKind) -> dict[str, Any]:
        """Return what is known of the next person of a kind; of officials nothing."""
        rng = self._rng
        if is_exempt(kind):
            return {"birth_year": None, "gender": None, "interests": "", "accessibility": ""}
        low, high = _AGES.get(kind, _USUAL_AGES)
        age = rng.randint(low, high)
        if kind is ActorKind.CITIZEN and self._children:
            self._children, age = self._children - 1, 12
        return {
            "birth_year": self._year - age,
            "gender": rng.choice((Gender.FEMALE, Gender.MALE)).value,
            "interests": rng.choice(_INTERESTS),
            "accessibility": rng.choice(_ACCESS),
        }


def record(ws: "Workspace", folder: Path) -> None:
    """Record what everybody but officials said, so that every state can be seen."""
    rng = random.Random(_SEED)  # noqa: S311 - a repeatable choice, no secret
    people = [row for row in listing.all_rows(ws, "person", ListQuery()) if not is_exempt(row.actor_kind)]
    with ws.unit_of_work("예시 동의 기록") as work:
        rows = [row for number, person in enumerate(people) for row in _of(person, number, ws.today, rng)]
        work.insert_many("consent", rows)
    signed = [row for row in people if consents.of_person(ws, row.id).current][:_SCANS]
    for number, person in enumerate(signed, 1):
        paper = files.write(folder, f"동의서_{number}.pdf", "개인정보 동의서", ["항목마다 표시하고 서명함"])
        ids = [row.id for row in consents.of_person(ws, person.id).current.values()]
        consents.attach_scan(ws, ids, paper)


def _of(person: Person, number: int, today: date, rng: random.Random) -> Iterator[Mapping[str, Any]]:
    turn = number % 20
    if turn == 7 and number % 3:
        return  # never asked
    begun = today - timedelta(rng.randint(30, 300))
    ends = today + timedelta(rng.randint(45, 640))
    if turn in (3, 12):
        ends = today + timedelta(rng.randint(2, 28))
    elif turn == 15:
        begun, ends = today - timedelta(400), today - timedelta(rng.randint(4, 60))
    guardian = f"{person.name[0]}보호" if needs_guardian(person.birth_year, None, today.year) else ""
    for purpose in _ASKED:
        refused = purpose is not ConsentPurpose.COLLECTION and rng.random() < 0.15
        row = _row(person.id, purpose, begun, ends, guardian)
        if refused or turn == 18:
            row |= {"decision": ConsentDecision.REFUSED.value, "ends_on": None}
        elif turn == 9 and (purpose is ConsentPurpose.COLLECTION or rng.random() < 0.5):
            row |= {"withdrawn_on": today - timedelta(rng.randint(1, 20)),
                    "withdrawal_reason": rng.choice(_REASONS)}  # fmt: skip
        yield row
        if refused and turn == 5:
            return
    if turn == 1:
        recipient, why = _RECIPIENT
        row = _row(person.id, ConsentPurpose.PROVISION, begun, ends, guardian)
        yield row | {"recipient": recipient, "recipient_purpose": why}


def _row(person_id: int, purpose: ConsentPurpose, begun: date, ends: date, guardian: str) -> dict[str, Any]:
    return {
        "person_id": person_id, "purpose": purpose.value, "decision": ConsentDecision.AGREED.value,
        "items": TERMS[purpose].items, "given_on": begun, "ends_on": ends, "withdrawn_on": None,
        "withdrawal_reason": "", "method": "paper", "recipient": "", "recipient_purpose": "",
        "guardian": guardian,
    }  # fmt: skip
