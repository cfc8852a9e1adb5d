"""How fast messages may leave: one budget for the whole bot, and the waits that Telegram asked for.

Telegram takes about 30 messages in any second from a bot that writes to many, one a second in one chat, and 1,000 of
those that are paid for. Replies go first and may leave in a burst; what leaves in bulk takes what they leave over,
evenly, for bursts are refused and the refusals cost more time than was won. What is paid for has a pace of its own.

How many replies Telegram takes while nothing leaves in bulk, it does not say, so they leave at once until it refuses
them; from then on they keep to the same rate for an hour (docs/decisions/0026-one-way-out.md).
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Awaitable, Callable
from itertools import count

PER_CHAT = 1.0
"""Seconds between two messages of a mailing in one chat."""
PER_GROUP, MINUTE = 20, 60.0
"""A group takes so many in that many seconds."""

WINDOW = 1.005
"""Seconds that count against the limit, with a little more for clocks that are not quite alike."""
FORGOTTEN = 2.0
"""After so many seconds without an answer a call no longer counts: what got no answer was taken long ago, or never."""
MEASURED, FEW = 2.0, 20
"""Seconds in which the quickest call tells how long the way to Telegram is, where there were not too few."""

TICK = 0.004
"""Seconds that a wait lasts at least: at 990 a second four messages leave at once, in one wake-up."""
CATCH_UP = TICK + 0.002
"""Seconds that are made up for where nothing else keeps to the limit: a tick, and as late as a timer may wake."""
COUNTED_CATCH_UP = 0.07
"""The same for what is counted call by call, so that what it waited for the window is not lost."""
SOFT, SOFTER = 1.0, 0.97
"""The first second after a pause goes at this share of the rate: messages that wait for a connection arrive late,
and together with those behind them."""

SLOWER, SLOWEST = 0.9, 0.5
"""By so much each 429 that stops many slows the pace down, and no further than that."""
RECOVERY = 0.02
"""So much of the pace comes back in each second without another one."""

PATIENCE = 5.0
"""Seconds of «retry after» that a reply waits for; beyond that it is sent later."""
LEARNT = 3600.0
"""Seconds for which replies keep to the rate after Telegram refused the whole bot."""
SPARE = 0.1
"""Seconds more than Telegram asked for."""
TOGETHER = 1.0
"""Two different chats refused within so many seconds mean that the whole bot is too fast."""
MOST_DEADLINES = 10_000
"""Kept at once; beyond that those that have passed are thrown away."""

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


def counts(method: str) -> bool:
    """Whether a call makes or changes a message, and so counts against the limits."""
    return method.startswith(("send", "editMessage", "copyMessage", "forwardMessage")) and method != "sendChatAction"


class Deadlines:
    """Until when each chat wants nothing; a later refusal never makes a wait shorter.

    A refused edit stops the edits in that chat, any other refusal all that leaves for it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[tuple[int, bool], float] = {}
        """By chat, and whether for edits only."""
        self._last: tuple[int, float, float] = (0, -math.inf, -math.inf)
        """The last refusal: chat, when, and until when."""

    def left(self, chat: int, method: str) -> float:
        """Seconds until such a call about that chat may leave; 0: now."""
        if not self._until:
            return 0.0
        until = self._until.get((chat, False), 0.0)
        if method.startswith("edit"):
            until = max(until, self._until.get((chat, True), 0.0))
        return max(until - self._clock(), 0.0)

    def refused(self, chat: int, method: str, seconds: float) -> float:
        """Notes «retry after». Returns for how many seconds everybody has to wait: 0 where it is that chat's matter."""
        now = self._clock()
        key, until = (chat, method.startswith("edit")), now + seconds
        self._until[key] = until = max(until, self._until.get(key, 0.0))
        if len(self._until) > MOST_DEADLINES:
            self._until = {key: each for key, each in self._until.items() if each > now}
        last_chat, at, last_until = self._last
        self._last = (chat, now, until)
        if last_chat == chat or now - at > TOGETHER:
            return 0.0
        # The longer wait may be for what one person did; who is refused again afterwards makes it longer.
        return min(until, last_until) - now + SPARE


