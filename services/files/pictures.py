"""Pictures that people send: what can be shown to others is known when it comes, and what a camera wrote beside the
image never reaches them."""

from __future__ import annotations

from enum import StrEnum

from services.files.bounded import TooHeavy, bounded

SECONDS = 20.0
MEMORY = 256 << 20
"""Bytes that the child process may have in all while it decodes a file of somebody."""

MOST_PIXELS = 60_000_000
"""A phone's largest photo has fifty million."""
MOST_OF_WEBP = 14_000_000
"""Its decoder holds each pixel three times over, and makes none smaller on the way."""

IMAGE = "image"
"""The kind of a picture that came as a file: it keeps what the camera wrote into it."""
EVIDENCE = "evidence.jpg"
"""The name under which such a picture goes on."""


class PictureFault(StrEnum):
    """Why it cannot be shown."""

    UNKNOWN_KIND = "unknown-kind"
    """None of the formats that are read, or its very beginning is broken."""
    BROKEN = "broken"
    TOO_LARGE = "too-large"
    """In pixels."""
    TOO_HEAVY = "too-heavy"
    """It takes more time or memory than it may."""
    MANY_PAGES = "many-pages"
    """A TIFF of several pages, of which a picture could show but one."""


class NotAPicture(Exception):
    """The file cannot be read as a picture; the fault says why."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault)
        self.fault = fault


def megapixels() -> dict[str, int]:
    """How many a picture may have, and how many as WEBP: for the words that say so."""
    return {"most": MOST_PIXELS // 1_000_000, "webp": MOST_OF_WEBP // 1_000_000}


async def strip(content: bytes) -> bytes:
    """The same picture as JPEG, without place, time, camera or any other metadata. Raises NotAPicture.

    The orientation that the metadata asked for is applied, so that it looks as it did; a huge one is made smaller.
    """
    try:
        return await bounded(_strip, content, seconds=SECONDS, memory=MEMORY)
    except TooHeavy as error:
        raise NotAPicture(PictureFault.TOO_HEAVY) from error


def _strip(content: bytes) -> bytes:
    from services.files.decoding import bare_jpeg  # in the child only: its libraries are large

    return bare_jpeg(content)
