"""Updates to a webhook, as Telegram's own Bot API server delivers them.

Of each sender and kind one update is under way at a time, in order; of all no more than `max_connections`. What is not
taken with 2xx comes again: after the «Retry-After» of the answer; otherwise at once, then after two seconds, four …
"""

from __future__ import annotations

import asyncio
import random
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from simulator.people import Json
from simulator.refusals import bad_request

PORTS = {80, 88, 443, 8443}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_LENGTH = 256
DEFAULT_CONNECTIONS, MOST_CONNECTIONS = 40, 100
PATIENCE = 60.0
"""Seconds for which an answer is waited for."""
FIRST_WAIT, LONGEST_WAIT, LONGEST_RETRY_AFTER = 2.0, 60.0, 3600


@dataclass(frozen=True, slots=True)
class Address:
    """Where a webhook is, and how it wants to be called."""

    url: str
    secret: str = ""
    max_connections: int = DEFAULT_CONNECTIONS

    def check(self) -> None:
        """Raises what Telegram says where it does not take such a webhook. Plain HTTP is for loopback only."""
        address = urlsplit(self.url)
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if address.scheme == "https" and (address.port or 443) not in PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if len(self.secret) > SECRET_LENGTH:
            raise bad_request("secret token is too long")
        if not SECRET.fullmatch(self.secret):
            raise bad_request("secret token contains unallowed characters")


class Webhook:
    """Delivers updates to one address until it is closed. Nothing ever leaves this machine."""

    def __init__(
        self, address: Address, taken: Callable[[int], None], now: Callable[[], int], is_repeated: Callable[[], bool]
    ) -> None:
        """`taken` is told the id of each update that was taken; `is_repeated` says whether that never arrived here."""
        self.address = address
        self._taken = taken
        self._now = now
        self._is_repeated = is_repeated
        self._queues: dict[tuple[str, int], deque[Json]] = {}
        self._begun: asyncio.Queue[tuple[str, int]] = asyncio.Queue()
        self._free = asyncio.Semaphore(address.max_connections)
        self._last_error: Json = {}
        self._running = asyncio.create_task(self._run())

    def add(self, update: Json) -> None:
        """One more update to deliver."""
        key = _queue_of(update)
        if key not in self._queues:
            self._queues[key] = deque()
            self._begun.put_nowait(key)
        self._queues[key].append(update)

    def close(self) -> None:
        """Nothing is delivered from now on; what is under way is broken off."""
        self._running.cancel()

    @property
    def info(self) -> Json:
        """What getWebhookInfo says of it."""
        return {"url": self.address.url, "max_connections": self.address.max_connections, **self._last_error}

    async def _run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        connector = aiohttp.TCPConnector(limit=self.address.max_connections)
        async with (
            aiohttp.ClientSession(timeout=timeout, connector=connector) as session,
            asyncio.TaskGroup() as group,
        ):
            while True:
                group.create_task(self._deliver(await self._begun.get(), session))

    async def _deliver(self, key: tuple[str, int], session: aiohttp.ClientSession) -> None:
        queue, waits = self._queues[key], _waits()
        while queue:
            async with self._free:
                error, retry_after = await self._post(queue[0], session)
                if not error and self._is_repeated():
                    error = "Read timeout expired"
            if not error:
                self._taken(queue.popleft()["update_id"])
                waits = _waits()
                continue
            self._last_error = {"last_error_date": self._now(), "last_error_message": error}
            await asyncio.sleep(min(retry_after, LONGEST_RETRY_AFTER) or next(waits))
        del self._queues[key]

    async def _post(self, update: Json, session: aiohttp.ClientSession) -> tuple[str, int]:
        """What was wrong, «» where it was taken, and for how many seconds the webhook wants to be left alone."""
        url, secret = self.address.url, self.address.secret
        if urlsplit(url).hostname not in LOOPBACK:
            return "Can't connect to the webhook", 0
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            async with session.post(url, json=update, headers=headers) as response:
                await response.read()
                if response.ok and response.status < 300:
                    return "", 0
                retry_after = response.headers.get("Retry-After", "")
                error = f"Wrong response from the webhook: {response.status} {response.reason}"
                return error, int(retry_after) if retry_after.isdigit() else 0
        except (aiohttp.ClientError, OSError, TimeoutError):
            return "Webhook connection closed", 0


def _waits() -> Iterator[float]:
    """Seconds before each further attempt."""
    yield 0.0
    wait = FIRST_WAIT
    while True:
        yield wait
        wait = min(wait * 2, LONGEST_WAIT * random.uniform(1, 2))  # noqa: S311 - nothing secret


def _queue_of(update: Json) -> tuple[str, int]:
    """Messages are in order by chat, presses and inline queries by person; one kind does not wait for another."""
    kind = next(name for name in update if name != "update_id")
    data: dict[str, Any] = update[kind]
    who = data["chat"] if "chat" in data else data["from"]
    return kind, int(who["id"])
