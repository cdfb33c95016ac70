"""The identity of a record beyond its file: a UUIDv7, in the order of creation."""


def new_uid() -> str:
    """Return a new UUIDv7 as text (RFC 9562); unique without asking any other PC."""
    # Loaded with the first record: the library takes 0.04 s, and a start reads before it writes.
    from uuid6 import uuid7

    return str(uuid7())


def new_uids(count: int) -> list[str]:
    """Return ``count`` new UUIDv7 in their order."""
    from uuid6 import uuid7

    return [str(uuid7()) for _ in range(count)]
