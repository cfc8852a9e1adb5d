"""Large PNG pictures from top to bottom. Pillow has no room for them: it holds four bytes of a pixel that has three.

For child processes only. The filters of PNG are undone by Pillow: it is given a small picture for each part, whose
first row is the last one of the part before.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: ("RGB", 3), 4: ("LA", 2), 6: ("RGBA", 4)}
"""By the colour type: the mode, and the bytes of a pixel of 8 bits a channel."""


def is_read_by_rows(content: bytes) -> bool:
    """Whether `bands` reads it: 8 bits a channel, several channels, rows one after the other."""
    return content.startswith(_SIGNATURE) and content[24] == 8 and content[25] in _CHANNELS and content[28] == 0


def bands(content: bytes, rows: int) -> Iterator[Image.Image]:
    """So many rows at once. Raises ValueError, zlib.error and what Pillow raises where it is broken."""
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    mode, wide = _CHANNELS[content[25]]
    stride = 1 + width * wide
    pixels = _Pixels(content)
    last = bytes(width * wide)
    for top in range(0, height, rows):
        count = min(rows, height - top)
        scanlines = pixels.read(count * stride)
        head = content[16:20] + (count + 1).to_bytes(4, "big") + content[24:29]
        part = b"".join(
            [
                _SIGNATURE,
                _chunk(b"IHDR", head),
                _chunk(b"tRNS", pixels.clear) if pixels.clear else b"",
                _chunk(b"IDAT", zlib.compress(b"\0" + last + scanlines, 0)),
                _chunk(b"IEND", b""),
            ]
        )
        del scanlines
        with Image.open(io.BytesIO(part), formats=["PNG"]) as picture:
            band = picture.crop((0, 1, width, count + 1))
        del part
        if band.mode != mode:
            raise ValueError(band.mode)
        last = band.crop((0, count - 1, width, count)).tobytes()
        yield band


class _Pixels:
    """The scanlines of a picture as they are packed, and which colour is transparent."""

    def __init__(self, content: bytes) -> None:
        self.clear = b""
        self._content = memoryview(content)
        self._unpacker = zlib.decompressobj()
        self._chunks = self._packed()
        self._rest: bytes | memoryview = b""
        self._first = next(self._chunks, memoryview(b""))  # what is transparent stands before it

    def read(self, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            if not self._rest:
                self._rest, self._first = self._first or next(self._chunks, memoryview(b"")), memoryview(b"")
            if not self._rest or self._unpacker.eof:
                raise ValueError("the picture ends too early")
            found += self._unpacker.decompress(self._rest, size - len(found))
            self._rest = self._unpacker.unconsumed_tail
        return bytes(found)

    def _packed(self) -> Iterator[memoryview]:
        at = len(_SIGNATURE)
        while at + 8 <= len(self._content):
            size, kind = int.from_bytes(self._content[at : at + 4], "big"), bytes(self._content[at + 4 : at + 8])
            part = self._content[at + 8 : at + 8 + size]
            if kind == b"tRNS":
                self.clear = bytes(part)
            elif kind == b"IDAT":
                yield part
            elif kind == b"IEND":
                return
            at += size + 12


def _chunk(kind: bytes, part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + kind + part + zlib.crc32(kind + part).to_bytes(4, "big")
