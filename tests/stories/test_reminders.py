"""Random orders of events: no reminder after its stop condition, none twice, none in quiet hours, on any odd night."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobs import tell_notices
from services.posts import Post, Title
from tests.stories.test_posts import ADMIN
from tests.stories.world import World

KYIV = ZoneInfo("Europe/Kyiv")
MARKS = ["h02001", "h02003", "h02005"]
EVENTS = 60


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 10, 19, 10, 0, tzinfo=KYIV),  # over the night that is an hour longer
        datetime(2027, 3, 22, 10, 0, tzinfo=KYIV),  # over the one that is an hour shorter
        datetime(2026, 12, 24, 10, 0, tzinfo=KYIV),  # over a year's and a month's end, and holidays
    ],
    ids=["autumn", "spring", "new-year"],
)
async def test_reminders_stop_and_come_once(stopped_world: World, start: datetime, seed: int) -> None:
    world, chance = stopped_world, random.Random(seed)
    world.clock.now = start
    notices_done: dict[tuple[int, int], int] = {}
    """By person and notice: how many messages she had when nothing was owed any more."""
    async with world.running(admin_ids=[ADMIN]):
        services = world.services
        heads = []
        for number, mark in enumerate(MARKS):
            person = world.telegram.add_person(7000 + number, "Голова")
            person.has_started = True
            made = await services.invites.into_post(Post(mark, Title.HEAD), ADMIN)
            await services.invites.take(made.token, person.id, "Голова")
            heads.append(person)
        for _event in range(EVENTS):
            match chance.choice(["new", "ack", "ack", "release", "extend", "urge", "time", "time", "time", "carry"]):
                case "new":
                    notice = await services.notices.write(f"Завдання {chance.random()}", ADMIN)
                    await services.notices.set_deadline(notice, chance.randint(1, 12))
                    await services.notices.address(notice, [Post(mark, Title.HEAD) for mark in MARKS])
                    await services.notices.send(notice, ADMIN)
                case "time":
                    moved = world.clock.now.astimezone(UTC) + timedelta(hours=chance.choice([1, 7, 13, 26]))
                    world.clock.now = moved.astimezone(KYIV)
                    await tell_notices.run(services)
                case "carry":
                    await services.courier.carry_all()
                case "urge":
                    for progress in await services.notices.progress():
                        await services.notices.urge(progress.notice.id)
                case event:
                    person = chance.choice(heads)
                    owed = await services.notices.owed_by(person.id)
                    if owed:
                        due = chance.choice(owed)
                        if event == "ack":
                            await services.notices.acknowledge(due.number, person.id)
                            notices_done[person.id, due.notice.id] = len(person.replies)
                        elif event == "release":
                            await services.notices.decline(due.number, "не наше", person.id)
                            await services.notices.decide(due.number, "release", ADMIN, agreed=True)
                            notices_done[person.id, due.notice.id] = len(person.replies)
                        else:
                            await services.notices.ask_for_time(due.number, "бракує людей", person.id)
                            await services.notices.want(due.number, chance.choice([3, 5, 10]), person.id)
                            await services.notices.decide(due.number, "extend", ADMIN, agreed=chance.random() < 0.7)
        await services.courier.carry_all()
        for person in heads:
            for (of, notice), seen in notices_done.items():
                if of == person.id:
                    later = [each.text for each in person.replies[seen:]]
                    mentioned = [text for text in later if re.search(rf"• № {notice},", text)]
                    assert not mentioned, f"{seed}: notice {notice} was done"
    twice = Counter(
        (row["person_id"], row["notice"], row["post"], row["step"])
        for row in await world.database.fetch("SELECT person_id, notice, post, step FROM tellings")
    )
    assert max(twice.values(), default=1) == 1
    for row in await world.database.fetch("SELECT done_at FROM outbox WHERE state = 'sent'"):
        at = datetime.fromtimestamp(row["done_at"] / 1000, tz=KYIV)
        assert 8 <= at.hour < 21, f"{seed}: {at}"
