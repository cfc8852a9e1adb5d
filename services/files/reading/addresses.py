"""Addresses of certificates: which are believed, and the number that one holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

HOST = "osvita.diia.gov.ua"
LONGEST = 2048

_ALLOWED = re.compile(
    rf"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*{re.escape(HOST)}(?::443)?(?:[/?#][!-\[\]-~]*)?", re.IGNORECASE
)
"""Plain ASCII without a backslash, for which browsers and libraries differ; so there is no place for a user's name,
another port, or letters that look like others."""
_IN_TEXT = re.compile(rf"(?:https?://)?(?:[a-z0-9-]+\.)*{re.escape(HOST)}/[!-\[\]-~]+", re.IGNORECASE)
_PUNYCODE = re.compile(r"//(?:[^/]*\.)?xn--", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}", re.IGNORECASE)
_CODE = re.compile(r"(?=(?:\D*\d){3})[^\W_][\w-]{2,62}[^\W_]")
"""Three digits at least: a course's name in an address has fewer."""
_SAYS_SO = re.compile(
    r"cert\w*|verif\w*|valid\w*|check\w*|perevir\w*|sert\w*|id|code|number|num|uuid|key|hash|c|n|v", re.IGNORECASE
)
"""What stands before a number: the name of a parameter or of a folder."""


@dataclass(frozen=True, slots=True)
class PortalAddress:
    """An allowed address. The number is beyond doubt where nothing else in the address may be meant."""

    url: str
    number: str | None
    is_certain: bool


def allowed(url: str) -> bool:
    """Whether an address may be asked: https, the portal's own host or one below it, its ordinary port."""
    return len(url) <= LONGEST and bool(_ALLOWED.fullmatch(url)) and not _PUNYCODE.search(url)


def read_address(url: str) -> PortalAddress | None:
    """An address as it was found or pasted, with or without https; None where it may not be asked."""
    url = url.strip()
    if "://" not in url:
        url = f"https://{url}"
    return PortalAddress(url, *_number(url)) if allowed(url) else None


def addresses_in(text: str) -> list[PortalAddress]:
    """The portal's addresses that are printed in a text and lead beyond its front page."""
    found = (read_address(match[0].rstrip(".,;)")) for match in _IN_TEXT.finditer(text))
    return [address for address in found if address]


def _number(url: str) -> tuple[str | None, bool]:
    """What in the address is a certificate's number, and whether that is certain."""
    parts = urlsplit(url)
    # Applications of one page keep their path behind a #.
    paths = f"{parts.path}/{parts.fragment.partition('?')[0]}"
    query = f"{parts.query}&{parts.fragment.partition('?')[2]}"
    steps = [unquote(step) for step in paths.split("/") if step]
    named = [*zip(["", *steps], steps, strict=False), *parse_qsl(query)]
    codes = [(name, value) for name, value in named if _UUID.fullmatch(value) or _CODE.fullmatch(value)]
    if not codes:
        return None, False
    told = [value for name, value in codes if _SAYS_SO.fullmatch(name)]
    best = told or [value for _, value in codes]
    return best[-1], len(set(best)) == 1 and bool(told or _UUID.fullmatch(best[-1]))
