"""What the size of an audience costs: `python -m benchmarks.outbox [SIZE …]`.

Each size in a process of its own: how long it takes to freeze it, and how much memory carrying it takes at the peak.
The messages go nowhere; the rows, the claims and the receipts are real, in a SQLite file.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import uvloop

from benchmarks.tables import Table, line
from channels import BulkChannel, Delivered, Outcome, Outgoing
from channels.budget import Budget
from channels.telegram import TelegramChannel, make_bot
from gateway.request import AiohttpRequest
from handlers.chat.messages import render_with
from services.content import Content
from services.services import Services
from services.setup import Setup
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from storage.mailings.mailings import Audience

SIZES = [1_000, 10_000, 1_000_000]
RATE = 20_000.0
"""A pace that nothing here reaches; what is under way at once grows with it."""
FIRST, PORTION = 10_000, 10_000


class Nowhere(BulkChannel):
    """Takes everything at once."""

    async def send_bulk(self, to: int, outgoing: Outgoing) -> Outcome:
        return Delivered((1,))

    async def edit_bulk(self, to: int, message_id: int, outgoing: Outgoing) -> Outcome:
        raise NotImplementedError

    async def delete_bulk(self, to: int, message_ids: Sequence[int]) -> Outcome:
        raise NotImplementedError


def _fill(url: str, people: int) -> None:
    """Subscribers by the thousand; in a process of its own, for what it takes must not be counted."""

    async def fill() -> None:
        async with open_database(url) as database:
            await migrate(database)
            for first in range(FIRST, FIRST + people, PORTION):
                await database.execute_many(
                    "INSERT INTO subscriptions (person_id, theme, since_at) VALUES (:id, 'osvita', 0)",
                    [{"id": number} for number in range(first, min(first + PORTION, FIRST + people))],
                )

    asyncio.run(fill())


def _carry(url: str, people: int) -> None:
    """Freezes and carries, and prints what it took."""
    logging.disable(logging.WARNING)

    async def carry() -> None:
        # It is noon, for the bot is quiet at night.
        to_noon = datetime.now(UTC).replace(hour=12) - datetime.now(UTC)
        async with open_database(url) as database:
            bot = make_bot("42:x", "http://localhost", replies=AiohttpRequest(), updates=AiohttpRequest(pool=1))
            content = Content()
            services = Services.over(
                Setup(
                    database=database,
                    channel=TelegramChannel(bot),
                    clock=lambda: datetime.now(UTC) + to_noon,
                    timezone=UTC,
                    bulk=Nowhere(),
                    budget=Budget(RATE),
                    content=content,
                    render=render_with(content),
                )
            )
            number = await services.mailings.broadcasts.write("News of the department.", 1)
            await services.mailings.broadcasts.address(number, Audience(theme="osvita"))
            draft = await services.mailings.broadcasts.draft(number)
            assert draft, "it is being composed"
            await services.mailings.broadcasts.approve(number, services.mailings.broadcasts.seal(draft), 2)
            await database.execute("UPDATE mailings SET starts_at = 0")
            began = time.perf_counter()
            await services.mailings.dispatcher.step()
            frozen = time.perf_counter() - began
            began, cpu = time.perf_counter(), time.process_time()
            await services.mailings.dispatcher.carry_all()
            seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
            report = await services.mailings.progress.report(number)
            assert report, "the mailing is there"
            assert report.counts == {"sent": people}, report.counts
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            row = f"{people:,}", f"{frozen:.2f}", f"{seconds:.1f}", f"{cpu / people * 1000:.2f}", f"{peak:.1f}"
            print(line(row), flush=True)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(carry())


def main() -> None:
    Table("What an audience costs", "recipients", "frozen, s", "carried, s", "CPU each, ms", "peak memory, MiB")
    spawn = multiprocessing.get_context("spawn")
    for people in [int(each) for each in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/bot.db"
            for work in (_fill, _carry):
                process = spawn.Process(target=work, args=(url, people))
                process.start()
                process.join()
                if process.exitcode:
                    raise SystemExit(process.exitcode)


if __name__ == "__main__":
    main()
