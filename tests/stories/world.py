"""The whole bot with its people, over the simulated Telegram and a real database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import httpx

from channels.budget import Budget
from channels.email import EmailChannel
from channels.taps import Tap
from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from content.overlay import Overlay
from gateway.polling import Polling
from gateway.wall import BulkWall, ReplyWall
from handlers.application import UPDATES, build_application
from handlers.chat.context import BotApplication
from handlers.chat.messages import render_with
from handlers.people.commands import announce
from services.content import Content
from services.people.held_replies import HOLD
from services.services import Services
from services.setup import Setup
from simulator.people import CannotDo, Chat, Json, Message, Person, Press
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from storage.engine.database import Database
from storage.mailings.mailings import Mailings, Purpose
from storage.people.news import NewsStore
from tests.jobs import run_job

KYIV = ZoneInfo("Europe/Kyiv")
STAFF_CHAT = -1001
WORLDS: list[World] = []
"""Those of this test, for whoever looks afterwards at what was said in them."""


class Clock:
    """The time of the story, in Kyiv; it moves only when the story says so."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 23, 12, 0, tzinfo=KYIV)

    def __call__(self) -> datetime:
        return self._now

    @property
    def now(self) -> datetime:
        return self._now

    @now.setter
    def now(self, at: datetime) -> None:
        self._now = at.astimezone(KYIV)

    def strike(self, at: str) -> None:
        """From now on the clock on the wall in Kyiv shows this day and time: `2026-11-24 08:30`."""
        self._now = datetime.fromisoformat(at).replace(tzinfo=KYIV)

    def move(self, by: timedelta) -> None:
        """Lets so much time pass; in a night in which the clocks change, they show more or less than that."""
        self.now = self.now.astimezone(UTC) + by


