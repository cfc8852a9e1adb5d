"""A broadcast while everything goes wrong: nobody twice, nobody forgotten."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.stories.mailings.test_broadcasts import carry, got, send, subscribe
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World

KYIV = ZoneInfo("Europe/Kyiv")
only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


@asynccontextmanager
async def carrying(world: World) -> AsyncIterator[None]:
    """The dispatcher runs by itself, as in the process, and ends in order."""
    stop = asyncio.Event()
    task = asyncio.create_task(world.services.mailings.dispatcher.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - the dispatcher tells nobody
            await asyncio.sleep(0.02)


async def counts(world: World) -> dict[str, int]:
    report = await world.services.mailings.progress.report(1)
    assert report
    return dict(report.counts)


async def test_a_storm_of_429(world: World) -> None:
    people = await subscribe(world, 12)
    await send(world)
    world.telegram.faults.flood("sendMessage", retry_after=1, times=40)
    for _ in range(6):
        await carry(world)
    assert [got(person) for person in people] == [1] * 12
    assert await counts(world) == {"sent": 12}, "waiting is no failure"


async def test_an_answer_that_is_no_json_is_unknown_and_not_repeated(world: World) -> None:
    people = await subscribe(world, 6)
    await send(world)
    world.telegram.faults.garble("sendMessage", times=2)
    for _ in range(3):
        await carry(world)
    assert [got(person) for person in people] == [1] * 6
    assert await counts(world) == {"sent": 4, "unknown": 2}


async def test_no_answer_after_the_call_was_taken(world: World) -> None:
    people = await subscribe(world, 6)
    await send(world)
    world.telegram.faults.time_out("sendMessage", times=2)
    for _ in range(3):
        await carry(world)
    assert [got(person) for person in people] == [1] * 6
    assert await counts(world) == {"sent": 4, "unknown": 2}


async def test_the_network_is_gone_for_a_minute(world: World) -> None:
    people = await subscribe(world, 300)
    await send(world)
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    await world.tap(petro, "Схвалити", message=world.in_staff_chat()[-1])
    world.clock.move(timedelta(seconds=61))
    with world.telegram.faults.network_gone():
        for _ in range(6):
            await world.services.mailings.dispatcher.carry_all()
            world.clock.move(timedelta(seconds=10))
    await carry(world)
    assert {got(person) for person in people} == {1}
    assert await counts(world) == {"sent": 300}, "it neither failed nor paused itself"


@only_sqlite
async def test_the_database_is_locked_for_a_while(
    world: World, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    people = await subscribe(world, 30)
    await send(world)
    world.clock.move(timedelta(seconds=61))
    await world.database.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    async with carrying(world):
        await until(lambda: got(people[0]) == 1)
        other.execute("BEGIN IMMEDIATE")
        await until(lambda: "database is locked" in caplog.text)
        other.execute("ROLLBACK")
        await until(lambda: all(got(person) for person in people))
    other.close()
    assert {got(person) for person in people} == {1}
    assert await counts(world) == {"sent": 30}


@only_sqlite
async def test_the_disk_is_full(stopped_world: World, caplog: pytest.LogCaptureFixture) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN], training=True):
        people = await subscribe(world, 400)
        await send(world)
        world.clock.move(timedelta(seconds=61))
        await world.database.execute("PRAGMA max_page_count = 1")  # as many as there are, and no more
        async with carrying(world):
            await until(lambda: "disk is full" in caplog.text)
            assert {got(person) for person in people} == {0}, "who has no row gets nothing"
            await world.database.execute("PRAGMA max_page_count = 1000000")
            await until(lambda: all(got(person) for person in people))
        assert {got(person) for person in people} == {1}
        assert await counts(world) == {"sent": 400}


async def test_the_clock_is_set_back(world: World) -> None:
    people = await subscribe(world, 10)
    await send(world)
    world.clock.move(timedelta(seconds=61))
    assert await world.services.mailings.dispatcher.step(), "it begins"
    world.clock.move(-timedelta(hours=3))
    await world.services.mailings.dispatcher.carry_all()
    assert {got(person) for person in people} == {1}, "it does not wait until the clock is where it was"


@pytest.mark.parametrize(
    ("evening", "morning"),
    [
        (datetime(2027, 3, 27, 22, 30, tzinfo=KYIV), "2027-03-28T05:00+00:00"),  # the night is an hour shorter
        (datetime(2026, 10, 24, 22, 30, tzinfo=KYIV), "2026-10-25T06:00+00:00"),  # and an hour longer
    ],
)
async def test_quiet_hours_end_at_eight_by_the_clock_on_the_wall(
    stopped_world: World, evening: datetime, morning: str
) -> None:
    world = stopped_world
    world.clock.now = evening
    async with world.running(admin_ids=[ADMIN]):
        [person] = await subscribe(world, 1)
        await send(world)
        at_eight = datetime.fromisoformat(morning).astimezone(KYIV)
        for at, expected in (
            (evening + timedelta(minutes=2), 0),
            (at_eight - timedelta(minutes=1), 0),
            (at_eight, 1),
        ):
            world.clock.now = at
            await world.services.mailings.dispatcher.carry_all()
            assert got(person) == expected, at


async def test_in_the_hour_that_comes_twice_the_hold_lasts_a_minute(stopped_world: World) -> None:
    world = stopped_world
    world.clock.now = datetime(2026, 10, 25, 3, 59, 30, tzinfo=KYIV)
    async with world.running(admin_ids=[ADMIN]):
        [person] = await subscribe(world, 1)
        await world.services.people.people.keep_quiet_hours(person.id, 0, 0)
        await send(world)
        world.clock.now = datetime(2026, 10, 25, 3, 0, 31, tzinfo=KYIV, fold=1)
        await world.services.mailings.dispatcher.carry_all()
        assert got(person) == 1
