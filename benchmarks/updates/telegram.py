"""Telegram's side of the benchmarks: updates as it makes them, posts them and hands them out, and calls answered."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import cast

ROOT = Path(__file__).parents[2]
TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105 - of nobody
SECRET = "secret"  # noqa: S105
HOOK = "/hook"
CONNECTIONS = 100
"""As many as Telegram opens, and as many updates as it hands out at once."""
LONG_POLL = 1.0
"""Seconds for which an empty answer is held back."""
QUESTIONS = tuple(
    row.rpartition("\t")[2] for row in (ROOT / "tests/data/questions.tsv").read_text(encoding="utf-8").splitlines()[1:]
)
"""As people ask: short and long, with typing mistakes, of which a quarter has no answer."""

_OFFSET = re.compile(rb"offset\W*?(\d+)")


def person_of(number: int) -> int:
    """Whose update it is: each of another than those before."""
    return 1_000_000 + number % 100_000


def make_update(number: int, kind: str) -> bytes:
    """One update of a person of its own."""
    person = {"id": person_of(number), "is_bot": False, "first_name": "P", "language_code": "uk"}
    chat = {"id": person["id"], "type": "private", "first_name": "P"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat}
    if kind == "tap":
        bot = {"id": 123456, "is_bot": True, "first_name": "B", "username": "b_bot"}
        what: dict[str, object] = {
            "callback_query": {
                "id": str(number),
                "from": person,
                "chat_instance": "1",
                "data": "theme:osvita:0",
                "message": {**message, "from": bot, "text": "menu"},
            }
        }
    else:
        what = {"message": {**message, "from": person, "text": QUESTIONS[number % len(QUESTIONS)]}}
    return json.dumps({"update_id": number, **what}).encode()


@dataclass
class Wanted:
    """What is asked of the bot, and what came of it."""

    due: dict[int, float] = field(default_factory=dict)
    """When the update of a person was to come."""
    waits: list[float] = field(default_factory=list)
    done: int = 0
    pending: deque[tuple[int, bytes]] = field(default_factory=deque)
    """Updates for whoever polls, by their numbers, until they are acknowledged."""
    make: Callable[[], tuple[int, bytes]] | None = None
    """Makes the next update while as many as possible are to be answered."""
    open: set[int] = field(default_factory=set)
    """People whose updates wait for an answer."""
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, number: int, update: bytes) -> None:
        """One more for whoever polls."""
        self.open.add(person_of(number))
        self.pending.append((number, update))
        self.news.set()

    def refill(self) -> None:
        while self.make and len(self.open) < CONNECTIONS:
            self.add(*self.make())

    def answered(self, person: int) -> None:
        """The bot called for that person; only the first call counts."""
        due = self.due.pop(person, None)
        if due is not None:
            self.waits.append(time.perf_counter() - due)
        if person in self.open:
            self.open.discard(person)
            self.done += 1
            self.refill()


class Api(asyncio.Protocol):
    """Answers calls of the Bot API after `slowness` seconds; enough of HTTP for that."""

    def __init__(self, wanted: Wanted, slowness: float) -> None:
        self._wanted = wanted
        self._slowness = slowness
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            at = head.find(b"content-length:")
            length = (
                int(head[at + 15 : (head.find(b"\r\n", at) if head.find(b"\r\n", at) > 0 else end)]) if at >= 0 else 0
            )
            if len(self._buffer) < end + 4 + length:
                return
            method = self._buffer[:end].split(b" ", 2)[1].rsplit(b"/", 1)[-1].split(b"?")[0].lower()
            body = self._buffer[end + 4 : end + 4 + length]
            self._buffer = self._buffer[end + 4 + length :]
            self._answer(method, body)

    def _answer(self, method: bytes, body: bytes) -> None:
        if method == b"getupdates":
            found = _OFFSET.search(body)
            asyncio.get_running_loop().create_task(self._hand_out(int(found[1]) if found else 0, b"timeout" in body))
            return
        if method in {b"sendmessage", b"editmessagetext"}:
            at = body.find(b"chat_id")
            digits = bytes(each for each in body[at + 7 : at + 40] if 48 <= each <= 57)[:7]
            if at >= 0 and digits:
                self._wanted.answered(int(digits))
        reply = _ok(_RESULTS.get(method, b"true"))
        if self._slowness and method in {b"sendmessage", b"editmessagetext", b"answercallbackquery"}:
            asyncio.get_running_loop().call_later(self._slowness, self._write, reply)
        else:
            self._write(reply)

    async def _hand_out(self, offset: int, is_held: bool) -> None:
        """As getUpdates does: everything below `offset` is acknowledged, the next hundred at the most are given."""
        wanted = self._wanted
        while wanted.pending and wanted.pending[0][0] < offset:
            wanted.pending.popleft()
        wanted.refill()
        if not wanted.pending and is_held:
            wanted.news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wanted.news.wait(), LONG_POLL)
        if self._slowness:
            await asyncio.sleep(self._slowness)
        given = [update for _, update in islice(wanted.pending, CONNECTIONS)]
        self._write(_ok(b"[" + b",".join(given) + b"]"))

    def _write(self, data: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(data)


def _ok(result: bytes) -> bytes:
    reply = b'{"ok":true,"result":' + result + b"}"
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(reply), reply)


_MESSAGE = b'{"message_id":1,"date":1790000000,"chat":{"id":1,"type":"private","first_name":"P"},"text":"x"}'
_RESULTS = {
    b"getme": b'{"id":123456,"is_bot":true,"first_name":"B","username":"b_bot","can_join_groups":true,'
    b'"can_read_all_group_messages":false,"supports_inline_queries":true}',
    b"sendmessage": _MESSAGE,
    b"editmessagetext": _MESSAGE,
}


class Poster(asyncio.Protocol):
    """One connection of Telegram to the bot: posts an update and waits for its 200."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answered: asyncio.Future[int] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._answered and not self._answered.done():
            self._answered.set_result(0)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._buffer[:end].lower()
        at = head.find(b"content-length:")
        stop = head.find(b"\r\n", at)
        length = int(head[at + 15 : stop if stop > 0 else end]) if at >= 0 else 0
        if len(self._buffer) < end + 4 + length:
            return
        status = int(self._buffer[9:12])
        self._buffer = self._buffer[end + 4 + length :]
        if self._answered and not self._answered.done():
            self._answered.set_result(status)

    async def post(self, update: bytes) -> int:
        """The status."""
        assert self._transport
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(
            b"POST %b HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"X-Telegram-Bot-Api-Secret-Token: %b\r\nContent-Length: %d\r\n\r\n%b"
            % (HOOK.encode(), SECRET.encode(), len(update), update)
        )
        return await self._answered

    def close(self) -> None:
        if self._transport:
            self._transport.close()
