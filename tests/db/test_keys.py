"""The key of a protected file: SQLCipher's own derivation, a recovery key that guards against slips."""

import os
import unicodedata
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given
from hypothesis import strategies as st

from db import keys
from db.driver import connect

KEY = "5c" * 32 + "a1" * 16


def _file(path: Path, key: str, pages: int = 1) -> Path:
    connection = connect(path, key)
    connection.execute("CREATE TABLE kept (text)")
    for number in range(pages):
        connection.execute("INSERT INTO kept VALUES (?)", (f"{number} " * 2000,))
    connection.close()
    return path


def test_any_tool_of_sqlcipher_opens_the_file_with_the_passphrase(tmp_path: Path) -> None:
    """What this program derives once is what SQLCipher derives itself from the same words."""
    passphrase = "푸른 동네 함께 걷기"
    path = _file(tmp_path / "a.hamkke", keys.derive(passphrase, keys.new_salt()))
    tool = driver.connect(str(path))
    tool.execute(f"PRAGMA key = '{passphrase}'")
    assert tool.execute("SELECT count(*) FROM kept").fetchone() == (1,)
    tool.close()


def test_a_passphrase_is_the_same_however_its_syllables_are_composed() -> None:
    """A system that takes Hangul apart (macOS) derives the key of one that does not."""
    taken_apart = unicodedata.normalize("NFD", "국민디자인")
    assert keys.derive(taken_apart, b"0" * 16) == keys.derive("국민디자인", b"0" * 16)


def test_the_salt_is_the_beginning_of_the_file(tmp_path: Path) -> None:
    """So passphrase and file are all that is needed."""
    path = _file(tmp_path / "a.hamkke", KEY)
    assert keys.salt_of(path) == keys.salt_in(KEY) == bytes.fromhex(KEY)[32:]


@given(st.binary(min_size=48, max_size=48))
def test_a_recovery_key_stands_for_the_key(raw: bytes) -> None:
    """Printed and typed in again, in small letters and without hyphens, it is the same key."""
    text = keys.recovery_text(raw.hex())
    assert [len(group) for group in text.split("-")] == [4] * 14
    typed = text.lower().replace("-", " ").replace("o", "0")
    assert keys.from_recovery(typed, raw[32:]) == raw.hex()


@given(st.integers(0, 55), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_letter_of_a_recovery_key_is_noticed(place: int, letter: str) -> None:
    """A slip of the pen is told before it is tried on the file."""
    letters = keys.recovery_text(KEY).replace("-", "")
    slipped = letters[:place] + letter + letters[place + 1 :]
    assert keys.from_recovery(slipped, b"") == (KEY[:64] if slipped == letters else "")


@pytest.mark.parametrize("text", ["", "아무 말", "AAAA-BBBB", "A" * 56, "1" * 57])
def test_what_is_no_recovery_key_is_none(text: str) -> None:
    """Other words, too few and too many letters give no key."""
    assert keys.from_recovery(text, b"0" * 16) == ""


def test_a_protected_file_is_told_from_plain_damaged_and_missing_ones(tmp_path: Path) -> None:
    """Only what looks like pages of a protected file is one; text, zeros and a cut-off page are not."""
    assert keys.is_protected(_file(tmp_path / "보호.hamkke", KEY))
    assert not keys.is_protected(_file(tmp_path / "평문.hamkke", ""))
    assert not keys.is_protected(tmp_path / "없음.hamkke")
    for content in (b"", b"x" * 9000, b"\0" * 4096, "글자만 든 파일입니다. ".encode() * 500):
        other = tmp_path / "그 밖.hamkke"
        other.write_bytes(content)
        assert not keys.is_protected(other)


def test_other_pages_tell_a_damaged_first_page_from_a_wrong_key(tmp_path: Path) -> None:
    """With the first page overwritten the right key still fits a page, and a wrong one fits none."""
    path = _file(tmp_path / "a.hamkke", KEY, pages=200)
    content = bytearray(path.read_bytes())
    content[16:3016] = os.urandom(3000)
    path.write_bytes(content)
    with pytest.raises(driver.DatabaseError, match="not a database"):
        connect(path, KEY)
    assert keys.fits_any_page(path, KEY)
    assert not keys.fits_any_page(path, "5d" + KEY[2:])
