"""The settings as fields of a form, derived from their declaration."""

from app.domain.choices import Choice
from app.domain.desk_role import DeskRole
from app.domain.fields import FieldSpec, FieldType
from app.settings import Meaning, Settings, meanings

_TYPES = {int: FieldType.INTEGER, bool: FieldType.BOOLEAN, str: FieldType.TEXT}


class ThemeMode(Choice):
    """화면 모양."""

    SYSTEM = "system", "시스템 따르기"
    LIGHT = "light", "밝게"
    DARK = "dark", "어둡게"


_CHOICES: dict[str, type[Choice]] = {"theme": ThemeMode, "desk_role": DeskRole}


def setting_specs() -> tuple[FieldSpec, ...]:
    """Return one field per setting that a person sets; what the window remembers of itself is left out."""
    usual = Settings()
    return tuple(_spec(key, meant, getattr(usual, key)) for key, meant in meanings().items() if key != "ui")


def _spec(key: str, meant: Meaning, usual: object) -> FieldSpec:
    choices = _CHOICES.get(key)
    kind = FieldType.CHOICE if choices else _TYPES[type(usual)]
    needed = kind in (FieldType.INTEGER, FieldType.CHOICE)
    return FieldSpec(key, kind, meant.label, choices, required=needed, help=meant.help)
