"""The shipped 활동 틀."""

from functools import cache

from app.domain.session_template import SessionTemplate, load_session_templates
from resources import resource_path


@cache
def templates() -> dict[str, SessionTemplate]:
    """Return what a new session of each kind starts with, by kind."""
    return load_session_templates(resource_path("sessions"))
