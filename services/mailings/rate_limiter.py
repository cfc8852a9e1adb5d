"""Gives one slot after the other, evenly, so that no second holds more than Telegram takes.

Telegram takes about 30 messages a second from a bot to different chats, one a second in one chat; with paid broadcasts
1,000. Bursts above that are refused, and the refusals cost more time than was won."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

PER_CHAT = 1.0
"""Seconds between two messages in one chat."""
PER_GROUP, MINUTE = 20, 60.0
"""A group takes so many in that many seconds."""

TICK = 0.004
"""Seconds that a wait lasts at least: at 990 a second four messages leave at once, in one wake-up."""
CATCH_UP = TICK + 0.002
"""Seconds that are made up for: a tick, and as late as a timer may wake."""
SOFT, SOFTER = 1.0, 0.97
"""The first second after a pause goes at this share of the rate: messages that wait for a connection arrive late,
and together with those behind them."""


@dataclass(slots=True)
class RateLimiter:
    """Gives slots at `rate` a second, or as many as a caller may have. A clock that is set back moves nothing."""

    rate: float
    _clock: Callable[[], float] = time.monotonic
    _sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    halts: int = field(default=0, init=False)
    """How often «retry after» was said."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _next: float = field(default=-math.inf, init=False)
    _soft_until: float = field(default=-math.inf, init=False)
    _halted_until: float = field(default=0.0, init=False)
    _chats: OrderedDict[int, float] = field(default_factory=OrderedDict, init=False)
    """When each chat was written to last, the oldest first; older than PER_CHAT is forgotten."""
    _groups: dict[int, deque[float]] = field(default_factory=dict, init=False)

    async def slot(self, rate: float | None = None) -> None:
        """Returns when the next message may leave, first come, first served; the one after it leaves at `rate`.

        A time in which nobody asked is not made up for, nor a stall of the process but for CATCH_UP of it: what bursts
        out of it would fill a second above its share.
        """
        async with self._turn:
            while (left := max(self._next, self._halted_until) - self._clock()) > 0:
                # Timers count whole milliseconds; rounded down they would wake too early, again and again.
                await self._sleep(max(TICK, math.ceil(left * 1000) / 1000))
            now = self._clock()
            if now - self._next > SOFT:
                self._soft_until = now + SOFT
            share = SOFTER if now < self._soft_until else 1.0
            self._next = max(self._next, now - CATCH_UP) + 1 / ((rate or self.rate) * share)

    def halt(self, seconds: float) -> None:
        """No slot before that: Telegram said «retry after»."""
        self.halts += 1
        self._halted_until = max(self._halted_until, self._clock() + seconds)

    def wait_for(self, chat_id: int) -> float:
        """Seconds until that chat may be written to again; 0 takes the turn."""
        now = self._clock()
        while self._chats and next(iter(self._chats.values())) <= now - PER_CHAT:
            self._chats.popitem(last=False)
        last = self._chats.get(chat_id)
        if last is not None:
            return last + PER_CHAT - now
        if chat_id < 0:  # Telegram's numbers of groups
            times = self._groups.setdefault(chat_id, deque(maxlen=PER_GROUP))
            if len(times) == PER_GROUP and times[0] > now - MINUTE:
                return times[0] + MINUTE - now
            times.append(now)
        self._chats[chat_id] = now
        return 0.0
