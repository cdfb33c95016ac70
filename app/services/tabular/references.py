"""What names in a table mean: projects, persons, sessions, offices; read once for a whole table.

What is not there and may be made by an import stands as ``Named`` until it is stored.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.domain.duplicates import phone_key
from app.domain.fields import FieldSpec
from app.domain.hangul import fold, quoted
from app.domain.session import SessionStatus
from app.domain.tabular.preview import Named
from app.domain.tabular.reading import Reading
from app.services.codes import codes
from app.services.tabular.keys import management_key, number_key
from app.services.words import program_name
from db.queries import tabular as queries

if TYPE_CHECKING:
    from db.engine import Connection

CLOSED = "마감한 활동이라 고치지 않습니다. 고치려면 활동을 먼저 다시 여십시오."
_MOST = 3


class References:
    """Looks names up; ``year`` and the other columns of a row narrow what a name can mean."""

    def __init__(self, connection: "Connection", entities: Sequence[str], *, makes_people: bool) -> None:
        """Read the names of ``entities``."""
        self._makes_people = makes_people
        wanted = set(entities)
        self._by_name: dict[str, dict[str, list[int]]] = {}
        for entity in wanted & {"program", "agency"}:
            self._by_name[entity] = _index(queries.columns_of(connection, entity, "name"))
        self._regions: dict[str, int] = {}
        if "region" in wanted:
            rows = queries.columns_of(connection, "region", "code", "name")
            self._by_name["region"] = _index([(row[0], row[2]) for row in rows])
            self._regions = {code: row_id for row_id, code, _name in reversed(rows)}
        self._projects = _Projects(connection) if "project" in wanted else None
        self._people = _people(connection) if "person" in wanted else {}
        self._sessions = _sessions(connection) if "session" in wanted else {}
        self._clusters = _clusters(connection) if "cluster" in wanted else {}

    def read(self, spec: FieldSpec, name: str, beside: Mapping[str, Any]) -> Reading:
        """Return the id that ``name`` means in a row with the values ``beside``, or what is wrong."""
        if not name:
            return Reading()
        if spec.reference == "project":
            return self.project(name)
        if spec.reference == "person":
            return self._person(spec, name, beside)
        if spec.reference == "session":
            return self._session(name, beside)
        if spec.reference == "region":
            return self._region(name, beside.get("year"))
        if spec.reference == "cluster":
            key = (beside.get("project_id"), fold(name))
            return Reading(self._clusters.get(key) or Named("cluster", name, (("project_id", key[0]),)))
        return self._listed(spec.reference, name)

    def _listed(self, entity: str, name: str) -> Reading:
        official = program_name(name) if entity == "program" else name
        found = self._by_name.get(entity, {}).get(fold(official))
        if found is None and entity == "agency" and (known := codes().agency(name)):
            found = self._by_name[entity].get(fold(known.name))
        return Reading(found[-1] if found else Named(entity, " ".join(official.split())))

    def _region(self, name: str, year: Any) -> Reading:
        region = codes().region(name, year if isinstance(year, int) else None)
        if region is not None and region.code in self._regions:
            return Reading(self._regions[region.code])
        found = self._by_name["region"].get(fold(name), [])
        if len(found) == 1:
            return Reading(found[0])
        return Reading(problem=f"{quoted(name, '이/가')} 어느 지역인지 알 수 없습니다. 시·도부터 적으십시오.")

    def _person(self, spec: FieldSpec, name: str, beside: Mapping[str, Any]) -> Reading:
        known = self._people.get(fold(name), [])
        phone, email = (
            phone_key(str(beside.get("person_phone") or "")),
            fold(str(beside.get("person_email") or "")),
        )
        same = [one for one in known if phone and one[1] == phone] or [
            one for one in known if email and one[2] == email
        ]
        if not same:
            same = [one for one in known if not (phone and one[1]) and not (email and one[2])]
            if affiliation := fold(str(beside.get("person_affiliation") or "")):
                same = [one for one in same if not one[3] or one[3] == affiliation]
        if len(same) == 1:
            return Reading(same[0][0])
        if len(same) > 1:
            return Reading(
                problem=f"같은 이름이 {len(same)}명 있습니다. 전화나 전자우편 열을 함께 맞추십시오."
            )
        official = spec.key == "manager_id"
        if official or self._makes_people:
            told = [
                (key, beside.get(f"person_{key}")) for key in ("phone", "email", "affiliation", "actor_kind")
            ]
            values = tuple((key, value) for key, value in told if value)
            return Reading(Named("person", name, (("actor_kind", "official"),) if official else values))
        return Reading(problem="참여자에 없는 이름입니다. 참여자로 먼저 등록하십시오.")

    def _session(self, name: str, beside: Mapping[str, Any]) -> Reading:
        found = self._sessions.get(fold(name), [])
        project, day = beside.get("project_id"), beside.get("session_held_on")
        if project is not None:
            found = [one for one in found if one[1] == project]
        if day is not None:
            found = [one for one in found if one[2] in (day, None)]
        if not found:
            return Reading(
                problem="이런 활동이 없습니다. 활동명과 날짜를 확인하거나 활동을 먼저 등록하십시오."
            )
        if len(found) > 1:
            return Reading(
                problem=f"같은 이름의 활동이 {len(found)}건 있습니다. 과제나 날짜 열을 함께 맞추십시오."
            )
        return Reading(found[0][0])

    def project(self, name: str) -> Reading:
        """Return the project that a title or a management number means."""
        return self._projects.read(name) if self._projects else Reading()

    def session(self, session_id: int) -> tuple[int, bool]:
        """Return the project of a session and whether it is closed."""
        return self._by_id[session_id]

    @cached_property
    def _by_id(self) -> dict[int, tuple[int, bool]]:
        return {
            one[0]: (one[1], one[3] == SessionStatus.CLOSED)
            for rows in self._sessions.values()
            for one in rows
        }


class _Projects:
    def __init__(self, connection: "Connection") -> None:
        rows = queries.columns_of(connection, "project", "title", "kind", "uid", "source_key", "year")
        self._titles: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._written: dict[str, str] = {}
        self._keys: dict[str, int] = {}
        for row_id, title, kind, uid, source, _year in rows:
            self._titles[fold(title)].append((row_id, kind))
            self._written[fold(title)] = title
            self._keys |= {number_key(key): row_id for key in (uid, source) if key}

    def read(self, name: str) -> Reading:
        found = self._titles.get(fold(name), [])
        own = [row_id for row_id, kind in found if kind == "own"] or [row_id for row_id, _kind in found]
        if len(own) == 1:
            return Reading(own[0])
        keys = (number_key(name), number_key(management_key(name)))
        if key := next((self._keys[one] for one in keys if one in self._keys), None):
            return Reading(key)
        if own:
            return Reading(
                problem=f"같은 이름의 과제가 {len(own)}건 있습니다. 과제명 대신 관리번호를 적으십시오."
            )
        near = self._near(name)
        return Reading(problem="이런 과제가 없습니다. 과제명을 확인하십시오.", fix=near)

    def _near(self, name: str) -> str | None:
        from rapidfuzz import process

        found = process.extractOne(fold(name), list(self._titles), score_cutoff=80)
        return self._written[found[0]] if found else None


def _index(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for row_id, name in rows:
        found[fold(name)].append(row_id)
    return dict(found)


def _people(connection: "Connection") -> dict[str, list[tuple[int, str, str, str]]]:
    found: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    for row_id, name, phone, email, place in queries.columns_of(
        connection, "person", "name", "phone", "email", "affiliation"
    ):
        found[fold(name)].append((row_id, phone_key(phone), fold(email), fold(place)))
    return dict(found)


def _sessions(connection: "Connection") -> dict[str, list[tuple[int, int, Any, str]]]:
    found: dict[str, list[tuple[int, int, Any, str]]] = defaultdict(list)
    for row_id, topic, project_id, held_on, status in queries.columns_of(
        connection, "session", "topic", "project_id", "held_on", "status"
    ):
        found[fold(topic)].append((row_id, project_id, held_on, status))
    return dict(found)


def _clusters(connection: "Connection") -> dict[tuple[int | None, str], int]:
    rows = queries.columns_of(connection, "cluster", "project_id", "name")
    return {(project_id, fold(name)): row_id for row_id, project_id, name in rows}
