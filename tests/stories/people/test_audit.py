"""Administrators read who did what, in chat and as Excel; nobody rewrites it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.people import Action
from tests.excel import rows_of
from tests.jobs import run_job
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def test_changes_stand_in_the_journal_newest_first(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    shown = await desk(world, "Журнал")
    lines = shown.text.splitlines()[2:]
    assert lines == [
        "23.11.2026 12:00 – 1002 – обійнято посаду: h02001-head tenure 1",
        "23.11.2026 12:00 – 1003 – створено запрошення: h02001-head holder",
    ]


async def test_a_long_journal_is_read_page_by_page_and_taken_along(world: World) -> None:
    for number in range(25):
        await world.services.people.audit.note(ADMIN, Action.DATA_READ, f"question {number}")
    assert "question 24" in (await desk(world, "Журнал")).text
    await world.tap(world.iryna, "Давніші")
    assert "question 14" in world.iryna.last.text
    await world.tap(world.iryna, "Давніші")
    assert "question 0" in world.iryna.last.text
    assert not any("Давніші" in row[0] for row in world.iryna.last.buttons)
    await world.tap(world.iryna, "Excel")
    file = world.telegram.file(world.iryna.last.data["document"]["file_id"])
    rows = rows_of(file.content)
    assert rows[0] == ["Коли", "Хто (номер у Telegram)", "Що", "З чим", "Подробиці"]
    assert rows[1][1:4] == ["1003", "вивантажено дані", "audit"]
    assert rows[2][1:4] == ["1003", "переглянуто дані", "question 24"]
    assert rows[1][0] == datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001 - Excel knows no zones
    assert len(rows) == 27


async def test_the_database_refuses_to_change_or_delete_a_line(world: World) -> None:
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 1")
    for sql in ("UPDATE audit SET actor_id = 5", "DELETE FROM audit"):
        with pytest.raises(Exception, match="append-only"):
            await world.database.execute(sql)


async def test_lines_past_their_time_go_by_themselves(world: World) -> None:
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 1")
    world.clock.move(timedelta(days=3 * 365 - 1))
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 2")
    await run_job("forget_old", world.services)
    assert len(await world.services.people.audit.page()) == 2
    world.clock.move(timedelta(days=2))
    await run_job("forget_old", world.services)
    assert [line.object for line in await world.services.people.audit.page()] == ["question 2"]
