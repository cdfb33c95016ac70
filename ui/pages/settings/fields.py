"""The settings as fields of a form, derived from their declaration."""

from dataclasses import Field, fields

from app.domain.choices import Choice
from app.domain.desk_role import DeskRole
from app.domain.fields import FieldSpec, FieldType
from app.settings import Settings

_TYPES = {int: FieldType.INTEGER, bool: FieldType.BOOLEAN, str: FieldType.TEXT}


class ThemeMode(Choice):
    """화면 모양."""

    SYSTEM = "system", "시스템 따르기"
    LIGHT = "light", "밝게"
    DARK = "dark", "어둡게"


_CHOICES: dict[str, type[Choice]] = {"theme": ThemeMode, "desk_role": DeskRole}


def setting_specs() -> tuple[FieldSpec, ...]:
    """Return one field per setting that a person sets; what the window remembers of itself is left out."""
    defaults = Settings()
    return tuple(_spec(item, getattr(defaults, item.name)) for item in fields(Settings) if item.name != "ui")


def _spec(item: "Field[object]", default: object) -> FieldSpec:
    choices = _CHOICES.get(item.name)
    kind = FieldType.CHOICE if choices else _TYPES[type(default)]
    needed = kind in (FieldType.INTEGER, FieldType.CHOICE)
    help_text = str(item.metadata.get("help", ""))
    return FieldSpec(item.name, kind, str(item.metadata["label"]), choices, required=needed, help=help_text)
