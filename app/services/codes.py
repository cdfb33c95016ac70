"""The lists shipped with the program: codes of regions and agencies, process templates."""

from functools import cache

from app.domain.channel import ChannelRule, load_channels
from app.domain.codes import Codes, load_codes
from app.domain.template import ProcessTemplate, load_templates
from resources import resource_path


@cache
def codes() -> Codes:
    """Return the shipped code lists."""
    return load_codes(resource_path("codes"))


@cache
def templates() -> dict[str, ProcessTemplate]:
    """Return the shipped process templates by key."""
    return load_templates(resource_path("templates"))


@cache
def channels() -> dict[str, ChannelRule]:
    """Return how each channel of proposals counts its answer's due day."""
    return load_channels(resource_path("codes"))
