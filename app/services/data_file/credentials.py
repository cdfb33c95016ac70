"""The operating system's credential store, where a PC may remember the key of a protected file.

``keyring`` is loaded with the first use.  It would ask every installed package for a store, so the one of
the system is named; none (a server, no session) means that nothing is remembered.

A start with a remembered key waits for it.  Of 90 ms that loading took, 60 went into libraries that what is
used here never calls (downloads, lists of installed packages); each of these now waits for its first use.
"""

import contextlib
import sys
from importlib import import_module
from typing import Any

from app.errors import EnvironmentProblem, ProblemKind
from app.later import put_off

SERVICE = "Hamkke"
_BACKENDS = {"win32": ("Windows.WinVaultKeyring",), "darwin": ("macOS.Keyring",)}
_OTHERS = ("SecretService.Keyring", "kwallet.DBusKeyring")
_LATE = ("urllib.request", "importlib_metadata", "more_itertools")
_found: list[Any] = []


def backend() -> Any:
    """Return the system's store; None where it has none or it cannot be reached."""
    if not _found:
        _found.append(next(filter(None, map(_made, _BACKENDS.get(sys.platform, _OTHERS))), None))
    return _found[0]


def _made(name: str) -> Any:
    module, kind = name.split(".")
    # What is missing of a store shows in many ways: no library, no session, no bus.
    with contextlib.suppress(Exception):
        load()
        chosen = getattr(import_module(f"keyring.backends.{module}"), kind)
        if chosen.priority:
            return chosen()
    return None


def load() -> None:
    """Load ``keyring`` without what only its other uses need."""
    for name in _LATE:
        put_off(name)
    import_module("keyring.backend")


def recall(name: str) -> str:
    """Return what is remembered under ``name``; empty where nothing is, or the store does not answer."""
    store = backend()
    if store is None:
        return ""
    with contextlib.suppress(Exception):  # locked, or refused by the person: as if it were not there
        return store.get_password(SERVICE, name) or ""
    return ""


def keep(name: str, secret: str) -> None:
    """Remember ``secret`` under ``name``."""
    store = backend()
    if store is None:
        raise EnvironmentProblem(
            "이 PC에는 암호를 맡길 자격 증명 저장소가 없어 기억하지 못합니다. 열 때마다 암호를 넣으십시오."
        )
    try:
        store.set_password(SERVICE, name, secret)
    except Exception as error:
        raise EnvironmentProblem(
            "자격 증명 저장소가 거절하여 기억하지 못했습니다. 저장소의 잠금을 풀고 다시 하십시오. "
            "자료는 그대로입니다.",
            ProblemKind.OTHER,
        ) from error


def drop(name: str) -> None:
    """Forget what is remembered under ``name``; nothing happens where nothing is."""
    store = backend()
    if store is not None:
        with contextlib.suppress(Exception):
            store.delete_password(SERVICE, name)
