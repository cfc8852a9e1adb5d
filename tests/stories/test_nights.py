"""The nights in which the clocks change: what is due leaves once, at its hour by the clock on the wall."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.jobs import run_job
from tests.stories.mailings.test_broadcasts import got, subscribe, write
from tests.stories.notices.test_notices import press_send, send
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import World

SHORTER, LONGER = "2027-03-28", "2026-10-25"
"""Sundays. At three it is four in the spring; in the autumn the hour from three to four comes twice."""


@pytest.fixture
async def world(stopped_world: World, database_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN], database_url=database_url, backup_folder=tmp_path / "copies"):
        yield stopped_world


def ticks(world: World, until: str, every: timedelta) -> Iterator[str]:
    """The time passes in such steps; what the clock on the wall shows at each."""
    while wall(world) < until:
        world.clock.move(every)
        yield wall(world)


def wall(world: World) -> str:
    return f"{world.clock.now:%Y-%m-%d %H:%M}"


def day(sunday: str, by: int) -> str:
    """So many days after that Sunday."""
    return str(date.fromisoformat(sunday) + timedelta(days=by))


@pytest.mark.parametrize(("sunday", "copied_at"), [(SHORTER, "04:00"), (LONGER, "03:30")])
async def test_the_nightly_copy_and_the_weekly_broadcast_come_once_at_their_hour(
    world: World, tmp_path: Path, sunday: str, copied_at: str
) -> None:
    world.clock.strike(f"{day(sunday, -8)} 12:00")
    [person] = await subscribe(world, 1)
    page = await write(world)
    await world.tap(world.iryna, "🕘 Коли", message=page)
    await world.tap(world.iryna, f"{date.fromisoformat(day(sunday, -7)):%d.%m.%Y} 10:00")
    await world.tap(world.iryna, "щотижня")
    await world.tap(world.iryna, "📨 Надіслати")
    world.clock.strike(f"{day(sunday, -7)} 10:00")
    await world.services.mailings.dispatcher.carry_all()
    assert got(person) == 1

    world.clock.strike(f"{day(sunday, -1)} 22:00")
    copy = tmp_path / "copies" / f"bot-{sunday}.db"
    copies, sent, made, count = [], [], 0, 1
    for now in ticks(world, f"{sunday} 13:00", timedelta(minutes=10)):
        await run_job("back_up", world.services)
        await world.services.mailings.dispatcher.carry_all()
        if copy.exists() and copy.stat().st_mtime_ns != made:
            made = copy.stat().st_mtime_ns
            copies.append(now)
        if got(person) != count:
            count = got(person)
            sent.append(now)
    assert copies == [f"{sunday} {copied_at}"]
    assert sent == [f"{sunday} 10:00"]
    assert count == 2


@pytest.mark.parametrize("sunday", [SHORTER, LONGER])
async def test_reminders_of_a_notice_due_on_the_monday_after_come_once_in_the_morning(
    world: World, sunday: str
) -> None:
    world.clock.strike(f"{day(sunday, -6)} 12:00")
    await join(world, world.mykola, await invite(world))
    await send(world, to="Бердичівський")
    await press_send(world)
    world.clock.strike(f"{day(sunday, -6)} 12:30")
    seen = len(world.mykola.replies)
    reminders = []
    for now in ticks(world, f"{day(sunday, 2)} 12:00", timedelta(minutes=30)):
        await run_job("plan_reminders", world.services)
        await world.services.mailings.dispatcher.carry_all()
        reminders += [now for each in world.mykola.replies[seen:] if "№ 1" in each.text]
        seen = len(world.mykola.replies)
    assert reminders == [f"{day(sunday, by)} 09:00" for by in (-2, 1, 2)]


async def test_shortly_after_midnight_it_is_the_new_day_everywhere(world: World) -> None:
    """In UTC, in which times are kept, it is still the day before."""
    world.clock.strike(f"{day(LONGER, 0)} 00:30")
    await join(world, world.mykola, await invite(world))
    post = await desk(world, "Посади", "Знайти громаду", "Бердичівський", "Андрушівська", "Голова")
    assert "25 жовтня 2026" in post.text.replace("\xa0", " ")
    await invite(world)
    assert "до 8 листопада 2026" in world.iryna.last.text.replace("\xa0", " ")
    await world.start(world.olena)
    await world.tap(world.olena, "Документ не приймають")
    await world.tap(world.olena, "Мене не пускають зараз")
    assert "Час записано: 00:30" in world.olena.last.text
