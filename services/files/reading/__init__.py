"""A certificate as PDF, picture or link, and what can be read of it.

There is no recognition of letters in pictures: of a photo without a QR code nothing is known but that it is a picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.files.bounded import TooHeavy, bounded
from services.files.pictures import MEMORY, NotAPicture, PictureFault
from services.files.reading.addresses import read_address

SECONDS = 20.0
MOST_BYTES = 20 << 20
"""Of a file: what a bot can be sent."""


class ReadingFault(StrEnum):
    """Why nothing could be read."""

    WRONG_KIND = "wrong-kind"
    """Neither a PDF nor a picture of a format that is read; or broken beyond reading."""
    NOT_A_CERTIFICATE = "not-a-certificate"
    """A PDF with text that does not speak of certificates, and without the portal's QR code."""
    ENCRYPTED = "encrypted"
    TOO_BIG = "too-big"
    """In bytes."""
    TOO_LARGE = "too-large"
    """In pixels."""
    TOO_HEAVY = "too-heavy"
    """It took more time or memory than it may."""
    EMPTY = "empty"
    MANY_PAGES = "many-pages"


_OF_PICTURES = {
    PictureFault.UNKNOWN_KIND: ReadingFault.WRONG_KIND,
    PictureFault.BROKEN: ReadingFault.WRONG_KIND,
    PictureFault.TOO_LARGE: ReadingFault.TOO_LARGE,
    PictureFault.TOO_HEAVY: ReadingFault.TOO_HEAVY,
    PictureFault.MANY_PAGES: ReadingFault.MANY_PAGES,
}


class Unreadable(Exception):
    """The file is no certificate that could be read; the fault says why."""

    def __init__(self, fault: ReadingFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Reading:
    """What a certificate says. None where it does not say it, or cannot be read there."""

    address: str | None = None
    """Where the QR code, the text or the link leads; always `allowed`."""
    number: str | None = None
    other_numbers: tuple[str, ...] = ()
    """What may be the number as well: the text says other than the code, or there are several."""
    course: str | None = None
    """As it stands there."""
    person: str | None = None
    """As it stands there, in whatever case: to be looked for among the members by `services.certification.naming`."""
    issued_on: date | None = None
    level: str | None = None
    """The general level of digital literacy, of a certificate of the test: low, middle or high."""
    score: int | None = None
    """Points of 90."""
    sure: frozenset[str] = frozenset()
    """The names of the fields that need no person's look. A number is among them only if a QR code holds it or a PDF's
    text names it, and nothing else says otherwise."""


def is_pdf(file: bytes) -> bool:
    """Whether it is to be read as a PDF; whatever else is read is a picture."""
    return b"%PDF-" in file[:1024]


async def read_certificate(file: bytes) -> Reading:
    """What a PDF or a picture says. Raises Unreadable."""
    if len(file) > MOST_BYTES:
        raise Unreadable(ReadingFault.TOO_BIG)
    if not file:
        raise Unreadable(ReadingFault.EMPTY)
    try:
        return await bounded(_read, file, seconds=SECONDS, memory=MEMORY)
    except TooHeavy as error:
        raise Unreadable(ReadingFault.TOO_HEAVY) from error
    except NotAPicture as error:
        raise Unreadable(_OF_PICTURES[error.fault]) from error


async def first_page(file: bytes) -> bytes | None:
    """As JPEG, for whoever decides on it: a picture without what the camera wrote into it, of a PDF its first page.
    None where it can be shown as neither."""
    if len(file) > MOST_BYTES:
        return None
    try:
        return await bounded(_first_page, file, seconds=SECONDS, memory=MEMORY)
    except (NotAPicture, Unreadable, TooHeavy):
        return None


def read_link(url: str) -> Reading | None:
    """What an address says by itself, unasked; None where it is not the portal's. Nothing in it is sure: it was typed
    or copied by hand."""
    address = read_address(url)
    return Reading(address=address.url, number=address.number) if address else None


def _first_page(file: bytes) -> bytes:
    from services.files.reading.files import first_page_as_jpeg  # in the child only

    return first_page_as_jpeg(file)


def _read(file: bytes) -> Reading:
    from services.files.reading.files import read  # in the child only: its libraries are large

    return read(file)
