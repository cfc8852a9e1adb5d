"""Replies with figures: staff define fields, heads fill them in taps and words, and the department has one table.

The case is real: in 2021 the department asked which settlements have no broadband, and some heads did not know that a
private provider had connected them already.
"""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import timedelta

import pypdfium2
import pytest
from PIL import Image

from handlers.notices import notices as screens
from services.notices import Via
from services.notices.forms import FieldKind, Form, WrongForm
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from tests.excel import rows_of
from tests.stories.notices.test_notices import press_send
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

FORM = """
Населених пунктів: число 0-300
Без оптики: число 0-300 сіл
Є приватний провайдер: так/ні
Технологія: вибір оптика, радіо, супутник
Які саме: перелік
Коли під’єднали: дата, необов’язково
Рішення: файл, необов’язково
Примітка: текст, необов’язково
1 >= 2
"""


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        await seat_two(stopped_world)
        yield stopped_world


async def seat_two(world: World) -> None:
    """Two heads, in the bot."""
    for number, mark in enumerate(["h02001", "h02003"]):
        person = world.telegram.add_person(7000 + number, f"Голова {number}")
        person.has_started = True
        made = await world.services.people.invites.into_post(Post(mark, Title.HEAD), ADMIN)
        await world.services.people.invites.take(made.token, person.id, person.data["first_name"])


async def totals(world: World, notice: int) -> str:
    """What all replies come to, in words."""
    table = await world.services.notices.reply_results.table(notice)
    assert table
    return screens.totals(world.services.content.library.texts, table).replace("\xa0", " ")


async def ask(world: World, form: str = FORM) -> None:
    """Iryna asks the raion, with a form, by the buttons of the desk."""
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, "Де немає оптики?", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, "Бердичівський")
    await world.tap(world.iryna, "Поля відповіді")
    await world.say(world.iryna, form.strip(), reply_to=world.iryna.last.id)
    await press_send(world)


async def fill(world: World, person: Person, field: str, text: str) -> Message:
    await world.tap(person, field)
    return await world.say(person, text, reply_to=person.last.id)


async def reply(world: World, person: Person, total: str, without: str, *, provider: str = "Ні") -> None:
    """All that must be filled in."""
    await world.tap(person, "📝 Відповісти")
    await fill(world, person, "Населених пунктів", total)
    await fill(world, person, "Без оптики", without)
    await world.tap(person, "Є приватний провайдер")
    await world.tap(person, provider)
    await world.tap(person, "Технологія")
    await world.tap(person, "радіо")
    await world.tap(person, "Які саме")
    await fill(world, person, "Дописати", "с. Гальчин\nЗАРУБИНЦІ, гальчин")
    await world.tap(person, "Готово")


async def test_numbers_that_do_not_agree_are_named_and_nothing_says_that_all_is_filled_in(world: World) -> None:
    one = world.telegram.people[7000]
    await ask(world)
    await reply(world, one, "10", "12")
    assert "Усе заповнено" not in one.last.text
    assert "Числа не сходяться" in one.last.text
    assert "«Без оптики» не може бути більше, ніж «Населених пунктів»" in one.last.text
    assert "Надіслати відповідь" not in str(one.last.buttons)
    await fill(world, one, "Без оптики", "8")
    assert "Усе заповнено" in one.last.text
    assert "Надіслати відповідь" in str(one.last.buttons)


async def test_from_the_form_to_the_table(world: World) -> None:
    one, two = world.telegram.people[7000], world.telegram.people[7001]
    await ask(world)
    await reply(world, one, "40", "12", provider="Так")
    page = one.last
    assert "Усе заповнено" in page.text
    assert "Які саме: 2: Гальчин, Зарубинці" in page.text
    assert "Без оптики: 12 сіл" in page.text.replace("\xa0", " ")
    assert "Надіслано" in await world.tap(one, "Надіслати відповідь")
    assert "Відповідь надіслано" in one.last.text
    await reply(world, two, "30", "8")
    await world.tap(two, "Надіслати відповідь")
    shown = await desk(world, "Доручення", "№ 1: 2 з 10", "📊 Відповіді")
    caption = shown.data["caption"].replace("\xa0", " ")
    assert "Відповіли 2 з 10" in caption
    assert "Без оптики: 20 сіл" in caption
    assert "Є приватний провайдер: Так – 1, Ні – 1" in caption
    assert "Які саме: 4 населені пункти" in caption
    assert Image.open(io.BytesIO(world.telegram.file(shown.data["photo"][-1]["file_id"]).content)).width > 500
    await desk(world, "Доручення", "№ 1", "Відповіді в Excel")
    headings, *rows = rows_of(world.telegram.file(world.iryna.last.data["document"]["file_id"]).content)
    assert headings[3:6] == ["Населених пунктів", "Без оптики", "Є приватний провайдер"]
    assert len(rows) == 11
    assert rows[-1][3:5] == [70, 20]
    [first] = [row for row in rows if row[1] == "Андрушівська"]
    assert first[3:9] == [40, 12, "Так", "радіо", 2, "Гальчин, Зарубинці"]
    assert rows[-1][7] == 4
    [row] = await world.database.fetch("SELECT COUNT(*) AS n FROM obligations WHERE replied_at IS NOT NULL")
    assert row["n"] == 2
    assert "Відкритих доручень немає" in (await world.say(one, "/notices")).text, "whoever replied has read it"


