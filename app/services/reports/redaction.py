"""안전 공유: a report looked through for people, shown hit by hit, and written with pseudonyms instead.

The key of the pseudonyms is a file of its own behind a password, or it is not kept at all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.domain.privacy import resident_number
from app.domain.privacy.access import Access, AccessAction
from app.domain.privacy.redaction import Finder, Hit, Known, Redaction
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.privacy import access
from app.services.privacy.disclosure import InFull
from db.queries import pseudonyms as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from exports.blocks import Document

FORMATS = ("pdf", "xlsx", "txt")
MIN_PASSWORD = 8


@dataclass(frozen=True)
class Preview:
    """A report with what was found in it; a hit is named by its place in ``hits``."""

    label: str
    document: "Document"
    texts: tuple[str, ...]
    hits: tuple[Hit, ...]

    def redaction(self, chosen: Collection[int]) -> Redaction:
        """Return what replacing the ``chosen`` hits would do."""
        return Redaction(self.texts, [hit for number, hit in enumerate(self.hits) if number in chosen])

    @property
    def proposed(self) -> frozenset[int]:
        """The hits that are replaced unless somebody unticks them."""
        return frozenset(number for number, hit in enumerate(self.hits) if hit.proposed)


def preview(ws: "Workspace", report_id: str, options: ReportOptions) -> Preview:
    """Return a report and every name, number and address in it; nothing is written or logged."""
    from app.services.reports import papers
    from exports.mapping import texts

    label = next((each.label for each in papers.available() if each.id == report_id), report_id)
    document = papers.build(cast("Workspace", InFull(ws)), report_id, options)
    with ws.reading() as connection:
        finder = Finder(Known(*row) for row in queries.roster(connection))
    found = texts(document)
    return Preview(label, document, tuple(found), tuple(finder.find(found)))


def share(
    ws: "Workspace",
    seen: Preview,
    chosen: Collection[int],
    format: str,
    path: Path,
    *,
    purpose: str,
    reason: str,
    key_path: Path | None = None,
    password: str = "",
) -> list[str]:
    """Write the report with the ``chosen`` hits replaced; return what renderers warn of.

    The line in the log is durable before a file is; it names whoever was found, replaced or not.  With
    ``key_path`` the key is written there, an xlsx under ``password``.
    """
    redaction = seen.redaction(chosen)
    _check(format, path, redaction, key_path, password)
    people = tuple(dict.fromkeys(uid for hit in seen.hits for uid in hit.people))
    kinds = tuple(dict.fromkeys(hit.kind.label for hit in seen.hits))
    told = Access(AccessAction.SHARE, f"{seen.label} 안전 공유", people, kinds, purpose, reason, path.name)
    access.log(ws, told)
    from exports.mapping import with_texts

    warnings = _write(with_texts(seen.document, redaction.replaced()), format, path)
    if key_path is not None:
        _write_key(ws, redaction, key_path, password)
    return warnings


def _check(format: str, path: Path, redaction: Redaction, key_path: Path | None, password: str) -> None:
    if format not in FORMATS:
        raise UserError(f"‘{format}’ 형식은 없습니다. {', '.join(FORMATS)} 가운데 고르십시오.", "format")
    resident_number.refuse(path.name, "파일 이름", "path")
    told = next((hit.words for hit in redaction.hits if hit.words in path.stem), None)
    if told is not None:
        raise UserError("파일 이름에 가린 이름이나 연락처가 있습니다. 다른 이름으로 저장하십시오.", "path")
    if key_path is not None and key_path == path:
        raise UserError("대조표는 공유할 파일과 다른 이름으로 저장하십시오.", "key_path")
    if key_path is not None and len(password) < MIN_PASSWORD:
        raise UserError(f"대조표의 암호를 {MIN_PASSWORD}자 이상 적으십시오.", "password")


def _write(document: "Document", format: str, path: Path) -> list[str]:
    from exports import render

    if format != "txt":
        return render.render(document, format, path)
    from exports.plain_text import to_text

    text = to_text(document)
    render.replace_file(path, lambda stream: stream.write(text.encode("utf-8-sig")))
    return []


def _write_key(ws: "Workspace", redaction: Redaction, path: Path, password: str) -> None:
    from exports import render
    from exports.passwords import locked
    from exports.renderers import xlsx
    from exports.reports.redaction_key import key_table

    stream = BytesIO()
    xlsx.write(key_table(redaction.key(), ws.today), stream)
    data = locked(stream.getvalue(), password)
    render.replace_file(path, lambda target: target.write(data))


def summary(hits: Sequence[Hit]) -> str:
    """Return in words what was found: 이름 12곳, 전화번호 3곳."""
    counts: dict[str, int] = {}
    for hit in hits:
        counts[hit.kind.label] = counts.get(hit.kind.label, 0) + 1
    return ", ".join(f"{label} {count}곳" for label, count in counts.items())
