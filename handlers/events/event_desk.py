"""What staff do with an event that is open: move, close, cancel, print; then the list, materials and the report."""

from __future__ import annotations

import asyncio

from telegram import InputFile
from telegram.constants import ChatAction

from channels.taps import Button
from handlers.chat.context import Answered, BotContext, Wrong
from handlers.chat.menu import ask_first, back_to
from handlers.chat.prompts import ANYTHING, WORDS, Prompt, asks, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.events import taps
from handlers.events.words import link_of, sessions
from handlers.mailings import content_of
from handlers.notices.notices import show_instead
from services.answers import ANYWHERE, make_pdf
from services.events import CONCERNED, LONGEST_WHY, MOST_FILES, Event, EventState, RegistrationState, words

MANY = 100
"""More than the sessions of an event: a prompt about a session has the number of both."""
OTHER_TIME = Prompt("events-prompt-move", "events-sessions-placeholder")
WHY = Prompt("events-prompt-cancel", "events-placeholder")
MATERIALS = Prompt("events-prompt-materials", "events-placeholder", most=MOST_FILES)


async def opened(context: BotContext, number: int) -> Event:
    """The event; where there is none, that is said. Raises Answered."""
    event = await context.services.events.events.find(number)
    if event is None:
        await context.toast(context.texts.plain("events-gone-staff"))
        raise Answered
    return event


async def _known(context: BotContext, number: int) -> Event | None:
    return await opened(context, number)


