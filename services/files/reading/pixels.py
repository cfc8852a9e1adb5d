"""QR codes in pictures: as they are, and as they may be after what happens to pictures on their way.

For child processes only: whoever has loaded the decoder is spoken to by it on stderr at the end.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TypeVar

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

T = TypeVar("T")

SIDE = 1600
"""Pixels of the longer side at which a picture is looked at first: quick, and enough for most."""
LARGEST = 4000
"""The same at most."""
SMALL = 1000
"""Below it a picture is made larger: the squares of a code must have a few pixels each."""
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_QUICK = 2
"""Of the ways of looking: enough for what was never a photo."""
_MARGIN = 40
"""White pixels around a picture whose own margin was cut off: a code needs some to be found."""


def find_codes(picture: Image.Image, read: Callable[[str], T | None], *, thoroughly: bool) -> list[T]:
    """What `read` makes of the QR codes in a greyscale picture, from the first way of looking that shows one for it.

    Thoroughly is for photos: some forty ways, a second or two where there is no code at all.
    """
    for view, binarizer in itertools.islice(_views(picture), None if thoroughly else _QUICK):
        # A code whose checksum fails is not among them.
        seen = memoryview(view.tobytes()).cast("B", (view.height, view.width))
        codes = zxingcpp.read_barcodes(seen, formats=_QR, binarizer=binarizer)
        found = (read(code.text) for code in codes)
        if readable := list(dict.fromkeys(one for one in found if one is not None)):
            return readable
    return []


def _views(picture: Image.Image) -> Iterator[tuple[Image.Image, zxingcpp.Binarizer]]:
    """The picture in the ways in which a code may show itself, the cheap and likely ones first."""
    local, histogram = zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram
    whole = _fitted(picture, LARGEST)
    first = ImageOps.expand(_fitted(picture, SIDE), _MARGIN, 255)
    yield first, local
    yield whole, local
    if max(whole.size) < SMALL:
        for times in (2, 3):
            larger = whole.resize((whole.width * times, whole.height * times), Image.Resampling.LANCZOS)
            yield ImageOps.expand(larger, _MARGIN, 255), local
    contrast = ImageOps.autocontrast(first, cutoff=2)
    yield contrast, local
    yield contrast, histogram
    yield first.filter(ImageFilter.MedianFilter(3)), local
    yield first.filter(ImageFilter.GaussianBlur(1.2)), local
    yield ImageOps.equalize(first), histogram
    yield first.filter(ImageFilter.UnsharpMask(3, 250, 0)), local
    # A small code in a large picture: by parts that overlap, each made larger.
    for part in _parts(whole):
        larger = part.resize((part.width * 2, part.height * 2), Image.Resampling.BICUBIC)
        yield larger, local
        yield ImageOps.autocontrast(larger.filter(ImageFilter.GaussianBlur(1.5)), cutoff=2), local
    for degrees in (15, 30, 45, 60, 75):
        yield first.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255), local


def _fitted(picture: Image.Image, side: int) -> Image.Image:
    longest = max(picture.size)
    if longest <= side:
        return picture
    size = (max(1, picture.width * side // longest), max(1, picture.height * side // longest))
    return picture.resize(size, Image.Resampling.BOX, reducing_gap=2)


def _parts(picture: Image.Image) -> Iterator[Image.Image]:
    width, height = picture.width // 2, picture.height // 2
    for top in (0, height // 2, height):
        for left in (0, width // 2, width):
            part = picture.crop((left, top, left + width, top + height))
            yield _fitted(part, SIDE)
