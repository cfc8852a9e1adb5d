"""On Monday morning the staff see what the week was like."""

from __future__ import annotations

from datetime import datetime, timedelta

from simulator.people import Message
from storage.answers import propose
from tests.jobs import run_job
from tests.stories.world import KYIV, World

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=KYIV)


def digests(world: World) -> list[Message]:
    return [message for message in world.in_staff_chat() if "photo" in message.data]


async def test_the_week_is_told_once_on_monday_morning(world: World) -> None:
    world.clock.now = MONDAY - timedelta(days=3)
    await world.say(world.olena, "чи працює дія без інтернету")
    await world.tap(world.olena, "👍 Допомогло")
    await world.say(world.mykola, "чи буде зоопарк у Бердичеві")
    await world.say(world.mykola, "привіт")
    async with world.database.transaction() as statements:
        await propose(statements, 1, "diia-offline", "Ірина", world.clock())
    assert await world.services.answers.lessons.take_in(1, world.iryna.id, "Ірина")
    world.clock.now = MONDAY - timedelta(minutes=1)
    await run_job("send_weekly_digest", world.services)
    assert digests(world) == []
    world.clock.now = MONDAY
    await run_job("send_weekly_digest", world.services)
    await run_job("send_weekly_digest", world.services)
    (digest,) = digests(world)
    caption = digest.data["caption"].replace("\xa0", " ")
    assert "16 листопада 2026 року – 22 листопада 2026 року" in caption
    assert "Запитань: 3. Відповіли одразу: 1." in caption
    assert "Не знали: 1. Не наша тема або вітання: 1." in caption
    assert "Документи в Дії – 1" in caption
    assert "Допомогло: 1, не допомогло: 0." in caption
    assert "Нових формулювань у пошуку: 1. Тем досі без відповіді: 1." in caption
    picture = world.telegram.file(digest.data["photo"][-1]["file_id"]).content
    assert picture.startswith(b"\x89PNG")


async def test_what_is_less_known_than_in_the_month_before_is_told_by_theme(world: World) -> None:
    unknown = "чи буде зоопарк у Бердичеві"
    for day, text in ((20, "чи працює дія без інтернету"), (18, "чи працює дія без інтернету"), (3, unknown)):
        world.clock.now = MONDAY - timedelta(days=day)
        await world.say(world.olena, text)
    async with world.database.transaction() as statements:
        await propose(statements, 3, "diia-offline", "Ірина", world.clock())
    await world.say(world.olena, "чи працює дія без інтернету")
    world.clock.now = MONDAY
    digest = await world.services.answers.weekly_digest.make(MONDAY.replace(hour=0) - timedelta(days=7))
    assert [(each.theme, each.share, each.before) for each in digest.drift] == [("Документи в Дії", 0.5, 0.0)]
    await run_job("send_weekly_digest", world.services)
    (sent,) = digests(world)
    assert "Документи в Дії – 50% (0%)." in sent.data["caption"]


async def test_a_quiet_week_has_no_digest(world: World) -> None:
    world.clock.now = MONDAY
    await run_job("send_weekly_digest", world.services)
    assert digests(world) == []


async def test_what_telegram_did_not_take_stays_due_and_a_late_start_makes_it_up_once(world: World) -> None:
    world.clock.now = MONDAY - timedelta(days=1)
    await world.say(world.olena, "чи працює дія без інтернету")
    world.clock.now = MONDAY + timedelta(days=2, hours=5)
    world.telegram.faults.fail("sendPhoto", times=3)
    await run_job("send_weekly_digest", world.services)
    assert digests(world) == []
    for _run in range(2):
        await run_job("send_weekly_digest", world.services)
        await run_job("send_to_staff", world.services)
    assert len(digests(world)) == 1
