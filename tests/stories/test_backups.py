"""The nightly copy: made once, opened again, kept for a while, and spoken of to the staff and to whoever watches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

import pytest

from content import FOLDER
from services.operation.backups import DAYS, MONTHS, WEEKS, kept
from storage.engine.backups import BackupFailed, Backups, opened
from storage.engine.move import counts
from tests.jobs import run_job
from tests.stories.world import World

ENDINGS = ("", ".sha256")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} if folder.exists() else set()


@pytest.fixture
async def world(stopped_world: World, database_url: str, folder: Path) -> AsyncIterator[World]:
    async with stopped_world.running(database_url=database_url, backup_folder=folder):
        yield stopped_world


async def at(world: World, time: str, *, fails: bool = False) -> None:
    """The job runs at that time; a copy that cannot be made is a job that failed."""
    world.clock.strike(time)
    with pytest.raises(BackupFailed) if fails else nullcontext():
        await run_job("back_up", world.services)


async def sheet(world: World) -> str:
    await run_job("send_daily_summary", world.services)
    return [each.text for each in world.in_staff_chat() if "Аркуш дня" in each.text][-1].replace("\xa0", " ")


async def test_at_half_past_three_once_and_the_copy_holds_what_the_database_does(world: World, folder: Path) -> None:
    await at(world, "2026-11-24 03:29")
    assert names(folder) == set()
    assert not (await world.services.health.report()).backup_late
    await at(world, "2026-11-24 03:31")
    assert names(folder) == {"bot-2026-11-24.db", "bot-2026-11-24.db.sha256"}
    file = folder / "bot-2026-11-24.db"
    async with opened(file, folder) as copy:
        found = await counts(copy)
    assert found == await counts(world.database) | {"backups": 0}
    made = file.stat().st_mtime_ns
    await at(world, "2026-11-24 08:30")
    assert file.stat().st_mtime_ns == made, "once a night"
    assert f"Резервна копія о 03:31: перевірено, {sum(found.values())} ряд" in await sheet(world)
    assert not (await world.services.health.report()).backup_late


async def test_what_was_missed_at_night_is_made_up_and_seen_meanwhile(world: World) -> None:
    world.clock.strike("2026-11-24 08:30")
    assert (await world.services.health.report()).status == "degraded"
    said = await sheet(world)
    assert "Резервної копії за цю ніч немає. Перевірте" in said
    assert "Термінового немає" not in said
    await at(world, "2026-11-24 09:00")
    assert (await world.services.health.report()).status == "ok"
    world.clock.strike("2026-11-25 04:29")
    assert not await world.services.backups.late(), "it may still be under way"
    world.clock.strike("2026-11-25 04:30")
    assert await world.services.backups.late()


@pytest.fixture
def file_in_the_way(folder: Path) -> Path:
    folder.write_text("where the folder should be")
    return folder


async def test_what_goes_wrong_is_said_with_what_to_do_and_tried_again(world: World, file_in_the_way: Path) -> None:
    await at(world, "2026-11-24 08:30", fails=True)
    assert "Перевірте місце на диску" in await sheet(world)
    assert (await world.services.health.report()).status == "degraded"
    await asyncio.to_thread(file_in_the_way.unlink)
    await at(world, "2026-11-24 08:40")
    assert (await world.services.health.report()).status == "ok"


async def test_a_copy_without_all_rows_does_not_stay(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = counts

    async def more(database: object) -> dict[str, int]:
        """The copy has as many rows as it has; the database seems to have had more, before and after."""
        found = await real(database)  # type: ignore[arg-type]
        return found | {"posts": 40} if database is world.database else found

    monkeypatch.setattr("storage.engine.backups.counts", more)
    await at(world, "2026-11-24 08:30", fails=True)
    assert names(folder) == set()
    assert "у копії бракує рядків" in await sheet(world)


@pytest.fixture
def copies(folder: Path) -> Path:
    """Of 54 days, and one that somebody made."""
    folder.mkdir()
    for number in range(54):
        for ending in (".db", ".db.sha256"):
            (folder / f"bot-{date(2026, 10, 1) + timedelta(days=number)}{ending}").touch()
    (folder / "bot-by-hand.db").touch()
    return folder


async def test_old_copies_go_and_others_files_stay(world: World, copies: Path) -> None:
    await at(world, "2026-11-24 03:30")
    assert names(copies) == {
        "bot-by-hand.db",
        *(f"bot-2026-11-{day}.db{beside}" for day in (24, 23, 22, 21, 20, 19, 18, 15, "08") for beside in ENDINGS),
        *(f"bot-2026-10-31.db{beside}" for beside in ENDINGS),
    }


def test_of_years_there_stay_a_few_and_the_newest_of_each_span() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(1000)]
    for until in range(1, len(days) + 1):
        stay = kept(days[:until])
        assert set(days[:until][-DAYS:]) <= stay
        assert len(stay) <= DAYS + WEEKS + MONTHS
        assert len({(day.year, day.month) for day in stay}) == min(
            MONTHS, len({(day.year, day.month) for day in days[:until]})
        )
        assert stay == kept(stay), "rotation night by night keeps the same"


async def test_without_a_folder_nothing_is_made_and_nothing_missed(stopped_world: World, database_url: str) -> None:
    async with stopped_world.running(database_url=database_url):
        await at(stopped_world, "2026-11-24 08:30")
        assert "Резервн" not in await sheet(stopped_world)
        assert (await stopped_world.services.health.report()).status == "ok"
        assert await Backups(stopped_world.database, database_url, FOLDER, "").newest() is None
