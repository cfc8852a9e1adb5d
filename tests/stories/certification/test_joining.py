"""Who joins a drive by its link takes part, or is told that she does not, and how she will."""

from __future__ import annotations

import pytest

from handlers.certification.taps import IsMember, IsNobody, ShowJoining, TakePart
from services.certification import MEMBERS, Drive, MemberState
from services.people import Action
from simulator.people import Person
from tests.stories.certification.test_certificates import ARCHIVE, HEADINGS, coordinate, join, table
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World

TAKES_PART = "Ви берете участь"


@pytest.fixture
async def world(stopped_world: World) -> object:
    """All three have begun to talk with the bot."""
    for person in (stopped_world.olena, stopped_world.mykola, stopped_world.iryna):
        person.has_started = True
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def begin(world: World, *rows: tuple[str, str]) -> Drive:
    """A drive of the archive, where these people work: name and state."""
    members, drives = world.services.certification.members, world.services.certification.drives
    people = [(name, ARCHIVE, f"Відділ {place}", state) for place, (name, state) in enumerate(rows)]
    taken = await members.take(await world.services.tables.open(MEMBERS, table(HEADINGS, *people)), ADMIN)
    assert taken
    number = await drives.write("Кібергігієна", ADMIN)
    await drives.turn_course(number, "digigram")
    await drives.invite(number, taken[1])
    await drives.open(number, ADMIN)
    drive = await world.services.certification.read.drives.find(number)
    assert drive
    return drive


async def state_of(world: World, person: Person) -> list[MemberState]:
    return [each.state for each in await world.services.certification.read.members.of_person(person.id)]


def read_by(person: Person) -> str:
    return "\n".join(each.text for each in person.replies)


async def test_who_is_exempt_in_the_list_is_told_so_and_says_that_she_takes_part(world: World) -> None:
    drive = await begin(world, ("Гнатюк Марія", "догляд за дитиною"), ("Бондар Петро", ""))
    await coordinate(world, world.mykola)
    await join(world, world.olena, drive, "Гнатюк Марія")
    assert TAKES_PART not in world.olena.last.text
    assert "позначено, що ви не берете участі" in world.olena.last.text
    kept = str(await world.database.fetch("SELECT * FROM members"))
    assert "догляд" not in read_by(world.olena) + kept, "why she is exempt is kept nowhere"
    assert await state_of(world, world.olena) == [MemberState.EXEMPT]
    assert len(await world.services.certification.read.members.at("b1")) == 2, "she was found in the list"
    await world.say(world.olena, "/courses")
    assert "у списку ви не берете участі" in world.olena.last.text
    await world.tap(world.olena, "📌 Кібергігієна")
    await world.tap(world.olena, "🙋 Я беру участь")
    assert await state_of(world, world.olena) == [MemberState.ACTIVE]
    assert "«Кібергігієна», до" in world.olena.last.text
    lines = [(each.actor_id, each.action) for each in await world.services.people.audit.page()]
    assert (world.olena.id, Action.MEMBER_CHANGED) in lines
    await world.tell_news()
    assert "Гнатюк Марія тепер бере участь" in world.mykola.last.text
    [count] = await world.services.certification.read.figures.counts(drive.id)
    assert (count.members, count.in_chat, count.exempt) == (2, 1, 0)


async def test_who_became_exempt_after_joining_reads_it_where_the_drive_is(world: World) -> None:
    drive = await begin(world, ("Гнатюк Марія", ""))
    await join(world, world.olena, drive, "Гнатюк Марія")
    assert TAKES_PART in world.olena.last.text
    [member] = await world.services.certification.read.members.of_person(world.olena.id)
    await world.services.certification.members.set_state(member.id, MemberState.EXEMPT, ["b1"], ADMIN)
    assert "не берете участі" in (await world.start(world.olena, f"d_{drive.token}")).text


@pytest.mark.parametrize(
    ("rows", "typed"),
    [
        (["Гнатюк Марія", "Гнaтюк Мaрія"], "Гнатюк Марія"),  # the second with Latin letters
        (["Гнатюк Марія", "Гнатюк Марія"], "Гнатюк Марія"),
        (["Гнатюк Марія Іванівна", "Гнатюк Марія Петрівна"], "Гнатюк Марія"),
        (["Гнатюк Марія Іванівна", "Гнатюк Михайло Петрович"], "Гнатюк М."),
        (["Гнатюк Марія"], "Гнатук Марія"),
    ],
)
async def test_a_doubtful_name_is_decided_by_the_coordinator(world: World, rows: list[str], typed: str) -> None:
    drive = await begin(world, *((name, "") for name in rows))
    await coordinate(world, world.mykola)
    await join(world, world.olena, drive, typed)
    assert TAKES_PART not in world.olena.last.text
    assert "Координатор чи координаторка уточнить" in world.olena.last.text
    assert await state_of(world, world.olena) == []
    assert len(await world.services.certification.read.members.at("b1")) == len(rows), "nobody is added"
    assert not any(name in read_by(world.olena) for name in rows if name != typed)
    await world.tell_news()
    assert f"Долучається: {typed}" in world.mykola.last.text
    await world.tap(world.mykola, f"👤 {rows[0]}, Відділ 0")
    await world.tell_news()
    assert "Уточнили: ви берете участь" in world.olena.last.text
    assert await state_of(world, world.olena) == [MemberState.ACTIVE]
    [member] = await world.services.certification.read.members.of_person(world.olena.id)
    assert member.name == rows[0]


