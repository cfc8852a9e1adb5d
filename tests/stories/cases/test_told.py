"""What is said of a case in letters, in the appeal and to the staff: what its person told, and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.cases import Addressee
from services.cases.messages import CaseForwarded
from services.people import Role
from simulator.people import Message, Person
from simulator.refusals import bad_request
from tests.stories.cases.test_cases import close, in_staff_chat, take, tell, tick
from tests.stories.cases.test_linked_cases import two_linked, work_on
from tests.stories.world import STAFF_CHAT, World


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
    letter = world.services.cases.letters.about_cases(Addressee.BODY, [case], "").replace("\xa0", " ")
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


# In the staff chat


async def test_every_message_of_a_case_shows_where_it_stands(world: World) -> None:
    first, second = await two_linked(world)
    shown = await work_on(world, first)
    assert "Закрити всі: 2" in str(shown.buttons)
    await close(world, second, "установі пояснили", "Пояснили.")
    assert "закрито: установі пояснили" in world.staff_chat.message(second.id).text
    assert not world.staff_chat.message(second.id).buttons
    assert "Закрити всі" not in str(world.staff_chat.message(shown.id).buttons), "the other one is closed"
    await close(world, first, "установі пояснили", "Пояснили.")
    for each in (first, shown):
        assert "закрито: установі пояснили" in world.staff_chat.message(each.id).text
        assert not world.staff_chat.message(each.id).buttons
    assert not world.telegram.refused


async def test_a_case_that_is_taken_let_go_or_ended_elsewhere_is_drawn_anew(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[world.iryna.id]):
        await tell(world, world.olena)
        case = world.in_staff_chat()[-1]
        await world.say(world.iryna, "/staff")
        for button in ("Випадки", "ЖТ-2026-000001", "Беру"):
            await world.tap(world.iryna, button)
        assert "у роботі" in world.staff_chat.message(case.id).text
        await world.tap(world.iryna, "Відпустити")
        assert "чекає на відділ" in world.staff_chat.message(case.id).text
        await ended_by_olena(world)
        assert "закрито: людина каже, що вирішено" in world.staff_chat.message(case.id).text


async def test_a_card_in_the_own_chat_of_staff_is_drawn_anew_while_they_are_staff(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[world.iryna.id]):
        invites = world.services.people.invites
        await world.start(world.mykola)
        await invites.take((await invites.into_role(Role.OPERATOR, 0)).token, world.mykola.id, "Микола")
        await tell(world, world.olena)
        cards = []
        for person in (world.iryna, world.mykola):
            await world.say(person, "/staff")
            for button in ("Випадки", "ЖТ-2026-000001"):
                await world.tap(person, button)
            cards.append(person.last)
        await world.tap(world.iryna, "Беру", message=cards[0])
        shown = world.mykola.chat.message(cards[1].id)
        assert "у роботі" in shown.text
        assert "надішліть відповідь на це повідомлення" in shown.text
        assert await world.services.people.staff.remove(world.mykola.id, world.iryna.id)
        await ended_by_olena(world)
        assert "закрито: людина каже, що вирішено" in world.iryna.chat.message(cards[0].id).text
        assert "у роботі" in world.mykola.chat.message(cards[1].id).text, "no longer hers to read"
        assert not world.telegram.refused


async def ended_by_olena(world: World) -> None:
    await world.say(world.olena, "/my")
    await world.tap(world.olena, "ЖТ-2026-000001")
    await world.tap(world.olena, "Вирішено")


async def test_a_message_that_is_gone_from_the_staff_chat_stops_nothing(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    world.telegram.faults.refuse("editMessageText", bad_request("message to edit not found"), chat_id=STAFF_CHAT)
    await close(world, case, "установі пояснили", "Пояснили.")
    assert "Закрито." in world.in_staff_chat()[-1].text


@pytest.mark.parametrize(
    ("becomes", "said"),
    [
        ("here", "Закрито. Повідомимо людину."),
        ("stopped", "Людина зупинила бота, тож не прочитає"),
        ("gone", "Людини в боті немає"),
    ],
)
async def test_who_closes_a_case_is_told_whether_its_person_reads_it(world: World, becomes: str, said: str) -> None:
    await tell(world, world.olena)
    case = await take(world)
    if becomes == "stopped":
        world.olena.block()
        await world.settle()
    elif becomes == "gone":
        await world.services.people.privacy.forget(world.olena.id)
    await close(world, case, "установі пояснили", "Пояснили.")
    assert said in world.in_staff_chat()[-1].text


async def test_who_closes_all_is_told_how_many_read_it(world: World) -> None:
    first, _second = await two_linked(world)
    world.mykola.block()
    await world.settle()
    shown = await work_on(world, first)
    await world.tap(world.iryna, "Закрити всі", message=shown)
    await world.tap(world.iryna, "установі пояснили", message=world.in_staff_chat()[-1])
    said = await in_staff_chat(world, "Пояснили.", world.in_staff_chat()[-1].id)
    assert plain(said).splitlines()[:3] == [
        "Закрито 2 випадки.",
        "Повідомимо 1 людину.",
        "Не прочитають: 1. Хтось із людей зупинив бота або не має його.",
    ]


async def test_what_a_person_says_of_the_end_is_no_outcome_of_the_staff(world: World) -> None:
    await tell(world, world.olena)
    await world.tap(world.olena, "Вирішено")
    shown = world.olena.last.text
    assert "закрито: ви сказали, що вирішено" in shown
    assert "Людина" not in shown
    assert "людина каже, що вирішено" in world.in_staff_chat()[-1].text
    figures = await world.services.cases.statistics.figures()
    assert figures.outcomes == {"людина каже, що вирішено": 1}
    case = world.staff_chat.message(world.in_staff_chat()[0].id)
    await world.tap(world.olena, "Ні, досі так")
    await world.tap(world.iryna, "Беру", message=case)
    await world.tap(world.iryna, "Закрити", message=case)
    assert "вирішено" not in str(world.in_staff_chat()[-1].buttons)


# Words


@pytest.mark.parametrize(
    ("result", "letter", "appeal"),
    [
        ("Не обслужили", "не прийняли документ: Паспорт", "мені відмовилися прийняти документ: Паспорт"),
        ("Довелося показати папір", "попросили паперовий: Паспорт", "Довелося показати паперовий"),
        ("Прийняли після картки", "прийняли документ лише після пояснення норм", "Прийняли лише після пояснення норм"),
    ],
)
async def test_letters_and_the_appeal_follow_the_result(world: World, result: str, letter: str, appeal: str) -> None:
    await begin(world, world.olena)
    await world.say(world.olena, "Ощадбанк на Київській")
    await world.tap(world.olena, "Сьогодні")
    await world.tap(world.olena, "Пропустити")
    await world.tap(world.olena, result)
    await send(world, world.olena)
    [case] = await world.services.cases.read.on_desk()
    written = [world.services.cases.letters.about_cases(each, [case], "") for each in Addressee]
    told = world.services.people.staff._render(CaseForwarded(case, "")).html
    for text in (*written, str(told)):
        assert letter in text.replace("\xa0", " ")
        assert ("не прийняли" in text.replace("\xa0", " ")) is (result != "Прийняли після картки")
    assert appeal in await appeal_of(world, world.olena)


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("ЦНАП", "ЦНАП на площі", "у ЦНАПі на площі"),
        ("ЦНАП", "цнап", "у ЦНАПі"),
        ("Поїзд", "Поїзд 92, станція Коростень", "у поїзді 92, станція Коростень"),
        ("Банк", "Банківський дім", "у банку (Банківський дім)"),
        ("Банк", "відділення на Київській", "у банку (відділення на Київській)"),
        ("Інше місце", "Інше місце", "в іншому місці (Інше місце)"),
    ],
)
async def test_the_kind_of_place_is_said_once(world: World, kind: str, name: str, said: str) -> None:
    await begin(world, world.olena, kind=kind)
    await world.say(world.olena, name)
    await world.tap(world.olena, "Сьогодні")
    await send(world, world.olena)
    assert f"Паспорт у Дії, {said}\n" in plain(world.in_staff_chat()[-1])
