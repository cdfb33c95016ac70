"""A province's ten years as one data file: 10,000 projects, 200,000 people, 500,000 cards and proposals.

``python -m tests.bench.province FILE [SHARE]`` writes it; ``SHARE`` 0.01 writes a hundredth.  Texts are put
together from words of such projects, so that common and rare words stand in them as in real minutes.  Rows
go into the file by the driver with the triggers off: made by the verbs it would take hours; the index is
built and the triggers are put back at the end, so the file is one that ``check`` finds sound.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.domain.choices import ServiceField, StageKind
from app.services.codes import templates
from app.services.workspace import Workspace
from db import indexing, kept, triggers
from db.journal import driver_of
from db.migrate import HEAD
from db.uid import new_uid

_FIRST = date(2017, 1, 2)
_DAYS = 3600
_LAST = _FIRST + timedelta(_DAYS)
_RECENT = (_LAST - timedelta(100)).isoformat()
_SUBJECTS = [
    "어르신",
    "청소년",
    "청년",
    "상인회",
    "학부모",
    "돌봄교사",
    "외국인주민",
    "장애인가족",
    "소상공인",
    "귀촌인",
    "임산부",
    "택배기사",
]
_THINGS = [
    "골목길",
    "버스정류장",
    "빈집",
    "공원",
    "도서관",
    "보건소",
    "전통시장",
    "주차장",
    "놀이터",
    "하천변",
    "경로당",
    "마을회관",
    "통학로",
    "자전거길",
    "분리수거장",
    "민원창구",
    "누리집",
    "안내판",
    "가로등",
    "쉼터",
    "공동부엌",
    "공유창고",
    "작은미술관",
    "체육관",
    "행복센터",
    "건널목",
]
_STATES = [
    "어두워서",
    "멀어서",
    "복잡해서",
    "좁아서",
    "낡아서",
    "시끄러워서",
    "알려지지않아서",
    "예약이어려워서",
    "비어있어서",
    "미끄러워서",
]
_ACTS = [
    "이용하기 어렵다",
    "다시 찾지 않는다",
    "함께 고치고 싶다",
    "표지를 새로 붙이자",
    "시간을 늘리자",
    "주민이 직접 돌보자",
    "안내를 쉽게 바꾸자",
    "시범으로 한 달 운영해 보자",
    "국민디자인단에서 다루자",
    "담당 부서가 답해야 한다",
    "비용을 나누어 내자",
    "조례로 정하자",
    "온라인 신청을 열자",
    "야간에도 열자",
]
_TAILS = [
    "현장조사에서 열 명 가운데 일곱 명이 같은 말을 했다.",
    "작년 설문에서도 비슷한 응답이 나왔다.",
    "다음 모임까지 자료를 모으기로 했다.",
    "예산은 추가경정으로 검토한다.",
    "다른 시군의 사례를 함께 보았다.",
    "퍼실리테이터가 의견을 묶어 정리했다.",
    "시제품을 만들어 두 주 동안 써 보기로 했다.",
    "이해관계자 지도를 고치고 빠진 사람을 초대한다.",
    "담당자가 바뀌어도 이어지도록 기록한다.",
]
_PLACES = [
    "남원",
    "가온",
    "나래",
    "다솜",
    "루멘",
    "마루",
    "바론",
    "사랑",
    "아람",
    "자람",
    "차오름",
    "파란",
    "하늘",
    "새봄",
    "온새",
    "한빛",
]
_FAMILIES, _MIDDLES, _LASTS = (
    "김이박최정강조윤장임한오서신권황안송류전홍",
    "가나다라마하민서지현수영은",
    "온별솔빛봄람결찬",
)
_ACTORS = ("citizen", "citizen", "citizen", "expert", "official", "designer", "stakeholder")
_ROLES = ("citizen", "officer", "expert", "facilitator")
_FINDINGS = ("voice", "citizen_need", "pain", "idea", "idea", "hmw", "problem", "keyword")
_CHANNELS = ("roundtable", "dialogue", "contest", "field")
_DECISIONS = ("reviewing", "adopted", "partly", "rejected")
_SESSIONS = ("workshop", "roundtable", "interview", "field", "dialogue")


@dataclass(frozen=True, slots=True)
class Size:
    """How many records of each kind there are."""

    projects: int = 10_000
    people: int = 200_000
    sessions: int = 100_000
    findings: int = 400_000
    proposals: int = 100_000
    attendance: int = 1_000_000

    def part(self, share: float) -> "Size":
        """Return the same province, smaller."""
        counts = (getattr(self, name) for name in self.__slots__)
        return Size(*(max(int(count * share), 1) for count in counts))


class Words:
    """Sentences as people write them, the same ones for the same seed."""

    def __init__(self, seed: int = 20260618) -> None:
        """Begin anew."""
        self._random = random.Random(seed)

    def sentence(self) -> str:
        """Return one remark of about thirty letters."""
        pick = self._random.choice
        return f"{pick(_SUBJECTS)}은 {pick(_PLACES)} {pick(_THINGS)}이 {pick(_STATES)} {pick(_ACTS)}."

    def text(self, sentences: int) -> str:
        """Return several remarks with what was done about them."""
        pick = self._random.choice
        return " ".join(f"{self.sentence()} {pick(_TAILS)}" for _ in range(sentences))

    def name(self) -> str:
        """Return a name of three syllables."""
        return "".join(map(self._random.choice, (_FAMILIES, _MIDDLES, _LASTS)))

    def title(self, number: int) -> str:
        """Return the title of a project."""
        pick = self._random.choice
        return f"{pick(_PLACES)} {pick(_SUBJECTS)}과 함께 고치는 {pick(_THINGS)} {number % 97}"

    def day(self) -> str:
        """Return a day of the ten years."""
        return (_FIRST + timedelta(self._random.randrange(_DAYS))).isoformat()


def write(path: Path, size: Size) -> None:
    """Write the province into a new data file."""
    ws = Workspace(path)
    with ws.beside_journal() as connection:
        triggers.remove(connection)
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        driver = driver_of(connection)
        for table, rows in _tables(size, Words()):
            _insert(driver, table, rows)
        indexing.rebuild(connection)
        kept.rebuild(connection, ws.today)
        triggers.install(connection)
    ws.close()


def _insert(driver: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names = ["uid", *first]
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
    driver.execute(statement, (new_uid(), *first.values()))
    driver.executemany(statement, ((new_uid(), *row.values()) for row in rows))


def _tables(size: Size, words: Words) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield every table with its rows, parents first; ids are counted from one."""
    projects, sessions = size.projects, size.sessions
    yield (
        "agency",
        ({"name": f"{place}{kind}", "kind": "municipality"} for place in _PLACES for kind in "시군구"),
    )
    yield "person", (_person(words, n) for n in range(size.people))
    yield "project", (_project(words, n, size) for n in range(projects))
    yield "stage", (row for key in range(1, projects + 1) for row in _stages(key))
    yield "criterion", (row for key in range(1, projects + 1) for row in _criteria(key))
    yield "membership", (_member(key, turn, size) for key in range(1, projects + 1) for turn in range(8))
    yield "milestone", (_milestone(words, key, turn) for key in range(1, projects + 1) for turn in range(2))
    yield "session", (_session(words, n, projects) for n in range(sessions))
    yield "attendance", (_attendance(n, size) for n in range(size.attendance))
    yield "finding", (_finding(words, n, size) for n in range(size.findings))
    yield "proposal", (_proposal(words, n, projects) for n in range(size.proposals))
    yield "output", (_output(words, n) for n in range(projects))


