"""The train leaves in four minutes: three taps from the first screen to the card."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from handlers.cases.taps import WasAccepted
from services.cases import Card
from tests.stories.world import World


async def test_from_start_to_the_picture_in_three_taps_without_a_question(world: World) -> None:
    first = await world.start(world.olena)
    assert first.buttons[0] == ["🪪 Показати закон"]
    await world.tap(world.olena, "Показати закон")
    await world.tap(world.olena, "Паспорт")
    await world.tap(world.olena, "Поїзд")
    card = world.olena.last
    picture = Image.open(io.BytesIO(world.telegram.file(card.data["photo"][-1]["file_id"]).content))
    assert picture.width == 1080
    caption = card.text.replace("\xa0", " ")
    assert caption.startswith("Будь ласка, прийміть документ у Дії\nПаспорт у Дії – у поїзді. Закон № 1368-IX")
    assert "Паспорт у\xa0Дії\xa0– у\xa0поїзді. Закон №\xa01368-IX" in card.text, "no line ends with a preposition"
    assert card.buttons[0] == ["✅ Прийняли", "🚫 Не прийняли"]


async def test_the_picture_is_made_once_and_then_sent_by_its_id(world: World) -> None:
    ids = set()
    for person in (world.olena, world.mykola):
        await world.say(person, "/card")
        await world.tap(person, "Паспорт")
        await world.tap(person, "Банк")
        ids.add(person.last.data["photo"][-1]["file_id"])
    assert len(ids) == 1
    # What Telegram no longer knows is made anew.
    del world.telegram.files[ids.pop()]
    await world.say(world.olena, "/card")
    await world.tap(world.olena, "Паспорт")
    await world.tap(world.olena, "Банк")
    assert world.olena.last.data["photo"]


async def test_a_card_changes_when_its_norm_is_due_for_a_review(world: World) -> None:
    world.clock.move(timedelta(days=93))
    await world.say(world.olena, "/card")
    await world.tap(world.olena, "Паспорт")
    await world.tap(world.olena, "Поїзд")
    assert world.olena.last.text.startswith("Напевно про цей випадок ми не знаємо")
    assert "photo" not in world.olena.last.data


async def test_the_deep_link_opens_the_documents(world: World) -> None:
    assert "Який документ не приймають?" in (await world.start(world.olena, "card")).text


async def test_the_card_in_words_says_all_that_the_picture_says(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Свідоцтво дитини")
    await world.tap(world.olena, "ЦНАП")
    await world.tap(world.olena, "Словами")
    words = world.olena.last.text
    made = world.services.cases.cards.card("birth", "cnap")
    assert isinstance(made, Card)
    for part in (made.title, made.subject, made.check, made.call, made.source, *(norm.says for norm in made.norms)):
        assert part in words


async def test_at_the_border_the_card_says_that_diia_is_not_enough(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Закордонний паспорт")
    await world.tap(world.olena, "Виїзд за кордон")
    card = world.olena.last.text
    assert card.startswith("Тут потрібен фізичний документ")
    assert "просканувати" not in card
    await world.tap(world.olena, "Інше місце")
    await world.tap(world.olena, "Повернення")
    await world.tap(world.olena, "Словами")
    assert "Про кожну людину вирішують окремо" in world.olena.last.text


async def test_where_no_duty_is_known_the_citizen_reads_words_and_the_official_no_picture(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Свідоцтво дитини")
    await world.tap(world.olena, "Поїзд")
    advice = world.olena.last
    assert "photo" not in advice.data
    assert advice.text.startswith("Прямого правила для цього місця ми не знайшли")
    for words in (
        "Скажіть: «Свідоцтво показує Дія",
        "візьміть паперове свідоцтво",
        "0 800 503 111",
        "За збереженими копіями",
    ):
        assert words in advice.text
    assert advice.buttons[0] == ["✅ Прийняли", "🚫 Не прийняли"]


async def test_where_another_document_is_asked_for_one_tap_leads_to_the_passport(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Податковий номер")
    await world.tap(world.olena, "Поїзд")
    assert world.olena.last.text.startswith("Тут потрібен інший документ")
    assert "Паспорт у Дії тут приймають." in world.olena.last.text
    assert not any("Не прийняли" in row for row in world.olena.last.buttons)
    await world.tap(world.olena, "Картка паспорта")
    caption = world.olena.last.text.replace("\xa0", " ")
    assert caption.startswith("Будь ласка, прийміть документ у Дії\nПаспорт у Дії – у поїзді")


async def test_a_place_lists_what_it_really_accepts_the_surest_first(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Диплом")
    await world.tap(world.olena, "Поїзд")
    await world.tap(world.olena, "Що тут приймають")
    offered = [button for row in world.olena.last.buttons[:-1] for button in row]
    assert [each.split(" ", 1)[1] for each in offered] == [
        "Паспорт",
        "Закордонний паспорт",
        "Студентський",
        "Пенсійне",
        "Ветеран, УБД",
    ]


async def test_places_where_the_document_helps_stand_first(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Посвідчення водія")
    places = [button for row in world.olena.last.buttons for button in row]
    assert [each.split(" ", 1)[1] for each in places[:4]] == ["Поліція", "Магазин", "ЦНАП", "Орган влади"]


async def test_whether_it_was_accepted_is_counted_by_card_and_place(world: World) -> None:
    for person in (world.olena, world.mykola):
        await world.start(person, "card")
        await world.tap(person, "Паспорт")
        await world.tap(person, "Готель")
    assert "Дякуємо" in await world.tap(world.olena, "Прийняли")
    await world.tap(world.olena, "Прийняли")
    [row] = await world.database.fetch("SELECT COUNT(*) AS shown, SUM(accepted) AS accepted FROM card_views")
    assert (row["shown"], row["accepted"]) == (2, 1)
    # Nobody speaks for another.
    await world.forge(world.mykola, WasAccepted(1))
    rows = await world.database.fetch("SELECT accepted FROM card_views ORDER BY id")
    assert [row["accepted"] for row in rows] == [1, None]


@pytest.mark.parametrize(
    "data", ["card:x:y", "card:passport:moon", "carddoc:x", "cardtext:x:rail", "cardhere:moon", "accepted:99"]
)
async def test_forged_buttons_lead_back_to_the_documents(world: World, data: str) -> None:
    world.olena.press(await world.start(world.olena), data=data)
    await world.settle()
    assert "сталася помилка" not in world.olena.last.text
