"""News by theme after a consent, quiet hours, «do not disturb until», and stopping everything."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.people.taps import SwitchTheme
from services.content import Content
from simulator.people import Message
from storage.engine.database import Database
from tests.jobs import run_job
from tests.stories.answers.test_unanswered import ZOO, folder
from tests.stories.world import World

__all__ = ["folder"]


async def settings(world: World, *buttons: str) -> Message:
    await world.say(world.olena, "/settings")
    for button in buttons:
        await world.tap(world.olena, button)
    return world.olena.last


async def wanted(world: World) -> frozenset[str]:
    return await world.services.people.subscriptions.themes(world.olena.id)


async def test_news_are_chosen_by_theme_only_after_the_person_agreed_to_the_words(world: World) -> None:
    words = await settings(world, "Новини за темами")
    assert "Нікому їх не передамо" in words.text
    await world.forge(world.olena, SwitchTheme("emalyatko"))
    assert await wanted(world) == frozenset(), "a button made by hand switches nothing on"
    await world.tap(world.olena, "Погоджуюся")
    await world.tap(world.olena, "єМалятко")
    await world.tap(world.olena, "Дія.Освіта")
    assert "Обрано 2 теми" in world.olena.last.text.replace("\xa0", " ")
    await world.tap(world.olena, "✅ 👶 єМалятко")
    assert await wanted(world) == {"osvita"}
    [consent] = await world.database.fetch("SELECT * FROM consents")
    assert (consent["purpose"], consent["withdrawn_at"]) == ("news", None)
    assert len(consent["version"]) == 12
    await world.forge(world.olena, SwitchTheme("no-such-theme"))
    assert await wanted(world) == {"osvita"}


async def test_stopping_everything_withdraws_the_consent(world: World) -> None:
    await settings(world, "Новини за темами", "Погоджуюся", "єМалятко", "Зупинити все")
    assert "згоду відкликано" in world.olena.last.text
    assert await wanted(world) == frozenset()
    [consent] = await world.database.fetch("SELECT * FROM consents")
    assert consent["withdrawn_at"] is not None
    assert "Погоджуєтеся?" in (await settings(world, "Новини за темами")).text


async def test_changed_words_ask_anew(database: Database, folder: object) -> None:
    from pathlib import Path

    assert isinstance(folder, Path)
    world = World(database, Content(folder))
    async with world.running():
        await settings(world, "Новини за темами", "Погоджуюся")
        path = folder / "messages" / "subscriptions.ftl"
        path.write_text(path.read_text(encoding="utf-8").replace("Нікому їх не", "Нікому їх не продамо й не"), "utf-8")
        world.content.reload_if_changed()
        assert "не продамо" in (await settings(world, "Новини за темами")).text
        await world.tap(world.olena, "Погоджуюся")
        assert len(await world.database.fetch("SELECT DISTINCT version FROM consents")) == 2


@pytest.mark.parametrize(
    ("button", "quiet", "loud"),
    [
        (None, (21, 23, 0, 7), (8, 12, 20)),
        ("22:00 – 07:00", (22, 0, 6), (7, 21)),
        ("19:00 – 09:00", (19, 8), (9, 18)),
        ("без тихих годин", (), (0, 3, 8, 21)),
    ],
)
async def test_quiet_hours_are_as_the_person_chose(
    world: World, button: str | None, quiet: tuple[int, ...], loud: tuple[int, ...]
) -> None:
    if button:
        await settings(world, "Тихі години", button)
        assert [f"✅ {button}"] in world.olena.last.buttons
    for hour in (*quiet, *loud):
        world.clock.now = world.clock.now.replace(hour=hour)
        assert await world.services.people.people.is_quiet(world.olena.id) == (hour in quiet), hour


async def test_do_not_disturb_lasts_until_the_morning_of_the_day_and_can_be_ended(world: World) -> None:
    await settings(world, "Тихі години", "Не турбувати 7 днів")
    assert "Не турбуємо до 30 листопада 2026" in world.olena.last.text.replace("\xa0", " ")
    world.clock.move(timedelta(days=6, hours=19))  # 07:00 on the last day
    assert await world.services.people.people.is_quiet(world.olena.id)
    world.clock.move(timedelta(hours=2))
    assert not await world.services.people.people.is_quiet(world.olena.id)
    await settings(world, "Тихі години", "Не турбувати 30 днів")
    await world.tap(world.olena, "Знову писати")
    assert not await world.services.people.people.is_quiet(world.olena.id)


@pytest.mark.parametrize("data", ["quiethours:24:8", "quiethours:99:99", "silent:367", "silent:999999999999999"])
async def test_made_up_times_are_not_kept(world: World, data: str) -> None:
    message = await settings(world, "Тихі години")
    world.olena.press(message, data=data)
    await world.settle()
    assert "сталася помилка" not in world.olena.last.text
    assert not await world.services.people.people.is_quiet(world.olena.id)


async def test_what_was_promised_waits_for_the_morning(database: Database, folder: object) -> None:
    from pathlib import Path

    assert isinstance(folder, Path)
    world = World(database, Content(folder))
    async with world.running():
        await world.say(world.olena, ZOO)
        await world.tap(world.olena, "Сказати, коли буде")
        path = folder / "answers" / "region-cnap.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("questions:\n", f"questions:\n  - {ZOO}\n"), encoding="utf-8"
        )
        world.content.reload_if_changed()
        world.clock.now = world.clock.now.replace(hour=23)
        await run_job("tell_answered", world.services)
        assert "Ви просили" not in world.olena.last.text
        world.clock.move(timedelta(hours=10))
        await run_job("tell_answered", world.services)
        assert "Ви просили" in world.olena.last.text
