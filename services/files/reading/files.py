"""What the bytes of a certificate say. For child processes only, where strangers' files may do no harm."""

from __future__ import annotations

import io
import itertools
from functools import cache
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw as pdfium

from content.words.certificates import Patterns, load_patterns
from services.files.decoding import bare_jpeg, opened, plain
from services.files.reading import Reading, ReadingFault, Unreadable, is_pdf
from services.files.reading import text as texts
from services.files.reading.addresses import PortalAddress, addresses_in, read_address
from services.files.reading.pixels import find_codes
from services.files.reading.text import FoundValue

MOST_PAGES = 10

_DECODED = 4000
"""Pixels of the longer side at which more are of no use."""
_RENDERED, _LARGE = 1600, 3200
"""Pixels of a page's longer side at the first look, and if that shows no code."""
_SCANS = 2
"""Pages of a scan that are looked at as thoroughly as photos."""
_MOST_SCALE = 6.0
"""Pixels to a point at most: a page of a postage stamp's size gains nothing by more."""
_SAID = ("course", "person", "issued_on", "level", "score")
"""What the text alone says."""


def read(file: bytes) -> Reading:
    """A PDF or a picture. Raises Unreadable."""
    return _read_pdf(file) if is_pdf(file) else _read_picture(file)


def first_page_as_jpeg(file: bytes) -> bytes:
    """What is seen first. Raises Unreadable or NotAPicture."""
    if not is_pdf(file):
        return bare_jpeg(file)
    document = _document(file)
    try:
        picture = _rendered(document[0], _RENDERED, grayscale=False)
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Unreadable(ReadingFault.WRONG_KIND) from error
    finally:
        document.close()
    shown = io.BytesIO()
    picture.save(shown, "JPEG", quality=85)
    return shown.getvalue()


@cache
def _patterns() -> Patterns:
    return load_patterns()


def _read_picture(file: bytes) -> Reading:
    return _put_together(find_codes(_grey(file), read_address, thoroughly=True), "")


def _grey(file: bytes) -> Image.Image:
    """A code is found whichever way up it stands, so what the camera says of that does not matter."""
    with opened(file) as picture:
        picture.draft("L", (_DECODED, _DECODED))
        return plain(picture, "L", 2 * _DECODED)


def _document(file: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        # The code alone may still be that of the document before.
        is_locked = b"/Encrypt" in file and error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Unreadable(ReadingFault.ENCRYPTED if is_locked else ReadingFault.WRONG_KIND) from error


def _read_pdf(file: bytes) -> Reading:
    document = _document(file)
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(ReadingFault.MANY_PAGES)
        pages = list(document)
        text = texts.clean("\n".join(page.get_textpage().get_text_range() for page in pages))
        addresses = _addresses(pages, is_scan=not text)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(ReadingFault.WRONG_KIND) from error
    finally:
        document.close()
    if text and not addresses and not texts.is_certificate(_patterns(), text):
        raise Unreadable(ReadingFault.NOT_A_CERTIFICATE)
    return _put_together(addresses, text)


def _addresses(pages: list[pypdfium2.PdfPage], *, is_scan: bool) -> list[PortalAddress]:
    """The portal's addresses in the QR codes on the pages, from the first way of looking that shows any."""
    looks = [(pages, _RENDERED, False), (pages, _LARGE, False)]
    if is_scan:
        looks.append((pages[:_SCANS], _LARGE, True))
    for some, side, thoroughly in looks:
        found = (find_codes(_rendered(page, side), read_address, thoroughly=thoroughly) for page in some)
        if addresses := list(dict.fromkeys(itertools.chain.from_iterable(found))):
            return addresses
    return []


def _rendered(page: pypdfium2.PdfPage, side: int, *, grayscale: bool = True) -> Image.Image:
    longest = max(*page.get_size(), 1.0)  # in points; a page may claim to be a football field
    picture: Image.Image = page.render(scale=min(_MOST_SCALE, side / longest), grayscale=grayscale).to_pil()
    return picture.convert("L" if grayscale else "RGB")


def _put_together(by_code: list[PortalAddress], text: str) -> Reading:
    """What the QR codes and the text say together."""
    said = texts.read_text(_patterns(), text)
    printed = addresses_in(text)
    numbers = _unlike(
        [
            *(FoundValue(address.number, address.is_certain) for address in by_code if address.number),
            *said.numbers,
            *(FoundValue(address.number, False) for address in printed if address.number),
        ]
    )
    number = FoundValue(numbers[0].value, numbers[0].is_certain and len(numbers) == 1) if numbers else None
    address = next(iter([*by_code, *printed]), None)
    fields: dict[str, FoundValue[Any] | None] = {"number": number, **{name: getattr(said, name) for name in _SAID}}
    found = {name: value for name, value in fields.items() if value}
    return Reading(
        address=address.url if address else None,
        other_numbers=tuple(other.value for other in numbers[1:]),
        sure=frozenset(name for name, value in found.items() if value.is_certain),
        **{name: value.value for name, value in found.items()},
    )


def _unlike(numbers: list[FoundValue[str]]) -> list[FoundValue[str]]:
    """Each number once, as it was found first; certain if it was so anywhere."""
    by_key: dict[str, FoundValue[str]] = {}
    for number in numbers:
        key = "".join(sign for sign in number.value.casefold() if sign.isalnum())
        known = by_key.get(key)
        by_key[key] = FoundValue(known.value, known.is_certain or number.is_certain) if known else number
    return list(by_key.values())
