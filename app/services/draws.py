"""신청과 추첨: who applied to a project, the draw among them, and its record that another can recompute."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain import drawing, quota_clash
from app.domain.choices import Role
from app.domain.draw import Applicant, ApplicantState, Draw, DrawEntry, DrawOutcome
from app.domain.drawing import Candidate, Drawn, Quota
from app.domain.person import AgeBand, Gender, age_band_of
from app.errors import UserError
from app.services import listing, people, records
from db.queries import draws as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

AXES: dict[str, str] = {"gender": "성별", "age_band": "나이대", "region": "지역", "actor_kind": "구분"}
"""What a quota may count, with its Korean name."""

_STATES = {
    DrawOutcome.SELECTED: ApplicantState.SELECTED,
    DrawOutcome.ALTERNATE: ApplicantState.ALTERNATE,
    DrawOutcome.LEFT: ApplicantState.NOT_SELECTED,
}


def applicants(ws: "Workspace", project_id: int) -> list[Applicant]:
    """Return everybody who applied to a project, those who declined too."""
    with ws.reading() as connection:
        return queries.of_project(connection, project_id)


def pool(ws: "Workspace", project_id: int) -> list[Applicant]:
    """Return who applied to a project and did not decline, in the order that a draw numbers them in."""
    return drawable(applicants(ws, project_id))


def drawable(rows: Iterable[Applicant]) -> list[Applicant]:
    """Return those of the applicants whom a draw numbers."""
    return [row for row in rows if row.state != ApplicantState.DECLINED]


def apply(
    ws: "Workspace", project_id: int, persons: Iterable[int | Mapping[str, Any]], route: str = ""
) -> int:
    """Note that known persons (ids) and new ones (their fields) applied; return how many did not before.

    New values that name somebody known mean that person, as on a team.
    """
    wanted = people.meant(ws, persons)
    there = {row.person_id for row in applicants(ws, project_id)}
    new = [one for one in wanted if not isinstance(one, int) or one not in there]
    if not new:
        return 0
    with ws.unit_of_work(f"신청자 {len(new)}명 추가") as work:
        for one in new:
            person_id = one if isinstance(one, int) else records.insert(work, "person", one)
            values = {"person_id": person_id, "applied_on": ws.today, "route": route}
            records.insert(work, "applicant", values, project_id=project_id)
    return len(new)


def decline(ws: "Workspace", ids: Sequence[int]) -> None:
    """Note that applicants do not wish to take part any more; they stay on the list."""
    _set_state(ws, ids, ApplicantState.DECLINED, f"신청자 {len(ids)}명 사양")


def reinstate(ws: "Workspace", ids: Sequence[int]) -> None:
    """Let applicants who declined take part in the next draw again."""
    _set_state(ws, ids, ApplicantState.APPLIED, f"신청자 {len(ids)}명 다시 신청")


def _set_state(ws: "Workspace", ids: Sequence[int], state: ApplicantState, label: str) -> None:
    records.edit(ws, "applicant", ids, {"state": state.value}, label=label)


def strata_of(row: Applicant, year: int) -> dict[str, str]:
    """Return what a draw counts of an applicant: codes of 성별, 나이대 and 구분, the name of the region."""
    band = age_band_of(row.birth_year, year).value if row.birth_year else row.age_band
    found = {"gender": row.gender, "age_band": band, "region": row.region, "actor_kind": row.actor_kind}
    return {axis: value for axis, value in found.items() if value}


def candidates(applicants: Sequence[Applicant], year: int) -> list[Candidate]:
    """Return the pool as the draw sees it: numbered from 1, without names."""
    return [Candidate(number, strata_of(row, year)) for number, row in enumerate(applicants, 1)]


def obstacles(ws: "Workspace", project_id: int, quotas: Sequence[Quota], seats: int) -> list[str]:
    """Return a sentence for everything that no draw among the applicants could meet; none means go."""
    return told(candidates(pool(ws, project_id), ws.today.year), quotas, seats)


def told(found: Sequence[Candidate], quotas: Sequence[Quota], seats: int) -> list[str]:
    """Return the sentences of ``obstacles`` for candidates at hand: a screen tells them as one types."""
    sentences = [
        f"{quota_label(quota)}: {sentence}" if quota else sentence
        for quota, sentence in drawing.obstacles(found, quotas, seats)
    ]
    together = [] if sentences else quota_clash.clash(found, quotas, seats)
    if together:
        asked = ", ".join(f"{quota_label(quota)} {_bounds(quota)}" for quota in together)
        sentences.append(f"{seats}명으로 함께 지킬 수 없는 조건입니다: {asked}. 이 가운데 하나를 고치십시오.")
    return sentences


def _bounds(quota: Quota) -> str:
    least = f"최소 {quota.least}명" if quota.least else ""
    most = f"최대 {quota.most}명" if quota.most is not None else ""
    return " ".join(part for part in (least, most) if part)


def quota_label(quota: Quota) -> str:
    """Return how people read a quota's category: 나이대 40대."""
    return f"{AXES.get(quota.axis, quota.axis)} {category_label(quota.axis, quota.category)}"


