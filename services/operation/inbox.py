"""The way in: an update that was handled to its end is not handled again, whichever way and process it comes.

Polling has its updates kept here, with what they say, and lets Telegram forget them at once. By webhook Telegram keeps
them. In both ways a number stays for two days after the update was handled, and nothing of what it said.

The process remembers the numbers that it has seen. The database is asked about others only where it may know more:
another process may have taken them (PostgreSQL), or this bot before its last start. While the database does not answer,
updates are handled all the same, without a mark. Why all this: docs/decisions/0025-inbox.md.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import orjson

from services.operation.outage import ABOUT_DATABASE
from storage.operation.updates import UpdateStore

log = logging.getLogger(__name__)

Json = dict[str, Any]

KEPT_FOR = timedelta(hours=48)
"""How long the numbers of handled updates stay. Telegram repeats what it got no answer for within a day."""
LEASE = timedelta(seconds=6)
"""For so long an update belongs to the process that took it, which prolongs that; then it may be dead."""
RENEWAL = 2.0
"""Seconds between two prolongations."""
PATIENCE = 2.0
"""Seconds for the database to answer."""
PAUSE = 1.0
"""Seconds in which a database that did not answer is left alone."""
COMPLAINT = 60.0
"""Seconds between two lines of the log about it."""
REMEMBERED = 20_000
"""Numbers that the process remembers; of more than these the older half goes."""


class Claim(StrEnum):
    """What is to be done with an update that came."""

    OURS = "ours"
    """Handle it."""
    HANDLED = "handled"
    ELSEWHERE = "elsewhere"
    """It is being handled; whether to its end is not known yet."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a batch of updates."""

    ours: Sequence[Json]
    """They are to be handled, in this order."""
    kept: bool
    """Whether they are in the database, so that Telegram may forget them."""
    elsewhere: frozenset[int]
    """Numbers that another process handles; Telegram must not forget them before it has ended that."""


