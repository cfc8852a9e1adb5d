"""Opens the pictures that people send. For child processes only, where strangers' files may do no harm."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pillow_heif
from PIL import ExifTags, Image, ImageFile, ImageOps, UnidentifiedImageError

from services.files import png
from services.files.pictures import MOST_OF_WEBP, MOST_PIXELS, NotAPicture, PictureFault

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "TIFF", "GIF", "BMP")
"""All that is ever opened: Pillow knows forty more, and one of them starts another program."""
SIDE = 2560
"""Pixels of the longer side that are enough for whoever looks at evidence."""
_BAND = 2_000_000
"""Pixels that are worked on at once: a large picture has no room in memory for a second one like it."""
_ROOMY = 30_000_000
"""Pixels for which there is room in whichever mode."""
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
            if picture.width * picture.height > (MOST_OF_WEBP if picture.format == "WEBP" else MOST_PIXELS):
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
        bare.getexif()[ExifTags.Base.Orientation] = _orientation(picture)
        ImageOps.exif_transpose(bare, in_place=True)
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def _orientation(picture: ImageFile.ImageFile) -> int:
    """How it is to be turned, as its camera said."""
    if picture.format == "PNG" and picture.fp and "exif" not in picture.info:
        return 1  # it was read by rows: Pillow would load all of it, to look behind the pixels
    return int(picture.getexif().get(ExifTags.Base.Orientation, 1))


def plain(picture: ImageFile.ImageFile, mode: Mode, side: int) -> Image.Image:
    """The pixels alone, as a screen shows them: 8 bits for each colour, what is transparent is white.

    A picture longer than `side` is made smaller, to not less than half of that.
    """
    factor = -(-max(picture.size) // side)
    made = Image.new(mode, (-(-picture.width // factor), -(-picture.height // factor)))
    darkest, lightest = _range(picture)
    top = 0
    for band in _bands(picture, factor * max(1, _BAND // (factor * picture.width))):
        if picture.mode.startswith(_DEEP):
            scale = 255 / (lightest - darkest)
            band = band.convert("F").point(lambda value: value * scale - darkest * scale)  # noqa: B023 - at once
        made.paste(_on_white(band, mode).reduce(factor), (0, top))
        top += band.height // factor
    return made


def _bands(picture: ImageFile.ImageFile, rows: int) -> Iterator[Image.Image]:
    """The picture from top to bottom, so many rows at once. What Pillow would hold twice is held once."""
    if _is_read_by_rows(picture):
        yield from png.bands(_content_of(picture), rows)
    elif picture.format == "HEIF":
        whole = pillow_heif.open_heif(picture.fp)
        yield from _bands_of(memoryview(whole.data), whole.mode, whole.size, (whole.mode, whole.stride), rows)
    elif picture.format == "WEBP":
        webp: Any = picture
        pixels, *_ = webp._get_next()
        del webp._decoder
        yield from _bands_of(memoryview(pixels), picture.mode, picture.size, (webp.rawmode, 4 * picture.width), rows)
    else:
        for top in range(0, picture.height, rows):
            yield picture.crop((0, top, picture.width, min(top + rows, picture.height)))


def _bands_of(
    pixels: memoryview, mode: str, size: tuple[int, int], raw: tuple[str, int], rows: int
) -> Iterator[Image.Image]:
    """`raw` is how the pixels lie there: their mode, and the bytes of a row."""
    stride = raw[1]
    for top in range(0, size[1], rows):
        count = min(rows, size[1] - top)
        part = pixels[top * stride : (top + count) * stride].tobytes()
        yield Image.frombytes(mode, (size[0], count), part, "raw", *raw)


def _is_read_by_rows(picture: ImageFile.ImageFile) -> bool:
    is_large = picture.format == "PNG" and picture.width * picture.height > _ROOMY
    return is_large and png.is_read_by_rows(_content_of(picture))


def _content_of(picture: ImageFile.ImageFile) -> bytes:
    """The file; whatever is read of it next is what would have been."""
    assert picture.fp  # noqa: S101 - it is not loaded yet
    at = picture.fp.tell()
    picture.fp.seek(0)
    content: bytes = picture.fp.read()
    picture.fp.seek(at)
    return content


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
