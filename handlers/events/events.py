"""What a person does with events: finds them (/events), takes a place, cancels, sends a deputy, takes the calendar."""

from __future__ import annotations

import asyncio
import io

from handlers.chat.context import Answered, BotContext, Wrong
from handlers.chat.menu import back_row, back_to, menu_button
from handlers.chat.prompts import Prompt, asks, on_reply
from handlers.chat.routes import also_on_command, on_tap
from handlers.chat.taps import ShowSettings
from handlers.events import taps
from handlers.events.words import answers, describe, label, meetings
from services.events import LONGEST_NAME, EventView, Joined, Noted, RegistrationState
from services.files.calendar_file import make_ics

LINK = "e_"
"""How the payload of a deep link to an event begins."""
TICKET = "t_"
"""How the payload begins that stands in a participant's QR code."""
LISTED = 8

DEPUTY = Prompt("events-prompt-deputy", most=LONGEST_NAME)
SCREEN_CODE = Prompt("events-prompt-code")


async def of_event(context: BotContext, number: int) -> EventView:
    """The event as the person sees it; where there is none, she is told so. Raises Answered."""
    view = await context.services.events.registrations.view(number, context.person_id)
    if view is None:
        await context.say(context.texts("events-gone"), [[menu_button(context)]])
        raise Answered
    return view


async def _known(context: BotContext, number: int) -> EventView | None:
    return await of_event(context, number)


asks(taps.NameDeputy, DEPUTY, only_if=_known)
asks(taps.TypeScreenCode, SCREEN_CODE, only_if=_known)


def full_name(context: BotContext) -> str:
    """What the person of the update is called in Telegram."""
    user = context.received.effective_user
    return user.full_name if user else ""


@also_on_command("events")
@on_tap()
async def show_my_events(context: BotContext, _tap: taps.ShowMyEvents) -> None:
    """What she may register for first, then where she takes part."""
    registrations, texts = context.services.events.registrations, context.texts
    open_to_her = (await registrations.open_to(context.person_id))[:LISTED]
    mine = (await registrations.of_person(context.person_id))[:LISTED]
    rows = [[taps.OpenMyEvent(each.event.id).button(label(texts, each.event))] for each in open_to_her]
    rows += [
        [
            taps.OpenMyEvent(each.event.id).button(
                texts.plain("events-button-mine", label=label(texts, each.event), state=_state(each))
            )
        ]
        for each in mine
    ]
    key = "events-list" if rows else "events-none"
    await context.show(texts(key, open=len(open_to_her), mine=len(mine)), [*rows, [menu_button(context)]])


def _state(view: EventView) -> str:
    if view.event.cancelled_at:
        return "cancelled"
    if view.came:
        return "came"
    return view.registration.state.value if view.registration else "none"


async def open_link(context: BotContext, payload: str) -> None:
    """By the deep link `e_<id>`: of a poster, or shared by somebody."""
    view = await of_event(context, int(payload)) if payload.isdecimal() and len(payload) < 16 else None
    if view is None:
        await context.say(context.texts("events-gone"), [[menu_button(context)]])
        return
    await context.say(describe(context.texts, view), [*answers(context.texts, view), [menu_button(context)]])


@on_tap()
async def look_at_event(context: BotContext, tap: taps.LookAtEvent) -> None:
    view = await of_event(context, tap.event)
    await context.say(describe(context.texts, view), [*answers(context.texts, view), [menu_button(context)]])


@on_tap()
async def open_my_event(context: BotContext, tap: taps.OpenMyEvent) -> None:
    await show_event(context, tap.event)


async def show_event(context: BotContext, number: int) -> None:
    """Its page in place of the message, as it stands now."""
    view = await of_event(context, number)
    rows = [*answers(context.texts, view), back_row(context, taps.ShowMyEvents())]
    await context.show(describe(context.texts, view), rows)


# Taking a place


@on_tap()
async def join_event(context: BotContext, tap: taps.JoinEvent) -> None:
    await of_event(context, tap.event)
    await _join(context, tap.event, full_name(context), is_deputy=False)


