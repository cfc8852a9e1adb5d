"""/help says to staff, heads and coordinators what is theirs, and to nobody else; nobody is sent to call in vain."""

from __future__ import annotations

import re
from pathlib import Path

from services.heads_hours import FROM, UNTIL
from tests.stories.people.test_posts import ADMIN, invite, join
from tests.stories.world import World

MESSAGES = Path(__file__).parents[3] / "content/uk/messages"


async def test_everybody_reads_what_is_hers(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN]):
        await join(world, world.mykola, await invite(world))
        helped = {
            person.id: (await world.say(person, "/help")).text for person in (world.olena, world.mykola, world.iryna)
        }
    assert "/notices" in helped[world.mykola.id]
    assert "/staff" not in helped[world.mykola.id]
    assert "/staff" in helped[world.iryna.id]
    assert "/notices" not in helped[world.iryna.id]
    for person in (world.mykola, world.iryna):
        hours = f"{FROM:%-H:%M} до {UNTIL:%-H:%M}"
        assert hours in helped[person.id], "as the bot does it"
    assert not re.search("/staff|/notices", helped[world.olena.id])
    assert all("Як користуватися ботом" in each for each in helped.values())


async def test_who_forgets_herself_reads_how_much_goes(stopped_world: World) -> None:
    world = stopped_world
    async with world.running():
        await world.say(world.olena, "чи роблять у вас татуювання драконів")
        await world.say(world.olena, "/privacy")
        await world.tap(world.olena, "Видалити мої дані")
        assert re.search("Скільки записів зараз:\n– .+: 1", world.olena.last.text.replace("\xa0", " "))


def test_who_is_to_call_the_department_reads_the_number() -> None:
    for file in MESSAGES.glob("*.ftl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if re.search("(?i)зателефонуйте (у|до|в) відділ", line):
                raise AssertionError(f"{file.name}: {line}")


def test_no_public_post_ends_in_a_riddle_and_ten_files_are_ten_files() -> None:
    stamp = re.search("^leagues-stamp = .*", (MESSAGES / "leagues.ftl").read_text(encoding="utf-8"), re.MULTILINE)
    assert stamp
    assert "відбиток" not in stamp[0]
    notices = (MESSAGES / "notices.ftl").read_text(encoding="utf-8")
    assert len(re.findall(r"усього до { \$most } файлів", notices)) == 2
