"""A clock that leaps deletes nothing: neither what people asked nor copies, until Telegram shows the same day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.jobs import run_job
from tests.stories.world import World

QUESTION = "касирка каже що дія це не документ"
WRONG = "2027-12-28 12:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copies of thirteen weeks."""
    folder = tmp_path / "copies"
    folder.mkdir()
    for number in range(13):
        (folder / f"bot-{date(2026, 11, 22) - timedelta(days=number)}.db").touch()
    return folder


@pytest.fixture
async def world(stopped_world: World, database_url: str, folder: Path) -> AsyncIterator[World]:
    """Somebody has asked, and the bot has worked for a day."""
    world = stopped_world
    async with world.running(database_url=database_url, backup_folder=folder):
        await world.start(world.olena)
        await world.say(world.olena, QUESTION)
        world.clock.move(timedelta(days=1))
        await run_job("forget_old", world.services)
    async with world.running(database_url=database_url, backup_folder=folder):
        yield world


async def clean_up(world: World) -> None:
    for job in ("back_up", "forget_old", "deliver_cases"):
        await run_job(job, world.services)


async def questions(world: World) -> int:
    return len(await world.database.fetch("SELECT 1 FROM questions"))


def copies(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def warnings(world: World) -> int:
    return sum("Годинник сервера показує" in each.text for each in world.in_staff_chat())


async def test_after_a_leap_nothing_is_deleted_and_the_staff_are_told_once(world: World, folder: Path) -> None:
    before = copies(folder)
    world.clock.strike(WRONG)
    for _day in range(3):
        await clean_up(world)
        world.clock.move(timedelta(days=1))
    assert await questions(world) == 1
    assert before < copies(folder)
    assert warnings(world) == 1
    [words] = [each.text.replace("\xa0", " ") for each in world.in_staff_chat() if "Годинник сервера" in each.text]
    assert "показує 12:00, 28 грудня 2027 року: це на 399 днів далі" in words


async def test_a_clock_that_is_put_right_is_believed_and_what_it_made_is_no_copy_of_last_night(
    world: World, folder: Path
) -> None:
    world.clock.strike(WRONG)
    await clean_up(world)
    world.clock.strike("2026-11-25 12:00")
    assert await world.services.backups.late(), "the copy of the year to come does not count"
    await clean_up(world)
    assert not await world.services.backups.late()
    assert await questions(world) == 1
    assert "bot-2027-12-28.db" in copies(folder)
    assert {f"bot-2026-11-{day}.db" for day in range(19, 23)} < copies(folder)
    assert len(copies(folder)) < 14, "what is old goes again"


async def test_a_bot_that_rested_deletes_again_once_telegram_shows_the_same_day(world: World) -> None:
    world.clock.strike(WRONG)
    await clean_up(world)
    await world.say(world.mykola, "/start")
    await clean_up(world)
    assert await questions(world) == 0
    assert warnings(world) == 1


async def test_a_clock_that_goes_on_night_by_night_is_believed(world: World) -> None:
    world.clock.strike("2027-11-20 12:00")
    await world.say(world.mykola, "/start")
    for _night in range(7):
        await run_job("forget_old", world.services)
        world.clock.move(timedelta(days=1))
    assert await questions(world) == 0
    assert warnings(world) == 0


async def test_while_telegrams_clock_shows_another_day_nothing_is_deleted(world: World) -> None:
    """A clock that was put wrong in small steps, or before the first start: only Telegram can tell."""
    server = world.services.clock_leaps.server
    world.clock.strike(WRONG)
    await world.say(world.mykola, "/start")  # a message that waited would not be younger
    server.ours, server.theirs = world.clock(), world.clock() - timedelta(days=2)
    await clean_up(world)
    assert await questions(world) == 1
    assert warnings(world) == 1
    server.ours = server.theirs = world.clock()
    await clean_up(world)
    assert await questions(world) == 0
