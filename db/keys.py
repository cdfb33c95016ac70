"""The key of a protected data file: made from a passphrase, printed for recovery, tried on a file.

SQLCipher's own derivation is used with its own figures (PBKDF2-HMAC-SHA512, 256,000 rounds, the first 16
bytes of the file as salt), so every tool that speaks SQLCipher 4 opens the file with the passphrase.  The
program derives once and opens by key and salt in 96 hexadecimal figures.  A start with a remembered key
needs no library of cryptography: each is loaded where it is used.  The recovery key is that derived
key in letters: it opens the file as long as its passphrase is not changed.
"""

import os
from pathlib import Path

ROUNDS = 256_000
SALT_BYTES, KEY_BYTES, PAGE = 16, 32, 4096
_PLAIN = b"SQLite format 3\x00"
# Behind each page SQLCipher keeps 16 bytes of nonce and 64 of HMAC-SHA512.
_TAG = 64
_SALT_MASK = 0x3A
_CHECK_BYTES = 3
_GROUP = 4
# What people write for letters of base32 that look like figures.
_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})
# 4,096 random bytes take nearly all of the 256 values; text, zeros and other leftovers do not.
_RANDOM_VALUES = 230


def is_protected(path: Path) -> bool:
    """Tell whether a closed file looks like a protected data file: whole random pages, no plain header.

    Never asked of a file that this process has open: closing it here would drop SQLite's locks on it.
    """
    try:
        with path.open("rb") as stream:
            page = stream.read(PAGE)
    except OSError:
        return False
    return not page.startswith(_PLAIN) and len(set(page)) >= _RANDOM_VALUES


def salt_of(path: Path) -> bytes:
    """Return the salt of a closed protected file."""
    with path.open("rb") as stream:
        return stream.read(SALT_BYTES)


def salt_in(key: str) -> bytes:
    """Return the salt within a key."""
    return bytes.fromhex(key)[KEY_BYTES:]


def new_salt() -> bytes:
    """Return a salt for a file that is about to be protected."""
    return os.urandom(SALT_BYTES)


def derive(passphrase: str, salt: bytes) -> str:
    """Return the key of a passphrase: one for all ways in which a system composes Hangul."""
    import hashlib
    import unicodedata

    words = unicodedata.normalize("NFC", passphrase).encode()
    return (hashlib.pbkdf2_hmac("sha512", words, salt, ROUNDS, KEY_BYTES) + salt).hex()


def recovery_text(key: str) -> str:
    """Return the key in 14 groups of four letters, the last ones guarding against slips of the pen."""
    import base64

    raw = bytes.fromhex(key)[:KEY_BYTES]
    letters = base64.b32encode(raw + _check(raw)).decode()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def from_recovery(text: str, salt: bytes) -> str:
    """Return the key that a recovery key stands for; empty where its letters are not those of any."""
    import base64
    import unicodedata

    told = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    letters = "".join(sign for sign in told if sign.isalnum())
    try:
        both = base64.b32decode(letters)
    except ValueError:
        return ""
    raw, check = both[:KEY_BYTES], both[KEY_BYTES:]
    return (raw + salt).hex() if len(raw) == KEY_BYTES and check == _check(raw) else ""


def _check(raw: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(b"hamkke recovery key" + raw).digest()[:_CHECK_BYTES]


def fits_any_page(path: Path, key: str, most: int = 64) -> bool:
    """Tell whether ``key`` is that of any page of a closed file, so that a refusal means damage.

    SQLCipher says of a wrong key and of a damaged first page the same; its other pages know better.
    """
    import hashlib

    raw, salt = bytes.fromhex(key)[:KEY_BYTES], bytes.fromhex(key)[KEY_BYTES:]
    secret = hashlib.pbkdf2_hmac("sha512", raw, bytes(byte ^ _SALT_MASK for byte in salt), 2, KEY_BYTES)
    count = path.stat().st_size // PAGE
    with path.open("rb") as stream:
        for number in range(1, count + 1, max(count // most, 1)):
            stream.seek((number - 1) * PAGE)
            if _page_fits(stream.read(PAGE), number, secret):
                return True
    return False


def _page_fits(page: bytes, number: int, secret: bytes) -> bool:
    import hmac

    covered = page[SALT_BYTES if number == 1 else 0 : PAGE - _TAG]
    tag = hmac.digest(secret, covered + number.to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(tag, page[PAGE - _TAG :])
