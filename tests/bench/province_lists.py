"""The province with what it lacks for the smaller lists: awards, scores of agencies, 접속기록."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.domain.privacy.access import AccessAction, AccessPurpose
from app.services.evaluation.awards import USUAL
from app.services.workspace import Workspace
from db.queries import access
from tests.bench import province

_AGENCIES, _YEARS, _AWARDS, _LOOKS = 260, 10, 3000, 60_000
_ACTORS = ("김담당", "이주무", "박팀장", "최관리")


def cached() -> Path:
    """Return such a file, made once for all benchmarks of a machine and kept."""
    return province.kept_file("lists", _write)


def _write(path: Path) -> None:
    shutil.copyfile(province.cached(), path)
    ws = Workspace(path)
    with ws.reading() as connection:
        there = connection.exec_driver_sql("SELECT count(*) FROM agency").scalar_one()
        people = connection.exec_driver_sql("SELECT uid FROM person WHERE id <= 5000").scalars().all()
    with ws.unit_of_work("상격과 점수") as work:
        new = [{"name": f"한빛{n}군", "kind": "municipality"} for n in range(there, _AGENCIES)]
        work.insert_many("agency", new)
        work.insert_many(
            "agency_score", [_score(n, year) for n in range(_AGENCIES) for year in range(_YEARS)]
        )
        work.insert_many("award", [_award(n) for n in range(_AWARDS)])
    with ws.beside_journal() as connection:
        for line in _looks(ws, list(people)):
            access.append(connection, line)
    ws.close()


def _score(agency: int, year: int) -> dict[str, Any]:
    return {
        "agency_id": 1 + agency, "year": 2017 + year, "indicator": "국민참여 수준",
        "score": 40 + (agency * 7 + year * 13) % 60, "scale": 100.0,
    }  # fmt: skip


def _award(n: int) -> dict[str, Any]:
    return {
        "project_id": 1 + n * 3, "year": 2017 + n * 10 // _AWARDS, "grade": USUAL[n % len(USUAL)],
        "amount": 1_000_000 * (1 + n % 5), "grant": 50_000_000 if n % 9 == 0 else None,
    }  # fmt: skip


def _looks(ws: Workspace, people: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the lines oldest first, up to now; one in twenty is of a whole list."""
    actions, purposes = list(AccessAction), list(AccessPurpose)
    for n in range(_LOOKS):
        count = 50 if n % 20 == 0 else 1 + n % 3
        first = n * 17 % (len(people) - count)
        seen = tuple(people[first : first + count])
        yield {
            "at": ws.clock() - timedelta(hours=1.46 * (_LOOKS - n)), "actor": _ACTORS[n % 4],
            "department": "기획예산과", "role": "officer", "machine": f"PC-{n % 40}",
            "action": actions[n % 5].value, "subject": "참여자 명단", "people": seen,
            "people_count": count, "items": ("이름", "전화"), "purpose": purposes[n % 9].value,
            "reason": f"{n % 31 + 1}일 모임의 안내와 참석 확인", "target": "", "until": None,
        }  # fmt: skip
