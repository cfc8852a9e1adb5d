"""Just under the limit: one slot after the other, evenly, so that no second holds more than its share.

Telegram takes about 30 messages a second from a bot to different chats, one a second in one chat; with paid broadcasts
1,000. Against a strict one-second window bursts are refused and the refusals cost more time than was won.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable

PER_CHAT = 1.0
"""Seconds between two messages in one chat."""
PER_GROUP, MINUTE = 20, 60.0
"""A group takes so many in that many seconds."""


class Pacer:
    """Gives slots at `rate` a second. Its clock is monotonic: a clock set back moves nothing."""

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.rate = rate
        """May be changed while it runs; what has a slot keeps it."""
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        self._halted_until = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()
        """When each chat was written to last, the oldest first; older than PER_CHAT is forgotten."""
        self._groups: dict[int, deque[float]] = {}

    async def slot(self) -> None:
        """Returns when the next message may leave. A time in which nobody asked is not made up for."""
        now = self._clock()
        at = max(self._next, now)
        self._next = at + 1 / self.rate
        while (left := at - self._clock()) > 0:
            await self._sleep(left)
            at = max(at, self._halted_until)

    def halt(self, seconds: float) -> None:
        """No slot before that: Telegram said «retry after»."""
        self._halted_until = max(self._halted_until, self._clock() + seconds)
        self._next = max(self._next, self._halted_until)

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
