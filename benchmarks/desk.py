"""What the pages cost, and whether the chat waits for them: `python -m benchmarks.desk [SECONDS]`, 20 by default.

First the page of 66 posts × 40 notices, through the whole application, beside a plain page of Starlette and Jinja2 with
a table of the same size in the same run: CPU of the loop's thread, and of the whole process; bytes, and through gzip.
Then a real bot process by webhook, on core 0, gets 50 updates a second from core 1, presses and questions by turns:
first alone, then while ten people work on the desk, each of whom opens a page every second, the table among them.
"""

from __future__ import annotations

import asyncio
import gc
import gzip
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx
import uvloop
from jinja2 import DictLoader, Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from benchmarks.installed import install
from benchmarks.notices import fill
from benchmarks.plateau import memory_of
from benchmarks.tables import Table, note
from benchmarks.updates.bots import start
from benchmarks.updates.load import _connected
from benchmarks.updates.telegram import Api, Wanted, make_update, person_of
from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from handlers.chat.messages import render_with
from services.content import Content
from services.people import Role
from services.services import Services
from services.setup import Setup
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from storage.engine.database import Database, open_database
from storage.engine.migrations import migrate
from web.app import pages

URL = "https://bot.example.org"
POSTS, COLUMNS = 66, 40
PAGES, FIRST = 30, 5
"""Views that count, and those before them, in which templates and texts become warm."""
RATE, PEOPLE = 50, 10
PATHS = ("/desk/today", "/desk/inbox", "/desk/notices", "/desk/inbox?tab=open", "/desk/notices/1", "/desk/broadcasts")
STAFF = 900
PLAIN = """<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Table</title></head><body><h1>Table</h1>
<table>{% for row in rows %}<tr><th scope="row">{{ row.name }}</th>{% for cell in row.cells %}
<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table></body></html>"""
MOST_CPU, MOST_FIRST, MOST_FURTHER, MOST_MEMORY = 15.0, 60, 10, 10.0
"""Milliseconds, KB, KB and MiB."""

Ask = Callable[[str], Awaitable[bytes]]


# The page


def plain() -> Starlette:
    """The same table as anybody would write it: values are known, escaped one by one in the template."""
    template = Environment(loader=DictLoader({"plain": PLAIN}), autoescape=True).get_template("plain")
    cells = [f"○ ознайомились {day % 28 + 1:02}.11" for day in range(COLUMNS)]
    rows = [{"name": f"Громада {number}", "cells": cells} for number in range(POSTS)]

    async def show(_request: Request) -> Response:
        return HTMLResponse(template.render(rows=rows))

    return Starlette(routes=[Route("/", show)])


def asking(app: Starlette, cookie: str = "") -> Ask:
    """Asks an application as a server does, without one: the body."""

    async def ask(path: str) -> bytes:
        address, body = urlsplit(path), list[bytes]()
        scope = {
            "type": "http",
            "method": "GET",
            "path": address.path,
            "raw_path": address.path.encode(),
            "root_path": "",
            "scheme": "https",
            "query_string": address.query.encode(),
            "headers": [(b"host", b"bot.example.org"), (b"cookie", cookie.encode())],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2),
            "http_version": "1.1",
        }

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                assert message["status"] == 200, (path, message)
            else:
                body.append(bytes(message.get("body", b"")))  # type: ignore[call-overload]

        await app(scope, receive, send)  # type: ignore[arg-type]
        return b"".join(body)

    return ask


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians, in milliseconds, and the bytes."""

    loop: float
    process: float
    bytes: int
    packed: int


async def cost(ask: Ask, path: str) -> Cost:
    loop, process, body = list[float](), list[float](), b""
    for number in range(FIRST + PAGES):
        before = time.thread_time(), time.process_time()
        body = await ask(path)
        if number >= FIRST:
            loop.append(1000 * (time.thread_time() - before[0]))
            process.append(1000 * (time.process_time() - before[1]))
    return Cost(statistics.median(loop), statistics.median(process), len(body), len(gzip.compress(body, 5)))


async def measure_pages(services: Services, cookie: str) -> None:
    ours, beside = asking(pages(services), cookie), await cost(asking(plain()), "/")
    table = Table(
        f"A page of {POSTS} × {COLUMNS} cells, and others; medians of {PAGES} views",
        "page",
        "CPU of the loop, ms",
        f"limit {MOST_CPU:g} ms, times the plain page",
        "CPU of the process, ms",
        "KB",
        f"through gzip (first view {MOST_FIRST} KB with style and scripts, further ones {MOST_FURTHER} KB)",
    )
    table.row("plain Starlette", f"{beside.loop:.1f}", "1.0", f"{beside.process:.1f}", *_size(beside))
    for path in PATHS:
        found = await cost(ours, path)
        ratio = f"{found.loop / beside.loop:.1f}"
        table.row(path, f"{found.loop:.1f}", ratio, f"{found.process:.1f}", *_size(found))
    app = pages(services)
    static = 0
    for path in _static((await ours("/desk/notices")).decode()):
        static += len(gzip.compress(await asking(app)(path), 5))
    note(f"Style, scripts and sign, once for all pages: {static / 1000:.1f} KB through gzip.")


def _static(html: str) -> Sequence[str]:
    return sorted({word.split('"')[0] for word in html.split('"') if word.startswith("/desk/s/")})


def _size(of: Cost) -> tuple[str, str]:
    return f"{of.bytes / 1000:.0f}", f"{of.packed / 1000:.1f}"


# The chat beside it


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people in the chat waited."""

    found: Sequence[float]
    lost: int

    def row(self) -> tuple[str, str, str]:
        milliseconds = sorted(1000 * each for each in self.found)
        last = milliseconds[int(len(milliseconds) * 0.99)]
        return f"{statistics.median(milliseconds):.1f}", f"{last:.1f}", str(self.lost)


