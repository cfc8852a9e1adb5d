"""The wall through which every call to Telegram leaves, whoever makes it: PTB's own methods too.

`ReplyWall` is for what a person waits for: it repeats what surely did not leave, waits out a short «retry after», and
sends nothing into one that is known. `BulkWall` is for mailings: the dispatcher has its own way of repeating. Both keep
to one budget (`channels/budget.py`).
"""

from __future__ import annotations

import asyncio
import logging
import math
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import orjson
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from channels.budget import PATIENCE, SPARE, Budget, counts
from channels.lengths import CAPTION, TEXT, cut, length
from channels.telegram import surely_stayed, was_reset
from services.operation.tracking import Unsent, current

log = logging.getLogger(__name__)

PAUSES = (0.3, 1.0)
"""Seconds before each repetition of what surely did not leave."""
PRESS = "answerCallbackQuery"
PAUSES_OF = {PRESS: (*PAUSES, 4.0), "sendChatAction": ()}
"""Where they differ: no row keeps the end of a press for later, and a sign of work is soon out of date."""
PER_UPDATE = 15.0
"""Seconds after the beginning of an update in which a call is still repeated or waits for «retry after»."""
IN_TURN = 25.0
"""Seconds for which a reply waits for its turn, when many want one at once."""
NO_MATTER = frozenset({PRESS, "sendChatAction"})
"""When they fail, nobody misses anything: the sign of waiting ends by itself."""
AWAY = "Telegram is away"
"""Words of the error when connections were reset again and again."""

OK, TOO_MANY, BROKEN = 200, 429, 500
_MOST = {"text": TEXT, "caption": CAPTION}
_NOTHING = b'{"ok":true,"result":true}'


