"""활동 틀: what a new session of a kind starts with, read from data in ``resources/sessions``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.choices import Role
from app.domain.session import Method, SessionKind


@dataclass(frozen=True, slots=True)
class SessionTemplate:
    """The usual course of one kind of session.

    ``agenda`` is a list of (title, minutes); ``artefacts`` names what it should leave behind;
    ``participants`` the roles of the team that usually come.
    """

    kind: SessionKind
    topic: str
    methods: tuple[str, ...]
    artefacts: tuple[str, ...]
    participants: tuple[str, ...]
    agenda: tuple[tuple[str, int], ...]

    @property
    def minutes(self) -> int:
        """Return how long it usually takes."""
        return sum(minutes for _title, minutes in self.agenda)


def load_session_templates(folder: Path) -> dict[str, SessionTemplate]:
    """Read every ``*.toml`` in ``folder``, by kind."""
    read = [_template(tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]
    return {template.kind.value: template for template in read}


def _template(data: dict[str, Any]) -> SessionTemplate:
    return SessionTemplate(
        kind=SessionKind(data["kind"]),
        topic=data["topic"],
        methods=tuple(Method(code).value for code in data["methods"]),
        artefacts=tuple(data["artefacts"]),
        participants=tuple(Role(code).value for code in data["participants"]),
        agenda=tuple((item["title"], int(item["minutes"])) for item in data["agenda"]),
    )
