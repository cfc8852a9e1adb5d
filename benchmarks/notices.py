"""How long the board of a notice, the reminders of a day and a head's list take: `python -m benchmarks.notices`.

For the oblast (66 hromadas) and for a country (1,500), with 50 open notices, in a SQLite file.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import uvloop

from benchmarks.tables import Table
from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from handlers.chat.messages import render_with
from services.content import Content
from services.people import Post, Title
from services.services import Services
from services.setup import Setup
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from storage.engine.database import Database, open_database
from storage.engine.migrations import migrate

NOTICES = 50
FIRST = 10_000


async def fill(database: Database, services: Services, hromadas: int) -> None:
    """Posts with holders, and notices to all of them; a third is acknowledged."""
    marks = [post.place for post in services.notices.notices.heads(0)]
    marks += [f"b{number}" for number in range(hromadas - len(marks))]
    await services.people.posts.standings()
    for number, mark in enumerate(marks):
        post = Post(mark, Title.HEAD)
        await services.people.posts.ensure(post)
        await database.execute(
            "INSERT INTO tenures (post, person_id, name, kind, since_at) VALUES (:post, :person, 'P', 'holder', 0)",
            post=post.id,
            person=FIRST + number,
        )
    for number in range(NOTICES):
        notice = await services.notices.notices.write(f"Notice {number}: what is to be done by all of you.", 1)
        await services.notices.notices.set_deadline(notice, 3 + number % 28)
        await services.notices.notices.address(notice, [Post(mark, Title.HEAD) for mark in marks])
        assert await services.notices.notices.send(notice, 2)
    await database.execute(
        "UPDATE obligations SET acknowledged_at = :at, via = 'telegram' WHERE number % 3 = 0",
        at=int(datetime.now(UTC).timestamp() * 1000),
    )
    await database.execute("UPDATE outbox SET state = 'sent', done_at = 1")
    await database.execute("UPDATE mailings SET state = 'finished'")


async def measure(table: Table, name: str, work: Callable[[], Awaitable[object]]) -> None:
    """How long it took."""
    began = time.perf_counter()
    await work()
    table.row(name, f"{time.perf_counter() - began:.2f}")


async def run(hromadas: int) -> None:
    """All of it, over a database of its own."""
    telegram = Telegram()
    bot = make_bot(telegram.token, "https://x", replies=SimulatorRequest(telegram), updates=SimulatorRequest(telegram))
    now = [datetime(2026, 11, 25, 12, tzinfo=UTC)]  # a Wednesday
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(f"sqlite:///{folder}/bot.db") as database:
            await migrate(database)
            content = Content()
            services = Services.over(
                Setup(
                    database=database,
                    channel=TelegramChannel(bot),
                    clock=lambda: now[0],
                    timezone=UTC,
                    bulk=TelegramBulk(bot),
                    content=content,
                    render=render_with(content),
                )
            )
            await fill(database, services, hromadas)
            table = Table(f"Notices, {hromadas} hromadas, {NOTICES} open", "what", "seconds")
            await measure(
                table, "the board of one notice, with its picture", lambda: services.notices.notice_board.picture(1)
            )
            await measure(table, "the same in words, live", lambda: services.notices.notice_board.of(1))
            await measure(table, "the same as Excel", lambda: services.notices.notice_board.as_excel(1, 1))
            await measure(table, "the list of the newest notices", services.notices.read.newest)
            now[0] = datetime(2026, 11, 30, 12, tzinfo=UTC)  # a Monday, two days late
            await measure(
                table,
                "planning the reminders and digests of a day",
                lambda: services.mailings.reminders.plan("obligation"),
            )
            await measure(table, "what one head owes", lambda: services.notices.obligations.owed_by(FIRST))


def main() -> None:
    for hromadas in (66, 1500):
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(run(hromadas))


if __name__ == "__main__":
    main()
