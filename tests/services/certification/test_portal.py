"""How the portal is asked about an address: seldom, briefly, and never further than to its own page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.certification import portal
from services.certification.portal import AT_ONCE, Portal

URL = "https://osvita.diia.gov.ua/c/AB-1234"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Endless(httpx.AsyncByteStream):
    """A page of which no byte may be asked for."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        raise AssertionError("nothing of the page is read")
        yield b""


class Site(httpx.AsyncBaseTransport):
    """Answers with a status; counts who asks, and how many at once."""

    def __init__(self, status: int = 200, **headers: str) -> None:
        self.status, self.headers = status, headers
        self.asked: list[str] = []
        self.hangs = asyncio.Event()
        self.hangs.set()
        self.now = self.most = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(0)
            await self.hangs.wait()
        finally:
            self.now -= 1
        return httpx.Response(self.status, headers=self.headers, stream=Endless())


@pytest.mark.parametrize(
    ("status", "opens"), [(200, True), (204, True), (404, False), (410, False), (403, None), (500, None), (302, None)]
)
async def test_a_page_is_there_or_not_or_nobody_knows(status: int, opens: bool | None) -> None:
    assert await Portal(Clock(), Site(status)).opens(URL) is opens


async def test_what_is_known_is_asked_once_a_day() -> None:
    clock, site = Clock(), Site()
    asking = Portal(clock, site)
    for _ in range(3):
        assert await asking.opens(URL) is True
    assert len(site.asked) == 1
    clock.now += timedelta(days=1)
    site.status = 404
    assert await asking.opens(URL) is False
    assert len(site.asked) == 2


async def test_what_nobody_knows_is_not_remembered() -> None:
    site = Site(503)
    asking = Portal(Clock(), site)
    assert await asking.opens(URL) is None
    site.status = 200
    assert await asking.opens(URL) is True


async def test_a_page_that_leads_elsewhere_is_not_followed() -> None:
    site = Site(302, location="https://evil.example/")
    assert await Portal(Clock(), site).opens(URL) is None
    assert site.asked == [URL]


async def test_a_portal_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "PATIENCE", 0.01)
    site = Site()
    site.hangs.clear()
    assert await Portal(Clock(), site).opens(URL) is None
    assert site.now == 0, "and nobody waits there any more"


async def test_few_ask_at_once_and_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "REMEMBERED", 10)
    site = Site()
    asking = Portal(Clock(), site)
    await asyncio.gather(*(asking.opens(f"{URL}{number}") for number in range(30)))
    assert site.most == AT_ONCE
    await asking.opens(f"{URL}29")
    assert len(site.asked) == 30
    await asking.opens(f"{URL}0")
    assert len(site.asked) == 31
