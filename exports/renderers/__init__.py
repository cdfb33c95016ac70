"""One file per file format; pictures are read by Pillow, which is loaded with the first of them."""

from app.later import put_off

put_off("PIL.Image")
put_off("PIL.ImageOps")
