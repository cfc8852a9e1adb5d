"""Opens the pictures that people send. For child processes only, where strangers' files may do no harm."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pillow_heif
from PIL import ExifTags, Image, ImageFile, ImageOps, UnidentifiedImageError

from services.files.pictures import NotAPicture, PictureFault

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "TIFF", "GIF", "BMP")
"""All that is ever opened: Pillow knows forty more, and one of them starts another program."""
MOST_PIXELS = 60_000_000
"""A phone's largest photo has fifty million."""
SIDE = 2560
"""Pixels of the longer side that are enough for whoever looks at evidence."""
_BAND = 256
"""Rows that are worked on at once: a large picture has no room in memory for a second one like it."""
_QUALITY = 88
_DEEP = ("I", "F")
"""How the modes of pictures with more than 8 bits a pixel begin."""

Mode = Literal["L", "RGB"]

pillow_heif.options.DECODE_THREADS = 1  # each has a stack, which counts into what the child may hold
pillow_heif.register_heif_opener(thumbnails=False)


@contextmanager
def opened(content: bytes) -> Iterator[ImageFile.ImageFile]:
    """The picture, not decoded yet. Raises NotAPicture, also for what turns out to be broken while it is used."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture(PictureFault.TOO_LARGE)
            if picture.format == "TIFF" and getattr(picture, "n_frames", 1) > 1:
                raise NotAPicture(PictureFault.MANY_PAGES)
            yield picture
    except (NotAPicture, MemoryError):
        raise
    except UnidentifiedImageError as error:
        raise NotAPicture(PictureFault.UNKNOWN_KIND) from error
    except Image.DecompressionBombError as error:
        raise NotAPicture(PictureFault.TOO_LARGE) from error
    except Exception as error:  # a decoder may stumble over a broken file in any way
        raise NotAPicture(PictureFault.BROKEN) from error


def bare_jpeg(content: bytes) -> bytes:
    """Nothing but what is seen. Raises NotAPicture."""
    with opened(content) as picture:
        picture.draft("RGB", (SIDE, SIDE))
        bare = plain(picture, "RGB", SIDE)
        bare.getexif()[ExifTags.Base.Orientation] = picture.getexif().get(ExifTags.Base.Orientation, 1)
        ImageOps.exif_transpose(bare, in_place=True)
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def plain(picture: ImageFile.ImageFile, mode: Mode, side: int) -> Image.Image:
    """The pixels alone, as a screen shows them: 8 bits for each colour, what is transparent is white.

    A picture longer than `side` is made smaller, to not less than half of that.
    """
    factor = -(-max(picture.size) // side)
    made = Image.new(mode, (-(-picture.width // factor), -(-picture.height // factor)))
    darkest, lightest = _range(picture)
    for number, band in enumerate(_bands(picture, _BAND * factor)):
        if picture.mode.startswith(_DEEP):
            scale = 255 / (lightest - darkest)
            band = band.convert("F").point(lambda value: value * scale - darkest * scale)  # noqa: B023 - at once
        made.paste(_on_white(band, mode).reduce(factor), (0, number * _BAND))
    return made


def _bands(picture: ImageFile.ImageFile, rows: int) -> Iterator[Image.Image]:
    """The picture from top to bottom, so many rows at once."""
    tops = range(0, picture.height, rows)
    if picture.format != "HEIF":
        yield from (picture.crop((0, top, picture.width, min(top + rows, picture.height))) for top in tops)
        return
    # By Pillow it would stand in memory twice.
    whole = pillow_heif.open_heif(picture.fp)
    pixels = memoryview(whole.data)
    for top in tops:
        size, end = (whole.size[0], min(rows, whole.size[1] - top)), (top + rows) * whole.stride
        yield Image.frombytes(
            whole.mode, size, pixels[top * whole.stride : end].tobytes(), "raw", whole.mode, whole.stride
        )


def _range(picture: Image.Image) -> tuple[float, float]:
    """The darkest and the lightest shade of a picture with more than 8 bits a pixel, of which scans use but a part."""
    if not picture.mode.startswith(_DEEP):
        return 0, 255
    darkest, lightest = picture.getextrema()
    assert isinstance(darkest, int | float)  # noqa: S101 - it has one channel
    assert isinstance(lightest, int | float)  # noqa: S101
    return (darkest, lightest) if darkest < lightest else (darkest - 1, lightest)


def _on_white(picture: Image.Image, mode: Mode) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert(mode)
    white = Image.new(mode, picture.size, "white")
    white.paste(picture.convert(mode), mask=picture.convert("RGBA").getchannel("A"))
    return white