async def chat(port: int, wanted: Wanted, numbers: range, seconds: float) -> Waits:
    """Presses and questions by turns."""
    free, under_way, lost = [await _connected(port) for _ in range(50)], set[asyncio.Task[None]](), 0
    wanted.waits.clear()
    wanted.due.clear()

    async def one(number: int, due: float) -> None:
        nonlocal lost
        while not free:  # noqa: ASYNC110 - all are busy: then it waits, as Telegram does
            await asyncio.sleep(0.001)
        poster = free.pop()
        wanted.due[person_of(number)] = due
        lost += await poster.post(make_update(number, "tap" if number % 2 else "question")) != 200
        free.append(poster)

    began = time.perf_counter()
    for place in range(int(RATE * seconds)):
        due = began + place / RATE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        task = asyncio.create_task(one(numbers[place], due))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    await asyncio.sleep(1)
    for poster in free:
        poster.close()
    return Waits(list(wanted.waits), lost)


async def work(port: int, cookie: str, number: int, until: float, waits: list[float]) -> None:
    """One person at the desk: a page each second."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers={"Cookie": cookie}, timeout=60) as client:
        await asyncio.sleep(number / PEOPLE)
        place = number
        while (began := time.perf_counter()) < until:
            response = await client.get(PATHS[place % len(PATHS)])
            assert response.status_code == 200, response.status_code
            waits.append(time.perf_counter() - began)
            place += 1
            await asyncio.sleep(max(0.0, began + 1 - time.perf_counter()))


async def measure_chat(database: str, cookie: str, seconds: float) -> None:
    loop, wanted = asyncio.get_running_loop(), Wanted()
    server = await loop.create_server(lambda: Api(wanted, 0.0), "127.0.0.1", 0)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    os.environ["PUBLIC_URL"] = URL
    bot = start("ours", port, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", database)
    try:
        await _ready(port)
        await chat(port, wanted, range(1, 10**6), 5)  # warm
        alone, before = await chat(port, wanted, range(10**6, 2 * 10**6), seconds), memory_of(bot.pid)
        views = list[float]()
        until = time.perf_counter() + seconds
        desk = [asyncio.create_task(work(port, cookie, number, until, views)) for number in range(PEOPLE)]
        beside = await chat(port, wanted, range(2 * 10**6, 3 * 10**6), seconds)
        await asyncio.gather(*desk)
        after = memory_of(bot.pid)
    finally:
        bot.kill()
        bot.wait()
        server.close()
    title = f"{RATE} presses and questions a second for {seconds:g} s"
    table = Table(title, "beside", "wait, median, ms", "99th, ms", "lost")
    table.row("nobody at the desk", *alone.row())
    table.row(f"{PEOPLE} people at the desk", *beside.row())
    table.row(f"the pages of these, {len(views)}", *Waits(views, 0).row())
    note(
        f"Memory: {before:.1f} MiB before the desk, {after - before:+.1f} MiB with it; limit {MOST_MEMORY:g} MiB more."
    )


async def _ready(port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        for _ in range(400):
            try:
                if (await client.get("/healthz")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError


# Both


async def prepare(database: Database) -> tuple[Services, str]:
    """Services over the filled database, and the cookie of somebody of the staff."""
    telegram = Telegram()
    bot = make_bot(telegram.token, "https://x", replies=SimulatorRequest(telegram), updates=SimulatorRequest(telegram))
    content = Content()
    services = Services.over(
        Setup(
            database=database,
            channel=TelegramChannel(bot),
            clock=lambda: datetime.now(UTC),
            timezone=UTC,
            bulk=TelegramBulk(bot),
            content=content,
            render=render_with(content),
            public_url=URL,
        )
    )
    await fill(database, services, POSTS)
    invite = await services.people.invites.into_role(Role.OPERATOR, 1)
    await services.people.invites.take(invite.token, STAFF, "P")
    link = await services.people.doors.link(STAFF, "P")
    entered = await services.people.doors.enter_by_link(link.rpartition("/")[2], "")
    assert entered
    return services, f"__Host-desk={entered.token}"


async def run(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/bot.db"
        async with open_database(address) as database:
            await migrate(database)
            services, cookie = await prepare(database)
            gc.collect()
            gc.freeze()  # as the bot does when it has started
            await measure_pages(services, cookie)
        await measure_chat(address, cookie, seconds)


def main() -> None:
    install()
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {1} & cores or cores)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run(seconds))
    os.sched_setaffinity(0, cores)


if __name__ == "__main__":
    main()
