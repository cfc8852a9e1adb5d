"""Forms: numbers as people write them, tables, sections; one message for a field, and the next one comes by itself."""

from __future__ import annotations

import io

import openpyxl
import pypdfium2
import pytest

from handlers.notices import taps
from simulator.people import Person
from tests.excel import rows_of
from tests.stories.notices.test_replies import ask, fill, totals, world
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

__all__ = ["world"]

FIGURES = "Довжина мережі: число км\nВитрачено: гроші\nОхоплення: відсоток\nСіл: число 0-300 сіл"
TABLE = "Провайдери: таблиця пункт (село), назва, від коли (дата, необов’язково)\nСіл: число"


def last(person: Person) -> str:
    return person.last.text.replace("\xa0", " ")


async def begin(world: World, form: str) -> Person:
    await ask(world, form)
    head = world.telegram.people[7000]
    await world.tap(head, "📝 Відповісти")
    return head


async def test_decimals_sums_and_percents_are_typed_as_people_type_them_and_shown_alike(world: World) -> None:
    head = await begin(world, FIGURES)
    for typed in ("3,5", "1 200 000,50", "45,5%", "12 сіл"):
        await world.say(head, typed)
    shown = ["Довжина мережі: 3,5 км", "Витрачено: 1 200 000,50 грн", "Охоплення: 45,5 %", "Сіл: 12 сіл"]
    assert all(each in last(head) for each in shown)
    assert "Усе заповнено" in last(head)
    await world.tap(head, "Надіслати відповідь")
    assert "Витрачено: 1 200 000,50 грн" in await totals(world, 1)
    assert "Охоплення: у середньому 45,5 %" in await totals(world, 1)
    excel = await world.services.notices.reply_results.as_excel(1, ADMIN)
    assert excel
    [row] = [row for row in rows_of(excel) if row[1] == "Андрушівська"]
    assert row[3:] == [3.5, 1200000.5, 45.5, 12]
    sheet = openpyxl.load_workbook(io.BytesIO(excel)).active
    assert sheet is not None
    assert [sheet.cell(2, column).number_format for column in (4, 5)] == ['#,##0.0 "км"', '#,##0.0 "грн"']
    [obligation] = await world.services.notices.obligations.done_by(head.id)
    pdf = pypdfium2.PdfDocument(await world.services.notices.reply_results.as_pdf(obligation))
    words = pdf[0].get_textpage().get_text_range().replace("\xa0", " ")
    assert "1 200 000,50 грн" in words
    await desk(world, "Доручення", "№ 1", "📊 Відповіді")
    assert "Довжина мережі: 3,5 км" in last(world.iryna)


async def test_a_number_with_two_meanings_is_asked_about(world: World) -> None:
    head = await begin(world, "Довжина: число км\nСіл: число 0-300")
    await world.say(head, "1.200")
    assert "що записати?" in last(head)
    assert [row[0].replace("\xa0", " ") for row in head.last.buttons[:2]] == ["1,2 км", "1 200 км"]
    await world.tap(head, "1,2")
    assert "Довжина: 1,2 км" in last(head)
    await world.say(head, "3,5")
    assert "Ціле число від 0 до 300" in last(head)
    await world.say(head, "близько 5")
    await world.tap(head, "5")
    assert "Сіл: 5" in last(head)


async def test_millions_are_read_and_thousands_of_hryvnias_too(world: World) -> None:
    head = await begin(world, "Витрачено: гроші\nПлан: число тис. грн")
    await world.say(head, "1,2 млн")
    assert "Витрачено: 1 200 000 грн" in last(head)
    await world.say(head, "1 200 000 грн")
    assert "План: 1 200 тис. грн" in last(head)


async def test_a_field_is_one_message_and_the_next_comes_by_itself(world: World) -> None:
    labels = [f"Питання {number}" for number in range(8)]
    await ask(world, "\n".join(f"{label}: число" for label in labels))
    head = world.telegram.people[7000]
    before = len(head.replies)
    await world.tap(head, "📝 Відповісти")
    for number, label in enumerate(labels):
        assert f"👉 {label}" in last(head)
        assert f"Лишилося заповнити {8 - number} " in last(head)
        assert "000" not in last(head), "no number of the bot's own"
        await world.say(head, str(number + 1))
    assert "Усе заповнено" in last(head)
    await world.tap(head, "Надіслати відповідь")
    assert "Відповідь надіслано" in last(head)
    assert "Усе заповнено" not in last(head)
    assert len(head.replies) - before == len(labels), "a message for each answer"


async def test_yes_and_no_and_a_choice_can_be_typed_and_what_is_optional_is_passed_over(world: World) -> None:
    head = await begin(world, "Є ЦНАП: так/ні\nТип: вибір Оптика, Радіо\nПримітка: текст, необов’язково")
    await world.say(head, "Так")
    await world.say(head, "радіо")
    assert "👉 Примітка" in last(head)
    await world.tap(head, "Пропустити")
    assert "👉" not in last(head)
    assert "Є ЦНАП: Так" in last(head)
    assert "Тип: Радіо" in last(head)
    page = head.last
    assert "Дія" in (await world.say(head, "чи працює дія без інтернету")).text, "it asks nothing any more"
    assert "інтернету" not in str(await world.database.fetch("SELECT answers FROM replies"))
    assert "Надіслано" in await world.tap(head, "Надіслати", message=page)


