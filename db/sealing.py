"""Attached files of a protected data file: AES-256-GCM, under names that tell nothing of what they hold.

A sealed file is ``magic | nonce | ciphertext | tag``.  Its name is the digest of the bytes within, sealed
too (AES-SIV: the same digest always gives the same name, and only the key tells it back); a plain digest as
a name would let anybody prove that a known document is kept here.  The lengths of the names tell the sealed
from the plain, whatever an attached file begins with.
"""

import base64
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

MAGIC = b"hamkke sealed 1\n"
_TEXT_MAGIC = b"hamkke sealed text 1\n"
NONCE, TAG = 12, 16
SECRET_BYTES = 96
CHUNK = 1 << 20
_CIPHER_BYTES = 32
# 32 bytes of digest and 16 of authentication in base32.
_NAME_LENGTH = 77


class Broken(Exception):
    """A sealed file is not what it was when it was sealed."""


def new_secret() -> str:
    """Return a new secret for the attached files of one data file, in hexadecimal figures."""
    return os.urandom(SECRET_BYTES).hex()


def is_sealed_name(name: str) -> bool:
    """Tell whether a file of this name is a sealed one."""
    return len(name) == _NAME_LENGTH


class Seal:
    """Seals and opens with one secret; ``cryptography`` is loaded with the first use."""

    def __init__(self, secret: str) -> None:
        """Take the secret apart: one key for the bytes, one for the names."""
        raw = bytes.fromhex(secret)
        self._bytes, self._names = raw[:_CIPHER_BYTES], raw[_CIPHER_BYTES:]

    def name(self, sha256: str) -> str:
        """Return the name under which the bytes of a digest are kept."""
        sealed = self._siv().encrypt(bytes.fromhex(sha256), None)
        return base64.b32encode(sealed).decode().rstrip("=").lower()

    def digest(self, name: str) -> str | None:
        """Return the digest behind a name; None where the name is of another secret."""
        from cryptography.exceptions import InvalidTag

        try:
            sealed = base64.b32decode(f"{name.upper()}===")
            return bytes(self._siv().decrypt(sealed, None)).hex()
        except (InvalidTag, ValueError):
            return None

    def writer(self, stream: BinaryIO) -> "SealWriter":
        """Return what seals into ``stream``."""
        return SealWriter(self._bytes, stream)

    def pieces(self, path: Path) -> Iterator[bytes]:
        """Yield what a sealed file holds; ``Broken`` at the end takes back all that was yielded."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        left = path.stat().st_size - len(MAGIC) - NONCE - TAG
        with path.open("rb") as stream:
            if left < 0 or stream.read(len(MAGIC)) != MAGIC:
                raise Broken(path.name)
            nonce = stream.read(NONCE)
            stream.seek(-TAG, os.SEEK_END)
            tag = stream.read(TAG)
            stream.seek(len(MAGIC) + NONCE)
            opener = Cipher(algorithms.AES(self._bytes), modes.GCM(nonce, tag)).decryptor()
            opener.authenticate_additional_data(MAGIC)
            while left > 0 and (chunk := stream.read(min(CHUNK, left))):
                left -= len(chunk)
                yield opener.update(chunk)
            try:
                yield opener.finalize()
            except InvalidTag as error:
                raise Broken(path.name) from error

    def seal_text(self, text: str) -> str:
        """Return ``text`` sealed for a place outside the data file, as letters."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(NONCE)
        sealed = AESGCM(self._bytes).encrypt(nonce, text.encode(), _TEXT_MAGIC)
        return base64.b64encode(nonce + sealed).decode()

    def open_text(self, sealed: str) -> str | None:
        """Return the text behind ``seal_text``; None where it is of another secret or damaged."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            raw = base64.b64decode(sealed, validate=True)
            return AESGCM(self._bytes).decrypt(raw[:NONCE], raw[NONCE:], _TEXT_MAGIC).decode()
        except (InvalidTag, ValueError):
            return None

    def _siv(self) -> Any:
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        return AESSIV(self._names)


class SealWriter:
    """Seals what is written through it; ``finish`` writes the tag without which nothing is whole."""

    def __init__(self, key: bytes, stream: BinaryIO) -> None:
        """Begin a sealed file with a nonce of its own."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        nonce = os.urandom(NONCE)
        self._stream = stream
        self._sealer = Cipher(algorithms.AES(key), modes.GCM(nonce)).encryptor()
        self._sealer.authenticate_additional_data(MAGIC)
        stream.write(MAGIC + nonce)

    def write(self, chunk: bytes) -> None:
        """Seal a piece."""
        self._stream.write(self._sealer.update(chunk))

    def finish(self) -> None:
        """Write what guards the whole."""
        self._sealer.finalize()
        self._stream.write(self._sealer.tag)
