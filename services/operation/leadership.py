"""What only one of the processes over a database may do, is done by the one that leads.

Whoever leads carries what leaves in bulk and does what the clock says. When it dies its session ends, and another takes
the seat; when it loses its session it stops at once. What it had under way then is no harm: the new leader finds those
rows claimed and makes them unknown, or due again where twice is better than never, and the outcome of whoever claimed a
row last is the one that counts, except that a message that left has left (`storage/outbox.py`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from services.operation.health import Health
from storage.engine.leadership import Seat

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks whether the seat is free."""

Work = Callable[[asyncio.Event], Awaitable[None]]
"""Goes on until the event is set, then ends soon."""


class Leadership:
    """Takes the seat when it is free, and does the work of the leader for as long as it has it."""

    def __init__(self, seat: Seat, health: Health, work: Work) -> None:
        self._seat = seat
        self._health = health
        self._work = work
        self.decided = asyncio.Event()
        """Set once it is known for the first time whether this process leads."""
        health.leads = False

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; the seat is left only when the work has ended."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                try:
                    if await self._seat.take():
                        await self._lead(stopping)
                except Exception:
                    log.exception("the leader stumbled; whoever is first goes on")
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
