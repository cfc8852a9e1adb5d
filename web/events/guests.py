"""The list at the door: who is there, noted by taps. One form, so that a connection that goes away takes nothing along.

Only what differs from what was shown is written, so that the same may be sent twice. What somebody else noted
meanwhile, by the list or by scanning, stays and is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import PlainTextResponse, Response

from services.events import Noted, Part, Registration, Session, words
from services.people import Right
from web.events.events import EVENTS, event_of
from web.routes import form, page
from web.visit import Visit

ON_PAGE = 40
ABSENT = ""
CHOICES = (Part.WHOLE.value, Part.LATE.value, Part.PARTIAL.value, ABSENT)


@page(f"{EVENTS}/{{event:int}}/guests", Right.EVENTS, rail="events")
async def guests(visit: Visit) -> Response:
    return await _show(visit)


async def _show(visit: Visit, clashes: Sequence[Registration] = ()) -> Response:
    event, services, texts = await event_of(visit), visit.services.events, visit.texts
    session = await _session(visit)
    going = await services.registrations.going(event.id)
    noted = await services.attendance.of_event(event.id)
    wanted = visit.asked("q").casefold()
    found = [each for each in going if wanted in each.name.casefold()]
    pages = max(1, -(-len(found) // ON_PAGE))
    at = min(max(visit.asked_number("page"), 1), pages)
    rows = []
    for each in found[(at - 1) * ON_PAGE : at * ON_PAGE]:
        attendance = noted.get((each.id, session.number)) if session else None
        rows.append(
            {
                "number": each.id,
                "name": each.name,
                "place": await services.registrations.place_name(each),
                "part": attendance.part.value if attendance else ABSENT,
                "via": texts.plain("web-events-via", via=attendance.via) if attendance else "",
            }
        )
    code = await services.attendance.screen_code(event.id)
    return await visit.show(
        "events/guests.html",
        status=409 if clashes else 200,
        event=event,
        session=session,
        when=words.when(texts, session) if session else "",
        sessions=[(each.number, f"{each.starts_at:%d.%m %H:%M}") for each in event.live],
        rows=rows,
        choices=[(each, texts.plain("web-events-part", part=each or "none")) for each in CHOICES],
        going=len(going),
        came=sum(number == session.number for _one, number in noted) if session else 0,
        clashes=texts.plain("web-events-clashes", names=", ".join(each.name for each in clashes)) if clashes else "",
        code=code.code if code else "",
        at=at,
        pages=pages,
        query=visit.asked("q"),
        address=f"{EVENTS}/{event.id}/guests?session={session.number if session else 0}&q={visit.asked('q')}&",
    )


async def _session(visit: Visit) -> Session | None:
    """The one of the address, or the one that people come to now, or the first."""
    event = await event_of(visit)
    number = visit.asked("session") or visit.typed("session")
    named = event.session(int(number)) if number.isascii() and number.isdecimal() and len(number) < 4 else None
    if named in event.live:
        return named
    return visit.services.events.attendance.near(event) or next(iter(event.live), None)


@form(f"{EVENTS}/{{event:int}}/guests", Right.EVENTS, rail="events")
async def note(visit: Visit) -> Response:
    """What was tapped: by a button, or meanwhile by the script."""
    event, texts, session = await event_of(visit), visit.texts, await _session(visit)
    changes: dict[int, tuple[Part | None, Part | None]] = {}
    for name, value in visit.all_typed.items():
        number = name.removeprefix("p")
        is_number = number.isascii() and number.isdecimal() and len(number) < 16
        if name.startswith("p") and is_number and value in CHOICES:
            changes[int(number)] = (_part(visit.typed(f"s{number}")), _part(value))
    count, clashes = 0, list[Registration]()
    if session:
        attendance = visit.services.events.attendance
        count, clashes = await attendance.correct_all(event, session.number, changes, visit.person_id)
    if visit.asked("do") == "keep":
        names = ", ".join(each.name for each in clashes)
        said = (
            texts.plain("web-events-clashes", names=names)
            if names
            else texts.plain("fill-kept", at=f"{visit.now():%H:%M}")
        )
        return PlainTextResponse(said)
    if clashes:
        return await _show(visit, clashes)
    back = f"{EVENTS}/{event.id}/guests"
    return visit.go(back, said=texts.plain("web-events-noted", count=count), session=session.number if session else 0)


def _part(word: str) -> Part | None:
    return Part(word) if word in set(Part) else None


@form(f"{EVENTS}/{{event:int}}/ticket", Right.EVENTS, rail="events")
async def by_number(visit: Visit) -> Response:
    """Who has no phone with her says the number of her ticket."""
    event, texts = await event_of(visit), visit.texts
    number = "".join(each for each in visit.typed("ticket").upper() if each.isalnum())
    noted = await visit.services.events.attendance.scan(number, visit.person_id, event.id)
    mine, attendance = noted.registration, noted.attendance
    said = texts.plain(
        "web-events-scanned",
        result=noted.result,
        name=mine.name if mine and noted.result is not Noted.UNKNOWN else "–",
        at=f"{attendance.noted_at:%H:%M}" if attendance else "none",
    )
    return visit.go(f"{EVENTS}/{event.id}/guests", said=said)
