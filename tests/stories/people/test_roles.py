"""Staff join by a link, see what they may do, and are removed."""

from __future__ import annotations

import pytest

from handlers.people.taps import RevokeInvite
from tests.stories.people.test_posts import ADMIN, desk, join, link_in
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


def commands(world: World, person_id: int) -> list[str]:
    return [each["command"] for each in world.telegram.commands_in(world.telegram.chats[person_id])]


async def invite(world: World, role: str) -> str:
    await desk(world, "Працівники", f"Запросити {role}")
    return link_in(world.iryna.last)


async def test_an_operator_joins_works_and_is_removed(world: World) -> None:
    assert "staff" not in commands(world, world.olena.id)
    joined = await join(world, world.olena, await invite(world, "працювати"))
    assert "ви – оператор або операторка" in joined.text
    assert "долучилася людина: Олена Коваль" in world.in_staff_chat()[-1].text
    assert commands(world, world.olena.id)[0] == "staff"
    await world.say(world.olena, "/staff")
    menu = world.olena.last.buttons
    assert any("🏛 Посади" in row for row in menu)
    assert not any("Працівники" in name or "Журнал" in name for row in menu for name in row)
    assert "Олена Коваль – оператор" in (await desk(world, "Працівники")).text
    await world.tap(world.iryna, "✖️ Олена Коваль")
    assert "Забрати доступ: Олена Коваль" in world.iryna.last.text
    await world.tap(world.iryna, "Так, забрати доступ")
    assert "більше не маєте робочого доступу" in world.olena.last.text
    assert "Це можуть лише працівники" in (await world.say(world.olena, "/staff")).text
    assert "staff" not in commands(world, world.olena.id)


async def test_a_link_into_the_staff_that_fell_into_wrong_hands_is_undone(world: World) -> None:
    await join(world, world.olena, await invite(world, "керувати"))
    await world.say(world.olena, "/staff")
    assert any("📜 Журнал" in row for row in world.olena.last.buttons)
    joined = world.in_staff_chat()[-1]
    await world.tap(world.iryna, "Скасувати", message=joined)
    assert "долучилася людина" in world.staff_chat.message(joined.id).text, "who joined stays to be read"
    await world.tap(world.iryna, "Так, забрати доступ", message=world.in_staff_chat()[-1])
    # In the group Iryna stays what ADMIN_IDS makes of her.
    assert "Це можуть лише працівники" in (await world.say(world.olena, "/staff")).text


async def test_an_administrator_who_opens_a_link_for_operators_stays_one(world: World) -> None:
    await join(world, world.olena, await invite(world, "керувати"))
    assert "Ви вже маєте це" in (await world.start(world.olena, await invite(world, "працювати"))).text


async def test_a_link_into_the_staff_is_good_for_a_day(world: World) -> None:
    from datetime import timedelta

    payload = await invite(world, "працювати")
    world.clock.move(timedelta(hours=25))
    assert "Строк цього посилання минув" in (await world.start(world.olena, payload)).text


async def test_each_person_sees_her_own_commands(world: World) -> None:
    await world.start(world.iryna)
    await world.start(world.olena)
    everybody = ["start", "help", "card", "report", "courses", "events", "my", "settings", "verify", "privacy"]
    assert commands(world, world.iryna.id) == ["staff", *everybody]
    assert commands(world, world.olena.id) == everybody
    assert commands(world, world.staff_chat.id) == ["staff"]


async def test_an_operator_does_not_revoke_a_link_into_the_staff(world: World) -> None:
    await join(world, world.olena, await invite(world, "працювати"))
    payload = await invite(world, "керувати")
    [open_one] = await world.services.people.invites.open()
    await world.say(world.olena, "/staff")
    assert "лише працівники" in await world.forge(world.olena, RevokeInvite(open_one.id))
    assert "Запрошення до роботи з ботом" in (await world.start(world.mykola, payload)).text
