"""Pictures of every kind that people send, and what is left of them when others see them."""

from __future__ import annotations

import io
import random
import resource
import zlib
from pathlib import Path

import pillow_heif
import pytest
from PIL import ExifTags, Image

from services.files import pictures, png, reading
from services.files.bounded import bounded
from services.files.pictures import MEMORY, NotAPicture, PictureFault, strip
from services.files.reading import read_certificate
from tests.certificates import picture
from tests.memory import STATUS, grows_little, peak
from tests.services.files.test_reading import TRUTH

pillow_heif.register_heif_opener()

LARGE = (7680, 7680)
"""Fifty-nine million pixels."""


def made(
    format: str, mode: str = "RGB", size: tuple[int, int] = (80, 40), *, orientation: int = 1, **options: object
) -> bytes:
    """Black on the left, white on the right, with a camera's notes."""
    image, exif, file = Image.new("RGB", size, "white"), Image.Exif(), io.BytesIO()
    image.paste((0, 0, 0), (0, 0, size[0] // 2, size[1]))
    exif[ExifTags.Base.Make] = "Dnipro 7"
    exif[ExifTags.Base.Orientation] = orientation
    notes = {} if format in {"GIF", "BMP"} else {"exif": exif}
    image.convert(mode).save(file, format, **notes, **options)
    return file.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg), formats=["JPEG"]).convert("L")


def is_black_then_white(shown: Image.Image, *places: tuple[int, int]) -> bool:
    one, other = (shown.getpixel(place) for place in places)
    return isinstance(one, int) and isinstance(other, int) and one < 4 and other > 251


async def fault(content: bytes) -> PictureFault:
    with pytest.raises(NotAPicture) as caught:
        await strip(content)
    return caught.value.fault


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "HEIF", "TIFF", "GIF", "BMP"])
async def test_each_kind_is_shown_without_what_the_camera_wrote(format: str) -> None:
    content = made(format)
    assert format in {"GIF", "BMP"} or b"Dnipro 7" in content
    bare = await strip(content)
    assert b"Dnipro" not in bare
    assert b"Exif" not in bare
    shown = opened(bare)
    assert shown.size == (80, 40)
    assert is_black_then_white(shown, (5, 20), (75, 20))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])  # HEIF is turned by its own box, not by Exif
async def test_it_stands_as_the_camera_was_held(format: str) -> None:
    shown = opened(await strip(made(format, orientation=6)))
    assert shown.size == (40, 80)
    assert is_black_then_white(shown, (20, 5), (20, 75))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "F"])
async def test_every_way_to_write_colours_is_seen(mode: str) -> None:
    image: Image.Image = Image.open(io.BytesIO(made("PNG")))
    if mode in {"I;16", "I", "F"}:  # a scanner's grey of more than eight bits
        image = image.convert("L").convert("I").point(lambda value: value * 257)
    file = io.BytesIO()
    image.convert(mode).save(file, "TIFF")
    shown = opened(await strip(file.getvalue()))
    assert is_black_then_white(shown, (5, 20), (75, 20))


async def test_what_is_transparent_is_white_as_on_a_screen() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(file, "PNG")
    assert opened(await strip(file.getvalue())).getextrema() == (255, 255)


def postscript() -> bytes:
    """A picture for which Pillow would start another program."""
    return b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n0 0 9 9 rectfill\nshowpage\n%%EOF\n"


def photoshop() -> bytes:
    header = b"8BPS" + b"\0\1" + bytes(6) + b"\0\3" + bytes([0, 0, 0, 8, 0, 0, 0, 8]) + b"\0\x08\0\3"
    return header + bytes(12) + b"\0\0" + bytes(192)


