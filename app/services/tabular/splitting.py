"""Cells that say two things go to two fields where the kind has both, and a sentence tells of it."""

import re
from collections.abc import Callable, Mapping

from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import josa
from app.domain.tabular.cells import Cells
from app.domain.tabular.choice_words import bare
from app.domain.tabular.combined import day_and_times, name_and_phone, span_of_days, span_of_times
from app.domain.tabular.sheet import Raw
from app.domain.tabular.table import listed
from app.services.tabular.draft import Draft

_PHONES = {"name": "phone", "person_id": "person_phone"}
Parts = Callable[[Raw], tuple[Raw, ...] | None]
_SIGNS: Mapping[Parts, re.Pattern[str]] = {
    name_and_phone: re.compile(r"\d{3,4}\D{0,2}\d{4}"),
    day_and_times: re.compile(r":\d\d|시"),
    span_of_days: re.compile(r"[~∼～]|\s[–-]\s"),
    span_of_times: re.compile(r"[~∼～–-]"),
}
"""What stands in a column as one text wherever any of its cells says two things."""


def split(draft: Draft) -> None:
    """Take apart what stands in one cell: names with phones, days with times, spans of days."""
    known = {spec.key for spec in draft.kind.targets}
    for key in tuple(draft.cells):
        spec = draft.kind.spec(key) if key in known else None
        if spec is None:
            continue
        if key in _PHONES or spec.reference == "person":
            _take_apart(draft, spec, name_and_phone, (_PHONES.get(key, ""),))
        elif key == "held_on":
            _take_apart(draft, spec, day_and_times, ("starts_at", "ends_at"))
        elif key == "starts_at":
            _take_apart(draft, spec, span_of_times, ("ends_at",))
        elif spec.type is FieldType.DATE and not spec.not_before:
            ends = [one.key for one in draft.kind.fields if one.not_before == key]
            _take_apart(draft, spec, span_of_days, tuple(ends[:1]) or ("",))


def _take_apart(draft: Draft, spec: FieldSpec, parts: Parts, keys: tuple[str, ...]) -> None:
    cells = draft.cells[spec.key]
    if cells.whole is not None and not _SIGNS[parts].search(cells.whole):
        return
    found = {cell: one for cell in cells.different if (one := parts(cell)) is not None}
    places = [place for place, cell in enumerate(cells.values) if cell in found] if found else []
    if not places:
        return
    draft.cells[spec.key] = Cells([found[cell][0] if cell in found else cell for cell in cells.values])
    told = {place: found[cells.values[place]][1:] for place in places}
    taken = {number for number, key in enumerate(keys) if key and _give(draft, key, number, told)}
    _tell(draft, spec, [draft.kind.spec(keys[one]) for one in sorted(taken)], places)


def _give(draft: Draft, key: str, number: int, told: Mapping[int, tuple[Raw, ...]]) -> bool:
    """Put what was told into the cells of a field that are empty; tell whether there was any."""
    values: list[Raw] = list(draft.cells[key].values) if key in draft.cells else [""] * draft.total
    given = False
    for place, parts in told.items():
        if values[place] == "" and parts[number] != "":
            values[place], given = parts[number], True
    if given:
        draft.cells[key] = Cells(values)
    return given


def _tell(draft: Draft, spec: FieldSpec, others: list[FieldSpec], places: list[int]) -> None:
    rows = listed([draft.table.records[place] + 1 for place in places])
    if others:
        names = "·".join(bare(one.label) for one in others)
        said = f"{bare(spec.label)} 칸에 함께 적힌 것을 {josa(names, '으로/로')} 나누어 읽었습니다"
    else:
        said = f"{bare(spec.label)} 칸에 함께 적힌 것(전화, 시각, 끝나는 날)은 읽지 않았습니다"
    draft.notes.append(f"{said}: {rows}행")
