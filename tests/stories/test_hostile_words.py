"""Names and texts made to harm: they stay words, in their own line, wherever the bot shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from handlers.cases.excel import cases_as_excel
from services.text import UNSEEN
from simulator.people import Message
from tests.excel import sheet_of
from tests.stories.cases.test_cases import take, tell
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.people.test_privacy import tables
from tests.stories.people.test_roles import invite as invite_staff
from tests.stories.world import World

FORGED = "✅ Перевірено відділом"
NAMES = [
    "<b>Адмін</b> <a href='https://evil.example'>тут</a>",
    "</b></a> & &lt;i&gt;",
    "\u202eнімда\u2066 Петро\u200b",
    f"Іван\n\n{FORGED}",
    f"Іван\u2028{FORGED}\x85{FORGED}",
    "{ $number } %s {0} ${HOME} `x` *y* _z_",
    "'; DROP TABLE posts; --",
    '=HYPERLINK("https://evil.example","Іван")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "и\u0306" * 200,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 60,
    "а" * 100_000,
]


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


def from_the_bot(world: World) -> Iterator[Message]:
    for chat in world.telegram.chats.values():
        for number, data in chat.messages.items():
            if data["from"]["is_bot"]:
                yield chat.message(number)


async def look_at_everything(world: World) -> None:
    """What the bot said to anybody: no markup, no line and no link of theirs, and no apology."""
    for message in from_the_bot(world):
        assert "evil.example" not in str(message.links)
        assert FORGED not in message.text.splitlines()
        assert not UNSEEN.search(message.text.replace("\n", ""))
        assert "сталася помилка" not in message.text
        for row in message.keyboard:
            assert all(FORGED not in button["text"].splitlines() for button in row)


async def test_a_name_stays_a_name_in_posts_roles_cases_and_tables(world: World) -> None:
    kept = await tables(world)
    for number, name in enumerate(NAMES):
        person = world.telegram.add_person(2000 + number, name)
        await join(world, person, await invite(world))
        await world.say(person, "/notices")
        await desk(world, "Посади", "Знайти громаду", "Бердичівський", "Андрушівська", "Голова")
        await join(world, person, await invite_staff(world, "працювати"))
        await desk(world, "Працівники")
        shown = world.iryna.last.text
        assert shown.count(" – оператор") == number + 1
        world.staff_chat.members.append(person)
        await tell(world, world.telegram.add_person(3000 + number, "Олена"), where="поїзд 92")
        case = next(each for each in reversed(world.in_staff_chat()) if "Беру" in str(each.buttons))
        await world.tap(person, "Беру", message=case)
        assert "Веде: " in world.staff_chat.message(case.id).text
        await look_at_everything(world)
        world.clock.move(timedelta(days=2))  # so that no case is taken for the one before
    assert await tables(world) == kept
    files = await world.services.contacts.files()
    for name in ("Посади.xlsx", "Випадки.xlsx"):
        assert {cell.data_type for row in sheet_of(files[name]).iter_rows() for cell in row} <= {"s", "n", "d"}
    [holder] = [each.holder for each in await world.services.people.posts.standings("h02001") if each.holder]
    assert holder.name == "а" * 64


@pytest.mark.parametrize("words", [NAMES[0], NAMES[2], NAMES[3], NAMES[4], NAMES[7]], ids=range(5))
async def test_what_a_citizen_writes_of_a_case_stays_in_its_place(world: World, words: str) -> None:
    await tell(world, world.olena, where=words)
    case = await take(world)
    [stored] = await world.services.cases.read.on_desk()
    assert "\n" not in stored.details.place_name
    assert case.text.count("Веде: ") == 1
    await look_at_everything(world)
    cases = await world.services.cases.statistics.export(ADMIN)
    excel = cases_as_excel(world.content, cases)
    cells = [cell for row in sheet_of(excel).iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
