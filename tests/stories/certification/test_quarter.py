"""A quarter of 12 bodies and 66 councils with 400 people, and the rating made of it.

Every number agrees with what the people did: bodies, reminders, receipts, and each figure of the rating, as it was
counted, objected to, published and corrected.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from content.hromadas import load_hromadas
from services.certification import MEMBERS, CertificateLevel, Doubt, JoinOutcome, MemberState, Submission
from services.content import Content
from services.figures import LEAST
from services.people import Post, Title
from simulator.people import Person
from storage.certification import HromadaCount
from storage.engine.database import Database
from tests.certificates import Truth, pdf
from tests.excel import rows_of
from tests.jobs import run_job
from tests.stories.certification.test_certificates import HEADINGS, Portal, send_file, table
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import KYIV, World

PEOPLE, BODIES = 400, 12
COUNCILS = [12, *(6 / (1 + rank % 33) for rank in range(1, 66))]
"""How the people are spread over the councils: some fifty in the first."""
FATHERS = ("Авксентій", "Богдан", "Гнат", "Данил")
START, END = date(2027, 1, 4), date(2027, 3, 26)
RATED = "I квартал 2027 року"
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
    level: CertificateLevel

    @property
    def person_id(self) -> int:
        return 50_000 + self.number


def make_people(rng: random.Random) -> list[Civil]:
    councils = [f"{each.name} громада" for each in load_hromadas()]
    bodies = [f"Управління № {number}" for number in range(1, BODIES + 1)] + councils
    # A person in each, the others mostly in towns: somewhere there are fifty, somewhere fewer than five.
    places = bodies + rng.choices(bodies, [1 / (1 + rank) for rank in range(BODIES)] + COUNCILS, k=PEOPLE - len(bodies))
    found = []
    for number in range(PEOPLE):
        joins = START + timedelta(days=rng.randrange(50)) if rng.random() < 0.7 else None
        hands_in = joins + timedelta(days=rng.randrange(1, 45)) if joins and rng.random() < 0.7 else None
        exempt = START + timedelta(days=rng.randrange(70)) if rng.random() < 0.06 else None
        name = f"{SURNAMES[number % 10]} {NAMES[number // 10 % 10]} {FATHERS[number // 100]}ович"
        doubtful, level = rng.random() < 0.15, rng.choice([*CertificateLevel])
        found.append(Civil(number, name, places[number], joins, hands_in, exempt, doubtful, level))
    return found


@pytest.fixture
async def world(database: Database, content: Content) -> AsyncIterator[World]:
    stopped = World(database, content, portal=Portal())
    async with stopped.running(admin_ids=[ADMIN]):
        yield stopped


async def test_a_quarter(world: World) -> None:
    services, rng = world.services, random.Random(7)
    people = make_people(rng)
    world.clock.now = datetime(2027, 1, 4, 8, tzinfo=KYIV)
    number = await services.certification.drives.write("Кібергігієна, I квартал", ADMIN)
    for course in ("servants", "digigram"):
        await services.certification.drives.turn_course(number, course)
    assert await services.certification.drives.set_deadline(number, END, ADMIN)

    wrong = table(HEADINGS, *((each.name, each.body, "", "") for each in people), ("Х", "", "", "щось"))
    wrong_table = await services.tables.open(MEMBERS, wrong)
    assert await services.certification.members.take(wrong_table, ADMIN) is None, "one mistake, and nothing is kept"
    rows = [(each.name, each.body, f"Відділ {each.number % 3}", "") for each in people]
    right = await services.tables.open(MEMBERS, table(HEADINGS, *rows, rows[0]))
    taken = await services.certification.members.take(right, ADMIN)
    assert taken
    added, places = taken
    assert (added, len(places)) == (PEOPLE, BODIES + 66)
    await services.certification.drives.invite(number, places)
    await services.certification.drives.open(number, ADMIN)
    place_of = {await services.certification.drives.place_name(place): place for place in places}
    members = {
        (member.place, member.name): member
        for place in places
        for member in await services.certification.read.members.at(place)
    }

    first, second = 60_001, 60_002
    post = Post(places[0], Title.COORDINATOR)
    await appoint(world, post, first)
    joined: set[int] = set()
    certified: set[int] = set()
    exempt: set[int] = set()
    for day in range((END - START).days + 14):
        today = START + timedelta(days=day)
        world.clock.now = datetime.combine(today, datetime.min.time(), KYIV) + timedelta(hours=9, minutes=5)
        if today == date(2027, 2, 15):
            await appoint(world, post, second)
        for each in people:
            place = place_of[each.body]
            member = members[place, each.name]
            if each.joins_on == today and each.number not in exempt:
                person = world.telegram.add_person(each.person_id, each.name)
                person.has_started = True
                outcome = await services.certification.members.join(place, each.name, each.person_id)
                assert outcome is JoinOutcome.JOINED
                joined.add(each.number)
            if each.hands_in_on == today and each.number in joined:
                await hand_in(world, each)
                certified.add(each.number)
            if each.exempt_on == today:
                assert await services.certification.members.set_state(member.id, MemberState.EXEMPT, [place], first)
                exempt.add(each.number)
        await run_job("plan_reminders", services)
        await run_job("read_certificates", services)
        await services.mailings.dispatcher.carry_all()
        if today.weekday() == 4:
            await assert_agrees(world, number, people, place_of, joined, certified, exempt)

    sent = await world.database.fetch(
        "SELECT r.person_id, r.stage FROM reminders r"
        " JOIN outbox o ON o.mailing = r.mailing AND o.person_id = r.person_id"
        " WHERE o.state = 'sent' AND r.person_id >= 50000 AND r.person_id < 60000"
    )
    by_person = Counter(row["person_id"] for row in sent)
    assert max(by_person.values()) <= 8, "no more than a drive has stages"
    for each in people:
        if each.number in certified and each.number not in exempt:
            after = [words for words in texts_of(world, each.person_id) if "Строк минув" in words]
            assert not after or (each.hands_in_on and each.hands_in_on > END)
    lists = [person for person in (first, second) if any("Ще не здали" in words for words in texts_of(world, person))]
    assert lists == [first, second], "the list came to whoever was the coordinator"
    await hand_in_by_chat(world, people, joined, certified)
    waiting = await services.certification.read.certificates.waiting()
    decided = await services.certification.review.decide([each.id for each in waiting], ADMIN, accepted=True)
    assert len(decided) == len(waiting) == len([each for each in people if each.number in certified and each.doubtful])
    councils = {place: name for name, place in place_of.items() if place.startswith("h")}
    ledger = [
        count_of(place, [each for each in people if each.body == name and each.number not in exempt], certified)
        for place, name in sorted(councils.items())
    ]
    await rate(world, [count for count in ledger if count.staff])


async def appoint(world: World, post: Post, person_id: int) -> None:
    person = world.telegram.add_person(person_id, f"Координаторка {person_id}")
    person.has_started = True
    made = await world.services.people.invites.into_post(post, ADMIN)
    await world.services.people.invites.take(made.token, person_id, "К")


async def hand_in(world: World, civil: Civil) -> None:
    """Some twice, which counts once; some by typing."""
    given = Submission(
        course="cyber",
        code=f"КГ-{civil.number:05}",
        name=civil.name,
        issued_on=civil.hands_in_on,
        level=civil.level,
        address=f"https://osvita.diia.gov.ua/c/{civil.number}",
        kind="document",
        file_id="f",
        doubts=(Doubt.UNREAD,) if civil.doubtful else (),
    )
    receipt = await world.services.certification.certificates.hand_in(civil.person_id, f"message {civil.number}", given)
    assert not receipt.taken
    again = await world.services.certification.certificates.hand_in(
        civil.person_id, f"message {civil.number} again", given
    )
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
    counts = {each.place: each for each in await world.services.certification.read.figures.counts(drive)}
    for body, place in place_of.items():
        here = {each.number for each in people if each.body == body}
        assert counts[place].members == len(here - exempt), body
        assert counts[place].certified == len((here - exempt) & certified), body
        assert counts[place].in_chat == len((here - exempt) & joined), body
        assert counts[place].exempt == len(here & exempt), body
    found = await world.services.certification.read.drives.find(drive)
    assert found
    excel = rows_of(await world.services.certification.exports.of_drive(found, ADMIN))
    *rows, whole = excel[1:]
    assert [sum(int(str(row[column])) for row in rows) for column in (1, 2)] == whole[1:3]
    assert whole[1:3] == [
        sum(each.members for each in counts.values()),
        sum(each.certified for each in counts.values()),
    ]


def texts_of(world: World, person_id: int) -> list[str]:
    person = world.telegram.people.get(person_id)
    return [each.text for each in person.replies] if person else []


async def hand_in_by_chat(world: World, people: list[Civil], joined: set[int], certified: set[int]) -> None:
    """One sends a wrong file, her certificate, and the same again; a colleague tries with it, too."""
    hers, other = [each for each in people if each.number in joined - certified][:2]
    one, two = (world.telegram.people[each.person_id] for each in (hers, other))
    address = "https://osvita.diia.gov.ua/c/AB-1234"
    file = pdf(Truth(hers.name, "Основи кібергігієни", "AB-1234", address, END))
    assert "не схоже на сертифікат" in (await send_file(world, one, b"\0\1", "звіт.doc", reply=False)).text
    for person, words in ((one, "Зараховано"), (one, "вже здали"), (two, "уже здала інша людина")):
        await send_file(world, person, file, "сертифікат.pdf", reply=False)
        await world.tap(person, "Так, зарахувати")
        assert words in person.last.text
    certified.add(hers.number)
    hers.level = CertificateLevel.NONE
    hers.doubtful = False


def count_of(place: str, here: list[Civil], certified: set[int]) -> HromadaCount:
    """The figures of a council, from what its people did; no level counts as low."""
    levels = Counter(each.level for each in here if each.number in certified)
    return HromadaCount(
        place,
        len(here),
        levels[CertificateLevel.LOW] + levels[CertificateLevel.NONE],
        levels[CertificateLevel.MIDDLE],
        levels[CertificateLevel.HIGH],
    )


async def rate(world: World, ledger: list[HromadaCount]) -> None:
    """The rating of the bot's own certificates: looked at by heads, objected to, published, corrected."""
    rating = world.services.rating
    largest, second, *_ = sorted(ledger, key=lambda count: -count.staff)
    heads = [await seat_head(world, count.slug, 70_000 + number) for number, count in enumerate((largest, second))]
    await desk(world, "Рейтинг громад", "Новий рейтинг", RATED, "Сертифікати з бота")
    [league] = await rating.read.leagues()
    before = await rating.publishing.snapshot(league)
    assert before
    assert list(before.counts) == ledger, "as the people did"
    assert min(len(each) for each in before.leagues[:2]) > 0
    await world.tap(world.iryna, "Відкрити заперечення")
    await world.tap(world.iryna, "Так, продовжити")
    head = heads[1]
    assert f"працівників {second.staff}" in head.last.text.replace("\xa0", " ")
    await world.tap(head, "Заперечити")
    await world.say(head, "Одна людина звільнилася", reply_to=head.last.id)
    await desk(world, "Рейтинг громад", RATED, "Заперечення: 1", "ще немає", "Прийняти")
    agreed = replace(second, staff=second.staff - 1)
    words = f"{agreed.staff} {agreed.low} {agreed.middle} {agreed.high} Звільнилася в березні"
    await world.say(world.iryna, words, reply_to=world.iryna.last.id)
    assert f"працівників {agreed.staff}" in head.last.text.replace("\xa0", " ")
    world.clock.move(timedelta(days=9))
    await desk(world, "Рейтинг громад", RATED, "Опублікувати", "Так, продовжити")
    published = [agreed if count == second else count for count in ledger]
    await assert_published(world, published, version=1)
    # Who leaves afterwards changes nothing of it; what staff correct is the next version.
    here = [
        each
        for each in await world.services.certification.read.members.at(largest.slug)
        if each.state is MemberState.ACTIVE
    ]
    assert await world.services.certification.members.set_state(here[0].id, MemberState.EXEMPT, [largest.slug], ADMIN)
    await assert_published(world, published, version=1)
    corrected = replace(largest, high=largest.high + 1)
    name = next(each.name for each in load_hromadas() if each.slug == corrected.slug)
    await desk(world, "Рейтинг громад", RATED, "Виправити")
    words = f"{name}: {corrected.staff} {corrected.low} {corrected.middle} {corrected.high} Знайшли ще один"
    await world.say(world.iryna, words, reply_to=world.iryna.last.id)
    assert "Готово, версія 2" in world.iryna.last.text
    await assert_published(world, [corrected if count == largest else count for count in published], version=2)
    await assert_published(world, published, version=1)
    await world.say(heads[0], "/notices")
    await world.tap(heads[0], "Місце в рейтингу")
    said = heads[0].last.text.replace("\xa0", " ")
    assert f"працівників {corrected.staff}" in said
    assert "сертифікати, які зібрав бот. Версія 2" in said


async def seat_head(world: World, slug: str, person_id: int) -> Person:
    person = world.telegram.add_person(person_id, f"Голова {slug}")
    person.has_started = True
    made = await world.services.people.invites.into_post(Post(slug, Title.HEAD), ADMIN)
    await world.services.people.invites.take(made.token, person_id, "Г")
    return person


async def assert_published(world: World, counts: list[HromadaCount], version: int) -> None:
    """The snapshot holds these figures, and the table shows each of them that is not hidden, and the hash."""
    rating = world.services.rating
    [league] = await rating.read.leagues()
    snapshot = await rating.publishing.snapshot(league, version)
    assert snapshot
    assert list(snapshot.counts) == counts
    excel = rows_of(await rating.publishing.export(league, snapshot, ADMIN))
    assert any(snapshot.hash in str(row[0]) for row in excel)
    shown = {str(row[2]): row for row in excel[1:] if row[2]}
    for count in counts:
        row = shown[snapshot.names[count.slug]]
        figures = (count.staff, count.low, count.middle, count.high, count.certified)
        assert row[4] == (count.staff if count.staff >= LEAST else "приховано")
        assert tuple(row[5:9]) == (figures[1:] if min(figures) >= LEAST else ("приховано",) * 4)
