"""The demo page over plain HTTP: whom it serves, and what it does with nonsense."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from simulator.page import LARGEST_ACT, Page, Player, PortTaken
from simulator.people import Person
from simulator.telegram import Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def olena(telegram: Telegram) -> Person:
    return telegram.add_person(1, "Олена")


@pytest.fixture
async def client(telegram: Telegram, olena: Person) -> AsyncIterator[httpx.AsyncClient]:
    page = Page(telegram, [Player(olena, "мешканка", ["привіт"])])
    async with page.served(0) as url, httpx.AsyncClient(base_url=url, trust_env=False) as client:
        yield client


async def test_it_serves_its_files_and_lets_nothing_else_be_embedded(client: httpx.AsyncClient) -> None:
    index = await client.get("/")
    assert index.status_code == 200
    assert "default-src 'self'" in index.headers["content-security-policy"]
    for name in ("page.js", "formatting.js", "style.css", "icon.svg"):
        assert (await client.get(f"/static/{name}")).status_code == 200
    assert (await client.get("/static/../page.py")).status_code == 404


async def test_a_name_that_leads_here_from_elsewhere_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.get("/", headers={"Host": "evil.example"})).status_code == 400


async def test_another_page_cannot_act_for_a_person(client: httpx.AsyncClient, olena: Person) -> None:
    act = {"person": 1, "chat": 1, "do": "start"}
    refused = await client.post("/act", json=act, headers={"Origin": "https://evil.example"})
    assert refused.status_code == 403
    assert olena.messages == []
    own = str(client.base_url).rstrip("/")
    assert (await client.post("/act", json=act, headers={"Origin": own})).status_code == 200
    assert olena.messages[0].text == "/start"


@pytest.mark.parametrize(
    "act",
    [
        {},
        {"person": 2, "chat": 1, "do": "start"},
        {"person": 1, "chat": 7, "do": "start"},
        {"person": 1, "chat": 1, "do": "fly"},
        {"person": 1, "chat": 1, "do": "press", "message": 99, "data": "x"},
        {"person": 1, "chat": 1, "do": "edit", "message": 99, "text": "x"},
        {"person": 1, "chat": 1, "do": "choose", "number": 0},
        {"person": 1, "chat": 1, "do": "send"},
        {"person": 1, "chat": 1, "do": "files", "kind": "photo", "files": []},
        {"person": 1, "chat": 1, "do": "files", "kind": "photo", "files": [{"name": "a", "mime": "b", "content": "я"}]},
        {"person": 1, "chat": 1, "do": "forward", "from": 1, "message": 99},
        {"person": 1, "chat": 1, "do": "forward", "from": 7, "message": 1},
        [],
    ],
)
async def test_what_makes_no_sense_is_said_and_does_nothing(client: httpx.AsyncClient, olena: Person, act: Any) -> None:
    answer = await client.post("/act", json=act)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert olena.messages == []


async def test_more_than_a_file_of_telegrams_size_is_refused_unread(client: httpx.AsyncClient) -> None:
    reader, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
    head = f"POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Length: {LARGEST_ACT + 1}\r\n\r\n"
    writer.write(head.encode())
    assert b" 413 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_a_file_that_nobody_sent_is_not_found(client: httpx.AsyncClient) -> None:
    assert (await client.get("/file/none")).status_code == 404


async def test_a_port_that_is_taken_is_said(telegram: Telegram) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken):
            async with Page(telegram, []).served(other.getsockname()[1]):
                pass
