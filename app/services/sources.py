"""원문: interview transcripts with pseudonyms for names, and findings quoted from them and from minutes.

A citizen of the team is called 참여자 07 in a transcript; the key stands apart, as personal data.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.choices import ActorKind
from app.domain.finding import Source
from app.domain.hangul import quoted
from app.domain.listing import ListQuery
from app.domain.privacy import resident_number
from app.domain.transcript import MOST_BYTES, text_of
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services import findings, listing, people, records
from db.queries import pseudonyms as queries

if TYPE_CHECKING:
    from app.domain.person import Membership
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

PREFIX = "참여자"
SHORTEST_NAME = 3
"""Shorter names are too often a part of other words to be replaced within a text."""


def of_project(ws: "Workspace", project_id: int) -> list[Source]:
    """Return the transcripts of a project, the newest first."""
    return listing.all_rows(ws, "source", ListQuery(filters={"project_id": (project_id,)}))


def get(ws: "Workspace", source_id: int) -> Source:
    """Return one transcript; a ``UserError`` where there is none."""
    found = listing.rows(ws, "source", [source_id])
    if not found:
        raise UserError("지워졌거나 없는 원문입니다.", "source")
    source: Source = found[0]
    return source


def add(ws: "Workspace", project_id: int, values: Mapping[str, Any]) -> int:
    """Keep a transcript (title, text, session_id …) with the names of citizens replaced; return its id.

    Without a pseudonym given, the next free one is the one who speaks.
    """
    team = people.members(ws, project_id)
    if not str(values.get("text") or "").strip():
        raise UserError("원문에 글이 없습니다. 받아 적은 글을 붙여넣으십시오.", "text")
    with ws.unit_of_work(f"원문 ‘{values.get('title', '')}’ 추가") as work:
        text = _hidden(work, project_id, str(values.get("text") or ""), team)
        label = str(values.get("pseudonym") or "").strip() or _ensure(work, project_id, None)
        _refuse_name(label, team)
        fields = {**values, "text": text, "pseudonym": label}
        return records.insert(work, "source", fields, project_id=project_id)


def add_file(ws: "Workspace", project_id: int, file: Path, session_id: int | None = None) -> int:
    """Keep the transcript in a txt or docx file, called as the file is; return its id."""
    resident_number.refuse(file.name, "파일 이름", "files")
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UserError(f"{quoted(file.name, '이/가')} 20MB보다 큽니다. 나누어 주십시오.", "files")
        data = file.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(
            f"{quoted(file.name, '을/를')} 읽을 수 없습니다.", ProblemKind.MISSING
        ) from error
    values = {"title": file.stem, "text": text_of(file.name, data), "session_id": session_id}
    return add(ws, project_id, values)


def delete(ws: "Workspace", source_id: int) -> None:
    """Delete a transcript; findings quoted from it keep their words."""
    records.delete(ws, "source", [source_id], f"원문 ‘{get(ws, source_id).title}’ 삭제")


def key_of(ws: "Workspace", project_id: int) -> dict[str, int | None]:
    """Return the key: pseudonyms and whom they stand for (personal data)."""
    with ws.reading() as connection:
        return queries.labels(connection, project_id)


def _ensure(work: "UnitOfWork", project_id: int, person_id: int | None) -> str:
    known = queries.labels(work.connection, project_id)
    if person_id is not None:
        label = next((label for label, person in known.items() if person == person_id), None)
        if label is not None:
            return label
    number = 1
    while f"{PREFIX} {number:02d}" in known:
        number += 1
    label = f"{PREFIX} {number:02d}"
    records.insert(work, "pseudonym", {"label": label, "person_id": person_id}, project_id=project_id)
    return label


def _hidden(work: "UnitOfWork", project_id: int, text: str, team: list["Membership"]) -> str:
    for member in team:
        if (
            member.actor_kind != ActorKind.OFFICIAL
            and len(member.person) >= SHORTEST_NAME
            and member.person in text
        ):
            text = text.replace(member.person, _ensure(work, project_id, member.person_id))
    return text


def _refuse_name(speaker: str, team: list["Membership"]) -> None:
    if any(member.person in speaker for member in team if len(member.person) >= 2):
        raise UserError(
            "말한 사람은 이름 대신 역할이나 가명으로 적으십시오. 예: 귀촌 5년 차, 참여자 07", "speaker"
        )


# -- quoting


def quote_minutes(
    ws: "Workspace", session_id: int, kind: str, quote: str, start: int, end: int, speaker: str = ""
) -> int:
    """Make a finding of words in the minutes, their place and who said them kept; return its id."""
    from app.services.session import sessions

    project_id = sessions.get(ws, session_id).project_id
    return _quoted(
        ws, project_id, kind, quote, speaker, session_id=session_id, quote_start=start, quote_end=end
    )


def quote_source(
    ws: "Workspace", source_id: int, kind: str, quote: str, start: int, end: int, speaker: str = ""
) -> int:
    """Make a finding of words in a transcript, said by whom it calls by a pseudonym unless told otherwise."""
    source = get(ws, source_id)
    return _quoted(
        ws, source.project_id, kind, quote, speaker or source.pseudonym,
        source_id=source_id, session_id=source.session_id, quote_start=start, quote_end=end,
    )  # fmt: skip


def _quoted(
    ws: "Workspace", project_id: int, kind: str, quote: str, speaker: str, **place: int | None
) -> int:
    words = quote.strip()
    if not words:
        raise UserError("카드로 만들 말을 먼저 고르십시오.", "quote")
    _refuse_name(speaker, people.members(ws, project_id))
    return findings.add(ws, project_id, kind, words, quote=words, speaker=speaker, **place)