def _person(words: Words, n: int) -> dict[str, Any]:
    return {
        "name": words.name(), "actor_kind": _ACTORS[n % 7],
        "affiliation": f"{_PLACES[n % 16]} 주민회 {n % 500}",
        "phone": f"010-{n * 7919 % 10_000:04}-{n % 10_000:04}", "email": f"p{n}@example.kr",
        "region_id": 1 + n % 17,
    }  # fmt: skip


def _project(words: Words, n: int, size: Size) -> dict[str, Any]:
    return {
        "kind": "own" if n % 20 else "case", "title": words.title(n), "year": 2017 + n * 10 // size.projects,
        "program_id": 1 + n % 8, "government_level": "local",
        "service_field": list(ServiceField)[n % 8].value,
        "lead_agency_id": 1 + n % (3 * len(_PLACES)), "manager_id": 1 + n % size.people,
        "summary": words.text(2), "content": words.text(3), "status": "active" if n * 20 > size.projects * 17
        else "done", "citizen_goal": 40, "template": "design_team",
        "active_at": f"{2017 + n * 10 // size.projects}-06-01T00:00:00.000+00:00",
    }  # fmt: skip


def _stages(key: int) -> Iterator[dict[str, Any]]:
    for place, kind in enumerate(StageKind, 1):
        begins = _FIRST + timedelta(key * 3 % _DAYS + 60 * place)
        yield {
            "project_id": key, "kind": kind.value, "position": place, "planned_start": begins.isoformat(),
            "planned_end": (begins + timedelta(59)).isoformat(), "progress": (key * 7 + place) % 101,
        }  # fmt: skip


