"""Tags of a sheet with a prefix (<x:row>), as some programs write them: read as those without one."""

import re

_ROOT = re.compile(rb"<(\w+:)worksheet[\s/>]")


def prefix_of(head: bytes) -> bytes:
    """Return the prefix of a sheet's tags with its colon, told by its beginning; nothing where none is."""
    found = _ROOT.search(head)
    return found[1] if found else b""


def bare(xml: bytes, prefix: bytes) -> bytes:
    """Return what is told of a sheet with its tags bare of ``prefix``."""
    return xml.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else xml
