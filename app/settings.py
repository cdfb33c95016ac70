"""A person's settings, each declared once with its type, default and meaning; kept in one JSON file.

An unreadable file is set aside, never overwritten; an unknown or ill-typed value falls back to its default.
They are read before the window is painted, so nothing here loads what that does not need (``dataclasses``
brings a twentieth of a bare start along).
"""

import json
import os
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints


class Meaning(NamedTuple):
    """What people read of a setting, and the values that it may have where these are few."""

    label: str
    help: str = ""
    choices: tuple[str, ...] = ()


class Settings(NamedTuple):
    """What a person can set; the 설정 page shows these fields with their labels."""

    user_name: Annotated[str, Meaning("사용자 이름", "이력과 관문 통과에 남는 이름")] = ""
    department: Annotated[str, Meaning("부서")] = ""
    desk_role: Annotated[
        str,
        Meaning(
            "역할",
            "할 수 있는 일을 안내합니다. 자료를 가진 사람을 막는 자물쇠는 아닙니다.",
            ("officer", "facilitator", "manager", "reader"),
        ),
    ] = "officer"
    idle_minutes: Annotated[
        int,
        Meaning(
            "자동 잠금(분)", "암호로 보호한 자료는 이 시간 동안 쓰지 않으면 가리고 잠급니다. 0은 잠그지 않음"
        ),
    ] = 10
    theme: Annotated[str, Meaning("화면 모양", "", ("system", "light", "dark"))] = "system"
    stalled_days: Annotated[
        int, Meaning("정체로 보는 날수", "이 기간 동안 바뀐 것이 없는 과제를 정체로 표시합니다.")
    ] = 20
    due_soon_days: Annotated[int, Meaning("곧 마감으로 보는 날수")] = 7
    retention_days: Annotated[
        int,
        Meaning("동의 보유 기간(일)", "과제를 정하지 않은 동의는 동의한 날부터 이 기간 동안 보유합니다."),
    ] = 365
    mask_affiliation: Annotated[
        bool, Meaning("소속도 가리기", "이름과 연락처처럼 소속도 가려 보여 줍니다. 공무원의 소속은 보입니다.")
    ] = False
    export_folder: Annotated[str, Meaning("내보낼 폴더", "비워 두면 문서 폴더")] = ""
    ui: Annotated[dict[str, Any], Meaning("화면 상태")] = {}  # noqa: RUF012 - replaced, never changed

    def with_values(self, **values: Any) -> "Settings":
        """Return the settings with some of them changed."""
        return self._replace(**values)


def meanings() -> dict[str, Meaning]:
    """Return what people read of each setting, by its key in the order of declaration."""
    hints = get_type_hints(Settings, include_extras=True)
    return {key: hints[key].__metadata__[0] for key in Settings._fields}


def defaults() -> Settings:
    """Return the settings of a person who has set nothing: named as the computer knows them."""
    return Settings(user_name=_login_name())


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def load(path: Path) -> Settings:
    """Read the settings at ``path``; a missing file means the defaults."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return defaults()
    except (OSError, ValueError):
        stored = None
    if not isinstance(stored, dict):
        _set_aside(path)
        return defaults()
    usual = defaults()
    return usual.with_values(**{key: value for key, value in stored.items() if _fits(usual, key, value)})


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps(_storable(settings._asdict()), ensure_ascii=False, indent=1)
    temporary = path.with_name(f"{path.name}.part")
    temporary.write_text(written, encoding="utf-8")
    os.replace(temporary, path)


def _storable(value: Any) -> Any:
    """Return what a window remembers, a line half typed among it, without what is never written down."""
    from app.domain.privacy import resident_number

    if isinstance(value, str):
        return resident_number.hidden(value)
    if isinstance(value, dict):
        return {resident_number.hidden(str(key)): _storable(part) for key, part in value.items()}
    return [_storable(part) for part in value] if isinstance(value, (list, tuple)) else value


def _fits(usual: Settings, key: str, value: object) -> bool:
    if key not in Settings._fields or type(value) is not type(getattr(usual, key)):
        return False
    return not isinstance(value, str) or _is_choice(key, value)


def _is_choice(key: str, value: str) -> bool:
    choices = meanings()[key].choices
    return not choices or value in choices


def _set_aside(path: Path) -> None:
    if path.exists():
        os.replace(path, path.with_name(f"{path.name}.unreadable"))