async def test_a_name_that_somebody_else_took_goes_to_the_staff_where_nobody_coordinates(world: World) -> None:
    drive = await begin(world, ("Гнатюк Марія", ""))
    await join(world, world.mykola, drive, "Гнатюк Марія")
    await join(world, world.olena, drive, "ГНАТЮК Марія")
    assert TAKES_PART not in world.olena.last.text
    await world.tell_news()
    asked = world.in_staff_chat()[-1]
    assert "уже в боті з іншого акаунта" in asked.text
    assert "👤" not in str(asked.buttons), "whom somebody is already nobody else can be"
    await world.tap(world.iryna, "➕ Нова людина", message=asked)
    await world.tell_news()
    assert "Уточнили: ви берете участь" in world.olena.last.text
    assert len(await world.services.certification.read.members.at("b1")) == 2


async def test_who_is_in_no_list_is_asked_about_and_welcomed_when_it_is_decided(world: World) -> None:
    drive = await begin(world, ("Бондар Петро", ""))
    await coordinate(world, world.iryna)
    for person in (world.mykola, world.olena):
        await join(world, person, drive, "Гнатюк Марія")
        assert TAKES_PART not in person.last.text
        assert "Такого імені у списку працівників немає" in person.last.text
        assert await state_of(world, person) == []
    for _ in range(2):
        await world.say(world.iryna, "/courses")
        await world.tap(world.iryna, f"👥 {ARCHIVE}")
        await world.tap(world.iryna, "❓ Хто це: Гнатюк Марія")
        assert "Такого імені у списку немає" in world.iryna.last.text or "не видно напевно" in world.iryna.last.text
        await world.tap(world.iryna, "➕ Нова людина")
    assert await state_of(world, world.olena) == await state_of(world, world.mykola) == [MemberState.ACTIVE]
    await world.tell_news()
    assert "Уточнили: ви берете участь" in world.olena.last.text


async def test_where_no_list_was_given_who_joins_takes_part(world: World) -> None:
    drives = world.services.certification.drives
    number = await drives.write("Кібергігієна", ADMIN)
    await drives.turn_course(number, "digigram")
    await drives.invite(number, ["h02001"])
    await drives.open(number, ADMIN)
    drive = await world.services.certification.read.drives.find(number)
    assert drive
    await join(world, world.mykola, drive, "Гнатюк Марія")
    await join(world, world.olena, drive, "Бондар Олена")
    assert TAKES_PART in world.mykola.last.text
    assert TAKES_PART in world.olena.last.text


async def test_a_name_that_stands_twice_is_said_to_stand_twice(world: World) -> None:
    drive = await begin(world, ("Гнатюк Марія", ""), ("Гнатюк Марія", ""))
    await join(world, world.olena, drive, "Гнатюк Марія")
    assert TAKES_PART not in world.olena.last.text
    assert "таке ім’я є не один раз" in world.olena.last.text


async def test_whom_nobody_knows_there_is_told_so(world: World) -> None:
    drive = await begin(world, ("Гнатюк Марія", ""))
    await coordinate(world, world.mykola)
    await join(world, world.olena, drive, "Гнатук Марія")
    await world.tell_news()
    await world.tap(world.mykola, "У нас не працює")
    await world.tell_news()
    assert "Вас не знайшли серед працівників" in world.olena.last.text
    assert await state_of(world, world.olena) == []


async def test_who_turns_out_to_be_exempt_is_told_so_with_the_way_back(world: World) -> None:
    drive = await begin(world, ("Гнатюк Марія", "лікарняний"), ("Гнатюк Марія", ""))
    await coordinate(world, world.mykola)
    await join(world, world.olena, drive, "Гнатюк Марія")
    await world.tell_news()
    assert "не бере участі" in world.mykola.last.text
    await world.tap(world.mykola, "Відділ 0")
    await world.tell_news()
    assert "у списку позначено, що ви не берете участі" in world.olena.last.text
    await world.tap(world.olena, "🙋 Я беру участь")
    assert await state_of(world, world.olena) == [MemberState.ACTIVE]


async def test_who_wants_no_more_before_it_is_decided_is_asked_about_no_more(world: World) -> None:
    drive = await begin(world, ("Гнатюк Марія", ""))
    await coordinate(world, world.mykola)
    await join(world, world.olena, drive, "Гнатук Марія")
    await world.tell_news()
    await world.start(world.olena, f"d_{drive.token}")
    assert "Ви ще не берете участі" in world.olena.last.text
    await world.tap(world.olena, "Не беру участі")
    await world.tap(world.olena, "Так, вийти")
    assert "вже вирішено" in await world.tap(world.mykola, "➕ Нова людина")
    assert await state_of(world, world.olena) == []


async def test_nobody_else_decides_and_nobody_takes_part_for_another(world: World) -> None:
    """By buttons made by hand."""
    drive = await begin(world, ("Гнатюк Марія", ""), ("Бондар Петро", "не бере участі"))
    await join(world, world.olena, drive, "Гнатук Марія")
    await join(world, world.mykola, drive, "Бондар Петро")
    [joining] = await world.services.certification.read.members.joinings_of(world.olena.id)
    [member] = await world.services.certification.read.members.of_person(world.mykola.id)
    for tap in (ShowJoining(joining.id), IsMember(joining.id, 0), IsNobody(joining.id)):
        assert "лише координатор" in await world.forge(world.olena, tap)
    await world.forge(world.olena, TakePart(member.id))
    assert await state_of(world, world.mykola) == [MemberState.EXEMPT]
    assert await state_of(world, world.olena) == []
    # Nor is she tied to a member whose name is another.
    await coordinate(world, world.iryna)
    await world.start(world.iryna)
    await world.forge(world.iryna, IsMember(joining.id, member.id))
    assert await state_of(world, world.olena) == []
