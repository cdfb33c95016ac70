"""Bringing files in without a window: tables of offices, and texts of collected cases."""

import sys
import tomllib
from argparse import Namespace
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.import_telling import column_names, lines, record
from app.cli.opening import opened, passphrase_in
from app.cli.printing import import_lines, import_record, progress, say, say_json
from app.cli.survey_telling import survey_lines, survey_record
from app.domain.hangul import fold, josa, quoted
from app.domain.importing import IMPORT_KINDS
from app.domain.survey import AnswersRefused, SurveySheet
from app.domain.tabular.kinds import SURVEY, ImportKind
from app.domain.tabular.matching import MEMO, NOTHING
from app.domain.tabular.preview import Choices, Policy, Preview
from app.domain.tabular.sheet import column_name
from app.domain.tabular.table import Table, listed
from app.errors import UserError
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.services.tabular.opening import Matched

REFUSED = 1
_OF_TABLES = ("map", "existing", "erase_empty", "all_or_nothing", "without_hidden", "take_row", "refused")
_UNSAID: tuple[Any, ...] = (None, "", False, [], "update")
_VALUES = "values"
_PARTS = ("columns", "fixed", _VALUES)
"""What a file of ``--map`` says: columns of the table, values of every row, words of choices."""
_OF_FILES = ("sheet", "project", "file_password_file")


def import_file(chosen: Namespace) -> int:
    """Import a file as one step, or with ``--dry-run`` say what that would change."""
    if chosen.kind in IMPORT_KINDS:
        _refuse_unused(chosen, (*_OF_FILES, *_OF_TABLES), "사례 글")
        return _import_text(chosen)
    if chosen.kind == SURVEY:
        _refuse_unused(chosen, _OF_TABLES, "설문")
        return _import_survey(chosen)
    return _import_table(chosen)


def _refuse_unused(chosen: Namespace, keys: Iterable[str], what: str) -> None:
    """Refuse options that say nothing of this kind: who gives one thinks that it is followed."""
    given = [f"--{key.replace('_', '-')}" for key in keys if getattr(chosen, key) not in _UNSAID]
    if given:
        said = ", ".join(given)
        raise UserError(
            f"{josa(what, '을/를')} 가져올 때 쓰지 않는 선택이 있습니다: {said}. 빼고 다시 실행하십시오.",
            given[0],
        )


def _import_text(chosen: Namespace) -> int:
    from app.services import imports

    with opened(chosen) as ws:
        if chosen.dry_run:
            seen, label = imports.preview(ws, chosen.path, chosen.kind, samples=None), None
        else:
            result = imports.run(ws, chosen.path, chosen.kind, progress("불러오는 중"))
            seen, label = result.preview, result.label
    if chosen.json:
        say_json(import_record(seen, label, dry_run=chosen.dry_run))
    else:
        say(*import_lines(seen, label, dry_run=chosen.dry_run))
    return REFUSED if seen.refused and not seen.total - len(seen.refused) else 0


# -- tables


def _import_table(chosen: Namespace) -> int:
    from app.services.tabular import sheets, storing

    label, error = None, ""
    with opened(chosen) as ws:
        seen = _preview(ws, chosen)
        wrong = seen.wrong
        if chosen.refused is not None and wrong:
            sheets.refused(seen, chosen.refused.expanduser())
        try:
            storing.refuse(seen)
            if not chosen.dry_run:
                label = storing.run(ws, seen, progress("불러오는 중")).label
        except UserError as refusal:
            # A script is told which rows it was all the same.
            error = refusal.message
    if chosen.json:
        say_json({**record(seen, label, dry_run=chosen.dry_run), "error": error or None})
    else:
        say(*lines(seen, label, dry_run=chosen.dry_run))
    if error:
        print(error, file=sys.stderr)
    return REFUSED if error or (wrong and wrong == seen.total) else 0


def _preview(ws: Workspace, chosen: Namespace) -> Preview:
    from app.services.tabular import opening, planning

    file = opening.open_file(chosen.path.expanduser(), passphrase_in(chosen.file_password_file))
    place = file.place_of(chosen.sheet) if chosen.sheet else opening.best_sheet(file, chosen.kind)
    matched = opening.match(ws, opening.read_sheet(file, place), chosen.kind)
    given = _map_file(chosen.map) if chosen.map else {}
    choices = _choices(matched, given, chosen)
    _refuse_rows(matched.table, chosen.take_row)
    return planning.plan(ws, matched.table, matched.kind, choices)


def _refuse_rows(table: Table, rows: Iterable[int]) -> None:
    """Refuse rows to be taken that the table does not have: a mistyped number would be passed over."""
    aside = [row + 1 for row, _why in table.left_out]
    wrong = sorted({*rows} - {*aside} - {row + 1 for row in table.records})
    if wrong:
        there = f"빼 둔 행은 {listed(aside)}행입니다." if aside else "빼 둔 행이 없습니다."
        raise UserError(
            f"--take-row에 적은 {listed(wrong)}행은 읽을 수 있는 행이 아닙니다. {there}", "take_row"
        )


