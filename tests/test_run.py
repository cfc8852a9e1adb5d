"""`bot.py run` in a process of its own against Telegram's HTTP interface."""

from __future__ import annotations

import asyncio
import random
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from simulator.http import bot_api
from simulator.people import Person
from simulator.telegram import Telegram
from tests.processes import served, started

PATIENCE = 60.0
"""Seconds after which something that should happen counts as not happening."""


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def olena(telegram: Telegram) -> Person:
    return telegram.add_person(1, "Олена")


@pytest.fixture
async def settings(telegram: Telegram, tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    async with served(bot_api(telegram)) as url:
        yield {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
        }


async def until(telegram: Telegram, happened: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        with telegram.watched() as events:
            while not happened():
                await events.get()


async def test_it_answers_and_ends_on_a_signal(telegram: Telegram, olena: Person, settings: dict[str, str]) -> None:
    with started("run", **settings) as process:
        olena.start()
        await until(telegram, lambda: olena.replies)
        olena.send("касирка каже що дія це не документ")
        await until(telegram, lambda: len(olena.replies) == 2)
        assert "Не приймають документ у Дії" in olena.last.text
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, PATIENCE) == 0
        assert process.stderr
        assert "Traceback" not in process.stderr.read()
    assert telegram.pending == 0


async def test_it_ends_on_a_signal_before_telegram_has_answered(telegram: Telegram, settings: dict[str, str]) -> None:
    with telegram.faults.network_gone(), started("run", **settings) as process:
        await until_true(lambda: "getMe" in telegram.calls)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, PATIENCE) == 0


async def test_what_was_under_way_when_it_was_killed_is_answered_by_the_next(
    telegram: Telegram, olena: Person, settings: dict[str, str]
) -> None:
    with started("run", **settings) as process:
        olena.start()
        await until(telegram, lambda: olena.replies)
        olena.send("чи працює дія без інтернету")
        process.kill()
    before = len(olena.replies)
    olena.send("хто бачить мої дані")
    with started("run", **settings):
        await until(telegram, lambda: "Хто бачить мої дані" in olena.last.text)
    answered = [message.text.splitlines()[0] for message in olena.replies]
    assert any("інтернет" in title for title in answered)
    assert len(olena.replies) > before


async def test_a_wrong_token_ends_it_with_words(settings: dict[str, str]) -> None:
    with started("run", **(settings | {"BOT_TOKEN": "1:wrong"})) as process:
        _, errors = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
        assert process.returncode == 2
        assert "BOT_TOKEN" in errors
        assert "Traceback" not in errors


async def test_another_instance_ends_it_with_words(telegram: Telegram, settings: dict[str, str]) -> None:
    telegram.faults.fail("getUpdates", 409, times=100, description="Conflict: terminated by other getUpdates request")
    with started("run", **settings) as process:
        _, errors = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
        assert process.returncode == 75, "systemd starts it again: the other one may be gone"
        assert "Інша копія бота" in errors
        assert "Traceback" not in errors


async def test_invite_admin_prints_a_link_that_makes_an_administrator_of_the_running_bot(
    telegram: Telegram, olena: Person, settings: dict[str, str]
) -> None:
    with started("run", **settings) as process:
        olena.start()
        await until(telegram, lambda: olena.replies)
        with started("invite", "admin", **settings) as invite:
            printed, _ = await asyncio.to_thread(invite.communicate, timeout=PATIENCE)
        assert invite.returncode == 0
        olena.start(printed.split("?start=")[1].strip())
        await until(telegram, lambda: len(olena.replies) == 2)
        assert "Запрошення до роботи з ботом" in olena.last.text
        press = olena.press(olena.last, "Так, прийняти")
        await press.answered(PATIENCE)
        olena.send("/staff")
        await until(telegram, lambda: any("Посади" in str(message.buttons) for message in olena.replies))
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, PATIENCE) == 0


async def test_invite_admin_says_what_is_wrong(telegram: Telegram, settings: dict[str, str]) -> None:
    with started("invite", "admin", **{**settings, "BOT_TOKEN": "42:wrong"}) as invite:
        _, complaint = await asyncio.to_thread(invite.communicate, timeout=PATIENCE)
    assert invite.returncode == 2
    assert "BOT_TOKEN" in complaint
    assert "Traceback" not in complaint


