"""How many messages Telegram takes, and how long it refuses a bot that sent too many."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.refusals import too_many_requests

SECOND, MINUTE = 1.0, 60.0


@dataclass(frozen=True, slots=True)
class Violation:
    """A call that sends, made while Telegram had told the bot to wait."""

    method: str
    chat_id: int
    at: float
    """By the clock of the limits."""


@dataclass(slots=True)
class Limits:
    """Sliding windows over all calls that send or edit; None means no limit. All may be changed at any time.

    A call above a limit is refused with 429 and not done. With a `penalty` every later call that sends is refused as
    well, until the seconds of `retry_after` are over: in that chat, or everywhere where the limit of the whole bot was
    passed.
    """

    clock: Callable[[], float]
    rate: int | None = None
    """Most messages of the bot in any second."""
    chat_rate: float | None = None
    """Messages a second to one chat in the long run."""
    chat_burst: int = 3
    """So many may go to one chat at once before `chat_rate` counts."""
    group_rate: int | None = None
    """Most messages to one group in any minute."""
    penalty: float = 0
    """Fewest seconds of a `retry_after`; 0: only what is above the limit is refused."""
    refused: int = 0
    """How many calls were refused, for whatever limit."""
    violations: list[Violation] = field(default_factory=list)
    """Calls made into a penalty, oldest first."""
    _all: deque[float] = field(default_factory=deque)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    """What a chat may still take at once, and when that was so."""
    _until: dict[int | None, float] = field(default_factory=dict)
    """The end of a penalty by chat; None stands for the whole bot."""

    def punish(self, seconds: float, chat_id: int | None = None) -> None:
        """From now on every call that sends is refused for so long, in one chat or everywhere."""
        self._until[chat_id] = self.clock() + seconds

    def check(self, method: str, chat_id: int | None, *, paid: bool = False) -> None:
        """Counts a call. Raises 429 where it is above a limit or comes within a penalty."""
        if not is_sending(method) or chat_id is None:
            return
        now = self.clock()
        if wait := max(self._wait(None, now), self._wait(chat_id, now)):
            self.violations.append(Violation(method, chat_id, now))
            self._refuse(wait)
        self._check_chat(chat_id, now)
        if self.rate is not None and not paid:
            if wait := _room(self._all, now, SECOND, self.rate):
                self._exceed(None, wait)
            self._all.append(now)
        if chat_id in self._groups:
            self._groups[chat_id].append(now)
        if self.chat_rate is not None:
            self._chats[chat_id] = self._left(chat_id, now, self.chat_rate) - 1, now

    def _check_chat(self, chat_id: int, now: float) -> None:
        if self.group_rate is not None and chat_id < 0:
            sent = self._groups.setdefault(chat_id, deque())
            if wait := _room(sent, now, MINUTE, self.group_rate):
                self._exceed(chat_id, wait)
        if self.chat_rate is not None and (left := self._left(chat_id, now, self.chat_rate)) < 1:
            self._exceed(chat_id, (1 - left) / self.chat_rate)

    def _left(self, chat_id: int, now: float, rate: float) -> float:
        left, at = self._chats.get(chat_id, (float(self.chat_burst), now))
        return min(left + (now - at) * rate, float(self.chat_burst))

    def _wait(self, chat_id: int | None, now: float) -> float:
        return max(self._until.get(chat_id, now) - now, 0.0)

    def _exceed(self, chat_id: int | None, wait: float) -> None:
        retry_after = math.ceil(max(wait, self.penalty))
        if self.penalty:
            self.punish(retry_after, chat_id)
        self._refuse(retry_after)

    def _refuse(self, wait: float) -> None:
        self.refused += 1
        raise too_many_requests(math.ceil(wait))


def is_sending(method: str) -> bool:
    """Whether a method makes or changes a message, and so counts."""
    name = method.lower()
    return name.startswith(("send", "copymessage", "forwardmessage", "editmessage")) and name != "sendchataction"


def _room(sent: deque[float], now: float, window: float, most: int) -> float:
    """Seconds until one more fits into the window; 0 where it fits now."""
    while sent and sent[0] <= now - window:
        sent.popleft()
    return sent[-most] + window - now if len(sent) >= most else 0.0
