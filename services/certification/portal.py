"""Whether an address on a certificate opens. Nothing of the page is read: the portal allows no machine to do so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx

PATIENCE = 6.0
"""Seconds for one address: a person waits for the receipt."""
AT_ONCE = 4
REMEMBERED_FOR = timedelta(days=1)
REMEMBERED = 1000
"""Addresses; the oldest are forgotten first."""
GONE = frozenset({404, 410})
HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; zhytomyr-digital-bot certificate check)"}


class Portal:
    """Asks addresses, few at a time, each once a day at the most."""

    def __init__(self, clock: Callable[[], datetime], transport: httpx.AsyncBaseTransport | None = None) -> None:
        """`transport` stands for the network, which is asked by default."""
        self._clock = clock
        self._transport = transport
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._known: dict[str, tuple[datetime, bool]] = {}

    async def opens(self, url: str) -> bool | None:
        """Whether there is a page; None where the portal was not reached, or says neither. Never fails."""
        known = self._known.get(url)
        if known and self._clock() - known[0] < REMEMBERED_FOR:
            return known[1]
        status = await self._ask(url)
        if status is None or not (200 <= status < 300 or status in GONE):
            return None
        self._known[url] = (self._clock(), status not in GONE)
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return status not in GONE

    async def _ask(self, url: str) -> int | None:
        """The status; redirects are not followed, for they may lead elsewhere."""
        try:
            async with (
                self._at_once,
                asyncio.timeout(PATIENCE),
                httpx.AsyncClient(transport=self._transport, headers=HEADERS, follow_redirects=False) as client,
                client.stream("GET", url) as response,
            ):
                return response.status_code
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
            return None
