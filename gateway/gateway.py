"""What polling and webhook have in common: how they begin, how they end, and what they do with an update."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

from gateway.per_person_queue import GRACE, HANDLING, AnyApplication, Ended, HandlingOutcome, PerPersonQueue
from gateway.retry import Sleep, persist
from gateway.updates import read_update
from services.operation.inbox import Inbox

log = logging.getLogger(__name__)


@dataclass
class Gateway(ABC):
    """Feeds the updates of a bot to an application that was built without an updater."""

    application: AnyApplication
    inbox: Inbox
    _: KW_ONLY
    allowed_updates: Sequence[str]
    started: Callable[[], Awaitable[None]]
    """Awaited once Telegram has answered for the first time."""
    ended: Ended | None = None
    grace: float = GRACE
    handling: float = HANDLING
    sleep: Sleep = asyncio.sleep

    def __post_init__(self) -> None:
        self._queue = PerPersonQueue(self.application, self.inbox, handling=self.handling, ended=self.ended)

    async def run(self, stop: asyncio.Event) -> None:
        """Takes updates until `stop` is set, then finishes those in work within the grace.

        Raises AnotherInstance or WrongToken; it tries again after any other error.
        """
        async with self.inbox.open():
            taking = asyncio.create_task(self._take_for_ever())
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({taking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (taking, stopping):
                    task.cancel()
                await asyncio.wait({taking, stopping})
                await self._finish()
            if not taking.cancelled():
                taking.result()  # raises what ended it

    def longest(self) -> float:
        """Seconds for which the oldest update is being handled."""
        return self._queue.longest()

    async def idle(self) -> None:
        """Returns when no update is in work."""
        while self._queue.in_work:
            await asyncio.wait(self._queue.in_work.values())

    @abstractmethod
    async def _take_for_ever(self) -> None:
        """Tells Telegram how updates are taken, and takes them until it is cancelled."""

    async def _finish(self) -> list[int]:
        """Waits for the updates in work. Returns the numbers of those that it had to break off, lowest first."""
        return await self._queue.finish(self.grace)

    async def _take_up(self) -> None:
        """Begins with what a process before left unhandled."""
        for data in await self.inbox.left():
            self._begin(data)

    def _begin(self, data: dict[str, Any]) -> asyncio.Task[HandlingOutcome] | None:
        """Begins to handle an update; None where it cannot be read, for it would come again and again."""
        try:
            update = read_update(data, self.application.bot)
        except Exception:
            # Which it was is known; what it says stays out of the log.
            log.exception("update %d cannot be read", data["update_id"])
            self.inbox.ended(data["update_id"])
            return None
        return self._queue.begin(update)

    async def _persist(self, *calls: Callable[[], Awaitable[object]]) -> None:
        """Makes one call after the other, each until Telegram answers."""
        for call in calls:
            await persist(call, self.sleep)