def _criteria(key: int) -> Iterator[dict[str, Any]]:
    position = 0
    for number, stage in enumerate(templates()["design_team"].stages):
        for part in stage.criteria:
            position += 1
            yield {
                "project_id": key, "stage_id": (key - 1) * 4 + number + 1, "position": position,
                "kind": part.kind.value, "label": part.label, "metric": part.metric, "detail": part.detail,
                "threshold": part.threshold,
            }  # fmt: skip


def _member(key: int, turn: int, size: Size) -> dict[str, Any]:
    return {"project_id": key, "person_id": 1 + (key * 17 + turn) % size.people, "role": _ROLES[turn % 4]}


def _milestone(words: Words, key: int, turn: int) -> dict[str, Any]:
    due = words.day()
    return {
        "project_id": key,
        "title": f"{turn + 1}차 점검",
        "due_on": due,
        "done_on": None if key % 4 == 0 and due > _RECENT else due,
    }


def _session(words: Words, n: int, projects: int) -> dict[str, Any]:
    closed = n % 10 < 8
    return {
        "project_id": 1 + n % projects, "kind": _SESSIONS[n % 5],
        "topic": f"{_THINGS[n % 26]} {n % 12 + 1}차 모임",
        "held_on": words.day(), "starts_at": "14:00", "ends_at": "16:00",
        "place": f"{_PLACES[n % 16]} 마을회관",
        "stage": list(StageKind)[n % 4].value, "minutes": words.text(4),
        "status": "closed" if closed else "draft",
    }  # fmt: skip


def _attendance(n: int, size: Size) -> dict[str, Any]:
    each = max(size.attendance // size.sessions, 1)
    session, turn = divmod(n, each)
    person = 1 + (session % size.projects * 17 + turn) % size.people
    state = "present" if n % 8 else "absent"
    return {"project_id": 1 + session % size.projects, "session_id": 1 + session % size.sessions,
            "person_id": person, "state": state, "minutes": 120 if n % 8 else None}  # fmt: skip


def _finding(words: Words, n: int, size: Size) -> dict[str, Any]:
    session = n % size.sessions
    return {
        "project_id": 1 + session % size.projects, "session_id": 1 + session, "kind": _FINDINGS[n % 8],
        "text": words.text(3), "speaker": _SUBJECTS[n % 12], "position": n,
    }  # fmt: skip


def _proposal(words: Words, n: int, projects: int) -> dict[str, Any]:
    received = words.day()
    due = (date.fromisoformat(received) + timedelta(30)).isoformat()
    return {
        "project_id": 1 + n % projects, "number": f"{received[:4]}-{n:06d}", "title": words.sentence(),
        "text": words.text(3), "channel": _CHANNELS[n % 4], "proposer": _SUBJECTS[n % 12],
        "received_on": received, "answer_due": due, "department": f"{_THINGS[n % 26]}과",
        **_decided(n, received, due),
    }  # fmt: skip


def _decided(n: int, received: str, due: str) -> dict[str, Any]:
    """Return what became of it: everything older than half a year was answered."""
    if n % 4 == 0 and received > (_LAST - timedelta(180)).isoformat():
        return {"decision": "reviewing", "decision_reason": "", "decided_on": None}
    return {"decision": _DECISIONS[1 + n % 3], "decision_reason": "소관 부서가 검토했다.", "decided_on": due}


def _output(words: Words, n: int) -> dict[str, Any]:
    return {
        "project_id": 1 + n, "stage": "design", "kind": "report", "title": f"{_THINGS[n % 26]} 결과보고서",
        "summary": words.text(1), "produced_on": words.day(),
    }  # fmt: skip


def cached(share: float = 1.0) -> Path:
    """Return a province of a size in today's schema, made once for all benchmarks of a machine and kept."""
    return kept_file(f"province-{share:g}", lambda path: write(path, Size().part(share)))


def kept_file(name: str, make: Callable[[Path], object]) -> Path:
    """Return a data file in today's schema that ``make`` writes once for all benchmarks of a machine.

    One of an earlier schema is brought up to it (seconds) instead of being written anew (minutes).
    """
    folder = Path(tempfile.gettempdir()) / "hamkke-bench"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{HEAD}.hamkke"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        earlier = [old for old in folder.glob(f"{name}-*.hamkke") if old.name < path.name]
        if earlier:
            shutil.copyfile(max(earlier), part)
            Workspace(part).close()
            shutil.rmtree(f"{part}.backups", ignore_errors=True)
        else:
            make(part)
        part.rename(path)
    return path


if __name__ == "__main__":
    write(Path(sys.argv[1]), Size().part(float((sys.argv[2:] or ["1"])[0])))
