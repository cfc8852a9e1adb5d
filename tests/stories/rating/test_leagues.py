"""A quarter's rating from the Ministry's table to the published version, and a correction after it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Sequence
from dataclasses import fields
from datetime import timedelta
from itertools import product

import openpyxl
import pytest
from PIL import Image

from channels.taps import Tap
from content.hromadas import load_hromadas
from handlers.chat import taps as chat_taps
from handlers.rating import taps as rating_taps
from handlers.rating.taps import ShowStanding
from services.people import Post, Title
from services.rating.snapshots import Snapshot
from simulator.parameters import Upload
from simulator.people import Message, Person
from storage.certification import HromadaCount
from storage.rating.read import RatingSource
from tests.excel import rows_of
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

HEADINGS = ("№ з/п", "Територіальна громада", "Працівників", "Низький", "Середній", "Високий")
QUARTER = "III квартал 2026 року"
Row = tuple[object, ...]


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        await seat_heads(stopped_world)
        yield stopped_world


async def seat_heads(world: World) -> None:
    """The heads of the Андрушівська and the Бердичівська are in the bot."""
    for number, slug in enumerate(["h02001", "h02003"]):
        person = world.telegram.add_person(7000 + number, f"Голова {number}")
        person.has_started = True
        made = await world.services.people.invites.into_post(Post(slug, Title.HEAD), ADMIN)
        await world.services.people.invites.take(made.token, person.id, person.data["first_name"])


def heads(world: World) -> tuple[Person, Person]:
    return world.telegram.people[7000], world.telegram.people[7001]


def quarter_rows() -> list[Row]:
    """All 66, each with other figures; the Андрушівська and the Бердичівська are in the small league."""
    return [
        (number, f"{each.name} {each.kind} територіальна громада", 30 + 4 * number, 5 + number % 4, 6, 5 + number % 7)
        for number, each in enumerate(load_hromadas(), start=1)
    ]


def excel(rows: Sequence[Row], headings: Row = HEADINGS) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet
    for row in (("Сертифікація працівників громад",), headings, *rows, ("", "Разом", 1, 1, 1, 1)):
        sheet.append(list(row))
    book.save(file)
    return file.getvalue()


async def send_table(world: World, content: bytes, name: str = "table.xlsx", quarter: str = QUARTER) -> Message:
    """Iryna begins a rating and sends the file."""
    await desk(world, "Рейтинг громад", "Новий рейтинг", quarter)
    world.iryna.send_file("document", Upload(name, content), reply_to=world.iryna.last.id)
    await world.settle()
    return world.iryna.last


async def import_quarter(world: World) -> None:
    await send_table(world, excel(quarter_rows()))
    await world.tap(world.iryna, "Записати все")


async def open_window(world: World) -> None:
    await world.tap(world.iryna, "Відкрити заперечення")
    await world.tap(world.iryna, "Так, продовжити")


async def screen(world: World, *buttons: str) -> Message:
    return await desk(world, "Рейтинг громад", QUARTER, *buttons)


async def publish(world: World) -> str:
    """What the toast said."""
    await screen(world, "Опублікувати")
    return await world.tap(world.iryna, "Так, продовжити")


async def published(world: World) -> None:
    await import_quarter(world)
    await open_window(world)
    world.clock.move(timedelta(days=8))
    assert await publish(world) == "Опубліковано."


async def snapshot(world: World, version: int = 0) -> Snapshot:
    [league] = await world.services.rating.read.leagues()
    found = await world.services.rating.publishing.snapshot(league, version)
    assert found
    return found


async def actions(world: World) -> list[str]:
    return [row["action"] for row in await world.database.fetch("SELECT action FROM audit ORDER BY id")]


def files(world: World, person: Person, kind: str, last: int) -> list[bytes]:
    """The newest files of that kind in the chat, the oldest of them first."""
    found = [each.data[kind] for each in person.replies if kind in each.data][-last:]
    ids = [(each[-1] if kind == "photo" else each)["file_id"] for each in found]
    return [world.telegram.files[file_id].content for file_id in ids]


async def test_a_table_with_mistakes_is_refused_as_a_whole_and_taken_over_when_they_are_mended(world: World) -> None:
    rows = quarter_rows()
    wrong = list(rows)
    wrong[0] = (1, "Андрушівська", 30, 20, 20, 5)
    wrong[1] = (2, "Київська", 34, 7, 6, "шість")
    words = (await send_table(world, excel(wrong[:-1]))).text.replace("\xa0", " ")
    assert "Громад із числами: 63. Рядків із помилками: 2." in words
    assert "Заголовки – у рядку 2" in words
    assert "рядок 3, «Працівників»: сертифікованих більше, ніж працівників: 45 > 30" in words
    assert "рядок 4, «Громада»: незрозуміло, котра громада «Київська»; схожі: " in words
    assert "рядок 4, «Високий рівень»: потрібне ціле число, а тут «шість»" in words
    assert "рядок 68 пропустили: підсумок «Разом»" in words
    assert "Немає даних, громад: 2 – Бердичівська, Ярунська" in words
    assert "Записати" not in str(world.iryna.last.buttons)
    assert await world.services.rating.read.leagues() == []
    await world.tap(world.iryna, "Надіслати іншу")
    world.iryna.send_file("document", Upload("table.xlsx", excel(rows)), reply_to=world.iryna.last.id)
    await world.settle()
    await world.tap(world.iryna, "Записати все")
    assert "Громад із числами: 66" in world.iryna.last.text
    assert (await snapshot(world)).source is RatingSource.MINISTRY
    assert "league imported" in await actions(world)


async def test_columns_the_bot_did_not_understand_are_shown_by_staff_and_known_next_time(world: World) -> None:
    headings = ("№", "Хто", "Людей", "Р1", "Р2", "Р3")
    shown = await send_table(world, excel(quarter_rows(), headings))
    assert shown.text.count("не знайшли") == 5
    assert "Так, перевірити" not in str(shown.buttons), "all five are needed"
    for what, column in zip(
        ("Громада", "Працівників", "Низький рівень", "Середній рівень", "Високий рівень"), "BCDEF", strict=True
    ):
        await world.tap(world.iryna, f"Інший: {what}")
        await world.tap(world.iryna, f"{column} ")
    assert "не знайшли" not in world.iryna.last.text
    await world.tap(world.iryna, "Так, перевірити рядки")
    assert "Громад із числами: 66. Рядків із помилками: 0." in world.iryna.last.text
    # Another quarter's table has the same headings.
    shown = await send_table(world, excel(quarter_rows()[:9], headings), quarter="II квартал 2026 року")
    assert "Громад із числами: 9. Рядків із помилками: 0." in shown.text


async def test_a_file_that_is_no_table_is_named_in_plain_words(world: World) -> None:
    assert "Це PDF, а не таблиця" in (await send_table(world, b"%PDF-1.7 something", "table.pdf")).text
    await desk(world, "Рейтинг громад", "Новий рейтинг", QUARTER)
    assert "Потрібен файл" in (await world.say(world.iryna, "ось", reply_to=world.iryna.last.id)).text


async def test_csv_is_taken_as_well(world: World) -> None:
    lines = ["Громада;Працівників;Низький;Середній;Високий", "Овруцька;100;10;20;30"]
    await send_table(world, "\n".join(lines).encode("cp1251"), "table.csv")
    assert "Громад із числами: 1. Рядків із помилками: 0." in world.iryna.last.text


async def test_a_quarter_with_objections_accepted_and_refused_published_and_corrected(world: World) -> None:
    andrushivka, berdychiv = heads(world)
    await import_quarter(world)
    await open_window(world)
    assert "Заперечення – до 30\xa0листопада" in world.iryna.last.text or "до 30 листопада" in world.iryna.last.text
    assert "Не дійшло до голів громад: 64" in world.iryna.last.text
    assert "Андрушівська громада: працівників 34, низький рівень – 6" in andrushivka.last.text
    assert "Бердичівська громада: працівників 38" in berdychiv.last.text
    assert "Бердичівська" not in andrushivka.last.text
    # Both object; staff accept one with other figures and refuse the other.
    for head, words in ((andrushivka, "У нас 40 працівників"), (berdychiv, "Хочемо вище місце")):
        await world.tap(head, "Заперечити")
        await world.say(head, words, reply_to=head.last.id)
        assert "Передали відділу" in head.last.text
    assert "Хочемо вище місце" in world.in_staff_chat()[-1].text
    await screen(world, "Заперечення: 2", "ще немає: Андрушівська громада", "Прийняти")
    prompt = world.iryna.last.id
    wrong = await world.say(world.iryna, "40 30 30 30 Забагато", reply_to=prompt)
    assert "Очікуємо чотири числа" in wrong.text
    await world.say(world.iryna, "40 6 6 15 За листом громади", reply_to=prompt)
    assert "Записали й повідомили голову" in world.iryna.last.text
    assert "За листом громади" in andrushivka.last.text
    assert "працівників 40" in andrushivka.last.text
    assert "вже розглянули" in (await world.say(world.iryna, "41 6 6 15 Ще", reply_to=prompt)).text
    world.clock.move(timedelta(days=7))
    assert not any("Опублікувати" in str(row) for row in (await screen(world)).buttons), "the last day is theirs"
    world.clock.move(timedelta(days=1))
    assert await publish(world) == "Спершу вирішіть усі заперечення."
    await screen(world, "Заперечення: 2", "ще немає: Бердичівська громада", "Відхилити")
    await world.say(world.iryna, "Так у таблиці Міністерства", reply_to=world.iryna.last.id)
    assert "числа лишили без змін" in berdychiv.last.text
    assert "Так у таблиці Міністерства" in berdychiv.last.text
    assert await publish(world) == "Опубліковано."
    first = await snapshot(world)
    assert first.hash[:12] in world.iryna.last.text
    found = first.find("h02001")
    assert found
    assert found[1].count == HromadaCount("h02001", 40, 6, 6, 15)
    # A correction is a version beside the first one.
    await screen(world, "Виправити")
    await world.say(world.iryna, "Бердичівська: 38 6 6 20 Загубили п’ятнадцять", reply_to=world.iryna.last.id)
    assert "Готово, версія 2" in world.iryna.last.text
    assert "Бердичівська: частка" in world.iryna.last.text
    await world.say(world.iryna, "Бердичівська: 38 6 6 20 Загубили п’ятнадцять", reply_to=world.iryna.replies[-2].id)
    assert "Нічого не змінили" in world.iryna.last.text, "the same words may come twice"
    second = await snapshot(world)
    assert (second.version, second.previous) == (2, first.hash)
    assert (await snapshot(world, 1)).canonical == first.canonical
    await screen(world, "Версії: 2")
    assert first.hash[:12] in world.iryna.last.text
    assert second.hash[:12] in world.iryna.last.text
    done = await actions(world)
    assert [each for each in done if each.startswith("league")] == [
        "league imported", "league opened", "league objection decided", "league objection decided",
        "league published", "league corrected",
    ]  # fmt: skip


async def test_what_is_published_gives_the_same_bytes_each_time(world: World) -> None:
    await published(world)
    for _ in range(2):
        await screen(world, "Картинки")
        await screen(world, "Excel")
        world.clock.move(timedelta(days=40))
    pictures, tables = files(world, world.iryna, "photo", 8), files(world, world.iryna, "document", 2)
    assert pictures[:4] == pictures[4:]
    assert len(set(pictures)) == 4
    assert tables[0] == tables[1]
    assert all(Image.open(io.BytesIO(each)).width > 600 for each in pictures)
    headings, *rows = rows_of(tables[0])
    assert [row[headings.index("Громада")] for row in rows].count("Овруцька") == 1
    rating = await snapshot(world)
    assert any(rating.hash in str(row[0]) for row in rows)
    words = next(each.text for each in reversed(world.iryna.replies) if "Мала ліга" in each.text)
    assert all(each.name in words for each in load_hromadas())
    assert (await actions(world)).count("data exported") == 2


async def test_the_post_becomes_a_draft_of_a_broadcast(world: World) -> None:
    await published(world)
    await screen(world, "Готовий допис")
    [number] = await world.database.fetch_column("SELECT id FROM mailings WHERE purpose = 'broadcast'")
    draft = await world.services.mailings.broadcasts.draft(number)
    assert draft
    assert "Рейтинг громад, III квартал 2026 року" in draft.content["html"]
    assert "дані Міністерства цифрової трансформації" in draft.content["html"]
    assert "Джерело" in world.iryna.last.text


async def test_a_head_sees_her_hromada_against_its_league_and_what_lifts_it(world: World) -> None:
    _, head = heads(world)
    assert await world.services.rating.publishing.newest() is None
    await published(world)
    await world.say(head, "/menu")
    await world.forge(head, ShowStanding())
    words = head.last.text.replace("\xa0", " ")
    assert "Бердичівська громада: працівників 38" in words
    assert "місце 2 з " in words
    assert "Перша в лізі – Андрушівська: 35,3 %" in words
    assert "Що підніме на 1-ше місце" in words
    assert "• 1 сертифікат високого рівня" in words
    assert "Андрушівська громада" not in words


async def test_only_the_head_objects_and_only_while_the_window_is_open(world: World) -> None:
    andrushivka, berdychiv = heads(world)
    await import_quarter(world)
    await open_window(world)
    own = andrushivka.last
    data = own.button("Заперечити")["callback_data"]
    for other in (berdychiv, world.olena):
        await world.start(other)
        press = other.press(other.last, data=data)
        await world.settle()
        assert "Заперечити може голова" in str((await press.answered())["text"])
    await world.tap(andrushivka, "Заперечити", message=own)
    prompt = andrushivka.last.id
    world.clock.move(timedelta(days=8))
    await world.say(andrushivka, "Пізно", reply_to=prompt)
    assert "доки вікно відкрите" in andrushivka.last.text
    [league] = await world.services.rating.read.leagues()
    assert await world.services.rating.read.objections(league.id) == []


async def test_heads_who_joined_later_are_told_by_one_press_and_nobody_twice(world: World) -> None:
    andrushivka, _ = heads(world)
    await import_quarter(world)
    await open_window(world)
    told = len(andrushivka.replies)
    made = await world.services.people.invites.into_post(Post("h02005", Title.HEAD), ADMIN)
    await world.start(world.mykola)
    await world.services.people.invites.take(made.token, world.mykola.id, "Микола")
    await screen(world)
    await world.tap(world.iryna, "Написати ще раз")
    assert await world.tap(world.iryna, "Так, продовжити") == "Громад, чиї голови отримали: 1"
    assert "Вчорайшенська громада" in world.mykola.last.text
    assert len(andrushivka.replies) == told


async def test_another_table_takes_the_place_of_one_that_nobody_objected_to(world: World) -> None:
    head, _ = heads(world)
    await import_quarter(world)
    await open_window(world)
    await import_quarter(world)
    assert "Чернетка" in world.iryna.last.text
    await open_window(world)
    assert sum("перевірте свої числа" in each.text for each in head.replies) == 2
    await world.tap(head, "Заперечити")
    await world.say(head, "Не так", reply_to=head.last.id)
    await send_table(world, excel(quarter_rows()[:5]))
    assert "опублікували чи заперечили" in await world.tap(world.iryna, "Записати все")
    assert len((await snapshot(world)).counts) == 66


async def test_no_button_made_by_hand_breaks_anything(world: World) -> None:
    await published(world)
    await send_table(world, excel(quarter_rows()), quarter="II квартал 2026 року")
    before = await snapshot(world)
    both = [*vars(rating_taps).values(), *(each for each in vars(chat_taps).values() if "able" in str(each))]
    taps = [each for each in both if isinstance(each, type) and issubclass(each, Tap)]
    for tap in set(taps) - {Tap}:
        for numbers in product((0, 1, 2, 7, 99), repeat=len(fields(tap))):
            world.clock.move(timedelta(minutes=1))
            press = world.iryna.press(world.iryna.last, data=":".join([tap.prefix, *map(str, numbers)]))
            await world.settle()
            await press.answered()
            assert "сталася помилка" not in world.iryna.last.text, (tap, numbers)
    [league] = [each for each in await world.services.rating.read.leagues() if each.quarter == 20263]
    assert [each.hash for each in await world.services.rating.publishing.versions(league)] == [before.hash]


async def collected() -> list[HromadaCount]:
    """Certificates as the bot would have counted them."""
    return [
        HromadaCount("h02001", 40, 5, 5, 10), HromadaCount("h02003", 40, 6, 6, 6), HromadaCount("h02005", 0, 0, 0, 0)
    ]  # fmt: skip


async def test_the_bots_own_figures_make_a_rating_of_their_own(
    stopped_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN]):
        monkeypatch.setattr(world.services.certification.read.certificates, "counts", collected)
        await seat_heads(world)
        await desk(world, "Рейтинг громад", "Новий рейтинг", QUARTER, "Сертифікати з бота")
        assert "Джерело: сертифікати, які зібрав бот. Громад із числами: 2." in world.iryna.last.text
        await desk(world, "Рейтинг громад", "Новий рейтинг", QUARTER, "Таблиця Міністерства")
        world.iryna.send_file("document", Upload("t.xlsx", excel(quarter_rows())), reply_to=world.iryna.last.id)
        await world.settle()
        await world.tap(world.iryna, "Записати все")
        sources = {each.source: each for each in await world.services.rating.read.leagues()}
        own = await world.services.rating.publishing.snapshot(sources[RatingSource.OWN])
        ministry = await world.services.rating.publishing.snapshot(sources[RatingSource.MINISTRY])
        assert own
        assert ministry
        assert [count.slug for count in own.counts] == ["h02001", "h02003"]
        assert len(ministry.counts) == 66
