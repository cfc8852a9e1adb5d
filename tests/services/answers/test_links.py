"""Links are asked of a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from content.answers import Answer, Source
from content.library import load
from services.answers.links import PER_HOST, check_links
from tests.processes import served


class Site:
    """Counts who asks, and how many at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.most = 0
        self._now = 0
        self.app = Starlette(routes=[Route("/{page}", self.page)])

    async def page(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        self._now += 1
        self.most = max(self.most, self._now)
        await asyncio.sleep(0.02)
        self._now -= 1
        match request.path_params["page"]:
            case "gone":
                return PlainTextResponse("no", 404)
            case "old":
                return RedirectResponse("/new")
            case "circle":
                return RedirectResponse("/circle")
        return PlainTextResponse("yes")


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
async def url(site: Site) -> AsyncIterator[str]:
    async with served(site.app) as address:
        yield address


def answer(id: str, *urls: str) -> Answer:
    return replace(load().answers["diia-age"], id=id, sources=tuple(Source("title", url) for url in urls))


async def test_each_address_is_asked_once_and_what_is_wrong_with_it_is_said(site: Site, url: str) -> None:
    answers = [
        answer("one", f"{url}/fine", f"{url}/gone"),
        answer("two", f"{url}/old", f"{url}/fine", f"{url}/circle", "http://127.0.0.1:1/refused"),
    ]
    client = httpx.AsyncClient(follow_redirects=True, max_redirects=3, trust_env=False)
    links = {link.url.rsplit("/", 1)[1]: link for link in await check_links(answers, client)}
    assert links["fine"].answers == ("one", "two")
    assert (links["fine"].problem, links["fine"].moved_to) == ("", None)
    assert (links["gone"].problem, links["gone"].answers) == ("HTTP 404", ("one",))
    assert (links["old"].problem, links["old"].moved_to) == ("", f"{url}/new")
    assert links["circle"].problem == "TooManyRedirects"
    assert links["refused"].problem == "ConnectError"
    assert site.asked.count("/fine") == 1


async def test_a_host_is_not_asked_by_many_at_once(site: Site, url: str) -> None:
    client = httpx.AsyncClient(trust_env=False)
    links = await check_links([answer("many", *(f"{url}/{number}" for number in range(12)))], client)
    assert [link.problem for link in links] == [""] * 12
    assert site.most <= PER_HOST
