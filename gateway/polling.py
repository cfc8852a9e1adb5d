"""Takes updates from Telegram by long poll, and acknowledges them after they were handled.

Telegram itself is the durable queue. `getUpdates(offset)` acknowledges everything below `offset` and returns the
next hundred at the most, so the offset stays at the oldest update in work: a crash loses nothing, and what was
handled above it comes once more. That also bounds what is in work to a hundred updates.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import Update
from telegram.error import TelegramError

from gateway.per_person_queue import GRACE, HANDLING, AnyApplication, Ended, PerPersonQueue
from gateway.retry import Sleep, persist

log = logging.getLogger(__name__)

BATCH = 100
"""Updates that Telegram gives at the most, and so the most that are in work at once."""
LONG_POLL = 30
"""Seconds for which Telegram holds an empty answer back."""
PAUSE = 0.1
"""Seconds between two looks for new updates while others are in work: Telegram then answers at once, always."""


class Polling:
    """Feeds the updates of its bot to an application that was built without an updater."""

    def __init__(
        self,
        application: AnyApplication,
        *,
        allowed_updates: Sequence[str],
        started: Callable[[], Awaitable[None]],
        grace: float = GRACE,
        handling: float = HANDLING,
        sleep: Sleep = asyncio.sleep,
        ended: Ended | None = None,
    ) -> None:
        """`started` is awaited once Telegram has answered for the first time."""
        self._application = application
        self._allowed_updates = allowed_updates
        self._started = started
        self._grace = grace
        self._sleep = sleep
        self._queue = PerPersonQueue(application, handling=handling, ended=ended)
        self._next = 0
        """Above every update fetched so far; 0 before the first."""
        self._acknowledged = 0
        """The highest offset that Telegram was told."""

    async def run(self, stop: asyncio.Event) -> None:
        """Fetches and handles until `stop` is set, then ends what is under way within the grace.

        Raises AnotherInstance or WrongToken; anything else that goes wrong is waited out.
        """
        fetching = asyncio.create_task(self._fetch_for_ever())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (fetching, stopping):
                task.cancel()
            await asyncio.wait({fetching, stopping})
            await self._finish()
        if not fetching.cancelled():
            fetching.result()  # raises what ended it

    async def _fetch_for_ever(self) -> None:
        bot = self._application.bot
        await persist(self._application.initialize, self._sleep)
        await persist(bot.delete_webhook, self._sleep)  # with one set, Telegram refuses getUpdates
        await persist(self._started, self._sleep)
        while True:
            for update in await persist(self._fetch, self._sleep):
                if update.update_id >= self._next:  # below it are those in work, which come again and again
                    self._next = update.update_id + 1
                    self._queue.begin(update)
            if self._queue.in_work:
                await asyncio.wait(self._queue.in_work.values(), timeout=PAUSE)

    async def _fetch(self) -> Sequence[Update]:
        offset = self._offset()
        updates: Sequence[Update] = await self._application.bot.get_updates(
            offset=offset or None,
            limit=BATCH,
            timeout=0 if self._queue.in_work else LONG_POLL,
            allowed_updates=self._allowed_updates,
        )
        self._acknowledged = offset
        return updates

    def _offset(self) -> int:
        return min(self._queue.in_work, default=self._next)

    async def _finish(self) -> None:
        """Waits for what is under way, gives up the rest, and acknowledges what was handled."""
        unfinished = await self._queue.finish(self._grace)
        offset = min(unfinished, default=self._next)
        if offset > self._acknowledged:
            try:
                # What it returns is not acknowledged and comes again.
                await self._application.bot.get_updates(offset=offset, limit=1, timeout=0)
            except TelegramError as error:
                log.warning("updates below %d may come again: %s", offset, error)
