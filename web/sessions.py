"""Who comes in by which door, what her browser keeps, and what is refused before any page is asked.

A form is taken only from our own pages: browsers say where it came from (`Sec-Fetch-Site`, and the old ones `Origin`).
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from services.people import Door, Entered, Session, Visitor
from services.services import Services
from web.routes import Who, form, page
from web.visit import NotThere, Visit

TRIES, WINDOW = 10, 60.0
"""So often in so many seconds an address may try to come in."""
REMEMBERED = 10_000
TELEGRAM = "https://web.telegram.org"
"""Where Telegram shows the pages in a frame."""
_BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
"""In this order: the later ones say that they are the earlier ones, too."""


class Tries:
    """How often an address has tried to come in. Addresses are not kept, only hashes with a salt of this process."""

    def __init__(self, most: int = TRIES, window: float = WINDOW, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._window, self._clock = most, window, clock
        self._salt = secrets.token_bytes(16)
        self._tries: dict[bytes, list[float]] = {}

    def take(self, request: Request) -> bool:
        """Counts a try; False where it was one too many."""
        key, now = hashlib.sha256(self._salt + _address(request).encode()).digest(), self._clock()
        tries = [at for at in self._tries.pop(key, []) if now - at < self._window]
        is_taken = len(tries) < self._most
        self._tries[key] = [*tries, now] if is_taken else tries
        if len(self._tries) > REMEMBERED:
            del self._tries[next(iter(self._tries))]
        return is_taken


def _address(request: Request) -> str:
    """Whence the request came: the proxy before us says it last. Of IPv6 the network, for each has all of one."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    given = forwarded or (request.client.host if request.client else "")
    try:
        address = ip_address(given)
    except ValueError:
        return given
    return str(IPv6Network((address, 64), strict=False)) if isinstance(address, IPv6Address) else given


def is_ours(request: Request, url: str) -> bool:
    """Whether a form was sent by one of our own pages."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") == "{0.scheme}://{0.netloc}".format(urlsplit(url))


def browser(request: Request) -> str:
    """The browser in a word; empty where it is not known."""
    agent = request.headers.get("User-Agent", "")
    return next((name for mark, name in _BROWSERS if mark in agent), "")


# What the browser keeps


def cookie_name(url: str) -> str:
    """`__Host-` keeps other hosts of the domain from setting it; over plain HTTP, as in the demo, there is no such."""
    return "__Host-desk" if url.startswith("https://") else "desk"


async def session_of(request: Request, services: Services) -> Session | None:
    doors = services.people.doors
    token = request.cookies.get(cookie_name(doors.url))
    return await doors.session(token) if token else None


def _keep(response: Response, url: str, entered: Entered) -> Response:
    parts = [f"{cookie_name(url)}={entered.token}", "Path=/", "HttpOnly", "Max-Age=604800"]
    if url.startswith("https://"):
        parts.append("Secure")
    # Telegram in a browser shows the pages in a frame: there a cookie of another kind is not sent.
    parts += ["SameSite=None", "Partitioned"] if entered.door is Door.APP else ["SameSite=Lax"]
    response.headers.append("Set-Cookie", "; ".join(parts))
    return response


def _drop(response: Response, url: str, door: Door) -> Response:
    parts = [f"{cookie_name(url)}=", "Path=/", "HttpOnly", "Max-Age=0"]
    if url.startswith("https://"):
        parts.append("Secure")
    parts += ["SameSite=None", "Partitioned"] if door is Door.APP else ["SameSite=Lax"]
    response.headers.append("Set-Cookie", "; ".join(parts))
    return response


# What every answer says


def safe(response: Response, *, framed: bool, public: bool = False) -> Response:
    """With the headers that keep a page from being kept, framed, or made to run what is not ours."""
    ancestors = TELEGRAM if framed else "'none'"
    scripts = "" if public else "script-src 'self'; connect-src 'self'; "  # the pages for everybody have none
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; {scripts}style-src 'self'; img-src 'self' data:; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    )
    if not framed:
        response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-store")
    if not public:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


# The doors. All three are for everybody: who comes in is not in yet.


@page("/desk/app", Who.ALL)
async def app_door(visit: Visit) -> Response:
    """The page that Telegram opens: its script hands over what Telegram says of who opened it."""
    return await visit.show("doors/app.html")


@form("/desk/app", Who.ALL)
async def enter_by_app(visit: Visit) -> Response:
    here = await session_of(visit.request, visit.services)
    entered = await visit.services.people.doors.enter_by_app(visit.typed("said"), browser(visit.request), here)
    if entered is None:
        return await visit.sorry("doors-app-refused", "doors-app-refused-why", 403)
    response = Response(status_code=204)
    return _keep(response, visit.services.people.doors.url, entered) if isinstance(entered, Entered) else response


@page("/desk/in-here", Who.INSIDE)
async def is_in(_visit: Visit) -> Response:
    """By which the script learns whether the browser sends the cookie that it was given."""
    return Response(status_code=204)


@page("/desk/in/{token}", Who.ALL)
async def link_door(visit: Visit) -> Response:
    """To look at a link uses nothing up: who scans messages for links does not come in."""
    visitor = await visit.services.people.doors.look_at(visit.request.path_params["token"])
    if visitor is None:
        return await visit.sorry("doors-link-gone", "doors-link-gone-why", 404)
    return await visit.show("doors/enter.html", visitor=visitor)


@form("/desk/in/{token}", Who.ALL)
async def enter_by_link(visit: Visit) -> Response:
    doors = visit.services.people.doors
    entered = await doors.enter_by_link(visit.request.path_params["token"], browser(visit.request))
    if entered is None:
        return await visit.sorry("doors-link-gone", "doors-link-gone-why", 404)
    return _keep(visit.go("/desk/"), doors.url, entered)


@page("/desk/as/{person:int}", Who.ALL)
async def demo_door(visit: Visit) -> Response:
    """In the demo everybody may play everybody; elsewhere there is no such door."""
    return await visit.show("doors/enter.html", visitor=_played(visit))


@form("/desk/as/{person:int}", Who.ALL)
async def enter_in_demo(visit: Visit) -> Response:
    visitor, doors = _played(visit), visit.services.people.doors
    entered = await doors.enter_in_demo(visitor.person_id, visitor.name)
    if entered is None:
        return await visit.sorry("doors-nobody", "doors-nobody-why", 403)
    return _keep(visit.go("/desk/"), doors.url, entered)


def _played(visit: Visit) -> Visitor:
    name = visit.pages.played.get(visit.number("person"))
    if name is None:
        raise NotThere
    return Visitor(visit.number("person"), name)


@form("/desk/leave", Who.INSIDE)
async def leave(visit: Visit) -> Response:
    assert visit.session  # noqa: S101 - INSIDE
    doors = visit.services.people.doors
    await doors.leave(visit.session)
    response = await visit.sorry("doors-left", "doors-left-why", 200)
    return _drop(response, doors.url, visit.session.door)
