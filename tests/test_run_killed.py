"""`bot.py run` killed again and again: no update is lost, and none that was handled to its end is handled again."""

from __future__ import annotations

import json
import random
import sqlite3
from asyncio import sleep
from contextlib import closing
from pathlib import Path

from handlers.chat.taps import ShowMenu
from simulator.http import bot_api
from simulator.people import Person
from simulator.telegram import Telegram
from tests.processes import served, started
from tests.test_run import unhandled, until_true

KILLS = 12
AT_ONCE = 8


def in_doubt(file: Path) -> set[int]:
    """People whose updates were fetched, but not marked as handled."""
    with closing(sqlite3.connect(file)) as database:
        bodies = [json.loads(body) for (body,) in database.execute("SELECT body FROM updates WHERE body IS NOT NULL")]
    return {body["message" if "message" in body else "callback_query"]["from"]["id"] for body in bodies}


async def test_nothing_is_lost_and_nothing_handled_is_repeated(tmp_path: Path) -> None:
    telegram, chance, file = Telegram(), random.Random(17), tmp_path / "bot.db"
    people = [telegram.add_person(1000 + number, "Людина") for number in range(KILLS * AT_ONCE)]
    new, asked, done = list(people), list[Person](), dict[int, int]()
    telegram.faults.slowness = 0.02
    async with served(bot_api(telegram)) as url:
        settings = {"BOT_TOKEN": telegram.token, "BOT_API_URL": url, "DATABASE_URL": f"sqlite:///{file}"}
        for _ in range(KILLS):
            telegram.calls.clear()
            with started("run", **settings) as process:
                await until_true(lambda: "getUpdates" in telegram.calls)
                for _ in range(AT_ONCE):
                    if (pressing := chance.choice(asked or [None])) and pressing.replies and pressing.id not in done:
                        pressing.press(pressing.replies[0], data=ShowMenu().button("").data)
                    asked.append(new.pop())
                    asked[-1].send("чи працює дія без інтернету")
                    await sleep(chance.random() * 0.03)
                await sleep(chance.random() * 0.1)
                process.kill()
                process.wait()
            doubtful = in_doubt(file)
            for person in asked:
                if person.id in done:
                    assert len(person.replies) == done[person.id], "what was handled is not handled again"
                elif person.replies and person.id not in doubtful:
                    done[person.id] = len(person.replies)
        with started("run", **settings):
            await until_true(lambda: not telegram.pending and not unhandled(settings))
    assert [person.id for person in people if not person.replies] == [], "nobody is left without an answer"
    assert telegram.unanswered == []
    assert len(done) > KILLS, "some were handled between the kills"
