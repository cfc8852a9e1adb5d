"""How fast and how politely a mailing leaves: `python -m benchmarks.broadcast [SECONDS]`.

The simulated Telegram runs in a process of its own, over HTTP, with a strict sliding second: no window of that length
may hold more messages than the limit. The same job is done, in one run, by our dispatcher over a real SQLite file with
a receipt for every message, by python-telegram-bot with its AIORateLimiter, and by aiogram with a loop that sleeps;
then without a limit, at 0 and at 50 ms round trip, by ours and by aiogram with as many calls under way; then ours meets
a 429 that nobody could foresee.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import multiprocessing
import socket
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import uvicorn
import uvloop
from starlette.requests import Request
from starlette.responses import JSONResponse

from benchmarks.tables import Table
from channels.budget import Budget
from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from gateway.request import AiohttpRequest
from gateway.wall import BulkWall, ReplyWall
from handlers.chat.messages import render_with
from services.content import Content
from services.services import Services
from services.setup import Setup
from simulator.http import bot_api
from simulator.telegram import Telegram
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from storage.mailings.mailings import Audience

TEXT = "News of the department, as long as a line or two of news may be. " * 3
FIRST = 10_000
UNLIMITED = 5000.0
"""A rate that nobody here reaches."""
AT_ONCE = 256
"""Calls under way of either, without a limit."""
HEADINGS = ("sender", "messages/s", "of the limit", "429s", "densest second", "CPU a message, ms")


@dataclass(frozen=True, slots=True)
class Result:
    """What one sender reached."""

    name: str
    sent: int
    seconds: float
    cpu: float
    refused: int
    densest: int
    at_last: float
    """Messages a second from two seconds after the last 429 on."""

    @property
    def rate(self) -> float:
        return self.sent / self.seconds

    def cells(self, limit: int | None) -> tuple[object, ...]:
        politeness = (f"{self.rate / limit:.1%}", self.refused) if limit else ()
        cpu = f"{self.cpu / max(self.sent, 1) * 1000:.2f}"
        return self.name, f"{self.rate:.1f}", *politeness, self.densest, cpu


def serve(port: int, people: int, limit: int | None, token: str, slowness: float, flood_after: int | None) -> None:
    """Runs the simulated Telegram until it is killed."""
    logging.disable(logging.CRITICAL)
    gc.disable()  # a pause of the collector would look like a burst of the sender
    telegram = Telegram(token=token)
    times: list[float] = []
    for number in range(people):
        telegram.add_person(FIRST + number, "P").has_started = True
    telegram.limits.rate = limit
    telegram.faults.slowness = slowness
    refused_at: list[float] = []
    app = bot_api(telegram)
    original = telegram.post

    def post(*arguments: object) -> object:
        times.append(time.monotonic())
        if len(times) == flood_after:
            telegram.faults.flood("sendMessage", retry_after=1)
            refused_at.append(times[-1])
        return original(*arguments)  # type: ignore[arg-type]

    telegram.post = post  # type: ignore[method-assign, assignment]

    async def stats(_request: Request) -> JSONResponse:
        start, densest = 0, 0
        for end, at in enumerate(times):
            while times[start] <= at - 1:
                start += 1
            densest = max(densest, end - start + 1)
        span = times[-1] - times[0] if len(times) > 1 else 1.0
        late = [at for at in times if refused_at and at > refused_at[-1] + 2]
        return JSONResponse(
            {
                "refused": telegram.limits.refused,
                "densest": densest,
                "sent": len(times),
                "span": span,
                "at_last": (len(late) - 1) / (late[-1] - late[0]) if len(late) > 1 else 0.0,
            }
        )

    app.add_route("/stats", stats)
    uvicorn.run(app, port=port, log_level="critical", loop="uvloop", http="httptools", lifespan="off")


async def ours(url: str, token: str, people: int, rate: float) -> AsyncIterator[None]:
    """Our dispatcher, from freezing the audience to the last receipt."""
    budget, updates = Budget(rate), AiohttpRequest(pool=1)
    bot = make_bot(token, url, replies=ReplyWall(AiohttpRequest(), budget), updates=updates)
    bulk = make_bot(token, url, replies=BulkWall(AiohttpRequest(), budget), updates=updates)
    await bulk.request.initialize()
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(f"sqlite:///{folder}/bot.db") as database:
            await migrate(database)
            await database.execute_many(
                "INSERT INTO subscriptions (person_id, theme, since_at) VALUES (:id, 'osvita', 0)",
                [{"id": FIRST + number} for number in range(people)],
            )
            # It is noon, for the bot is quiet at night.
            to_noon = datetime.now(UTC).replace(hour=12) - datetime.now(UTC)
            content = Content()
            services = Services.over(
                Setup(
                    database=database,
                    channel=TelegramChannel(bot),
                    clock=lambda: datetime.now(UTC) + to_noon,
                    timezone=UTC,
                    bulk=TelegramBulk(bulk),
                    budget=budget,
                    content=content,
                    render=render_with(content),
                )
            )
            number = await services.mailings.broadcasts.write(TEXT, 1)
            await services.mailings.broadcasts.address(number, Audience(theme="osvita"))
            draft = await services.mailings.broadcasts.draft(number)
            assert draft, "it is being composed"
            await services.mailings.broadcasts.approve(number, services.mailings.broadcasts.seal(draft), 2)
            await database.execute("UPDATE mailings SET starts_at = 0")
            yield
            await services.mailings.dispatcher.carry_all()
            report = await services.mailings.progress.report(number)
            assert report, "the mailing is there"
            assert report.counts == {"sent": people}, report.counts
    await bot.request.shutdown()


async def ptb(url: str, token: str, people: int, rate: float) -> AsyncIterator[None]:
    """python-telegram-bot with AIORateLimiter and its own httpx."""
    from telegram.error import NetworkError, RetryAfter
    from telegram.ext import AIORateLimiter, ExtBot
    from telegram.request import HTTPXRequest

    limiter = AIORateLimiter(overall_max_rate=rate, overall_time_period=1, max_retries=5)
    bot = ExtBot(
        token,
        base_url=f"{url}/bot",
        request=HTTPXRequest(connection_pool_size=256, pool_timeout=600),
        rate_limiter=limiter,
    )
    await limiter.initialize()
    await bot.request.initialize()

    async def send(to: int) -> None:
        try:
            await bot.send_message(to, TEXT)
        except (NetworkError, RetryAfter):
            return  # given up: what a naive sender loses

    yield
    await asyncio.gather(*(send(FIRST + number) for number in range(people)))
    await bot.request.shutdown()


async def aiogram(url: str, token: str, people: int, rate: float) -> AsyncIterator[None]:
    """aiogram with the loop that its users write: send, sleep, and wait where it is told to."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramRetryAfter

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    yield
    for number in range(people):
        while True:
            try:
                await bot.send_message(FIRST + number, TEXT)
                break
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
        await asyncio.sleep(1 / rate)
    await bot.session.close()


