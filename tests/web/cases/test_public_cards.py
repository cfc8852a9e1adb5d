"""The law card for everybody: something to show where a document must be accepted, words for the citizen elsewhere."""

from __future__ import annotations

from content.cards import Verdict
from services.cases import Advice, Card
from tests.stories.world import World
from tests.web.browser import Browser

SHOWN = {Verdict.MUST_ACCEPT, Verdict.AFTER_CHECK}


def cell_of(world: World, verdict: Verdict) -> tuple[str, str]:
    """A document and a place for which that holds today."""
    cells, today = world.services.cases.cards.table.cells, world.clock().date()
    return next(where for where, cell in cells.items() if cell.at(today) is verdict)


async def test_the_chooser_shows_the_places_of_most_use_first(world: World, stranger: Browser) -> None:
    cards = world.services.cases.cards
    documents = await stranger.get("/c")
    assert [each["href"] for each in documents.find("main")[0].find("a")] == [
        f"/c/{each.id}" for each in cards.table.documents
    ]
    page = await stranger.get("/c/student")
    links = [each["href"] for each in page.find(class_="tiles")[0].find("a")]
    assert links == [f"/c/student/{each.id}" for each in cards.places("student")]
    assert "прийміть" in page.find(class_="tiles")[0].find("a")[0].text


async def test_each_verdict_gets_what_helps_and_says_what_the_service_says(world: World, stranger: Browser) -> None:
    for verdict in Verdict:
        document, place = cell_of(world, verdict)
        path = f"/c/{document}/{place}"
        made = world.services.cases.cards.card(document, place)
        page = await stranger.get(path)
        assert made
        assert page.find("h1")[0].text == f"{made.title}: {made.subject}"
        hrefs = {each["href"] for each in page.find("a")}
        picture = await stranger.client.get(f"{path}/card.png")
        shown = await stranger.client.get(f"{path}/show")
        assert (f"{path}/show" in hrefs) is (verdict in SHOWN)
        if verdict in SHOWN:
            assert isinstance(made, Card)
            assert picture.content.startswith(b"\x89PNG")
            words = [made.check, made.call, made.source, *(norm.says for norm in made.norms)]
            for each in words:
                assert each in page.text
                assert each in shown.text
        else:
            assert picture.status_code == 404, "no card helps who refuses"
            assert shown.headers["Location"] == path
        if isinstance(made, Advice):
            for each in (made.why, made.say, made.carry, *(complaint.contact for complaint in made.complaints)):
                assert " ".join(each.split()) in page.text
        assert "https://t.me/zt_bot?start=report" in hrefs


async def test_a_norm_that_is_due_gives_no_card_on_the_page_either(world: World, stranger: Browser) -> None:
    world.clock.strike("2036-01-10 12:00")
    page = await stranger.get("/c/passport/rail")
    assert "Напевно про цей випадок ми не знаємо" in page.find("h1")[0].text
    assert (await stranger.client.get("/c/passport/rail/card.png")).status_code == 404


async def test_a_picture_is_drawn_once_and_not_sent_again_to_who_has_it(world: World, stranger: Browser) -> None:
    cards = world.services.cases.cards
    first = await stranger.client.get("/c/passport/rail/card.png")
    again = await stranger.client.get("/c/passport/rail/card.png", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    card = cards.card("passport", "rail")
    assert isinstance(card, Card)
    assert await cards.picture(card) is await cards.picture(card)
    for place in cards.table.places:
        made = cards.card("passport", place.id)
        if isinstance(made, Card):
            await cards.picture(made)
    assert len(cards._drawn) <= 12


async def test_to_look_at_cards_keeps_nothing(world: World, stranger: Browser) -> None:
    await stranger.get("/c/passport/rail")
    await stranger.get("/c/passport/rail/show")
    assert await world.database.fetch("SELECT * FROM card_views") == []
