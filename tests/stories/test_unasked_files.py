"""Files out of any form, and evidence that staff can be shown: what is taken is known when it comes."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from handlers.cases.taps import AddEvidence
from simulator.parameters import Upload
from tests.services.files.test_pictures import made, photoshop, postscript, sixteen_bits
from tests.stories.cases.test_cases import skip_to_evidence, take, tell
from tests.stories.certification.test_certificates import photo
from tests.stories.world import World

PHOTO = Upload("a.jpg", photo())


async def at_evidence(world: World) -> None:
    """Olena is asked for evidence."""
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "банк")
    await world.tap(world.olena, "Сьогодні")
    await skip_to_evidence(world, world.olena)


async def send(world: World, file: Upload, kind: str = "document", *, caption: str = "") -> str:
    world.olena.send_file(kind, file, caption=caption)
    await world.settle()
    return world.olena.last.text


def documents_of_staff(world: World) -> list[bytes]:
    shown = [each.data["document"]["file_id"] for each in world.in_staff_chat() if "document" in each.data]
    return [world.telegram.file(file_id).content for file_id in shown]


@pytest.mark.parametrize("mime", ["image/heic", "application/octet-stream"])
async def test_an_iphones_photo_reaches_the_staff_as_a_picture_without_its_notes(world: World, mime: str) -> None:
    await at_evidence(world)
    heic = made("HEIF")
    assert b"Dnipro 7" in heic
    assert "Додали 1 файл" in (await send(world, Upload("IMG_1.HEIC", heic, mime))).replace("\xa0", " ")
    await world.tap(world.olena, "Готово, перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    await take(world)
    [content] = documents_of_staff(world)
    assert b"Dnipro 7" not in content
    assert Image.open(io.BytesIO(content), formats=["JPEG"]).size == (80, 40)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (Upload("a.eps", postscript(), "image/x-eps"), "Таке зображення ми не відкриємо"),
        (Upload("a.psd", photoshop(), "image/vnd.adobe.photoshop"), "Таке зображення ми не відкриємо"),
        (Upload("a.jpg", b"no picture", "image/jpeg"), "Таке зображення ми не відкриємо"),
        (Upload("a.jpg", made("JPEG", "RGB", (900, 900))[:2000], "image/jpeg"), "файл пошкоджений"),
        (Upload("a.jpg", made("JPEG", "RGB", (900, 900))[:2000]), "файл пошкоджений"),
        (
            Upload("a.png", made("PNG", "1", (9000, 9000)), "image/png"),
            "відкриваємо до 60 мегапікселів, а WEBP – до 14",
        ),
        (Upload("a.webp", made("WEBP", "L", (4800, 3600), quality=0, method=0), "image/webp"), "а WEBP – до 14"),
        (Upload("a.png", sixteen_bits((7500, 7500)), "image/png"), "бракує пам’яті чи часу"),
    ],
    ids=["eps", "psd", "words", "cut", "cut, unnamed", "huge", "webp", "heavy"],
)
async def test_what_staff_could_not_be_shown_is_refused_when_it_comes(world: World, file: Upload, words: str) -> None:
    await at_evidence(world)
    assert words in await send(world, file)
    [draft] = await world.database.fetch("SELECT answers FROM drafts")
    assert "_files" not in draft["answers"]
    assert "Додали 1 файл" in (await send(world, PHOTO, "photo")).replace("\xa0", " ")


async def test_other_documents_are_evidence_as_they_are(world: World) -> None:
    await at_evidence(world)
    await send(world, Upload("лист.pdf", b"%PDF-1.7 a letter", "application/pdf"))
    await world.tap(world.olena, "Готово, перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    await take(world)
    assert documents_of_staff(world) == [b"%PDF-1.7 a letter"]


async def test_what_is_bad_in_an_album_is_said_though_the_rest_is_taken(world: World) -> None:
    await at_evidence(world)
    said = len(world.olena.replies)
    good, bad = Upload("a.png", made("PNG"), "image/png"), Upload("b.psd", photoshop(), "image/vnd.adobe.photoshop")
    world.olena.send_album("document", [good, bad, Upload("c.png", made("PNG", "L"), "image/png")])
    await world.settle()
    first, second = (each.text.replace("\xa0", " ") for each in world.olena.replies[said:])
    assert "Додали 1 файл" in first
    assert "Таке зображення ми не відкриємо" in second
    await world.tap(world.olena, "Готово, перевірити")
    assert "2 файли" in world.olena.last.text.replace("\xa0", " ")


# Out of any form


async def test_of_a_photo_without_words_she_is_asked_what_it_is(world: World) -> None:
    said = await send(world, PHOTO, "photo")
    assert "сертифікат чи доказ до випадку?" in said
    assert len(world.olena.replies) == 1
    await world.tap(world.olena, "Це сертифікат")
    assert "Номера не розібрали" in world.olena.last.text
    assert "Якого курсу сертифікат?" in world.olena.last.text


async def test_a_question_below_a_photo_is_answered_and_nothing_else(world: World) -> None:
    said = await send(world, PHOTO, "photo", caption="чи працює дія без інтернету")
    assert "інтернет" in said
    assert "доказ" not in said
    assert len(world.olena.replies) == 1


@pytest.mark.parametrize("caption", ["", "чи працює дія без інтернету"])
async def test_an_album_gets_one_reply(world: World, caption: str) -> None:
    world.olena.send_album("photo", [PHOTO] * 4, caption=caption)
    await world.settle()
    assert len(world.olena.replies) == 1
    assert ("інтернет" if caption else "сертифікат чи доказ") in world.olena.last.text


async def test_a_photo_becomes_evidence_of_a_new_case(world: World) -> None:
    await send(world, PHOTO, "photo")
    await world.tap(world.olena, "Доказ до випадку")
    for button in ("Паспорт", "Банк"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "банк")
    await world.tap(world.olena, "Сьогодні")
    while "Додали 1 файл" not in world.olena.last.text.replace("\xa0", " "):
        await world.tap(world.olena, "Пропустити")
    await world.tap(world.olena, "Досить, перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    await take(world)
    assert sum("photo" in each.data for each in world.in_staff_chat()) == 1


async def test_a_photo_is_added_to_the_case_that_she_is_telling(world: World) -> None:
    await at_evidence(world)
    await send(world, PHOTO, "photo")
    world.clock.move(timedelta(hours=4))  # the form waits
    await send(world, Upload("b.jpg", photo() + b" "), "photo")
    await world.tap(world.olena, "Доказ до випадку")
    await world.tap(world.olena, "Досить, перевірити")
    assert "2 файли" in world.olena.last.text.replace("\xa0", " ")


async def test_a_photo_is_added_to_a_case_that_was_sent(world: World) -> None:
    await tell(world, world.olena)
    await take(world)
    await send(world, PHOTO, "photo")
    await world.tap(world.olena, "Доказ до випадку")
    assert "До якого випадку" in world.olena.last.text
    await world.tap(world.olena, "ЖТ-2026-000001: у поїзді")
    assert "Додано до випадку ЖТ-2026-000001" in world.olena.last.text
    assert sum("photo" in each.data for each in world.in_staff_chat()) == 1
    assert any("додано: файл-доказ" in each.text for each in world.in_staff_chat())


async def test_it_comes_with_the_taking_where_nobody_works_on_the_case_yet(world: World) -> None:
    await tell(world, world.olena)
    await send(world, PHOTO, "photo")
    await world.tap(world.olena, "Доказ до випадку")
    await world.tap(world.olena, "ЖТ-2026-000001: у поїзді")
    assert not any("photo" in each.data for each in world.in_staff_chat())
    await take(world)
    assert sum("photo" in each.data for each in world.in_staff_chat()) == 1


async def test_nobody_adds_evidence_to_another_persons_case(world: World) -> None:
    await tell(world, world.olena)
    world.mykola.send_file("photo", PHOTO)
    await world.settle()
    await world.forge(world.mykola, AddEvidence(1))
    assert "це не ваш випадок" in world.mykola.last.text
    assert await world.database.fetch("SELECT 1 FROM case_files") == []
