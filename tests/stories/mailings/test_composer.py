"""Composing a broadcast: any message, buttons, fields, audience, time, price; and what keeps a mistake from leaving."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.mailings.taps import Pay
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from tests.excel import rows_of
from tests.stories.mailings.test_broadcasts import TEXT, carry, got, report, send, subscribe, write
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

PICTURE = Upload("poster.png", b"\x89PNG picture", "image/png")
OTHER = Upload("other.png", b"\x89PNG other", "image/png")


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def heads(world: World, *marks: str) -> list[Person]:
    """Heads of these hromadas who have joined."""
    people = []
    for number, mark in enumerate(marks):
        person = world.telegram.add_person(7000 + number, f"Голова {number}")
        await world.start(person)
        invite = await world.services.people.invites.into_post(Post(mark, Title.HEAD), ADMIN)
        await world.services.people.invites.take(invite.token, person.id, f"Голова {number}")
        people.append(person)
    return people


async def to_theme(world: World) -> Message:
    """Whom and where, for the draft that was just begun; its page."""
    await world.tap(world.iryna, "Дія.Освіта")
    await world.tap(world.iryna, "Уся область")
    return world.iryna.last


async def leave(world: World) -> None:
    await world.tap(world.iryna, "📨 Надіслати")
    await carry(world)


async def test_a_photo_with_its_formatting_goes_by_its_id_and_keeps_its_caption(world: World) -> None:
    [person] = await subscribe(world, 1)
    await desk(world, "Розсилки", "Нова розсилка")
    world.iryna.send_file("photo", PICTURE, caption="Плакат & запрошення", reply_to=world.iryna.last.id)
    await world.settle()
    page = await to_theme(world)
    assert "[фото]\nПлакат & запрошення" in page.text
    await leave(world)
    assert person.last.text.startswith("Плакат & запрошення\n\nКод ")
    assert person.last.data["photo"][0]["file_id"] == "file-1", "not uploaded again"
    assert ["Чому мені це прийшло?"] in person.last.buttons


async def test_formatting_stays(world: World) -> None:
    [person] = await subscribe(world, 1)
    await desk(world, "Розсилки", "Нова розсилка")
    world.iryna.send(
        "Важливо для всіх", reply_to=world.iryna.last.id, entities=[{"type": "bold", "offset": 0, "length": 7}]
    )
    await world.settle()
    await to_theme(world)
    await leave(world)
    assert person.last.html.startswith("<b>Важливо</b> для всіх")


async def test_an_album_is_one_message_with_its_code_and_a_way_to_ask_why(world: World) -> None:
    [person] = await subscribe(world, 1)
    await desk(world, "Розсилки", "Нова розсилка")
    world.iryna.send_album("photo", [PICTURE, OTHER], caption="Два плакати", reply_to=world.iryna.last.id)
    await world.settle()
    page = await to_theme(world)
    assert "[фото, фото]" in page.text
    assert "не дозволяє кнопок" in await world.tap(world.iryna, "🔘 Кнопки", message=page)
    await leave(world)
    first, second = person.replies[-2:]
    assert first.data["media_group_id"] == second.data["media_group_id"]
    assert "/why_1" in first.text
    await world.say(person, "/why_1")
    assert "новини за темою" in person.last.text


async def test_what_staff_forward_becomes_a_draft_and_what_citizens_forward_does_not(world: World) -> None:
    [person] = await subscribe(world, 1)
    ministry = world.telegram.add_person(3000, "Мінцифра")
    post = ministry.send("Нова послуга в Дії: заміна посвідчення.")
    world.iryna.forward(post)
    await world.settle()
    assert "Кому надіслати?" in world.iryna.last.text
    await to_theme(world)
    await leave(world)
    assert got(person, "Нова послуга в Дії") == 1
    person.forward(post)
    await world.settle()
    assert "Кому надіслати?" not in person.last.text
    assert len(await world.database.fetch("SELECT id FROM mailings")) == 1


async def test_what_cannot_be_sent_on_is_said(world: World) -> None:
    await desk(world, "Розсилки", "Нова розсилка")
    prompt = world.iryna.last.id
    world.iryna.send_file("sticker", PICTURE, reply_to=prompt)
    await world.settle()
    assert "розіслати не можна" in world.iryna.last.text
    world.iryna.send_file("photo", PICTURE, caption="д" * 901, reply_to=prompt)
    await world.settle()
    assert "до 900 знаків" in world.iryna.last.text.replace("\xa0", " ")
    await world.say(world.iryna, "д" * 3001, reply_to=prompt)
    assert "задовгий" in world.iryna.last.text


async def test_buttons_open_a_page_an_answer_and_the_card(world: World) -> None:
    [person] = await subscribe(world, 1)
    page = await write(world)
    await world.tap(world.iryna, "🔘 Кнопки", message=page)
    lines = "Записатися – https://osvita.diia.gov.ua\nЯкщо відмовили – diia-refused\nЗакон – картка"
    await world.say(world.iryna, lines, reply_to=world.iryna.last.id)
    assert "Кнопки: Записатися, Якщо відмовили, Закон" in world.iryna.last.text
    await leave(world)
    assert person.last.button("Записатися")["url"] == "https://osvita.diia.gov.ua"
    letter = person.last
    await world.tap(person, "Якщо відмовили", message=letter)
    assert person.last.text != letter.text
    await world.tap(person, "Закон", message=letter)
    assert got(person) == 1, "the broadcast itself stays as it was"


@pytest.mark.parametrize("line", ["без адреси", "Напис – слово", "Напис – javascript:alert(1)", f"{'н' * 41} – картка"])
async def test_a_button_that_means_nothing_changes_nothing(world: World, line: str) -> None:
    page = await write(world)
    await world.tap(world.iryna, "🔘 Кнопки", message=page)
    await world.say(world.iryna, f"Добра – картка\n{line}", reply_to=world.iryna.last.id)
    assert f"Не зрозуміли рядок «{line}»" in world.iryna.last.text
    [row] = await world.database.fetch("SELECT content FROM mailings")
    assert '"buttons": []' in row["content"]


async def test_each_reads_the_name_of_her_own_hromada(world: World) -> None:
    one, other = await subscribe(world, 2)
    await world.services.people.people.live_in(one.id, world.services.people.people.look_up("Овруч").hromadas[0])
    page = await write(world, text="{Громада}: мешканці { громади } та {район}")
    words = page.text.replace("\xa0", " ").lower()
    assert "для 1 із них громада невідома, вони прочитають: ваша громада; мешканці вашої громади" in words
    await leave(world)
    assert got(one, "Овруцька громада: мешканці Овруцької громади та Коростенський район") == 1
    assert got(other, "Ваша громада: мешканці вашої громади та ваш район") == 1


async def test_fields_are_offered_with_their_cases_and_a_wrong_case_is_seen_before_anything_leaves(
    world: World,
) -> None:
    await subscribe(world, 1)
    asked = await desk(world, "Розсилки", "Нова розсилка")
    assert "{громада} – «Овруцька громада», {громади} – «Овруцької громади»" in asked.text.replace("\xa0", " ")
    page = await write(world, text="Є новина для {громада}.")
    assert "для Андрушівська громада" in page.text.replace("\xa0", " ")
    assert "вони прочитають: для ваша громада" in page.text.replace("\xa0", " ")


async def test_who_is_meant_and_cannot_be_reached_is_named(world: World) -> None:
    await heads(world, world.services.people.people.look_up("Овруч").hromadas[0].slug)
    await write_to(world, "голови громад")
    await world.tap(world.iryna, "Обрати громади")
    await world.say(world.iryna, "Овруцька, Житомир, Бердичів", reply_to=world.iryna.last.id)
    page = world.iryna.last.text.replace("\xa0", " ")
    assert "Отримають: 1 людина" in page
    assert "Не отримають, бо в боті ще немає кому: Бердичівська, Житомирська." in page


async def test_an_unknown_field_is_found_before_anything_leaves(world: World) -> None:
    [person] = await subscribe(world, 1)
    page = await write(world, text="Шановна {посадо}, {громада} чекає")
    assert "Невідомі поля: посадо." in page.text
    assert "невідомі поля" in await world.tap(world.iryna, "📨 Надіслати", message=page)
    await carry(world)
    assert got(person, "Шановна") == 0


async def test_heads_of_chosen_hromadas_and_the_count_and_a_sample_before_it_leaves(world: World) -> None:
    ovruch, zhytomyr, berdychiv = [
        world.services.people.people.look_up(name).hromadas[0].slug for name in ("Овруч", "Житомир", "Бердичів")
    ]
    people = await heads(world, ovruch, zhytomyr, berdychiv)
    await write_to(world, "голови громад")
    await world.tap(world.iryna, "Обрати громади")
    await world.say(world.iryna, "Овруцька, Житомир, щось незрозуміле", reply_to=world.iryna.last.id)
    assert "щось незрозуміле" in world.iryna.replies[-2].text
    page = world.iryna.last.text.replace("\xa0", " ")
    assert "Отримають: 2 людини" in page
    assert "Овруцька громада" in page
    assert "Житомирська громада" in page
    await leave(world)
    assert [got(person) for person in people] == [1, 1, 0]
    await world.tap(people[0], "Чому мені це")
    assert "для посади: голови громад, Житомирська громада, Овруцька громада" in people[0].last.text


async def write_to(world: World, whom: str) -> None:
    await desk(world, "Розсилки", "Нова розсилка")
    await world.say(world.iryna, TEXT, reply_to=world.iryna.last.id)
    await world.tap(world.iryna, whom)


async def test_all_but_some(world: World) -> None:
    one, other = await heads(world, "h02001", "h02003")
    await write_to(world, "голови громад")
    await world.tap(world.iryna, "Уся область")
    page = world.iryna.last
    await world.tap(world.iryna, "Крім громад", message=page)
    name = await world.services.people.posts.place_name("h02003")
    await world.say(world.iryna, name, reply_to=world.iryna.last.id)
    assert f"крім: {name}" in world.iryna.last.text
    await leave(world)
    assert (got(one), got(other)) == (1, 0)


async def test_only_who_was_active(world: World) -> None:
    asked, silent = await subscribe(world, 2)
    await world.say(asked, "що таке дія")
    page = await write(world)
    await world.tap(world.iryna, "Лише активні", message=page)
    assert "Отримають: 1 людина" in world.iryna.last.text.replace("\xa0", " ")
    await leave(world)
    assert (got(asked), got(silent)) == (1, 0)


async def test_only_who_has_not_acknowledged_a_notice(world: World) -> None:
    quick, slow = await heads(world, "h02001", "h02003")
    notice = await world.services.notices.notices.write("Перевірте перелік", ADMIN)
    await world.services.notices.notices.set_deadline(notice, 7)
    await world.services.notices.notices.address(notice, world.services.notices.notices.heads(0))
    await world.services.notices.notices.send(notice, ADMIN)
    await world.services.mailings.dispatcher.carry_all()
    [obligation] = await world.services.notices.obligations.owed_by(quick.id)
    await world.services.notices.obligations.acknowledge(obligation.number, quick.id)
    await write_to(world, "голови громад")
    await world.tap(world.iryna, "Уся область")
    await world.tap(world.iryna, "За дорученням")
    await world.tap(world.iryna, "№ 1: ще ні")
    assert "хто не ознайомився з дорученням № 1" in world.iryna.last.text
    await leave(world)
    assert (got(quick), got(slow)) == (0, 1)


async def test_the_staff_themselves(world: World) -> None:
    petro = await operator(world)
    await write_to(world, "працівники відділу")
    await leave(world)
    assert got(petro) == 1


async def operator(world: World, number: int = 1004) -> Person:
    """One more of the department."""
    from services.people import Role

    person = world.telegram.add_person(number, "Петро")
    await world.start(person)
    invite = await world.services.people.invites.into_role(Role.OPERATOR, ADMIN)
    await world.services.people.invites.take(invite.token, person.id, "Петро")
    return person


async def test_a_time_is_typed_and_it_leaves_then(world: World) -> None:
    [person] = await subscribe(world, 1)
    page = await write(world)
    await world.tap(world.iryna, "🕘 Коли", message=page)
    await world.tap(world.iryna, "Інший час")
    prompt = world.iryna.last.id
    await world.say(world.iryna, "31.02 10:00", reply_to=prompt)
    assert "Не зрозуміли час" in world.iryna.last.text
    await world.say(world.iryna, "25.11 10:00", reply_to=prompt)
    await world.tap(world.iryna, "Один раз")
    assert "Коли: 25.11.2026 10:00" in world.iryna.last.text
    await leave(world)
    assert got(person) == 0
    await world.tap(world.iryna, "Назад")
    await world.tap(world.iryna, "Що піде за 90 днів")
    assert "25.11.2026 10:00 – № 1" in world.iryna.last.text
    world.clock.now = world.clock.now.replace(day=25, hour=9, minute=59)
    await world.services.mailings.dispatcher.carry_all()
    assert got(person) == 0
    await carry(world)
    assert got(person) == 1


async def test_a_weekly_one_comes_every_week_once_and_a_missed_week_is_not_made_up_for(world: World) -> None:
    [person] = await subscribe(world, 1)
    page = await write(world)
    await world.tap(world.iryna, "🕘 Коли", message=page)
    await world.tap(world.iryna, "24.11.2026 10:00")
    await world.tap(world.iryna, "щотижня")
    assert "24.11.2026 10:00 щотижня" in world.iryna.last.text
    await world.tap(world.iryna, "📨 Надіслати")
    await world.tap(world.iryna, "Назад")
    await world.tap(world.iryna, "Що піде за 90 днів")
    assert world.iryna.last.text.count("щотижня") == 13
    world.clock.now = world.clock.now.replace(day=24, hour=10)
    for week in range(3):
        await world.services.mailings.dispatcher.carry_all()
        assert got(person) == week + 1
        await world.services.mailings.dispatcher.carry_all()
        assert got(person) == week + 1
        world.clock.move(timedelta(weeks=1))
    world.clock.move(timedelta(weeks=4))
    await world.services.mailings.dispatcher.carry_all()
    assert got(person) == 3, "what is more than two days late is skipped"
    world.clock.move(timedelta(weeks=1))
    await world.services.mailings.dispatcher.carry_all()
    assert got(person) == 4


async def test_what_was_changed_after_it_was_shown_cannot_be_approved(world: World) -> None:
    await subscribe(world, 101)
    page = await write(world)
    await world.tap(world.iryna, "📨 Надіслати", message=page)
    request = world.in_staff_chat()[-1]
    await world.tap(world.iryna, "✏️ Змінити текст", message=page)
    await world.say(world.iryna, "Зовсім інше", reply_to=world.iryna.last.id)
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    assert "змінили" in await world.tap(petro, "Схвалити", message=request)
    [row] = await world.database.fetch("SELECT state FROM mailings")
    assert row["state"] == "draft"


async def test_an_emergency_needs_a_reason_now_and_a_review_by_somebody_else_afterwards(world: World) -> None:
    people = await subscribe(world, 101)
    page = await write(world)
    await world.tap(world.iryna, "📨 Надіслати", message=page)
    await world.tap(world.iryna, "🚨 Терміново", message=world.in_staff_chat()[-1])
    prompt = Message(world.staff_chat, world.staff_chat.messages[world.staff_chat.last_message_id])
    world.iryna.send("Шахраї розсилають підробку", chat=world.staff_chat, reply_to=prompt.id)
    await world.settle()
    note = next(each for each in world.in_staff_chat() if "Терміново надсилається" in each.text)
    assert "Шахраї розсилають підробку" in note.text
    assert "інша людина" in await world.tap(world.iryna, "Переглянуто", message=note)
    await carry(world)
    assert sum(got(person) for person in people) == 101
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    await world.tap(petro, "Переглянуто", message=note)
    [row] = await world.database.fetch("SELECT emergency, reviewed_by, approved_by FROM mailings")
    assert (row["emergency"], row["reviewed_by"], row["approved_by"]) == ("Шахраї розсилають підробку", 1004, ADMIN)


async def test_in_training_one_may_approve_alone(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN], training=True):
        people = await subscribe(world, 101)
        page = await write(world)
        assert "Навчальний режим" in page.text
        await leave(world)
        assert sum(got(person) for person in people) == 101


async def test_faster_for_stars_after_the_price_was_said_and_only_by_an_administrator(world: World) -> None:
    people = await subscribe(world, 15)
    petro = await operator(world)
    page = await write(world)
    await world.tap(world.iryna, "⚡ Швидше", message=page)
    assert "до 2 зірок за 15 повідомлень" in world.iryna.last.text.replace("\xa0", " ")
    await world.forge(petro, Pay(1, 1))
    [row] = await world.database.fetch("SELECT paid FROM mailings")
    assert row["paid"] == 0
    await world.tap(world.iryna, "Погоджуюсь")
    assert "Платне прискорення: до 2 зірок" in world.iryna.last.text.replace("\xa0", " ")
    await leave(world)
    assert sum(got(person) for person in people) == 15
    paid = [call for call in world.telegram.paid if call]
    assert len(paid) == 15


async def test_how_much_a_hromada_gets_that_week_is_said(world: World) -> None:
    await subscribe(world, 1)
    await send(world)
    page = await write(world, text="Ще одна новина")
    assert "уже отримує розсилок: 1." in page.text.replace("\xa0", " ")


async def test_the_calendar_says_what_each_week_brings_of_a_series_too(world: World) -> None:
    await subscribe(world, 1)
    page = await write(world)
    await world.tap(world.iryna, "🕘 Коли", message=page)
    await world.tap(world.iryna, "24.11.2026 10:00")
    await world.tap(world.iryna, "щотижня")
    await world.tap(world.iryna, "📨 Надіслати")
    page = await write(world, where="Коростенський", text="Лише районові")
    await world.tap(world.iryna, "🕘 Коли", message=page)
    await world.tap(world.iryna, "Інший час")
    await world.say(world.iryna, "03.12 10:00", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Один раз")
    assert "уже отримує розсилок: 1." in world.iryna.last.text.replace("\xa0", " "), "the series, next week"
    await subscribe_from(world, "Овруч")
    await world.tap(world.iryna, "📨 Надіслати")
    await desk(world, "Розсилки", "Що піде за 90 днів")
    weeks = world.iryna.last.text.replace("\xa0", " ").split("Тиждень із ")[1:]
    assert weeks[0].startswith("23.11, розсилок на громаду: 1\n")
    assert weeks[1].startswith("30.11, розсилок на громаду: від 1 до 2\n")
    assert len(weeks) == 13


async def subscribe_from(world: World, place: str) -> None:
    """Olena, of that hromada."""
    await subscribe_later(world)
    await world.services.people.people.live_in(world.olena.id, world.services.people.people.look_up(place).hromadas[0])


async def test_the_same_again_is_refused_within_a_day_of_when_it_leaves(world: World) -> None:
    await subscribe(world, 1)
    await send(world)
    for at, words in (("24.11 10:00", "уже йшов"), ("26.11 10:00", "")):
        page = await write(world)
        await world.tap(world.iryna, "🕘 Коли", message=page)
        await world.tap(world.iryna, "Інший час")
        await world.say(world.iryna, at, reply_to=world.iryna.last.id)
        await world.tap(world.iryna, "Один раз")
        assert words in await world.tap(world.iryna, "📨 Надіслати")
    states = [row["state"] for row in await world.database.fetch("SELECT state FROM mailings ORDER BY id")]
    assert states == ["held", "draft", "held"]
    page = await write(world)
    assert "уже йшов" in await world.tap(world.iryna, "📨 Надіслати", message=page)


async def test_a_message_shows_how_far_it_is_and_is_edited_no_oftener_than_it_changes(world: World) -> None:
    await subscribe(world, 3)
    message = await send(world)
    world.clock.move(timedelta(seconds=61))
    await world.services.mailings.progress.show()
    assert "чекає свого часу" in world.iryna.chat.message(message.id).text
    await world.services.mailings.dispatcher.carry_all()
    await world.services.mailings.progress.show()
    assert "Надіслано 3." in world.iryna.chat.message(message.id).text
    edits = world.telegram.calls.count("editMessageText")
    await world.services.mailings.progress.show()
    assert world.telegram.calls.count("editMessageText") == edits
    await world.tap(world.iryna, "Назад", message=message)
    await world.services.mailings.progress.show()
    assert "Розсилка № 1" not in world.iryna.chat.message(message.id).text, "the list is not painted over"


async def test_chart_and_excel_agree_with_what_was_delivered(world: World) -> None:
    people = await subscribe(world, 4)
    await world.services.people.people.live_in(people[0].id, world.services.people.people.look_up("Овруч").hromadas[0])
    people[1].has_blocked = True
    message = await send(world)
    await carry(world)
    await report_page(world, message)
    await world.tap(world.iryna, "📊 Діаграма", message=message)
    assert "Надіслано 3. Зупинили бота 1." in world.iryna.last.text
    assert "photo" in world.iryna.last.data
    await world.tap(world.iryna, "📄 Excel", message=message)
    file = world.telegram.files[world.iryna.last.data["document"]["file_id"]]
    rows = rows_of(file.content)
    assert rows[0] == ["№", "Громада або установа", "Результат", "Причина", "Коли"]
    assert [row[2] for row in rows[1:]].count("надіслано") == sum(got(person) for person in people) == 3
    assert [row[1:4] for row in rows[1:]][:2] == [
        ["Овруцька громада", "надіслано", None],
        [None, "не вдалося", "зупинили бота"],
    ]
    [line] = [
        row for row in await world.database.fetch("SELECT action, object FROM audit") if "export" in row["action"]
    ]
    assert line["object"] == "mailing 1"


async def report_page(world: World, message: Message) -> None:
    """The page as it stands when all has ended."""
    await world.services.mailings.progress.show()
    assert "завершено" in world.iryna.chat.message(message.id).text


async def test_from_composing_to_recall_by_two_of_the_staff(world: World) -> None:
    """Every count in the reports equals what was delivered."""
    people = await subscribe(world, 120)
    for person in people[:7]:
        person.has_blocked = True
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    page = await write(world)
    await world.tap(world.iryna, "👥 У чат відділу", message=page)
    assert TEXT in world.in_staff_chat()[-1].text
    await world.tap(world.iryna, "📨 Надіслати", message=page)
    request = world.in_staff_chat()[-1]
    await world.tap(petro, "Схвалити", message=request)
    await carry(world)
    await world.services.mailings.progress.show()
    shown = world.staff_chat.message(request.id)
    delivered = sum(got(person) for person in people)
    assert delivered == 113
    assert f"Усього 120. Надіслано {delivered}. Зупинили бота 7." in shown.text

    code = people[10].last.text.split("Код ")[1][:9]
    await world.say(people[10], f"/verify {code}")
    assert "Це справжнє повідомлення" in people[10].last.text
    assert TEXT in people[10].last.text
    await world.say(people[10], "/verify AAAA-BBBB")
    assert "Такого коду ми не надсилали" in people[10].last.text

    await world.tap(petro, "Виправити на місці", message=shown)
    prompt = Message(world.staff_chat, world.staff_chat.messages[world.staff_chat.last_message_id])
    petro.send("Курс доступний з вівторка.", chat=world.staff_chat, reply_to=prompt.id)
    await world.settle()
    draft = world.in_staff_chat()[-1]
    assert "правка № 1" in draft.text
    assert "Потрібна друга людина" in await world.tap(petro, "📨 Надіслати", message=draft)
    await world.tap(world.iryna, "Схвалити", message=world.in_staff_chat()[-1])
    await carry(world)
    corrected = sum("з вівторка" in message.text for person in people for message in person.replies)
    assert corrected == delivered
    assert not any(got(person) for person in people if person is not people[10])
    [edit] = [each for each in await world.services.mailings.read.newest(10) if each.about == 1]
    counted = await world.services.mailings.progress.report(edit.id)
    assert counted
    assert counted.counts == {"sent": corrected}

    shown = world.staff_chat.message(request.id)
    await world.tap(world.iryna, "🗑 Відкликати в усіх", message=shown)
    await world.tap(world.iryna, f"Так, відкликати ({delivered})", message=shown)
    await carry(world)
    await world.services.mailings.progress.show()
    assert not any("з вівторка" in message.text for person in people for message in person.replies)
    assert "відкликання № 1: завершено" in world.staff_chat.message(request.id).text
    assert f"Усього {delivered}. Надіслано {delivered}." in world.staff_chat.message(request.id).text
    await world.say(people[20], f"/verify {code}")
    assert "Пізніше його виправили." in people[20].last.text
    assert "Пізніше його відкликали." in people[20].last.text


async def test_a_linked_correction_answers_the_message_itself(world: World) -> None:
    [person] = await subscribe(world, 1)
    message = await send(world)
    await carry(world)
    letter = person.last
    await report_page(world, message)
    await world.tap(world.iryna, "Виправити окремо", message=message)
    await world.say(world.iryna, "Перепрошуємо: з вівторка.", reply_to=world.iryna.last.id)
    await leave(world)
    assert person.last.text.startswith("Перепрошуємо: з вівторка.")
    assert person.last.data["reply_to_message"]["message_id"] == letter.id
    assert got(person) == 1


async def test_after_two_days_nothing_can_be_recalled_and_that_is_said(world: World) -> None:
    [person] = await subscribe(world, 1)
    message = await send(world)
    await carry(world)
    await report_page(world, message)
    page = world.iryna.chat.message(message.id)
    recall = page.button("🗑 Відкликати в усіх")["callback_data"]
    world.clock.move(timedelta(hours=49))
    press = world.iryna.press(page, data=recall)
    await world.settle()
    assert "48 годин" in (await press.answered())["text"]
    assert got(person) == 1


async def test_who_left_the_theme_after_the_freeze_is_left_alone(world: World) -> None:
    stays, leaves = await subscribe(world, 2)
    message = await send(world)
    world.clock.move(timedelta(seconds=61))
    assert await world.services.mailings.dispatcher.step(), "frozen"
    await world.services.people.subscriptions.switch(leaves.id, "osvita")
    await world.services.mailings.dispatcher.carry_all()
    assert (got(stays), got(leaves)) == (1, 0)
    assert "відмовилися від теми: 1" in await report(world, message)


async def test_a_hole_in_the_rows_is_found_and_filled_and_nobody_gets_it_twice(world: World) -> None:
    people = await subscribe(world, 5)
    message = await send(world)
    world.clock.move(timedelta(seconds=61))
    assert await world.services.mailings.dispatcher.step(), "frozen"
    await world.database.execute("DELETE FROM outbox WHERE person_id = :id", id=people[2].id)
    world.clock.move(timedelta(seconds=1))
    await subscribe_later(world)
    await world.services.mailings.dispatcher.carry_all()
    assert [got(person) for person in people] == [1] * 5
    assert "Усього 5. Надіслано 5." in await report(world, message)


async def test_who_comes_back_while_a_broadcast_leaves_is_no_hole(world: World) -> None:
    people = await subscribe(world, 5)
    people[4].block()
    await world.settle()
    message = await send(world)
    world.clock.move(timedelta(seconds=61))
    assert await world.services.mailings.dispatcher.step(), "frozen"
    people[4].unblock()
    await world.settle()
    await world.services.mailings.dispatcher.carry_all()
    assert [got(person) for person in people] == [1, 1, 1, 1, 0]
    assert "Усього 4. Надіслано 4." in await report(world, message)


async def subscribe_later(world: World) -> None:
    """Somebody who comes after the freeze is no hole."""
    await world.start(world.olena)
    await world.services.people.subscriptions.agree(world.olena.id)
    await world.services.people.subscriptions.switch(world.olena.id, "osvita")


async def test_a_staff_group_that_gets_another_number_is_followed(world: World) -> None:
    await subscribe(world, 101)
    page = await write(world)
    world.telegram.migrate(world.staff_chat, -1009)
    assert "Запит у чаті відділу" in await world.tap(world.iryna, "📨 Надіслати", message=page)
    assert world.services.people.staff.chat_id == -1009


async def test_a_staff_group_that_moves_is_told_its_new_number_and_answers_from_there(world: World) -> None:
    await world.start(world.olena)
    await world.say(world.olena, "чи роблять у вас татуювання драконів")
    world.telegram.migrate(world.staff_chat, -1009)
    await world.settle()
    assert "STAFF_CHAT_ID=-1009" in world.in_staff_chat()[-1].text
    await world.tap(world.olena, "Передати відділу")
    await world.deliver_questions()
    world.iryna.send("У грудні.", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    assert "У грудні." in world.olena.last.text


async def test_a_start_with_the_old_number_finds_the_new_one(stopped_world: World) -> None:
    world = stopped_world
    world.telegram.migrate(world.staff_chat, -1009)
    for _start in range(2):  # the first handles the update that tells of it
        async with world.running():
            await world.start(world.olena)
            assert world.services.people.staff.chat_id == -1009
    assert "staff" in [each["command"] for each in world.telegram.commands_in(world.staff_chat)]


async def test_what_goes_to_posts_waits_for_the_hours_of_heads_and_an_emergency_does_not(world: World) -> None:
    [head] = await heads(world, "h02001")
    world.clock.strike("2026-11-27 20:30")  # Friday
    await write_to(world, "голови громад")
    await world.tap(world.iryna, "Уся область")
    assert "піде в робочі години голів: 30.11.2026 08:00" in world.iryna.last.text
    await world.tap(world.iryna, "📨 Надіслати")
    for at in ("2026-11-28 12:00", "2026-11-29 12:00", "2026-11-30 07:59"):
        world.clock.strike(at)
        await world.services.mailings.dispatcher.carry_all()
    assert got(head) == 0
    world.clock.strike("2026-11-30 08:00")
    await world.services.mailings.dispatcher.carry_all()
    assert got(head) == 1

    world.clock.strike("2026-12-01 20:30")
    await write_to(world, "голови громад")
    await world.tap(world.iryna, "Уся область")
    broadcasts = world.services.mailings.broadcasts
    [mailing] = await broadcasts.drafts()
    await broadcasts.approve(mailing.id, broadcasts.seal(mailing), ADMIN, emergency="не можна чекати")
    await carry(world)
    assert got(head) == 2


async def test_what_began_on_friday_evening_goes_on_on_monday_though_two_days_are_over(world: World) -> None:
    people = await heads(world, "h02001", "h02003")
    world.clock.strike("2026-11-27 19:57")
    await write_to(world, "голови громад")
    await world.tap(world.iryna, "Уся область")
    await world.tap(world.iryna, "📨 Надіслати")
    world.clock.strike("2026-11-27 19:59")
    await world.services.mailings.dispatcher.step()  # the audience is fixed
    world.clock.strike("2026-11-27 20:01")
    await world.services.mailings.dispatcher.carry_all()
    assert [got(person) for person in people] == [0, 0]
    world.clock.strike("2026-11-30 08:01")
    await world.services.mailings.dispatcher.carry_all()
    assert [got(person) for person in people] == [1, 1]
