"""The pages as one application: every request by the same way, whichever page it asks for."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.operation.tracking import new_reference
from services.people import Door, through
from services.services import Services
from web import import_all
from web.pages import Pages
from web.routes import WAYS, Way, Who, may
from web.sessions import Tries, is_ours, safe, session_of
from web.visit import NotThere, Visit

log = logging.getLogger(__name__)

MOST_BYTES = 32 << 20
"""Bytes of one form: a few files of the largest size."""
MOST_OF_STRANGERS = 128 << 10
"""Bytes of a form of somebody who is not in: words alone."""
MOST_FIELDS, MOST_FILES = 6000, 20
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def pages(services: Services, played: Mapping[int, str] | None = None) -> Starlette:
    """The application with `/desk/` and the pages for everybody. `played`: whom one may play in the demo."""
    import_all()
    site = _Site(services, Pages(services, played))
    routes = [Route("/desk/s/{edition}/{name}", site.static)]
    routes += [Route(way.path, site.answer(way), methods=[way.method]) for way in WAYS]
    routes.append(Route("/desk", site.to_desk))
    app = Starlette(routes=routes, exception_handlers={404: site.not_there, 405: site.not_there})
    app.router.redirect_slashes = False  # it would lead to whatever host the request names
    return app


class _Site:
    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages
        self._tries = Tries()

    def answer(self, way: Way) -> Route:  # the type of the endpoint: Starlette takes any callable
        tries = Tries(way.at_most) if way.at_most else None

        async def endpoint(request: Request) -> Response:
            visit = Visit(services=self._services, pages=self._pages, request=request, rail=way.rail)
            try:
                if tries and not tries.take(request):
                    response: Response = await visit.sorry("doors-too-often", "doors-too-often-why", 429)
                    response.headers["Retry-After"] = "60"
                else:
                    response = await self._answer(way, visit)
            except NotThere:
                response = await visit.sorry("desk-not-there", "desk-not-there-why", 404)
            except (ClientDisconnect, MultiPartException, HTTPException):
                response = await visit.sorry("desk-not-read", "desk-not-read-why", 400)
            except Exception:
                log.exception("a page failed, reference %s", new_reference())
                response = await visit.sorry("desk-failed", "desk-failed-why", 500)
            is_of_app = bool(visit.session and visit.session.door is Door.APP)
            return safe(response, framed=is_of_app or way.path == "/desk/app", public=_is_public(way))

        return endpoint  # type: ignore[return-value]

    async def _answer(self, way: Way, visit: Visit) -> Response:
        request, doors = visit.request, self._services.people.doors
        if way.method == "POST" and not is_ours(request, doors.url):
            return await visit.sorry("desk-foreign", "desk-foreign-why", 403)
        if _is_door(way) and way.method == "POST" and not self._tries.take(request):
            return await visit.sorry("doors-too-often", "doors-too-often-why", 429)
        if way.needs is not Who.ALL:
            visit.session = await session_of(request, self._services)
            if visit.session is None:
                return await visit.sorry("doors-closed-title", "doors-closed-why", 401)
            visit.role = await self._services.people.staff.role(visit.person_id)
            visit.posts = await self._services.people.posts.of_person(visit.person_id)
            if not may(visit, way.needs):
                return await visit.sorry("desk-not-yours", "desk-not-yours-why", 403)
        if way.method == "GET":
            return await self._act(way, visit)
        length = request.headers.get("Content-Length", "")
        most = MOST_OF_STRANGERS if way.needs is Who.ALL else MOST_BYTES
        if not length.isdecimal() or int(length) > most:
            return await visit.sorry("desk-too-large", "desk-too-large-why", 413)
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as given:
            visit.form = given
            if way.fresh and visit.session and not doors.is_fresh(visit.session):
                await doors.ask(visit.session)
                return await visit.show("doors/prove.html", status=403, fields=_fields(visit))
            return await self._act(way, visit)

    async def _act(self, way: Way, visit: Visit) -> Response:
        with through(visit.session.door.value if visit.session else ""):
            return await way.act(visit)

    async def static(self, request: Request) -> Response:
        """A file as long as its address is the one of this edition."""
        name, static = request.path_params["name"], self._pages.static
        if request.path_params["edition"] != static.edition or name not in static.files:
            return safe(Response(status_code=404), framed=False)
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        kind = KINDS[name.rpartition(".")[2]]
        return safe(Response(static.files[name], media_type=kind, headers=headers), framed=False)

    async def to_desk(self, _request: Request) -> Response:
        return RedirectResponse("/desk/", 308)

    async def not_there(self, request: Request, _error: Exception) -> Response:
        visit = Visit(services=self._services, pages=self._pages, request=request)
        return safe(await visit.sorry("desk-not-there", "desk-not-there-why", 404), framed=False)


def _is_door(way: Way) -> bool:
    return way.needs is Who.ALL and way.path.startswith("/desk/")


def _is_public(way: Way) -> bool:
    return way.needs is Who.ALL and not way.path.startswith("/desk/")


def _fields(visit: Visit) -> list[tuple[str, str]]:
    """What was typed, so that the page that asks for her word loses none of it. Files cannot be kept so."""
    return [(name, value.replace("\r\n", "\n")) for name, value in visit.form.multi_items() if isinstance(value, str)]
