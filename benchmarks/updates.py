"""Updates answered a second, and how long a person waits: `python -m benchmarks.updates [SECONDS]`.

A real bot process (`bot.py run`) beside an aiogram echo bot – as it comes, and tuned like ours (uvloop, the collector
frozen) – and a bare PTB echo bot, each on core 0; what sends updates and stands for Telegram runs on core 1. The bots
get the same updates by webhook and answer 200 after handling; rounds are interleaved. A *tap* is a press on a menu
button that is answered by an edit; a *question* is a free text that ours searches for, answers and logs, while the
echo bots send it back.

The rate is the most that 100 connections get through. The wait is from the moment at which an update was to come until
the bot's first call for it arrives, at 50, 200 and 500 updates a second: the round trip is not in it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import aiogram
import telegram
import uvloop

ROOT = Path(__file__).parents[1]
TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105 - of nobody
SECRET = "secret"  # noqa: S105
HOOK = "/hook"
CONNECTIONS = 100
"""As many as Telegram opens."""
ROUNDS = 1
WARM_UP = 2.0
RATES = (50, 200, 500)
QUESTION = "Що таке Дія.Підпис?"
BOTS = ("ours", "aiogram tuned", "aiogram", "PTB")


# What stands for Telegram


def make_update(number: int, kind: str) -> bytes:
    """One update of a person of its own."""
    person = {"id": 1_000_000 + number % 100_000, "is_bot": False, "first_name": "P", "language_code": "uk"}
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
        what = {"message": {**message, "from": person, "text": QUESTION}}
    return json.dumps({"update_id": number, **what}).encode()


@dataclass
class Wanted:
    """What came of the updates."""

    due: dict[int, float] = field(default_factory=dict)
    """When the update of a person was to come."""
    waits: list[float] = field(default_factory=list)
    done: int = 0


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
        if method in {b"sendmessage", b"editmessagetext"}:
            at = body.find(b"chat_id")
            digits = bytes(each for each in body[at + 7 : at + 40] if 48 <= each <= 57)[:7]
            due = self._wanted.due.pop(int(digits), None) if at >= 0 and digits else None
            if due is not None:
                self._wanted.waits.append(time.perf_counter() - due)
        result = _RESULTS.get(method, b"true")
        reply = b'{"ok":true,"result":' + result + b"}"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(reply)
        if self._slowness and method in {b"sendmessage", b"editmessagetext", b"answercallbackquery"}:
            asyncio.get_running_loop().call_later(self._slowness, self._write, head + reply)
        else:
            self._write(head + reply)

    def _write(self, data: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(data)


_MESSAGE = b'{"message_id":1,"date":1790000000,"chat":{"id":1,"type":"private","first_name":"P"},"text":"x"}'
_RESULTS = {
    b"getme": b'{"id":123456,"is_bot":true,"first_name":"B","username":"b_bot","can_join_groups":true,'
    b'"can_read_all_group_messages":false,"supports_inline_queries":true}',
    b"sendmessage": _MESSAGE,
    b"editmessagetext": _MESSAGE,
    b"getupdates": b"[]",
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


@dataclass(frozen=True)
class Result:
    """Of one round."""

    rate: float
    cpu_ms: float
    """Of the bot, for an update."""
    waits: dict[int, tuple[float, float]]
    """Median and 99th percentile in milliseconds, by updates a second."""
    lost: int


def load(api_port: int, ports: Connection) -> None:
    """The process on core 1: Telegram's side of all rounds, told over a pipe what to do."""
    os.sched_setaffinity(0, {1})
    gc.disable()

    async def serve() -> None:
        loop, wanted = asyncio.get_running_loop(), Wanted()
        slowness = [0.0]
        server = await loop.create_server(lambda: Api(wanted, slowness[0]), "127.0.0.1", api_port)
        numbers = iter(range(1, 10**9))
        while (order := await loop.run_in_executor(None, ports.recv)) is not None:
            port, pid, kind, slowness[0], seconds = order
            ports.send(await measure(port, pid, kind, seconds, wanted, numbers.__next__))
        server.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())


