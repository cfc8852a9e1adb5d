"""The page behind the link of a mail: the same as a head's page (`filling.py`), without a session and without cookies.

The link says who fills in. To open it changes nothing, for scanners open every link of a mail; to press a button does.
It stands beside the other pages, for it is there without them, too: where notices leave by mail.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.files.uploads import LARGEST
from services.notices import Via
from services.services import Services
from web import import_all
from web.app import KINDS
from web.notices.filling import Filler, show, take
from web.pages import Pages
from web.sessions import safe
from web.visit import Visit

log = logging.getLogger(__name__)

MOST_FIELDS = 6000
"""Fields in one request: twenty lists of settlements with a box for each settlement, and some more."""
MOST_BYTES = 32 << 20
"""Bytes of one request: a few files of the largest size."""
MOST_FILES = 20
BY_MAIL = 0
"""The id that the audit shows for who acted: nobody with a Telegram account."""


Act = Callable[[], Awaitable[Response]]
OTHERS: list[Callable[[Visit, str, str], Awaitable[Act | None]]] = []
"""What else stands behind the links of mails: each gets the request, the token and the path, and gives what answers."""


async def _behind(visit: Visit, token: str, path: str) -> Act | None:
    """What answers behind that link; None where there is nothing."""
    if obligation := await visit.services.notices.mails.open(token):
        filler = Filler(by=BY_MAIL, via=Via.EMAIL, path=path)
        return partial(take if visit.request.method == "POST" else show, visit, obligation, filler)
    for each in OTHERS:
        if act := await each(visit, token, path):
            return act
    return None


def pages(services: Services) -> Starlette:
    """An application with `/n/<token>`, and with the files that its page needs."""
    import_all()
    templates = Pages(services)

    async def answer(visit: Visit, token: str) -> Response:
        mails, texts, request = services.notices.mails, visit.texts, visit.request
        path = f"/n/{token}"
        if sample := await mails.sample(token):
            staff = Filler(by=BY_MAIL, via=Via.EMAIL, path=path, is_staff=True)
            return await show(visit, sample, staff, texts.plain("pages-sample"))
        act = await _behind(visit, token, path)
        if act is None:  # the same words for every reason: nobody learns from them which links exist
            return await visit.sorry("pages-gone", "pages-gone-why", 404)
        if request.method != "POST":
            return await act()
        length = request.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            title, why = texts.plain("pages-too-large"), texts.plain("pages-wrong-file", most=LARGEST >> 20)
            return await templates.sorry(visit, title, why, 413)
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
            visit.form = form
            return await act()

    async def answer_in_words(request: Request) -> Response:
        """Whatever fails, the reader is told in her language what to do."""
        visit = Visit(services=services, pages=templates, request=request)
        try:
            response = await answer(visit, request.path_params["token"])
        except Exception as error:
            status = error.status_code if isinstance(error, HTTPException) else 500
            if status >= 500:
                log.exception("a page failed")
            response = await visit.sorry("pages-failed", "pages-failed-why", status)
        safe(response, framed=False)
        response.headers["Referrer-Policy"] = "no-referrer"  # the address lets its reader in
        return response

    async def static(request: Request) -> Response:
        edition, name = request.path_params["edition"], request.path_params["name"]
        if edition != templates.static.edition or name not in templates.static.files:
            return Response(status_code=404)
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        kind = KINDS[name.rpartition(".")[2]]
        return safe(Response(templates.static.files[name], media_type=kind, headers=headers), framed=False)

    return Starlette(
        routes=[
            Route("/n/{token}", answer_in_words, methods=["GET", "POST"]),
            Route("/desk/s/{edition}/{name}", static),
        ]
    )
