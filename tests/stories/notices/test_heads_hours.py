"""What the department writes to posts comes on working days, by day: notices, reminders, changes, mails alike.

An emergency and what was withdrawn come at any hour.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from channels.email import EmailChannel
from services.content import Content
from services.heads_hours import HeadsHours
from services.notices import Ending
from simulator.people import Message
from tests.jobs import run_job
from tests.mail import Mailbox, mail_server
from tests.stories.notices.test_mails import PUBLIC
from tests.stories.notices.test_notice_life import BERDYCHIV, change, plain
from tests.stories.notices.test_notices import press_send, send
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import KYIV, World

FRIDAY_EVENING, SATURDAY, MONDAY = "2026-11-27 20:30", "2026-11-28 12:00", "2026-11-30 08:00"


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        yield box


@pytest.fixture
async def world(stopped_world: World, box: Mailbox) -> AsyncIterator[World]:
    """Mykola is a head in Telegram, the head of Berdychiv reads mail."""
    channel = EmailChannel(box.url_with_password, "Відділ <bot@example.org>")
    async with stopped_world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
        await join(stopped_world, stopped_world.mykola, await invite(stopped_world))
        await stopped_world.services.people.posts.set_email(BERDYCHIV, "rada@berd.gov.ua", ADMIN)
        yield stopped_world


async def pass_by(world: World) -> None:
    """What the clock does by itself; twice, for one message a second goes to a chat."""
    for _ in range(2):
        world.clock.move(timedelta(seconds=2))
        for job in ("send_notices", "plan_reminders", "send_mails"):
            await run_job(job, world.services)
        await world.tell_news()
        await world.services.mailings.dispatcher.carry_all()


async def heard(world: World, box: Mailbox, at: str) -> tuple[list[Message], int]:
    """What the head gets, and how many mails leave, when it becomes that time."""
    seen, mails = len(world.mykola.replies), len(box.mails)
    world.clock.strike(at)
    await pass_by(world)
    return world.mykola.replies[seen:], len(box.mails) - mails


async def sent(world: World) -> None:
    await send(world, to="Бердичівський")
    await press_send(world)
    await pass_by(world)


async def nothing_until_monday(world: World, box: Mailbox) -> Message:
    """The one message that waits for Monday morning."""
    for at in (SATURDAY, "2026-11-29 12:00", "2026-11-30 07:58"):
        assert await heard(world, box, at) == ([], 0)
    told, mails = await heard(world, box, MONDAY)
    assert mails == 1
    [message, *others] = told
    assert not others
    return message


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-27 08:00", "2026-11-27 08:00"),
        ("2026-11-27 19:59", "2026-11-27 19:59"),
        ("2026-11-27 07:59", "2026-11-27 08:00"),
        ("2026-11-26 20:00", "2026-11-27 08:00"),
        ("2026-11-27 20:00", "2026-11-30 08:00"),
        ("2026-11-28 12:00", "2026-11-30 08:00"),
        ("2026-11-29 23:00", "2026-11-30 08:00"),
    ],
)
def test_the_hours(content: Content, at: str, opens: str) -> None:
    now, then = (datetime.fromisoformat(each).replace(tzinfo=KYIV) for each in (at, opens))
    assert HeadsHours(content).opens(now) == then
    assert HeadsHours(content).hold(now) == (at == opens)


async def test_a_notice_of_friday_evening_comes_on_monday_and_staff_know_it(world: World, box: Mailbox) -> None:
    world.clock.strike(FRIDAY_EVENING)
    await send(world, to="Бердичівський")
    assert "Голови отримають це 30 листопада 2026 року, 08:00 (понеділок)" in plain(world.iryna.last)
    await press_send(world)
    await pass_by(world)
    assert "Доручення № 1" in plain(await nothing_until_monday(world, box))


async def test_an_urging_on_a_saturday_comes_on_monday_and_staff_know_it(world: World, box: Mailbox) -> None:
    await sent(world)
    world.clock.strike(SATURDAY)
    await pass_by(world)
    await desk(world, "Доручення", "№ 1", "Нагадати решті")
    assert "Голови отримають це 30 листопада" in plain(world.iryna.last)
    await world.tap(world.iryna, "Так, нагадати")
    assert "Голови отримають це 30 листопада" in plain(world.iryna.last)
    await pass_by(world)
    assert "Відділ чекає, що ви ознайомитеся" in plain(await nothing_until_monday(world, box))


@pytest.mark.parametrize(
    ("buttons", "words"),
    [
        (("Перенести строк", "14 днів", "Усім", "Так, перенести"), "новий строк"),
        (("Закрити достроково", "Так, закрити"), "закрито достроково"),
    ],
)
async def test_a_change_on_a_saturday_is_told_on_monday(
    world: World, box: Mailbox, buttons: tuple[str, ...], words: str
) -> None:
    await sent(world)
    world.clock.strike(SATURDAY)
    await pass_by(world)
    await change(world, *buttons)
    await pass_by(world)
    assert words in plain(await nothing_until_monday(world, box))


async def test_a_correction_at_night_is_told_in_the_morning(world: World, box: Mailbox) -> None:
    await sent(world)
    world.clock.strike("2026-11-24 22:00")
    await change(world, "Виправити", "Текст")
    await world.say(world.iryna, "Надайте перелік шкіл.")
    await world.tap(world.iryna, "📨 Надіслати виправлення")
    assert await heard(world, box, "2026-11-24 22:05") == ([], 0)
    told, mails = await heard(world, box, "2026-11-25 08:00")
    assert ["Доручення виправлено" in plain(each) for each in told] == [True]
    assert mails == 1


async def test_by_day_a_change_is_told_at_once(world: World, box: Mailbox) -> None:
    await sent(world)
    seen, mails = len(world.mykola.replies), len(box.mails)
    await change(world, "Закрити достроково", "Так, закрити")
    await pass_by(world)
    assert ["закрито" in plain(each) for each in world.mykola.replies[seen:]] == [True]
    assert len(box.mails) - mails == 1


async def test_what_is_withdrawn_by_night_is_told_at_once(world: World, box: Mailbox) -> None:
    await sent(world)
    world.clock.strike("2026-11-28 23:00")
    await pass_by(world)
    seen, mails = len(world.mykola.replies), len(box.mails)
    await change(world, "Відкликати", "Так, відкликати")
    await pass_by(world)
    assert ["відкликано" in plain(each) for each in world.mykola.replies[seen:]] == [True]
    assert len(box.mails) - mails == 1
    assert await heard(world, box, MONDAY) == ([], 0)


async def test_only_the_last_of_two_moves_of_a_weekend_is_told(world: World, box: Mailbox) -> None:
    await sent(world)
    world.clock.strike(SATURDAY)
    await pass_by(world)
    await change(world, "Перенести строк", "7 днів", "Усім", "Так, перенести")
    await change(world, "Перенести строк", "14 днів", "Усім", "Так, перенести")
    await pass_by(world)
    assert "новий строк – 14 грудня" in plain(await nothing_until_monday(world, box))


async def test_an_emergency_comes_at_night_and_its_reminders_do_not(world: World, box: Mailbox) -> None:
    world.clock.strike("2026-11-28 23:30")
    notices = world.services.notices.notices
    number = await notices.write("Відкрийте пункти обігріву.", ADMIN)
    await notices.set_deadline(number, 3)
    await notices.address(number, notices.heads(1))
    draft = await world.services.notices.read.written(number)
    assert draft
    seal = (await notices.view(draft)).seal
    await notices.approve(number, seal, ADMIN, emergency="Прорвало дамбу")
    told, mails = await heard(world, box, "2026-11-28 23:35")
    assert ["пункти обігріву" in plain(each) for each in told] == [True]
    assert mails == 1
    await world.services.notices.reminders.urge(number)
    assert await heard(world, box, "2026-11-29 10:00") == ([], 0)
    posts = world.services.people.posts
    [tenure] = await posts.of_person(world.mykola.id)
    await posts.leave(tenure.id, world.mykola.id)
    world.clock.strike("2026-12-02 23:00")
    halyna = world.telegram.add_person(1005, "Галина")
    await join(world, halyna, await invite(world))
    await pass_by(world)
    assert not [each for each in halyna.replies if "пункти обігріву" in each.text], "she reads it by day"
    world.clock.strike("2026-12-03 08:30")
    await pass_by(world)
    assert [each for each in halyna.replies if "пункти обігріву" in each.text]


async def test_who_wants_no_messages_by_day_is_told_after_it(world: World, box: Mailbox) -> None:
    await world.services.people.people.keep_quiet_hours(world.mykola.id, 7 * 60, 20 * 60)
    await sent(world)
    assert not [each for each in world.mykola.replies if "Доручення № 1" in plain(each)]
    told, _mails = await heard(world, box, "2026-11-23 20:05")
    assert ["Доручення № 1" in plain(each) for each in told] == [True]
    await world.services.notices.notices.end(1, Ending.CLOSED, ADMIN)
    told, _mails = await heard(world, box, "2026-11-23 20:10")
    assert ["закрито" in plain(each) for each in told] == [True]


async def test_what_the_department_decides_on_a_wish_comes_by_day(world: World, box: Mailbox) -> None:
    await sent(world)
    await world.tap(world.mykola, "Не до нас")
    await world.say(world.mykola, "Це робить область.")
    await pass_by(world)
    world.clock.strike("2026-11-23 21:30")
    asked = next(each for each in reversed(world.in_staff_chat()) if "Не до нас" in each.text)
    await world.tap(world.iryna, "Погодитися", message=asked)
    await world.tap(world.iryna, "Так, зняти", message=asked)
    assert await heard(world, box, "2026-11-23 21:40") == ([], 0)
    told, _mails = await heard(world, box, "2026-11-24 08:00")
    assert ["погодився" in plain(each) for each in told] == [True]
