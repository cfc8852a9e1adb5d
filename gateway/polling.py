"""Takes updates from Telegram by long poll, and handles them while the next ones are fetched.

`getUpdates(offset)` lets Telegram forget everything below `offset`. So what was fetched is put into the inbox first:
a crash loses nothing, and the next start goes on with what the last one left. Where the database does not answer, the
offset stays at the oldest update in work instead, and Telegram itself keeps them.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram.error import TelegramError

from gateway.gateway import Gateway
from gateway.retry import AnotherInstance, Conflicts, persist

log = logging.getLogger(__name__)

BATCH = 100
"""Updates that Telegram gives at the most."""
MOST = 200
"""Updates in work at once. While there is no place for a batch, the others wait at Telegram."""
LONG_POLL = 30
"""Seconds for which Telegram holds an empty answer back."""
PAUSE = 0.1
"""Seconds between two looks for new updates while Telegram must keep those in work: it then answers at once, always."""


class Polling(Gateway):
    """Asks Telegram for updates, again and again."""

    _next = 0
    """The number after the last update that was fetched; 0 before the first."""
    _acknowledged = 0
    """The offset that Telegram was told last."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._conflicts = Conflicts()
        self._not_kept: set[int] = set()
        """Updates in work that Telegram must keep, for the inbox could not."""
        self._elsewhere: frozenset[int] = frozenset()
        """Updates of the last batch that another process handles: Telegram must keep them until that has ended."""

    async def _take_for_ever(self) -> None:
        # As long as a webhook is set, Telegram refuses getUpdates.
        await self._persist(self.application.initialize, self.application.bot.delete_webhook, self.started)
        await self._take_up()
        while True:
            while len(self._queue.in_work) > MOST - BATCH:
                await asyncio.wait(self._queue.in_work.values(), return_when=asyncio.FIRST_COMPLETED)
            await self._take(await persist(self._fetch, self.sleep, self._conflicts))
            if self._must_stay():
                await asyncio.sleep(PAUSE)

    async def _fetch(self) -> list[dict[str, Any]]:
        stay = self._must_stay()
        offset = min(stay, default=self._next)
        updates: list[dict[str, Any]] = await self.application.bot.fetch_updates(
            offset=offset,
            limit=BATCH,
            timeout=0 if stay else LONG_POLL,
            allowed_updates=self.allowed_updates,
        )
        self._acknowledged = offset
        return updates

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Begins to handle what is new of them."""
        self._elsewhere = frozenset()
        if not updates:
            return
        if 0 < self._next < updates[0]["update_id"] and self._conflicts.gap():
            raise AnotherInstance
        intake = await self.inbox.keep(updates)
        self._next = (
            updates[-1]["update_id"] + 1
        )  # not before: the end of the process lets Telegram forget what is below
        self._elsewhere = intake.elsewhere
        for update in intake.ours:
            if self._begin(update) and not intake.kept:
                self._not_kept.add(update["update_id"])

    def _must_stay(self) -> set[int]:
        """What Telegram must not forget yet."""
        self._not_kept &= self._queue.in_work.keys()
        return self._not_kept | self._elsewhere

    async def _finish(self) -> list[int]:
        """Waits for the updates in work, and lets Telegram forget what is kept or handled."""
        unfinished = await super()._finish()
        offset = min((self._not_kept & set(unfinished)) | self._elsewhere, default=self._next)
        if offset != self._acknowledged:
            try:
                # What it returns is not acknowledged and comes again.
                await self.application.bot.fetch_updates(offset=offset, limit=1)
            except TelegramError as error:
                log.warning("updates below %d may come again: %s", offset, error)
        return unfinished
