"""Deliveries to a webhook, as a bot of any make meets them."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.telegram import Telegram
from tests.processes import served


@dataclass
class Hook:
    """A webhook that keeps what came and answers as the test says."""

    url: str = ""
    updates: list[dict[str, Any]] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)
    answers: list[Response] = field(default_factory=list)
    """Taken from the front; then 200."""
    now: Counter[str] = field(default_factory=Counter)
    most: int = 0
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: Request) -> Response:
        update = json.loads(await request.body())
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.updates.append(update)
        who = str(update["message"]["chat"]["id"])
        assert not self.now[who], "of one chat one update at a time"
        self.now[who] += 1
        self.most = max(self.most, self.now.total())
        await self.go_on.wait()
        self.now[who] -= 1
        return self.answers.pop(0) if self.answers else Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    hook.go_on.set()
    async with served(Starlette(routes=[Route("/hook", hook.take, methods=["POST"])])) as url:
        hook.url = f"{url}/hook"
        yield hook


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    telegram = Telegram()
    yield telegram
    telegram.set_webhook(None)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - nobody tells when a delivery has ended
            await asyncio.sleep(0.005)


async def call(telegram: Telegram, method: str, **values: object) -> Any:
    _, body = await telegram.serve(method, values)
    assert isinstance(body, dict)
    return body["result"] if body["ok"] else body["description"]


async def test_what_waits_and_what_comes_is_delivered_with_the_secret_in_order(telegram: Telegram, hook: Hook) -> None:
    olena = telegram.add_person(1, "Олена")
    olena.send("раз")
    assert await call(telegram, "setWebhook", url=hook.url, secret_token="a-B_9") is True
    for text in ("два", "три"):
        olena.send(text)
    await until(lambda: telegram.pending == 0)
    assert hook.texts == ["раз", "два", "три"]
    assert hook.secrets == {"a-B_9"}
    assert "webhook is active" in await call(telegram, "getUpdates")


async def test_no_more_connections_than_the_bot_wants(telegram: Telegram, hook: Hook) -> None:
    hook.go_on.clear()
    await call(telegram, "setWebhook", url=hook.url, max_connections=3)
    for number in range(8):
        telegram.add_person(10 + number, "Хтось").send("а")
    await until(lambda: hook.most == 3)
    hook.go_on.set()
    await until(lambda: telegram.pending == 0)
    assert hook.most == 3
    assert len(hook.updates) == 8


async def test_what_is_not_taken_comes_again_and_holds_up_only_its_chat(telegram: Telegram, hook: Hook) -> None:
    olena, mykola = telegram.add_person(1, "Олена"), telegram.add_person(2, "Микола")
    hook.answers = [Response(status_code=500), Response(status_code=503, headers={"Retry-After": "1"})]
    await call(telegram, "setWebhook", url=hook.url)
    olena.send("раз")
    olena.send("два")
    await until(lambda: len(hook.updates) == 2)
    mykola.send("тим часом")
    await until(lambda: telegram.pending == 0)
    assert hook.texts == ["раз", "раз", "тим часом", "раз", "два"]
    info = await call(telegram, "getWebhookInfo")
    assert info["url"] == hook.url
    assert "503" in info["last_error_message"]
    assert info["pending_update_count"] == 0


async def test_the_same_webhook_again_changes_nothing_and_another_takes_over(telegram: Telegram, hook: Hook) -> None:
    olena = telegram.add_person(1, "Олена")
    await call(telegram, "setWebhook", url=hook.url)
    before = telegram.webhook
    await call(telegram, "setWebhook", url=hook.url)
    assert telegram.webhook is before
    await call(telegram, "deleteWebhook")
    olena.send("раз")
    assert len(await call(telegram, "getUpdates")) == 1
    await call(telegram, "setWebhook", url=hook.url, drop_pending_updates=True)
    olena.send("два")
    await until(lambda: telegram.pending == 0)
    assert hook.texts == ["два"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"url": "http://example.com"}, "HTTPS URL"),
        ({"url": "https://example.com:8080"}, "ports 80, 88, 443 or 8443"),
        ({"url": "https://example.com", "secret_token": "a b"}, "unallowed characters"),
        ({"url": "https://example.com", "secret_token": "a" * 257}, "too long"),
    ],
)
async def test_what_telegram_does_not_take_is_refused(telegram: Telegram, values: dict[str, str], words: str) -> None:
    assert words in await call(telegram, "setWebhook", **values)
    assert telegram.webhook is None


async def test_nothing_leaves_this_machine(telegram: Telegram) -> None:
    telegram.add_person(1, "Олена").send("а")
    await call(telegram, "setWebhook", url="https://example.com/hook")
    await until(lambda: bool(telegram.webhook and "last_error_message" in telegram.webhook.info))
    assert telegram.pending == 1


async def test_an_update_whose_answer_got_lost_comes_again_before_the_next(telegram: Telegram, hook: Hook) -> None:
    olena = telegram.add_person(1, "Олена")
    telegram.faults.repeats = 1
    await call(telegram, "setWebhook", url=hook.url)
    olena.send("перше")
    olena.send("друге")
    await until(lambda: telegram.pending == 0)
    assert hook.texts == ["перше", "перше", "друге"]