class _Pace:
    """Even slots, one after the other."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.next = -math.inf
        self._soft_until = -math.inf

    def taken(self, now: float, rate: float, catch_up: float) -> None:
        """A slot was taken; the next one follows at `rate`.

        A time in which nobody asked is not made up for, nor a stall of the process but for `catch_up` of it: what
        bursts out of it would fill a second above its share.
        """
        if now - self.next > SOFT:
            self._soft_until = now + SOFT
        share = SOFTER if now < self._soft_until else 1.0
        self.next = max(self.next, now - catch_up) + 1 / (rate * share)


class Budget:
    """Lets messages leave: `rate` a second in all. A clock that is set back moves nothing.

    A call counts from its beginning until a second after Telegram took it, which was a way back before its answer
    came: so no second at Telegram holds more than here, however late single calls arrive.
    """

    def __init__(self, rate: float = 29.5, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self.rate = rate
        self.halts = 0
        self.too_many: Counter[str] = Counter(dict.fromkeys(("reply", "bulk"), 0))
        """429 answers, by the way out that met them."""
        self.repeated: Counter[str] = Counter()
        """Replies that left once more, by why: 429, the status of a server that is broken, or `network`."""
        """How often «retry after» was said to what leaves in bulk, or to everybody."""
        self.deadlines = Deadlines(clock)
        self._most = max(math.floor(rate) + 1, math.floor(rate * 1.01))
        """Calls that fit into a window: what is evenly sent at `rate` never meets it but for late arrivals."""
        self._clock = clock
        self._sleep = sleep
        self._numbers = count(1)
        self._under_way: dict[int, float] = {}
        """When each call began that got no answer yet, oldest first."""
        self._ended: deque[float] = deque()
        """Until when each call that got its answer still counts."""
        self._quickest, self._quickest_before = math.inf, 0.0
        """Seconds of the quickest call, in the present time of measuring and in the one before; 0: not known."""
        self._measured, self._measured_since = 0, -math.inf
        self._waiting: deque[asyncio.Future[int]] = deque()
        """Replies, first come, first served; 0 sends one away."""
        self._letting_out: asyncio.Task[None] | None = None
        self._bulk, self._paid = _Pace(), _Pace()
        self._bulk_until = self._all_until = -math.inf
        self._strict_until = -math.inf
        """Until when replies keep to the rate: two seconds after something left in bulk, an hour after a refusal."""
        self._share, self._share_since = 1.0, -math.inf
        self._chats: OrderedDict[int, float] = OrderedDict()
        """When each chat was written to last in bulk, the oldest first; older than PER_CHAT is forgotten."""
        self._groups: dict[int, deque[float]] = {}

    # Replies

    async def reply(self, patience: float = math.inf) -> int:
        """Returns when a reply may leave: its number for `done`. 0: it would take more than `patience` seconds."""
        now = self._clock()
        is_free = now >= self._strict_until or self._room(self._for_replies(), now) <= 0
        if is_free and not self._waiting and now >= self._all_until:
            return self._begin()
        if self.backlog() > patience:
            return 0
        waiting: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        if self._letting_out is None:
            self._letting_out = asyncio.create_task(self._let_out())
        try:
            return await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled():
                self.done(waiting.result())
            raise

    def done(self, number: int) -> None:
        """The call with that number got its answer, or never will."""
        began, now = self._under_way.pop(number, None), self._clock()
        if began is None:
            return
        if now - self._measured_since > MEASURED:
            is_known = self._measured >= FEW and now - self._measured_since < 2 * MEASURED
            self._quickest_before = self._quickest if is_known else 0.0
            self._quickest, self._measured, self._measured_since = math.inf, 0, now
        self._quickest = min(self._quickest, now - began)
        self._measured += 1
        self._ended.append(now - min(self._quickest, self._quickest_before) + WINDOW)
        while self._ended and self._ended[0] <= now:
            self._ended.popleft()

    def backlog(self) -> float:
        """Seconds that a reply would have to wait now."""
        return max(len(self._waiting) / self._for_replies(), self.pause())

    async def _let_out(self) -> None:
        try:
            while self._waiting:
                now = self._clock()
                wait = max(self._room(self._for_replies(), now), self._all_until - now)
                if wait > 0:
                    await self._sleep(max(TICK, wait))
                    continue
                first = self._waiting.popleft()
                if not first.done():
                    first.set_result(self._begin())
        finally:
            self._letting_out = None

    def _for_replies(self) -> int:
        """How many replies fit into a window: one less than there is room for, because bursts jitter."""
        return max(1, int(self._most * self._now_share(self._clock())) - 1)

    # Bulk

    async def slot(self, rate: float | None = None) -> None:
        """Returns when the next message in bulk may leave, first come, first served; what is paid for has a `rate`
        above the ordinary one, waits for no reply and counts for nothing."""
        is_paid = rate is not None and rate > self.rate
        pace = self._paid if is_paid else self._bulk
        async with pace.turn:
            while True:
                now = self._clock()
                left = max(pace.next, self._bulk_until, self._all_until) - now
                if not is_paid:
                    left = max(left, TICK if self._waiting else 0.0, self._room(self._most, now))
                if left <= 0:
                    break
                # Timers count whole milliseconds; rounded down they would wake too early, again and again.
                await self._sleep(max(TICK, math.ceil(left * 1000) / 1000))
            share = self._now_share(now)
            pace.taken(now, (rate or self.rate) * share, CATCH_UP if is_paid else COUNTED_CATCH_UP)

    async def in_bulk(self) -> int:
        """Begins a call that had its slot and is not paid for: its number for `done`."""
        while (wait := self._room(self._most, self._clock())) > 0:
            await self._sleep(max(TICK, wait))
        self._strict_until = max(self._strict_until, self._clock() + FORGOTTEN)
        return self._begin()

    def halt(self, seconds: float) -> None:
        """Nothing in bulk before that: Telegram said «retry after»."""
        now = self._clock()
        self._slow_down(now, now + seconds)
        self._bulk_until = self._bulk.next = max(self._bulk_until, self._bulk.next, now + seconds)

    def wait_for(self, chat_id: int) -> float:
        """Seconds until a mailing may write to that chat again; 0 takes the turn."""
        now = self._clock()
        if (wait := self.deadlines.left(chat_id, "send")) > 0:
            return wait
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

    # Everybody

    def refused(self, chat_id: int, method: str, seconds: float) -> None:
        """Telegram said «retry after» about that chat. Where another one was refused just before, all wait."""
        if (everybody := self.deadlines.refused(chat_id, method, seconds)) <= 0:
            return
        now = self._clock()
        self._slow_down(now, now + everybody)
        self._all_until = max(self._all_until, now + everybody)
        self._bulk.next = max(self._bulk.next, self._all_until)
        self._strict_until = max(self._strict_until, self._all_until + LEARNT)
        if everybody > PATIENCE:
            for each in self._waiting:
                if not each.done():
                    each.set_result(0)

    def pause(self) -> float:
        """Seconds for which nobody may send anything; 0: none."""
        return max(self._all_until - self._clock(), 0.0)

    def _begin(self) -> int:
        number = next(self._numbers)
        self._under_way[number] = self._clock()
        return number

    def _room(self, most: int, now: float) -> float:
        """Seconds until fewer than `most` calls count; 0: now."""
        while self._ended and self._ended[0] <= now:
            self._ended.popleft()
        while self._under_way and next(iter(self._under_way.values())) <= now - FORGOTTEN:
            del self._under_way[next(iter(self._under_way))]
        too_many = len(self._ended) + len(self._under_way) - most
        if too_many < 0:
            return 0.0
        return max(self._ended[too_many] - now, 1e-6) if too_many < len(self._ended) else TICK

    def _slow_down(self, now: float, until: float) -> None:
        self.halts += 1
        if now >= max(self._bulk_until, self._all_until):  # what was under way meets the same halt
            self._share = max(SLOWEST, self._now_share(now) * SLOWER)
        self._share_since = max(self._share_since, until)

    def _now_share(self, now: float) -> float:
        if self._share >= 1.0:
            return 1.0
        return min(1.0, self._share + max(0.0, now - self._share_since) * RECOVERY)
