"""What is said of a case in letters, in the appeal and to the staff: what its person told, and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.cases import Addressee
from simulator.people import Message, Person
from tests.stories.cases.test_cases import take, tick
from tests.stories.world import World


async def begin(world: World, person: Person, *, kind: str = "Банк") -> None:
    """Up to the question for the name of the place."""
    await world.start(person, "report")
    for button in ("Розповісти про випадок", "Паспорт", kind):
        await world.tap(person, button)


async def send(world: World, person: Person) -> None:
    await world.tap(person, "Досить, перевірити")
    await world.tap(person, "📨 Надіслати")


async def appeal_of(world: World, person: Person) -> str:
    """The text of an appeal to the first addressee."""
    await world.tap(person, "Підготувати звернення")
    for words in ("Коваль Олена Іванівна", "Житомирська область, м. Коростень, вул. Шевченка, 1", "olena@example.org"):
        await world.say(person, words)
    await world.tap(person, person.last.buttons[0][0])
    return plain(person.replies[-2])


def plain(message: Message) -> str:
    return message.text.replace("\xa0", " ")


async def tell_of_day(world: World, *days: str) -> None:
    """Olena tells of a bank; each day is a button or words, the later ones said at the review."""
    world.clock.strike("2026-11-23 16:36")
    await begin(world, world.olena)
    await world.say(world.olena, "Ощадбанк на Київській")
    for number, day in enumerate(days):
        if number:
            await world.tap(world.olena, "Досить, перевірити" if number == 1 else "✏️ Коли")
            if number == 1:
                await world.tap(world.olena, "✏️ Коли")
        if day in {"Сьогодні", "Учора"}:
            await world.tap(world.olena, day)
        else:
            await world.say(world.olena, day)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["позавчора"], "21 листопада 2026 року, у банку"),
        (["Сьогодні"], "23 листопада 2026 року, у банку"),
        (["сьогодні о 7:10 ранку"], "23 листопада 2026 року, близько 07:10, у банку"),
        (["учора о 7 вечора"], "22 листопада 2026 року, близько 19:00, у банку"),
        (["сьогодні о 7:10", "учора"], "22 листопада 2026 року, у банку"),
        (["сьогодні о 7:10", "Сьогодні"], "23 листопада 2026 року, близько 07:10, у банку"),
    ],
)
async def test_an_hour_that_nobody_told_stands_nowhere(world: World, days: list[str], said: str) -> None:
    await tell_of_day(world, *days)
    when = said.removesuffix(", у банку")
    if len(days) == 1:
        await world.tap(world.olena, "Досить, перевірити")
    assert f"Коли: {when}\n" in plain(world.olena.last), "the review shows it too"
    await world.tap(world.olena, "📨 Надіслати")
    assert f"Коли: {when}\n" in plain(world.in_staff_chat()[-1])
    [case] = await world.services.cases.read.on_desk()
    assert f"{said} " in await appeal_of(world, world.olena)
    letter = world.services.cases.letters.about_cases(Addressee.BODY, [case]).replace("\xa0", " ")
    assert said in letter


async def test_an_hour_that_has_not_come_is_asked_again(world: World) -> None:
    await tell_of_day(world, "сьогодні о 23:00")
    assert "Ця година ще не настала" in world.olena.last.text
    await world.say(world.olena, "учора о 23:00")
    assert "У якій громаді" in world.olena.last.text


async def test_the_clock_goes_with_the_case_until_she_names_another_day(world: World) -> None:
    await world.start(world.olena, "report")
    await world.tap(world.olena, "Мене не пускають зараз")
    await world.tap(world.olena, "Паспорт")
    await world.tap(world.olena, "Банк")
    await world.tap(world.olena, "Не прийняли")
    assert "Записали: 12:00, у банку, Паспорт у Дії." in plain(world.olena.last), "the name of the bank is not known"
    world.clock.move(timedelta(hours=2))
    await world.tap(world.olena, "Розповісти подробиці")
    await world.say(world.olena, "Ощадбанк")
    await world.tap(world.olena, "Досить, перевірити")
    assert "Коли: 23 листопада 2026 року, близько 12:00" in plain(world.olena.last)
    await world.tap(world.olena, "✏️ Коли")
    await world.tap(world.olena, "Учора")
    assert "Коли: 22 листопада 2026 року\n" in plain(world.olena.last)


async def test_the_first_screen_of_the_clock_has_a_way_back_and_keeps_its_time(world: World) -> None:
    await world.start(world.olena, "report")
    await world.tap(world.olena, "Мене не пускають зараз")
    world.clock.move(timedelta(minutes=10))
    await world.tap(world.olena, "Назад")
    assert "Не прийняли документ у Дії?" in world.olena.last.text
    await world.tap(world.olena, "Мене не пускають зараз")
    assert "Час записано: 12:00" in world.olena.last.text, "the time is that of the first press"


async def test_who_only_began_to_tell_is_not_told_an_hour_of_refusal(world: World) -> None:
    world.clock.strike("2026-11-23 16:36")
    await begin(world, world.olena)
    world.clock.move(timedelta(minutes=61))
    await tick(world)
    assert "О 16:36 ви почали розповідати" in plain(world.olena.last)


# A point on the map


async def test_a_point_is_no_name_and_both_are_said(world: World) -> None:
    await begin(world, world.olena)
    world.olena.send_location(50.2547, 28.6587)
    await world.settle()
    assert "Записали точку. Як називається це місце?" in world.olena.last.text
    for words in ("тут", "Місце на мапі."):
        await world.say(world.olena, words)
        assert "Очікуємо назву місця" in world.olena.last.text
    await world.say(world.olena, "Ощадбанк на Київській")
    await world.tap(world.olena, "Сьогодні")
    await world.tap(world.olena, "Досить, перевірити")
    assert "Назва і місце: Ощадбанк на Київській (точка 50.25470, 28.65870)" in plain(world.olena.last)
    await world.tap(world.olena, "📨 Надіслати")
    assert "mlat=50.25470" in (await take(world)).links[0]
    await world.tap(world.olena, "Відкрити випадок")
    appeal = await appeal_of(world, world.olena)
    assert "у банку (Ощадбанк на Київській)" in appeal
    assert "Точка на мапі: 50.25470, 28.65870" in appeal


async def test_going_back_behind_a_point_without_a_name_forgets_it(world: World) -> None:
    await begin(world, world.olena)
    world.olena.send_location(50.2547, 28.6587)
    await world.settle()
    await world.tap(world.olena, "Назад")
    await world.tap(world.olena, "Банк")
    await world.say(world.olena, "Бердичів, Ощадбанк")
    await world.tap(world.olena, "Сьогодні")
    await send(world, world.olena)
    [case] = await world.services.cases.read.on_desk()
    assert case.details.latitude is None
