"""The request against a real server on loopback: bodies, files, time-outs, errors as PTB expects them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from channels import Later, Unknown
from channels.telegram import TelegramBot, TelegramBulk
from gateway.request import AiohttpRequest

TOKEN = "42:SECRET"


class Server:
    """Answers every call as the test has set it and keeps what came."""

    def __init__(self) -> None:
        self.status = 200
        self.body: bytes = json.dumps({"ok": True, "result": True}).encode()
        self.delay = 0.0
        self.hangs_up = False
        self.received: list[dict[str, object]] = []
        self.ports: set[int] = set()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        if request.content_type == "multipart/form-data":
            form = await request.post()
            self.received.append({k: v.file.read() if isinstance(v, web.FileField) else v for k, v in form.items()})
        elif request.can_read_body:
            self.received.append(await request.json())
        assert request.transport
        self.ports.add(request.transport.get_extra_info("peername")[1])
        if self.hangs_up:
            request.transport.close()
        await asyncio.sleep(self.delay)
        return web.Response(status=self.status, body=self.body)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    request = AiohttpRequest()
    await request.initialize()
    yield Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot", request=request)
    await request.shutdown()


async def test_parameters_go_out_as_json_with_their_types(bot: Bot, server: Server) -> None:
    await bot.set_my_commands([("start", "Почати")])
    assert server.received == [{"commands": [{"command": "start", "description": "Почати"}]}]


async def test_a_file_goes_out_as_multipart(bot: Bot, server: Server) -> None:
    server.body = json.dumps(
        {"ok": True, "result": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}}
    ).encode()
    await bot.send_document(7, "вміст".encode(), filename="файл.txt", caption="Підпис")
    [received] = server.received
    assert received["document"] == "вміст".encode() or "вміст".encode() in received.values()
    assert (received["chat_id"], received["caption"]) == ("7", "Підпис")


async def test_a_file_comes_in(bot: Bot, server: Server) -> None:
    server.body = json.dumps(
        {"ok": True, "result": {"file_id": "a", "file_unique_id": "b", "file_path": "c/d.txt"}}
    ).encode()
    file = await bot.get_file("a")
    server.body = b"\x00\x01"
    assert bytes(await file.download_as_bytearray()) == b"\x00\x01"


@pytest.mark.parametrize(
    ("status", "description", "error"),
    [
        (400, "Bad Request: chat not found", BadRequest),
        (401, "Unauthorized", InvalidToken),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (404, "Not Found", InvalidToken),
        (409, "Conflict: terminated by other getUpdates request", Conflict),
        (500, "Internal Server Error", NetworkError),
        (502, "Bad Gateway", NetworkError),
    ],
)
async def test_a_refusal_is_the_error_ptb_has_for_it(
    bot: Bot, server: Server, status: int, description: str, error: type[TelegramError]
) -> None:
    server.status = status
    server.body = json.dumps({"ok": False, "error_code": status, "description": description}).encode()
    with pytest.raises(error):
        await bot.delete_webhook()


async def test_too_many_requests_say_how_long_to_wait(bot: Bot, server: Server) -> None:
    server.status = 429
    parameters = {"retry_after": 7}
    server.body = json.dumps({"ok": False, "error_code": 429, "description": "x", "parameters": parameters}).encode()
    with pytest.raises(RetryAfter):
        await bot.delete_webhook()


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe"])
async def test_what_is_no_json_is_an_error_and_not_printed(
    bot: Bot, server: Server, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    server.body = body
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.delete_webhook()
    assert caplog.records == []


async def test_a_broken_sign_within_json_is_replaced(bot: Bot, server: Server) -> None:
    server.body = b'{"ok":true,"result":[{"command":"start","description":"ab\xd0"}]}'
    [command] = await bot.get_my_commands()
    assert command.description == "ab\ufffd"


async def test_an_answer_that_does_not_come_in_time_is_a_time_out(bot: Bot, server: Server) -> None:
    server.delay = 5
    with pytest.raises(TimedOut):
        await bot.delete_webhook(read_timeout=0.05)


async def test_a_closed_port_is_a_network_error_without_the_token() -> None:
    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url="http://127.0.0.1:1/bot", request=request)
        with pytest.raises(NetworkError) as raised:
            await bot.delete_webhook()
    error: BaseException | None = raised.value
    while error:
        assert "SECRET" not in str(error)
        error = error.__cause__


async def test_no_connection_in_time_means_that_nothing_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.request.POOL_TIMEOUT", 0.02)
    monkeypatch.setattr("gateway.request.CONNECT_TIMEOUT", 0.02)
    server.delay = 0.5
    async with AiohttpRequest(pool=1) as request:
        bulk = TelegramBulk(TelegramBot(TOKEN, base_url=f"{server.url}/bot", request=request))
        first = asyncio.create_task(bulk.delete_bulk(7, [1]))
        await asyncio.sleep(0)
        assert isinstance(await bulk.delete_bulk(7, [2]), Later)
        await first
    assert [each["message_id"] for each in server.received] == [1]


async def test_no_answer_in_time_and_a_broken_connection_may_have_left(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AiohttpRequest(read_timeout=0.05) as request:
        bulk = TelegramBulk(TelegramBot(TOKEN, base_url=f"{server.url}/bot", request=request))
        server.delay = 0.5
        assert isinstance(await bulk.delete_bulk(7, [1]), Unknown)
        server.hangs_up = True
        assert isinstance(await bulk.delete_bulk(7, [2]), Unknown)
        server.hangs_up, server.delay = False, 0.0
        await bulk.delete_bulk(7, [3])
    assert [each["message_id"] for each in server.received] == [1, 2, 3]


async def test_a_connection_serves_one_call_after_the_other(bot: Bot, server: Server) -> None:
    for _ in range(5):
        await bot.delete_webhook()
    await asyncio.gather(*(bot.delete_webhook() for _ in range(3)))
    assert len(server.ports) == 3


async def test_a_large_answer_comes_whole(bot: Bot, server: Server) -> None:
    commands = [{"command": f"c{number}", "description": "д" * 200} for number in range(3000)]
    server.body = json.dumps({"ok": True, "result": commands}).encode()
    assert len(await bot.get_my_commands()) == 3000


async def test_a_proxy_is_taken_from_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url="http://telegram.invalid/bot", request=request)
        assert await bot.delete_webhook()


async def test_it_can_be_opened_and_closed_twice() -> None:
    request = AiohttpRequest()
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        await request.shutdown()
        await request.shutdown()
    with pytest.raises(RuntimeError, match="not initialized"):
        await request.do_request("http://127.0.0.1:1", "GET")