class Inbox:
    """Knows which updates are handled. It works as long as it is `open`."""

    def __init__(self, store: UpdateStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._seen: dict[int, bool] = {}
        """Numbers that came to this process, and whether they are handled to their end."""
        self._known_from_before = 0
        """The database may know this number and lower ones, though the process has not seen them."""
        self._ended: list[int] = []
        """Handled, and not yet marked in the database."""
        self._news = asyncio.Event()
        self._all_marked = asyncio.Event()
        self._all_marked.set()
        self._asked: dict[int, asyncio.Future[Claim]] = {}
        self._asking: asyncio.Task[None] | None = None
        self._away_until = 0.0
        self._complained_at: float | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Marks what is handled, meanwhile; at the end the rest is marked, and what is not handled let go."""
        with self._unless_away():
            self._known_from_before = await self._store.highest()
        tasks = [asyncio.create_task(self._mark_for_ever())]
        if self._store.is_shared:
            tasks.append(asyncio.create_task(self._hold_for_ever()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await self._mark()
            await self._hold(self._clock())

    async def left(self) -> list[Json]:
        """What was kept and not handled when a process ended, oldest first.

        Where another process still holds some of it, it has time to end or to hand it over.
        """
        found: list[tuple[int, str]] = []
        patience = time.monotonic() + 2 * LEASE.total_seconds()
        with self._unless_away():
            while True:
                found += await self._store.take_left(self._clock(), self._until())
                if await self._store.bodies() <= len(found) or time.monotonic() > patience:
                    break
                await asyncio.sleep(RENEWAL / 4)
        self._see(number for number, _ in found)
        return [update for number, body in found if (update := self._read(number, body))]

    def _read(self, number: int, body: str) -> Json | None:
        """None where it is no JSON: it would come again at every start."""
        try:
            update: Json = orjson.loads(body)
        except orjson.JSONDecodeError:
            log.error("update %d cannot be read", number)
            self.ended(number)
            return None
        return update

    async def keep(self, updates: Sequence[Json]) -> Intake:
        """Puts a batch into the database, but for what is handled already or in work."""
        fresh = {each["update_id"]: each for each in updates if each["update_id"] not in self._seen}
        if not fresh:
            return Intake([], kept=True, elsewhere=frozenset())
        claims = await self._decide({number: orjson.dumps(update).decode() for number, update in fresh.items()})
        elsewhere = frozenset(number for number in fresh if claims and claims[number] is Claim.ELSEWHERE)
        ours = [update for number, update in fresh.items() if not claims or claims[number] is Claim.OURS]
        self._see(each["update_id"] for each in ours)
        return Intake(ours, kept=claims is not None, elsewhere=elsewhere)

    async def claim(self, number: int) -> Claim:
        """Whether an update that Telegram keeps is to be handled here and now."""
        if number in self._seen:
            return Claim.HANDLED if self._seen[number] else Claim.ELSEWHERE
        self._see([number])
        if not self._store.is_shared and number > self._known_from_before:
            return Claim.OURS
        answer: asyncio.Future[Claim] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        claim = await answer
        if claim is Claim.HANDLED:
            self._seen[number] = True
        elif claim is Claim.ELSEWHERE:
            self._seen.pop(number, None)
        return claim

    def ended(self, number: int) -> None:
        """An update was handled to its end, even if that was an apology."""
        self._seen[number] = True
        self._ended.append(number)
        self._all_marked.clear()
        self._news.set()

    async def marked(self) -> None:
        """Until all that has ended is marked, so that nothing of what it said is kept."""
        await self._all_marked.wait()

    async def forget_old(self) -> None:
        """Deletes numbers that nobody will ask about any more."""
        await self._store.forget_before(self._clock() - KEPT_FOR)

    async def _ask(self) -> None:
        """Those who ask while a statement runs share the next one."""
        while self._asked:
            asked, self._asked = self._asked, {}
            claims = await self._decide(dict.fromkeys(asked))
            for number, answer in asked.items():
                if not answer.done():
                    answer.set_result(claims[number] if claims else Claim.OURS)
        self._asking = None

    async def _decide(self, bodies: Mapping[int, str | None]) -> Mapping[int, Claim] | None:
        """What is to be done with each; None where the database does not answer."""
        if time.monotonic() < self._away_until:
            return None
        with self._unless_away():
            async with asyncio.timeout(PATIENCE):
                taken = await self._store.take(bodies, self._clock(), self._until())
                others = bodies.keys() - taken
                unhandled = await self._store.unhandled(others) if others else set()
            claims = dict.fromkeys(bodies, Claim.HANDLED)
            return claims | dict.fromkeys(taken, Claim.OURS) | dict.fromkeys(unhandled, Claim.ELSEWHERE)
        return None

    def _until(self) -> datetime:
        """Until when an update is held that is taken now; over SQLite nobody else could take it."""
        return self._clock() + LEASE if self._store.is_shared else self._clock()

    def _see(self, numbers: Iterable[int]) -> None:
        self._seen.update(dict.fromkeys(numbers, False))
        if len(self._seen) > REMEMBERED:
            old = [number for number, is_handled in self._seen.items() if is_handled][: REMEMBERED // 2]
            for number in old:
                del self._seen[number]
            self._known_from_before = max([self._known_from_before, *old])

    async def _mark_for_ever(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            if not await self._mark():
                await asyncio.sleep(PAUSE)
                self._news.set()

    async def _mark(self) -> bool:
        """Marks what ended since the last time, all in one statement. False where the database does not answer."""
        ended = list(self._ended)
        if not ended:
            return True
        with self._unless_away():
            async with asyncio.timeout(PATIENCE):
                await self._store.mark(ended, self._clock())
            del self._ended[: len(ended)]  # not before: the end of the process may break this off
            if not self._ended:
                self._all_marked.set()
            return True
        return False

    async def _hold_for_ever(self) -> None:
        while True:
            await asyncio.sleep(RENEWAL)
            await self._hold(self._clock() + LEASE)

    async def _hold(self, until: datetime) -> None:
        held = [number for number, is_handled in self._seen.items() if not is_handled]
        if held and self._store.is_shared:
            with self._unless_away():
                async with asyncio.timeout(PATIENCE):
                    await self._store.hold(held, until)

    @contextmanager
    def _unless_away(self) -> Iterator[None]:
        """Goes on where the database does not answer, and leaves it alone for a moment."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is, there is no answer
            now = time.monotonic()
            self._away_until = now + PAUSE
            if self._complained_at is None or now - self._complained_at > COMPLAINT:
                self._complained_at = now
                log.warning(
                    "updates are handled without a mark, the database does not answer: %s",
                    type(error).__name__,
                    extra=ABOUT_DATABASE,
                )
