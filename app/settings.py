"""A person's settings, each declared once with its type, default and meaning; kept in one JSON file.

An unreadable file is set aside, never overwritten; an unknown or ill-typed value falls back to its default.
"""

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from app.domain import resident_number


def _setting(default: Any, label: str, help: str = "", choices: tuple[str, ...] = ()) -> Any:
    metadata = {"label": label, "help": help, "choices": choices}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can set; the 설정 page shows these fields with their labels."""

    user_name: str = _setting(_login_name, "사용자 이름", "이력과 관문 통과에 남는 이름")
    department: str = _setting("", "부서")
    desk_role: str = _setting(
        "officer",
        "역할",
        "할 수 있는 일을 안내합니다. 자료를 가진 사람을 막는 자물쇠는 아닙니다.",
        ("officer", "facilitator", "manager", "reader"),
    )
    idle_minutes: int = _setting(
        10, "자동 잠금(분)", "암호로 보호한 자료는 이 시간 동안 쓰지 않으면 가리고 잠급니다. 0은 잠그지 않음"
    )
    theme: str = _setting("system", "화면 모양", "", ("system", "light", "dark"))
    stalled_days: int = _setting(
        20, "정체로 보는 날수", "이 기간 동안 바뀐 것이 없는 과제를 정체로 표시합니다."
    )
    due_soon_days: int = _setting(7, "곧 마감으로 보는 날수")
    retention_days: int = _setting(
        365, "동의 보유 기간(일)", "과제를 정하지 않은 동의는 동의한 날부터 이 기간 동안 보유합니다."
    )
    export_folder: str = _setting("", "내보낼 폴더", "비워 두면 문서 폴더")
    ui: dict[str, Any] = field(default_factory=dict, metadata={"label": "화면 상태", "choices": ()})

    def with_values(self, **values: Any) -> "Settings":
        """Return the settings with some of them changed."""
        return replace(self, **values)


def load(path: Path) -> Settings:
    """Read the settings at ``path``; a missing file means the defaults."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        stored = None
    if not isinstance(stored, dict):
        _set_aside(path)
        return Settings()
    defaults = Settings()
    return replace(defaults, **{key: value for key, value in stored.items() if _fits(defaults, key, value)})


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps(_storable(asdict(settings)), ensure_ascii=False, indent=1)
    temporary = path.with_name(f"{path.name}.part")
    temporary.write_text(written, encoding="utf-8")
    os.replace(temporary, path)


def _storable(value: Any) -> Any:
    """Return what a window remembers, a line half typed among it, without what is never written down."""
    if isinstance(value, str):
        return resident_number.hidden(value)
    if isinstance(value, dict):
        return {resident_number.hidden(str(key)): _storable(part) for key, part in value.items()}
    return [_storable(part) for part in value] if isinstance(value, (list, tuple)) else value


def _fits(defaults: Settings, key: str, value: object) -> bool:
    spec = next((spec for spec in fields(Settings) if spec.name == key), None)
    if spec is None or type(value) is not type(getattr(defaults, key)):
        return False
    return not spec.metadata["choices"] or value in spec.metadata["choices"]


def _set_aside(path: Path) -> None:
    if path.exists():
        os.replace(path, path.with_name(f"{path.name}.unreadable"))
