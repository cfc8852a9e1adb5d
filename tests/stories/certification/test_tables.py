"""A table is looked through first: what is in doubt is asked, what is wrong is named, and nothing else is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest

from services.certification import MemberState, Submission
from simulator.people import Message
from tests.sheets import Cell, Page, excel, libre_office, text
from tests.stories.certification.test_certificates import ARCHIVE, coordinate, prepare, send_file
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

MARIA, PETRO, OLENA = "Гнатюк Марія Іванівна", "Савчук Петро Олегович", "Коваль Олена Іванівна"
X = "Центральна бібліотека"
HEADED = ("ПІБ", "Установа")


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def send(world: World, content: bytes, name: str = "люди.xlsx") -> Message:
    """Iryna begins a drive and sends a list of members."""
    await desk(world, "Сертифікація", "Нова сертифікація")
    await world.say(world.iryna, "Проба", reply_to=world.iryna.last.id)
    return await send_list(world, content, name)


async def send_list(world: World, content: bytes, name: str = "люди.xlsx") -> Message:
    await world.tap(world.iryna, "Список працівників")
    return await send_file(world, world.iryna, content, name)


def words(message: Message) -> str:
    return message.text.replace("\xa0", " ")


async def names(world: World) -> list[str]:
    return [row["name"] for row in await world.database.fetch("SELECT name FROM members ORDER BY id")]


async def test_which_of_two_columns_is_meant_is_asked_and_known_the_next_time(world: World) -> None:
    rows = [("ПІБ", "ПІБ керівника", "Установа"), (MARIA, PETRO, X)]
    said = await send(world, excel(Page(rows)))
    assert "Чи правильно ми зрозуміли стовпці" in said.text
    assert "ПІБ – стовпець A «ПІБ»" in said.text
    assert "Записати" not in str(said.buttons)
    assert await names(world) == []
    await world.tap(world.iryna, "Інший: ПІБ")
    await world.tap(world.iryna, "B ПІБ керівника")
    assert "ПІБ – стовпець B «ПІБ керівника»" in world.iryna.last.text
    await world.tap(world.iryna, "Так, перевірити рядки")
    assert f"{PETRO} · {X}" in world.iryna.last.text
    await world.tap(world.iryna, "Записати все")
    assert await names(world) == [PETRO]
    said = await send_list(world, excel(Page([*rows, (OLENA, MARIA, X)])))
    assert f"{PETRO} · {X}" in said.text, "nothing is asked again"
    assert "Нових людей: 1. Уже є: 1" in words(said)
    await world.tap(world.iryna, "Змінити стовпці")
    assert "ПІБ – стовпець B" in world.iryna.last.text


async def test_a_table_without_headings_is_read_from_the_row_that_is_said(world: World) -> None:
    said = await send(world, excel(Page([(MARIA, X), (PETRO, X)])))
    assert "Бракує: ПІБ, Установа" in words(said)
    await world.tap(world.iryna, "Дані з рядка 1")
    await world.tap(world.iryna, "Інший: ПІБ")
    await world.tap(world.iryna, f"A {MARIA}")
    await world.tap(world.iryna, "Інший: Установа")
    await world.tap(world.iryna, f"B {X}")
    await world.tap(world.iryna, "Так, перевірити рядки")
    await world.tap(world.iryna, "Записати все")
    assert await names(world) == [MARIA, PETRO]


async def test_all_sheets_are_read_or_left_out_by_a_press(world: World) -> None:
    pages = [
        Page([("Список абонемента",), HEADED, (MARIA, X)], "Абонемент"),
        Page([HEADED, (PETRO, X)], "Каса"),
        Page([("Пояснення до списку",), ("Хто що робить",)], "Довідка"),
    ]
    said = await send(world, libre_office(*pages[:2]), "люди.ods")
    assert "Заголовки на аркуші «Абонемент» – у рядку 2" in words(said)
    assert "Нових людей: 2" in words(said)
    said = await send(world, excel(*pages))
    assert "на аркуші «Довідка»" in said.text
    await world.tap(world.iryna, "Не читати цей аркуш")
    await world.tap(world.iryna, "Так, перевірити рядки")
    assert "Рядків на аркуші «Довідка» не читаємо" in world.iryna.last.text
    await world.tap(world.iryna, "Записати все")
    assert await names(world) == [MARIA, PETRO]


async def test_a_mistake_is_named_by_sheet_row_column_and_value(world: World) -> None:
    pages = [Page([HEADED, (MARIA, X)], "Перший"), Page([HEADED, ("О" * 500, X), (PETRO, "12")], "Другий")]
    said = words(await send(world, excel(*pages)))
    assert "рядок 2 на аркуші «Другий», «ПІБ»: не схоже на прізвище та ім’я однієї людини – «ООО" in said
    assert "рядок 3 на аркуші «Другий», «Установа»: не схоже на назву установи – «12»" in said
    assert "2 рядки з помилками: нічого не записали" in said
    assert len(said) < 1500
    assert "Записати" not in str(world.iryna.last.buttons)


async def test_what_was_passed_over_and_what_is_hidden_is_said(world: World) -> None:
    rows: Sequence[Sequence[Cell]] = [
        ("Додаток 1",),
        ("№", *HEADED, "Колір очей"),
        (1, 2, 3, 4),
        (1, MARIA, X, "сірі"),
        (2, "Вакансія", X, None),
        (3, PETRO, X, None),
        (None, "Всього працівників: 2", None, None),
    ]
    said = words(await send(world, excel(Page(rows, hidden_rows=[5], hidden_columns=[2]))))
    for expected in (
        "Рядків: 2. Нових людей: 2",
        "Заголовки – у рядку 2",
        "рядок 3 пропустили: номери стовпців",
        "рядок 5 пропустили: посада вільна, «2»",
        "рядок 7 пропустили: підсумок «Всього працівників: 2»",
        "Приховані рядки теж читаємо: 6",
        "Приховані стовпці теж читаємо: C",
        "Не читаємо стовпців: D «Колір очей»",
    ):
        assert expected in said
    await world.tap(world.iryna, "Записати все")
    assert await names(world) == [MARIA, PETRO]


async def test_a_state_brings_back_and_a_reason_is_kept_nowhere(world: World) -> None:
    said = await send(world, excel(Page([(*HEADED, "Стан", "Причина"), (MARIA, X, "у декреті", "вагітність")])))
    assert "Не беруть участі: 1" in words(said)
    assert "Причину неучасті не зберігаємо" in said.text
    await world.tap(world.iryna, "Записати все")
    everything = str([await world.database.fetch(f"SELECT * FROM {table}") for table in ("members", "audit", "bodies")])
    assert "декрет" not in everything
    assert "вагітність" not in everything
    for state, expected in (("", MemberState.EXEMPT), ("працює", MemberState.ACTIVE)):
        said = await send_list(world, excel(Page([(*HEADED, "Стан"), (MARIA, X, state)])))
        assert f"Зміниться стан: {int(bool(state))}" in words(said)
        await world.tap(world.iryna, "Записати все")
        [member] = await world.services.certification.read.members.at("b1")
        assert member.state is expected


async def test_a_second_list_in_other_letters_makes_nobody_new(world: World) -> None:
    await send(world, excel(Page([(*HEADED, "Відділ"), ("Захарченко Сергій", X, "Каса")])))
    await world.tap(world.iryna, "Записати все")
    rows = [(*HEADED, "Відділ"), ("З\u0061харченко Серг\u0069й", "ЦЕНТРАЛЬНА б\u0456бл\u0069отека", "к\u0430с\u0061")]
    said = await send_list(world, excel(Page(rows)))
    assert "Нових людей: 0. Уже є: 1" in words(said)
    assert "Нових установ: 0" in words(said)
    await world.tap(world.iryna, "Записати все")
    assert await names(world) == ["Захарченко Сергій"]


async def test_buttons_below_an_older_table_do_nothing_with_a_newer_one(world: World) -> None:
    await send(world, excel(Page([HEADED, (MARIA, X)])))
    older = world.iryna.last
    await send(world, excel(Page([HEADED, (PETRO, X)])))
    assert "надіслали іншу" in await world.tap(world.iryna, "Записати все", message=older)
    assert await names(world) == []


@pytest.mark.parametrize(
    ("file", "name", "expected"),
    [
        (b"<html><table></table></html>", "люди.xls", "вебсторінка"),
        (excel(Page([HEADED]))[:900], "люди.xlsx", "пошкоджена"),
        (b"%PDF-1.7", "люди.xlsx", "Це PDF"),
        (b"\x89PNG\r\n\x1a\n", "люди.xlsx", "зображення"),
        ('ПІБ;Установа\n"Коваль Олена;Архів\nБондар Петро;Архів\n'.encode(), "люди.csv", "У рядку 2 лапки"),
        (excel(Page([("с",) * 1100])), "люди.xlsx", "більше тисячі стовпців"),
    ],
)
async def test_what_is_no_table_is_named_for_what_it_is(world: World, file: bytes, name: str, expected: str) -> None:
    said = await send(world, file, name)
    assert expected in words(said)
    assert ".xlsx" in words(said) or "стовпців" in words(said)


async def test_a_list_of_certificates_says_only_what_it_lacks(world: World) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    await world.say(world.mykola, "/courses")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    await world.tap(world.mykola, "Надіслати пакет")
    said = await send_file(world, world.mykola, text(Page([("ПІБ", "Курс"), (OLENA, "Цифрограм")])), "список.csv")
    assert "Бракує: Номер." in words(said)
    assert "ПІБ – стовпець A" in words(said)


async def test_a_raion_is_all_its_hromadas_for_a_broadcast(world: World) -> None:
    found, doubtful = world.services.mailings.audiences.look_up("Житомирський район, Овруцька, Житомирська область")
    assert {each.raion for each in found} == {"Житомирський", "Коростенський"}
    assert len(found) > 20
    assert doubtful == ["Житомирська область"]


async def test_who_may_no_longer_send_a_table_cannot_keep_it(world: World) -> None:
    await send(world, excel(Page([HEADED, (MARIA, X)])))
    draft = await world.services.people.drafts.of(world.iryna.id, "table")
    assert draft
    await world.services.people.drafts.keep(world.olena.id, "table", "look", draft.answers, 1)
    await world.start(world.olena)
    world.olena.press(world.olena.last, data=f"tabletake:{draft.answers['number']}")
    await world.settle()
    assert await names(world) == []


async def test_whoever_stands_twice_is_made_one_by_staff_and_by_nobody_else(world: World) -> None:
    rows = [(*HEADED, "Підрозділ"), (MARIA, X, "Абонемент"), (MARIA, X, "Каса"), (PETRO, X, "Каса")]
    await send(world, excel(Page(rows)))
    await world.tap(world.iryna, "Записати все")
    first, second, _ = await world.services.certification.read.members.at("b1")
    given = Submission(course="cyber", code="AB-1")
    await world.services.certification.certificates.hand_in_for("b1", second, "batch 1", given)
    await desk(world, "Сертифікація", "Однакові імена: 2")
    assert f"{MARIA}, {X}: Абонемент / Каса" in world.iryna.last.text
    await world.tap(world.iryna, MARIA)
    assert "Це одна людина?" in world.iryna.last.text
    assert len(await names(world)) == 3, "it is asked first"
    assert await world.tap(world.iryna, "Так, одна людина") == "Об’єднали"
    assert await names(world) == [MARIA, PETRO]
    [kept] = await world.database.fetch("SELECT member FROM certificates")
    assert kept["member"] == first.id
    assert "Однакових імен в одній установі немає" in world.iryna.last.text


async def test_two_people_of_one_name_are_never_made_one(world: World) -> None:
    members = world.services.certification.members
    rows = [(*HEADED, "Підрозділ"), (MARIA, X, "Абонемент"), (MARIA, X, "Каса"), (PETRO, X, "Каса")]
    await send(world, excel(Page(rows)))
    await world.tap(world.iryna, "Записати все")
    first, second, petro = await world.services.certification.read.members.at("b1")
    assert not await members.merge(first.id, petro.id, ADMIN), "another name"
    assert not await members.merge(first.id, first.id, ADMIN)
    for number, each in enumerate((first, second)):
        await world.database.execute("UPDATE members SET person_id = :p WHERE id = :id", p=1000 + number, id=each.id)
    assert not await members.merge(first.id, second.id, ADMIN), "two accounts"
    assert len(await names(world)) == 3
