"""The law card for everybody, without Telegram: which document, where, and what holds there today.

Where the document must be accepted there is something to show to the official: the whole screen, white, in large type,
and a picture to keep. Elsewhere there are words for the citizen only: no card may help who refuses.
"""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from content.cards import Document, Place, Verdict
from services.cases import PASSPORT, Advice, Card
from web.public import KEPT, in_chat, show
from web.routes import Who, page
from web.visit import NotThere, Visit

SHOWN = {Verdict.MUST_ACCEPT, Verdict.AFTER_CHECK}
"""With these there is something to show to an official."""
PICTURES = 30
"""So many pictures a minute for one address."""
BOT = "card"
"""Deep-link payload of the cards."""
REPORT = "report"
"""That of a case."""


@page("/c", Who.ALL)
async def choose_document(visit: Visit) -> Response:
    texts = visit.texts
    return await show(
        visit,
        "cases/choose_document.html",
        path="/c",
        description=texts.plain("public-cards-description"),
        documents=visit.services.cases.cards.table.documents,
    )


@page("/c/{document}", Who.ALL)
async def choose_place(visit: Visit) -> Response:
    """The places where the document is of most use first, each with what holds there."""
    texts, cards = visit.texts, visit.services.cases.cards
    document = _document(visit)
    places = []
    for each in cards.places(document.id):
        made = cards.card(document.id, each.id)
        places.append({"id": each.id, "title": each.title, "holds": made.title if made else ""})
    return await show(
        visit,
        "cases/choose_place.html",
        path=f"/c/{document.id}",
        description=texts.plain("public-places-description", name=document.name),
        document=document,
        places=places,
    )


@page("/c/{document}/{place}", Who.ALL)
async def one_card(visit: Visit) -> Response:
    document, place, made = _made(visit)
    cards = visit.services.cases.cards
    is_shown = made.verdict in SHOWN
    return await show(
        visit,
        "cases/card.html" if isinstance(made, Card) else "cases/advice.html",
        path=f"/c/{document.id}/{place.id}",
        description=f"{made.title}. {made.subject}",
        made=made,
        document=document,
        place=place,
        is_shown=is_shown,
        has_passport=isinstance(made, Advice) and bool(made.passport),
        passport=f"/c/{PASSPORT}/{place.id}",
        accepted=[] if is_shown else cards.accepted_at(place.id),
        report=in_chat(visit, REPORT),
        cards_in_chat=in_chat(visit, BOT),
    )


@page("/c/{document}/{place}/show", Who.ALL)
async def show_to_official(visit: Visit) -> Response:
    """Nothing but the card, as large as the screen."""
    document, place, made = _made(visit)
    back = f"/c/{document.id}/{place.id}"
    if not isinstance(made, Card) or made.verdict not in SHOWN:
        return RedirectResponse(back, 302)
    return await show(visit, "cases/show.html", path=back, made=made, back=back)


@page("/c/{document}/{place}/card.png", Who.ALL, at_most=PICTURES)
async def picture(visit: Visit) -> Response:
    """The picture that the chat sends."""
    _, _, made = _made(visit)
    if not isinstance(made, Card) or made.verdict not in SHOWN:
        raise NotThere
    headers = {"ETag": f'"{made.key.rpartition(":")[2]}"', "Cache-Control": KEPT}
    if visit.request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(await visit.services.cases.cards.picture(made), media_type="image/png", headers=headers)


def _document(visit: Visit) -> Document:
    documents = visit.services.cases.cards.table.documents
    found = next((each for each in documents if each.id == visit.request.path_params["document"]), None)
    if found is None:
        raise NotThere
    return found


def _made(visit: Visit) -> tuple[Document, Place, Card | Advice]:
    """What holds today for the document and the place of the address."""
    cards, document = visit.services.cases.cards, _document(visit)
    place = next((each for each in cards.table.places if each.id == visit.request.path_params["place"]), None)
    made = cards.card(document.id, place.id) if place else None
    if place is None or made is None:
        raise NotThere
    return document, place, made
