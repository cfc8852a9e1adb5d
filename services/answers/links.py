"""Whether the addresses that answers point to still open."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from content.answers import Answer

AT_ONCE, PER_HOST = 8, 2
"""Requests under way, in all and to one host: a check by hand is no reason to burden anybody."""
PATIENCE = 20.0
"""Seconds for one address: the parliament's site takes its time."""
REDIRECTS = 5
HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; zhytomyr-digital-bot link check)"}


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what it answered. Well where `problem` is empty."""

    url: str
    answers: tuple[str, ...]
    """Ids of the answers that point to it."""
    moved_to: str | None
    """Where redirects led, if elsewhere."""
    problem: str
    """An HTTP status or the kind of a network error."""


async def check_links(answers: Iterable[Answer], client: httpx.AsyncClient | None = None) -> list[Link]:
    """Asks every source address once; in the order of the addresses. Never fails: troubles stand in the links."""
    pointing: dict[str, list[str]] = defaultdict(list)
    for answer in answers:
        for source in answer.sources:
            pointing[source.url].append(answer.id)
    at_once = asyncio.Semaphore(AT_ONCE)
    per_host: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(PER_HOST))
    made = client or httpx.AsyncClient(
        follow_redirects=True, max_redirects=REDIRECTS, timeout=PATIENCE, headers=HEADERS
    )

    async def ask(url: str) -> Link:
        async with per_host[httpx.URL(url).host], at_once:
            final, problem = await _ask(made, url)
        return Link(url, tuple(pointing[url]), final if final != url else None, problem)

    async with made:
        return list(await asyncio.gather(*(ask(url) for url in sorted(pointing))))


async def _ask(client: httpx.AsyncClient, url: str) -> tuple[str, str]:
    """Where the address led, and the problem with it. The body is not read."""
    try:
        async with asyncio.timeout(2 * PATIENCE), client.stream("GET", url) as response:
            return str(response.url), "" if response.is_success else f"HTTP {response.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        return url, type(error).__name__
