"""News of a case travel by the outbox: none is lost, none is told twice, and they wait for nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.cases.taps import ShowCase
from services.mailings.dispatcher import MOST_ATTEMPTS
from simulator.people import Person
from storage.mailings.mailings import Mailing, Mailings, Purpose
from storage.mailings.outbox import Outbox
from tests.stories.cases.test_cases import fill_in, in_staff_chat, take, tell
from tests.stories.mailings.test_broadcasts import got, send, subscribe
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World

TAKEN = "взялися за випадок"


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def two_linked(world: World) -> None:
    """Olena and Mykola told each her own case of one event."""
    await tell(world, world.olena)
    await fill_in(world, world.mykola)
    await world.tap(world.mykola, "📨 Надіслати")
    await world.tap(world.mykola, "Це він")


async def take_both(world: World) -> None:
    """Iryna takes them with one press."""
    first = await world.services.cases.read.find(1)
    assert first
    await world.services.cases.desk.take_linked(first, world.iryna.id, "Ірина")
    await world.settle()


async def running(world: World) -> list[Mailing]:
    return [each for each in await Mailings(world.database).active() if each.purpose is Purpose.NEWS]


async def later(world: World, **how_long: int) -> None:
    world.clock.move(timedelta(**how_long))
    await world.services.mailings.dispatcher.carry_all()


def told(person: Person, words: str = TAKEN) -> int:
    return got(person, words)


async def test_who_was_told_is_not_told_again_because_another_was_not(world: World) -> None:
    await two_linked(world)
    world.telegram.faults.fail("sendMessage", 502)
    await take_both(world)
    assert sorted([told(world.olena), told(world.mykola)]) == [0, 1]
    await later(world, seconds=10)
    assert (told(world.olena), told(world.mykola)) == (1, 1)


async def test_a_crash_before_the_sending_loses_nothing(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN]):
        await tell(world, world.olena)
        found = await world.services.cases.read.find(1)
        assert found
        await world.database.execute(  # as the transaction of the step itself leaves it, and then the end
            "INSERT INTO case_events (case_id, at, kind, by_staff, text, untold) VALUES (1, 0, 'taken', 1, '', 1)"
        )
    async with world.running(admin_ids=[ADMIN]):
        await world.services.cases.delivery.deliver()
        await world.services.mailings.dispatcher.carry_all()
        assert told(world.olena) == 1
        await world.services.cases.delivery.deliver()
        await world.services.mailings.dispatcher.carry_all()
        assert told(world.olena) == 1


async def test_a_crash_in_the_sending_tells_it_again(world: World) -> None:
    await tell(world, world.olena)
    with world.telegram.faults.network_gone():
        assert await world.services.cases.desk.take(1, world.iryna.id, "Ірина")
    [mailing] = await running(world)
    outbox = Outbox(world.database)
    assert len(await outbox.turn(mailing, [], 5, world.clock())) == 1
    await outbox.recover()
    await later(world, seconds=1)
    assert told(world.olena) == 1


async def test_no_outage_is_long_enough_to_lose_them(world: World) -> None:
    await tell(world, world.olena)
    with world.telegram.faults.network_gone():
        assert await world.services.cases.desk.take(1, world.iryna.id, "Ірина")
        for _ in range(MOST_ATTEMPTS * 2):
            await later(world, minutes=10)
    assert told(world.olena) == 0
    await later(world, minutes=10)
    assert told(world.olena) == 1


async def test_what_happened_during_an_outage_is_told_once_and_in_order(world: World) -> None:
    await tell(world, world.olena)
    with world.telegram.faults.network_gone():
        assert await world.services.cases.desk.take(1, world.iryna.id, "Ірина")
        await later(world, seconds=1)
        await world.services.cases.desk.forwarded(1, "голова громади", world.iryna.id)
    await later(world, seconds=2)
    await later(world, minutes=10)
    [news] = [each for each in world.olena.replies if each.text.startswith("Новини випадку")]
    assert news.text.index(TAKEN) < news.text.index("голова громади")


async def test_429_is_obeyed_and_loses_nothing(world: World) -> None:
    await tell(world, world.olena)
    halts = world.services.mailings.dispatcher.budget.halts
    world.telegram.faults.flood("sendMessage", retry_after=30)
    await take(world)
    assert world.services.mailings.dispatcher.budget.halts == halts + 1
    assert told(world.olena) == 0
    await later(world, seconds=31)
    assert told(world.olena) == 1


async def test_who_stopped_the_bot_is_noted_and_the_others_are_told(world: World) -> None:
    await two_linked(world)
    world.olena.has_blocked = True
    await take_both(world)
    assert told(world.mykola) == 1
    [row] = await world.database.fetch("SELECT state FROM people WHERE person_id = :id", id=world.olena.id)
    assert row["state"] == "blocked"
    assert not await running(world)


async def test_they_come_at_night(world: World) -> None:
    await tell(world, world.olena)
    world.clock.now = world.clock.now.replace(hour=23)
    await take(world)
    assert told(world.olena) == 1


async def test_they_go_before_a_broadcast(world: World) -> None:
    await tell(world, world.olena)
    people = await subscribe(world, 80)
    await send(world)
    world.clock.move(timedelta(seconds=61))
    assert await world.services.mailings.dispatcher.step(), "it begins"
    assert await world.services.cases.desk.take(1, world.iryna.id, "Ірина")
    with world.telegram.watched() as events:
        await world.services.mailings.dispatcher.carry_all()
        assert events.get_nowait().chat_id == world.olena.id
    assert {got(person) for person in people} == {1}


async def test_one_that_waits_holds_up_no_broadcast(world: World) -> None:
    await tell(world, world.olena)
    people = await subscribe(world, 80)
    await send(world)
    with world.telegram.faults.network_gone():
        assert await world.services.cases.desk.take(1, world.iryna.id, "Ірина")
        await later(world, seconds=1)
    await world.database.execute("UPDATE outbox SET due_at = due_at + 600000 WHERE state = 'retry'")
    await later(world, seconds=61)
    assert {got(person) for person in people} == {1}
    assert await running(world), "it waits still"
    await later(world, minutes=10)
    assert told(world.olena) == 1


async def test_they_are_forgotten_with_the_person(world: World) -> None:
    await two_linked(world)
    with world.telegram.faults.network_gone():
        for number in (1, 2):
            assert await world.services.cases.desk.take(number, world.iryna.id, "Ірина")
        await later(world, seconds=1)
    await world.services.people.privacy.forget(world.mykola.id)
    await later(world, minutes=10)
    assert (told(world.olena), told(world.mykola)) == (1, 0)


async def test_each_case_is_a_message_of_its_own(world: World) -> None:
    await tell(world, world.olena)
    await tell(world, world.olena, where="банк в Овручі")
    for number in (1, 2):  # as the transactions of the steps leave them, and then the end
        await world.database.execute(
            "INSERT INTO case_events (case_id, at, kind, by_staff, text, untold) VALUES (:id, 0, 'taken', 1, '', 1)",
            id=number,
        )
    await world.services.cases.delivery.deliver()
    await later(world, seconds=1)
    await later(world, seconds=1)
    news = [each.text.split("\n")[0] for each in world.olena.replies if each.text.startswith("Новини випадку")]
    assert sorted(news) == ["Новини випадку ЖТ-2026-000001", "Новини випадку ЖТ-2026-000002"]
    assert await world.database.fetch("SELECT id FROM case_events WHERE untold = 1") == []


async def test_a_case_with_five_long_answers_can_be_opened(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    for number in range(5):
        await in_staff_chat(world, f"{number}" + "ъ" * 899, case.id)
        world.clock.move(timedelta(minutes=1))
    before = len(world.olena.replies)
    await world.say(world.olena, "/my")
    await world.tap(world.olena, ShowCase)
    shown = world.olena.replies[before:]
    assert sum(each.text.count("ъ") for each in shown) == 5 * 899
    assert shown[-1].buttons
    assert world.telegram.refused == []
