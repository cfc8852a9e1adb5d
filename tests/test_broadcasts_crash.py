"""`kill -9` in the middle of a broadcast: nobody gets it twice, and whoever is missing is reported as unknown."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.http import bot_api
from simulator.people import Chat, Json
from simulator.telegram import Telegram
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from storage.mailings.mailings import Audience, Mailings, Purpose
from storage.people.subscriptions import SubscriptionStore
from tests.processes import served, started

KILLS = 20
TEXT = "З понеділка курс доступний усім."
PATIENCE = 240.0


def noon_zone() -> str:
    """A zone in which it is about noon now: the bot is quiet at night, and the test must not ask what time it is."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


@dataclass(frozen=True)
class Size:
    """A broadcast, and how much of it may be under way at once."""

    people: int
    rate: int
    under_way: int
    waiting: int
    """Rows of those that may not have left."""


@pytest.fixture(params=[Size(3000, 990, 75, 75), Size(300, 30, 5, 2)], ids=["fast", "ordinary"])
def size(request: pytest.FixtureRequest) -> Size:
    size: Size = request.param
    return size


@pytest.fixture
def telegram(size: Size) -> Telegram:
    telegram = Telegram()
    for number in range(size.people):
        telegram.add_person(5000 + number, "Людина").has_started = True
    return telegram


@pytest.fixture
async def settings(size: Size, telegram: Telegram, tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    """A database in which a broadcast to everybody is held and due."""
    url = f"sqlite:///{tmp_path}/bot.db"
    async with open_database(url) as database:
        await migrate(database)
        now = datetime.now(UTC)
        for person in telegram.people.values():
            await SubscriptionStore(database).add(person.id, "osvita", now)
        mailings = Mailings(database)
        content = {"html": TEXT, "media": [], "buttons": [], "album": ""}
        number = await mailings.draft(Purpose.BROADCAST, content, Audience(theme="osvita"), now, 1, code="ABCDEFGH")
        await mailings.hold(number, "x", now, now + timedelta(days=1), now, 2)
    async with served(bot_api(telegram)) as api:
        yield {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": api,
            "DATABASE_URL": url,
            "SEND_RATE": str(size.rate),
            "TIMEZONE": noon_zone(),
        }


async def test_killed_again_and_again_it_repeats_nothing_and_loses_nothing(
    size: Size, telegram: Telegram, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    received: Counter[int] = Counter()
    original = telegram.post

    def post(chat: Chat, sender: Json, content: Json) -> Json:
        received[chat.id] += 1
        return original(chat, sender, content)

    monkeypatch.setattr(telegram, "post", post)

    chance = random.Random(11)
    at_least = size.people - KILLS * size.under_way  # received, should each kill lose as many as it may
    async with asyncio.timeout(PATIENCE):
        for kill in range(1, KILLS + 1):
            with started("run", **settings) as process:
                while received.total() < at_least * kill // (KILLS + 1):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
                await asyncio.sleep(chance.random() * 20 / size.rate)
                process.kill()
                process.wait()
        with started("run", **settings):
            async with open_database(settings["DATABASE_URL"]) as database:
                while (await database.fetch("SELECT state FROM mailings"))[0]["state"] != "finished":  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
                rows = await database.fetch("SELECT person_id, state FROM outbox")
    states = Counter(row["state"] for row in rows)
    assert max(received.values()) == 1, "nobody twice"
    assert states.total() == size.people
    assert set(states) <= {"sent", "unknown"}
    assert states["unknown"] <= KILLS * size.under_way
    missing = set(telegram.people) - set(received)
    unknown = {row["person_id"] for row in rows if row["state"] == "unknown"}
    assert missing <= unknown, "whoever is missing is reported"
    assert len(missing) <= KILLS * size.waiting
