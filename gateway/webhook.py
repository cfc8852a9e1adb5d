"""Takes the updates that Telegram posts, and answers each with 200 after it was handled.

Telegram itself is the durable queue. What gets no 2xx, because the process died, stops, is busy or refuses, Telegram
delivers again, to this worker or to another behind the same load balancer. So each update may come twice, one after the
other or at the same time at two workers. The inbox knows which ones are handled, or being handled by another worker:
the former get 200 at once, the latter 503, and come again. What was broken off in the middle is handled once more; that
does no harm, because whatever an update changes is unique by its cause.

Telegram delivers the next message of a chat only after the one before was taken, so their order holds across workers
too. A message and a press of the same person may arrive together: within a worker `PerPersonQueue` puts them in order,
across workers the database does.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.gateway import Gateway
from gateway.per_person_queue import HandlingOutcome
from services.operation.inbox import Claim

log = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
"""Bytes; the longest message of Telegram with all its entities takes a tenth."""
MOST = 100
"""Updates in work at once, and the connections that Telegram is asked for, which takes no more."""
RETRY_AFTER = 1
"""Seconds after which a busy or ending worker wants the update again."""


class Refusal(StrEnum):
    """Why a request was turned away."""

    SECRET = "secret"  # noqa: S105 - a word
    SIZE = "size"
    BODY = "body"
    BUSY = "busy"
    CLOSED = "closed"
    """The worker is still starting, or ending already."""
    ELSEWHERE = "elsewhere"
    """Another worker handles the same update, and may die before it has ended that."""


_STATUSES = {
    Refusal.SECRET: 403,
    Refusal.SIZE: 413,
    Refusal.BODY: 400,
    Refusal.BUSY: 503,
    Refusal.CLOSED: 503,
    Refusal.ELSEWHERE: 503,
}


@dataclass(kw_only=True)
class Webhook(Gateway):
    """Takes the updates that Telegram posts to `url`. At the end Telegram keeps the URL: other workers may serve."""

    url: str
    secret: str
    most: int = MOST
    """Updates in work at once; above it the worker is busy."""
    refused: Callable[[Refusal], None] | None = None
    """Told of requests turned away."""
    _accepting = False
    _claiming = 0
    """Updates about which the inbox is being asked."""

    def before(self, app: ASGIApp) -> ASGIApp:
        """Takes what is posted to the path of the URL and leaves all else to `app`.

        Starlette's own way to a route costs a tenth of what an update does.
        """
        path = urlsplit(self.url).path or "/"

        async def front(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["path"] == path and scope["method"] == "POST":
                response = await self._take(Request(scope, receive))
                await response(scope, receive, send)
            else:
                await app(scope, receive, send)

        return front

    async def _take_for_ever(self) -> None:
        try:
            await self._persist(self.application.initialize)
            await self._take_up()
            self._accepting = True
            await self._persist(self._tell, self.started)
            await asyncio.Event().wait()
        finally:
            self._accepting = False

    async def _tell(self) -> None:
        await self.application.bot.set_webhook(
            self.url, secret_token=self.secret, max_connections=MOST, allowed_updates=self.allowed_updates
        )

    async def _take(self, request: Request) -> Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode("latin-1"), self.secret.encode()):
            return self._refuse(Refusal.SECRET)
        if not self._accepting:
            return self._refuse(Refusal.CLOSED)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return self._refuse(Refusal.BODY)
        if body is None:
            return self._refuse(Refusal.SIZE)
        data = _parsed(body)
        if data is None:
            return self._refuse(Refusal.BODY)
        if not self._accepting:
            return self._refuse(Refusal.CLOSED)
        handling = self._queue.in_work.get(data["update_id"])
        if handling is None:
            if len(self._queue.in_work) + self._claiming >= self.most:
                return self._refuse(Refusal.BUSY)
            self._claiming += 1
            claim = await self.inbox.claim(data["update_id"])
            self._claiming -= 1
            if claim is Claim.ELSEWHERE:
                return self._refuse(Refusal.ELSEWHERE)
            if not self._accepting:
                return self._refuse(Refusal.CLOSED)
            handling = self._begin(data) if claim is Claim.OURS else None
            if handling is None:
                return Response()
        await asyncio.wait({handling})  # goes on where the request is broken off
        if handling.cancelled() or handling.result() is HandlingOutcome.CUT_OFF:
            return self._refuse(Refusal.CLOSED)
        return Response()

    def _refuse(self, why: Refusal) -> Response:
        if self.refused:
            self.refused(why)
        status = _STATUSES[why]
        return Response(status_code=status, headers={"Retry-After": str(RETRY_AFTER)} if status == 503 else None)


async def _body(request: Request) -> bytes | None:
    """The body; None where it is too large, of which little more than the limit was read. Raises ClientDisconnect."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _parsed(body: bytes) -> dict[str, Any] | None:
    """The update as Telegram wrote it; None where it is none."""
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return data if isinstance(data, dict) and type(data.get("update_id")) is int else None