async def test_a_token_that_telegram_refuses_is_not_printed(telegram: Telegram, settings: dict[str, str]) -> None:
    refused = f"{telegram.token.split(':')[0]}:{'x' * 35}"
    with started("invite", "admin", **{**settings, "BOT_TOKEN": refused}) as invite:
        printed, complaint = await asyncio.to_thread(invite.communicate, timeout=PATIENCE)
    assert invite.returncode == 2
    assert complaint
    assert refused not in printed + complaint


async def test_killed_after_every_step_of_a_case_it_loses_no_answer_and_makes_one_case(
    telegram: Telegram, olena: Person, settings: dict[str, str]
) -> None:
    group = telegram.add_group(-1001, "Відділ", [])
    settings = settings | {"STAFF_CHAT_ID": str(group.id)}
    steps: list[Callable[[], object]] = [
        lambda: olena.start("report"),
        lambda: olena.press(olena.last, "Розповісти про випадок"),
        lambda: olena.press(olena.last, "Паспорт"),
        lambda: olena.press(olena.last, "Поїзд"),
        lambda: olena.send("поїзд 92"),
        lambda: olena.press(olena.last, "Сьогодні"),
        lambda: olena.send("Коростень"),
        lambda: olena.press(olena.last, "Не обслужили"),
        lambda: olena.press(olena.last, "Досить, перевірити"),
        lambda: olena.press(olena.last, "📨 Надіслати"),
    ]
    chance = random.Random(5)
    for first in range(0, len(steps), 2):
        # The first of two steps is made by the process that took over, the second one by a process that is killed.
        with started("run", **settings) as process:
            await until_true(lambda: "getUpdates" in telegram.calls)
            await until_true(lambda: not telegram.pending and not unhandled(settings))
            steps[first]()
            await until_true(lambda: not telegram.pending and not unhandled(settings))
            steps[first + 1]()
            await asyncio.sleep(chance.random() * 0.08)
            process.kill()
            process.wait()
        telegram.calls.clear()
    with started("run", **settings):
        await until_true(lambda: any("чекає на відділ" in str(data) for data in group.messages.values()))
    cases = [data["text"] for data in group.messages.values() if "чекає на відділ" in data.get("text", "")]
    assert 1 <= len(cases) <= 2, "the case reaches the staff, and at most once more per crash"
    numbers = {text.split(":")[0] for text in cases}
    assert len(numbers) == 1
    for words in ("Паспорт у Дії", "у поїзді 92", "Коростенська", "Не обслужили"):
        assert words in cases[0]


def unhandled(settings: dict[str, str]) -> list[int]:
    """The numbers of updates that are kept and not handled to their end."""
    with closing(sqlite3.connect(settings["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        return [number for (number,) in database.execute("SELECT update_id FROM updates WHERE handled_at IS NULL")]


async def until_true(happened: Callable[[], object]) -> None:
    """For what people do not see, such as an acknowledgement: no event tells of it."""
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_with_mail_it_serves_the_pages_and_says_when_the_port_is_taken(
    telegram: Telegram, olena: Person, settings: dict[str, str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        mail = {"SMTP_URL": "smtp://127.0.0.1:9", "MAIL_FROM": "b@example.org", "PUBLIC_URL": "https://b.example.org"}
        with started("run", **settings, **mail, PORT=port) as process:
            assert await asyncio.to_thread(process.wait, PATIENCE) != 0
            assert process.stderr
            words = process.stderr.read()
            assert port in words
            assert "Traceback" not in words
    with started("run", **settings, **mail, PORT=port):
        olena.start()
        await until(telegram, lambda: olena.replies)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            page = await client.get("/n/forged")
            assert page.status_code == 404
            assert "вже не діє" in page.text
            assert (await client.get("/desk/today")).status_code == 401
            assert (await client.get("/healthz")).status_code == 200


async def test_with_an_address_alone_it_serves_the_desk(
    telegram: Telegram, olena: Person, settings: dict[str, str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    with started("run", **settings, PUBLIC_URL="https://b.example.org", PORT=port):
        olena.start()
        await until(telegram, lambda: olena.replies)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            page = await client.get("/desk/")
            assert page.status_code == 401
            assert "/staff" in page.text
            assert (await client.get("/n/forged")).status_code == 404
