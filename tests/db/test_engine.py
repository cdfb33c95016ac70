"""Engines: what was compiled for one file serves the next one, but for what a protected file was asked."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, literal, select
from sqlalchemy.util import LRUCache

from db import engine

RAW = "00112233445566778899aabbccddeeff" * 3


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> LRUCache[object, object]:
    """Begin as a program does that has opened nothing yet."""
    cache: LRUCache[object, object] = LRUCache(10)
    monkeypatch.setattr(engine, "_compiled", cache)
    monkeypatch.setattr(engine, "_dialects", [])
    return cache


def _ask(opened: Engine) -> Engine:
    with opened.connect() as connection:
        assert connection.execute(select(literal("하나"))).scalar() == "하나"
    opened.dispose()
    return opened


def test_another_file_is_asked_what_was_compiled_for_the_first(
    tmp_path: Path, kept: LRUCache[object, object]
) -> None:
    """The same statement is found again, whichever file it was put to first."""
    first, second = (_ask(engine.open_engine(tmp_path / name)) for name in ("a.hamkke", "b.hamkke"))
    assert second.dialect is first.dialect and len(kept) == 1


def test_what_a_protected_file_was_asked_goes_with_it(tmp_path: Path, kept: LRUCache[object, object]) -> None:
    """A statement keeps the values it was asked with: none of a protected file stays in the program."""
    _ask(engine.open_engine(tmp_path / "c.hamkke", RAW))
    assert len(kept) == 0
