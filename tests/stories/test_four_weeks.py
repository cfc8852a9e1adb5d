"""A notice to 66 hromadas, from sending to the last reply four weeks later: every number is the ledger's."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import httpx
import pytest

from channels.email import EmailChannel
from content.hromadas import load_hromadas
from services.notices import Via
from services.notices.messages import Question
from services.people import Post, Title
from simulator.people import Person
from storage.engine.database import Row
from tests.excel import rows_of
from tests.jobs import run_job
from tests.mail import Mailbox, mail_server
from tests.stories.notices.test_mails import PUBLIC, link
from tests.stories.notices.test_obligations import about
from tests.stories.notices.test_replies import totals
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World
from web.notices.by_mail import pages

AT_ONCE, LATE, NEVER, BY_MAIL, BY_PHONE = range(0, 30), range(30, 45), range(45, 52), range(52, 58), range(58, 64)
LEFT, BLOCKED = 64, 65
EXTENDED, CORRECTED = 44, 0


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        yield box


@pytest.fixture
async def world(stopped_world: World, box: Mailbox) -> AsyncIterator[World]:
    channel = EmailChannel(box.url, "bot@example.org")
    async with stopped_world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
        yield stopped_world


async def seat(world: World, mark: str, number: int) -> Person:
    person = world.telegram.add_person(number, f"Голова {number}")
    person.has_started = True
    made = await world.services.people.invites.into_post(Post(mark, Title.HEAD), ADMIN)
    await world.services.people.invites.take(made.token, person.id, person.data["first_name"])
    return person


async def tick(world: World) -> None:
    """A look of every job, and what is due is carried."""
    await run_job("plan_reminders", world.services)
    await run_job("send_mails", world.services)
    await world.services.mailings.dispatcher.carry_all()


async def reply(world: World, person: Person, number: int) -> None:
    await world.say(person, "/notices")
    await world.tap(person, "№ 1")
    await world.tap(person, "📝 Відповісти")
    await world.tap(person, "Сіл без оптики")
    await world.say(person, str(number), reply_to=person.last.id)
    await world.tap(person, "Надіслати відповідь")


async def test_from_sending_to_the_last_reply(world: World, box: Mailbox) -> None:
    marks = [each.slug for each in load_hromadas()]
    heads = {
        place: await seat(world, mark, 7000 + place)
        for place, mark in enumerate(marks)
        if place not in BY_MAIL and place not in BY_PHONE
    }
    names = [each.name for each in load_hromadas()]
    lines = "\n".join(f"{names[place]}: h{place}@example.org" for place in BY_MAIL)
    assert await world.services.notices.mails.keep_addresses(lines, ADMIN) == (len(BY_MAIL), [])
    notices, obligations = world.services.notices.notices, world.services.notices.obligations
    notice = await notices.write("Скільки сіл без оптики?", ADMIN)
    await notices.set_deadline(notice, 14)
    await world.services.notices.replies.ask(notice, "Сіл без оптики: число 0-300")
    await notices.address(notice, notices.heads(0))
    heads[BLOCKED].block()
    await notices.send(notice, ADMIN)
    await tick(world)
    assert about(heads[0], "Скільки сіл") == 1

    total = 0
    for place in AT_ONCE:
        await reply(world, heads[place], place)
        total += place
    async with httpx.AsyncClient(transport=httpx.ASGITransport(pages(world.services)), base_url=PUBLIC) as client:
        for number in range(len(BY_MAIL)):
            answer = await client.post(link(box, number), data={"what": "reply", "f0": "7"})
            assert "Відповідь записано" in answer.text
    total += 7 * len(BY_MAIL)
    owed = {each.post.place: each for each in await world.services.notices.read.of_notice(notice)}
    for place in BY_PHONE:
        assert await obligations.acknowledge_by(owed[marks[place]].number, Via.PHONE, ADMIN)

    # One leaves in the middle: her successor is told and finds it open.
    [tenure] = await world.services.people.posts.of_person(heads[LEFT].id)
    await world.services.people.posts.leave(tenure.id, heads[LEFT].id)
    successor = await seat(world, marks[LEFT], 7999)
    # One asks for ten working days.
    late = owed[marks[EXTENDED]].number
    await obligations.ask_for_time(late, "Хворіє староста", heads[EXTENDED].id)
    until = await obligations.want(late, 10, heads[EXTENDED].id)
    assert until
    assert await obligations.decide(late, Question.EXTEND, ADMIN, agreed=True)

    reminded = Counter[int]()
    start = world.clock.now
    for day in range(1, 29):
        world.clock.now = (start + timedelta(days=day)).replace(hour=9, minute=5)
        await tick(world)
        world.clock.move(timedelta(hours=2))
        await tick(world)
        if day == 16:  # two days late
            for place in LATE:
                if place != EXTENDED:
                    await reply(world, heads[place], 2)
                    total += 2
            await reply(world, successor, 3)
            total += 3
        if day == 20:
            await world.say(heads[CORRECTED], "/notices")
            await world.tap(heads[CORRECTED], "Виконані: 1")
            await world.tap(heads[CORRECTED], "№ 1")
            await world.tap(heads[CORRECTED], "Виправити відповідь")
            await world.tap(heads[CORRECTED], "Сіл без оптики")
            await world.say(heads[CORRECTED], "100", reply_to=heads[CORRECTED].last.id)
            await world.tap(heads[CORRECTED], "Надіслати відповідь")
            total += 100
    assert until == world.clock.now.date(), "on her last day"
    await reply(world, heads[EXTENDED], 5)
    total += 5

    for place in AT_ONCE:
        assert about(heads[place], "Нагадуємо") == about(heads[place], "Що від вас чекає ОВА") == 0, "done is done"
    for place in NEVER:
        reminded[about(heads[place], "Нагадуємо")] += 1
        digests = [each.text for each in heads[place].replies if "Що від вас чекає ОВА" in each.text]
        assert len(digests) == 4, "a Monday each, but for the one on which it was sent"
        assert all("доручень: 1\n" in text for text in digests), "what she owes, no more"
    assert set(reminded) == {3}, "the ladder, but for what Monday's digests said"
    assert about(successor, "Скільки сіл") >= 1

    # Nobody replied: those who never do, by phone only, and who stopped the bot.
    open_ = len(NEVER) + len(BY_PHONE) + 1
    [progress] = await world.services.notices.read.newest()
    assert (progress.addressed, progress.done, progress.replied) == (66, 66 - open_, 66 - open_)
    assert progress.told == 66 - 1, "all but the one who stopped the bot"
    assert progress.acknowledged == 66 - len(NEVER) - 1
    await desk(world, "Доручення", "№ 1", "Дошка")
    caption = world.iryna.last.data["caption"]
    assert f"виконано: {66 - open_}" in caption
    assert f"прострочено: {open_}" in caption
    _headings, *rows = rows_of(await board_excel(world))
    stages = Counter(row[2] for row in rows)
    assert stages == {"виконано": 66 - open_, "прострочено": open_}
    assert sum(bool(row[4]) for row in rows) == progress.told
    told_by = Counter(way for row in rows for way in str(row[5] or "").split(", ") if way)
    assert told_by == {"Telegram": 66 - len(BY_MAIL) - len(BY_PHONE) - 1, "пошта": len(BY_MAIL)}
    ways = Counter(row[7] for row in rows)
    assert (ways["пошта"], ways["телефон"]) == (len(BY_MAIL), len(BY_PHONE))
    assert f"Сіл без оптики: {total}" in await totals(world, notice)
    excel = await world.services.notices.reply_results.as_excel(notice, ADMIN)
    assert excel
    assert rows_of(excel)[-1][3] == total
    hours = [datetime.fromtimestamp(row["done_at"] / 1000, tz=world.clock.now.tzinfo).hour for row in await sent(world)]
    assert all(8 <= hour < 21 for hour in hours)


async def board_excel(world: World) -> bytes:
    return await world.services.notices.notice_board.as_excel(1, ADMIN)


async def sent(world: World) -> list[Row]:
    return await world.database.fetch("SELECT done_at FROM outbox WHERE state = 'sent'")
