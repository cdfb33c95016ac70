"""What each command does: values in, one use case, words or JSON out."""

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from app.cli.arguments import VALUE, settable_fields
from app.cli.export_arguments import KINDS
from app.cli.opening import data_file, opened
from app.cli.printing import progress, say, say_json, step_record
from app.domain.fields import FieldSpec, FieldType
from app.domain.listing import ListQuery
from app.domain.project import PROJECT_FIELDS
from app.errors import UserError
from app.services import history, listing, projects, undo, words
from app.services.workspace import Workspace

_LABELS = {spec.key.removesuffix("_id"): spec.label for spec in PROJECT_FIELDS} | {
    "id": "번호", "uid": "고유 번호", "stages": "단계별 진행률", "as_written": "적힌 그대로",
}  # fmt: skip


def list_projects(chosen: Namespace) -> int:
    """과제 목록, own projects and cases."""
    with opened(chosen) as ws:
        filters: dict[str, tuple[Any, ...]] = {}
        if chosen.kind:
            filters["kind"] = (chosen.kind,)
        if chosen.year is not None:
            filters["year"] = (chosen.year,)
        if chosen.program:
            filters["program_id"] = (words.program_id(ws, chosen.program),)
        rows = listing.all_rows(
            ws, "project", ListQuery(chosen.text, filters, (("year", False), ("title", False)))
        )
        records = projects.as_json(ws, rows) if chosen.json else []
    if chosen.json:
        say_json(records)
    else:
        say(
            *(
                "\t".join(str(part or "-") for part in (row.id, row.year, row.program, row.title))
                for row in rows
            )
        )
        say(f"모두 {len(rows):,}건")
    return 0


def show_project(chosen: Namespace) -> int:
    """One project with every field."""
    with opened(chosen) as ws:
        (record,) = projects.as_json(ws, [projects.get(ws, chosen.id)])
    _say_project(record, chosen.json)
    return 0


def add_project(chosen: Namespace) -> int:
    """Register an own project; it is printed when it is durable."""
    with opened(chosen) as ws:
        values = _values(ws, chosen)
        template = words.template_key(chosen.template, values.get("program")) or projects.DEFAULT_TEMPLATE
        unheard_of = words.unheard_of(ws, values)
        (record,) = projects.as_json(ws, [projects.create(ws, values, template=template)])
    for sentence in unheard_of:
        print(sentence, file=sys.stderr)
    _say_project(record, chosen.json)
    return 0


def _values(ws: Workspace, chosen: Namespace) -> dict[str, Any]:
    given = {spec: getattr(chosen, VALUE + spec.key) for spec in settable_fields()}
    values = dict(_value(ws, spec, value) for spec, value in given.items() if value is not None)
    values.setdefault("year", ws.today.year)
    region = values.pop("region", None)
    if region:
        year = values["year"]
        values["region_id"] = words.region_id(ws, region, int(year) if str(year).isdigit() else None)
    elif values.get("lead_agency"):
        values["region_id"] = words.region_of_agency(ws, values["lead_agency"], values["year"])
    return values


def _value(ws: Workspace, spec: FieldSpec, written: Any) -> tuple[str, Any]:
    if spec.type is FieldType.REFERENCE:
        name = spec.key.removesuffix("_id")
        return name, words.program_name(written) if name == "program" else written
    if spec.type is FieldType.CHOICE:
        return spec.key, words.choice(spec, written)
    if spec.type is FieldType.CHOICES:
        parts = [part for text in written for part in text.split(",")]
        return spec.key, tuple(words.choice(spec, part.strip()) for part in parts)
    return spec.key, written


def _say_project(record: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(record)
        return
    shown = {key: value for key, value in record.items() if value not in (None, [], {})}
    say(*(f"{_LABELS.get(key, key)}: {_words(value)}" for key, value in shown.items()))


def _words(value: Any) -> str:
    """Return a value of a record's JSON as people read it."""
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, dict):
        return ", ".join(f"{_LABELS.get(key, key)} {_words(part)}" for key, part in value.items())
    return ", ".join(map(_words, value)) if isinstance(value, list) else str(value)


def fill_demo(chosen: Namespace) -> int:
    """Fill an empty data file with the example, or play it without a window."""
    if chosen.play:
        from app.cli.play import play

        say(*(f"저장했습니다: {path}" for path in play(chosen.play.expanduser())))
        return 0
    from app.services import demo

    with opened(chosen) as ws:
        demo.fill(ws, progress("예시 자료를 넣는 중"))
        own, cases = (listing.count(ws, "project", ListQuery(filters={"kind": (kind,)})) for kind in KINDS)
    say(f"예시 과제 {own:,}건과 사례 {cases:,}건을 넣었습니다: {data_file(chosen)}")
    return 0


def show_history(chosen: Namespace) -> int:
    """The steps of work, newest first."""
    with opened(chosen) as ws:
        steps = history.steps(ws, max(chosen.limit, 0))
    if chosen.json:
        say_json([step_record(step) for step in steps])
    else:
        say(*(f"{step.id}\t{step.at.astimezone():%Y-%m-%d %H:%M}\t{step.actor}\t{step.words}"
              f"\t{step.state_words}".rstrip() for step in steps))  # fmt: skip
    return 0


def undo_step(chosen: Namespace) -> int:
    """Take the newest step back and say its name."""
    return _step(chosen, undo.undo, "실행 취소", "취소할 일이 없습니다.")


def redo_step(chosen: Namespace) -> int:
    """Do the step again that was undone last and say its name."""
    return _step(chosen, undo.redo, "다시 실행", "다시 할 일이 없습니다.")


def _step(chosen: Namespace, act: Callable[[Workspace], str | None], verb: str, nothing: str) -> int:
    with opened(chosen) as ws:
        label = act(ws)
    if label is None:
        raise UserError(nothing)
    if chosen.json:
        say_json({"label": label})
    else:
        say(f"{verb}: {label}")
    return 0