def category_label(axis: str, category: str) -> str:
    """Return the Korean name of a category; a region is its own name."""
    from app.domain.choices import ActorKind

    kinds = {"gender": Gender, "age_band": AgeBand, "actor_kind": ActorKind}
    kind = kinds.get(axis)
    return next((one.label for one in kind if one == category), category) if kind else category


def carry_out(
    ws: "Workspace",
    project_id: int,
    title: str,
    quotas: Sequence[Quota],
    seats: int,
    alternates: int = 0,
    seed: str = "",
    note: str = "",
) -> int:
    """Draw among the applicants and record rule, seed, pool and outcome in one step; return the draw's id.

    Without a ``seed`` one is made by the machine's own source of chance.  A ``UserError`` names what cannot
    be met; nothing is drawn then.
    """
    if seats < 1:
        raise UserError("뽑을 인원을 1명 이상으로 정하십시오.", "seats")
    in_the_way = obstacles(ws, project_id, quotas, seats)
    if in_the_way:
        raise UserError("이 조건으로는 뽑을 수 없습니다. " + " ".join(in_the_way), "quotas")
    applicants = pool(ws, project_id)
    found = candidates(applicants, ws.today.year)
    seed = seed.strip() or secrets.token_hex(8)
    drawn = drawing.draw(found, quotas, seats, alternates, seed)
    if drawn is None:
        raise UserError(
            f"{drawing.ATTEMPTS}번 뽑아 보았지만 조건을 모두 지키지 못했습니다. 최소 인원을 줄이십시오.",
            "quotas",
        )
    with ws.unit_of_work(f"추첨 ‘{title}’") as work:
        values = {"title": title, "seats": seats, "alternates": alternates, "seed": seed, "note": note}
        draw_id = records.insert(
            work, "draw", values, project_id=project_id, method=drawing.METHOD, drawn_at=ws.clock(),
            drawn_by=ws.actor, pool_digest=drawing.pool_digest(found), quotas=_stored(quotas, drawn),
        )  # fmt: skip
        _keep_entries(work, draw_id, applicants, found, drawn)
    return draw_id


def _stored(quotas: Sequence[Quota], drawn: Drawn) -> dict[str, Any]:
    rules = [{"axis": q.axis, "category": q.category, "least": q.least, "most": q.most} for q in quotas]
    return {"rules": rules, "attempt": drawn.attempt, "reasons": list(drawn.reasons)}


def _keep_entries(
    work: "UnitOfWork",
    draw_id: int,
    applicants: Sequence[Applicant],
    found: Sequence[Candidate],
    drawn: Drawn,
) -> None:
    places = {number: (DrawOutcome.SELECTED, rank) for rank, number in enumerate(drawn.selected, 1)}
    places |= {number: (DrawOutcome.ALTERNATE, rank) for rank, number in enumerate(drawn.alternates, 1)}
    for row, one in zip(applicants, found, strict=True):
        outcome, rank = places.get(one.number, (DrawOutcome.LEFT, None))
        entry = {"draw_id": draw_id, "person_id": row.person_id, "number": one.number,
                 "strata": dict(one.strata), "outcome": outcome.value, "rank": rank}  # fmt: skip
        work.insert("draw_entry", entry)
        work.update("applicant", row.id, {"state": _STATES[outcome].value})