async def test_what_contradicts_itself_is_not_sent_and_what_is_no_answer_is_asked_again(world: World) -> None:
    one = world.telegram.people[7000]
    await ask(world)
    await world.tap(one, "📝 Відповісти")
    for wrong in ("301", "багато", "-1", "1,5"):
        await world.tap(one, "Населених пунктів", message=one.replies[-1] if "✎" in str(one.last.buttons) else None)
        prompt = one.last.id
        await world.say(one, wrong, reply_to=prompt)
        assert "Це не схоже на відповідь" in one.last.text
        await world.say(one, "10", reply_to=prompt)
    await fill(world, one, "Без оптики", "11")
    assert "«Без оптики» не може бути більше, ніж «Населених пунктів»" in one.last.text
    assert "Надіслати відповідь" not in str(one.last.buttons)
    await fill(world, one, "Без оптики", "1 0")
    await world.tap(one, "10")
    assert "не може бути більше" not in one.last.text
    assert "Лишилося заповнити 3 поля" in one.last.text.replace("\xa0", " ")


async def test_it_is_kept_in_part_over_a_restart(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN]):
        await seat_two(world)
        one = world.telegram.people[7000]
        await ask(world)
        await world.tap(one, "📝 Відповісти")
        await fill(world, one, "Населених пунктів", "40")
    async with world.running(admin_ids=[ADMIN]):
        await world.say(one, "/notices")
        await world.tap(one, "№ 1")
        await world.tap(one, "📝 Відповісти")
        assert "Населених пунктів: 40" in one.last.text


async def test_the_next_time_it_is_as_before_and_a_jump_is_asked_about(world: World) -> None:
    one = world.telegram.people[7000]
    await ask(world)
    await reply(world, one, "40", "12")
    await world.tap(one, "Надіслати відповідь")
    await ask(world, FORM)
    await world.tap(one, "📝 Відповісти")
    await world.tap(one, "Як минулого разу")
    assert "Усе заповнено" in one.last.text
    await fill(world, one, "Без оптики", "1")
    await world.tap(one, "Надіслати відповідь")
    assert "Без оптики: було 12 сіл, стало 1 сіл" in one.last.text.replace("\xa0", " ")
    assert [row["n"] for row in await world.database.fetch("SELECT COUNT(replied_at) AS n FROM obligations")] == [1]
    await world.tap(one, "Так, усе правильно")
    assert [row["n"] for row in await world.database.fetch("SELECT COUNT(replied_at) AS n FROM obligations")] == [2]


async def test_a_correction_is_a_version_and_the_last_one_counts(world: World) -> None:
    one = world.telegram.people[7000]
    await ask(world)
    await reply(world, one, "40", "12")
    await world.tap(one, "Надіслати відповідь")
    await fill(world, one, "Без оптики", "14")
    world.clock.move(timedelta(minutes=5))
    await world.tap(one, "Надіслати відповідь")
    [obligation] = await world.services.notices.obligations.done_by(one.id)
    versions = await world.services.notices.reply_results.versions(obligation)
    assert [each.answers["1"] for each in versions] == ["12", "14"]
    assert "Без оптики: 14 сіл" in await totals(world, 1)


async def test_a_file_a_date_and_words_of_a_script(world: World) -> None:
    one = world.telegram.people[7000]
    await ask(world)
    await reply(world, one, "40", "12")
    await fill(world, one, "Коли під’єднали", "31.02.2026")
    assert "«15 грудня»" in one.replies[-2].text
    await world.say(one, "05.11.2026", reply_to=one.last.id)
    await world.tap(one, "Рішення")
    one.send_file("document", Upload("рішення.pdf", b"%PDF", "application/pdf"), reply_to=one.last.id)
    await world.settle()
    await fill(world, one, "Примітка", "<b>=HYPERLINK(1)</b>")
    assert "Коли під’єднали: 05.11.2026" in one.last.text
    assert "Примітка: <b>=HYPERLINK(1)</b>" in one.last.text, "as words"
    await world.tap(one, "Надіслати відповідь")
    await desk(world, "Доручення", "№ 1", "Відповіді в Excel")
    _headings, *rows = rows_of(world.telegram.file(world.iryna.last.data["document"]["file_id"]).content)
    assert any("<b>=HYPERLINK(1)</b>" in row for row in rows)


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("Населених пунктів", 1),
        ("А: число 5-1", 1),
        ("А: число\nБ: вибір одне", 2),
        ("А: число\n1 >= 2", 2),
        ("А: число\nБ: текст\n1 >= 2", 3),
        ("1 >= 2", 1),
        ("\n".join(f"Поле {number}: число" for number in range(21)), 21),
        (": число", 1),
    ],
)
def test_a_definition_that_says_nothing_names_its_line(content: object, form: str, number: int) -> None:
    with pytest.raises(WrongForm) as wrong:
        Form.parse(form, content.library.texts)  # type: ignore[attr-defined]
    assert wrong.value.number == number


