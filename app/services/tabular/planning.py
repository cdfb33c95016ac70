"""미리보기: a matched table against the data file, every row with what becomes of it and why.

Everything is done by columns, and of single rows only what is odd: a hundred thousand rows cost less than
reading their file.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from app.domain.checks import clean_value
from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import josa
from app.domain.privacy.masks import HIDDEN
from app.domain.tabular.amounts import unit_above, unit_of
from app.domain.tabular.cells import Cells
from app.domain.tabular.choice_words import ChoiceWords, bare
from app.domain.tabular.columns import read_column
from app.domain.tabular.kinds import UID, ImportKind
from app.domain.tabular.masked import MASKED, holds_mask, is_person
from app.domain.tabular.matching import MEMO
from app.domain.tabular.preview import Choices, Named, Preview, State
from app.domain.tabular.pseudonyms import NOBODY, masked_names
from app.domain.tabular.reading import Context
from app.domain.tabular.sheet import text_of
from app.domain.tabular.table import ASIDE_WORDS, Table, listed
from app.errors import UserError
from app.services.privacy.naming import known_names
from app.services.tabular.comparing import Matched, compare
from app.services.tabular.draft import Draft, begin
from app.services.tabular.opening import likeness, words_of
from app.services.tabular.references import References
from app.services.tabular.rules import refuse_closed, settle_projects
from app.services.tabular.splitting import split

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.engine import Connection

Progress = Callable[[int, int], None]
_ORDER = {"project": 0, "session": 2, "cluster": 2}
_NEAR = 62.0
_MASK_SIGNS = ("*", HIDDEN)
_MONEY = "(원)"
SINCE_1904 = 1462
"""So many days lie between the two first days that Excel counts from."""


def plan(
    ws: "Workspace", table: Table, kind: ImportKind, choices: Choices, progress: Progress | None = None
) -> Preview:
    """Return what importing ``table`` with ``choices`` would do; nothing is changed."""
    tell = progress or (lambda _done, _total: None)
    draft = begin(kind, table.taking(choices.taken), choices)
    _doubt_rows(draft)
    split(draft)
    with ws.reading() as connection:
        matched = _looked_at(ws, connection, draft, tell)
    return _preview(draft, matched)


def _looked_at(ws: "Workspace", connection: "Connection", draft: Draft, tell: Progress) -> Matched:
    """Read the columns one after the other, then find the rows among the records."""
    kind, steps = draft.kind, len(draft.choices.mapping) + 3
    tell(1, steps)
    entities = [spec.reference for spec in kind.targets if spec.key in draft.cells and spec.reference]
    draft.references = References(connection, entities, makes_people=kind.key == "memberships")
    for number, key in enumerate(_in_order(draft)):
        _read(ws, draft, key)
        tell(number + 2, steps)
    _mask_names(draft, connection)
    _add_memo(draft)
    settle_projects(draft)
    matched = compare(ws, connection, draft)
    refuse_closed(draft, matched.states)
    tell(steps, steps)
    return matched


def _preview(draft: Draft, matched: Matched) -> Preview:
    missing = _missing(draft)
    states = _states(draft, matched.states, missing)
    return Preview(
        kind=draft.kind,
        table=draft.table,
        choices=draft.choices,
        keys=tuple(key for key in draft.columns if key != MEMO),
        columns=draft.columns,
        cells={key: cells.values for key, cells in draft.cells.items()},
        states=states,
        ids=matched.ids,
        issues={place: tuple(found) for place, found in draft.issues.items()},
        changes=matched.changes,
        made=tuple(_made(draft, states)),
        missing=missing,
        notes=tuple(draft.notes),
    )


# -- columns


def _in_order(draft: Draft) -> list[str]:
    """Return the fields in the order in which they are read: what a reference depends on stands before."""

    def order(key: str) -> tuple[int, str]:
        spec = draft.kind.spec(key)
        return (_ORDER.get(spec.reference, 1) if spec.reference else -1), ""

    return sorted(draft.cells, key=order)


def _read(ws: "Workspace", draft: Draft, key: str) -> None:
    spec = draft.kind.spec(key)
    found = read_column(spec, draft.cells[key], _context(ws, draft, spec))
    masked = _masked_places(spec, draft.cells[key])
    for place, reading in found.odd.items():
        if place in masked:
            continue
        note = draft.doubt if reading.doubt else draft.refuse
        if not (reading.doubt and draft.table.records[place] in draft.choices.accepted):
            note(place, key, reading.doubt or reading.problem, reading.fix)
    draft.columns[key] = found.values
    if found.whole is not None and not masked:
        draft.wholes[key] = found.whole
    if masked:
        _refuse_masked(draft, key, masked)
    if spec.type is FieldType.REFERENCE:
        _resolve(draft, spec)


def _masked_places(spec: FieldSpec, cells: Cells) -> Collection[int]:
    """Return the places of the cells in which a mask left what it leaves of a personal value."""
    if not is_person(spec) or (
        cells.whole is not None and not any(map(cells.whole.__contains__, _MASK_SIGNS))
    ):
        return ()
    masked = {cell for cell in cells.different if isinstance(cell, str) and holds_mask(spec, cell)}
    return {place for place, cell in enumerate(cells.values) if cell in masked} if masked else ()


def _refuse_masked(draft: Draft, key: str, masked: Collection[int]) -> None:
    for place in sorted(masked):
        draft.refuse(place, key, MASKED)
    draft.columns[key] = [
        None if place in masked else value for place, value in enumerate(draft.columns[key])
    ]


def _context(ws: "Workspace", draft: Draft, spec: FieldSpec) -> Context:
    place = {key: place for place, key in draft.choices.mapping.items()}.get(spec.key)
    heading = next((one.heading for one in draft.table.columns if one.place == place), "")
    if spec.choices is None:
        unit = _unit(draft, spec, heading) if _MONEY in spec.label else 1
        sheet = draft.table.sheet
        later = SINCE_1904 if sheet.since_1904 else 0
        return Context(unit, {}, ws.today.year, later=later, are_shares=lambda: place in sheet.percents())
    words = words_of(spec, draft.choices.taught)
    return Context(1, words, None, spec.key in draft.kind.kept, lambda word: _nearest(spec, words, word))


def _unit(draft: Draft, spec: FieldSpec, heading: str) -> int:
    """Return by how much sums are multiplied: by the unit of their heading, else by that above the table."""
    told = unit_of(heading)
    unit = unit_above(draft.table.titles) if told == 1 and "원" not in heading else told
    if unit > 1:
        where = "머리글" if unit == told else "표 위"
        draft.notes.append(f"{where}에 적힌 단위대로 {bare(spec.label)}에 {unit:,}을 곱해 읽었습니다.")
    return unit


def _nearest(spec: FieldSpec, words: ChoiceWords, word: str) -> str | None:
    """Return the label of the choice whose words are most alike, if any are alike enough."""
    alike = likeness()
    scored = [(alike(word, known), code) for known, code in words.items() if len(known) > 1]
    best = max(scored, default=(0.0, ""))
    parts = {code for known, code in words.items() if len(word) > 1 and (word in known or known in word)}
    if best[0] < _NEAR and len(parts) != 1:
        return None
    code = best[1] if best[0] >= _NEAR else parts.pop()
    return next(bare(member.label) for member in spec.choices or () if member.value == code)


def _resolve(draft: Draft, spec: FieldSpec) -> None:
    """Put the ids that names mean in the place of the names."""
    assert draft.references is not None  # noqa: S101 - set before any column is read
    beside = [key for key in _BESIDE.get(spec.reference, ()) if key in draft.columns]
    rows = list(zip(*(draft.columns[key] for key in (spec.key, *beside)), strict=True))
    read = draft.references.read
    known = {row: read(spec, row[0], dict(zip(beside, row[1:], strict=True))) for row in dict.fromkeys(rows)}
    wrong = {row: reading for row, reading in known.items() if reading.problem}
    values = {row: reading.value for row, reading in known.items()}
    draft.columns[spec.key] = list(map(values.__getitem__, rows))
    for place, row in enumerate(rows) if wrong else ():
        if row in wrong:
            draft.refuse(place, spec.key, wrong[row].problem, wrong[row].fix)


_BESIDE: Mapping[str, tuple[str, ...]] = {
    "person": ("person_phone", "person_email", "person_affiliation", "person_actor_kind"),
    "session": ("project_id", "session_held_on"),
    "cluster": ("project_id",),
    "region": ("year",),
}


def _mask_names(draft: Draft, connection: "Connection") -> None:
    """Mask the names in columns of roles and pseudonyms, but what a person wrote in the preview."""
    keys = [key for key in sorted(draft.kind.pseudonyms) if key in draft.columns]
    known = known_names(connection) if keys else NOBODY
    records, edits = draft.table.records, draft.choices.edits
    for key in keys:
        told = {text: masked_names(text, known) for text in draft.different(key)}
        values = list(draft.columns[key])
        named = [
            place
            for place, text in enumerate(values)
            if told[text] != text and (records[place], key) not in edits
        ]
        if named:
            for place in named:
                values[place] = told[values[place]]
            draft.columns[key] = values
            draft.wholes.pop(key, None)
            draft.notes.append(_masked_note(draft, key, [records[place] + 1 for place in named]))


def _masked_note(draft: Draft, key: str, rows: Sequence[int]) -> str:
    label = bare(draft.kind.spec(key).label)
    linked = "proposer_id" in {spec.key for spec in draft.kind.fields} and key == "proposer"
    more = " 명단의 사람과 이으려면 그 열을 ‘제안한 참여자’에 맞추십시오." if linked else ""
    return f"{label} 칸의 사람 이름은 가려서 넣습니다(홍*동): {listed(rows)}행.{more}"


def _add_memo(draft: Draft) -> None:
    """Collect the columns without a field as lines of heading and text."""
    columns = [one for one in draft.table.columns if draft.choices.mapping.get(one.place) == MEMO
               and one.place not in draft.choices.ignored]  # fmt: skip
    if not columns or not draft.kind.memo:
        return
    parts = [
        [
            f"{one.name}: {text}" if (text := text_of(cell).strip()) else ""
            for cell in draft.table.cells(one.place)
        ]
        for one in columns
    ]
    spec = draft.kind.spec(draft.kind.memo)
    sign = "\n" if spec.type is FieldType.LONG_TEXT else " / "
    memo = [sign.join(filter(None, lines)) for lines in zip(*parts, strict=True)]
    for place, text in enumerate(memo):
        try:
            memo[place] = clean_value(spec, text)
        except UserError as error:
            draft.refuse(place, draft.kind.memo, error.message)
    draft.columns[MEMO] = memo


# -- rows


def _missing(draft: Draft) -> tuple[FieldSpec, ...]:
    """Return the fields that new records must have and no column or choice gives."""
    return tuple(spec for spec in draft.kind.required if spec.key not in draft.columns)


def _doubt_rows(draft: Draft) -> None:
    """Ask about the rows that were kept as records and may be a sum or a note."""
    if draft.table.doubtful:
        places = {row: place for place, row in enumerate(draft.table.records)}
        for row, why in draft.table.doubtful:
            said = josa(ASIDE_WORDS[why], "으로/로")
            cause = f"{said} 보이는 행입니다. 기록이면 그대로 받고, 아니면 빼십시오."
            draft.doubt(places[row], "", cause)


def _states(draft: Draft, states: list[State], missing: Sequence[FieldSpec]) -> list[State]:
    for spec in draft.kind.required:
        values = () if spec in missing else draft.columns[spec.key]
        if "" not in values and None not in values:
            continue
        for place, value in enumerate(values):
            if value in (None, "") and states[place] is State.NEW and not _told(draft, place, spec.key):
                draft.refuse(place, spec.key, f"{josa(spec.label, '을/를')} 적으십시오.")
    choices, records = draft.choices, draft.table.records
    for place, issues in draft.issues.items():
        if any(not issue.doubtful for issue in issues):
            states[place] = State.REFUSED
        elif issues and records[place] not in choices.accepted:
            states[place] = State.DOUBT
    aside = draft.aside
    if aside:
        for place, row in enumerate(records):
            if row in aside:
                states[place] = State.LEFT_OUT
    return states


def _told(draft: Draft, place: int, key: str) -> bool:
    return any(issue.key == key for issue in draft.issues.get(place, ()))


def _made(draft: Draft, states: Sequence[State]) -> Iterable[Named]:
    """Yield, once each, the records that an import makes because rows that it takes refer to them."""
    taken = [state in (State.NEW, State.CHANGED) for state in states]
    for key, values in draft.columns.items():
        if key != UID and key != MEMO and draft.kind.spec(key).reference:
            yield from dict.fromkeys(value for value in compress(values, taken) if isinstance(value, Named))
