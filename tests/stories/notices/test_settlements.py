"""Settlements in a reply: loaded by staff, marked with a tap, asked back where they are not in the list.

The case of 2021: the head names villages without broadband, and does not know that a private provider came to one.
"""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import openpyxl
import pytest

from services.files.excel import make_excel
from simulator.parameters import Upload
from simulator.people import Person
from tests.excel import rows_of
from tests.stories.notices.test_replies import ask, fill, seat_two, totals
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

FORM = "Сіл без оптики: число 0-300\nЯкі саме: перелік"
LISTED = ("Гальчин", "Зарубинці", "Яроповичі", "Мостове", "Стара Котельня", "Івниця", "Волиця", "Нехворощ", "Лебединці")


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        await seat_two(stopped_world)
        yield stopped_world


async def load(world: World, rows: list[tuple[str, str, str]]) -> str:
    """Iryna loads a table; what the bot says of it."""
    await desk(world, "Доручення", "Населені пункти", "Завантажити Excel")
    file = make_excel(["Громада", "Населений пункт", "Провайдер"], rows)
    world.iryna.send_file("document", Upload("села.xlsx", file, "application/xlsx"), reply_to=world.iryna.last.id)
    await world.settle()
    return world.iryna.last.text.replace("\xa0", " ")


async def load_andrushivka(world: World) -> None:
    rows = [("Андрушівська", name, "оптика, ПП «Мережа»" if name == "Яроповичі" else "") for name in LISTED]
    assert "Громад: 1. Населених пунктів: 9, з них нових: 9. Було в цих громадах: 0" in await load(world, rows)
    assert "Записали. Населених пунктів: 9" in (await world.tap(world.iryna, "Записати все")).replace("\xa0", " ")
    assert "Громад із переліком: 1, населених пунктів: 9" in world.iryna.last.text.replace("\xa0", " ")


async def begin(world: World, person: Person) -> None:
    await world.tap(person, "📝 Відповісти")
    await fill(world, person, "Сіл без оптики", "3")
    await world.tap(person, "Які саме")


async def test_staff_see_what_a_table_comes_to_before_it_is_kept(world: World) -> None:
    said = await load(world, [("Нарнія", "Гальчин", ""), ("Андрушівська", "Гальчин", "")])
    assert "1 рядок із помилкою: нічого не записали" in said
    assert "рядок 2, «Громада»: такої громади в області немає – «Нарнія»" in said
    assert "Записати" not in str(world.iryna.last.buttons)
    await load(world, [("Андрушівська", "Гальчин", "")])
    assert await world.services.notices.settlements.counts() == {}
    await world.tap(world.iryna, "Скасувати")
    assert await world.services.notices.settlements.counts() == {}
    await load_andrushivka(world)
    await desk(world, "Доручення", "Населені пункти", "Завантажити Excel")
    world.iryna.send_file("document", Upload("x.pdf", b"%PDF", "x"), reply_to=world.iryna.last.id)
    await world.settle()
    assert "Це PDF, а не таблиця" in world.iryna.last.text


async def test_a_cell_without_end_is_named_by_its_beginning(world: World) -> None:
    said = await load(world, [("Н" * 5000, "Гальчин", ""), ("Андрушівська", "Г" * 5000, "")])
    assert "нічого не записали" in said
    assert "рядок 2, «Громада»: такої громади в області немає – «ННН" in said
    assert len(said) < 1000


async def test_marked_with_a_tap_and_taken_away_with_another(world: World) -> None:
    await load_andrushivka(world)
    head = world.telegram.people[7000]
    await ask(world, FORM)
    await begin(world, head)
    await world.tap(head, "Гальчин")
    await world.tap(head, "Зарубинці")
    assert "Позначено 2 населені пункти: Гальчин, Зарубинці" in head.last.text.replace("\xa0", " ")
    await world.tap(head, "✓ Гальчин")
    assert "Позначено 1 населений пункт: Зарубинці" in head.last.text.replace("\xa0", " ")
    await world.tap(head, "Наступні")
    await world.tap(head, "Лебединці")
    assert ["✓ Лебединці"] in head.last.buttons, "the page stays where it was"
    await world.tap(head, "Готово")
    assert "Які саме: 2: Зарубинці, Лебединці" in head.last.text