async def test_a_reply_to_the_page_answers_the_field_that_it_asks_now(world: World) -> None:
    head = await begin(world, "Є ЦНАП: так/ні\nТип: вибір Оптика, Радіо\nСіл: число")
    await world.tap(head, "Так")
    await world.tap(head, "Радіо")
    await world.say(head, "7", reply_to=head.last.id)
    assert "Сіл: 7" in last(head)


async def test_a_check_that_fails_is_named_at_once_and_while_the_whole_is_unknown_nothing_fails(world: World) -> None:
    head = await begin(world, "Без оптики: число\nУсього: число\n2 >= 1")
    await world.say(head, "12")
    assert "не може бути більше" not in last(head), "nobody said how many there are"
    await world.say(head, "10")
    assert "«Без оптики» не може бути більше, ніж «Усього»" in last(head)
    assert "Усе заповнено" not in last(head)
    await fill(world, head, "Усього", "20")
    assert "Усе заповнено" in last(head)
    assert "Надіслати" in str(head.last.buttons)


async def test_sections_and_help_stand_where_they_belong(world: World) -> None:
    head = await begin(world, "# Інтернет\nСіл: число\n? За даними на 1 січня\n# Кошти\nВитрачено: гроші")
    assert "За даними на 1 січня Ціле число." in last(head)
    lines = last(head).splitlines()
    assert lines.index("Інтернет") + 1 == lines.index("Сіл: –")
    assert lines.index("Кошти") + 1 == lines.index("Витрачено: –")


async def test_rows_of_a_table_are_added_taken_away_and_summed_up(world: World) -> None:
    head = await begin(world, TABLE)
    await world.say(head, "с. Гальчин; ПП «Мережа»; 05.11.2026\nзарубинці; Оптик")
    assert "Провайдери: 2: Гальчин, ПП «Мережа», 05.11.2026; Зарубинці, Оптик" in last(head)
    await fill(world, head, "Провайдери", "Яроповичі; Мережа; колись")
    assert "Рядок 1, «від коли»: не зрозуміли" in last(head)
    await world.say(head, "Яроповичі; Мережа; 01.02.2020")
    assert "Провайдери: 3" in last(head)
    await world.tap(head, "Провайдери")
    await world.tap(head, "✖ Зарубинці")
    assert "Провайдери: 2: Гальчин" in last(head)
    await world.say(head, "2")
    await world.tap(head, "Надіслати відповідь")
    assert "Провайдери: 2 рядки" in await totals(world, 1)
    excel = await world.services.notices.reply_results.as_excel(1, ADMIN)
    assert excel
    sheet = openpyxl.load_workbook(io.BytesIO(excel))["Таблиця 1"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["Район", "Громада", "пункт", "назва", "від коли"]
    assert [row[1:4] for row in rows[1:]] == [
        ["Андрушівська", "Гальчин", "ПП «Мережа»"],
        ["Андрушівська", "Яроповичі", "Мережа"],
    ]


async def test_a_table_may_have_no_rows(world: World) -> None:
    head = await begin(world, TABLE)
    await world.say(head, "немає")
    assert "Провайдери: немає" in last(head)
    await world.say(head, "0")
    await world.tap(head, "Надіслати відповідь")
    await ask(world, TABLE)
    await world.tap(head, "📝 Відповісти")
    await world.tap(head, "Як минулого разу")
    assert "Усе заповнено" in last(head)


@pytest.mark.parametrize(
    "tap", [taps.PutNumber(10001, 0, 5000), taps.PutNumber(10001, 1, 301000), taps.DropRow(10001, 1, 7)]
)
async def test_taps_made_by_hand_put_nothing_that_the_field_does_not_take(world: World, tap: taps.PutNumber) -> None:
    await ask(world, "Примітка: текст\nСіл: число 0-300")
    head = world.telegram.people[7000]
    await world.forge(head, tap)
    assert await world.database.fetch("SELECT * FROM replies") == []


async def test_what_was_said_last_time_is_offered_field_by_field(world: World) -> None:
    head = await begin(world, "Сіл: число сіл\nВитрачено: гроші")
    await world.say(head, "40")
    await world.say(head, "1 200 000")
    await world.tap(head, "Надіслати відповідь")
    await ask(world, "Сіл: число сіл\nВитрачено: гроші")
    await world.tap(head, "📝 Відповісти")
    await world.say(head, "41")
    assert "Як було: 1 200 000" in str(head.last.buttons).replace("\\xa0", " ")
    await world.tap(head, "Як було")
    assert "Витрачено: 1 200 000 грн" in last(head)
    assert "Усе заповнено" in last(head)


async def test_one_reply_is_no_chart_and_a_chart_says_of_when_it_is(world: World) -> None:
    head = await begin(world, "Сіл: число")
    await world.say(head, "40")
    await world.tap(head, "Надіслати відповідь")
    shown = await desk(world, "Доручення", "№ 1", "📊 Відповіді")
    assert "photo" not in shown.data, "a bar beside nothing says nothing"
    assert "Відповіли 1 з 10" in last(world.iryna)
    other = world.telegram.people[7001]
    await world.tap(other, "📝 Відповісти")
    await world.say(other, "5")
    await world.tap(other, "Надіслати відповідь")
    shown = await desk(world, "Доручення", "№ 1", "📊 Відповіді")
    assert "photo" in shown.data
