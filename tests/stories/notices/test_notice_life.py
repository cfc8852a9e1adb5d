"""The life of a notice: a draft, held for a minute, sent, corrected, moved, closed, withdrawn; by chat and by mail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import httpx
import pytest
from icalendar import Calendar

from channels.email import EmailChannel
from handlers.notices.taps import Acknowledge, MoveDeadline, SendNotice, StopNotice, TakeCalendar
from services.choices import Choices
from services.notices import Ending, Via
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from tests.jobs import run_job
from tests.mail import Mailbox, mail_server
from tests.stories.notices.test_mails import PUBLIC, link
from tests.stories.notices.test_notices import TEXT, let_leave, press_send, send
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import KYIV, World
from web.notices.by_mail import pages

BERDYCHIV = Post("h02003", Title.HEAD)
"""Whoever holds it reads mail only."""
ANDRUSHIVKA, BERDYCHIVSKA = 10001, 10002
"""Obligations of the first notice."""


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        yield box


@pytest.fixture
async def world(stopped_world: World, box: Mailbox) -> AsyncIterator[World]:
    """Mykola is a head in Telegram; one raion of ten posts is below what needs a second member of the staff."""
    channel = EmailChannel(box.url_with_password, "Відділ <bot@example.org>")
    second_from = Choices(timezone=KYIV).notice_second_from
    async with stopped_world.running(
        admin_ids=[ADMIN], email=channel, public_url=PUBLIC, notice_second_from=second_from
    ):
        await join(stopped_world, stopped_world.mykola, await invite(stopped_world))
        await stopped_world.services.people.posts.set_email(BERDYCHIV, "rada@berd.gov.ua", ADMIN)
        yield stopped_world


@pytest.fixture
async def client(world: World) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(pages(world.services))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        yield client


def plain(message: Message) -> str:
    return message.text.replace("\xa0", " ")


async def sent(world: World) -> None:
    """A notice to the ten heads of a raion, read by Mykola and by mail."""
    await send(world, to="Бердичівський")
    await press_send(world)
    await run_job("send_mails", world.services)


async def carry(world: World) -> None:
    """What the clock does by itself; twice, for one message a second goes to a chat."""
    for _ in range(2):
        world.clock.move(timedelta(seconds=2))
        await world.tell_news()
        await world.services.mailings.dispatcher.carry_all()
    await run_job("send_mails", world.services)


async def change(world: World, *buttons: str) -> Message:
    return await desk(world, "Доручення", "№ 1", "Змінити", *buttons)


async def in_calendar(world: World, person: Person) -> list[tuple[str, date, int, str]]:
    """Name, day, revision and status of all that the person takes along."""
    await world.forge(person, TakeCalendar())
    file = world.telegram.file(person.last.data["document"]["file_id"]).content
    events = Calendar.from_ical(file).walk("VEVENT")
    return [
        (str(each["uid"]), each.decoded("dtstart"), int(str(each["sequence"])), str(each.get("status", "")))
        for each in events
    ]


async def audit(world: World, action: str) -> list[str]:
    rows = await world.database.fetch("SELECT * FROM audit WHERE action = :action ORDER BY id", action=action)
    return [f"{row['object']} {row['detail']}".strip() for row in rows]


# Writing


async def begin(world: World, text: str) -> Message:
    await desk(world, "Доручення", "Нове доручення")
    return await world.say(world.iryna, text, reply_to=world.iryna.last.id)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5 грудня", "5 грудня 2026 року (субота) – вихідний"),
        ("до п’ятниці", "Строк: до 27 листопада 2026 року (п’ятниця)"),
        ("10.12", "Строк: до 10 грудня 2026 року (четвер)"),
        ("10 грудня о 14:00", "Строк: до 10 грудня 2026 року, 14:00 (четвер)"),
        ("через два тижні", "23 листопада 2026 року + 10 робочих днів і 4 вихідні між ними = 7 грудня 2026 року"),
    ],
)
async def test_a_deadline_is_any_day_as_people_write_it_and_its_working_is_shown(
    world: World, typed: str, shown: str
) -> None:
    await begin(world, TEXT)
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, "Бердичівський")
    await world.tap(world.iryna, "Строк")
    await world.tap(world.iryna, "Інший день")
    assert shown in plain(await world.say(world.iryna, typed))


async def test_a_day_off_becomes_the_next_working_day_and_that_is_said(world: World) -> None:
    await begin(world, f"{TEXT}\nСтрок: 5 грудня")
    said = plain(world.iryna.last)
    assert "5 грудня 2026 року (субота) – вихідний. Строк – перший робочий день: 7 грудня 2026 року (понеділок)" in said
    notice = await world.services.notices.read.notice(1)
    assert notice
    assert notice.due_on == date(2026, 12, 7)
    assert notice.text == TEXT


async def test_what_is_no_day_is_asked_again(world: World) -> None:
    assert "Не зрозуміли строк «колись»" in plain(await begin(world, f"{TEXT}\nСтрок: колись"))
    assert await world.services.notices.read.drafts() == []
    await world.say(world.iryna, TEXT)
    await world.tap(world.iryna, "Інший день")
    assert "Очікуємо день" in plain(await world.say(world.iryna, "31 лютого"))
    assert "Кому надіслати" in plain(await world.say(world.iryna, "1 грудня"))


async def test_a_day_in_the_text_is_the_deadline_and_is_noticed_where_it_differs(world: World) -> None:
    await begin(world, "Надайте перелік до 10 грудня, не менше 5 сіл (наказ від 20.11.2026).")
    await world.tap(world.iryna, "Бердичівський")
    assert "Строк: до 10 грудня 2026 року" in plain(world.iryna.last)
    assert "⚠️" not in plain(world.iryna.last)
    await world.tap(world.iryna, "Строк")
    await world.tap(world.iryna, "7 днів")
    assert "У тексті – 10 грудня 2026 року, а строк – 30 листопада 2026 року" in plain(world.iryna.last)
    await world.tap(world.iryna, "Текст")
    await world.say(world.iryna, "Подати 05.12.2026 перелік із 5 сіл, лист 12/345, п. 2.11.")
    assert "У тексті – 5 грудня 2026 року, а строк" in plain(world.iryna.last)


async def test_a_draft_is_found_again_whatever_it_lacks_and_can_be_thrown_away(world: World) -> None:
    await begin(world, TEXT)
    await begin(world, "Друге доручення")
    await world.tap(world.iryna, "7 днів")
    listed = await desk(world, "Доручення", "2 чернетки")
    assert [row for row in listed.buttons if "Друге" in row[0]] == [["№ 2 Друге доручення"]]
    await world.tap(world.iryna, "№ 1 Надайте")
    assert "Бракує строку" in plain(world.iryna.last)
    assert "Надіслати" not in str(world.iryna.last.buttons)
    await world.tap(world.iryna, "Видалити чернетку")
    assert "Видалити чернетку № 1?" in plain(world.iryna.last)
    await world.tap(world.iryna, "Назад")
    await world.tap(world.iryna, "Видалити чернетку")
    await world.tap(world.iryna, "Так, видалити")
    assert [each.id for each in await world.services.notices.read.drafts()] == [2]
    await desk(world, "Доручення", "1 чернетка", "№ 2 Друге")
    assert "Бракує адресатів" in plain(world.iryna.last)


async def test_files_are_taken_out_only_by_who_is_sure(world: World) -> None:
    await begin(world, TEXT)
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, "Бердичівський")
    await world.tap(world.iryna, "Додати файл")
    world.iryna.send_file("document", Upload("план.docx", b"x", "application/msword"))
    await world.settle()
    await world.tap(world.iryna, "Без файлів")
    assert "Прибрати з доручення № 1 1 файл?" in plain(world.iryna.last)
    await world.tap(world.iryna, "Назад")
    assert "Файлів: 1" in plain(world.iryna.last)
    await world.tap(world.iryna, "Без файлів")
    await world.tap(world.iryna, "Так, прибрати")
    assert "Файлів" not in plain(world.iryna.last)


async def test_staff_read_it_as_it_will_be_read_by_each_way(
    world: World, client: httpx.AsyncClient, box: Mailbox
) -> None:
    await begin(world, f"{TEXT}\nЛист: 12/345 від 20.11")
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, "Бердичівський")
    await world.tap(world.iryna, "Додати файл")
    world.iryna.send_file("document", Upload("план.docx", b"x", "application/msword"))
    await world.settle()
    await world.tap(world.iryna, "Поля відповіді")
    page = await world.say(world.iryna, "Сіл: число 0-300\nДо якого дня: дата")
    assert "1. Сіл. Ціле число від 0 до 300." in plain(page), "the form is shown, not counted"
    await world.tap(world.iryna, "Як це читають")
    menu = world.iryna.last
    await world.tap(world.iryna, "У Telegram", message=menu)
    assert "Кому: голова Андрушівської громади" in plain(menu)
    assert "Поруч із листом 12/345 від 20.11" in plain(menu)
    assert "2. До якого дня" in plain(menu)
    assert world.iryna.last.data["document"]["file_name"] == "план.docx"
    await world.tap(world.iryna, "Назад", message=menu)
    await world.tap(world.iryna, "Поштою", message=menu)
    assert "Чекаємо: ознайомлення і відповідь." in plain(menu)
    await world.tap(world.iryna, "Назад", message=menu)
    await world.tap(world.iryna, "На сторінці", message=menu)
    [address] = [each["url"] for each in menu.data["entities"] if each["type"] == "text_link"]
    for answer in (
        await client.get(address.removeprefix(PUBLIC)),
        await client.post(address.removeprefix(PUBLIC), data={"what": "acknowledge"}),
        await client.post(address.removeprefix(PUBLIC), data={"what": "reply", "f0": "5"}),
    ):
        assert TEXT in answer.text
        assert "Тут нічого не записується" in answer.text
    assert await world.database.fetch("SELECT * FROM replies") == []
    assert await world.database.fetch("SELECT * FROM obligations") == []
    assert box.mails == []


async def test_what_was_sent_is_read_in_full_afterwards(world: World) -> None:
    long = f"{TEXT} {'Де саме, чому й коли буде. ' * 20}Кінець."
    await begin(world, long)
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, "Бердичівський")
    await world.tap(world.iryna, "Поля відповіді")
    await world.say(world.iryna, "Сіл: число 0-300")
    await press_send(world)
    await desk(world, "Доручення", "№ 1", "Як це читають", "У Telegram")
    assert long in plain(world.iryna.last)
    assert "1. Сіл. Ціле число від 0 до 300." in plain(world.iryna.last)
    await world.tap(world.iryna, "Назад")
    await world.tap(world.iryna, "Назад")
    assert "Посад: 10, повідомлено: 1" in plain(world.iryna.last)


async def test_a_notice_with_date_letter_file_and_form_takes_nine_steps(world: World) -> None:
    steps = 0

    async def do(act: object) -> None:
        nonlocal steps
        steps += 1
        await act  # type: ignore[misc]

    await do(world.say(world.iryna, "/staff"))
    await do(world.tap(world.iryna, "Доручення"))
    await do(world.tap(world.iryna, "Нове доручення"))
    caption = f"{TEXT}\nСтрок: 10 грудня\nЛист: 12/345 від 20.11"
    upload = Upload("план.docx", b"x", "application/msword")
    steps += 1
    world.iryna.send_file("document", upload, caption=caption)
    await world.settle()
    await do(world.tap(world.iryna, "Бердичівський"))
    await do(world.tap(world.iryna, "Поля відповіді"))
    await do(world.say(world.iryna, "Сіл: число 0-300"))
    await do(world.tap(world.iryna, "📨 Надіслати"))
    assert steps <= 9
    await let_leave(world)
    words = plain(world.mykola.last)
    assert TEXT in words
    assert "Строк: до 10 грудня 2026 року" in words
    assert "Поруч із листом 12/345 від 20.11" in words
    assert ["📎 Файли: 1"] in world.mykola.last.buttons
    assert ["📝 Відповісти"] in world.mykola.last.buttons


async def test_a_copy_has_its_own_deadline_and_letter_and_all_the_rest(world: World) -> None:
    await begin(world, f"{TEXT}\nСтрок: 10 грудня\nЛист: 12/345")
    await world.tap(world.iryna, "Бердичівський")
    await world.tap(world.iryna, "Поля відповіді")
    await world.say(world.iryna, "Сіл: число 0-300")
    await press_send(world)
    await change(world, "Нове за цим зразком")
    await world.tap(world.iryna, "14 днів")
    words = plain(world.iryna.last)
    assert "Доручення № 2" in words
    assert TEXT in words
    assert "1. Сіл." in words
    assert "Посад: 10" in words
    assert "12/345" not in words


# The minute, and the second member of the staff


async def test_what_is_approved_waits_a_minute_in_which_it_is_stopped(world: World) -> None:
    await send(world, to="Бердичівський")
    await world.tap(world.iryna, "📨 Надіслати")
    page = world.iryna.last
    assert "піде о 12:01:" in plain(page)
    world.clock.move(timedelta(seconds=50))
    await run_job("send_notices", world.services)
    assert await world.database.fetch("SELECT * FROM obligations") == []
    assert "Зупинили" in await world.tap(world.iryna, "Не надсилати")
    await let_leave(world)
    assert await world.database.fetch("SELECT * FROM obligations") == []
    assert "перевірте перед надсиланням" in plain(page)
    await press_send(world)
    assert TEXT in world.mykola.last.text
    assert "Уже надіслано" in await world.forge(world.iryna, StopNotice(1))
    assert await audit(world, "notice stopped") == ["notice 1"]
    assert await audit(world, "notice sent") == ["notice 1 10"]


async def test_the_page_that_says_it_leaves_becomes_the_board(world: World) -> None:
    await send(world, to="Бердичівський")
    await world.tap(world.iryna, "📨 Надіслати")
    page = world.iryna.last
    await let_leave(world)
    await run_job("show_progress", world.services)
    assert "Посад: 10, повідомлено: 1" in plain(page)


async def test_what_is_held_cannot_be_changed(world: World) -> None:
    await send(world, to="Бердичівський")
    page = world.iryna.last
    await world.tap(world.iryna, "📨 Надіслати")
    notices = world.services.notices.notices
    assert not await notices.rewrite(1, "Інше", ADMIN)
    assert not await notices.set_letter(1, "12/345")
    assert await notices.set_deadline(1, 14) is None
    assert not await notices.address(1, notices.heads(0))
    assert await world.services.notices.replies.ask(1, "Сіл: число") is None
    await let_leave(world)
    assert "вже надіслано" in await world.forge(world.iryna, SendNotice(1, "0"), message=page)


async def test_from_twenty_posts_on_somebody_else_sends_what_was_looked_at(world: World) -> None:
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    await send(world)
    assert "Посад багато" in plain(world.iryna.last)
    assert "Потрібна друга людина" in await world.tap(world.iryna, "📨 Надіслати")
    asked = world.in_staff_chat()[-1]
    assert "чекає на другу людину" in asked.text
    assert TEXT in asked.text
    assert "Потрібна друга людина" in await world.tap(world.iryna, "📨 Надіслати", message=asked)
    waits = await world.services.waiting.now()
    assert (waits.notices.count, waits.second_notices.count) == (0, 1), "no draft, but somebody's to approve"
    lines = [world.services.content.texts.plain(key, **values) for key, values in waits.said()]
    assert "доручень 1, найдавніше" in " ".join(line for line in lines if "схвалення" in line).replace("\xa0", " ")
    await world.services.notices.notices.rewrite(1, "Зовсім інше", ADMIN)
    assert "щось змінилося" in await world.tap(petro, "📨 Надіслати", message=asked)
    assert "Зовсім інше" in asked.text
    await let_leave(world)
    assert await world.database.fetch("SELECT * FROM obligations") == []
    assert "Піде за хвилину" in await world.tap(petro, "📨 Надіслати", message=asked)
    await let_leave(world)
    assert len(await world.database.fetch("SELECT * FROM obligations")) == 66
    assert await audit(world, "notice approved") == ["notice 1"]


async def test_an_emergency_needs_no_second_one_and_is_looked_at_afterwards(world: World) -> None:
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    await send(world)
    await world.tap(world.iryna, "📨 Надіслати")
    world.iryna.press(world.in_staff_chat()[-1], "🚨 Терміново, одразу")
    await world.settle()
    world.iryna.send("Прорвало дамбу", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    told = next(each for each in world.in_staff_chat() if "Терміново надсилається" in each.text)
    assert "Прорвало дамбу" in told.text
    await let_leave(world)
    assert TEXT in world.mykola.last.text
    assert (await world.services.daily_summary.gather()).waits.unreviewed.count == 1
    assert "інша людина" in await world.tap(world.iryna, "Переглянуто", message=told)
    await world.tap(petro, "Переглянуто", message=told)
    assert (await world.services.daily_summary.gather()).waits.unreviewed.count == 0
    assert await audit(world, "notice reviewed") == ["notice 1"]


# Correcting


async def correct(world: World, text: str, *, again: bool) -> None:
    await change(world, "Виправити")
    await world.tap(world.iryna, "Текст")
    await world.say(world.iryna, text)
    if again:
        await world.tap(world.iryna, "Просити ще раз")
    await world.tap(world.iryna, "📨 Надіслати виправлення")


async def test_a_correction_says_what_changed_and_asks_nobody_again_by_itself(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await sent(world)
    await world.tap(world.mykola, "Ознайомлений")
    await correct(world, TEXT.replace("без оптики", "з оптикою"), again=False)
    assert "було «пунктів без оптики.», стало «пунктів з оптикою.»" in plain(world.iryna.last)
    assert "з оптикою" not in (await client.get(link(box))).text, "not before its minute is over"
    await let_leave(world)
    await carry(world)
    told = plain(world.mykola.last)
    assert "Доручення виправлено. Ознайомлюватися ще раз не треба." in told
    assert "було «пунктів без оптики.», стало «пунктів з оптикою.»" in told
    assert "Ознайомлений" not in str(world.mykola.last.buttons)
    assert "Відкритих доручень немає" in (await world.say(world.mykola, "/notices")).text
    assert box.mails[-1]["Subject"].startswith("Змінено: доручення № 1")
    assert "було «пунктів без оптики.»" in box.text()
    assert "з оптикою" in (await client.get(link(box))).text
    assert "повідомлено: 2, ознайомилися: 1" in plain(await desk(world, "Доручення", "№ 1"))
    assert await audit(world, "notice corrected") == ["notice 1 2"]
    await carry(world)
    assert len(box.mails) == 2, "each once"


async def test_who_acknowledged_the_old_words_is_asked_again_if_staff_say_so(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await sent(world)
    await world.tap(world.mykola, "Ознайомлений")
    old, page = world.mykola.last, link(box)
    await client.post(page, data={"what": "acknowledge"})
    assert (await client.get(page)).status_code == 404
    await correct(world, "Надайте перелік шкіл.", again=True)
    await let_leave(world)
    await carry(world)
    assert "Ознайомтеся, будь ласка, з новим текстом" in plain(world.mykola.last)
    assert "Надайте перелік шкіл." in (await client.get(page)).text
    shown = plain(await desk(world, "Доручення", "№ 1"))
    assert "повідомлено: 2, ознайомилися: 0" in shown
    await world.forge(world.mykola, Acknowledge(ANDRUSHIVKA), message=old)
    await client.post(page, data={"what": "acknowledge"})
    assert "ознайомилися: 2" in plain(await desk(world, "Доручення", "№ 1"))


async def test_a_text_that_is_rewritten_is_told_whole_in_one_message(world: World) -> None:
    await sent(world)
    heard = len(world.mykola.replies)
    await correct(world, "а б " * 740 + "кінець", again=True)
    await let_leave(world)
    await carry(world)
    [told] = world.mykola.replies[heard:]
    assert "текст переписано" in plain(told)
    assert "кінець" in plain(told)
    assert "Ознайомлений" in str(told.buttons)


async def test_a_correction_is_stopped_or_dropped_and_nobody_hears_of_it(world: World, box: Mailbox) -> None:
    await sent(world)
    heard = len(world.mykola.replies)
    await correct(world, "Інше доручення.", again=False)
    await world.tap(world.iryna, "Не надсилати")
    await let_leave(world)
    listed = await desk(world, "Доручення", "1 чернетка")
    assert ["№ 1 (виправлення) Інше доручення."] in listed.buttons
    await world.tap(world.iryna, "№ 1 (виправлення)")
    await world.tap(world.iryna, "Не виправляти")
    assert "Підготовлене виправлення видалимо" in plain(world.iryna.last)
    await world.tap(world.iryna, "Назад")
    await world.tap(world.iryna, "Не виправляти")
    await world.tap(world.iryna, "Так, не виправляти")
    assert "виправлення" not in plain(world.iryna.last)
    await carry(world)
    assert len(world.mykola.replies) == heard
    assert len(box.mails) == 1
    assert await world.services.notices.read.written(1) is None


# Moving the deadline


async def test_the_deadline_moves_for_all_on_the_list_the_board_the_calendar_and_by_mail(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await sent(world)
    [(name, _on, revision, _status)] = await in_calendar(world, world.mykola)
    await change(world, "Перенести строк", "Інший день")
    await world.say(world.iryna, "10 грудня о 14:00")
    await world.tap(world.iryna, "Усім")
    assert "Строк зміниться в посад: 10. Скажемо тим, хто ще не виконав: 10." in plain(world.iryna.last)
    assert "Перенесли, посад: 10" in (await world.tap(world.iryna, "Так, перенести")).replace("\xa0", " ")
    await carry(world)
    told = plain(world.mykola.last)
    assert "новий строк – 10 грудня 2026 року, 14:00 (четвер). Був 30 листопада 2026 року." in told
    [(same, on, grown, _status)] = await in_calendar(world, world.mykola)
    assert (same, on) == (name, date(2026, 12, 10))
    assert grown > revision
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "№ 1")
    assert "Строк: до 10 грудня 2026 року, 14:00." in plain(world.mykola.last)
    assert "10 грудня 2026 року, 14:00" in plain(await desk(world, "Доручення", "№ 1"))
    assert "Строк: до 10 грудня 2026 року, 14:00" in box.text().replace("\xa0", " ")
    assert "10 грудня 2026 року, 14:00" in (await client.get(link(box))).text.replace("\xa0", " ")
    assert await audit(world, "notice moved") == ["notice 1 10.12.2026 10"]
    journal = plain(await desk(world, "Журнал"))
    assert "доручення № 1: новий строк – 10.12.2026, посад: 10" in journal
    assert "доручення № 1: надіслано, посад: 10" in journal


async def test_it_is_late_from_its_hour_on(world: World) -> None:
    await begin(world, f"{TEXT}\nСтрок: 24 листопада о 14:00")
    await world.tap(world.iryna, "Бердичівський")
    await press_send(world)
    world.clock.strike("2026-11-24 13:59")
    assert "прострочили: 0" in plain(await desk(world, "Доручення", "№ 1"))
    world.clock.strike("2026-11-24 14:01")
    assert "прострочили: 10" in plain(await desk(world, "Доручення", "№ 1"))


async def test_the_deadline_moves_for_a_raion_or_for_one_and_a_later_one_of_its_own_stays(world: World) -> None:
    await world.services.notices.notices.write(TEXT, ADMIN)
    notices, read = world.services.notices.notices, world.services.notices.read
    await notices.set_deadline(1, 7)
    await notices.address(1, notices.heads(0))
    await notices.send(1, ADMIN)
    await carry(world)
    await change(world, "Перенести строк", "14 днів")
    await world.tap(world.iryna, "Бердичівський")
    assert "в посад: 10" in plain(world.iryna.last)
    await world.tap(world.iryna, "Так, перенести")
    days = [each.due_on for each in await read.of_notice(1)]
    assert days.count(date(2026, 12, 7)) == 10
    assert days.count(date(2026, 11, 30)) == 56
    await change(world, "Перенести строк", "Інший день")
    await world.say(world.iryna, "15 грудня")
    place = world.iryna.last.buttons.index(["Бердичівський", "Одній громаді"])
    world.iryna.press(world.iryna.last, data=world.iryna.last.keyboard[place][1]["callback_data"])
    await world.settle()
    await world.tap(world.iryna, "Андрушівська")
    await world.tap(world.iryna, "Так, перенести")
    await change(world, "Перенести строк", "Інший день")
    await world.say(world.iryna, "8 грудня")
    await world.tap(world.iryna, "Усім")
    await world.tap(world.iryna, "Так, перенести")
    days = [each.due_on for each in await read.of_notice(1)]
    assert days.count(date(2026, 12, 15)) == 1
    assert days.count(date(2026, 12, 8)) == 65
    await carry(world)
    assert "новий строк – 15 грудня" in plain(world.mykola.last), "and no other one afterwards"


async def test_a_move_made_by_hand_changes_nothing(world: World) -> None:
    await sent(world)
    before = await world.database.fetch("SELECT * FROM obligations")
    for tap in (
        MoveDeadline(1, 0, 1440, 0, 1),
        MoveDeadline(1, date(2020, 1, 1).toordinal(), 1440, 0, 1),
        MoveDeadline(1, 10**9, 99999, 0, 1),
        MoveDeadline(1, date(2026, 12, 8).toordinal(), 1440, 20001, 1),
        MoveDeadline(7, date(2026, 12, 8).toordinal(), 1440, 0, 1),
    ):
        await world.forge(world.iryna, tap)
    assert await world.database.fetch("SELECT * FROM obligations") == before


# The end


async def test_a_notice_that_is_closed_early_lets_those_go_who_still_owe(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await sent(world)
    await change(world, "Закрити достроково")
    assert "Скажемо тим, хто не виконав: 10" in plain(world.iryna.last)
    await world.tap(world.iryna, "Так, закрити")
    assert "закрито достроково" in plain(world.iryna.last)
    await carry(world)
    assert plain(world.mykola.last) == "↩️ Доручення № 1 закрито достроково. Нічого робити не треба."
    assert "Відкритих доручень немає" in (await world.say(world.mykola, "/notices")).text
    assert box.mails[-1]["Subject"] == "Доручення № 1 більше не діє"
    page = await client.get(link(box, 0))
    assert "закрито достроково" in page.text
    assert "<form" not in page.text
    listed = await desk(world, "Доручення")
    assert "№ 1: закрито – Надайте перелік" in str(listed.buttons)
    assert await audit(world, "notice ended") == ["notice 1 closed"]


async def test_a_withdrawn_notice_is_told_to_all_who_read_it_and_stays_in_the_ledger(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await sent(world)
    [(name, _on, revision, _status)] = await in_calendar(world, world.mykola)
    old = next(each for each in world.mykola.replies if TEXT in each.text)
    await world.tap(world.mykola, "Ознайомлений", message=old)
    await change(world, "Відкликати", "Написати причину")
    await world.say(world.iryna, "Надіслали помилково")
    await carry(world)
    words = "Доручення № 1 відкликано: Надіслали помилково."
    assert plain(world.mykola.last) == f"↩️ {words} Нічого робити не треба."
    [(same, _on, grown, status)] = await in_calendar(world, world.mykola)
    assert (same, status) == (name, "CANCELLED")
    assert grown > revision
    assert words in box.text()
    assert words in (await client.post(link(box, 0), data={"what": "acknowledge"})).text
    await world.forge(world.mykola, Acknowledge(ANDRUSHIVKA), message=old)
    assert words in plain(old), "an old button shows how it stands"
    assert "Ознайомлений" not in str(old.buttons)
    rows = await world.database.fetch("SELECT * FROM obligations WHERE acknowledged_at IS NOT NULL")
    assert len(rows) == 1
    assert "знято 9" in plain(await desk(world, "Доручення", "№ 1"))
    drawn = await world.services.notices.notice_board.picture(1)
    assert drawn
    excel = await world.services.notices.notice_board.as_excel(1, ADMIN)
    assert excel
    heard, mails = len(world.mykola.replies), len(box.mails)
    for day in ("27", "30"):
        world.clock.strike(f"2026-11-{day} 09:30")
        await run_job("plan_reminders", world.services)
        await carry(world)
    assert (len(world.mykola.replies), len(box.mails)) == (heard, mails), "no reminder after its end"


async def test_who_never_heard_of_it_hears_nothing_of_its_end(world: World) -> None:
    world.mykola.block()
    await send(world, to="Бердичівський")
    await press_send(world)
    world.mykola.unblock()
    await world.say(world.mykola, "/start")
    await world.services.notices.notices.end(1, Ending.WITHDRAWN, ADMIN)
    await carry(world)
    assert not any("відкликано" in each.text for each in world.mykola.replies)


async def test_a_call_counts_for_a_correction_and_for_the_end_too(world: World) -> None:
    """Nobody in Telegram and no mail: whom somebody called is not lost when the notice changes."""
    await sent(world)
    obligations = world.services.notices.obligations
    number = next(each.number for each in await world.services.notices.read.of_notice(1) if each.post.place == "h02005")
    await obligations.acknowledge_by(number, Via.PHONE, ADMIN)
    await correct(world, "Надайте перелік шкіл.", again=True)
    await let_leave(world)
    [called] = await world.services.notices.read.obligations([number])
    assert called.acknowledged_at is None
    assert called.told_at is not None, "they know of the notice, and are called anew"
    await obligations.acknowledge_by(number, Via.PHONE, ADMIN)
    await change(world, "Закрити достроково", "Так, закрити")
    assert "виконано 1" in plain(world.iryna.last)
    assert not await obligations.acknowledge_by(BERDYCHIVSKA, Via.PHONE, ADMIN)


async def test_a_change_for_one_is_told_by_mail_to_that_one_only(world: World, box: Mailbox) -> None:
    await world.services.people.posts.set_email(Post("h02009", Title.HEAD), "other@example.org", ADMIN)
    await send(world)
    assert await world.services.notices.notices.send(1, ADMIN)
    await run_job("send_mails", world.services)
    await carry(world)
    assert len(box.mails) == 2
    [one] = [each for each in await world.services.notices.read.of_notice(1) if each.post == BERDYCHIV]
    deadline = world.services.notices.notices.deadlines.in_days(21)
    assert deadline
    assert await world.services.notices.notices.move([one], deadline, ADMIN, for_all=False) == 1
    for _ in range(3):
        await carry(world)
    assert [str(each["To"]) for each in box.mails[2:]] == ["rada@berd.gov.ua"]
    assert str(box.mails[-1]["Subject"]).startswith("Змінено")