def test_a_form_is_kept_as_it_was_defined(content: object) -> None:
    form = Form.parse(FORM, content.library.texts)  # type: ignore[attr-defined]
    assert Form.read(form.stored()) == form
    assert [field.kind for field in form.fields[:3]] == [FieldKind.NUMBER, FieldKind.NUMBER, FieldKind.YES_NO]
    assert [field.optional for field in form.fields] == [False] * 5 + [True] * 3


@pytest.mark.parametrize(
    "data", ["reply:10002", "field:10002:0", "option:10002:2:1", "unchanged:10002", "sendreply:10002:1"]
)
async def test_nobody_replies_for_another_post(world: World, data: str) -> None:
    await ask(world)
    one = world.telegram.people[7000]
    one.press(one.last, data=data)
    await world.settle()
    assert await world.database.fetch("SELECT * FROM replies") == []


async def test_a_bundle_for_the_file_and_the_raions_median(world: World) -> None:
    await ask(world)
    one = world.telegram.people[7000]
    await reply(world, one, "40", "12")
    await fill(world, one, "Примітка", "#strong[x] $y$ *z*")
    await world.tap(one, "Надіслати відповідь")
    assert "медіана" not in one.last.text, "one reply would be told by its median"
    obligations = await world.services.notices.read.of_notice(1)
    for number, obligation in enumerate(obligations[1:3]):
        await world.services.notices.replies.put_all(
            obligation, {"0": "10", "1": str(number), "2": "no", "3": "радіо", "4": "А"}, ADMIN, Via.PHONE
        )
        assert await world.services.notices.replies.send(obligation, ADMIN)
    await world.say(one, "/notices")
    await world.tap(one, "Виконані: 1")
    await world.tap(one, "№ 1")
    await world.tap(one, "Виправити відповідь")
    assert "Без оптики: у вас 12 сіл, медіана району 1 сіл" in one.last.text.replace("\xa0", " ")
    await world.tap(one, "Назад")
    await world.tap(one, "Довідка для справи")
    pdf = pypdfium2.PdfDocument(world.telegram.file(one.last.data["document"]["file_id"]).content)
    words = pdf[0].get_textpage().get_text_range()
    assert "Довідка про доручення № 1" in words
    assert "Де немає оптики?" in words
    assert "#strong[x] $y$ *z*" in words
    assert "Як ознайомлено: Telegram" in words
    assert "Хто ознайомився: Голова 0" in words


async def test_a_reply_can_be_asked_without_an_acknowledgement(world: World) -> None:
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, "Де немає оптики?", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, "Бердичівський")
    assert "ознайомлення" not in str(world.iryna.last.buttons), "nothing else would be asked"
    await world.tap(world.iryna, "Поля відповіді")
    await world.say(world.iryna, "Населених пунктів: число", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Без ознайомлення")
    assert "досить відповіді" in world.iryna.last.text
    await press_send(world)
    head = world.telegram.people[7000]
    assert "Ознайомлений" not in str(head.last.buttons)
    await world.tap(head, "📝 Відповісти")
    await fill(world, head, "Населених пунктів", "12")
    await world.tap(head, "Надіслати")
    [done] = [obligation for obligation in await world.services.notices.read.of_notice(1) if obligation.is_done]
    assert done.replied_at


async def test_a_form_of_twenty_long_answers_is_read_and_sent(world: World) -> None:
    one = world.telegram.people[7000]
    labels = [f"{number:02} " + "питання " * 6 + "кінець" for number in range(20)]
    await ask(world, "\n".join(f"{label}: текст" for label in labels))
    await world.tap(one, "📝 Відповісти")
    for label in labels:
        page = next(each for each in reversed(one.replies) if label[:20] in str(each.buttons))
        await world.tap(one, label[:20], message=page)
        await world.say(one, "відповідь " * 16, reply_to=one.last.id)
    shown = "\n".join(each.text for each in one.replies[-3:])
    assert all(label in shown for label in labels)
    assert all(len(each.text) <= 4096 for each in one.replies)
    assert "Надіслано" in await world.tap(one, "Надіслати відповідь")
    assert world.telegram.refused == []
