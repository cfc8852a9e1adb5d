"""At the door: staff scan the QR codes of participants, press names on the list, or put a code on the screen."""

from __future__ import annotations

from math import ceil

from handlers.chat.context import BotContext
from handlers.chat.menu import PAGE, back_to, menu_button, turn_buttons
from handlers.chat.messages import render_with
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.events import taps
from handlers.events.event_desk import opened
from services.events import Noted, Part, words
from services.mailings import LiveMessageKind
from services.text import shorten

NAME = 40
ABSENT = "none"
NEXT = {ABSENT: Part.WHOLE.value, Part.WHOLE: Part.LATE.value, Part.LATE: Part.PARTIAL.value, Part.PARTIAL: ABSENT}
"""What the next press on a name says."""


async def scan(context: BotContext, ticket: str) -> None:
    """The deep link in a participant's QR code: the phone that scans it has to be one of the staff."""
    texts = context.texts
    if not await may(context, Right.EVENTS):
        await context.say(texts("events-ticket-staff"), [[menu_button(context)]])
        return
    noted = await context.services.events.attendance.scan(ticket, context.person_id)
    event, mine, attendance = noted.event, noted.registration, noted.attendance
    html = texts(
        "events-scanned",
        result=noted.result,
        name=mine.name if mine else "–",
        title=event.name if event else "–",
        part=attendance.part if attendance else "none",
        at=f"{attendance.noted_at:%H:%M}" if attendance else "none",
    )
    rows = [[context.button(taps.ShowGuests(event.id, 0, 0), "events-button-guests")]] if event else []
    await context.say(html, rows if noted.result is not Noted.UNKNOWN else ())


@on_tap(Right.EVENTS)
async def show_guests(context: BotContext, tap: taps.ShowGuests) -> None:
    """Who comes, a press each: there, late, in part, not there."""
    event, texts = await opened(context, tap.event), context.texts
    attendance = context.services.events.attendance
    near = attendance.near(event)
    session = event.session(tap.session) or near or next(iter(event.live), None)
    going = await context.services.events.registrations.going(event.id)
    if session is None or not going:
        await context.show(texts("events-no-guests"), [[back_to(context, taps.ShowEvent(event.id))]])
        return
    noted = await attendance.of_event(event.id)
    pages = ceil(len(going) / PAGE)
    page = min(tap.page, pages - 1)
    rows = []
    for each in going[page * PAGE : (page + 1) * PAGE]:
        found = noted.get((each.id, session.number))
        place = await context.services.events.registrations.place_name(each)
        part = found.part.value if found else ABSENT
        shown = texts.plain(
            "events-button-guest",
            part=part,
            name=shorten(f"{each.name}, {place}" if place else each.name, NAME),
        )
        rows.append([taps.NoteGuest(event.id, session.number, page, each.id, NEXT[part]).button(shown)])
    turns = turn_buttons(context, page, pages, lambda page: taps.ShowGuests(event.id, session.number, page))
    if len(event.live) > 1:
        rows.append(
            [
                taps.ShowGuests(event.id, each.number, 0).button(
                    texts.plain(
                        "events-button-session",
                        day=f"{each.starts_at:%d.%m}",
                        shown="yes" if each is session else "no",
                    )
                )
                for each in event.live[:SESSIONS]
            ]
        )
    html = texts(
        "events-guest-list",
        title=event.name,
        when=words.when(texts, session),
        going=len(going),
        came=sum(number == session.number for _registration, number in noted),
    )
    await context.show(html, [*rows, turns, [back_to(context, taps.ShowEvent(event.id))]])


SESSIONS = 5


@on_tap(Right.EVENTS)
async def note_guest(context: BotContext, tap: taps.NoteGuest) -> None:
    part = Part(tap.part) if tap.part in set(Part) else None
    by, attendance = context.person_id, context.services.events.attendance
    if not await attendance.correct(tap.event, tap.session, tap.registration, part, by):
        await context.toast(context.texts.plain("events-guest-gone"))
    await show_guests(context, taps.ShowGuests(tap.event, tap.session, tap.page))


@on_tap(Right.EVENTS)
async def show_screen_code(context: BotContext, tap: taps.ShowScreenCode) -> None:
    """A message that shows the code of each minute by itself."""
    await opened(context, tap.event)
    message = await context.services.events.attendance.screen_code(tap.event)
    if message is None:
        await context.toast(context.texts.plain("events-gone-staff"))
        return
    outgoing = render_with(context.services.content)(message)
    shown = await context.show_live(outgoing.html, outgoing.keyboard)
    if context.chat_id is not None and shown is not None:
        live = context.services.mailings.live_messages
        await live.watch(context.chat_id, shown, LiveMessageKind.EVENT_CODE, tap.event, outgoing.html)
