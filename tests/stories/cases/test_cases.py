"""A document was not accepted: the clock, the details, the staff's work, the outcome, the person's last word."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta

import pypdfium2
import pytest
from icalendar import Calendar
from PIL import Image

from handlers.cases.questions import details_of
from handlers.cases.taps import AnswerForwarded, NotSolved, ShowCase
from services.cases import CaseDetails
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from tests.jobs import run_job
from tests.stories.people.test_privacy import tables
from tests.stories.world import STAFF_CHAT, World, button_of

SAID = "Провідниця сказала, що без папірця не пустить, телефон 0671234567"


async def fill_in(world: World, person: Person, *, where: str = "поїзд 92, станція Коростень") -> Message:
    """From the first screen to the review, with every question answered."""
    await world.start(person, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(person, button)
    await world.say(person, where)
    await world.tap(person, "Сьогодні")
    await world.say(person, "Коростень")
    await world.tap(person, "Не обслужили")
    await world.tap(person, "«Дія – не документ»")
    await world.say(person, SAID)
    await world.tap(person, "Досить, перевірити")
    return person.last


async def skip_to_evidence(world: World, person: Person) -> None:
    """Leaves out every question before that for files."""
    while "Не знімайте документів" not in person.last.text:
        await world.tap(person, "Пропустити")


async def tell(world: World, person: Person, **how: str) -> Message:
    await fill_in(world, person, **how)
    await world.tap(person, "📨 Надіслати")
    return receipt_of(person)


def receipt_of(person: Person) -> Message:
    """The newest message with number and code."""
    return next(each for each in reversed(person.replies) if "Записали: ЖТ" in each.text)


async def take(world: World) -> Message:
    """Iryna takes the newest case; its message."""
    case = next(each for each in reversed(world.in_staff_chat()) if "Беру" in str(each.buttons))
    await world.tap(world.iryna, "Беру", message=case)
    return world.staff_chat.message(case.id)


async def tick(world: World) -> None:
    """The clock ticks, and what it plans leaves."""
    await run_job("deliver_cases", world.services)
    await world.services.mailings.dispatcher.carry_all()


async def in_staff_chat(world: World, text: str, reply_to: int) -> Message:
    world.iryna.send(text, chat=world.staff_chat, reply_to=reply_to)
    await world.settle()
    return world.in_staff_chat()[-1]


async def close(world: World, case: Message, outcome: str, reason: str) -> None:
    await world.tap(world.iryna, "Закрити", message=case)
    await world.tap(world.iryna, outcome, message=world.in_staff_chat()[-1])
    await in_staff_chat(world, reason, world.in_staff_chat()[-1].id)


async def test_a_case_that_is_taken_before_the_bot_knows_that_it_came_stays_in_that_message(world: World) -> None:
    await fill_in(world, world.olena)
    world.telegram.faults.time_out("sendMessage", chat_id=STAFF_CHAT)
    await world.tap(world.olena, "📨 Надіслати")
    [came] = [each for each in world.in_staff_chat() if "Беру" in str(each.buttons)]
    await world.tap(world.iryna, "Беру", message=came)
    await world.services.cases.delivery.deliver()
    [row] = await world.database.fetch("SELECT staff_message_id FROM cases WHERE number IS NOT NULL")
    assert row["staff_message_id"] == came.id
    assert not [each for each in world.in_staff_chat() if "Беру" in str(each.buttons)], "it came once"


async def test_a_case_that_came_twice_is_answered_under_either_message(world: World) -> None:
    await fill_in(world, world.olena)
    world.telegram.faults.time_out("sendMessage", chat_id=STAFF_CHAT)
    await world.tap(world.olena, "📨 Надіслати")
    world.clock.move(timedelta(minutes=5))
    await world.services.cases.delivery.deliver()
    first, second = [each for each in world.in_staff_chat() if "Беру" in str(each.buttons)]
    assert first.text.splitlines()[0] == second.text.splitlines()[0], "the bot was never told that the first one came"
    await world.tap(world.iryna, "Беру", message=second)
    for number, each in enumerate((first, second)):
        await in_staff_chat(world, f"Пишемо до залізниці, {number}.", each.id)
        assert f"Пишемо до залізниці, {number}." in world.olena.last.text


async def test_a_case_is_told_checked_and_sent_and_the_staff_see_it(world: World) -> None:
    review = await fill_in(world, world.olena)
    for words in (
        "Документ: 🪪 Паспорт",
        "Вид місця: 🚆 Поїзд",
        "поїзд 92, станція Коростень",
        "Коли: 23 листопада 2026",
        "Громада: Коростенська",
        "Чим закінчилося: Не обслужили",
        "Пояснення: «Дія – не документ»",
    ):
        assert words in review.text.replace("\xa0", " ")
    assert "не звернення за законом" in review.text.replace(", а не", " не")
    await world.tap(world.olena, "📨 Надіслати")
    assert "Записали: ЖТ-2026-000001" in receipt_of(world.olena).text
    case = world.in_staff_chat()[-1]
    assert "ЖТ-2026-000001: чекає на відділ" in case.text
    assert "Паспорт у Дії, у поїзді 92, станція Коростень" in case.text
    assert "Громада: Коростенська" in case.text
    assert "папірця" not in case.text, "what she wrote is shown to whoever takes the case"
    taken = await take(world)
    assert "папірця" in taken.text
    assert "0671234567" not in taken.text
    assert "Веде: Ірина" in taken.text
    assert "взялися за випадок" in world.olena.last.text


async def test_any_answer_can_be_changed_at_the_review_and_back_leads_back(world: World) -> None:
    await fill_in(world, world.olena)
    await world.tap(world.olena, "✏️ Вид місця")
    await world.tap(world.olena, "Банк")
    assert "Вид місця: 🏦 Банк" in world.olena.last.text
    await world.tap(world.olena, "✏️ Що сказали")
    await world.say(world.olena, "Нічого")
    assert "Що сказали: Нічого" in world.olena.last.text
    assert "поїзд 92" in world.olena.last.text
    await world.start(world.mykola, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд", "Назад", "Назад"):
        await world.tap(world.mykola, button)
    assert "Який документ" in world.mykola.last.text


async def test_wrong_answers_are_explained_and_asked_again(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    assert "а можна до 120" in (await world.say(world.olena, "а" * 121)).text
    world.olena.send_file("photo", Upload("a.jpg", b"abc"))
    await world.settle()
    assert "словами" in world.olena.last.text
    await world.say(world.olena, "вагон 5")
    for text in ("колись", "32.13.2026", "01.01.2020", "24.11.2026"):
        assert "Очікуємо день" in (await world.say(world.olena, text)).text
    await world.say(world.olena, "20.11")
    assert "Не знайшли такого села чи громади" in (await world.say(world.olena, "Ніцца")).text
    await world.say(world.olena, "городецька")
    await world.tap(world.olena, "Городоцька")
    assert "Чим закінчилося?" in world.olena.last.text
    await world.tap(world.olena, "Досить, перевірити")
    assert "Коли: 20 листопада 2026" in world.olena.last.text.replace("\xa0", " ")
    assert "Громада: Городоцька" in world.olena.last.text


async def test_a_place_on_the_map_is_an_answer_too(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    world.olena.send_location(50.2547, 28.6587)
    await world.settle()
    assert "Записали точку. Як називається це місце?" in world.olena.last.text
    await world.say(world.olena, "Ощадбанк")
    await world.tap(world.olena, "Сьогодні")
    await world.tap(world.olena, "Досить, перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    taken = await take(world)
    assert "mlat=50.25470" in taken.links[0]


async def test_a_place_corrected_in_words_drops_the_point_on_the_map(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    world.olena.send_location(50.2547, 28.6587)
    await world.settle()
    assert "Записали точку. Як називається це місце?" in world.olena.last.text
    await world.say(world.olena, "Ощадбанк")
    await world.tap(world.olena, "Сьогодні")
    await world.tap(world.olena, "Досить, перевірити")
    await world.tap(world.olena, "✏️ Назва і місце")
    await world.say(world.olena, "Ощадбанк, Овруч")
    await world.tap(world.olena, "📨 Надіслати")
    [row] = await world.database.fetch("SELECT place_name, latitude, longitude FROM cases")
    assert (row["place_name"], row["latitude"], row["longitude"]) == ("Ощадбанк, Овруч", None, None)
    assert not (await take(world)).links


async def test_a_point_added_to_a_place_in_words_stays(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "Ощадбанк")
    await world.tap(world.olena, "Сьогодні")
    await world.tap(world.olena, "Досить, перевірити")
    await world.tap(world.olena, "✏️ Назва і місце")
    world.olena.send_location(50.2547, 28.6587)
    await world.settle()
    assert "Ощадбанк" in world.olena.last.text
    await world.tap(world.olena, "📨 Надіслати")
    assert "mlat=50.25470" in (await take(world)).links[0]


async def test_the_hromada_is_named_by_a_village_or_chosen_around_a_point(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    world.olena.send_location(50.2547, 28.6587)
    await world.settle()
    assert "Записали точку. Як називається це місце?" in world.olena.last.text
    await world.say(world.olena, "Ощадбанк")
    await world.tap(world.olena, "Сьогодні")
    assert "Житомирська (Житомирський р-н)" in str(world.olena.last.buttons), "around the place of the case"
    assert "Новогуйвинська" in str(world.olena.last.buttons)
    await world.say(world.olena, "Іванівка")
    await world.tap(world.olena, "Іванівка (Малинська громада)")
    await world.tap(world.olena, "Досить, перевірити")
    assert "Громада: Малинська" in world.olena.last.text
    await world.tap(world.olena, "✏️ Громада")
    world.olena.send_location(51.3228, 28.8081)
    await world.settle()
    await world.tap(world.olena, "Овруцька (Коростенський р-н)")
    assert "Громада: Овруцька" in world.olena.last.text
    await world.tap(world.olena, "✏️ Громада")
    await world.say(world.olena, "Троянів")
    assert "Громада: Новогуйвинська" in world.olena.last.text


async def test_clock_first_then_the_card_and_the_details_an_hour_later(world: World) -> None:
    await world.start(world.olena)
    await world.tap(world.olena, "Документ не приймають")
    await world.tap(world.olena, "Мене не пускають зараз")
    assert "Час записано: 12:00" in world.olena.last.text
    await world.tap(world.olena, "Паспорт")
    await world.tap(world.olena, "Поїзд")
    assert world.olena.last.data["photo"]
    await world.tap(world.olena, "Не прийняли")
    await world.tap(world.olena, "Згодом")
    assert (await world.start(world.olena)).buttons[0] == ["▶️ Продовжити: 12:00"]
    await tick(world)
    assert "Як минулося" not in world.olena.last.text
    world.clock.move(timedelta(minutes=61))
    await tick(world)
    await tick(world)
    assert sum("Як минулося" in message.text for message in world.olena.replies) == 1
    await world.tap(world.olena, "Розповісти подробиці")
    assert "Напишіть назву і місце" in world.olena.last.text, "document, place and day are known"
    await world.say(world.olena, "поїзд 92")
    await world.tap(world.olena, "Досить, перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    assert "Коли: 23 листопада 2026 року, близько 12:00" in world.in_staff_chat()[-1].text
    rows = await world.database.fetch("SELECT accepted FROM card_views")
    assert [row["accepted"] for row in rows] == [0]


async def test_what_was_begun_is_reminded_of_once_and_then_kept_as_unfinished(world: World) -> None:
    await world.start(world.olena, "report")
    await world.tap(world.olena, "Мене не пускають зараз")
    for hours in (2, 2, 22, 2, 24, 24):
        world.clock.move(timedelta(hours=hours))
        await tick(world)
    assert sum("Як минулося" in message.text for message in world.olena.replies) == 2
    [row] = await world.database.fetch("SELECT status FROM cases")
    assert row["status"] == "unfinished"
    # Still hers: she can tell it after all.
    await world.tap(world.olena, "Розповісти подробиці")
    assert "Який документ не прийняли?" in world.olena.last.text


async def test_at_night_nobody_is_asked_for_details_and_in_the_morning_once(world: World) -> None:
    world.clock.now = world.clock.now.replace(hour=20, minute=30)
    await world.start(world.olena, "report")
    await world.tap(world.olena, "Мене не пускають зараз")
    for _ in range(10):
        world.clock.move(timedelta(hours=1))
        await tick(world)
    assert not any("Як минулося" in message.text for message in world.olena.replies)
    world.clock.move(timedelta(hours=2))
    await tick(world)
    assert sum("Як минулося" in message.text for message in world.olena.replies) == 1


async def test_who_dropped_it_before_the_question_left_is_not_asked(world: World) -> None:
    await world.start(world.olena, "report")
    await world.tap(world.olena, "Мене не пускають зараз")
    world.clock.move(timedelta(hours=2))
    await run_job("deliver_cases", world.services)
    begun = await world.services.cases.read.begun_by(world.olena.id)
    assert begun
    await world.services.cases.own.drop(begun.id, world.olena.id)
    await tick(world)
    assert not any("Як минулося" in message.text for message in world.olena.replies)


async def test_a_card_that_helped_leaves_nothing_to_tell(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Мене не пускають зараз", "Паспорт", "Поїзд", "✅ Прийняли"):
        await world.tap(world.olena, button)
    world.clock.move(timedelta(hours=2))
    await tick(world)
    assert "Як минулося" not in world.olena.last.text


async def test_an_album_is_one_set_of_evidence_up_to_ten_and_comes_with_the_taking(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "відділення на Київській")
    await world.tap(world.olena, "Сьогодні")
    await skip_to_evidence(world, world.olena)
    assert "Не знімайте документів, QR-кодів" in world.olena.last.text
    said = len(world.olena.replies)
    world.olena.send_album("photo", [Upload(f"{number}.jpg", b"abc" + bytes([number])) for number in range(3)])
    await world.settle()
    assert len(world.olena.replies) == said + 1, "one word for one album"
    world.olena.send_file("voice", Upload("a.ogg", b"voice"))
    await world.settle()
    assert "Додали 4 файли" in world.olena.last.text.replace("\xa0", " ")
    world.olena.send_file("document", Upload("big.pdf", b"x" * (20 * 1024 * 1024 + 1)))
    await world.settle()
    assert "Файл завеликий: 20 МБ" in world.olena.last.text
    for number in range(7):
        world.olena.send_file("photo", Upload(f"b{number}.jpg", b"b" + bytes([number])))
    await world.settle()
    assert "Уже є 10 файлів" in world.olena.last.text
    await world.say(world.olena, "не файл")
    assert "Надішліть ще світлину" in world.olena.last.text
    await world.tap(world.olena, "Готово, перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    assert not any("photo" in message.data for message in world.in_staff_chat())
    await take(world)
    assert sum("photo" in message.data for message in world.in_staff_chat()) == 9
    assert sum("voice" in message.data for message in world.in_staff_chat()) == 1


async def test_staff_answer_by_reply_with_words_or_a_file_and_the_person_adds(world: World) -> None:
    await tell(world, world.olena)
    case = world.in_staff_chat()[-1]
    assert "Спершу візьміть випадок" in (await in_staff_chat(world, "Добрий день", case.id)).text
    case = await take(world)
    assert "Надіслано людині" in (await in_staff_chat(world, "Ми телефонуємо на вокзал.", case.id)).text
    assert "Ми телефонуємо на вокзал." in world.olena.last.text
    world.iryna.send_file("document", Upload("лист.pdf", b"pdf"), chat=world.staff_chat, reply_to=case.id)
    await world.settle()
    assert world.olena.last.data["document"]["file_name"] == "лист.pdf"
    await world.tap(world.olena, "➕ Додати", message=world.olena.replies[-2])
    await world.say(world.olena, "Це було о 14:20", reply_to=world.olena.last.id)
    news = world.in_staff_chat()[-1]
    assert "додано: Це було о 14:20" in news.text
    await in_staff_chat(world, "Дякуємо, дивимося.", news.id)
    assert "Дякуємо, дивимося." in world.olena.last.text


async def test_a_case_is_closed_with_a_reason_and_opened_again_by_its_person(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await close(world, case, "установі пояснили", "Надіслали лист начальнику вокзалу.")
    assert "Підсумок: установі пояснили." in world.olena.last.text
    assert "Надіслали лист начальнику вокзалу." in world.olena.last.text
    assert "Відкрили знову" in await world.tap(world.olena, "Ні, досі так")
    assert "відкрито знову" in world.in_staff_chat()[-1].text
    assert "у роботі" in button_of(await world.say(world.olena, "/my"), ShowCase)["text"]
    await close(world, case, "врешті прийняли", "Пускають.")
    update = world.olena.last
    assert "уже закрито" in await world.tap(world.olena, "✅ Вирішено"), "the staff's outcome stands"
    shown = world.olena.last.text
    assert "закрито: врешті прийняли" in shown
    assert "випадок надіслано" in shown
    await world.tap(world.olena, "Ні, досі так")
    assert "і так відкрито" in await world.forge(world.olena, NotSolved(1), message=update)
    assert "Дякуємо, записали" in await world.tap(world.olena, "✅ Вирішено", message=world.olena.last)


async def test_each_change_is_told_in_one_message_even_when_telegram_was_away(world: World) -> None:
    await tell(world, world.olena)
    case = world.in_staff_chat()[-1]
    world.telegram.faults.fail("sendMessage", times=1)
    await world.tap(world.iryna, "Беру", message=case)
    said = len(world.olena.replies)
    await close(world, world.staff_chat.message(case.id), "установі пояснили", "Пояснили.")
    assert len(world.olena.replies) == said + 1
    assert "взялися за випадок" in world.olena.last.text
    assert "закрито: Пояснили." in world.olena.last.text


async def test_going_on_with_what_was_sent_meanwhile_shows_the_case(world: World) -> None:
    """Her list shows the case as begun while her press on «send» is still on its way."""
    await fill_in(world, world.olena)
    review = world.olena.last
    world.olena.send("/my")
    await world.settle()
    listed = world.olena.last
    await world.tap(world.olena, "📨 Надіслати", message=review)
    await world.tap(world.olena, "Продовжити", message=listed)
    [shown] = [each for each in world.olena.replies if each.id == listed.id]
    assert "ЖТ-2026-000001" in shown.text
    assert "Розповісти про випадок" not in str(shown.buttons)


async def test_nobody_sees_or_moves_another_persons_case(world: World) -> None:
    await tell(world, world.olena)
    await world.start(world.mykola)
    before = await world.database.fetch("SELECT * FROM cases")
    for data in (
        "case:1",
        "caseadd:1",
        "solved:1",
        "notsolved:1",
        "withdraw:1",
        "details:1",
        "drop:1",
        "casesend:1:1",
    ):
        world.mykola.press(world.mykola.last, data=data)
        await world.settle()
        assert "поїзд 92" not in world.mykola.last.text
    assert await world.database.fetch("SELECT * FROM cases") == before


async def test_an_operator_enters_a_case_for_someone_who_phoned(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[world.iryna.id]):
        await world.say(world.iryna, "/staff")
        for button in ("Випадки", "Внести з телефону", "Паспорт", "Банк"):
            await world.tap(world.iryna, button)
        await world.say(world.iryna, "банк на Київській")
        await world.tap(world.iryna, "Сьогодні")
        await world.tap(world.iryna, "Досить, перевірити")
        await world.tap(world.iryna, "📨 Надіслати")
        assert "Продиктуйте людині номер і код" in receipt_of(world.iryna).text
        [row] = await world.database.fetch("SELECT person_id, by_phone, status FROM cases")
        assert (row["person_id"], row["by_phone"], row["status"]) == (None, 1, "new")
        assert "Випадків немає" in (await world.say(world.iryna, "/my")).text


async def test_silence_of_the_assignee_is_noticed_and_the_case_offered_to_all(world: World) -> None:
    await tell(world, world.olena)
    await take(world)
    said = len(world.in_staff_chat())
    world.clock.move(timedelta(days=1, hours=23))
    await tick(world)
    assert len(world.in_staff_chat()) == said
    world.clock.move(timedelta(hours=2))
    for _ in range(3):
        await tick(world)
    assert len(world.in_staff_chat()) == said + 1
    assert "Веде: Ірина. Що з ним?" in world.in_staff_chat()[-1].text
    world.clock.move(timedelta(days=2))
    world.telegram.faults.flood("sendMessage", retry_after=30, chat_id=world.staff_chat.id)
    await tick(world)
    world.clock.move(timedelta(minutes=1))
    await tick(world)
    offered = world.in_staff_chat()[-1]
    assert "знову вільний" in offered.text
    await world.tap(world.iryna, "Беру", message=offered)
    assert "Веде: Ірина" in world.staff_chat.message(offered.id).text


async def test_two_of_the_staff_press_take_and_one_gets_it(world: World) -> None:
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    await tell(world, world.olena)
    case = world.in_staff_chat()[-1]
    first = world.iryna.press(case, "Беру")
    second = petro.press(case, "Беру")
    await world.settle()
    told = sorted([(await first.answered())["text"], (await second.answered())["text"]])
    assert told[0] == ""
    assert "Випадок уже веде" in told[1]


async def test_staff_correct_place_and_hromada_and_write_a_note(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await world.tap(world.iryna, "Вид місця", message=case)
    await world.tap(world.iryna, "Пошта", message=world.in_staff_chat()[-1])
    assert "на пошті" in world.in_staff_chat()[-1].text
    await world.tap(world.iryna, "Громада", message=case)
    for button in ("Коростенський", "Овруцька"):
        await world.tap(world.iryna, button, message=world.in_staff_chat()[-1])
    assert "Громада: Овруцька" in world.in_staff_chat()[-1].text
    await world.tap(world.iryna, "Нотатка", message=case)
    assert "Записали" in (await in_staff_chat(world, "Передзвонити у вівторок", world.in_staff_chat()[-1].id)).text
    await world.say(world.olena, "/my")
    await world.tap(world.olena, "ЖТ-2026-000001")
    assert "вівторок" not in world.olena.last.text


async def test_the_person_withdraws_her_case(world: World) -> None:
    await tell(world, world.olena)
    await world.tap(world.olena, "Відкликати")
    assert "Відкликати ЖТ-2026-000001?" in world.olena.last.text, "one press ends nothing"
    await world.tap(world.olena, "Назад")
    assert "чекає на відділ" in world.olena.last.text
    await world.tap(world.olena, "Відкликати")
    await world.tap(world.olena, "Так, відкликати")
    assert "закрито: ви відкликали" in world.olena.last.text
    assert await world.services.cases.read.on_desk() == []
    await world.tap(world.olena, "Відновити")
    assert "чекає на відділ" in world.olena.last.text


async def test_a_press_delivered_twice_makes_one_case(world: World) -> None:
    review = await fill_in(world, world.olena)
    world.olena.press(review, "📨 Надіслати")
    world.olena.press(review, "📨 Надіслати")
    await world.settle()
    rows = await world.database.fetch("SELECT number FROM cases WHERE number IS NOT NULL")
    assert [row["number"] for row in rows] == ["ЖТ-2026-000001"]
    assert sum("чекає на відділ" in message.text for message in world.in_staff_chat()) == 1


async def test_nothing_takes_the_place_of_the_receipt(world: World) -> None:
    review = await fill_in(world, world.olena)
    for _ in range(2):
        world.olena.press(review, "📨 Надіслати")
    await world.settle()
    receipts = [each for each in world.olena.replies if "Записали: ЖТ" in each.text]
    assert len(receipts) == 1
    assert receipts[0].buttons == []
    assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", receipts[0].text)
    assert "start=" in receipts[0].text
    said = receipts[0].text
    await world.tap(world.olena, "Вирішено")
    await world.tap(world.olena, "Меню")
    assert receipt_of(world.olena).text == said


async def test_who_was_not_told_her_code_before_the_bot_was_killed_is_told_it_by_the_next(stopped_world: World) -> None:
    world = stopped_world
    async with world.running():
        review = await fill_in(world, world.olena)
        draft = await world.services.people.drafts.of(world.olena.id, "case")
        assert draft
        made = await world.services.cases.own.submit(
            int(draft.answers["case"]), world.olena.id, details_of(draft.answers), [], by_phone=False
        )
        assert made
    async with world.running():
        await world.tap(world.olena, "📨 Надіслати", message=review)
        assert made.code in receipt_of(world.olena).text
        assert len(await world.database.fetch("SELECT 1 FROM cases")) == 1


async def test_a_restart_in_the_middle_loses_no_answer(stopped_world: World) -> None:
    world = stopped_world
    async with world.running():
        await world.start(world.olena, "report")
        for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
            await world.tap(world.olena, button)
    async with world.running():
        await world.say(world.olena, "поїзд 92")
        await world.tap(world.olena, "Сьогодні")
    async with world.running():
        await world.tap(world.olena, "Досить, перевірити")
        assert "поїзд 92" in world.olena.last.text
        await world.tap(world.olena, "📨 Надіслати")
        assert "Записали" in receipt_of(world.olena).text


async def test_long_after_a_form_words_are_a_question_again_and_the_form_waits(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    world.clock.move(timedelta(hours=4))
    assert "Не приймають документ у Дії" in (await world.say(world.olena, "касирка каже що дія це не документ")).text
    await world.say(world.olena, "/report")
    await world.tap(world.olena, "Продовжити")
    assert "Напишіть назву і місце" in world.olena.last.text


async def test_a_case_that_could_not_reach_the_staff_reaches_them_later(world: World) -> None:
    await fill_in(world, world.olena)
    world.telegram.faults.fail("sendMessage", times=1)
    await world.tap(world.olena, "📨 Надіслати")
    assert "Записали" in receipt_of(world.olena).text
    await tick(world)
    assert "чекає на відділ" in world.in_staff_chat()[-1].text


async def test_deleting_ones_data_leaves_the_figures_and_none_of_her_words(world: World) -> None:
    await tell(world, world.olena)
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Видалити мої дані")
    await world.tap(world.olena, "Так, видалити")
    [row] = await world.database.fetch("SELECT * FROM cases")
    assert (row["person_id"], row["said"], row["receipt_hash"]) == (None, "", None)
    assert (row["document"], row["place"]) == ("passport", "rail")
    assert "папірця" not in json.dumps([dict(each) for each in await world.database.fetch("SELECT * FROM case_events")])
    taken = await take(world)
    assert "Не надіслано" in (await in_staff_chat(world, "Добрий день", taken.id)).text


async def test_evidence_of_a_closed_case_is_deleted_after_its_time(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "банк")
    await world.tap(world.olena, "Сьогодні")
    await skip_to_evidence(world, world.olena)
    world.olena.send_file("photo", Upload("a.jpg", b"abc"))
    await world.settle()
    await world.tap(world.olena, "Готово, перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    await close(world, await take(world), "врешті прийняли", "Так.")
    world.clock.move(timedelta(days=89))
    await tick(world)
    assert len(await world.services.cases.read.files(1)) == 1
    world.clock.move(timedelta(days=2))
    await tick(world)
    assert await world.services.cases.read.files(1) == []


@pytest.mark.parametrize(
    "data",
    ["form:case:document:x", "form:case:place-name:rail", "formskip:case:document", "formback:case:x",
     "formreview:case", "formchange:case:document", "formempty:case:said", "formquestion:case:said",
     "formcancel:nothing", "formcancel:case", "promptend:1", "wasquestion:1", "casesend:1:0", "metoo:abc:0",
     "details:9", "caseclose:1:accepted"],
)  # fmt: skip
async def test_forged_buttons_of_forms_do_no_harm(world: World, data: str) -> None:
    world.olena.press(await world.start(world.olena), data=data)
    await world.settle()
    assert "сталася помилка" not in world.olena.last.text
    assert await world.database.fetch("SELECT * FROM cases") == []


async def test_a_case_becomes_an_appeal_that_the_person_sends_herself(world: World) -> None:
    submitted = await tell(world, world.olena)
    assert "звернення" not in submitted.text.lower()
    await world.tap(world.olena, "Підготувати звернення")
    assert "на нього мусять відповісти" in world.olena.last.text
    await world.say(world.olena, "Коваль Олена Іванівна")
    await world.say(world.olena, "Житомирська область, м. Коростень, вул. Шевченка, 1")
    await world.say(world.olena, "olena@example.org")
    review = world.olena.last
    for words in ("Коваль Олена Іванівна", "мені відмовилися прийняти документ", "Укрзалізниця. За своїх працівників"):
        assert words in review.text
    assert [row[0] for row in review.buttons[:2]] == ["📄 Укрзалізниця", "📄 ОВА"]
    await world.tap(world.olena, "📄 Укрзалізниця")
    pdf, text, ready = world.olena.replies[-3:]
    assert "Це ще не подане звернення" in ready.text
    for words in ("Коваль Олена Іванівна", "м. Коростень", "olena@example.org", "Закон № 1368-IX", "№ 393/96-ВР"):
        assert words in text.text
    assert text.text.startswith("Керівництву Укрзалізниці")
    assert "0 800 503 111" in ready.text
    document = pypdfium2.PdfDocument(world.telegram.file(pdf.data["document"]["file_id"]).content)
    assert len(document) == 1
    assert "Коваль Олена Іванівна" in document[0].get_textpage().get_text_range()
    # Nothing of her name is left.
    for table in await tables(world):
        assert "Коваль" not in str(await world.database.fetch(f"SELECT * FROM {table}")), table
    # The clock, with its working.
    await world.tap(world.olena, "Надіслано сьогодні")
    words = world.olena.last.text.replace("\xa0", " ")
    assert "Приймуть у робочий день: 23 листопада 2026" in words
    assert "+ 15 днів, якщо не треба вивчати: 8 грудня 2026" in words
    assert "+ 45 днів найбільше, якщо подовжать: 7 січня 2027" in words
    terms_said = world.olena.last
    world.clock.move(timedelta(days=3))
    await world.tap(world.olena, "Додати в календар", message=terms_said)
    ics = Calendar.from_ical(world.telegram.file(world.olena.last.data["document"]["file_id"]).content)
    days = [event.decoded("dtstart").isoformat() for event in ics.walk("VEVENT")]
    assert days == ["2026-12-08", "2026-12-23", "2027-01-07"]
    # Sent again later, the same three days move.
    await world.tap(world.olena, "Надіслано сьогодні", message=ready)
    await world.tap(world.olena, "Додати в календар")
    later = Calendar.from_ical(world.telegram.file(world.olena.last.data["document"]["file_id"]).content)
    before, after = (
        {str(each["uid"]): int(str(each["sequence"])) for each in file.walk("VEVENT")} for file in (ics, later)
    )
    assert before.keys() == after.keys()
    assert len(after) == 3
    assert all(after[name] > revision for name, revision in before.items())


async def test_an_appeal_to_the_administration_names_the_address_that_is_set(world: World) -> None:
    await tell(world, world.olena)
    await world.tap(world.olena, "Підготувати звернення")
    for words in ("Коваль Олена Іванівна", "Житомирська область, м. Коростень, вул. Шевченка, 1", "olena@example.org"):
        await world.say(world.olena, words)
    await world.tap(world.olena, "📄 ОВА")
    text, ready = world.olena.replies[-2:]
    assert text.text.startswith("Житомирська обласна державна (військова) адміністрація")
    assert "Адресу візьміть на офіційному сайті ОВА" in ready.text  # nobody has set one


@pytest.mark.parametrize(
    ("wrong", "asked"),
    [
        (["12"], "прізвище, ім’я"),
        (["Олена"], "прізвище, ім’я"),
        (["Олена 5"], "прізвище, ім’я"),
        (["Коваль Олена", "5"], "Очікуємо адресу"),
        (["Коваль Олена", "Коростень, вул. Шевченка, 1", "так"], "електронну пошту, телефон"),
        (["Коваль Олена", "Коростень, вул. Шевченка, 1", "12345"], "електронну пошту, телефон"),
    ],
)
async def test_an_appeal_takes_no_number_for_a_name(world: World, wrong: list[str], asked: str) -> None:
    await tell(world, world.olena)
    await world.tap(world.olena, "Підготувати звернення")
    for words in wrong:
        await world.say(world.olena, words)
    assert asked in world.olena.last.text


async def test_a_half_written_appeal_is_forgotten_after_a_day(world: World) -> None:
    await tell(world, world.olena)
    await world.tap(world.olena, "Підготувати звернення")
    await world.say(world.olena, "Коваль Олена Іванівна")
    world.clock.move(timedelta(hours=25))
    await world.forget_old()
    assert await world.database.fetch("SELECT * FROM drafts") == []


async def test_any_other_form_is_forgotten_after_a_week(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    for days, kept in ((6, 1), (2, 0)):
        world.clock.move(timedelta(days=days))
        await world.forget_old()
        assert len(await world.database.fetch("SELECT * FROM drafts")) == kept


async def test_nobody_makes_an_appeal_of_another_persons_case(world: World) -> None:
    await tell(world, world.olena)
    await world.start(world.mykola)
    for data in ("appeal:1", "appealmake:1:0", "appealsent:1", "appealics:1:0"):
        world.mykola.press(world.mykola.last, data=data)
        await world.settle()
        assert "Коростень" not in world.mykola.last.text
        assert "document" not in world.mykola.last.data


async def test_a_case_is_passed_on_to_the_head_of_the_hromada_and_by_letters(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)

    async def pass_on(to: str) -> str:
        await world.tap(world.iryna, "Передати", message=case)
        await world.tap(world.iryna, to, message=world.in_staff_chat()[-1])
        return await world.tap(world.iryna, "Лише вид місця", message=world.in_staff_chat()[-1])

    async def letter_to(addressee: str) -> str:
        await pass_on(addressee)
        return letter_in(world)

    assert "Голови цієї громади в боті немає" in await pass_on("Голові громади")
    await a_head(world)
    assert "Передано" in await pass_on("Голові громади")
    assert "Випадок у вашій громаді: ЖТ-2026-000001" in world.mykola.last.text
    assert "у поїзді не прийняли документ: Паспорт" in world.mykola.last.text.replace("\xa0", " ")
    assert "папірця" not in world.mykola.last.text
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Випадки у громаді: 1")
    assert "92" not in world.mykola.last.text, "what the person called the place stays with the staff"
    assert "передано: голова Коростенської громади" in world.olena.last.text
    words = await letter_to("До Мінцифри: лист")
    assert "Міністерство цифрової трансформації України" in words
    assert "ЖТ-2026-000001" in words
    assert "папірця" not in words
    assert "92" not in words
    assert "передано: Міністерство" in world.olena.last.text
    assert "Керівникові чи керівниці: ____" in await letter_to("Установі: лист")
    assert "передано: поїзд 92, станція Коростень" in world.olena.last.text, "she reads what she called it"


async def test_what_a_person_called_the_place_goes_along_where_the_staff_chose_so(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await a_head(world)

    async def pass_on(to: str) -> str:
        await world.tap(world.iryna, "Передати", message=case)
        await world.tap(world.iryna, to, message=world.in_staff_chat()[-1])
        asked = world.in_staff_chat()[-1]
        await world.tap(world.iryna, "Разом із цими словами", message=asked)
        return asked.text

    assert "«поїзд 92, станція Коростень»" in await pass_on("Голові громади")
    assert "у поїзді 92, станція Коростень не прийняли" in world.mykola.last.text.replace("\xa0", " ")
    await pass_on("Установі: лист")
    assert "Керівникові чи керівниці: поїзд 92" in letter_in(world)


async def a_head(world: World) -> None:
    """Mykola leads the hromada of the case."""
    hromada = world.services.people.people.look_up("Коростень").hromadas[0]
    link = await world.services.people.invites.into_post(Post(hromada.slug, Title.HEAD), 0)
    await world.start(world.mykola)
    await world.services.people.invites.take(link.token, world.mykola.id, "Микола")


def letter_in(world: World) -> str:
    """The words of the newest letter in the staff chat."""
    letter = next(each for each in reversed(world.in_staff_chat()) if "document" in each.data)
    document = pypdfium2.PdfDocument(world.telegram.file(letter.data["document"]["file_id"]).content)
    return " ".join(document[0].get_textpage().get_text_range().split())


async def test_the_head_answers_a_case_that_was_passed_to_her(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await a_head(world)
    await world.tap(world.iryna, "Передати", message=case)
    await world.tap(world.iryna, "Голові громади", message=world.in_staff_chat()[-1])
    await world.tap(world.iryna, "Лише вид місця", message=world.in_staff_chat()[-1])
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Випадки у громаді: 1")
    await world.tap(world.mykola, "Відповісти: ЖТ-2026-000001")
    said = await world.say(world.mykola, "Провели навчання на вокзалі", reply_to=world.mykola.last.id)
    assert "відповідь додано до випадку" in said.text
    assert "голова Коростенської громади: Провели навчання на вокзалі" in world.in_staff_chat()[-1].text
    await world.start(world.olena)
    await world.forge(world.olena, AnswerForwarded(1))
    assert "Що зроблено" not in world.olena.last.text, "it was passed to nobody but the head"
    [note] = await world.database.fetch("SELECT text FROM case_events WHERE kind = 'head answered'")
    assert "Провели навчання" in note["text"]


async def test_a_picture_sent_as_a_file_reaches_the_staff_without_what_the_camera_wrote(world: World) -> None:
    picture, exif, file = Image.new("RGB", (40, 20), "red"), Image.Exif(), io.BytesIO()
    exif[0x0110] = "Secret Camera"
    exif[0x0112] = 6  # to be turned
    picture.save(file, "JPEG", exif=exif)
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "банк")
    await world.tap(world.olena, "Сьогодні")
    await skip_to_evidence(world, world.olena)
    world.olena.send_file("document", Upload("a.jpg", file.getvalue(), "image/jpeg"))
    await world.settle()
    await world.tap(world.olena, "Готово, перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    await take(world)
    [shown] = [each for each in world.in_staff_chat() if "document" in each.data]
    content = world.telegram.file(shown.data["document"]["file_id"]).content
    assert b"Secret Camera" in file.getvalue()
    assert b"Secret Camera" not in content
    assert Image.open(io.BytesIO(content)).size == (20, 40)


async def test_nobody_sends_more_cases_a_day_than_happen_to_anybody(world: World) -> None:
    for number in range(10):
        begun = await world.services.cases.own.begin(world.olena.id, "passport", "rail")
        details = CaseDetails(document="passport", place="rail", place_name=f"місце {number}")
        await world.services.cases.own.submit(begun, world.olena.id, details, [])
    await world.start(world.olena, "report")
    await world.tap(world.olena, "Розповісти про випадок")
    assert "вже надіслали багато" in world.olena.last.text
    world.clock.move(timedelta(hours=25))
    await world.start(world.olena, "report")
    await world.tap(world.olena, "Розповісти про випадок")
    assert "Який документ" in world.olena.last.text


async def test_in_a_group_with_topics_each_case_has_its_own(world: World) -> None:
    world.staff_chat.data["is_forum"] = True
    await tell(world, world.olena)
    await tell(world, world.mykola, where="банк в Овручі")
    assert list(world.staff_chat.topics.values()) == [
        "ЖТ-2026-000001 у поїзді 92, станція Коростень",
        "ЖТ-2026-000002 у поїзді (банк в Овручі)",
    ]
    second = list(world.staff_chat.topics)[1]
    case = await take(world)
    assert case.data["message_thread_id"] == second
    answered = await in_staff_chat(world, "Телефонуємо.", case.id)
    assert "Телефонуємо." in world.mykola.last.text
    assert answered.data["message_thread_id"] == second, "what the bot says stays in the topic"
    await world.tap(world.mykola, "Додати")
    await world.say(world.mykola, "Ще одне", reply_to=world.mykola.last.id)
    assert world.in_staff_chat()[-1].data["message_thread_id"] == second


async def test_an_address_behind_words_reaches_the_people_of_a_case(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    link = {"type": "text_link", "offset": 6, "length": 3, "url": "https://zt.gov.ua"}
    world.iryna.send("Пишіть тут.", chat=world.staff_chat, reply_to=case.id, entities=[{**link, "offset": 7}])
    await world.settle()
    assert "Пишіть тут." in world.olena.last.text
    assert world.olena.last.links == ["https://zt.gov.ua"]
    await world.tap(world.iryna, "Закрити", message=case)
    await world.tap(world.iryna, "установі пояснили", message=world.in_staff_chat()[-1])
    prompt = world.in_staff_chat()[-1]
    world.iryna.send("Умови тут.", chat=world.staff_chat, reply_to=prompt.id, entities=[link])
    await world.settle()
    assert "Умови тут (https://zt.gov.ua)." in world.olena.last.text