async def _known_session(context: BotContext, number: int) -> Event | None:
    return await opened(context, number // MANY)


asks(taps.MoveSession, OTHER_TIME, Right.EVENTS, only_if=_known_session)
asks(taps.CancelEvent, WHY, Right.EVENTS, only_if=_known)
asks(taps.AskMaterials, MATERIALS, Right.EVENTS, only_if=_known)


async def show_running(context: BotContext, event: Event) -> None:
    """How it stands: the times, the places, who answered what, and all that can be done."""
    texts, counts = context.texts, await context.services.events.registrations.counts(event.id)
    state = words.state_of(event, context.now())
    lines = [texts("events-page", kind=event.kind, title=event.name, state=state), ""]
    lines += [*sessions(texts, event), *words.where(texts, event, is_going=True)] if event.sessions else []
    lines.append(words.places(texts, event))
    lines.append(
        texts(
            "events-counts",
            going=counts.get(RegistrationState.GOING, 0),
            offered=counts.get(RegistrationState.OFFERED, 0),
            waiting=counts.get(RegistrationState.WAITING, 0),
            declined=counts.get(RegistrationState.DECLINED, 0) + counts.get(RegistrationState.WITHDRAWN, 0),
        )
    )
    if event.cancelled_at:
        lines.append(texts("events-standing-cancelled", why=event.cancelled_why or "none"))
    elif event.opened_at:
        lines.append(texts("events-share", link=link_of(context.bot.username, event)))
    await show_instead(context, texts.lines(lines), _keyboard(context, event, state))  # of the code on the screen


def _keyboard(context: BotContext, event: Event, state: str) -> list[list[Button]]:
    number, rows = event.id, list[list[Button]]()
    if event.opened_at and not event.cancelled_at:
        session = event.live[0].number
        rows.append([context.button(taps.ShowGuests(number, session, 0), "events-button-guests")])
        if not event.held_at:
            rows[-1].append(context.button(taps.ShowScreenCode(number), "events-button-screen"))
    if event.state in {EventState.OPEN, EventState.CLOSED} and state != "over":
        if event.state is EventState.OPEN:
            turn = context.button(taps.CloseRegistration(number), "events-button-close")
        else:
            turn = context.button(taps.ReopenRegistration(number), "events-button-reopen")
        rows += [
            [
                context.button(taps.ChooseSession(number), "events-button-move"),
                context.button(taps.AskEventWhere(number), "events-button-where"),
            ],
            [
                context.button(taps.AskEventPlaces(number), "events-button-places"),
                turn,
            ],
            [
                context.button(taps.PrintEvent(number), "events-button-poster"),
                context.button(taps.CancelEvent(number), "events-button-cancel-event"),
            ],
        ]
    if event.opened_at and not event.cancelled_at:
        rows.append(
            [
                context.button(taps.ShowEventReport(number), "events-button-report"),
                context.button(taps.ExportEvent(number), "events-button-excel"),
            ]
        )
        rows.append([context.button(taps.AskMaterials(number), "events-button-add-materials")])
        if state != "over" and not event.held_at:
            rows[-1].append(context.button(taps.AskEventFile(number), "events-button-add-file"))
        if state == "over":
            rows.append([context.button(taps.AskIfEventHeld(number), "events-button-held")])
    return [*rows, [back_to(context, taps.ShowEvents())]]


async def _again(context: BotContext, number: int) -> None:
    await show_running(context, await opened(context, number))


# Other times


@on_tap(Right.EVENTS)
async def choose_session(context: BotContext, tap: taps.ChooseSession) -> None:
    """Each session can be moved; where there are several, one can be cancelled."""
    event, texts = await opened(context, tap.event), context.texts
    rows = []
    for each in (one for one in event.live if one.ends_at > context.now()):
        move = taps.MoveSession(event.id * MANY + each.number)
        rows.append([move.button(texts.plain("events-button-move-to", day=f"{each.starts_at:%d.%m %H:%M}"))])
        if len(event.live) > 1:
            skip = taps.AskToSkip(event.id, each.number)
            rows[-1].append(skip.button(texts.plain("events-button-skip", day=f"{each.starts_at:%d.%m}")))
    await context.show(texts("events-which-session"), [*rows, [back_to(context, taps.ShowEvent(event.id))]])


@on_reply(OTHER_TIME, Right.EVENTS, undo=left)
async def take_other_time(context: BotContext, number: int) -> None:
    """Whoever is registered or waits is told at once; reminders follow the new time."""
    event_id, session = divmod(number, MANY)
    await opened(context, event_id)
    moved = await context.services.events.events.move(event_id, session, context.words, context.person_id)
    if moved is None:
        raise Wrong(context.texts("events-wrong-sessions", line=context.words))
    context.above = context.texts("events-moved-staff" if moved else "events-not-moved")
    await _again(context, event_id)


@on_tap(Right.EVENTS)
async def ask_to_skip(context: BotContext, tap: taps.AskToSkip) -> None:
    event, texts = await opened(context, tap.event), context.texts
    session = event.session(tap.session)
    if session is None:
        await choose_session(context, taps.ChooseSession(tap.event))
        return
    counts = await context.services.events.registrations.counts(event.id)
    sure = context.button(taps.CancelSession(tap.event, tap.session), "events-button-skip-sure")
    html = texts(
        "events-ask-skip", when=words.when(texts, session), count=sum(counts.get(each, 0) for each in CONCERNED)
    )
    await ask_first(context, html, sure, taps.ChooseSession(tap.event))


@on_tap(Right.EVENTS)
async def cancel_session(context: BotContext, tap: taps.CancelSession) -> None:
    done = await context.services.events.events.cancel_session(tap.event, tap.session, context.person_id)
    await context.toast(context.texts.plain("events-skipped" if done else "events-not-skipped"))
    await _again(context, tap.event)


@on_tap(Right.EVENTS)
async def close_registration(context: BotContext, tap: taps.CloseRegistration) -> None:
    await context.services.events.events.close(tap.event, context.person_id)
    await _again(context, tap.event)


@on_tap(Right.EVENTS)
async def reopen_registration(context: BotContext, tap: taps.ReopenRegistration) -> None:
    await context.services.events.events.reopen(tap.event, context.person_id)
    await _again(context, tap.event)


@on_reply(WHY, Right.EVENTS, undo=left)
async def take_why(context: BotContext, number: int) -> None:
    """The reason is read by whoever is registered; of a draft nobody hears."""
    if len(context.words) > LONGEST_WHY:
        raise Wrong(context.texts("events-too-long", most=LONGEST_WHY))
    event = await opened(context, number)
    done = await context.services.events.events.cancel(number, context.words, context.person_id)
    key = "events-cancelled-staff" if event.opened_at else "events-dropped"
    await context.say(context.texts(key if done else "events-not-cancelled"), [[back_to(context, taps.ShowEvents())]])


@on_tap(Right.EVENTS)
async def ask_if_held(context: BotContext, tap: taps.AskIfEventHeld) -> None:
    event = await opened(context, tap.event)
    report = await context.services.events.afterwards.report(event.id)
    sure = context.button(taps.HoldEvent(event.id), "events-button-held-sure")
    html = context.texts("events-ask-held", title=event.name, going=report.going, came=report.came)
    await ask_first(context, html, sure, taps.ShowEvent(event.id))


@on_tap(Right.EVENTS)
async def hold_event(context: BotContext, tap: taps.HoldEvent) -> None:
    held = await context.services.events.events.held(tap.event, context.person_id)
    await context.toast(context.texts.plain("events-held" if held else "events-not-held"))
    await _again(context, tap.event)


@on_tap(Right.EVENTS)
async def print_event(context: BotContext, tap: taps.PrintEvent) -> None:
    """A poster with the link as QR code."""
    event, texts = await opened(context, tap.event), context.texts
    if not event.opened_at or not event.live:
        await context.toast(texts.plain("events-gone-staff"))
        return
    await context.chat.send_action(ChatAction.UPLOAD_DOCUMENT, message_thread_id=context.topic)
    text = "\n".join(words.when(texts, each) for each in event.live)
    bot = context.bot.username
    pdf = await asyncio.to_thread(make_pdf, event.name, text, bot, f"e_{event.id}", [(ANYWHERE, "")])
    await context.send_file(pdf, texts.plain("events-poster-file"), texts("events-poster"))


# Afterwards


@on_reply(MATERIALS, Right.EVENTS, takes=ANYTHING & ~WORDS)
async def take_materials(context: BotContext, number: int) -> None:
    file, _words = content_of(context.message)
    if file is None or not await context.services.events.events.add_material(number, file):
        raise Wrong(context.texts("events-no-file", most=MOST_FILES))
    await _again(context, number)


@on_tap(Right.EVENTS)
async def show_report(context: BotContext, tap: taps.ShowEventReport) -> None:
    event, texts = await opened(context, tap.event), context.texts
    report = await context.services.events.afterwards.report(event.id)
    lines: list[str] = [texts("events-report", title=event.name, going=report.going, came=report.came)]
    lines += [texts("events-report-line", name=name, count=count) for name, count in report.hromadas.most_common(LINES)]
    if report.ratings:
        lines.append("")
    lines += [
        texts("events-report-line", name=texts.plain("events-rating", rating=each), count=report.ratings[each])
        for each in (3, 2, 1)
        if report.ratings[each]
    ]
    lines += [texts("events-report-word", words=words) for words in report.words[:LINES]]
    rows = [[context.button(taps.DrawEventReport(event.id), "events-button-picture")]] if report.came else []
    await context.show(texts.lines(lines), [*rows, [back_to(context, taps.ShowEvent(event.id))]])


LINES = 10


@on_tap(Right.EVENTS)
async def draw_report(context: BotContext, tap: taps.DrawEventReport) -> None:
    event = await opened(context, tap.event)
    await context.chat.send_action(ChatAction.UPLOAD_PHOTO, message_thread_id=context.topic)
    png = await context.services.events.afterwards.picture(event)
    await context.send_picture(png, context.texts("events-picture", title=event.name))


@on_tap(Right.EXPORT)
async def export_event(context: BotContext, tap: taps.ExportEvent) -> None:
    excel = await context.services.events.afterwards.as_excel(tap.event, context.person_id)
    if excel is None:
        await context.toast(context.texts.plain("events-gone-staff"))
        return
    name = context.texts.plain("events-file", number=str(tap.event))
    await context.give(
        context.bot.send_document(context.person_id, InputFile(excel, name), caption=context.texts("events-excel"))
    )
