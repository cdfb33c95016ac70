"""Pictures for documents: looked at before they are taken in, and no larger than print needs.

A picture that is broken, of another kind or far too large never ends an export: its place says so.
"""

import hashlib
import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps

MOST_PIXELS = 120_000_000  # a picture of 100 megapixels is made smaller, one beyond this is refused
_KINDS = ("PNG", "JPEG")
_DOTS_PER_MM = 200 / 25.4
_WIDEST_MM = 257.0


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture as bytes of a PNG or JPEG file, with its size in pixels."""

    content: bytes
    kind: str  # png or jpeg
    width: int
    height: int

    @property
    def name(self) -> str:
        """Return a name that the same picture always has."""
        return hashlib.sha256(self.content).hexdigest()[:16]


@lru_cache(maxsize=16)
def ready(content: bytes) -> Ready | None:
    """Return the picture upright, at most 200 dpi over a page; None where it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _read(content)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):
        return None


def _read(content: bytes) -> Ready | None:
    with Image.open(BytesIO(content), formats=_KINDS) as image:
        if image.width * image.height > MOST_PIXELS:
            return None
        most = int(_WIDEST_MM * _DOTS_PER_MM)
        kind = str(image.format)
        turned = image.getexif().get(0x0112, 1) != 1
        if max(image.size) <= most and not turned and image.mode in ("RGB", "L"):
            image.load()  # a cut file is found out here
            return Ready(content, kind.lower(), image.width, image.height)
        image.draft("RGB", (most, most))  # a JPEG is decoded smaller at once
        small = ImageOps.exif_transpose(image)
        small.thumbnail((most, most))
        return _stored(small, kind)


def _stored(image: "Image.Image", kind: str) -> Ready:
    stream = BytesIO()
    if kind == "JPEG":
        image.convert("RGB").save(stream, "JPEG", quality=88)
    else:
        image.convert("RGBA" if "A" in image.mode or "transparency" in image.info else "RGB").save(
            stream, "PNG"
        )
    return Ready(stream.getvalue(), kind.lower(), image.width, image.height)
