"""참여자와 파기 without a window: masked lists, the dry run of a destruction, and carrying it out."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from app.cli.opening import opened
from app.cli.printing import progress, say, say_json
from app.domain.choices import ActorKind
from app.domain.fields import specs_by_key
from app.domain.listing import ListQuery
from app.domain.participant import PARTICIPANT_FIELDS, Participant
from app.domain.privacy.destruction import BackupWay, FileDecision, Outcome, Plan
from app.errors import UserError
from app.services import listing, words
from app.services.privacy import destruction_plan
from app.services.search import in_roster
from app.services.workspace import Workspace

FILTERS = ("actor_kind", "standing")
_SPECS = specs_by_key(PARTICIPANT_FIELDS)
_LISTED = ("name", "actor_kind", "affiliation", "phone", "email", "collection", "standing", "ends_on")


def narrowed(ws: Workspace, chosen: Namespace) -> tuple[int, ...] | None:
    """Return the ids of the persons that the filters of a command leave; None where it has none."""
    found = {
        key: (words.choice(_SPECS[key], written),) for key in FILTERS if (written := getattr(chosen, key))
    }
    if not found and not chosen.text:
        return None
    query = ListQuery(chosen.text, {"destroyed_on": (None,), **found}, (("name", False),))
    return in_roster.matching(ws, query).ids


def list_people(chosen: Namespace) -> int:
    """참여자, masked as on the screen."""
    with opened(chosen) as ws:
        ids = narrowed(ws, chosen)
        if ids is None:
            ids = in_roster.matching(ws, ListQuery(filters={"destroyed_on": (None,)})).ids
        rows = [ws.sight.row(row) for row in listing.rows(ws, "participant", ids)]
    records = [{"id": row.id, **dict(_told(row))} for row in rows]
    if chosen.json:
        say_json(records)
    else:
        say(
            *(
                "\t".join(str(value if value is not None else "-") for value in each.values())
                for each in records
            )
        )
        say(f"모두 {len(records):,}명")
    return 0


def _told(row: Participant) -> Iterator[tuple[str, Any]]:
    for key in _LISTED:
        value = getattr(row, key)
        choices = _SPECS[key].choices
        if choices and value is not None:
            value = choices(value).label
        yield key, value.isoformat() if hasattr(value, "isoformat") else value or None


def list_deleted(chosen: Namespace) -> int:
    """Who was deleted and stands in the journal still."""
    with opened(chosen) as ws:
        rows = destruction_plan.left_over(ws)
        records = [
            {
                "uid": row.uid,
                "name": ws.sight.name(row.id, row.name, row.actor_kind),
                "actor_kind": ActorKind(row.actor_kind).label if row.actor_kind else None,
                "deleted_at": row.deleted_at.isoformat(),
                "deleted_by": row.deleted_by,
            }
            for row in rows
        ]
    if chosen.json:
        say_json(records)
    else:
        say(*("\t".join(str(value or "-") for value in each.values()) for each in records))
        say(f"모두 {len(records):,}명")
    return 0


def destroy(chosen: Namespace) -> int:
    """Say what a destruction would do, or with ``--approved-by`` and ``--reason`` carry it out."""
    from app.services.privacy import destruction

    with opened(chosen) as ws:
        plan = destruction_plan.plan(ws, *_whom(ws, chosen))
        if chosen.dry_run:
            _say_plan(plan, chosen.json)
            return 0
        outcome = destruction.carry_out(
            ws,
            plan,
            approved_by=chosen.approved_by,
            reason=chosen.reason,
            files=_decided(plan, chosen),
            backups=BackupWay(chosen.backups),
            progress=progress("파기하는 중"),
        )
    _say_outcome(outcome, chosen.json)
    return 0


def _whom(ws: Workspace, chosen: Namespace) -> tuple[Sequence[int], Sequence[str]]:
    from app.services.privacy import destruction

    people = [*(chosen.person or ()), *(destruction.due(ws) if chosen.over else ())]
    deleted = list(chosen.deleted or ())
    if "all" in deleted:
        deleted = [row.uid for row in destruction_plan.left_over(ws)]
    if not people and not deleted:
        raise UserError(
            "파기할 사람이 없습니다. --person 번호, --over(보유 기간이 지난 사람), --deleted(삭제한 사람) "
            "가운데 하나로 고르십시오.",
            "person",
        )
    return people, deleted


def _decided(plan: Plan, chosen: Namespace) -> dict[str, FileDecision]:
    given: dict[str, FileDecision] = {}
    for written in chosen.file or ():
        sha256, _, decision = written.partition("=")
        fitting = [file for file in plan.files if sha256 and file.sha256.startswith(sha256)]
        if len(fitting) != 1 or decision not in list(FileDecision):
            raise UserError(
                f"‘{written}’은 이 파기의 파일이 아닙니다. 미리 보기의 번호에 =remove나 =keep을 붙이십시오.",
                "files",
            )
        given[fitting[0].sha256] = FileDecision(decision)
    return given


def _say_plan(plan: Plan, as_json: bool) -> None:
    if as_json:
        people = [{"id": row.id, "uid": row.uid, "alias": row.alias} for row in plan.people]
        places = [
            {key: getattr(row, key) for key in ("label", "excerpt", "count", "doubtful")}
            for row in plan.places
        ]
        files = [
            {"sha256": row.sha256, "name": row.name, "where": row.where, "reason": row.reason.label,
             "suggested": row.suggested}
            for row in plan.files
        ]  # fmt: skip
        told = {"goes": dict(plan.goes), "stays": dict(plan.stays), "warnings": list(plan.warnings)}
        say_json({"people": people, **told, "places": places, "files": files, "backups": list(plan.backups)})
        return
    say("미리 보기입니다. 바꾼 것은 없습니다.", f"파기할 사람 {len(plan.people)}명")
    say(*(f"없어지는 것\t{label}\t{count:,}" for label, count in plan.goes))
    say(*(f"남는 것\t{label}\t{count:,}" for label, count in plan.stays))
    say(
        *(
            f"글\t{row.label}\t{row.excerpt}{' (다른 사람일 수 있음)' if row.doubtful else ''}"
            for row in plan.places
        )
    )
    for row in plan.files:
        suggested = row.suggested.label if row.suggested else "정해야 함: --file 번호=remove 또는 keep"
        say(f"파일\t{row.sha256[:12]}\t{row.name}\t{row.reason.label}\t{suggested}")
    say(*(f"백업\t{name}" for name in plan.backups), *plan.warnings, *plan.elsewhere)


def _say_outcome(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        say_json(asdict(outcome))
    else:
        say(
            f"{outcome.people}명의 개인정보를 파기했습니다. 글 {outcome.texts}곳, 이력 {outcome.steps}건, "
            f"파일 {outcome.files}개, 백업 {outcome.backups}개."
        )
    for sentence in outcome.left:
        print(sentence, file=sys.stderr)
