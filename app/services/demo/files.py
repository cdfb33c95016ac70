"""Small files for the example data: real ones of their kind, made from a title and a few sayings."""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path


def write(folder: Path, name: str, title: str, lines: Sequence[str]) -> Path:
    """Write a small file whose kind is that of ``name`` (csv, md, pdf, png, txt) and return its path."""
    path = folder / name
    path.write_bytes(_MAKERS[path.suffix](title, lines))
    return path


def _csv(title: str, lines: Sequence[str]) -> bytes:
    rows = [f"{number},{line}," for number, line in enumerate(lines, 1)]
    # Excel reads a CSV as UTF-8 only behind a byte order mark.
    return "\r\n".join(["번호,내용,비고", *rows, ""]).encode("utf-8-sig")


def _text(title: str, lines: Sequence[str]) -> bytes:
    return "\n".join([title, "", *(f"- {line}" for line in lines), ""]).encode()


def _markdown(title: str, lines: Sequence[str]) -> bytes:
    return "\n".join([f"# {title}", "", *(f"> {line}\n" for line in lines)]).encode()


def _pdf(title: str, lines: Sequence[str]) -> bytes:
    """Return a one-page PDF; its text is plain ASCII, for no font is embedded."""
    stream = f"BT /F1 14 Tf 60 780 Td (Hamkke example {zlib.crc32(title.encode()):08x}) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def _png(title: str, lines: Sequence[str]) -> bytes:
    """Return a picture of coloured bars, a bar for each line."""
    width, height = 96, 12 * max(1, len(lines))
    rows = bytearray()
    for y in range(height):
        color = zlib.crc32(f"{title}{y // 12}".encode()).to_bytes(4, "big")[:3]
        filled = 30 + color[0] % 60 if y % 12 < 9 else 0
        rows += b"\x00" + color * filled + b"\xff\xff\xff" * (width - filled)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_MAKERS = {".csv": _csv, ".txt": _text, ".md": _markdown, ".pdf": _pdf, ".png": _png}
