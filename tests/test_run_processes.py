"""Several processes of `bot.py run` over one PostgreSQL, behind a balancer, as the simulated Telegram reaches them."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.chat.taps import Skip
from services.notices.forms import lacks
from services.people import Post, Title
from simulator.http import bot_api
from simulator.people import Chat, Json
from simulator.telegram import Telegram
from storage.engine.database import Database
from storage.mailings.mailings import Audience, Mailings, Purpose
from storage.mailings.reminders import PlannedReminders, Reminder
from storage.notices.notices import MOST_POSTS, NoticeStore
from storage.people.drafts import DraftStore
from storage.people.posts import PostStore
from storage.people.subscriptions import SubscriptionStore
from tests.processes import served, started
from tests.test_broadcasts_crash import noon_zone
from tests.test_run import until_true

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

SECRET = "a-B_9"
HEADS, NOTICES, READERS, RATE = 60, 3, 300, 60
UNDER_WAY = 5
"""Rows that are claimed at once at that rate."""
TEXT = "З понеділка курс доступний усім."
PATIENCE = 120.0


class Workers:
    """Processes of the bot, each at a port of its own, and the balancer before them."""

    def __init__(self, client: httpx.AsyncClient, stack: ExitStack, settings: dict[str, str]) -> None:
        self._client = client
        self._stack = stack
        self._settings = settings
        self._turn = count()
        self.running: dict[int, subprocess.Popen[str]] = {}
        """By their port."""
        self.taken: Counter[int] = Counter()
        """Updates that each has taken."""
        self.balancer = Starlette(routes=[Route("/telegram", self._pass_on, methods=["POST"])])

    async def start(self, url: str, number: int) -> None:
        for _ in range(number):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = int(free.getsockname()[1])
            self.running[port] = self._stack.enter_context(
                started("run", **self._settings, WEBHOOK_URL=f"{url}/telegram", PORT=str(port))
            )
        for process in self.running.values():
            assert process.stdout
            assert "працює" in await asyncio.to_thread(process.stdout.readline)

    async def health(self, port: int) -> Json:
        health: Json = (await self._client.get(f"http://127.0.0.1:{port}/healthz")).json()
        return health

    async def leaders(self) -> list[int]:
        return [port for port in self.running if (await self.health(port))["leads"]]

    async def leader(self) -> int:
        """The one that leads, once there is one."""
        async with asyncio.timeout(PATIENCE):
            while not (leaders := await self.leaders()):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        [leader] = leaders
        return leader

    async def kill_leader(self) -> None:
        process = self.running.pop(await self.leader())
        process.kill()
        process.wait()

    async def stop(self) -> None:
        """All end by themselves when they are told to."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            _, logged = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
            assert process.returncode == 0
            assert "Traceback" not in logged

    async def _pass_on(self, request: Request) -> Response:
        """To the next in turn that takes it."""
        body = await request.body()
        ports = list(self.running)
        turn = next(self._turn)
        for place in range(len(ports)):
            port = ports[(turn + place) % len(ports)]
            try:
                answer = await self._client.post(
                    f"http://127.0.0.1:{port}/telegram", content=body, headers=dict(request.headers)
                )
            except httpx.TransportError:
                continue
            if answer.status_code == 200:
                self.taken[port] += 1
                return Response()
        return Response(status_code=503)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@asynccontextmanager
async def working(telegram: Telegram, database_url: str, number: int) -> AsyncIterator[Workers]:
    """So many processes, all of which have started."""
    async with served(bot_api(telegram)) as api:
        settings = {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": api,
            "DATABASE_URL": database_url,
            "WEBHOOK_SECRET": SECRET,
            "SEND_RATE": str(RATE),
            "TIMEZONE": noon_zone(),
        }
        with ExitStack() as stack:
            async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
                workers = Workers(client, stack, settings)
                async with served(workers.balancer) as url:
                    await workers.start(url, number)
                    yield workers
                    telegram.set_webhook(None)


