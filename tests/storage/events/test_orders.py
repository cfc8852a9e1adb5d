"""Random orders of presses by two workers at once: whatever happens, no place is given twice, none stays empty while
somebody waits for it, and nobody is passed over."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable
from datetime import timedelta

from services.codes import make_code
from storage.engine.database import Database, open_database
from storage.events import TAKING_PLACE, EventStore, Registration, RegistrationState, RegistrationStore
from tests.storage.events.test_registrations import NOW, opened

SEEDS, STEPS, AT_ONCE = 8, 12, 4
PEOPLE, HROMADAS = 14, ("h02001", "h02003", "h02005")
MOST, QUOTA = 5, 2


def home(person: int) -> str:
    return HROMADAS[person % len(HROMADAS)]


async def test_places_are_kept_whatever_happens_at_once(database: Database, database_url: str) -> None:
    async with open_database(database_url) as other:
        for seed in range(SEEDS):
            await _live(random.Random(seed), database, other)


async def _live(chance: random.Random, database: Database, other: Database) -> None:
    event, now, places = await opened(database, places=3, quota=QUOTA), NOW, 3
    first: dict[int, int] = {}
    for _step in range(STEPS):
        presses: list[Awaitable[object]] = []
        for number in range(AT_ONCE):
            kept, person = RegistrationStore((database, other)[number % 2]), chance.randint(1, PEOPLE)
            until = now + timedelta(hours=chance.choice([1, 24]))
            match chance.choice(["join", "join", "join", "leave", "accept", "wait"]):
                case "join":
                    presses.append(kept.join(event, person, "Людина", make_code(), now, place=home(person)))
                case "leave":
                    first.pop(person, None)
                    presses.append(kept.leave(event, person, "Людина", make_code(), now, until))
                case "accept":
                    presses.append(kept.accept(event, person, now))
                case _:
                    presses.append(kept.move_up(event, now, until))
        await asyncio.gather(*presses)
        if chance.random() < 0.2 and places < MOST:
            places += 1
            await EventStore(other).grow(event, places, QUOTA)
        now += timedelta(hours=chance.choice([0, 2, 30]))
        kept = RegistrationStore(database)
        await kept.move_up(event, now, now + timedelta(hours=24))
        found = await kept.of_event(event)
        _check(found, places)
        for each in found:  # whoever waits keeps her turn until she leaves or gets a place
            if each.state is RegistrationState.WAITING:
                assert first.setdefault(each.person_id, each.turn) == each.turn
            else:
                first.pop(each.person_id, None)


def _check(found: list[Registration], places: int) -> None:
    assert len({each.person_id for each in found}) == len(found), "somebody is on the list twice"
    assert len({each.ticket for each in found}) == len(found)
    taking = [each for each in found if each.state in TAKING_PLACE]
    of_hromada = Counter(each.place for each in taking)
    assert len(taking) <= places
    assert max(of_hromada.values(), default=0) <= QUOTA
    waiting = [each for each in found if each.state is RegistrationState.WAITING]
    assert len({each.turn for each in waiting}) == len(waiting)
    if len(taking) < places:
        assert not [each for each in waiting if of_hromada[each.place] < QUOTA], "a place is empty and somebody waits"
    offered = [each for each in found if each.state is RegistrationState.OFFERED]
    for each in offered:
        ahead = [one for one in waiting if one.place == each.place and one.turn < each.turn]
        assert not ahead, "somebody of the same hromada was passed over"
