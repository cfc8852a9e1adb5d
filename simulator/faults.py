"""Troubles on demand: what a test or a rehearsal wants Telegram or the network to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from simulator.refusals import Refusal, too_many_requests

BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    b"<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)


class NoAnswer(Exception):
    """No answer comes. Where the call was `sent`, whether it was done the caller cannot know.

    Where the connection is `broken`, the caller notices at once; otherwise it waits until it gives up.
    """

    def __init__(self, *, sent: bool, broken: bool = False) -> None:
        super().__init__()
        self.sent = sent
        self.broken = broken


class GatewayFault(Exception):
    """What stands before Telegram's server answers in its stead, with a page for people."""


@dataclass(slots=True)
class _Fault:
    method: str
    times: int
    chat_id: int | None
    before: Exception | None = None
    """What keeps the call from being done."""
    after: NoAnswer | None = None
    """What keeps the answer from arriving."""
    garbage: bool = False
    seconds: float = 0.0

    def meets(self, method: str, chat_id: int | None) -> bool:
        is_meant = self.method == "*" or self.method.lower() == method.lower()
        return self.times > 0 and is_meant and self.chat_id in {None, chat_id}


@dataclass(slots=True)
class Faults:
    """What goes wrong; each fault is used up by the calls it meets.

    `method` «*» means any; with a `chat_id` a fault meets only calls about that chat, of which an answer to a press is
    one in the chat of whoever pressed.
    """

    slowness: float = 0.0
    """Seconds that each call takes, half before and half after it is done."""
    repeats: int = 0
    """So many of the updates that the bot takes at its webhook come again: its answer got lost on the way."""
    _planned: list[_Fault] = field(default_factory=list)
    _gone: bool = False

    def fail(
        self,
        method: str = "*",
        status: int = 502,
        times: int = 1,
        description: str = "Bad Gateway",
        *,
        chat_id: int | None = None,
    ) -> None:
        """The next `times` calls are refused with `status` and not done."""
        self.refuse(method, Refusal(status, description), times, chat_id=chat_id)

    def flood(self, method: str = "*", retry_after: int = 1, times: int = 1, *, chat_id: int | None = None) -> None:
        """The next `times` calls are refused with 429."""
        self.refuse(method, too_many_requests(retry_after), times, chat_id=chat_id)

    def refuse(self, method: str, refusal: Refusal, times: int = 1, *, chat_id: int | None = None) -> None:
        """The next `times` calls are refused in these words and not done."""
        self._planned.append(_Fault(method, times, chat_id, before=refusal))

    def fail_at_gateway(self, method: str = "*", times: int = 1, *, chat_id: int | None = None) -> None:
        """The next `times` calls get 502 with a page of HTML and are not done."""
        self._planned.append(_Fault(method, times, chat_id, before=GatewayFault()))

    def reset(self, method: str = "*", times: int = 1, *, chat_id: int | None = None) -> None:
        """At the next `times` calls the connection is reset before they are taken."""
        self._planned.append(_Fault(method, times, chat_id, before=NoAnswer(sent=False, broken=True)))

    def garble(self, method: str = "*", times: int = 1, *, chat_id: int | None = None) -> None:
        """The next `times` calls are done, but what comes back is no JSON."""
        self._planned.append(_Fault(method, times, chat_id, garbage=True))

    def time_out(
        self, method: str = "*", times: int = 1, *, after_accept: bool = True, chat_id: int | None = None
    ) -> None:
        """No answer to the next `times` calls; they are done all the same, unless not even accepted."""
        lost = NoAnswer(sent=True)
        fault = _Fault(method, times, chat_id, after=lost) if after_accept else _Fault(method, times, chat_id, lost)
        self._planned.append(fault)

    def break_off(self, method: str = "*", times: int = 1, *, chat_id: int | None = None) -> None:
        """The next `times` calls are done, but the connection breaks in the middle of the answer."""
        self._planned.append(_Fault(method, times, chat_id, after=NoAnswer(sent=True, broken=True)))

    def delay(self, seconds: float, method: str = "*", times: int = 1, *, chat_id: int | None = None) -> None:
        """The next `times` calls wait so long before they are done."""
        self._planned.append(_Fault(method, times, chat_id, seconds=seconds))

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

    def wait(self, method: str, chat_id: int | None) -> float:
        """Seconds before a call is done."""
        fault = self._next(method, chat_id, lambda fault: fault.seconds > 0)
        return self.slowness / 2 + (fault.seconds if fault else 0.0)

    def before(self, method: str, chat_id: int | None = None) -> None:
        """Raises what keeps a call from being done."""
        if self._gone:
            raise NoAnswer(sent=False)
        fault = self._next(method, chat_id, lambda fault: fault.before is not None)
        if fault and fault.before:
            raise fault.before

    def after(self, method: str, chat_id: int | None = None) -> bool:
        """Whether the reply to a call that was done is garbled. Raises NoAnswer where it is lost."""
        if self._gone:
            raise NoAnswer(sent=True)
        fault = self._next(method, chat_id, lambda fault: fault.garbage or fault.after is not None)
        if fault and fault.after:
            raise fault.after
        return fault is not None

    def _next(self, method: str, chat_id: int | None, wanted: Callable[[_Fault], bool]) -> _Fault | None:
        for fault in self._planned:
            if fault.meets(method, chat_id) and wanted(fault):
                fault.times -= 1
                return fault
        return None