def _map_file(path: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        given = tomllib.loads(path.expanduser().read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(f"‘{path}’ 파일을 읽을 수 없습니다. 경로를 확인하십시오.", "map") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        words = f"‘{path.name}’의 형식이 TOML이 아닙니다({error}). 한글 이름은 따옴표로 묶으십시오."
        raise UserError(words, "map") from error
    for name, part in given.items():
        if name not in _PARTS:
            there = ", ".join(f"[{one}]" for one in _PARTS)
            words = f"‘{path.name}’의 {quoted(name, '은/는')} 쓰지 않습니다. 쓸 수 있는 것: {there}"
            raise UserError(words, "map")
        # [values."구분"] holds a table for each field
        _refuse_no_table(path, name, part)
        for field, pairs in part.items() if name == _VALUES else ():
            _refuse_no_table(path, f'{name}."{field}"', pairs)
    return given


def _refuse_no_table(path: Path, name: str, part: object) -> None:
    if not isinstance(part, Mapping):
        words = f'‘{path.name}’에서 [{name}] 아래에 ‘"이름" = "뜻"’을 한 줄에 하나씩 적으십시오.'
        raise UserError(words, "map")


def _choices(matched: "Matched", given: Mapping[str, Mapping[str, Any]], chosen: Namespace) -> Choices:
    kind: ImportKind = matched.kind
    mapping = dict(matched.choices.mapping)
    ignored = set()
    for written, target in given.get("columns", {}).items():
        place, key = _place_of(matched.table, written), _target(kind, str(target))
        if key not in (NOTHING, MEMO):
            mapping = {at: NOTHING if one == key else one for at, one in mapping.items()}
        mapping[place] = key
        if not key:
            ignored.add(place)
    fixed = {_target(kind, name): str(text) for name, text in given.get("fixed", {}).items()}
    if chosen.project:
        fixed["project_id"] = chosen.project
    return replace(
        matched.choices,
        mapping=mapping,
        fixed=fixed,
        taught={**matched.taught, **_taught(kind, given.get(_VALUES, {}))},
        policy=Policy(chosen.existing),
        erase=chosen.erase_empty,
        good_only=not chosen.all_or_nothing,
        without_hidden=chosen.without_hidden,
        taken=frozenset(row - 1 for row in chosen.take_row),
        ignored=frozenset(ignored),
    )


def _place_of(table: Table, written: str) -> int:
    """Return the column that a heading, a numbered one of several alike or a letter of Excel names."""
    named = {fold(name): place for place, name in column_names(table).items()}
    letters = {column_name(column.place): column.place for column in table.columns}
    place = named.get(fold(written), letters.get(written.strip().upper()))
    if place is None:
        names = ", ".join(column_names(table).values())
        raise UserError(f"표에 ‘{written}’ 열이 없습니다. 있는 열: {names}", "map")
    return place


def _target(kind: ImportKind, word: str) -> str:
    if word in (NOTHING, MEMO, "memo", "메모"):
        return MEMO if word else NOTHING
    for spec in kind.targets:
        if word == spec.key or fold(word) == fold(spec.label):
            return spec.key
    labels = ", ".join(spec.label for spec in kind.targets)
    raise UserError(f"{kind.label}에 ‘{word}’ 항목이 없습니다. 있는 항목: {labels}", "map")


def _taught(kind: ImportKind, values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    from app.domain.tabular.choice_words import choice_words, code_of, folded

    taught: dict[str, dict[str, str]] = {}
    for name, pairs in values.items():
        spec = kind.spec(_target(kind, name))
        words = choice_words(spec)
        for written, meant in pairs.items():
            code = code_of(words, str(meant))
            if code is None:
                raise UserError(f"{spec.label}에 ‘{meant}’ 값이 없습니다.", "map")
            taught.setdefault(spec.key, {})[folded(written)] = code
    return taught


# -- surveys


def _import_survey(chosen: Namespace) -> int:
    from app.services import surveys

    sheet, label, error = SurveySheet((), 0), None, None
    with opened(chosen) as ws:
        project_id = _project(ws, chosen.project)
        try:
            password = passphrase_in(chosen.file_password_file)
            sheet = surveys.preview(chosen.path.expanduser(), chosen.sheet, password)
        except AnswersRefused as refusal:
            error = refusal
        alike = surveys.stored_alike(ws, project_id, sheet)
        if error is None and alike is None and not chosen.dry_run:
            surveys.store(ws, project_id, chosen.path.stem, sheet)
            label = f"설문 ‘{chosen.path.stem}’ 불러오기"
    if chosen.json:
        say_json(survey_record(sheet, label, alike, error, dry_run=chosen.dry_run))
    else:
        say(*survey_lines(sheet, label, alike, dry_run=chosen.dry_run))
    if error is not None:
        print(error.message, file=sys.stderr)
    return REFUSED if error is not None else 0


def _project(ws: Workspace, written: str | None) -> int:
    from app.services.tabular.references import References

    if not written:
        raise UserError("설문은 어느 과제의 것인지 --project에 과제명을 적어야 합니다.", "project")
    with ws.reading() as connection:
        found = References(connection, ["project"], makes_people=False).project(written)
    if found.problem:
        raise UserError(f"‘{written}’: {found.problem}", "project")
    return int(found.value)


def save_template(chosen: Namespace) -> int:
    """Write a sheet to be filled in, or with ``--records`` the records there are, to be corrected."""
    from app.services.tabular import sheets

    path = chosen.out.expanduser()
    with opened(chosen) as ws:
        if chosen.records:
            count = sheets.records(ws, chosen.kind, path, purpose=chosen.purpose or "", reason=chosen.reason)
            say(f"{count:,}건을 저장했습니다: {path}")
        else:
            sheets.template(ws, chosen.kind, path)
            say(f"저장했습니다: {path}")
    return 0