class _Wall(BaseRequest):
    """Passes all on to another request."""

    way: str
    """How figures call it."""

    def __init__(self, inner: BaseRequest, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget
        self.parse_json_payload = inner.parse_json_payload  # type: ignore[method-assign]

    @property
    def read_timeout(self) -> float | None:
        return self._inner.read_timeout

    async def initialize(self) -> None:
        await self._inner.initialize()

    async def shutdown(self) -> None:
        await self._inner.shutdown()

    def _note(self, chat: int, name: str, body: bytes) -> float:
        """Keeps what Telegram asked for: the seconds of «retry after»."""
        seconds = _retry_after(body)
        self._budget.too_many[self.way] += 1
        if chat:
            self._budget.refused(chat, name, seconds)
        return seconds


class BulkWall(_Wall):
    """For mailings: takes from the budget, but for what is paid for, and repeats nothing."""

    way = "bulk"

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        name, parameters = url.rpartition("/")[2], request_data.parameters if request_data else {}
        number = 0
        if counts(name) and not parameters.get("allow_paid_broadcast"):
            number = await self._budget.in_bulk()
        try:
            status, body = await self._inner.do_request(url, method, request_data, *timeouts, **named)
        finally:
            self._budget.done(number)
        if status == TOO_MANY:
            self._note(_chat(parameters), name, body)
        return status, body


class ReplyWall(_Wall):
    """For all that is not a mailing."""

    way = "reply"

    def __init__(
        self,
        inner: BaseRequest,
        budget: Budget,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__(inner, budget)
        self._clock = clock
        self._sleep = sleep

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        is_ptbs = isinstance(request_data, RequestData)
        if request_data is not None and is_ptbs:
            request_data = _fitting(request_data)
        try:
            status, body = await self._insist(name, url, method, request_data, *timeouts, **named)
        except NetworkError as error:
            if name not in NO_MATTER:
                raise
            log.info("%s failed: %s", name, error)
            return OK, _NOTHING
        if status == TOO_MANY and request_data is not None and is_ptbs:
            _keep_unsent(name, request_data)
        if name in NO_MATTER and (status != OK or not _is_whole(body)):
            log.info("%s failed: %d", name, status)
            return OK, _NOTHING
        return status, body

    async def _insist(
        self, name: str, url: str, method: str, data: RequestData | None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        """The answer of Telegram, or of the wall in its stead where the call would come too soon."""
        chat = _chat(data.parameters) if data else 0
        counted, may_repeat = counts(name), method == "GET" or _is_idempotent(name)
        update = current()
        began = self._clock() - (time.monotonic() - update.began if update else 0.0)
        pauses = [each * random.uniform(0.9, 1.2) for each in PAUSES_OF.get(name, PAUSES)]  # noqa: S311
        waited, is_hurried = not pauses, name == PRESS
        while True:
            if counted and (wait := max(self._budget.deadlines.left(chat, name), self._budget.pause())) > 0:
                if not self._is_short(wait, began):
                    return _too_many(wait)
                await self._sleep(wait + SPARE)
                continue
            number = await self._budget.reply(began + IN_TURN - self._clock()) if counted else 0
            if counted and not number:
                return _too_many(self._budget.backlog())
            try:
                status, body = await self._inner.do_request(url, method, data, *timeouts, **named)
            except NetworkError as error:
                reset = was_reset(error)
                if not (reset or may_repeat or surely_stayed(error)):
                    raise
                if not pauses or not self._is_short(pauses[0], began):
                    raise NetworkError(AWAY) if reset else error from None
                why = str(error) or type(error).__name__
            else:
                is_broken = status >= BROKEN or (may_repeat and method != "GET" and not _is_whole(body))
                if status == TOO_MANY:
                    wait, why = self._note(chat, name, body), "429"
                    if waited or not self._is_short(wait, began):
                        return status, body
                    if is_hurried:  # it counts against no limit of messages, so the refusal may be for others
                        is_hurried = False
                    else:
                        waited = True
                        pauses.insert(0, wait + SPARE)
                elif not is_broken or not pauses or not self._is_short(pauses[0], began):
                    return status, body
                else:
                    why = str(status)
            finally:
                self._budget.done(number)
            log.info("%s once more: %s", _named(name), why)
            self._budget.repeated[why if why.isdigit() else "network"] += 1
            await self._sleep(pauses.pop(0))

    def _is_short(self, wait: float, began: float) -> bool:
        return wait <= PATIENCE and self._clock() + wait <= began + PER_UPDATE


@dataclass(frozen=True, slots=True)
class _Shortened:
    """Stands in for PTB's RequestData whose words were too long."""

    parameters: Mapping[str, object]
    json_parameters: Mapping[str, str]
    multipart_data: Any
    contains_files: bool


def _fitting(data: RequestData) -> RequestData:
    """The call with text and caption as long as Telegram takes them: whoever makes one by PTB's methods need not count.

    What `channels/telegram.py` sends is split and cut already.
    """
    words = {name: data.parameters.get(name) for name in _MOST if name in data.parameters}
    too_long = {
        name: cut(each, _MOST[name])
        for name, each in words.items()
        if isinstance(each, str) and len(each) > _MOST[name] // 2 and length(each) > _MOST[name]
    }
    if not too_long:
        return data
    shortened = _Shortened(
        {**data.parameters, **too_long},
        {**data.json_parameters, **too_long},
        data.multipart_data if data.contains_files else {},
        data.contains_files,
    )
    return cast(RequestData, shortened)


def _keep_unsent(name: str, data: RequestData) -> None:
    """What PTB's own methods could not send now; the error that they raise does not hold it."""
    update = current()
    if update is None or not counts(name):
        return
    files = dict[str, tuple[str, bytes, str]]()
    if data.contains_files:
        for field, (filename, content, mime) in data.multipart_data.items():
            files[field] = filename, content if isinstance(content, bytes) else content.read(), mime
    update.unsent = Unsent(name, data.json_parameters if files else data.parameters, files)


def _is_idempotent(name: str) -> bool:
    """Whether a call may be done twice, when nobody knows whether it was done."""
    return name.startswith(("edit", "get", "set", "delete", "answer"))


def _chat(parameters: Any) -> int:
    chat = parameters.get("chat_id")
    return chat if isinstance(chat, int) else 0


def _is_whole(body: bytes) -> bool:
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return True


def _retry_after(body: bytes) -> float:
    try:
        return float(orjson.loads(body)["parameters"]["retry_after"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return 1.0


def _too_many(seconds: float) -> tuple[int, bytes]:
    """What Telegram would say, without asking it."""
    return TOO_MANY, orjson.dumps(
        {
            "ok": False,
            "error_code": TOO_MANY,
            "description": "Too Many Requests: not asked",
            "parameters": {"retry_after": max(1, math.ceil(seconds))},
        }
    )


def _named(name: str) -> str:
    update = current()
    return f"{name} of update {update.update_id}" if update else name
