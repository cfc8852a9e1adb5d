"""Troubles on demand: what a test or a rehearsal wants Telegram or the network to do next."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from simulator.refusals import Refusal, too_many_requests


class NoAnswer(Exception):
    """No answer comes. Where the call was `sent`, whether it was done the caller cannot know.

    Where the connection is `broken`, the caller notices at once; otherwise it waits until it gives up.
    """

    def __init__(self, *, sent: bool, broken: bool = False) -> None:
        super().__init__()
        self.sent = sent
        self.broken = broken


@dataclass(slots=True)
class _Fault:
    method: str
    times: int
    refusal: Refusal | None = None
    garbage: bool = False
    loses_request: bool = False
    loses_reply: bool = False
    breaks: bool = False

    def meets(self, method: str) -> bool:
        return self.times > 0 and self.method in {"*", method}


@dataclass(slots=True)
class Faults:
    """What goes wrong; each fault is used up by the calls it meets. `method` «*» means any."""

    slowness: float = 0.0
    """Seconds that each call takes, half before and half after it is done."""
    per_second: int | None = None
    """Most messages in any second, as Telegram counts them; what is above is refused. None: no limit."""
    refused: int = 0
    """How many messages were above the limit."""
    repeats: int = 0
    """So many of the updates that the bot takes at its webhook come again: its answer got lost on the way."""
    _accepted: deque[float] = field(default_factory=deque)
    _planned: list[_Fault] = field(default_factory=list)
    _gone: bool = False

    def fail(self, method: str = "*", status: int = 502, times: int = 1, description: str = "Bad Gateway") -> None:
        """The next `times` calls are refused with `status` and not done."""
        self._planned.append(_Fault(method, times, refusal=Refusal(status, description)))

    def flood(self, method: str = "*", retry_after: int = 1, times: int = 1) -> None:
        """The next `times` calls are refused with 429."""
        self._planned.append(_Fault(method, times, refusal=too_many_requests(retry_after)))

    def garble(self, method: str = "*", times: int = 1) -> None:
        """The next `times` calls are done, but what comes back is no JSON."""
        self._planned.append(_Fault(method, times, garbage=True))

    def time_out(self, method: str = "*", times: int = 1, *, after_accept: bool = True) -> None:
        """No answer to the next `times` calls; they are done all the same, unless not even accepted."""
        self._planned.append(_Fault(method, times, loses_reply=after_accept, loses_request=not after_accept))

    def break_off(self, method: str = "*", times: int = 1) -> None:
        """The next `times` calls are done, but the connection breaks in the middle of the answer."""
        self._planned.append(_Fault(method, times, loses_reply=True, breaks=True))

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        self.slowness, self.repeats = 0.0, 0
        self._planned.clear()

    def is_repeated(self) -> bool:
        """Whether the update that was just taken comes again."""
        repeated = self.repeats > 0
        self.repeats -= repeated
        return repeated

    @contextmanager
    def network_gone(self) -> Iterator[None]:
        """Nothing gets through while this lasts."""
        self._gone = True
        try:
            yield
        finally:
            self._gone = False

    def before(self, method: str) -> None:
        """Raises what keeps a call from being done."""
        if self._gone:
            raise NoAnswer(sent=False)
        if self.per_second is not None and method.lower() == "sendmessage":
            self._count(self.per_second)
        fault = self._next(method, lambda fault: fault.refusal is not None or fault.loses_request)
        if fault and fault.refusal:
            raise fault.refusal
        if fault:
            raise NoAnswer(sent=True)

    def _count(self, most: int) -> None:
        """A sliding second: no window of that length ever holds more."""
        now = time.monotonic()
        while self._accepted and self._accepted[0] <= now - 1:
            self._accepted.popleft()
        if len(self._accepted) >= most:
            self.refused += 1
            raise too_many_requests(1)
        self._accepted.append(now)

    def after(self, method: str) -> bool:
        """Whether the reply to a call that was done is garbled. Raises NoAnswer where it is lost."""
        if self._gone:
            raise NoAnswer(sent=True)
        fault = self._next(method, lambda fault: fault.garbage or fault.loses_reply)
        if fault and fault.loses_reply:
            raise NoAnswer(sent=True, broken=fault.breaks)
        return fault is not None

    def _next(self, method: str, wanted: Callable[[_Fault], bool]) -> _Fault | None:
        for fault in self._planned:
            if fault.meets(method) and wanted(fault):
                fault.times -= 1
                return fault
        return None
