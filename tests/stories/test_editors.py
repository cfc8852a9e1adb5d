"""An editor changes the content while the bot runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content import FOLDER
from services.content import Content
from storage.engine.database import Database
from tests.jobs import run_job
from tests.stories.world import World


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "uk"))


async def test_a_sound_edit_is_answered_with_and_a_broken_one_is_told_to_the_staff(
    database: Database, folder: Path
) -> None:
    world = World(database, Content(folder))
    path = folder / "answers" / "diia-verify.md"
    sound = path.read_text(encoding="utf-8")
    async with world.running():
        path.write_text(sound + "\nНове речення.\n", encoding="utf-8")
        await run_job("reload_content", world.services)
        assert "Нове речення." in (await world.start(world.olena, "a_diia-verify")).text

        path.write_text(sound.replace("theme: diia", "theme: ["), encoding="utf-8")
        await run_job("reload_content", world.services)
        await run_job("reload_content", world.services)
        [told] = world.in_staff_chat()
        assert "diia-verify.md:" in told.text
        assert "Нове речення." in (await world.start(world.olena, "a_diia-verify")).text


async def test_buttons_to_an_answer_that_is_gone_say_so(database: Database, folder: Path) -> None:
    world = World(database, Content(folder))
    async with world.running():
        await world.start(world.olena, "a_diia-refused")
        message = world.olena.last
        related = world.content.library.answers["diia-refused"].related[0]
        title = world.content.library.answers[related].title
        for path in (folder / "answers").glob("*.md"):
            text = path.read_text(encoding="utf-8").replace(f"\n  - {related}\n", "\n")
            path.write_text(text, encoding="utf-8")
        (folder / "answers" / f"{related}.md").unlink()
        (folder / "phrasings" / f"{related}.txt").unlink()
        for path in (folder / "phrasings").glob("*.txt"):
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(each for each in lines if not each.startswith(f"{related} >")), encoding="utf-8")
        menu = folder / "themes.yaml"
        menu.write_text(menu.read_text(encoding="utf-8").replace(f"    - {related}\n", ""), encoding="utf-8")
        await run_job("reload_content", world.services)
        assert related not in world.content.library.answers
        await world.tap(world.olena, title, message=message)
        assert "вже немає" in world.olena.last.text
