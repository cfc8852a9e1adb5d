"""`bot.py run` as a real process that a simulated Telegram reaches by webhook."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from simulator.http import bot_api
from simulator.people import Person
from simulator.telegram import Telegram
from tests.processes import served, started
from tests.test_run import PATIENCE, until, until_true

SECRET = "a-B_9"
QUESTION, ANSWER = "касирка каже що дія це не документ", "Не приймають документ у Дії"


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(token="42:secret-of-this-bot")


@pytest.fixture
def people(telegram: Telegram) -> list[Person]:
    """Ten who have talked to the bot before."""
    people = [telegram.add_person(1001 + number, "Людина") for number in range(10)]
    for person in people:
        person.has_started = True
    return people


@pytest.fixture
async def settings(telegram: Telegram, tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    async with served(bot_api(telegram)) as url:
        yield {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "WEBHOOK_SECRET": SECRET,
            "PORT": port,
            "LOG_FORMAT": "json",
        }
        telegram.set_webhook(None)


def answered(person: Person) -> bool:
    return any(ANSWER in message.text for message in person.replies)


async def test_it_sets_the_webhook_answers_tells_how_it_is_and_ends_on_a_signal(
    telegram: Telegram, people: list[Person], settings: dict[str, str]
) -> None:
    olena = people[0]
    with started("run", **settings) as process:
        assert process.stdout
        assert "працює" in await asyncio.to_thread(process.stdout.readline)
        assert telegram.webhook
        assert (telegram.webhook.address.url, telegram.webhook.address.secret) == (settings["WEBHOOK_URL"], SECRET)
        assert telegram.allowed == {"message", "edited_message", "callback_query", "inline_query", "my_chat_member"}
        olena.send(QUESTION)
        await until(telegram, lambda: answered(olena))
        await until_true(lambda: telegram.pending == 0)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{settings['PORT']}", trust_env=False) as client:
            update = {"update_id": 99, "message": {**olena.chat.messages[1], "text": "/help"}}
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
                assert (await client.post("/telegram", json=update, headers=headers)).status_code == 403
            health = await client.get("/healthz")
            assert (health.status_code, health.json()["status"]) == (200, "ok")
            assert health.json()["dispatcher"]["runs"]
            assert "send_weekly_digest" in health.json()["clock"]["succeeded_at"]
            numbers = (await client.get("/metrics")).text
            assert 'bot_updates_total{kind="message",outcome="handled"} 1.0' in numbers
            assert 'bot_webhook_refused_total{reason="secret"} 2.0' in numbers
            assert (await client.get("/n/forged")).status_code == 404
        process.send_signal(signal.SIGTERM)
        printed, logged = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
        assert process.returncode == 0
    assert len(olena.replies) == 1
    assert {"getUpdates", "deleteWebhook"}.isdisjoint(telegram.calls), "it stays set: another worker may serve"
    for line in logged.splitlines():
        assert {"time", "level", "logger", "message"} <= json.loads(line).keys()
    for secret in (telegram.token, telegram.token.partition(":")[2], SECRET, QUESTION, "Traceback"):
        assert secret not in printed + logged


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_ended_in_the_middle_it_loses_nothing(
    telegram: Telegram, people: list[Person], settings: dict[str, str], number: signal.Signals
) -> None:
    with started("run", **settings) as process:
        await until_true(lambda: telegram.webhook)
        telegram.faults.slowness = 0.2
        for person in people:
            person.send(QUESTION)
        await until_true(lambda: telegram.calls.count("sendMessage") >= 3)
        if number is signal.SIGKILL:
            assert telegram.pending == len(people), "nothing is acknowledged before it was handled"
        process.send_signal(number)
        assert await asyncio.to_thread(process.wait, PATIENCE) == (0 if number is signal.SIGTERM else -number)
    telegram.faults.slowness = 0.0
    with started("run", **settings):
        await until_true(lambda: telegram.pending == 0)
    assert all(answered(person) for person in people)
    if number is signal.SIGTERM:
        assert all(len(person.replies) == 1 for person in people), "and doubles nothing"


async def test_without_a_secret_or_with_a_port_taken_it_says_so(settings: dict[str, str]) -> None:
    with started("run", **{**settings, "WEBHOOK_SECRET": ""}) as process:
        _, errors = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
        assert process.returncode == 2
        assert "WEBHOOK_SECRET" in errors
    with socket.create_server(("127.0.0.1", int(settings["PORT"]))), started("run", **settings) as process:
        _, errors = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
        assert process.returncode == 75
        assert settings["PORT"] in errors
        assert "Traceback" not in errors
