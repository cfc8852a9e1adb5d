"""A browser without scripts over the real pages: each page that it gets is looked over before the test sees it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx

from services.operation.version import VERSION
from simulator.people import Person
from tests.stories.world import World
from web.app import pages

URL = "https://bot.example.org"
LARGEST = 20 * 1024
"""Bytes of a page as the proxy sends it, through gzip: with style and scripts a slow phone gets it in a second."""
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LABELLED = {"input", "select", "textarea"}
OURS = {"same-origin": {"Sec-Fetch-Site": "same-origin"}}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    parent: Element | None
    words: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """All that it says, with single spaces."""
        return " ".join("".join(self._all()).split())

    def _all(self) -> list[str]:
        return [word for each in self.inside for word in (each._all() if isinstance(each, Element) else [each])]

    @property
    def inside(self) -> list[Element | str]:
        return self._inside

    def __post_init__(self) -> None:
        self._inside: list[Element | str] = []

    def find(self, name: str = "", **attributes: str) -> list[Element]:
        """The elements in it of that name and with those attributes, in their order."""
        found = []
        for each in self.children:
            if (not name or each.name == name) and all(
                each.attributes.get(key.rstrip("_").replace("_", "-")) == value for key, value in attributes.items()
            ):
                found.append(each)
            found += each.find(name, **attributes)
        return found


class Page(HTMLParser):
    """A page as a tree."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(convert_charrefs=True)
        self.response = response
        self.root = self._at = Element("", {}, None)
        self.is_html = bool(response.content) and response.headers.get("Content-Type", "").startswith("text/html")
        if self.is_html:
            self.feed(response.text)
        assert self._at is self.root, f"<{self._at.name}> is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self._at)
        self._at.children.append(element)
        self._at.inside.append(element)
        if tag not in EMPTY:
            self._at = element

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        assert self._at.name == tag, f"</{tag}> closes <{self._at.name}>"
        assert self._at.parent
        self._at = self._at.parent

    def handle_data(self, data: str) -> None:
        self._at.inside.append(data)

    def find(self, name: str = "", **attributes: str) -> list[Element]:
        return self.root.find(name, **attributes)

    @property
    def text(self) -> str:
        """What a person reads, without the head."""
        [body] = self.find("body")
        return body.text

    @property
    def status(self) -> int:
        return self.response.status_code

    def form(self, action: str) -> Element:
        """The form that is sent there; asks for exactly one."""
        [form] = [each for each in self.find("form") if each["action"] == action]
        return form

    def link(self, words: str) -> str:
        """Where the first link with these words leads."""
        return next(each["href"] for each in self.find("a") if words in each.text)


def look_over(page: Page) -> None:
    """What holds of every page. Raises AssertionError."""
    response = page.response
    travels = len(gzip.compress(response.content, 5))
    assert travels <= LARGEST, travels
    [html] = page.find("html")
    assert html["lang"] == "uk"
    [heading], [title] = page.find("h1"), page.find("title")
    assert heading.text, "the heading is empty"
    assert title.text.startswith(heading.text), (title.text, heading.text)
    ids = [each["id"] for each in page.find() if each["id"]]
    assert len(ids) == len(set(ids)), f"twice: {sorted(each for each in ids if ids.count(each) > 1)}"
    labels = {each["for"] for each in page.find("label")}
    for each in page.find():
        assert not [name for name in each.attributes if name.startswith("on") or name == "style"], each
        for name in ("aria-describedby", "aria-labelledby"):
            assert set(each[name].split()) <= set(ids), f"{name}: {each[name]}"
        for name in ("src", "href", "action"):
            address = urlsplit(each[name])
            is_link = each.name == "a" and address.scheme in {"https", "tel", "mailto"}
            is_link |= each["rel"] == "canonical" and each[name].startswith(f"{URL}/")
            assert is_link or not (address.scheme or address.netloc), f"leads elsewhere: {each[name]}"
        if each.name in LABELLED and each["type"] not in {"hidden", "submit"} and "hidden" not in each.attributes:
            assert each["id"] in labels or each["aria-label"], f"without a label: {each.name} {each['name']}"
        if each.name == "form":
            assert each["method"] in {"get", "post", "dialog"}, each
            assert each["method"] == "dialog" or each["action"], "a form that says not where it goes"
        if each.name == "button":
            assert each.text or each["aria-label"], "a button without words"
        if each.name == "script":
            assert each["src"], "a script in the page"
            assert not each.text
        if each.name == "th":
            assert each["scope"], f"a heading of nothing: {each.text}"
        assert each.name not in {"style", "iframe", "object", "embed"}, each.name
    linked = {each["href"].removeprefix("#") for summary in page.find(class_="errors") for each in summary.find("a")}
    wrong = {each["id"] for each in page.find() if each["aria-invalid"] == "true"}
    assert wrong == linked, f"wrong: {wrong}, in the summary: {linked}"
    for foot in page.find("footer", class_="quiet"):
        assert VERSION in foot.text, "no value of a page takes the place of what all have"
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


class Browser:
    """One browser of one person. A redirect is followed unless the test wants to see it."""

    def __init__(self, world: World, url: str = URL, played: Mapping[int, str] | None = None) -> None:
        transport = httpx.ASGITransport(app=pages(world.services, played), client=("10.0.0.1", 1000))
        self.world = world
        self.client = httpx.AsyncClient(transport=transport, base_url=url)

    async def enter(self, person: Person) -> Browser:
        """Comes in by a link, as the person does."""
        url = await self.world.services.people.doors.link(person.id, person.data["first_name"])
        await self.post(urlsplit(url).path)
        return self

    async def get(self, path: str, *, expect: int = 200, follow: bool = True) -> Page:
        return self._seen(await self.client.get(path, follow_redirects=follow), expect)

    async def post(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        expect: int = 200,
        follow: bool = True,
        files: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Sends a form as the browser does from our own page; 0 expects whatever is no failure."""
        sent = headers if headers is not None else OURS["same-origin"]
        response = await self.client.post(path, data=data or {}, files=files, headers=sent, follow_redirects=follow)
        return self._seen(response, expect)

    async def press(self, page: Page, action: str, /, *, expect: int = 0, **typed: Any) -> Page:
        """Sends a form of the page, with what stands in its fields and what is typed into some. What is wrong with it,
        and what is asked before, are answers too."""
        form = page.form(action)
        fields: dict[str, Any] = {}
        for each in form.find():
            if not each["name"] or each.name not in LABELLED:
                continue
            if each.name == "textarea":
                fields[each["name"]] = "".join(str(part) for part in each.inside).removeprefix("\n")
            elif each.name == "select":
                chosen = [one["value"] for one in each.find("option") if "selected" in one.attributes]
                fields[each["name"]] = chosen[0] if chosen else each.find("option")[0]["value"]
            elif each["type"] not in {"checkbox", "radio"} or "checked" in each.attributes:
                fields[each["name"]] = each["value"]
        return await self.post(action, {**fields, **typed}, expect=expect)

    async def fragment(self, path: str, name: str, have: str = "") -> httpx.Response:
        """One block of a page, as the script asks for it."""
        return await self.client.get(path, headers={"X-Fragment": name, "X-Have": have})

    def _seen(self, response: httpx.Response, expect: int) -> Page:
        expected = {expect} if expect else {200, 204, 403, 409, 422}
        assert response.status_code in expected or (expect == 200 and response.is_redirect), (
            response.status_code,
            response.text[:2000],
        )
        page = Page(response)
        if page.is_html:
            look_over(page)
        return page
