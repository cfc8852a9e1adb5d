"""Takes updates from Telegram by long poll, and acknowledges them after they were handled.

Telegram itself is the durable queue. `getUpdates(offset)` acknowledges everything below `offset` and returns the
next hundred at the most, so the offset stays at the oldest update in work: a crash loses nothing, and what was
handled above it comes once more. That also bounds what is in work to a hundred updates.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram import Update
from telegram.error import TelegramError

from gateway.gateway import Gateway
from gateway.retry import persist

log = logging.getLogger(__name__)

BATCH = 100
"""Updates that Telegram gives at the most, and so the most that are in work at once."""
LONG_POLL = 30
"""Seconds for which Telegram holds an empty answer back."""
PAUSE = 0.1
"""Seconds between two looks for new updates while others are in work: Telegram then answers at once, always."""


class Polling(Gateway):
    """Asks Telegram for updates, again and again."""

    _next = 0
    """Above every update fetched so far; 0 before the first."""
    _acknowledged = 0
    """The highest offset that Telegram was told."""

    async def _take_for_ever(self) -> None:
        # As long as a webhook is set, Telegram refuses getUpdates.
        await self._persist(self.application.initialize, self.application.bot.delete_webhook, self.started)
        while True:
            for update in await persist(self._fetch, self.sleep):
                if update.update_id >= self._next:  # below it are those in work, which come again and again
                    self._next = update.update_id + 1
                    self._queue.begin(update)
            if self._queue.in_work:
                await asyncio.wait(self._queue.in_work.values(), timeout=PAUSE)

    async def _fetch(self) -> Sequence[Update]:
        offset = min(self._queue.in_work, default=self._next)
        updates: Sequence[Update] = await self.application.bot.get_updates(
            offset=offset or None,
            limit=BATCH,
            timeout=0 if self._queue.in_work else LONG_POLL,
            allowed_updates=self.allowed_updates,
        )
        self._acknowledged = offset
        return updates

    async def _finish(self) -> list[int]:
        """Waits for the updates in work, and acknowledges what was handled."""
        unfinished = await super()._finish()
        offset = min(unfinished, default=self._next)
        if offset > self._acknowledged:
            try:
                # What it returns is not acknowledged and comes again.
                await self.application.bot.get_updates(offset=offset, limit=1, timeout=0)
            except TelegramError as error:
                log.warning("updates below %d may come again: %s", offset, error)
        return unfinished
