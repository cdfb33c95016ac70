"""The fast reader of workbooks gives up in a way of its own: told as any other trouble with a file is."""

from collections.abc import Iterator
from contextlib import contextmanager


class Damaged(Exception):
    """A part of the file is not as it was written, and must not be given to the fast reader."""


@contextmanager
def given_up() -> Iterator[None]:
    """Turn a panic of the reader, which no ``except Exception`` sees, into ``Damaged``."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Damaged from error
