"""Events for whoever acts for a post: what is open to her, and where she takes part."""

from __future__ import annotations

from starlette.responses import Response

from services.events import EventView, words
from web.events.guest import Guest, show, take
from web.routes import Who, form, page
from web.visit import Visit

OWN = "/desk/own/events"


@page(OWN, Who.HEADS, rail="events")
async def own_events(visit: Visit) -> Response:
    registrations = visit.services.events.registrations
    return await visit.show(
        "events/own.html",
        open=[_row(visit, each) for each in await registrations.open_to(visit.person_id)],
        mine=[_row(visit, each) for each in await registrations.of_person(visit.person_id)],
    )


def _row(visit: Visit, view: EventView) -> dict[str, object]:
    texts, event = visit.texts, view.event
    return {
        "path": f"{OWN}/{event.id}",
        "title": event.name,
        "at": event.starts_at or event.sessions[0].starts_at,
        "standing": " ".join(words.standing(texts.plain, texts, view)),
        "is_cancelled": event.cancelled_at is not None,
    }


def _guest(visit: Visit) -> Guest:
    return Guest(path=f"{OWN}/{visit.number('event')}", person_id=visit.person_id, name=visit.name)


@page(f"{OWN}/{{event:int}}", Who.HEADS, rail="events")
async def own_event(visit: Visit) -> Response:
    return await show(visit, visit.number("event"), _guest(visit))


@form(f"{OWN}/{{event:int}}", Who.HEADS, rail="events")
async def answer(visit: Visit) -> Response:
    return await take(visit, visit.number("event"), _guest(visit))
