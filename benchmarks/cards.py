"""How long a person waits for a law card: `python -m benchmarks.cards`.

From the press of the last of three taps to the picture in the chat, by the whole bot over the simulated Telegram. The
promise: under one second when the picture is drawn, under 300 ms when it is sent by its id.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime

from benchmarks.tables import Table
from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from gateway.polling import Polling
from handlers.application import UPDATES, build_application
from handlers.chat.messages import render_with
from services.content import Content
from services.services import Services
from services.setup import Setup
from simulator.people import Person
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from storage.engine.database import open_database
from storage.engine.migrations import migrate

HEADINGS = ("the picture is", "median, ms", "longest, ms", "limit, ms")
PLACES = ("rail", "bus", "bank", "post", "shop", "hotel", "hospital", "police", "cnap", "council")


async def _nothing() -> None: ...


async def _wait(telegram: Telegram, person: Person, place: str) -> float:
    """Seconds from the press to the picture."""
    with telegram.watched() as events:
        began = time.perf_counter()
        person.press(person.replies[0], data=f"card:passport:{place}")
        while True:
            event = await events.get()
            if event.kind == "message" and "photo" in event.data:
                return time.perf_counter() - began


async def main() -> None:
    telegram = Telegram()
    olena = telegram.add_person(1, "Olena")
    request = SimulatorRequest(telegram)
    bot = make_bot(telegram.token, "https://simulated", replies=request, updates=SimulatorRequest(telegram))
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(f"sqlite:///{folder}/bot.db") as database:
            await migrate(database)
            content = Content()
            services = Services.over(
                Setup(
                    database=database,
                    channel=TelegramChannel(bot),
                    clock=lambda: datetime.now(UTC),
                    timezone=UTC,
                    bulk=TelegramBulk(bot),
                    content=content,
                    render=render_with(content),
                )
            )
            application = build_application(bot, services)
            stop = asyncio.Event()
            polling = Polling(application, services.inbox, allowed_updates=UPDATES, started=_nothing)
            task = asyncio.create_task(polling.run(stop))
            with telegram.watched() as events:
                olena.start("card")
                while (await events.get()).data.get("from", {}).get("is_bot") is not True:
                    pass
            drawn = [await _wait(telegram, olena, place) for place in PLACES]
            by_id = [await _wait(telegram, olena, place) for place in PLACES]
            stop.set()
            await task
            await application.shutdown()
    table = Table(f"A law card, from the press to the picture, {len(PLACES)} of each", *HEADINGS)
    for name, times, limit in (("drawn", drawn, 1000), ("by its id", by_id, 300)):
        table.row(name, f"{statistics.median(times) * 1000:.0f}", f"{max(times) * 1000:.0f}", limit)


if __name__ == "__main__":
    asyncio.run(main())