async def measure(
    port: int, pid: int, kind: str, seconds: float, wanted: Wanted, next_number: Callable[[], int]
) -> Result:
    """The most that gets through, then the waits at each rate."""
    posters = [(await _connected(port)) for _ in range(CONNECTIONS)]
    lost = 0

    async def post(poster: Poster) -> None:
        nonlocal lost
        number = next_number()
        status = await poster.post(make_update(number, kind))
        wanted.done += status == 200
        lost += status != 200

    async def flood(until: float, poster: Poster) -> None:
        while time.perf_counter() < until:
            await post(poster)

    await asyncio.gather(*(flood(time.perf_counter() + WARM_UP, poster) for poster in posters))
    wanted.done, cpu, began = 0, _cpu(pid), time.perf_counter()
    await asyncio.gather(*(flood(began + seconds, poster) for poster in posters))
    took, cpu = time.perf_counter() - began, _cpu(pid) - cpu
    rate = wanted.done / took
    cpu_ms = cpu / max(wanted.done, 1) * 1000
    waits = {}
    for each in RATES:
        if rate < each * 1.1:
            continue
        wanted.waits.clear()
        wanted.due.clear()
        free = deque(posters)
        under_way: set[asyncio.Task[None]] = set()

        async def one(due: float, free: deque[Poster] = free) -> None:
            nonlocal lost
            while not free:  # noqa: ASYNC110 - all hundred are busy: then it waits, as Telegram does
                await asyncio.sleep(0.001)
            poster = free.popleft()
            number = next_number()
            wanted.due[1_000_000 + number % 100_000] = due
            lost += await poster.post(make_update(number, kind)) != 200
            free.append(poster)

        began = time.perf_counter()
        for place in range(int(each * seconds)):
            due = began + place / each
            if (pause := due - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            task = asyncio.create_task(one(due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)
        found = sorted(wanted.waits)
        lost += int(each * seconds) - len(found)
        if found:
            waits[each] = statistics.median(found) * 1000, found[int(len(found) * 0.99)] * 1000
    for poster in posters:
        if poster._transport:
            poster._transport.close()
    return Result(rate, cpu_ms, waits, lost)


async def _connected(port: int) -> Poster:
    _, poster = await asyncio.get_running_loop().create_connection(Poster, "127.0.0.1", port)
    return poster


def _cpu(pid: int) -> float:
    """Seconds of processor time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# The bots


def run_aiogram(port: int, api: str, *, tuned: bool) -> None:
    """An echo bot as aiogram's own webhook example has it."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import CallbackQuery, Message
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler
    from aiohttp import web

    async def serve() -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api))
        bot, dispatcher = Bot(TOKEN, session=session), Dispatcher()

        @dispatcher.message()
        async def echo(message: Message) -> None:
            await message.answer(message.text or "")

        @dispatcher.callback_query()
        async def tap(query: CallbackQuery) -> None:
            if isinstance(query.message, Message):
                await query.message.edit_text("menu")
            await query.answer()

        application = web.Application()
        handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)
        handler.register(application, path=HOOK)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        if tuned:
            gc.collect()
            gc.freeze()
        await asyncio.Event().wait()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop if tuned else None) as loop:
        loop.run(serve())


def run_ptb(port: int, api: str) -> None:
    """An echo bot on PTB's own request class, behind Starlette; each update is handled before its 200."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route
    from telegram import Message, Update
    from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await update.message.reply_text(update.message.text or "")

    async def tap(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query
        if isinstance(query.message, Message):
            await query.edit_message_text("menu")
        await query.answer()

    async def serve() -> None:
        application = (
            Application.builder()
            .token(TOKEN)
            .base_url(f"{api}/bot")
            .updater(None)
            .connection_pool_size(256)
            .pool_timeout(60)
            .build()
        )
        application.add_handler(CallbackQueryHandler(tap))
        application.add_handler(MessageHandler(filters.TEXT, echo))

        async def hook(request: Request) -> Response:
            await application.process_update(Update.de_json(await request.json(), application.bot))
            return Response()

        config = uvicorn.Config(
            Starlette(routes=[Route(HOOK, hook, methods=["POST"])]), port=port, log_level="warning", access_log=False
        )
        async with application:
            await uvicorn.Server(config).serve()

    asyncio.run(serve())


def start(name: str, port: int, api: str, folder: str) -> subprocess.Popen[bytes]:
    """The bot as a process on core 0."""
    command = ["bot.py", "run"] if name == "ours" else ["-m", "benchmarks.updates", "--bot", name, str(port), api]
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api,
        "DATABASE_URL": f"sqlite:///{folder}/bot.db",
        "WEBHOOK_URL": f"http://127.0.0.1:{port}{HOOK}",
        "WEBHOOK_SECRET": SECRET,
        "PORT": str(port),
    }
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {0}),
    )


def _wait_for(port: int) -> None:
    import socket

    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(1.5)
            return
    raise SystemExit(f"nobody listens at {port}")


def main() -> None:
    if sys.argv[1:2] == ["--bot"]:
        if sys.argv[2] == "PTB":
            run_ptb(int(sys.argv[3]), sys.argv[4])
        else:
            run_aiogram(int(sys.argv[3]), sys.argv[4], tuned=sys.argv[2] == "aiogram tuned")
        return
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 6.0
    print(
        f"Python {platform.python_version()}, PTB {telegram.__version__}, aiogram {aiogram.__version__},"
        f" {os.cpu_count()} cores; {ROUNDS} rounds of {seconds:g} s, median"
    )
    api_port = 18_400
    api = f"http://127.0.0.1:{api_port}"
    here, there = multiprocessing.Pipe()
    loading = multiprocessing.Process(target=load, args=(api_port, there), daemon=True)
    loading.start()
    time.sleep(0.5)
    print(f"{'':8} {'':8} {'':14} {'rate/s':>8} {'CPU ms':>7}   wait at 50, 200, 500/s: median / 99th, ms", flush=True)
    for kind in ("tap", "question"):
        for slowness in (0.0, 0.05):
            found: dict[str, list[Result]] = {name: [] for name in BOTS}
            for turn in range(ROUNDS):
                for place, name in enumerate(BOTS):
                    port = 18_410 + place + 10 * turn
                    with tempfile.TemporaryDirectory() as folder:
                        bot = start(name, port, api, folder)
                        try:
                            _wait_for(port)
                            here.send((port, bot.pid, kind, slowness, seconds))
                            found[name].append(here.recv())
                        finally:
                            bot.kill()
                            bot.wait()
            for name in BOTS:
                _print(kind, slowness, name, found[name])
    here.send(None)


def _print(kind: str, slowness: float, name: str, results: list[Result]) -> None:
    middle = sorted(results, key=lambda each: each.rate)[len(results) // 2]
    waits = "  ".join(f"{median:5.1f} / {last:5.1f}" for median, last in middle.waits.values())
    lost = f"  lost {sum(each.lost for each in results)}" if any(each.lost for each in results) else ""
    print(
        f"{kind:8} {slowness * 1000:3.0f} ms   {name:14} {middle.rate:8.0f} {middle.cpu_ms:7.2f}   {waits}{lost}",
        flush=True,
    )


if __name__ == "__main__":
    main()
