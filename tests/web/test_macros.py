"""What `macros.html` and the scripts offer to every page, on a page of this test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from jinja2 import ChoiceLoader, DictLoader
from starlette.responses import HTMLResponse, Response

from services.people import Right
from tests.stories.world import World
from tests.web.browser import Browser, Element, Page
from tests.web.conftest import Enter
from web.routes import WAYS, Who, form, page
from web.visit import Visit

SAMPLE = """
{% extends "base.html" %}
{% block scripts %}
<script type="module" src="{{ static("filter.js") }}"></script>
<script type="module" src="{{ static("preview.js") }}"></script>
{% endblock %}
{% block heading %}{{ "Зразок <b>" }}{% endblock %}
{% block content %}
{{ ui.filter("posts", "Знайти в таблиці") }}
{{ ui.table("Громади", ["Громада", "Стан"], rows, id="posts", pinned=true) }}
{{ ui.pager("/desk/sample?", at, 3) }}
<form method="post" action="/desk/sample" data-preview="/desk/sample/preview" data-into="shown">
{{ ui.field("name", "Назва", typed.name, help="Як у листі", error=errors.name, required=true, maxlength=40) }}
{% set kinds = [("a", "перший"), ("b", "другий")] %}
{{ ui.field("kind", "Вид", typed.kind or "b", kind="choice", options=kinds, error=errors.kind) }}
{{ ui.field("text", "Слова", typed.text, kind="lines") }}
{{ ui.tick("sure", "Так", checked=true) }}
<button>Надіслати</button>
</form>
<div class="preview" id="shown" aria-live="polite"></div>
{% endblock %}
"""
ROWS = [["Андрушівська", "відповіли"], ["Баранівська", "прострочили"], ["<b>Бердичівська</b>", "ознайомились"]]


@contextmanager
def sample_pages() -> Iterator[None]:
    """The pages of this test are there as long as this lasts."""

    def show(visit: Visit) -> None:
        templates = visit.pages._templates
        assert templates.loader
        templates.loader = ChoiceLoader([DictLoader({"sample.html": SAMPLE.strip()}), templates.loader])

    @page("/desk/sample", Who.INSIDE)
    async def first(visit: Visit) -> Response:
        show(visit)
        return await visit.show("sample.html", rows=ROWS, at=2)

    @form("/desk/sample", Who.INSIDE)
    async def refuse(visit: Visit) -> Response:
        show(visit)
        errors = {"name": "Напишіть назву", "kind": "Оберіть вид"}
        return await visit.show("sample.html", status=422, rows=[], at=1, errors=errors, typed=visit.all_typed)

    @form("/desk/sample/preview", Right.ANSWER)
    async def preview(visit: Visit) -> Response:
        return HTMLResponse(f"<p>{len(visit.typed('name'))}</p>")

    yield
    WAYS[:] = [each for each in WAYS if "sample" not in each.path]


@pytest.fixture(autouse=True)
def sample() -> Iterator[None]:
    with sample_pages():
        yield


@pytest.fixture
async def browser(world: World, enter: Enter) -> Browser:
    return await enter(world.iryna)


def one(page: Page, name: str) -> Element:
    [found] = [each for each in page.find() if each["name"] == name]
    return found


async def test_fields_and_tables_are_what_the_check_of_every_page_asks(browser: Browser) -> None:
    page = await browser.get("/desk/sample")
    assert one(page, "name")["aria-describedby"] == "name-help"
    assert "required" in one(page, "name").attributes
    [table] = page.find("table")
    assert [each.text for each in table.find("th", scope="row")] == [row[0] for row in ROWS]
    assert [each["data-name"] for each in table.find("td")] == ["Стан"] * 3
    assert {each["rel"] for each in page.find("nav", class_="pager")[0].find("a")} == {"prev", "next"}


async def test_what_is_wrong_is_said_above_and_beside_and_nothing_typed_is_lost(browser: Browser) -> None:
    page = await browser.press(
        await browser.get("/desk/sample"), "/desk/sample", name='"><i>х', text="\nрядок", kind="a"
    )
    assert page.status == 422
    assert one(page, "name")["value"] == '"><i>х'
    assert one(page, "name")["aria-describedby"] == "name-help name-error"
    assert one(page, "name")["aria-invalid"] == "true"
    [chosen] = [each["value"] for each in page.find("option") if "selected" in each.attributes]
    assert chosen == "a"
    [summary] = page.find("div", class_="errors")
    assert [(each["href"], each.text) for each in summary.find("a")] == [
        ("#name", "Напишіть назву"),
        ("#kind", "Оберіть вид"),
    ]


async def test_a_page_that_lacks_what_its_template_asks_fails_in_words(world: World, enter: Enter) -> None:
    @page("/desk/sample/broken", Who.INSIDE)
    async def broken(visit: Visit) -> Response:
        return await visit.show("cases/case.html")

    browser = await enter(world.iryna)
    page_ = await browser.get("/desk/sample/broken", expect=500)
    assert "Стався збій" in page_.text
    assert "UndefinedError" not in page_.response.text
