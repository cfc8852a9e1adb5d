"""Exactly as many take part as there are places, however many press at the same moment, in several processes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from services.codes import make_code
from storage.engine.database import Database, open_database
from storage.events import EventKind, EventStore, JoinResult, RegistrationState, RegistrationStore

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
SOON = NOW + timedelta(hours=24)
PEOPLE = range(1, 121)
PLACES = 20


async def opened(database: Database, *, places: int | None, quota: int | None = None) -> int:
    events = EventStore(database)
    number = await events.write(EventKind.TRAINING, "єМалятко", "key", NOW, 1)
    assert await events.set_sessions(number, [(NOW + timedelta(days=9), NOW + timedelta(days=9, hours=2))])
    await events.grow(number, places, quota)
    assert await events.hold(number, NOW, NOW, 1)
    assert await events.open(number, NOW)
    return number


async def joins(database: Database, event: int, person: int, place: str = "") -> JoinResult:
    kept = RegistrationStore(database)
    return await kept.join(event, person, f"Людина {person}", make_code(), NOW, place=place)


async def test_two_workers_give_exactly_the_places_there_are(database: Database, database_url: str) -> None:
    event = await opened(database, places=PLACES)
    async with open_database(database_url) as other:
        pressed = [joins(each, event, person) for person in PEOPLE for each in (database, other)]
        results = await asyncio.gather(*pressed)
    counts = await RegistrationStore(database).counts(event)
    assert counts == {RegistrationState.GOING: PLACES, RegistrationState.WAITING: len(PEOPLE) - PLACES}
    assert results.count(JoinResult.GOING) == PLACES
    assert results.count(JoinResult.ALREADY) == len(PEOPLE), "each pressed twice and is there once"
    waiting = [each for each in await RegistrationStore(database).of_event(event) if each.state == "waiting"]
    assert len({each.turn for each in waiting}) == len(waiting), "each has her own place in the row"


async def test_the_row_moves_up_in_its_order_while_others_leave_at_once(database: Database, database_url: str) -> None:
    event = await opened(database, places=PLACES)
    for person in PEOPLE:
        await joins(database, event, person)
    async with open_database(database_url) as other:
        await asyncio.gather(
            *(
                RegistrationStore(each).leave(event, person, "", make_code(), NOW, SOON)
                for person in range(1, 11)
                for each in (database, other)
            )
        )
    offered = [each for each in await RegistrationStore(database).of_event(event) if each.state == "offered"]
    assert [each.person_id for each in offered] == list(range(PLACES + 1, PLACES + 11))
    news = await database.fetch("SELECT person_id FROM news WHERE kind = 'event place offered' ORDER BY person_id")
    assert [row["person_id"] for row in news] == [each.person_id for each in offered]


async def test_who_does_not_answer_loses_the_place_to_the_next(database: Database) -> None:
    event, kept = await opened(database, places=1), RegistrationStore(database)
    for person in (1, 2, 3):
        await joins(database, event, person)
    await kept.leave(event, 1, "", make_code(), NOW, SOON)
    await kept.move_up(event, NOW + timedelta(hours=23), SOON)
    assert (await kept.counts(event))[RegistrationState.OFFERED] == 1
    await kept.move_up(event, SOON, SOON + timedelta(hours=24))
    states = {each.person_id: each.state.value for each in await kept.of_event(event)}
    assert states == {1: "withdrawn", 2: "lapsed", 3: "offered"}
    assert not await kept.accept(event, 2, SOON)
    assert await kept.accept(event, 3, SOON)
    assert await joins(database, event, 2) is JoinResult.WAITING


async def test_no_hromada_takes_more_than_its_part_and_holds_up_nobody(database: Database) -> None:
    event, kept = await opened(database, places=4, quota=2), RegistrationStore(database)
    results = [await joins(database, event, person, "h02001") for person in (1, 2, 3)]
    assert results == [JoinResult.GOING, JoinResult.GOING, JoinResult.WAITING]
    results = [await joins(database, event, person, "h02003") for person in (4, 5, 6)]
    assert results == [JoinResult.GOING, JoinResult.GOING, JoinResult.WAITING]
    await kept.leave(event, 4, "", make_code(), NOW, SOON)
    offered = [each.person_id for each in await kept.of_event(event) if each.state == "offered"]
    assert offered == [6], "the first in the row waits for a place of her own hromada"


async def test_nobody_joins_what_is_closed_or_cancelled(database: Database) -> None:
    event = await opened(database, places=None)
    assert await EventStore(database).close(event, NOW, 1)
    assert await joins(database, event, 1) is JoinResult.CLOSED
    assert await EventStore(database).reopen(event, NOW, 1)
    assert await joins(database, event, 1) is JoinResult.GOING
    assert await EventStore(database).cancel(event, "", NOW, 1)
    assert await joins(database, event, 2) is JoinResult.CLOSED
