"""Whether a broadcast makes those wait who ask: `python -m benchmarks.replies`.

A real bot process, the simulated Telegram in this one. People ask, one after the other, and each waits for her answer:
without a broadcast, and while one leaves at 30 and at 990 messages a second. Then the broadcast is paused, and the
time until the last message is taken.

The simulated Telegram itself is slower while it takes 990 messages a second. How much of the wait is its, a bystander
shows: a process that only sends as many, beside a bot that only answers.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import logging
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
import uvloop

from benchmarks.tables import Table
from channels import Outgoing
from channels.budget import Budget
from channels.telegram import TelegramBulk, make_bot
from gateway.request import AiohttpRequest
from simulator.http import bot_api
from simulator.telegram import Telegram
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from storage.mailings.mailings import Audience, Mailings, MailingStatus, Purpose

ROOT = Path(__file__).parents[1]
ASKING, WARM_UP = 400, 40
READERS_FIRST = 100_000
SECONDS = 40
"""How long the broadcast lasts at least: longer than the asking."""
QUESTION = "Що таке Дія.Підпис?"
BETWEEN = 0.04
HEADINGS = ("broadcast", "median, ms", "99th percentile, ms", "last message after a pause, s")


def settings_of(telegram: Telegram, api: str, url: str) -> dict[str, str]:
    """The environment of a bot over this Telegram and database, for which it is noon: at night it is quiet."""
    return {
        "BOT_TOKEN": telegram.token,
        "BOT_API_URL": api,
        "DATABASE_URL": url,
        "TIMEZONE": f"Etc/GMT{datetime.now(UTC).hour - 12:+d}",
    }


@contextmanager
def _bot(telegram: Telegram, api: str, url: str, rate: int) -> Iterator[None]:
    settings = settings_of(telegram, api, url) | {"SEND_RATE": str(rate or 30)}
    with subprocess.Popen(
        [sys.executable, "bot.py", "run"], cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.terminate()


@asynccontextmanager
async def served(telegram: Telegram) -> AsyncIterator[str]:
    config = uvicorn.Config(bot_api(telegram), port=0, log_level="critical", http="httptools", lifespan="off")
    server = uvicorn.Server(config)
    listener = config.bind_socket()
    serving = asyncio.create_task(server.serve([listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        server.force_exit = True
        await serving


async def held(url: str, people: range) -> int:
    """A broadcast to these people, due at once."""
    async with open_database(url) as database:
        await migrate(database)
        await database.execute_many(
            "INSERT INTO subscriptions (person_id, theme, since_at) VALUES (:id, 'osvita', 0)",
            [{"id": number} for number in people],
        )
        now = datetime.now(UTC)
        mailings = Mailings(database)
        content: dict[str, object] = {"html": "News of the department.", "media": [], "buttons": [], "album": ""}
        number = await mailings.draft(Purpose.BROADCAST, content, Audience(theme="osvita"), now, 1, code="ABCDEFGH")
        if people:
            await mailings.hold(number, "x", now, now + timedelta(days=1), now, 2)
        return number


async def _waits(telegram: Telegram) -> list[float]:
    """Seconds from each question to its answer."""
    waits = []
    with telegram.watched() as events:
        for number in range(1, 1 + ASKING + WARM_UP):
            person = telegram.people[number]
            began = time.perf_counter()
            person.send(QUESTION)
            while len(person.replies) == 0:
                await events.get()
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(BETWEEN)
    return waits[WARM_UP:]


def _send_forever(api: str, token: str, rate: int) -> None:
    """The bystander."""

    async def send() -> None:
        bot = make_bot(token, api, replies=AiohttpRequest(), updates=AiohttpRequest(pool=1))
        await bot.request.initialize()
        channel, budget = TelegramBulk(bot), Budget(rate)
        readers = itertools.cycle(range(READERS_FIRST, READERS_FIRST + rate * SECONDS))

        async def one_by_one() -> None:
            for number in readers:
                await budget.slot()
                await channel.send_bulk(number, Outgoing("News of the department."))

        await asyncio.gather(*(one_by_one() for _ in range(75)))

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(send())


async def measure(rate: int, *, bystander: bool = False) -> tuple[list[float], float | None]:
    """The waits while a broadcast leaves at `rate` a second, 0 for none; and how long a pause of it took."""
    paused: float | None = None
    telegram = Telegram()
    for number in range(1, 1 + ASKING + WARM_UP):
        telegram.add_person(number, "P").has_started = True
    readers = range(READERS_FIRST, READERS_FIRST + rate * SECONDS)
    for number in readers:
        telegram.add_person(number, "P").has_started = True
    gc.collect()
    gc.disable()  # a pause of the collector here would look like one of the bot
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        mailing = await held(url, range(0) if bystander else readers)
        async with served(telegram) as api:
            sender = multiprocessing.get_context("spawn").Process(
                target=_send_forever, args=(api, telegram.token, rate), daemon=True
            )
            if bystander:
                sender.start()
            with _bot(telegram, api, url, rate):
                while rate and not telegram.people[READERS_FIRST].replies:  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
                waits = await _waits(telegram)
                if bystander:
                    sender.kill()
                elif rate:
                    paused = await _pause(telegram, url, mailing)
    gc.enable()
    return waits, paused


async def _pause(telegram: Telegram, url: str, mailing: int) -> float:
    """How many seconds after a press of «pause» the last message left."""

    def sent() -> int:
        return sum(len(person.replies) for number, person in telegram.people.items() if number >= READERS_FIRST)

    async with open_database(url) as database:
        before = sent()
        began = time.perf_counter()
        await Mailings(database).change(mailing, [MailingStatus.RUNNING], MailingStatus.PAUSED, datetime.now(UTC), 1)
        last, reached = began, before
        while time.perf_counter() < began + 2:
            if (now := sent()) > reached:
                last, reached = time.perf_counter(), now
            await asyncio.sleep(0.02)
    return last - began


def main() -> None:
    logging.disable(logging.CRITICAL)
    table = Table(f"A reply meanwhile, {ASKING} questions", *HEADINGS)
    for name, rate, bystander in (
        ("no broadcast", 0, False),
        ("a broadcast at 30/s", 30, False),
        ("a broadcast at 990/s", 990, False),
        ("none, but a bystander at 990/s", 990, True),
    ):
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            waits, paused = runner.run(measure(rate, bystander=bystander))
        percentiles = statistics.quantiles(waits, n=100)
        wait = f"{percentiles[49] * 1000:.1f}", f"{percentiles[98] * 1000:.1f}"
        table.row(name, *wait, "" if paused is None else f"{paused:.2f}")


if __name__ == "__main__":
    main()
