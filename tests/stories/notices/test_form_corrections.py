"""A correction changes what is asked: who answered keeps it, and is asked for what is new only if staff say so."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from channels.email import EmailChannel
from handlers.notices.taps import PutOption
from services.notices import Form
from simulator.people import Message
from tests.jobs import run_job
from tests.mail import Mailbox, mail_server
from tests.stories.notices.test_mails import PUBLIC, link
from tests.stories.notices.test_notice_life import ANDRUSHIVKA, BERDYCHIV, BERDYCHIVSKA, carry, change, plain
from tests.stories.notices.test_notices import let_leave, press_send, send
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import World
from web.notices.by_mail import pages

FIRST = "Сіл: число 0-300\nШкіл: число 0-100\nПримітка: текст, необов’язково"
SECOND = "Шкіл: число 0-100\nБібліотек: число 0-100\nСіл: число 0-300"
"""One field is gone, one is new, and the others changed places."""


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        yield box


@pytest.fixture
async def world(stopped_world: World, box: Mailbox) -> AsyncIterator[World]:
    """Mykola is a head in Telegram, the head of Berdychiv reads mail; both replied."""
    channel = EmailChannel(box.url_with_password, "Відділ <bot@example.org>")
    async with stopped_world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
        await join(stopped_world, stopped_world.mykola, await invite(stopped_world))
        await stopped_world.services.people.posts.set_email(BERDYCHIV, "rada@berd.gov.ua", ADMIN)
        await send(stopped_world, to="Бердичівський")
        await stopped_world.tap(stopped_world.iryna, "Поля відповіді")
        await stopped_world.say(stopped_world.iryna, FIRST)
        await press_send(stopped_world)
        await run_job("send_mails", stopped_world.services)
        yield stopped_world


@pytest.fixture
async def client(world: World) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(pages(world.services))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        yield client


async def reply(world: World) -> None:
    """Mykola's: 12 villages, 3 schools."""
    await world.tap(world.mykola, "📝 Відповісти")
    for words in ("12", "3", "усе гаразд"):
        await world.say(world.mykola, words)
    await world.tap(world.mykola, "📨 Надіслати")
    assert "Відповідь надіслано" in plain(world.mykola.last)


async def correct(world: World, form: str, *buttons: str) -> Message:
    """The page of the correction, before it is sent."""
    await change(world, "Виправити")
    await world.tap(world.iryna, "Поля відповіді")
    await world.say(world.iryna, form)
    for each in buttons:
        await world.tap(world.iryna, each)
    return world.iryna.last


async def leave(world: World) -> None:
    await world.tap(world.iryna, "📨 Надіслати виправлення")
    await let_leave(world)
    await carry(world)


async def answers(world: World, number: int) -> dict[str, str]:
    """What stands in the form now, by its labels."""
    [obligation] = await world.services.notices.read.obligations([number])
    given = await world.services.notices.replies.answers(obligation)
    return {field.label: given.get(field.key, "") for field in Form.of(obligation.notice).fields}


async def test_the_page_shows_what_is_asked_now_to_be_copied_and_what_a_correction_comes_to(world: World) -> None:
    await reply(world)
    await change(world, "Виправити")
    await world.tap(world.iryna, "Поля відповіді")
    shown = next(each for each in reversed(world.iryna.replies) if "Зараз питаємо так" in each.text)
    assert FIRST in plain(shown)
    page = plain(await world.say(world.iryna, SECOND))
    assert "• нове поле відповіді: «Бібліотек»" in page
    assert "• поле відповіді прибрано: «Примітка»" in page
    assert "Відповіли вже: 1. Їхні відповіді лишаються; нового не мають 1, але дописувати не попросимо." in page
    await world.tap(world.iryna, "Просити дописати нове")
    assert "нового не мають 1, попросимо їх дописати" in plain(world.iryna.last)


