"""One of the processes over a database leads: it alone runs the dispatcher and the jobs of the clock.

When the leader dies, its database session ends and another process takes the seat. When it loses its session, it stops
at once. Messages that it was sending then do no harm: the new leader finds their rows claimed and marks them unknown,
or due again where a message sent twice is better than none. The outcome written by the process that claimed a row last
counts, except that a message once sent stays sent (`storage/mailings/outbox.py`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from services.operation.health import Health
from storage.engine.leadership import Seat

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two tries to take the seat."""

Work = Callable[[asyncio.Event], Awaitable[None]]
"""The work of the leader: it goes on until the event is set, and then ends soon."""


class Leadership:
    """Takes the seat when it is free, and does the work of the leader as long as it has the seat."""

    def __init__(self, seat: Seat, health: Health, work: Work) -> None:
        self._seat = seat
        self._health = health
        self._work = work
        self.decided = asyncio.Event()
        """Set once it is known for the first time whether this process leads."""
        health.leads = False

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set. It leaves the seat only when the work has ended."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                try:
                    if await self._seat.take():
                        await self._lead(stopping)
                except Exception:
                    log.exception("the leader failed; the next process that takes the seat goes on")
                self.decided.set()
                await asyncio.wait({stopping}, timeout=EVERY)
        finally:
            stopping.cancel()

    async def _lead(self, stopping: asyncio.Task[bool]) -> None:
        log.info("this process leads")
        over = asyncio.Event()
        self._health.leads = True
        working = asyncio.ensure_future(self._work(over))
        losing = asyncio.create_task(self._seat.lost())
        self.decided.set()
        try:
            await asyncio.wait({working, losing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            over.set()
            self._health.leads = False
            await asyncio.wait({working})  # meanwhile the session is kept alive
            losing.cancel()
            await asyncio.wait({losing})
            await self._seat.leave()
            log.info("this process leads no more")
        working.result()  # raises what broke it off
