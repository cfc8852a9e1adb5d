"""Who is answered by a bot of which Telegram takes 30 messages a second: `python -m benchmarks.strict`.

The simulated Telegram refuses what is above a strict sliding second, and for three seconds whatever comes then. A real
bot process meets it in two ways: 400 people open the bot at the same moment, and two people a second ask while a
broadcast leaves to 600. Beside it stand bots as their users write them: aiogram with an echo and a loop that sends,
sleeps, and waits where it is told to; PTB with an echo and its AIORateLimiter. Each is started with the broadcast or
without, and asks for its updates.
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import uvloop

from benchmarks.replies import QUESTION, READERS_FIRST, ROOT, held, served, settings_of
from benchmarks.tables import Table
from simulator.people import Person
from simulator.telegram import Telegram

LIMIT, PENALTY = 30, 3.0
AT_ONCE, READERS = 400, 600
PER_SECOND = 2
"""Questions meanwhile."""
PATIENCE = 60.0
"""Seconds that a broadcast, or a crowd, is given."""
SILENCE = 10.0
"""Seconds without an answer after which none comes any more."""
BOTS = ("ours", "PTB, AIORateLimiter", "aiogram, a loop that sleeps")
NEWS = "News of the department."


@dataclass(slots=True)
class Found:
    """What people saw."""

    waits: Sequence[float]
    """Seconds until their answer, of those who got one; in order."""
    asked: int
    refused: int
    rate: float = 0.0
    """Messages of the broadcast a second."""
    read: int = 0
    """How many read it."""

    @property
    def answered(self) -> str:
        return f"{len(self.waits)} of {self.asked}"

    def wait(self, share: float) -> str:
        return f"{self.waits[math.ceil(len(self.waits) * share) - 1]:.2f}" if self.waits else ""


@contextmanager
def _running(name: str, telegram: Telegram, api: str, url: str, readers: int) -> Iterator[None]:
    if name == "ours":
        command = ["bot.py", "run"]
    else:
        command = ["-m", "benchmarks.strict", "--bot", name, telegram.token, api, str(readers)]
    settings = settings_of(telegram, api, url)
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.terminate()


async def measure(name: str, *, readers: int) -> Found:
    """One bot: with so many readers of a broadcast questions meanwhile, without any the crowd."""
    telegram = Telegram()
    telegram.limits.rate, telegram.limits.penalty = LIMIT, PENALTY
    numbers = range(READERS_FIRST, READERS_FIRST + readers)
    for number in numbers:
        telegram.add_person(number, "P").has_started = True
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        await held(url, numbers)
        async with served(telegram) as api:
            with _running(name, telegram, api, url, readers):
                while "getUpdates" not in telegram.calls:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
                return await (_meanwhile(telegram, numbers) if readers else _at_once(telegram))


async def _at_once(telegram: Telegram) -> Found:
    people = [telegram.add_person(1 + number, "P") for number in range(AT_ONCE)]
    await asyncio.sleep(1)
    began = time.perf_counter()
    answered = asyncio.create_task(_first_answers(telegram, dict.fromkeys((each.id for each in people), began)))
    for person in people:
        person.start()
    return Found(await answered, AT_ONCE, telegram.limits.refused)


async def _meanwhile(telegram: Telegram, readers: range) -> Found:
    def read() -> int:
        return sum(bool(telegram.people[number].replies) for number in readers)

    while not read():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    began, last, so_far = time.perf_counter(), 0.0, 1
    asked = dict[int, float]()
    answers = asyncio.create_task(_first_answers(telegram, asked))
    while so_far < len(readers) and (now := time.perf_counter()) < began + PATIENCE:
        if len(asked) <= (now - began) * PER_SECOND:
            person: Person = telegram.add_person(1 + len(asked), "P")
            person.has_started = True
            asked[person.id] = now
            person.send(QUESTION)
        await asyncio.sleep(0.02)
        if (now_read := read()) > so_far:
            so_far, last = now_read, time.perf_counter()
    waits = await answers
    return Found(waits, len(asked), telegram.limits.refused, (so_far - 1) / (last - began), so_far)


async def _first_answers(telegram: Telegram, asked: dict[int, float]) -> Sequence[float]:
    """Seconds from each question to its answer, of those that are answered before nobody is any more."""
    waits, last = dict[int, float](), time.perf_counter()
    with telegram.watched() as events:
        while len(waits) < AT_ONCE and time.perf_counter() < last + SILENCE:
            try:
                event = await asyncio.wait_for(events.get(), 1.0)
            except TimeoutError:
                continue
            if event.kind == "message" and event.data["from"] is telegram.me and event.chat_id in asked:
                last = time.perf_counter()
                waits.setdefault(event.chat_id, last - asked[event.chat_id])
    return sorted(waits.values())


async def _aiogram(token: str, api: str, readers: int) -> None:
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramRetryAfter
    from aiogram.types import Message

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    async def broadcast() -> None:
        for number in range(READERS_FIRST, READERS_FIRST + readers):
            while True:
                try:
                    await bot.send_message(number, NEWS)
                    break
                except TelegramRetryAfter as error:
                    await asyncio.sleep(error.retry_after)
            await asyncio.sleep(1 / LIMIT)

    await asyncio.gather(dispatcher.start_polling(bot), broadcast())


async def _ptb(token: str, api: str, readers: int) -> None:
    from telegram import Message, Update
    from telegram.error import NetworkError, RetryAfter
    from telegram.ext import AIORateLimiter, Application, ContextTypes, MessageHandler, filters

    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert isinstance(update.message, Message)
        await update.message.reply_text(update.message.text or "")

    limiter = AIORateLimiter(overall_max_rate=LIMIT, overall_time_period=1, max_retries=5)
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api}/bot")
        .rate_limiter(limiter)
        .concurrent_updates(True)
        .connection_pool_size(256)
        .pool_timeout(60)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))

    async def send(number: int) -> None:
        try:
            await application.bot.send_message(number, NEWS)
        except (NetworkError, RetryAfter):
            return

    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling()
        await asyncio.gather(*(send(number) for number in range(READERS_FIRST, READERS_FIRST + readers)))
        await asyncio.Event().wait()


def main() -> None:
    def found(name: str, readers: int) -> Found:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(measure(name, readers=readers))

    table = Table(
        f"{AT_ONCE} people at the same moment, strict limit {LIMIT}/s", "bot", "answered", "the last after, s", "429s"
    )
    for name in BOTS:
        crowd = found(name, 0)
        table.row(name, crowd.answered, crowd.wait(1), crowd.refused)
    table = Table(
        f"{PER_SECOND} questions/s while a broadcast leaves to {READERS}, strict limit {LIMIT}/s",
        "bot",
        "answered",
        "median, s",
        "95th percentile, s",
        "read the broadcast",
        "of what questions leave",
        "429s",
    )
    for name in BOTS:
        asked = found(name, READERS)
        share = f"{asked.rate / (LIMIT - PER_SECOND):.1%}"
        read = f"{asked.read} of {READERS}"
        table.row(name, asked.answered, asked.wait(0.5), asked.wait(0.95), read, share, asked.refused)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)  # of what the others do not answer
    if sys.argv[1:2] == ["--bot"]:
        _, _, which, its_token, at, many = sys.argv
        asyncio.run((_ptb if which.startswith("PTB") else _aiogram)(its_token, at, int(many)))
    else:
        main()
