"""How long the board of a notice, the reminders of a day and a head's list take: `python -m benchmarks.notices`.

For the oblast (66 hromadas) and for a country (1,500), with 50 open notices, in a SQLite file.
"""

from __future__ import annotations

import asyncio
import gzip
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import uvloop
from starlette.requests import Request

from benchmarks.tables import Table
from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from handlers.chat.messages import render_with
from services.content import Content
from services.notices import MOST_COLUMNS
from services.people import Door, Post, Role, Session, Title
from services.services import Services
from services.setup import Setup
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from storage.engine.database import Database, open_database
from storage.engine.migrations import migrate
from web import import_all
from web.notices.table import table as show_table
from web.pages import Pages
from web.visit import Visit

NOTICES = 50
PAGES = 20
SCOPE = {"type": "http", "method": "GET", "path": "/desk/notices", "query_string": b"", "headers": []}
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


async def measure_page(services: Services, size: str) -> None:
    """The page with all of them: CPU of the loop's thread, and of the whole process, whose other threads read."""
    visit = Visit(services=services, pages=Pages(services), request=Request(SCOPE), role=Role.OPERATOR)
    at = datetime(2026, 11, 25, 12, tzinfo=UTC)
    visit.session = Session(
        id=1, person_id=1, name="P", door=Door.LINK, agent="", made_at=at, seen_at=at, asked_at=None, proved_at=None
    )
    table = Table(f"The table of notices as a page, {size}", "what", "CPU of the loop, ms", "of the process, ms")
    response = None

    async def whole() -> None:
        nonlocal response
        response = await show_table(visit)

    works = (("reading, in all", services.notices.notice_table.of), ("the page, in all", whole))
    for name, work in works:
        loop, process = list[float](), list[float]()
        for _ in range(PAGES):
            before = time.thread_time(), time.process_time()
            await work()
            loop.append(1000 * (time.thread_time() - before[0]))
            process.append(1000 * (time.process_time() - before[1]))
        table.row(name, f"{statistics.median(loop):.1f}", f"{statistics.median(process):.1f}")
    assert response
    body = bytes(response.body)
    table.row("its bytes, and through gzip", str(len(body)), str(len(gzip.compress(body, 5))))


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
            await measure_page(services, f"{hromadas} posts × {MOST_COLUMNS} notices")
            now[0] = datetime(2026, 11, 30, 12, tzinfo=UTC)  # a Monday, two days late
            await measure(
                table,
                "planning the reminders and digests of a day",
                lambda: services.mailings.reminders.plan("obligation"),
            )
            await measure(table, "what one head owes", lambda: services.notices.obligations.owed_by(FIRST))


def main() -> None:
    import_all()
    for hromadas in (66, 1500):
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(run(hromadas))


if __name__ == "__main__":
    main()