async def test_what_is_not_in_the_list_is_asked_back_and_a_known_provider_is_told(world: World) -> None:
    await load_andrushivka(world)
    head = world.telegram.people[7000]
    await ask(world, FORM)
    await begin(world, head)
    await fill(world, head, "Дописати", "с. Галчин\nяроповичі\nЛондон\nЛондон")
    words = head.last.text.replace("\xa0", " ")
    assert "«Галчин»: немає в переліку громади. Можливо, ви мали на увазі «Гальчин»?" in words
    assert "«Лондон»: немає в переліку громади. Якщо назва правильна, лишіть так." in words
    assert "Яроповичі: за даними відділу – оптика, ПП «Мережа»" in words
    assert "Повтори рахуємо один раз: Лондон" in words
    await world.tap(head, "Замінити на Гальчин")
    assert "Галчин" not in head.last.text
    await world.tap(head, "✓ Лондон")
    assert "Лондон" not in head.last.text
    await world.tap(head, "Готово")
    await world.tap(head, "Надіслати відповідь")
    assert "Яроповичі: за даними відділу" in head.last.text, "asked once more before it leaves"
    assert (await world.services.notices.read.newest())[0].replied == 0
    await world.tap(head, "Так, усе правильно")
    assert (await world.services.notices.read.newest())[0].replied == 1
    excel = await world.services.notices.reply_results.as_excel(1, ADMIN)
    assert excel
    _headings, *rows = rows_of(excel)
    [row] = [row for row in rows if row[1] == "Андрушівська"]
    assert row[4:6] == [2, "Гальчин, Яроповичі"]
    sheet = openpyxl.load_workbook(io.BytesIO(excel))["Населені пункти"]
    assert [list(row)[1:] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ["Андрушівська", "Які саме", "Гальчин", "Так", None],
        ["Андрушівська", "Які саме", "Яроповичі", "Так", "оптика, ПП «Мережа»"],
    ]


async def test_what_it_gave_before_is_offered_and_none_is_an_answer(world: World) -> None:
    head = world.telegram.people[7000]
    await ask(world, FORM)
    await begin(world, head)
    await fill(world, head, "Дописати", "Гальчин, Зарубинці")
    assert "немає в переліку" not in head.last.text, "there is no list"
    await world.tap(head, "Готово")
    await world.tap(head, "Надіслати відповідь")
    await ask(world, "Де немає води: перелік")
    await world.tap(head, "📝 Відповісти")
    await world.tap(head, "Де немає води")
    assert head.last.buttons[:2] == [["Гальчин"], ["Зарубинці"]]
    await world.tap(head, "Таких немає")
    assert "Де немає води: немає" in head.last.text
    await world.tap(head, "Надіслати відповідь")
    assert "Де немає води: 0 населених пунктів" in (await totals(world, 2)).replace("\xa0", " ")


async def test_a_page_full_of_long_answers_can_still_be_sent(world: World) -> None:
    head = world.telegram.people[7000]
    await ask(world, "\n".join([f"Примітка {number}: текст" for number in range(10)] + ["Села: перелік"]))
    await world.tap(head, "📝 Відповісти")
    for number in range(10):
        await fill(world, head, f"Примітка {number}", "&" * 900)
    await world.tap(head, "Села")
    await fill(world, head, "Дописати", ", ".join(f"Довгий хутір {number}" for number in range(200)))
    assert "та ще 180" in head.last.text
    await world.tap(head, "Готово")
    await world.tap(head, "Надіслати відповідь")
    assert (await world.services.notices.read.newest())[0].replied == 1


@pytest.mark.parametrize(
    "data", ["places:10002:0:0", "placeturn:10001:9:0:1", "placeswap:10001:0:0:1", "placenone:10001:0", "placeadd:1:0"]
)
async def test_taps_made_by_hand_change_nothing(world: World, data: str) -> None:
    await ask(world, FORM)
    head = world.telegram.people[7000]
    head.press(head.last, data=data)
    await world.settle()
    assert await world.database.fetch("SELECT * FROM replies") == []