async def test_who_answered_keeps_it_and_is_asked_for_nothing_unless_staff_say_so(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await reply(world)
    page = link(box)
    await client.post(page, data={"what": "reply", "f0": "7", "f1": "2"})
    await correct(world, SECOND)
    await leave(world)
    told = plain(world.mykola.last)
    assert "• нове поле відповіді: «Бібліотек»" in told
    assert "Вашу відповідь зберегли. Нового можна не дописувати." in told
    assert "Вашу відповідь зберегли. Нового можна не дописувати." in box.text().replace("\xa0", " ")
    assert (await client.get(page)).status_code == 404, "nothing is owed"
    assert "Відкритих доручень немає" in (await world.say(world.mykola, "/notices")).text
    assert await answers(world, ANDRUSHIVKA) == {"Шкіл": "3", "Бібліотек": "", "Сіл": "12"}
    assert "відповіли: 2" in plain(await desk(world, "Доручення", "№ 1"))
    table = await world.services.notices.reply_results.table(1)
    assert table
    assert [table.values(field) for field in table.form.fields] == [["3", "2"], [], ["12", "7"]]


async def test_who_answered_is_asked_only_for_what_is_new(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await reply(world)
    page = link(box)
    await client.post(page, data={"what": "reply", "f0": "7", "f1": "2"})
    await correct(world, SECOND, "Просити дописати нове")
    await leave(world)
    assert "Допишіть, будь ласка, 1 поле, у якому нове запитання." in plain(world.mykola.last)
    assert "Допишіть, будь ласка, 1 поле" in box.text().replace("\xa0", " ")
    assert "Відкритих доручень: 1" in plain(await world.say(world.mykola, "/notices"))
    board = plain(await desk(world, "Доручення", "№ 1"))
    assert "відповіли: 0" in board
    await world.tap(world.mykola, "№ 1")
    await world.tap(world.mykola, "📝 Відповісти")
    asked = plain(world.mykola.last)
    assert "👉 Бібліотек" in asked
    assert "Шкіл: 3" in asked
    assert "Сіл: 12" in asked
    await world.say(world.mykola, "5")
    await world.tap(world.mykola, "📨 Надіслати")
    assert await answers(world, ANDRUSHIVKA) == {"Шкіл": "3", "Бібліотек": "5", "Сіл": "12"}
    shown = (await client.get(page)).text
    assert 'value="7"' in shown
    assert "Бібліотек" in shown
    await client.post(page, data={"what": "reply", "f0": "7", "f1": "2", "f3": "4"})
    assert await answers(world, BERDYCHIVSKA) == {"Шкіл": "2", "Бібліотек": "4", "Сіл": "7"}
    assert "відповіли: 2" in plain(await desk(world, "Доручення", "№ 1"))
    [obligation] = await world.services.notices.read.obligations([ANDRUSHIVKA])
    versions = await world.services.notices.reply_results.versions(obligation)
    assert [sorted(each.answers) for each in versions] == [["0", "1", "2"], ["0", "1", "3"]], "each version stays"


async def test_another_unit_is_another_question_and_a_number_out_of_bounds_is_asked_anew(world: World) -> None:
    await reply(world)
    page = plain(await correct(world, "Сіл: число 0-10\nШкіл: число 0-100 закладів", "Просити дописати нове"))
    assert "• поле відповіді змінено: «Сіл»" in page
    assert "• поле відповіді змінено: «Шкіл»" in page
    await leave(world)
    assert "Допишіть, будь ласка, 2 поля" in plain(world.mykola.last)
    assert await answers(world, ANDRUSHIVKA) == {"Сіл": "", "Шкіл": ""}


async def test_a_correction_that_asks_for_nothing_new_leaves_replies_alone_even_where_staff_would_ask(
    world: World,
) -> None:
    await reply(world)
    page = plain(await correct(world, "Шкіл: число 0-100\nСіл: число 0-300\nПримітка: текст, необов’язково"))
    assert "Їхні відповіді лишаються, дописувати нічого." in page
    assert "Просити дописати" not in str(world.iryna.last.buttons)
    await world.services.notices.notices.ask_for_new(1, wanted=True)
    await world.tap(world.iryna, "Текст")
    await world.say(world.iryna, "Надайте перелік шкіл і сіл.")
    await leave(world)
    assert "відповідати ще раз не треба" in plain(world.mykola.last)
    assert "Відкритих доручень немає" in (await world.say(world.mykola, "/notices")).text


async def test_a_reply_half_filled_in_goes_on_where_it_was(world: World) -> None:
    await world.tap(world.mykola, "📝 Відповісти")
    await world.say(world.mykola, "12")
    old = world.mykola.last
    await correct(world, SECOND)
    await leave(world)
    assert "Вашу відповідь зберегли" not in plain(world.mykola.last), "she had not replied"
    await world.tap(world.mykola, "✓ Сіл", message=old)
    await world.say(world.mykola, "13")
    assert await answers(world, ANDRUSHIVKA) == {"Шкіл": "", "Бібліотек": "", "Сіл": "13"}
    assert "👉 Шкіл" in plain(world.mykola.last)
    await world.forge(world.mykola, PutOption(ANDRUSHIVKA, 2, 0))
    assert await answers(world, ANDRUSHIVKA) == {"Шкіл": "", "Бібліотек": "", "Сіл": "13"}, "that field is gone"


async def test_a_reply_to_the_form_of_before_does_not_leave_once_another_counts(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    """Between the page that she sees and her press a correction leaves."""
    replies = world.services.notices.replies
    [before] = await world.services.notices.read.obligations([ANDRUSHIVKA])
    for field, value in zip(Form.of(before.notice).fields, ("12", "3", ""), strict=True):
        await replies.put(before, field, value, world.mykola.id)
    await correct(world, SECOND)
    await leave(world)
    assert not await replies.send(before, world.mykola.id)
    [now] = await world.services.notices.read.obligations([ANDRUSHIVKA])
    assert now.replied_at is None
    old = {"what": "reply", "f0": "7", "f1": "2", "f2": ""}
    assert "Бібліотек" in (await client.post(link(box), data=old)).text
    assert await answers(world, BERDYCHIVSKA) == {"Шкіл": "2", "Бібліотек": "", "Сіл": "7"}


async def test_nothing_is_sent_to_a_notice_that_ended(world: World) -> None:
    replies = world.services.notices.replies
    [before] = await world.services.notices.read.obligations([ANDRUSHIVKA])
    for field, value in zip(Form.of(before.notice).fields, ("12", "3", ""), strict=True):
        await replies.put(before, field, value, world.mykola.id)
    await change(world, "Закрити достроково", "Так, закрити")
    assert not await replies.send(before, world.mykola.id)


async def test_a_form_for_a_notice_that_had_none_is_asked_of_all(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN]):
        await join(world, world.mykola, await invite(world))
        await send(world, to="Бердичівський")
        await press_send(world)
        await world.tap(world.mykola, "Ознайомлений")
        page = plain(await correct(world, "Сіл: число 0-300"))
        assert "Форми досі не було: відповісти попросимо всіх." in page
        await leave(world)
        assert "Відкритих доручень: 1" in plain(await world.say(world.mykola, "/notices"))


async def test_the_file_for_the_record_shows_each_reply_under_the_questions_it_answered(world: World) -> None:
    await reply(world)
    await correct(world, SECOND, "Просити дописати нове")
    await leave(world)
    [obligation] = await world.services.notices.read.obligations([ANDRUSHIVKA])
    forms = await world.services.notices.read.forms(1)
    assert [[field["label"] for field in form if "label" in field] for _at, form in forms] == [
        ["Сіл", "Шкіл", "Примітка"],
        ["Шкіл", "Бібліотек", "Сіл"],
    ]
    assert (await world.services.notices.reply_results.as_pdf(obligation)).startswith(b"%PDF")