async def _join(context: BotContext, number: int, name: str, *, is_deputy: bool) -> None:
    texts = context.texts
    person = context.person_id
    joined = await context.services.events.registrations.join(number, person, name, is_deputy=is_deputy)
    if joined is Joined.NO_HROMADA:
        rows = [[context.button(ShowSettings(), "menu-button-settings")], back_row(context, taps.OpenMyEvent(number))]
        await context.show(texts("events-no-hromada"), rows)
        return
    await context.toast(texts.plain("events-joined", result=joined))
    await show_event(context, number)


@on_tap()
async def leave_event(context: BotContext, tap: taps.LeaveEvent) -> None:
    left = await context.services.events.registrations.leave(tap.event, context.person_id, full_name(context))
    await context.toast(context.texts.plain("events-left" if left else "events-not-left"))
    await show_event(context, tap.event)


@on_tap()
async def accept_place(context: BotContext, tap: taps.AcceptPlace) -> None:
    taken = await context.services.events.registrations.accept(tap.event, context.person_id)
    await context.toast(context.texts.plain("events-accepted" if taken else "events-too-late"))
    await show_event(context, tap.event)


@on_tap()
async def send_deputy(context: BotContext, tap: taps.SendDeputy) -> None:
    """By name, or whoever holds the deputy's post."""
    view, texts = await of_event(context, tap.event), context.texts
    rows = [[context.button(taps.NameDeputy(tap.event), "events-button-deputy-name")]]
    if view.has_deputy:
        rows.append([context.button(taps.SendDeputyPost(tap.event), "events-button-deputy-post")])
    await context.show(texts("events-deputy"), [*rows, [back_to(context, taps.OpenMyEvent(tap.event))]])


@on_reply(DEPUTY)
async def take_deputy(context: BotContext, number: int) -> None:
    name = context.words.strip()
    if not 2 < len(name) <= LONGEST_NAME or "\n" in name:
        raise Wrong(context.texts("events-wrong-name"))
    await of_event(context, number)
    await _join(context, number, name, is_deputy=True)


@on_tap()
async def send_deputy_post(context: BotContext, tap: taps.SendDeputyPost) -> None:
    await of_event(context, tap.event)
    registrations = context.services.events.registrations
    sent = await registrations.send_deputy(tap.event, context.person_id, full_name(context))
    await context.toast(context.texts.plain("events-deputy-sent" if sent else "events-no-deputy"))
    await show_event(context, tap.event)


# Calendar and door


@on_tap()
async def take_calendar(context: BotContext, tap: taps.TakeEventCalendar) -> None:
    """For whoever comes; of what is cancelled, for whoever has it in her calendar."""
    view = await of_event(context, tap.event)
    mine = view.registration
    if mine is None or (mine.state is not RegistrationState.GOING and not view.event.cancelled_at):
        await context.toast(context.texts.plain("events-not-going"))
        return
    file = make_ics(meetings(context.texts, view.event), context.bot.username, context.now())
    name = context.texts.plain("events-calendar-file")
    await context.send_file(file, name, context.texts("events-calendar"))


@on_tap()
async def show_ticket(context: BotContext, tap: taps.ShowTicket) -> None:
    """Her own QR code: staff scan it with the camera of a phone."""
    view = await of_event(context, tap.event)
    mine = view.registration
    if mine is None or mine.state is not RegistrationState.GOING:
        await context.toast(context.texts.plain("events-not-going"))
        return
    png = await asyncio.to_thread(_qr, f"https://t.me/{context.bot.username}?start={TICKET}{mine.ticket}")
    await context.send_picture(png, context.texts("events-ticket", title=view.event.name, name=mine.name))


def _qr(url: str) -> bytes:
    import segno  # when somebody shows her ticket

    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="png", border=4, scale=12)
    return picture.getvalue()


@on_reply(SCREEN_CODE)
async def take_screen_code(context: BotContext, number: int) -> None:
    view = await of_event(context, number)
    noted = await context.services.events.attendance.enter(number, context.person_id, context.words)
    if noted.result is Noted.UNKNOWN:
        raise Wrong(context.texts("events-wrong-code"))
    rows = [[context.button(taps.LookAtEvent(number), "events-button-look-again")], [menu_button(context)]]
    await context.say(context.texts("events-noted-self", result=noted.result, title=view.event.name), rows)