async def aiogram_at_once(url: str, token: str, people: int, _rate: float) -> AsyncIterator[None]:
    """aiogram with AT_ONCE calls under way and nothing else: no receipts."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url), limit=AT_ONCE))
    numbers = iter(range(FIRST, FIRST + people))

    async def send() -> None:
        for number in numbers:
            await bot.send_message(number, TEXT)

    yield
    await asyncio.gather(*(send() for _ in range(AT_ONCE)))
    await bot.session.close()


Sender = Callable[[str, str, int, float], AsyncIterator[None]]
"""Yields once, when it is ready to send; what follows is measured."""


def measure(
    name: str,
    sender: Sender,
    people: int,
    rate: float,
    limit: int | None,
    *,
    slowness: float = 0.0,
    flood_after: int | None = None,
) -> Result:
    """One sender against a fresh Telegram."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = "42:simulated"  # noqa: S105 - a token of nothing
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(port, people, limit, token, slowness, flood_after), daemon=True
    )
    server.start()
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/stats")
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            cpu = runner.run(_run(sender(url, token, people, rate)))
        stats = json.loads(urllib.request.urlopen(f"{url}/stats").read())  # noqa: S310 - our own server
    finally:
        server.kill()
        server.join()
    return Result(name, stats["sent"], stats["span"], cpu, stats["refused"], stats["densest"], stats["at_last"])


async def _run(job: AsyncIterator[None]) -> float:
    """Seconds of CPU that the job took once it was ready."""
    async for _ready in job:
        gc.collect()
        gc.freeze()  # as the bot does when it has started
        began = time.process_time()
    return time.process_time() - began


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url).read()  # noqa: S310 - our own server
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(url)


def main() -> None:
    logging.disable(logging.WARNING)
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    senders: list[tuple[str, Sender]] = [
        ("our dispatcher, with receipts", ours),
        ("python-telegram-bot, AIORateLimiter", ptb),
        ("aiogram, a loop that sleeps", aiogram),
    ]
    for limit, rate in ((30, 29.5), (1000, 990.0)):
        table = Table(f"A broadcast, strict limit {limit}/s, {limit * seconds:,} recipients", *HEADINGS)
        for name, sender in senders:
            people = limit * seconds
            if limit > 30 and sender is ptb:
                people = limit  # it queues everything at once, and its httpx needs minutes for more
            table.row(*measure(name, sender, people, rate, limit).cells(limit))
    for slowness in (0.0, 0.05):
        title = f"A broadcast, no limit, round trip {slowness * 1000:.0f} ms, {AT_ONCE} calls at once at most"
        table = Table(title, *HEADINGS[:2], *HEADINGS[4:])
        for name, sender in (senders[0], ("aiogram, no receipts", aiogram_at_once)):
            result = measure(name, sender, 20_000, UNLIMITED, None, slowness=slowness)
            table.row(*result.cells(None))
    table = Table("After a 429 out of the blue", "rate, messages/s", "share of it reached again")
    for limit, rate in ((30, 29.5), (1000, 990.0)):
        people = limit * seconds
        result = measure("", senders[0][1], people, rate, None, flood_after=people // 4)
        table.row(rate, f"{result.at_last / rate:.1%}")


if __name__ == "__main__":
    main()