@pytest.mark.parametrize("make", [postscript, photoshop, lambda: made("PPM"), lambda: made("ICO"), lambda: b"words"])
async def test_no_other_kind_is_opened(make: object) -> None:
    assert callable(make)
    assert await fault(make()) is PictureFault.UNKNOWN_KIND


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "HEIF", "TIFF", "BMP"])
async def test_what_is_cut_off_is_refused(format: str) -> None:
    noise = Image.frombytes("RGB", (200, 200), random.Random(1).randbytes(120_000))
    file = io.BytesIO()
    noise.save(file, format)
    with pytest.raises(NotAPicture):
        await strip(file.getvalue()[: len(file.getvalue()) // 2])


async def test_the_pages_of_a_scan_are_not_lost_in_silence() -> None:
    pages = [Image.new("L", (20, 20), shade) for shade in (0, 255)]
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    assert await fault(file.getvalue()) is PictureFault.MANY_PAGES


async def test_a_scan_of_sixteen_bits_shows_its_code() -> None:
    seen = picture(TRUTH).convert("I").point(lambda value: value * 257)
    for format in ("PNG", "TIFF"):
        file = io.BytesIO()
        seen.convert("I;16").save(file, format)
        assert (await read_certificate(file.getvalue())).number == TRUTH.number, format


def seen_as(format: str) -> bytes:
    file = io.BytesIO()
    image = picture(TRUTH)
    (image.convert("P") if format == "GIF" else image).save(file, format)
    return file.getvalue()


@pytest.mark.parametrize("format", ["HEIF", "TIFF", "GIF", "BMP"])
async def test_a_certificate_of_each_kind_shows_its_code(format: str) -> None:
    assert (await read_certificate(seen_as(format))).number == TRUTH.number


@pytest.fixture(scope="module")
def huge() -> dict[str, bytes]:
    return {
        "photo": made("JPEG", "RGB", LARGE),
        "drawing": made("PNG", "P", LARGE),
        "painting": made("PNG", "RGB", LARGE),
        "screenshot": made("PNG", "RGBA", LARGE),
        "strip": made("PNG", "L", (60_000, 900)),
        "of-a-page": made("WEBP", "RGB", (4320, 3240), quality=60),
        "of-an-iphone": made("HEIF", "RGB", (5712, 4284)),
    }


@pytest.mark.parametrize("name", ["photo", "drawing", "painting", "screenshot", "strip", "of-a-page", "of-an-iphone"])
async def test_a_huge_one_is_decoded_by_the_child_alone_and_in_bounds(
    huge: dict[str, bytes], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (pictures, reading):
        monkeypatch.setattr(module, "SECONDS", 300.0)  # a busy machine is not what is tried here
    await strip(made("PNG"))  # the child is warm
    with grows_little():
        bare = await strip(huge[name])
        await read_certificate(huge[name])
    assert 1280 < max(opened(bare).size) <= 2560
    assert peak(await bounded(Path.read_text, STATUS, seconds=5)) < MEMORY / (1 << 20)


async def test_ten_of_sixty_megapixels_are_hardly_felt_by_the_bot(
    huge: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (pictures, reading):
        monkeypatch.setattr(module, "SECONDS", 300.0)
    await strip(made("PNG"))
    with grows_little(20):
        for name in ("photo", "painting", "screenshot", "drawing", "of-an-iphone"):
            assert await strip(huge[name])
            await read_certificate(huge[name])


async def test_what_needs_more_memory_than_the_child_may_have_is_refused() -> None:
    wide, deep = made("WEBP", "RGB", (4800, 3600), quality=60), sixteen_bits((7500, 7500))
    with grows_little():
        assert await fault(wide) is PictureFault.TOO_LARGE
        assert await fault(deep) is PictureFault.TOO_HEAVY


def sixteen_bits(size: tuple[int, int]) -> bytes:
    """A PNG of three colours of sixteen bits each."""
    head = b"".join(each.to_bytes(4, "big") for each in size) + b"\x10\x02\0\0\0"
    packer, row = zlib.compressobj(1), bytes(1 + 6 * size[0])
    pixels = b"".join([*(packer.compress(row) for _ in range(size[1])), packer.flush()])
    parts = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(part).to_bytes(4, "big") + kind + part + zlib.crc32(kind + part).to_bytes(4, "big") for kind, part in parts
    )


@pytest.mark.parametrize("damage", [slice(0, 2000), slice(0, -30), slice(0, 41)])
async def test_a_huge_one_that_was_cut_off_is_broken(huge: dict[str, bytes], damage: slice) -> None:
    assert await fault(huge["painting"][damage]) is PictureFault.BROKEN


def noise(mode: str, size: tuple[int, int]) -> Image.Image:
    rng = random.Random(mode)
    return Image.frombytes(mode, size, rng.randbytes(size[0] * size[1] * len(mode)))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA"])
@pytest.mark.parametrize("options", [{}, {"optimize": True}, {"compress_level": 0}, {"transparency": (1, 2, 3)}])
def test_a_png_by_rows_is_the_same_png(mode: str, options: dict[str, object]) -> None:
    if mode != "RGB" and "transparency" in options:
        options = {}
    image, file = noise(mode, (61, 47)), io.BytesIO()
    for left in range(20):  # noise above, all kinds of filters below
        image.paste(Image.linear_gradient("L").resize((1, 20)).convert(mode), (left, 20))
    image.save(file, "PNG", **options)
    assert png.is_read_by_rows(file.getvalue())
    for rows in (1, 7, 47, 100):
        found = list(png.bands(file.getvalue(), rows))
        assert b"".join(each.tobytes() for each in found) == image.tobytes()
        assert all(each.has_transparency_data == (mode != "RGB" or "transparency" in options) for each in found)


async def test_a_picture_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "SECONDS", 0.01)
    assert await fault(made("PNG", "RGB", (4000, 4000))) is PictureFault.TOO_HEAVY


def held() -> int:
    """What the child may hold at most now."""
    return resource.getrlimit(resource.RLIMIT_AS)[0]


async def test_a_tighter_bound_is_for_one_call_alone() -> None:
    usual = await bounded(held, seconds=5)
    assert await bounded(held, seconds=5, memory=MEMORY) < usual
    assert await bounded(held, seconds=5) == usual