async def write_a_broadcast_and_reminders(telegram: Telegram, database: Database) -> None:
    """A broadcast to the readers that is due, and to every head a reminder of each notice, as the bot plans them."""
    now = datetime.now(UTC)
    for number in range(READERS):
        reader = telegram.add_person(5000 + number, "Читачка")
        reader.has_started = True
        await SubscriptionStore(database).add(reader.id, "osvita", now)
    mailings = Mailings(database)
    content = {"html": TEXT, "media": [], "buttons": [], "album": ""}
    broadcast = await mailings.draft(Purpose.BROADCAST, content, Audience(theme="osvita"), now, 1, code="ABCDEFGH")
    await mailings.hold(broadcast, "x", now, now + timedelta(days=1), now, 2)

    posts = [Post(f"h{number:05}", Title.HEAD) for number in range(1, HEADS + 1)]
    await PostStore(database).ensure(posts, now)
    for number, post in enumerate(posts):
        telegram.add_person(1001 + number, "Голова").has_started = True
        await database.execute(
            "INSERT INTO tenures (post, person_id, name, kind, since_at) VALUES (:post, :person, 'P', 'holder', 0)",
            post=post.id,
            person=1001 + number,
        )
    notices, reminders = NoticeStore(database), PlannedReminders(database)
    for number in range(1, NOTICES + 1):
        notice = await notices.write(f"Доручення {number}", now, 1)
        deadline = now.date() + timedelta(days=40)  # no reminder is due by itself
        await notices.set_deadline(notice, deadline)
        await notices.address(notice, posts)
        await notices.hold(notice, now, now, 2)
        await notices.leave(notice, now, lacks)
        for kind, purpose, stage in (
            ("notice", Purpose.NOTICE, "new"),
            ("obligation", Purpose.REMINDER, f"eve {deadline}"),
        ):
            told = [
                Reminder(person_id=1000 + place, about=notice * MOST_POSTS + place, stage=stage)
                for place in range(1, HEADS + 1)
            ]
            await reminders.plan(kind, purpose, told, now, now + timedelta(days=1))
    await database.execute("UPDATE mailings SET state = 'finished' WHERE purpose = 'notice'")  # they have them
    await database.execute(
        "UPDATE outbox SET state = 'sent' WHERE mailing IN (SELECT id FROM mailings WHERE purpose = 'notice')"
    )


async def test_the_leader_killed_twice_nobody_is_told_twice_and_reminders_come(
    telegram: Telegram, database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_a_broadcast_and_reminders(telegram, database)
    broadcast, reminders = Counter[int](), Counter[tuple[int, str]]()
    original = telegram.post

    def post(chat: Chat, sender: Json, content: Json) -> Json:
        text = content.get("text", "")
        if TEXT in text:
            broadcast[chat.id] += 1
        elif "Нагадуємо про доручення" in text:
            reminders[chat.id, *re.findall(r"№ (\d+)", text)] += 1
        return original(chat, sender, content)

    monkeypatch.setattr(telegram, "post", post)
    async with working(telegram, database_url, 3) as workers, asyncio.timeout(PATIENCE):
        await until_true(lambda: reminders.total() >= HEADS)
        await workers.kill_leader()
        await until_true(lambda: broadcast.total() >= READERS // 3)
        assert len(await workers.leaders()) == 1
        await workers.kill_leader()
        # What else is for heads waits for a working day, whenever this runs.
        ours = "SELECT id FROM mailings WHERE state <> 'finished' AND purpose <> 'notice'"
        while await database.fetch(ours):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        [last] = workers.running
        assert await workers.leader() == last
        await workers.stop()
    rows = await database.fetch(
        "SELECT m.purpose, o.person_id, o.state FROM outbox o JOIN mailings m ON m.id = o.mailing"
    )
    states = Counter(row["state"] for row in rows if row["purpose"] == "broadcast")
    assert max(broadcast.values()) == 1, "nobody twice"
    assert states.total() == READERS
    assert set(states) <= {"sent", "unknown"}
    assert states["unknown"] <= 2 * UNDER_WAY
    unknown = {row["person_id"] for row in rows if row["purpose"] == "broadcast" and row["state"] == "unknown"}
    assert set(range(5000, 5000 + READERS)) - set(broadcast) <= unknown, "whoever is missing is reported"
    assert {row["state"] for row in rows if row["purpose"] == "reminder"} == {"sent"}
    assert len(reminders) == HEADS * NOTICES, "every reminder at least once"
    assert max(reminders.values()) <= 2, "and at most once more"
    assert sum(reminders.values()) - len(reminders) <= 2 * UNDER_WAY


async def test_two_workers_serve_one_person_at_once_and_no_answer_is_lost(
    telegram: Telegram, database: Database, database_url: str
) -> None:
    people = [telegram.add_person(1001 + number, "Людина") for number in range(20)]
    drafts, said = DraftStore(database), "не приймаємо екрани"
    async with working(telegram, database_url, 2) as workers, asyncio.timeout(PATIENCE):
        for person in people:
            person.start()
        await until_true(lambda: telegram.pending == 0)
        for person in people:
            # She is asked what the refusal was grounded on: by a button, in her own words, or not at all.
            await drafts.keep(person.id, "case", "ground", {"case": "1"}, 0, datetime.now(UTC))
            person.send(said)
            person.press(person.last, data=Skip("case", "ground").button("").data)
        await until_true(lambda: telegram.pending == 0)
        [leader] = await workers.leaders()
        [follower] = workers.running.keys() - {leader}
        health = await workers.health(follower)
        assert (health["status"], health["dispatcher"]["runs"]) == ("ok", False)
        assert list(health["clock"]["succeeded_at"]) == [
            "reload_content",
            "follow_desk",
            "write_questions",
            "watch_webhook",
            "follow_staff_chat",
        ]
        assert len(workers.taken) == 2, "both have served"
        await workers.stop()
    for person in people:
        draft = await drafts.of(person.id, "case")
        assert draft
        assert said in draft.answers.values(), "taken for the answer to this question or to the next"
