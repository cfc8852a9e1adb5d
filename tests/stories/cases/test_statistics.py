"""What the cases teach: figures for the staff and the public, Excel, and bodies that refuse again and again."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pypdfium2
import pytest
from PIL import Image

from services.cases import CaseDetails, statistics
from simulator.people import Message
from tests.excel import rows_of
from tests.jobs import run_job
from tests.stories.cases.test_cases import close, in_staff_chat, take, tell
from tests.stories.world import World

COLUMNS = [
    "Номер", "Стан", "Документ", "Вид місця", "Назва", "Громада", "Коли сталося", "Надіслано", "Годин до відповіді",
    "Приєдналося", "Підсумок", "Пояснення", "З телефону",
]  # fmt: skip
"""The contract: whoever works with the file relies on these names and this order."""


DAY = datetime(2026, 11, 23)  # noqa: DTZ001 - Excel knows no zones


async def cases(world: World, count: int, place: str, name: str, document: str = "passport") -> None:
    """So many cases at one place."""
    for _ in range(count):
        begun = await world.services.cases.own.begin(world.olena.id, document, place)
        day = world.clock().date()
        details = CaseDetails(document=document, place=place, place_name=name, happened_on=day, result="refused")
        assert await world.services.cases.own.submit(begun, world.olena.id, details, [])


async def desk(world: World, button: str) -> Message:
    world.iryna.send("/staff", chat=world.staff_chat)
    await world.settle()
    if button.startswith("Статистика"):
        await world.tap(world.iryna, "Показники", message=world.in_staff_chat()[-1])
    await world.tap(world.iryna, button, message=world.in_staff_chat()[-1])
    return world.in_staff_chat()[-1]


async def test_the_excel_file_has_a_row_per_case_and_the_promised_columns(world: World) -> None:
    await world.start(world.iryna)
    await tell(world, world.olena)
    case = await take(world)
    world.clock.move(timedelta(hours=3))
    await in_staff_chat(world, "Телефонуємо.", case.id)
    await close(world, case, "установі пояснили", "=2+2")
    await cases(world, 1, "bank", "банк")
    shown = await desk(world, "Статистика випадків")
    assert "Випадків за рік: 2" in shown.text
    assert "До першої відповіді: 3 години" in shown.text.replace("\xa0", " ")
    picture = Image.open(io.BytesIO(world.telegram.file(shown.data["photo"][-1]["file_id"]).content))
    assert picture.width > 800
    await world.tap(world.iryna, "Excel", message=shown)
    rows = rows_of(world.telegram.file(world.iryna.last.data["document"]["file_id"]).content)
    assert rows[0] == COLUMNS
    assert len(rows) == 3
    assert rows[2] == [
        "ЖТ-2026-000001", "закрито: установі пояснили", "Паспорт у Дії", "Поїзд", "поїзд 92, станція Коростень",
        "Коростенська", DAY, DAY.replace(hour=12), 3, 0, "установі пояснили", "=2+2", None,
    ]  # fmt: skip
    [line] = await world.database.fetch("SELECT object FROM audit WHERE action = 'data exported'")
    assert line["object"] == "cases"


async def test_the_public_sees_no_small_counts(world: World) -> None:
    await cases(world, 4, "rail", "вокзал")
    assert "замало випадків" in (await world.say(world.mykola, "/stats")).text
    await cases(world, 2, "rail", "вокзал")
    await cases(world, 3, "bank", "банк на Київській", document="tax")
    shown = (await world.say(world.mykola, "/stats")).text
    assert "Випадків: 9" in shown
    assert "Поїзд: 6" in shown
    assert "Банк: менше ніж 5" in shown
    assert "Картка платника податків у Дії: менше ніж 5" in shown
    assert "Київськ" not in shown


async def test_the_same_body_three_times_in_ninety_days_proposes_a_letter_and_a_visit(world: World) -> None:
    await cases(world, 1, "rail", "Вокзал Коростень")
    await cases(world, 1, "rail", "вокзал, м. Коростень")
    await cases(world, 2, "bank", "Вокзал Коростень")
    await run_job("notice_repeats", world.services)
    assert not any("за 90 днів" in message.text for message in world.in_staff_chat())
    await cases(world, 1, "rail", "коростень вокзал")
    world.telegram.faults.fail("sendMessage", times=1)
    for _ in range(3):
        await run_job("notice_repeats", world.services)
    [proposal] = [message for message in world.in_staff_chat() if "за 90 днів" in message.text]
    assert "3 випадки" in proposal.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Чернетка листа", message=proposal)
    letter = world.in_staff_chat()[-1]
    document = pypdfium2.PdfDocument(world.telegram.file(letter.data["document"]["file_id"]).content)
    words = document[0].get_textpage().get_text_range()
    assert "надійшло 3 сигнали" in words.replace("\xa0", " ").replace("\r\n", " ")
    assert "Закон № 1368-IX" in words
    await world.tap(world.iryna, "Візит відбувся", message=proposal)
    asked = world.in_staff_chat()[-1]
    assert "відбувся 23 листопада" in asked.text.replace("\xa0", " ")
    assert "порівняємо до і після" in (await world.tap(world.iryna, "Так, відбувся", message=asked)).lower()
    assert "вже записано" in await world.tap(world.iryna, "Візит відбувся", message=proposal)
    world.clock.move(timedelta(days=30))
    await cases(world, 1, "rail", "вокзал Коростень")
    assert "до – 3, після – 1" in (await desk(world, "Статистика випадків")).text


async def test_an_empty_year_has_a_picture_too(world: World) -> None:
    shown = await desk(world, "Статистика випадків")
    assert "Випадків за рік: 0" in shown.text
    assert "ще нікому не відповідали" in shown.text


async def test_the_picture_of_the_year_says_which_year(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []

    def drawn(title: str, _groups: object) -> bytes:
        titles.append(title)
        return b""

    monkeypatch.setattr(statistics, "draw", drawn)
    await world.services.cases.statistics.dashboard()
    assert titles == ["Випадки від 23.11.2025 до 23.11.2026: 0"]
