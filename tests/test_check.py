"""`bot.py check` asks Telegram for the rights of the bot in the staff chat."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.http import bot_api
from simulator.people import Chat
from simulator.telegram import Telegram
from tests.processes import ROOT, environment, served

GROUP = -1001


@pytest.fixture
def group() -> Chat:
    telegram = Telegram()
    olena = telegram.add_person(1, "Олена")
    return telegram.add_group(GROUP, "Відділ", [olena], with_topics=True)


@pytest.fixture
async def settings(group: Chat, tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    telegram = group.members[0].telegram
    async with served(bot_api(telegram)) as api:
        yield {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": api,
            "STAFF_CHAT_ID": str(GROUP),
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
        }


async def check(settings: dict[str, str]) -> tuple[int, str]:
    """The status, and what was printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        "check",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env=environment(**settings),
    )
    out, err = await process.communicate()
    assert err == b""
    assert process.returncode is not None
    return process.returncode, out.decode()


async def test_what_is_missing_is_named(group: Chat, settings: dict[str, str]) -> None:
    status, said = await check(settings)
    assert (status, "Помилок немає" in said, "Група" in said) == (0, True, False)
    group.members[0].restrict_bot(group, "can_send_photos", "can_send_documents")
    status, said = await check(settings)
    assert status == 1
    assert "Знайдено 3 помилки" in said
    for words in ("надсилати фото", "надсилати файли", "керувати темами"):
        assert f"Група відділу: ботові бракує права {words}." in said


async def test_a_group_without_the_bot_or_with_another_number_is_named(group: Chat, settings: dict[str, str]) -> None:
    group.members[0].kick_bot(group)
    status, said = await check(settings)
    assert (status, "Бота немає в групі відділу" in said) == (1, True)
    group.members[0].telegram.migrate(group, -1009)
    status, said = await check(settings)
    assert (status, "STAFF_CHAT_ID=-1009" in said) == (1, True)


@pytest.mark.parametrize("missing", ["network", "good token"])
async def test_where_telegram_cannot_be_asked_that_is_said_and_is_no_mistake(
    settings: dict[str, str], missing: str
) -> None:
    wrong = {"BOT_API_URL": "http://127.0.0.1:1"} if missing == "network" else {"BOT_TOKEN": "42:WRONG"}
    status, said = await check({**settings, **wrong})
    assert status == 0
    assert "права бота в групі відділу не перевірено" in said
    assert "WRONG" not in said


@pytest.mark.parametrize("name", ["BOT_TOKEN", "STAFF_CHAT_ID"])
async def test_without_token_or_group_nothing_is_asked(settings: dict[str, str], name: str) -> None:
    status, said = await check({**settings, name: "", "BOT_API_URL": "http://127.0.0.1:1"})
    assert (status, "Груп" in said, "груп" in said) == (0, False, False)
