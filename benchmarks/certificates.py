"""How long imports of 20,000 people and of 8,000 bodies, and the reminders for 100,000 people take:
`python -m benchmarks.certificates`."""

from __future__ import annotations

import asyncio
import gc
import io
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import openpyxl
import uvloop

from benchmarks.tables import Table, note
from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from handlers.chat.messages import render_with
from services.certification import MEMBERS
from services.content import Content
from services.services import Services
from services.setup import Setup
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from storage.engine.database import open_database
from storage.engine.migrations import migrate

PEOPLE, DUE, BODIES = 20_000, 100_000, 60
MANY, MANY_BODIES = 25_000, 8_000
STAFF = 1
HEADINGS = ("what", "seconds", "longest hold-up of the loop, ms", "CPU of the bot in a hold-up, ms")
SURNAMES = ("Коваль", "Бондар", "Мельник", "Шевченко", "Ткачук", "Поліщук", "Савчук", "Кравець", "Гончар", "Лисенко")
NAMES = ("Олена", "Іван", "Марія", "Петро", "Ірина", "Микола", "Оксана", "Тарас", "Галина", "Юрій")


def list_of(people: int, bodies: int) -> bytes:
    """An Excel file of that many, no two of one name in one unit of a body."""
    book, file = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    sheet.append(("ПІБ", "Установа", "Підрозділ", "Стан"))
    for number in range(people):
        surname, name = SURNAMES[number % 10], NAMES[number // 10 % 10]
        father = f"{NAMES[number // 100 % 10]}ович"
        sheet.append((f"{surname} {name} {father}", f"Установа {number % bodies}", f"Відділ {number // 1000}", ""))
    book.save(file)
    return file.getvalue()


async def measure(table: Table, name: str, work: Callable[[], Awaitable[object]]) -> None:
    """Prints how long it took, and by how much the event loop was held up at the most.

    On a busy machine others hold it up as well: the bot's own part is no more than its CPU meanwhile.
    """
    longest, most, ended = 0.0, 0.0, asyncio.Event()

    async def tick() -> None:
        nonlocal longest, most
        while not ended.is_set():
            began, used = time.perf_counter(), time.process_time()
            await asyncio.sleep(0.01)
            longest = max(longest, time.perf_counter() - began - 0.01)
            most = max(most, time.process_time() - used)

    ticking = asyncio.create_task(tick())
    began = time.perf_counter()
    await work()
    took = time.perf_counter() - began
    ended.set()
    await ticking
    table.row(name, f"{took:.2f}", f"{longest * 1000:.0f}", f"{most * 1000:.0f}")


async def run() -> None:
    """All of it, over a database of its own."""
    telegram = Telegram()
    bot = make_bot(telegram.token, "https://x", replies=SimulatorRequest(telegram), updates=SimulatorRequest(telegram))
    now = [datetime(2026, 12, 1, 9, tzinfo=UTC)]
    file = list_of(PEOPLE, BODIES)
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
            gc.collect()
            gc.freeze()  # as the bot does when it has started
            drive = await services.certification.drives.write("D", STAFF)
            title = f"{PEOPLE:,} people of {BODIES} bodies in an Excel file of {len(file) / 1e6:.1f} MB"
            table = Table(title, *HEADINGS)

            async def look() -> None:
                await services.certification.members.look_through(await services.tables.open(MEMBERS, file))

            await measure(table, "looking through the table", look)

            many = list_of(MANY, MANY_BODIES)

            async def look_at_many() -> None:
                await services.certification.members.look_through(await services.tables.open(MEMBERS, many))

            await measure(table, f"looking through {MANY:,} people of {MANY_BODIES:,} bodies", look_at_many)

            async def keep_many() -> None:
                opened = await services.tables.open(MEMBERS, many)
                assert await services.certification.members.take(opened, STAFF)

            async def take() -> None:
                opened = await services.tables.open(MEMBERS, file)
                taken = await services.certification.members.take(opened, STAFF)
                assert taken
                await services.certification.drives.invite(drive, taken[1])

            await measure(table, "looking through it and keeping it", keep_many)
            await database.execute("DELETE FROM members")
            await measure(table, "looking through the first and keeping it", take)
            await database.execute_many(
                "INSERT INTO members (place, unit, name, name_key, made_at) VALUES (:place, 'U', 'N', :key, 0)",
                [{"place": f"b{number % BODIES + 1}", "key": f"k{number}"} for number in range(DUE - PEOPLE)],
            )
            await database.execute("UPDATE members SET person_id = id + 1000000")
            await services.certification.drives.open(drive, STAFF)
            table = Table(f"{DUE:,} people of one drive who lack a certificate", *HEADINGS)
            await measure(table, "planning the reminders of a day", services.mailings.reminders.plan_all)
            now[0] += timedelta(minutes=2)
            await measure(table, "asking again whether there is anything to plan", services.mailings.reminders.plan_all)
            await measure(table, "how far each body is", lambda: services.certification.read.figures.counts(drive))
            [row] = await database.fetch("SELECT COUNT(*) AS planned FROM outbox")
            note(f"Planned: {row['planned']:,}.")


def main() -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run())


if __name__ == "__main__":
    main()
