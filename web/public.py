"""What all pages for everybody have in common: who asks is not known, and no cookie is set or read.

Such a page may be kept for some minutes and found by search engines, if it says its own address (`path`). What somebody
asked is neither. Addresses are made of PUBLIC_URL alone: what a request says of its host stands nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from content.messages import Texts
from services.text import shorten
from web.visit import Visit

KEPT = "public, max-age=300"
"""How long others may keep a page that is the same for everybody: no longer than a mended answer may stay unread."""
DESCRIPTION = 160
"""Characters that a search engine shows below the title."""
CHAT = "/"
"""Where the chat is in the demo."""


def of_all(visit: Visit) -> dict[str, Any]:
    """What the frame of such a page needs."""
    return {
        "department": visit.services.department,
        "asked": "",
        "path": "",
        "description": "",
        "canonical": "",
        "in_chat": lambda payload="": in_chat(visit, payload),
        "signed": signed,
    }


def signed(title: str) -> tuple[str, str]:
    """The sign before a title, empty where there is none, and its words: a sign is shown and not read out."""
    sign, _, words = title.partition(" ")
    return (sign, words) if words and not any(character.isalnum() for character in sign) else ("", title)


def in_chat(visit: Visit, payload: str = "") -> str:
    """Where the bot is; in the demo the chat beside these pages; empty while it has no name yet."""
    return CHAT if visit.pages.played else visit.services.department.in_telegram(payload)


def address(visit: Visit, path: str) -> str:
    """The whole address of a page."""
    return visit.services.people.doors.url + path


async def show(
    visit: Visit, template: str, *, path: str = "", description: str = "", status: int = 200, **values: object
) -> Response:
    """The page. `path` is its own address where it is the same for everybody; else nobody keeps or finds it."""
    frame = of_all(visit) | {
        "path": path,
        "canonical": address(visit, path) if path else "",
        "description": shorten(description, DESCRIPTION),
    }
    response = await visit.show(template, status=status, **(frame | values))
    is_own = path and not visit.request.url.query
    response.headers["Cache-Control"] = KEPT if is_own else "no-store"
    if not is_own:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def said_to_all(texts: Texts, status: int) -> tuple[str, str]:
    """Why there is nothing to see, and what to do."""
    words: Mapping[int, tuple[str, str]] = {
        400: (texts.plain("public-not-read"), texts.plain("public-not-read-why")),
        403: (texts.plain("public-foreign"), texts.plain("public-foreign-why")),
        404: (texts.plain("public-not-there"), texts.plain("public-not-there-why")),
        413: (texts.plain("public-not-read"), texts.plain("public-not-read-why")),
        429: (texts.plain("public-too-often"), texts.plain("public-too-often-why")),
    }
    return words.get(status, (texts.plain("public-failed"), texts.plain("public-failed-why")))
