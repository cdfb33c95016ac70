"""말해 둘 것: what stands in a table and is not stored, told in a sentence so that nobody believes it was."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.checks import EMPTY
from app.domain.hangul import josa
from app.domain.tabular.choice_words import bare
from app.domain.tabular.kinds import UID
from app.domain.tabular.preview import Policy
from app.domain.tabular.table import listed
from app.services.tabular.keys import folded
from db.queries import tabular as queries

if TYPE_CHECKING:
    from app.services.tabular.draft import Draft
    from db.engine import Connection

Row = Mapping[str, Any]


def add(connection: "Connection", draft: "Draft", found: Mapping[int, Row]) -> None:
    """Note what of the rows is not stored; ``found`` are the stored records by the places of their rows."""
    draft.notes += [
        *_cleared(draft, found),
        *_of_persons(connection, draft, found),
        *_numbers(draft, found),
    ]


def _cleared(draft: "Draft", found: Mapping[int, Row]) -> Iterator[str]:
    """Tell of the cells that were emptied in the program's own list and stay as they are stored."""
    numbers, choices = draft.columns.get(UID), draft.choices
    if numbers is None or choices.erase or choices.policy is not Policy.UPDATE:
        return
    own = [place for place, row in found.items() if numbers[place] == row["uid"]]
    cleared: list[int] = []
    for spec in draft.kind.fields:
        values = draft.columns.get(spec.key, ())
        if spec.required or choices.fixed.get(spec.key) or not any(one in values for one in EMPTY):
            continue
        cleared += [
            place
            for place in own
            if values[place] in EMPTY
            and found[place][spec.key] not in EMPTY
            and not draft.written(spec.key, place)
        ]
    if cleared:
        yield (
            f"비운 칸 {len(cleared):,}곳은 저장된 값을 그대로 둡니다: {_rows(draft, cleared)}행. "
            "지우려면 ‘빈 칸이면 있던 값을 지우기’(명령에서는 --erase-empty)를 고르십시오."
        )


def _of_persons(connection: "Connection", draft: "Draft", found: Mapping[int, Row]) -> Iterator[str]:
    """Tell that phones and the like beside a name only find the person, where they say something else."""
    helpers = [
        spec for spec in draft.kind.helpers if spec.key in draft.columns and spec.key.startswith("person_")
    ]
    named = draft.columns.get("person_id", ())
    meant = {place: value for place, value in enumerate(named) if isinstance(value, int)} if helpers else {}
    meant |= {place: row["person_id"] for place, row in found.items()} if helpers else {}
    people = queries.stored(connection, "person", meant.values()) if meant else {}
    for spec in helpers:
        key, values = spec.key.removeprefix("person_"), draft.columns[spec.key]
        other = [
            place
            for place, person in meant.items()
            if values[place] not in EMPTY and folded(key, values[place]) != folded(key, people[person][key])
        ]
        if other:
            label = josa(bare(spec.label), "은/는")
            yield (
                f"{label} 사람을 찾는 데만 쓰고 여기에는 저장하지 않습니다. 저장된 값과 다른 행: "
                f"{_rows(draft, other)}. 고치려면 참여자로 가져오십시오."
            )


def _numbers(draft: "Draft", found: Mapping[int, Row]) -> Iterator[str]:
    """Tell of numbers that an office gave to records which keep none."""
    numbers = draft.columns.get(UID, ())
    if draft.kind.entity == "project":
        return
    lost = [place for place, number in enumerate(numbers) if number and place not in found]
    if lost:
        more = " 남기려면 그 열을 메모에 맞추십시오." if draft.kind.memo else ""
        yield (
            f"관리번호 열에서는 이 프로그램이 매긴 번호만 읽고 다른 번호는 저장하지 않습니다: "
            f"{_rows(draft, lost)}행.{more}"
        )


def _rows(draft: "Draft", places: Collection[int]) -> str:
    rows: Sequence[int] = sorted({draft.table.records[place] + 1 for place in places})
    return listed(rows)
