"""A quarter of 12 bodies and 66 councils with 400 people: every number agrees with what the people did."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from content.hromadas import load_hromadas
from jobs import read_certificates, remind_drives
from services.certificates import Given, Level
from services.content import Content
from services.members import State
from services.posts import Post, Title
from storage.database import Database
from tests.excel import rows_of
from tests.stories.test_certificates import HEADINGS, Portal, table
from tests.stories.test_posts import ADMIN
from tests.stories.world import World

PEOPLE, BODIES = 400, 12
START, END = date(2027, 1, 4), date(2027, 3, 26)
SURNAMES = ("Коваль", "Бондар", "Мельник", "Ткачук", "Поліщук", "Савчук", "Гончар", "Лисенко", "Кравець", "Довженко")
NAMES = ("Олена", "Іван", "Марія", "Петро", "Ірина", "Микола", "Оксана", "Тарас", "Галина", "Юрій")


@dataclass
class Civil:
    """One civil servant, and what she will do."""

    number: int
    name: str
    body: str
    joins_on: date | None
    hands_in_on: date | None
    exempt_on: date | None
    doubtful: bool

    @property
    def person_id(self) -> int:
        return 50_000 + self.number


def make_people(rng: random.Random) -> list[Civil]:
    councils = [f"{each.name} громада" for each in load_hromadas()]
    bodies = [f"Управління № {number}" for number in range(1, BODIES + 1)] + councils
    found = []
    for number in range(PEOPLE):
        joins = START + timedelta(days=rng.randrange(50)) if rng.random() < 0.7 else None
        hands_in = joins + timedelta(days=rng.randrange(1, 45)) if joins and rng.random() < 0.7 else None
        exempt = START + timedelta(days=rng.randrange(70)) if rng.random() < 0.06 else None
        name = f"{SURNAMES[number % 10]} {NAMES[number // 10 % 10]} {'Авксентій' if number < 200 else 'Богдан'}ович"
        found.append(Civil(number, name, bodies[number % len(bodies)], joins, hands_in, exempt, rng.random() < 0.15))
    return found


@pytest.fixture
async def world(database: Database, content: Content) -> AsyncIterator[World]:
    stopped = World(database, content, portal=Portal())
    async with stopped.running(admin_ids=[ADMIN]):
        yield stopped


async def test_a_quarter(world: World) -> None:
    services, rng = world.services, random.Random(7)
    people = make_people(rng)
    world.clock.now = datetime(2027, 1, 4, 8, tzinfo=UTC)
    number = await services.drives.write("Кібергігієна, I квартал", ADMIN)
    for course in ("servants", "digigram"):
        await services.drives.turn_course(number, course)
    assert await services.drives.set_deadline(number, END, ADMIN)

    wrong = table(HEADINGS, *((each.name, each.body, "", "") for each in people), ("Х", "", "", "щось"))
    assert await services.members.take(wrong, ADMIN) is None, "one mistake, and nothing is kept"
    rows = [(each.name, each.body, f"Відділ {each.number % 3}", "") for each in people]
    taken = await services.members.take(table(HEADINGS, *rows, rows[0]), ADMIN)
    assert taken
    added, places = taken
    assert (added, len(places)) == (PEOPLE, BODIES + 66)
    await services.drives.invite(number, places)
    await services.drives.open(number, ADMIN)
    place_of = {await services.drives.place_name(place): place for place in places}
    members = {(member.place, member.name): member for place in places for member in await services.members.at(place)}

    first, second = 60_001, 60_002
    post = Post(places[0], Title.COORDINATOR)
    await appoint(world, post, first)
    joined: set[int] = set()
    certified: set[int] = set()
    exempt: set[int] = set()
    for day in range((END - START).days + 14):
        today = START + timedelta(days=day)
        world.clock.now = datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=9, minutes=5)
        if today == date(2027, 2, 15):
            await appoint(world, post, second)
        for each in people:
            place = place_of[each.body]
            member = members[place, each.name]
            if each.joins_on == today and each.number not in exempt:
                person = world.telegram.add_person(each.person_id, each.name)
                person.has_started = True
                assert await services.members.join(place, each.name, each.person_id)
                joined.add(each.number)
            if each.hands_in_on == today and each.number in joined:
                await hand_in(world, each)
                certified.add(each.number)
            if each.exempt_on == today:
                assert await services.members.set_state(member.id, State.MOBILISED, [place], first)
                exempt.add(each.number)
        await remind_drives.run(services)
        await read_certificates.run(services)
        await services.courier.carry_all()
        if today.weekday() == 4:
            await assert_agrees(world, number, people, place_of, joined, certified, exempt)

    sent = await world.database.fetch(
        "SELECT n.person_id, n.step FROM nudges n JOIN outbox o ON o.mailing = n.mailing AND o.person_id = n.person_id"
        " WHERE o.state = 'sent' AND n.person_id >= 50000 AND n.person_id < 60000"
    )
    by_person = Counter(row["person_id"] for row in sent)
    assert max(by_person.values()) <= 8, "no more than the ladder has rungs"
    for each in people:
        if each.number in certified and each.number not in exempt:
            after = [words for words in texts_of(world, each.person_id) if "Строк минув" in words]
            assert not after or (each.hands_in_on and each.hands_in_on > END)
    lists = [person for person in (first, second) if any("Ще не здали" in words for words in texts_of(world, person))]
    assert lists == [first, second], "the list came to whoever was the coordinator"
    [waiting] = [await services.certificates.checking()]
    decided = await services.certificates.decide([each.id for each in waiting], ADMIN, accepted=True)
    assert len(decided) == len(waiting) == len([each for each in people if each.number in certified and each.doubtful])


async def appoint(world: World, post: Post, person_id: int) -> None:
    person = world.telegram.add_person(person_id, f"Координаторка {person_id}")
    person.has_started = True
    made = await world.services.invites.into_post(post, ADMIN)
    await world.services.invites.take(made.token, person_id, "К")


async def hand_in(world: World, civil: Civil) -> None:
    """Some twice, which counts once; some by typing."""
    given = Given(
        course="cyber",
        code=f"КГ-{civil.number:05}",
        name=civil.name,
        issued_on=civil.hands_in_on,
        level=Level.NONE,
        score=None,
        address=f"https://osvita.diia.gov.ua/c/{civil.number}",
        kind="document",
        file_id="f",
        sure=not civil.doubtful,
    )
    receipt = await world.services.certificates.hand_in(civil.person_id, f"message {civil.number}", given)
    assert not receipt.taken
    again = await world.services.certificates.hand_in(civil.person_id, f"message {civil.number} again", given)
    assert again.taken
    assert not again.by_other


async def assert_agrees(
    world: World,
    drive: int,
    people: list[Civil],
    place_of: dict[str, str],
    joined: set[int],
    certified: set[int],
    exempt: set[int],
) -> None:
    counts = {each.place: each for each in await world.services.drives.counts(drive)}
    for body, place in place_of.items():
        here = {each.number for each in people if each.body == body}
        assert counts[place].members == len(here - exempt), body
        assert counts[place].certified == len((here - exempt) & certified), body
        assert counts[place].in_chat == len((here - exempt) & joined), body
        assert counts[place].exempt == len(here & exempt), body
    found = await world.services.drives.find(drive)
    assert found
    excel = rows_of(await world.services.drives.as_excel(found, ADMIN))
    assert [sum(int(str(row[column])) for row in excel[1:]) for column in (1, 2)] == [
        sum(each.members for each in counts.values()),
        sum(each.certified for each in counts.values()),
    ]


def texts_of(world: World, person_id: int) -> list[str]:
    person = world.telegram.people.get(person_id)
    return [each.text for each in person.replies] if person else []
