"""What people type about events, read once for chat, pages and mails. Each gives None where the words are no answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import urlsplit

from services.text import INVISIBLE, single_line

LONGEST_TITLE, LONGEST_ABOUT, LONGEST_ADDRESS, LONGEST_NAME = 100, 1500, 300, 100
MOST_PLACES = 10_000
_NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")
_HOST = re.compile(r"(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?")
"""A link as it is often typed, without its scheme: «meet.example.org/abc»."""
_UNSEEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{INVISIBLE}]")


def read_title(words: str) -> str | None:
    title = single_line(words, len(words))
    return title if 0 < len(title) <= LONGEST_TITLE else None


def read_text(words: str) -> str | None:
    """Lines of words, empty ones too; None where they are too long."""
    text = _UNSEEN.sub("", words).strip()
    return text if len(text) <= LONGEST_ABOUT else None


def tidy_name(words: str) -> str:
    """A name as it stands in lists and on certificates: one line, without the pictures that people put beside it."""
    line = unicodedata.normalize("NFC", single_line(words, len(words)))
    plain = "".join(sign for sign in line if unicodedata.category(sign) not in {"So", "Sk", "Mn", "Cf", "Cn"})
    return " ".join(plain.split())[:LONGEST_NAME].rstrip()


def read_name(words: str) -> str | None:
    """A person's name, on one line; not cut."""
    name = tidy_name(words)
    is_whole = len(single_line(words, len(words))) <= LONGEST_NAME and len(words.strip().splitlines()) == 1
    return name if is_whole and len(name) > 2 and any(sign.isalpha() for sign in name) else None


def read_where(words: str) -> tuple[str, str] | None:
    """The address, and the link of a map or a call, wherever it stands; None where one is too long, or is no link."""
    link, address = "", list[str]()
    for word in single_line(words, len(words)).split(" "):
        bare = word.strip(",;()«»<>").rstrip(".")
        if bare.lower().startswith(("https://", "http://")):
            if not _has_host(bare):
                return None
            found = bare
        else:
            found = f"https://{bare}" if _HOST.fullmatch(bare) else ""
        if found and not link:
            link = found
        else:
            address.append(word)
    place = " ".join(address).strip(" ,;")
    return (place, link) if max(len(place), len(link)) <= LONGEST_ADDRESS else None


def _has_host(link: str) -> bool:
    try:
        return bool(urlsplit(link).hostname)
    except ValueError:
        return False


def read_places(words: str, no_limit: Collection[str]) -> tuple[int | None, int | None] | None:
    """«30», «30, по 2», «без обмежень»: the places, and how many of them one hromada or body has at most."""
    line = single_line(words, len(words))
    if line.casefold() in no_limit:
        return None, None
    found = _NUMBER.findall(line)
    if not 0 < len(found) <= 2 or any(not each.isdecimal() or len(each) > len(str(MOST_PLACES)) for each in found):
        return None
    places, quota = int(found[0]), int(found[1]) if len(found) == 2 else None
    if not 0 < places <= MOST_PLACES or (quota is not None and not 0 < quota <= places):
        return None
    return places, quota
