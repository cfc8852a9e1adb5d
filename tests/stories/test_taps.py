"""How many taps and texts it takes, from the first screen or wherever a person is."""

from __future__ import annotations

from collections import deque
from datetime import timedelta

import pytest

from channels.taps import Tap
from services.content import Content
from simulator.people import Chat, Message, Person
from storage.engine.database import Database
from tests.stories.world import World

ASKED = "Напишіть своє запитання"
"""How the prompt begins that brings a person of the department."""
DEEP = 3
"""Taps from the first screen within which every screen is looked at."""
WIDE = 6
"""Of more buttons on a screen the first and the last are pressed: between them are others of their kind."""
OUTWARD = ("Запитати відділ", "Меню", "Скасувати", "← Назад")
"""What a person presses who wants out, the nearest first."""


class Counting(World):
    """Counts what Olena does."""

    def __init__(self, database: Database, content: Content) -> None:
        super().__init__(database, content)
        self.taps = self.texts = 0

    async def tap(self, person: Person, button: str | type[Tap], *, message: Message | None = None) -> str:
        self.taps += 1
        return await super().tap(person, button, message=message)

    async def say(self, person: Person, text: str, *, chat: Chat | None = None, reply_to: int | None = None) -> Message:
        self.texts += 1
        return await super().say(person, text, chat=chat, reply_to=reply_to)


@pytest.fixture
async def world(database: Database, content: Content) -> Counting:
    return Counting(database, content)


async def test_a_card_takes_three_taps(world: Counting) -> None:
    async with world.running():
        await world.start(world.olena)
        for button in ("Показати закон", "Паспорт", "Поїзд"):
            await world.tap(world.olena, button)
        assert world.olena.last.data["photo"]
        assert (world.taps, world.texts) == (3, 0)


async def test_who_is_refused_now_has_the_card_after_four_taps_and_her_time_is_kept(world: Counting) -> None:
    async with world.running():
        await world.start(world.olena)
        for button in ("Документ не приймають", "Мене не пускають зараз", "Паспорт", "Поїзд"):
            await world.tap(world.olena, button)
        assert world.olena.last.data["photo"]
        assert (world.taps, world.texts) == (4, 0)
        [begun] = await world.database.fetch("SELECT hour FROM cases")
        assert begun["hour"] == "12:00"


@pytest.mark.parametrize("texts", [1, 2])
async def test_a_short_report_takes_six_taps_and_two_texts(world: Counting, texts: int) -> None:
    async with world.running():
        await world.start(world.olena, "report")
        for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
            await world.tap(world.olena, button)
        await world.say(world.olena, "поїзд 92, станція Коростень")
        await world.tap(world.olena, "Сьогодні")
        if texts == 2:
            await world.say(world.olena, "Коростень")
        await world.tap(world.olena, "Досить, перевірити")
        await world.tap(world.olena, "📨 Надіслати")
        assert "Записали: ЖТ-2026-000001" in world.olena.replies[-2].text.replace("\xa0", " ")
        assert (world.taps, world.texts) == (6, texts)


def labels(message: Message) -> list[str]:
    return [label for row in message.buttons for label in row if label != "↗ Поділитися"]


def pressable(person: Person) -> Message:
    """The newest message with buttons: files have none, and stand below it."""
    return next(each for each in reversed(person.replies) if each.buttons)


async def leads_to_the_staff(world: World, person: Person, taps: int) -> bool:
    """Whether so many taps are enough."""
    for _ in range(taps):
        there = labels(pressable(person))
        button = next((label for way in OUTWARD for label in there if way in label), None)
        if button is None:
            return False
        await world.tap(person, button, message=pressable(person))
        if ASKED in person.last.text:
            return True
    return False


async def test_a_person_of_the_department_is_two_taps_away_from_every_screen(world: Counting) -> None:
    async with world.running():
        seen, far = set[str](), list[str]()
        ways: deque[tuple[str, ...]] = deque([()])
        while ways:
            way = ways.popleft()
            world.clock.move(timedelta(minutes=2))  # nobody is taken for a flood
            person = world.telegram.add_person(5000 + world.taps, "Ганна")
            await world.start(person)
            for button in way:
                await world.tap(person, button, message=pressable(person))
            there = labels(pressable(person))
            screen = "".join(sign for sign in f"{person.last.text[:60]}{there}" if not sign.isdigit())
            if screen in seen:
                continue
            seen.add(screen)
            if len(way) < DEEP:
                ways.extend((*way, each) for each in dict.fromkeys(there[: WIDE // 2] + there[-WIDE // 2 :]))
            if ASKED not in person.last.text and not await leads_to_the_staff(world, person, 2):
                far.append(f"{way}: {person.last.text[:40]}")
        assert len(seen) > 50
        assert far == []


@pytest.mark.parametrize(
    "words", ["що таке єМалятко", "/card", "/report", "/my", "/courses", "/settings", "/privacy", "/help", "/stats"]
)
async def test_nor_is_she_farther_after_words_and_commands(world: Counting, words: str) -> None:
    async with world.running():
        await world.say(world.olena, words)
        assert await leads_to_the_staff(world, world.olena, 2)


async def test_what_the_bot_does_not_know_is_one_tap_away_from_the_department(world: Counting) -> None:
    async with world.running():
        await world.say(world.olena, "чи роблять у вас татуювання драконів")
        await world.tap(world.olena, "Передати відділу")
        assert "Передали ваше запитання відділу" in world.olena.last.text
