"""Updates from Telegram by long poll: acknowledged after they were handled.

Telegram itself is the durable queue. `getUpdates(offset)` acknowledges everything below `offset` and returns the
next hundred at the most, so the offset stays at the oldest update in work: a crash loses nothing, and what was
handled above it comes once more. That also bounds what is in work to a hundred updates.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

log = logging.getLogger(__name__)

T = TypeVar("T")

BATCH = 100
"""Updates that Telegram gives at the most, and so the most that are in work at once."""
LONG_POLL = 30
"""Seconds for which Telegram holds an empty answer back."""
PAUSE = 0.1
"""Seconds between two looks for new updates while others are in work: Telegram then answers at once, always."""
HANDLING = 60.0
"""Seconds after which the handling of an update is given up: it must not hold up the acknowledgement for ever."""
GRACE = 10.0
"""Seconds that handling has to end when the process is to stop."""
FIRST_BACK_OFF, LONGEST_BACK_OFF = 0.5, 30.0
CONFLICTS = 4
"""Conflicts in a row before another instance is believed in: the long poll of a process that was just killed
lives on for some seconds."""


class AnotherInstance(Exception):
    """Another process takes the updates of the same bot."""


class WrongToken(Exception):
    """Telegram does not know the token."""


class Polling:
    """Feeds the updates of its bot to an application that was built without an updater.

    Updates of one person are handled in order, of different people in parallel.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        *,
        allowed_updates: Sequence[str],
        started: Callable[[], Awaitable[None]],
        grace: float = GRACE,
        handling: float = HANDLING,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`started` is awaited once Telegram has answered for the first time."""
        self._application = application
        self._allowed_updates = allowed_updates
        self._started = started
        self._grace = grace
        self._handling = handling
        self._sleep = sleep
        self._next = 0
        """Above every update fetched so far; 0 before the first."""
        self._acknowledged = 0
        """The highest offset that Telegram was told."""
        self._in_work: dict[int, asyncio.Task[None]] = {}
        self._last_of: dict[int, asyncio.Task[None]] = {}
        """The newest task of each person, after which that person's next update comes."""

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
        await self._persist(self._application.initialize)
        await self._persist(bot.delete_webhook)  # with one set, Telegram refuses getUpdates
        await self._persist(self._started)
        while True:
            for update in await self._persist(self._fetch):
                if update.update_id >= self._next:  # below it are those in work, which come again and again
                    self._next = update.update_id + 1
                    self._begin(update)
            if self._in_work:
                await asyncio.wait(self._in_work.values(), timeout=PAUSE)

    async def _fetch(self) -> Sequence[Update]:
        offset = self._offset()
        updates: Sequence[Update] = await self._application.bot.get_updates(
            offset=offset or None,
            limit=BATCH,
            timeout=0 if self._in_work else LONG_POLL,
            allowed_updates=self._allowed_updates,
        )
        self._acknowledged = offset
        return updates

    def _offset(self) -> int:
        return min(self._in_work, default=self._next)

    def _begin(self, update: Update) -> None:
        number = update.update_id
        person = update.effective_user or update.effective_chat
        key = person.id if person else 0
        task = asyncio.create_task(self._handle(update, self._last_of.get(key)))
        self._in_work[number] = self._last_of[key] = task

        def end(task: asyncio.Task[None]) -> None:
            del self._in_work[number]
            if self._last_of[key] is task:
                del self._last_of[key]

        task.add_done_callback(end)

    async def _handle(self, update: Update, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait({before})
        try:
            async with asyncio.timeout(self._handling):
                await self._application.process_update(update)
        except TimeoutError:
            log.error("update %d given up after %g s", update.update_id, self._handling)
        except Exception:  # the application's error handler takes all errors but its own
            log.exception("update %d failed", update.update_id)

    async def _persist(self, call: Callable[[], Awaitable[T]]) -> T:
        """What `call` returns, tried until Telegram answers."""
        back_off = 0.0
        conflicts = 0
        while True:
            try:
                result = await call()
            except InvalidToken as error:
                raise WrongToken from error
            except Conflict as error:
                conflicts += 1
                if conflicts == CONFLICTS:
                    raise AnotherInstance from error
                wait = FIRST_BACK_OFF * 2**conflicts
            except RetryAfter as error:
                wait = _seconds(error)
                log.warning("Telegram asks to wait %g s", wait)
            except TelegramError as error:
                if not back_off:
                    log.warning("Telegram does not answer: %s", error)
                back_off = min(max(FIRST_BACK_OFF, back_off * 2), LONGEST_BACK_OFF)
                wait = back_off * random.uniform(0.5, 1)  # noqa: S311 - so that many bots do not come back at once
            else:
                if back_off:
                    log.info("Telegram answers again")
                return result
            await self._sleep(wait)

    async def _finish(self) -> None:
        """Waits for what is under way, gives up the rest, and acknowledges what was handled."""
        if self._in_work:
            await asyncio.wait(self._in_work.values(), timeout=self._grace)
        unfinished = dict(self._in_work)
        for number, task in unfinished.items():
            log.warning("update %d is not finished; it will come again", number)
            task.cancel()
        offset = min(unfinished, default=self._next)
        if unfinished:
            await asyncio.wait(unfinished.values())
        if offset > self._acknowledged:
            try:
                # What it returns is not acknowledged and comes again.
                await self._application.bot.get_updates(offset=offset, limit=1, timeout=0)
            except TelegramError as error:
                log.warning("updates below %d may come again: %s", offset, error)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after  # which of the two it is depends on PTB_TIMEDELTA
    return wait.total_seconds() if isinstance(wait, timedelta) else wait
