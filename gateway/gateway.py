"""What polling and webhook have in common: how they begin, how they end, and what they do with an update."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import KW_ONLY, dataclass

from gateway.per_person_queue import GRACE, HANDLING, AnyApplication, Ended, PerPersonQueue
from gateway.retry import Sleep, persist


@dataclass
class Gateway(ABC):
    """Feeds the updates of a bot to an application that was built without an updater."""

    application: AnyApplication
    _: KW_ONLY
    allowed_updates: Sequence[str]
    started: Callable[[], Awaitable[None]]
    """Awaited once Telegram has answered for the first time."""
    ended: Ended | None = None
    grace: float = GRACE
    handling: float = HANDLING
    sleep: Sleep = asyncio.sleep

    def __post_init__(self) -> None:
        self._queue = PerPersonQueue(self.application, handling=self.handling, ended=self.ended)

    async def run(self, stop: asyncio.Event) -> None:
        """Takes updates until `stop` is set, then finishes those in work within the grace.

        Raises AnotherInstance or WrongToken; it tries again after any other error.
        """
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

    @abstractmethod
    async def _take_for_ever(self) -> None:
        """Tells Telegram how updates are taken, and takes them until it is cancelled."""

    async def _finish(self) -> list[int]:
        """Waits for the updates in work. Returns the numbers of those that it had to break off, lowest first."""
        return await self._queue.finish(self.grace)

    async def _persist(self, *calls: Callable[[], Awaitable[object]]) -> None:
        """Makes one call after the other, each until Telegram answers."""
        for call in calls:
            await persist(call, self.sleep)