class Unreached(httpx.AsyncBaseTransport):
    """No network."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no network in stories", request=request)


class World:
    """Three people, the staff chat, and the bot while it is `running`."""

    def __init__(self, database: Database, content: Content, *, portal: httpx.AsyncBaseTransport | None = None) -> None:
        """`portal` stands for the portal's server; without one it is not reached."""
        self.portal = portal or Unreached()
        self.database = database
        self.content = content
        self.clock = Clock()
        self.telegram = Telegram(username="zt_bot", clock=lambda: self.clock().timestamp())
        self.olena = self.telegram.add_person(1001, "Олена", last_name="Коваль")
        self.mykola = self.telegram.add_person(1002, "Микола", last_name="Бондар")
        self.iryna = self.telegram.add_person(1003, "Ірина", last_name="Мельник")
        self.staff_chat = self.telegram.add_group(STAFF_CHAT, "Відділ", [self.iryna])
        self.application: BotApplication
        self.setup: Setup
        self.services: Services
        self.polling: Polling
        WORLDS.append(self)

    @asynccontextmanager
    async def running(
        self,
        *,
        with_staff: bool = True,
        admin_ids: Collection[int] = (),
        training: bool = False,
        email: EmailChannel | None = None,
        public_url: str = "",
        database_url: str = "",
        backup_folder: Path | None = None,
        department: Mapping[str, str] = MappingProxyType({}),
        notice_second_from: int = 100,
    ) -> AsyncIterator[None]:
        """The bot from its start to its orderly end; a story may start it again on the same database."""

        waited = 0.0

        def monotonic() -> float:
            return time.monotonic() + self.clock().timestamp() + waited

        async def wait(seconds: float) -> None:
            """Nobody waits in a story, but the seconds pass for whoever does."""
            nonlocal waited
            waited += seconds
            await asyncio.sleep(0)

        way, token, budget = SimulatorRequest(self.telegram), self.telegram.token, Budget(990, monotonic)
        bot = make_bot(token, "https://simulated", replies=ReplyWall(way, budget, monotonic, wait), updates=way)
        bulk = make_bot(token, "https://simulated", replies=BulkWall(way, budget), updates=way)
        self.setup = Setup(
            database=self.database,
            content=self.content,
            channel=TelegramChannel(bot),
            clock=self.clock,
            timezone=KYIV,
            bulk=TelegramBulk(bulk),
            budget=budget,
            monotonic=monotonic,
            staff_chat_id=STAFF_CHAT if with_staff else None,
            admin_ids=admin_ids,
            training=training,
            email=email,
            public_url=public_url,
            secret=self.telegram.token,
            portal=self.portal,
            database_url=database_url,
            backup_folder=backup_folder,
            notice_second_from=notice_second_from,
            **{f"department_{name}": value for name, value in department.items()},  # type: ignore[arg-type]
            render=render_with(self.content),
        )
        self.services = Services.over(self.setup)
        self.application = build_application(bot, self.services)
        stop = asyncio.Event()

        async def started() -> None:
            await announce(bot, self.services)

        self.polling = Polling(self.application, self.services.inbox, allowed_updates=UPDATES, started=started)
        task = asyncio.create_task(self.polling.run(stop))
        try:
            yield
            await self.settle()
        finally:
            stop.set()
            await task
            await self.application.shutdown()
            self.content.lay(Overlay())  # other stories share the content

    async def settle(self) -> None:
        """Until the bot has handled and acknowledged everything people did, and the news of it are out. A reply of the
        staff is held for some seconds: they pass."""
        await self.hold()
        await self.send_held()

    async def send_held(self) -> None:
        if await self.database.fetch("SELECT 1 FROM held_replies WHERE state = 'held'"):
            self.clock.move(HOLD)
            await run_job("send_held_replies", self.services)

    async def hold(self) -> None:
        """As `settle`, but no time passes: what the staff replied is still held."""
        async with asyncio.timeout(60):  # ends what hangs, not what is slow
            await self.telegram.acknowledged()
            await self.polling.idle()
            await self.tell_news()

    async def tell_news(self) -> None:
        """As the dispatcher and the clock do; where a chat has just been written to, a second passes."""
        await run_job("tell_staff", self.services)
        while await self._news_wait():
            if await self.services.mailings.dispatcher.step():
                continue
            if not await self.database.fetch("SELECT 1 FROM outbox WHERE state = 'retry' AND reason = 'one a second'"):
                break
            self.clock.move(timedelta(seconds=1))

    async def _news_wait(self) -> bool:
        news = {
            each["mailing"] for each in await self.database.fetch("SELECT mailing FROM reminders WHERE kind = 'news'")
        }
        active = await Mailings(self.database).active()
        waits = any(each.purpose is Purpose.NEWS or each.id in news for each in active)
        return await NewsStore(self.database).waits() or waits

    async def say(self, person: Person, text: str, *, chat: Chat | None = None, reply_to: int | None = None) -> Message:
        """The person writes; what the bot said last to her."""
        await self.tell_news()  # of what was decided before
        person.send(text, chat=chat, reply_to=reply_to)
        await self.settle()
        return person.last

    async def start(self, person: Person, payload: str = "") -> Message:
        await self.tell_news()
        person.start(payload)
        await self.settle()
        return person.last

    async def tap(self, person: Person, button: str | type[Tap], *, message: Message | None = None) -> str:
        """The person presses a button, under the newest message unless told otherwise; the words of the toast.

        The button is found by its words, or by what it does: the first one that holds such a tap.
        """
        await self.tell_news()
        message = message or person.last
        words = button if isinstance(button, str) else button_of(message, button)["text"]
        return await self._pressed(person.press(message, words))

    async def forge(self, person: Person, tap: Tap, *, message: Message | None = None) -> str:
        """The person presses a button made by hand, one that the bot has not offered; the words of the toast."""
        return await self._pressed(person.press(message or person.last, data=tap.pack()))

    async def _pressed(self, press: Press) -> str:
        await self.settle()
        answer = await press.answered()
        return str(answer["text"])

    async def forget_old(self) -> None:
        """What is past its time goes, as on a day on which somebody wrote: by Telegram's clock it is that day."""
        self.services.clock_leaps.heard(self.clock())
        await run_job("forget_old", self.services)

    async def deliver_questions(self) -> None:
        """The clock ticks for the questions that wait for the staff chat."""
        await run_job("deliver_questions", self.services)

    def in_staff_chat(self) -> list[Message]:
        """What the bot wrote to the staff, oldest first."""
        messages = [Message(self.staff_chat, data) for data in self.staff_chat.messages.values()]
        return [message for message in messages if message.data["from"]["is_bot"]]


def button_of(message: Message, tap: type[Tap]) -> Json:
    """The first button under the message that holds such a tap, whatever its words."""
    for row in message.keyboard:
        for button in row:
            if tap.unpack(button.get("callback_data")):
                return button
    raise CannotDo(f"no button {tap.prefix!r} among {message.keyboard}")
