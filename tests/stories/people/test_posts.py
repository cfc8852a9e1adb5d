"""A head joins by a link, hands her post over, delegates it; staff see where nobody is and undo what went wrong."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from handlers.people.taps import ReportTaking, ShowTenure
from services.people import Post, TenureKind, Title
from simulator.people import Message, Person
from tests.excel import rows_of, sheet_of
from tests.jobs import run_job
from tests.stories.world import World, button_of

HEAD = Post("h02001", Title.HEAD)
ADMIN = 1003


@pytest.fixture
async def world(stopped_world: World) -> object:
    """Iryna is an administrator in her private chat as well."""
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


def link_in(message: Message) -> str:
    """The payload of the deep link in a message."""
    return message.text.split("?start=")[1].split()[0]


GROUPS = {
    "Відповіді": ("Без відповіді",),
    "Показники": ("Статистика випадків", "Рейтинг громад", "Кого привели"),
}
"""Entries of the desk that stand one press deeper."""


async def desk(world: World, *buttons: str) -> Message:
    """Iryna opens the desk in her own chat and presses one button after the other."""
    await world.say(world.iryna, "/staff")
    group = [name for name, entries in GROUPS.items() if buttons and buttons[0] in entries]
    for button in (*group, *buttons):
        await world.tap(world.iryna, button)
    return world.iryna.last


async def invite(world: World) -> str:
    """A link for the head of the Андрушівська hromada."""
    await desk(world, "Посади", "Знайти громаду", "Бердичівський", "Андрушівська", "Голова", "Запросити на посаду")
    if "Так, нове посилання" in str(world.iryna.last.buttons):
        await world.tap(world.iryna, "Так, нове посилання")
    return link_in(world.iryna.last)


async def ask(world: World) -> None:
    """The clock asks who is to be asked whether she still holds her post."""
    await run_job("ask_holders", world.services)
    await world.services.mailings.dispatcher.carry_all()


async def join(world: World, person: Person, payload: str) -> Message:
    await world.start(person, payload)
    await world.tap(person, "Так, прийняти")
    return person.last


async def holder(world: World) -> int | None:
    acting = [each for each in await world.services.people.posts.acting(HEAD) if each.kind is TenureKind.HOLDER]
    return acting[0].person_id if acting else None


async def test_a_head_joins_by_invite_and_hands_over_to_a_successor(world: World) -> None:
    offered = await world.start(world.mykola, await invite(world))
    assert "Вас запрошено: голова Андрушівської громади" in offered.text
    assert "ваше ім’я в Telegram: Микола Бондар" in offered.text
    assert await holder(world) is None, "nothing happens before he agrees"
    await world.tap(world.mykola, "Так, прийняти")
    assert "Готово: ви – голова Андрушівської громади" in world.mykola.last.text
    assert "Нова людина на посаді: голова Андрушівської громади" in world.in_staff_chat()[-1].text
    assert ["🏛 Моя посада"] in (await world.start(world.mykola)).buttons
    # He hands over: the link is his own to send.
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Голова Андрушівської громади")
    await world.tap(world.mykola, "Передати посаду")
    assert await holder(world) == world.mykola.id
    await join(world, world.olena, link_in(world.mykola.last))
    assert await holder(world) == world.olena.id
    assert "обійняла інша людина: Олена Коваль" in world.mykola.last.text
    assert "Посади ви не маєте" in (await world.say(world.mykola, "/notices")).text
    assert ["Голова Андрушівської громади"] in (await world.say(world.olena, "/notices")).buttons


async def test_a_used_link_a_revoked_one_an_expired_one_and_a_made_up_one_say_so(world: World) -> None:
    used = await invite(world)
    await join(world, world.mykola, used)
    assert "вже використано" in (await world.start(world.olena, used)).text
    revoked = await invite(world)
    await world.tap(world.iryna, "Скасувати посилання")
    assert "чинне до 7 грудня" in world.iryna.last.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Так, скасувати")
    assert "скасовано" in (await world.start(world.olena, revoked)).text
    expired = await invite(world)
    world.clock.move(timedelta(days=15))
    assert "Строк цього посилання минув" in (await world.start(world.olena, expired)).text
    assert "Такого запрошення немає" in (await world.start(world.olena, "inv_abc")).text
    assert await holder(world) == world.mykola.id


async def test_a_link_works_once_even_where_two_press_at_the_same_moment(world: World) -> None:
    payload = await invite(world)
    await world.start(world.mykola, payload)
    await world.start(world.olena, payload)
    world.mykola.press(world.mykola.last, "Так, прийняти")
    world.olena.press(world.olena.last, "Так, прийняти")
    await world.settle()
    words = [world.mykola.last.text, world.olena.last.text]
    assert sum("Готово" in text for text in words) == 1
    assert sum("вже використано" in text for text in words) == 1


async def test_a_newer_link_into_the_same_post_revokes_the_older(world: World) -> None:
    older = await invite(world)
    newer = await invite(world)
    assert "скасовано" in (await world.start(world.olena, older)).text
    assert "Вас запрошено" in (await world.start(world.olena, newer)).text


async def test_the_database_knows_no_token(world: World) -> None:
    payload = await invite(world)
    rows = await world.database.fetch("SELECT * FROM invites")
    assert payload.removeprefix("inv_") not in str(rows)


async def test_a_link_used_by_the_wrong_person_is_undone_and_the_rightful_holder_told(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    await join(world, world.olena, await invite(world))
    assert "обійняла інша людина" in world.mykola.last.text
    await world.tap(world.mykola, "Це помилка")
    complaint = world.in_staff_chat()[-1]
    assert "Скарга на помилку: голова Андрушівської громади" in complaint.text
    await world.tap(world.iryna, "Скасувати", message=complaint)
    asks = world.in_staff_chat()[-1]
    assert "Повернеться Микола Бондар. Відкритих доручень відділу: 0" in asks.text.replace("\xa0", " ")
    assert await holder(world) == world.olena.id
    assert "Скасовано" in await world.tap(world.iryna, "Так, забрати посаду", message=asks)
    assert await holder(world) == world.mykola.id
    assert "повернуто вам" in world.mykola.last.text
    assert "відділ її забрав" in world.olena.last.text
    assert "вже зроблено" in await world.tap(world.iryna, "Скасувати", message=complaint)


async def test_only_who_held_the_post_before_can_say_it_is_a_mistake(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    told = len(world.in_staff_chat())
    await world.start(world.olena)
    await world.forge(world.olena, ReportTaking(1))
    assert "Не вийшло" in world.olena.last.text
    assert len(world.in_staff_chat()) == told


async def test_who_opens_a_link_that_is_not_hers_says_so_and_the_link_stays_good(world: World) -> None:
    payload = await invite(world)
    await world.start(world.olena, payload)
    await world.tap(world.olena, "Це не для мене")
    assert "якій воно не призначене" in world.in_staff_chat()[-1].text
    await join(world, world.mykola, payload)
    assert await holder(world) == world.mykola.id


async def test_who_holds_the_post_already_does_not_use_the_link_up(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    payload = await invite(world)
    assert "Ви вже маєте це" in (await world.start(world.mykola, payload)).text
    await join(world, world.olena, payload)
    assert await holder(world) == world.olena.id


async def test_a_holder_delegates_for_a_while_and_takes_it_back(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    for end in ("by the clock", "by the holder", "by the delegate"):
        await world.say(world.mykola, "/notices")
        await world.tap(world.mykola, "Голова Андрушівської громади")
        await world.tap(world.mykola, "Доручити на час")
        await world.tap(world.mykola, "На тиждень")
        offered = await world.start(world.olena, link_in(world.mykola.last))
        assert "Вас просять діяти за дорученням" in offered.text
        await world.tap(world.olena, "Так, прийняти")
        await world.say(world.olena, "/notices")
        await world.tap(world.olena, "Голова Андрушівської громади")
        assert "Ви дієте за дорученням" in world.olena.last.text
        assert await holder(world) == world.mykola.id
        match end:
            case "by the clock":
                world.clock.move(timedelta(days=8))
            case "by the holder":
                await world.say(world.mykola, "/notices")
                await world.tap(world.mykola, "Голова Андрушівської громади")
                assert "за дорученням діє Олена Коваль" in world.mykola.last.text
                await world.tap(world.mykola, "Припинити доручення")
                assert "За ним діє Олена Коваль" in world.mykola.last.text
                assert await world.services.people.posts.of_person(world.olena.id), "one press ends nothing"
                await world.tap(world.mykola, "Так, припинити")
            case _:
                await world.tap(world.olena, "Відмовитися")
                await world.tap(world.olena, "Так, звільнити")
        assert "Посади ви не маєте" in (await world.say(world.olena, "/notices")).text, end


async def test_a_delegate_cannot_hand_the_post_over(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Голова Андрушівської громади")
    await world.tap(world.mykola, "Доручити на час")
    await world.tap(world.mykola, "На місяць")
    await join(world, world.olena, link_in(world.mykola.last))
    [_, delegate] = await world.services.people.posts.acting(HEAD)
    for data in (f"handover:{delegate.id}", f"delegate:{delegate.id}:7", "handover:1", "leave:1", "enddelegate:1"):
        world.olena.press(world.olena.last, data=data)
        await world.settle()
        assert "?start=" not in world.olena.last.text
    assert await holder(world) == world.mykola.id


async def test_a_holder_leaves_and_the_staff_see_the_gap(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    assert "Без людини: 65" in (await desk(world, "Посади")).text
    await world.say(world.mykola, "/notices")
    for button in ("Голова Андрушівської громади", "Звільнити посаду", "Так, звільнити"):
        await world.tap(world.mykola, button)
    assert "Посада вільна: голова Андрушівської громади. Дотепер: Микола Бондар." in world.in_staff_chat()[-1].text
    assert "Без людини: 66" in (await desk(world, "Посади")).text
    assert ["🔲 Голова Андрушівської громади"] in (await desk(world, "Посади", "Без людини")).buttons


async def test_staff_see_whom_the_bot_cannot_reach(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    world.mykola.block()
    await world.settle()
    assert "Людина недоступна: 1" in (await desk(world, "Посади")).text
    post = await desk(world, "Посади", "Недоступні", "Голова Андрушівської")
    assert "Бот не може писати цій людині" in post.text
    await world.tap(world.iryna, "Звільнити посаду")
    assert "Зараз її обіймає Микола Бондар" in world.iryna.last.text
    await world.tap(world.iryna, "Так, звільнити")
    assert "Поки нікого немає" in world.iryna.last.text


async def test_every_quarter_the_holder_is_asked_whether_she_still_is_it(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    await ask(world)
    assert "Ви досі" not in world.mykola.last.text
    world.clock.move(timedelta(days=92))
    world.clock.move(timedelta(hours=10))  # ten in the evening: quiet
    await ask(world)
    assert "Ви досі" not in world.mykola.last.text
    world.clock.move(timedelta(hours=11))
    await ask(world)
    await ask(world)
    assert [message.text for message in world.mykola.replies][-1].startswith("Ви досі голова Андрушівської громади?")
    assert sum("Ви досі" in message.text for message in world.mykola.replies) == 1
    world.clock.move(timedelta(days=15))
    assert "Не відповіли на «ви досі …?»: 1" in (await desk(world, "Посади")).text
    await world.tap(world.mykola, "Так, досі")
    assert "Не відповіли на «ви досі …?»: 0" in (await desk(world, "Посади")).text
    post = await desk(world, "Посади", "Знайти громаду", "Бердичівський", "Андрушівська", "Голова")
    assert "Підтверджено 11 березня 2027" in post.text.replace("\xa0", " ")
    await ask(world)
    assert sum("Ви досі" in message.text for message in world.mykola.replies) == 0


async def test_a_hospital_is_added_and_its_contact_invited(world: World) -> None:
    await desk(world, "Посади", "Інші установи", "Додати установу")
    prompt = world.iryna.last
    await world.say(world.iryna, "КНП «Обласна  лікарня»", reply_to=prompt.id)
    assert world.iryna.last.text.startswith("КНП «Обласна лікарня»")
    await world.tap(world.iryna, "Контакт пологового")
    await world.tap(world.iryna, "Запросити на посаду")
    offered = await world.start(world.olena, link_in(world.iryna.last))
    assert "Вас запрошено: контакт пологового КНП «Обласна лікарня»" in offered.text
    await world.tap(world.olena, "Так, прийняти")
    post = button_of(await world.say(world.olena, "/notices"), ShowTenure)
    assert "контакт пологового" in post["text"].lower()


async def test_all_heads_are_invited_at_once_as_an_excel_file_with_links_and_codes(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    await desk(world, "Посади", "Запросити голів")
    message = world.iryna.last
    assert "65 посилань" in message.text.replace("\xa0", " ")
    file = world.telegram.file(message.data["document"]["file_id"])
    rows = rows_of(file.content)
    assert rows[0] == ["Громада", "Район", "Посилання", "Діє до", "QR-код"]
    assert len(rows) == 66
    assert "Андрушівська" not in {row[0] for row in rows}
    assert len({row[2] for row in rows}) == 66
    pictures = sheet_of(file.content)._images  # type: ignore[attr-defined]
    assert len(pictures) == 65
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(pictures[0]._data())))
    assert code.text == rows[1][2]
    await join(world, world.olena, code.text.split("?start=")[1])
    [tenure] = await world.services.people.posts.of_person(world.olena.id)
    assert await world.services.people.posts.place_name(tenure.post.place) == f"{rows[1][0]} громада"


async def test_a_new_excel_keeps_open_links_unless_staff_say_otherwise(world: World) -> None:
    payload = await invite(world)
    await desk(world, "Посади", "Запросити голів")
    first = world.iryna.last
    words = first.text.replace("\xa0", " ")
    assert "66 посилань" in words
    assert "Чинні посилання у файлі ті самі, що були: 1." in words
    assert payload in {row[2].split("?start=")[1] for row in rows_in(world, first)[1:]}
    await desk(world, "Посади", "Запросити голів")
    assert rows_in(world, world.iryna.last) == rows_in(world, first)
    await world.tap(world.iryna, "Замінити всі посилання")
    assert "66 чинних посилань перестануть діяти" in world.iryna.last.text.replace("\xa0", " ")
    assert "Вас запрошено" in (await world.start(world.mykola, payload)).text
    await world.tap(world.iryna, "Так, усім нові")
    renewed = rows_in(world, world.iryna.last)
    assert not {row[2] for row in renewed[1:]} & {row[2] for row in rows_in(world, first)}
    assert "скасовано" in (await world.start(world.mykola, payload)).text


def rows_in(world: World, message: Message) -> list[list[Any]]:
    """The rows of the Excel file that the message is."""
    return rows_of(world.telegram.file(message.data["document"]["file_id"]).content)


async def test_open_invites_are_listed_and_revoked(world: World) -> None:
    payload = await invite(world)
    listed = await desk(world, "Посади", "Відкриті запрошення")
    assert "Відкритих запрошень: 1" in listed.text
    await world.tap(world.iryna, "голова Андрушівської громади")
    await world.tap(world.iryna, "Так, скасувати")
    assert "Відкритих запрошень немає" in world.iryna.last.text
    assert "скасовано" in (await world.start(world.olena, payload)).text


@pytest.mark.parametrize("data", ["post:x-head", "post:h99999-head", "place:b7", "invitepost:h02001-king", "gaps:x:99"])
async def test_forged_buttons_of_staff_lead_back_to_the_list(world: World, data: str) -> None:
    message = await desk(world, "Посади")
    world.iryna.press(message, data=data)
    await world.settle()
    assert "сталася помилка" not in world.iryna.last.text
    assert await world.database.fetch("SELECT * FROM invites") == []


async def test_a_head_who_deletes_her_data_leaves_the_post(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    await world.say(world.mykola, "/privacy")
    await world.tap(world.mykola, "Видалити мої дані")
    await world.tap(world.mykola, "Так, видалити")
    assert "Посада вільна" in world.in_staff_chat()[-1].text
    assert await holder(world) is None
    assert "Микола" not in str(await world.database.fetch("SELECT * FROM tenures"))


async def test_staff_find_the_posts_of_a_hromada_by_a_village(world: World) -> None:
    await desk(world, "Посади", "Знайти громаду", "Написати громаду")
    await world.say(world.iryna, "Троянів", reply_to=world.iryna.last.id)
    assert "Новогуйвинська" in world.iryna.last.text
    await desk(world, "Посади", "Знайти громаду", "Написати громаду")
    await world.say(world.iryna, "Баранівка", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Баранівка (Баранівська громада)")
    assert "Баранівська" in world.iryna.last.text