def of_project(ws: "Workspace", project_id: int) -> list[Draw]:
    """Return the draws of a project, newest first."""
    with ws.reading() as connection:
        return queries.draws_of(connection, project_id)


def get(ws: "Workspace", draw_id: int) -> Draw:
    """Return one draw; a ``UserError`` where there is none."""
    found = listing.rows(ws, "draw", [draw_id])
    if not found:
        raise UserError("지워졌거나 없는 추첨입니다.", "draw")
    draw: Draw = found[0]
    return draw


def entries(ws: "Workspace", draw_id: int) -> Sequence[DrawEntry]:
    """Return the pool of a draw by number, with what came out for each."""
    with ws.reading() as connection:
        return queries.entries(connection, draw_id)


def quotas_of(draw: Draw) -> list[Quota]:
    """Return the quotas that a draw was made by."""
    return [
        Quota(rule["axis"], rule["category"], rule["least"], rule["most"]) for rule in draw.quotas["rules"]
    ]


def recomputed(ws: "Workspace", draw: Draw) -> bool:
    """Tell whether the record of a draw, drawn once more, comes to the same persons in the same order."""
    rows = entries(ws, draw.id)
    found = [Candidate(row.number, row.strata) for row in rows]
    if drawing.pool_digest(found) != draw.pool_digest:
        return False
    drawn = drawing.draw(found, quotas_of(draw), draw.seats, draw.alternates, draw.seed)
    return drawn is not None and _numbers(rows) == (drawn.selected, drawn.alternates)


def _numbers(rows: Sequence[DrawEntry]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    def of(outcome: DrawOutcome) -> tuple[int, ...]:
        ranked = sorted((row for row in rows if row.outcome == outcome), key=lambda row: row.rank or 0)
        return tuple(row.number for row in ranked)

    return of(DrawOutcome.SELECTED), of(DrawOutcome.ALTERNATE)


def record(ws: "Workspace", draw: Draw) -> dict[str, Any]:
    """Return the record of a draw as another person recomputes it: numbers and what was counted, no names."""
    rows = entries(ws, draw.id)
    return {
        "method": draw.method, "seed": draw.seed, "seats": draw.seats, "alternates": draw.alternates,
        "quotas": draw.quotas["rules"], "attempt": draw.quotas["attempt"], "pool_digest": draw.pool_digest,
        "drawn_at": draw.drawn_at.isoformat(timespec="milliseconds"), "drawn_by": draw.drawn_by,
        "pool": [
            {"number": row.number, "strata": dict(row.strata), "outcome": row.outcome, "rank": row.rank}
            for row in rows
        ],
    }  # fmt: skip


def appointees(ws: "Workspace", draw: Draw) -> list[int]:
    """Return whom a draw puts on the team: the selected, and the next 예비 for who declined since."""
    left = {row.person_id for row in pool(ws, draw.project_id)}
    places = {DrawOutcome.SELECTED.value: 0, DrawOutcome.ALTERNATE.value: 1}
    drawn = [row for row in entries(ws, draw.id) if row.outcome in places and row.person_id in left]
    drawn.sort(key=lambda row: (places[row.outcome], row.rank or 0))
    return [row.person_id for row in drawn if row.person_id is not None][: draw.seats]


def appoint(ws: "Workspace", draw: Draw, role: Role = Role.CITIZEN) -> int:
    """Put whom a draw came to on the team of its project; return how many were not on it yet."""
    there = {row.person_id for row in people.members(ws, draw.project_id) if row.to_on is None}
    new = [person_id for person_id in appointees(ws, draw) if person_id not in there]
    if new:
        people.add_members(ws, draw.project_id, new, role)
    return len(new)


def reasons(draw: Draw) -> dict[int, str]:
    """Return for each rank of the selected why that seat was given as it was."""
    return {rank: reason_words(reason) for rank, reason in enumerate(draw.quotas["reasons"], 1)}


def reason_words(reason: str) -> str:
    """Return a reason of a draw as people read it."""
    axis, _, category = reason.partition("=")
    if not category:
        return "모자란 칸이 없어 남은 신청자 모두 가운데에서 뽑음"
    return f"{AXES.get(axis, axis)} {category_label(axis, category)} 칸이 가장 모자라 그 칸에서 뽑음"
