"""Broadcasts once they are composed: listed, watched, turned, corrected, recalled."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right
from handlers.chat.routes import on_reply, on_tap
from handlers.mailings import words
from handlers.mailings.editor import show_draft
from handlers.mailings.messages import progress_report
from handlers.mailings.taps import (
    AskForCorrection,
    ShowBroadcast,
    ShowBroadcasts,
    ShowCalendar,
    Turn,
    WriteBroadcast,
)
from services.mailings import LONGEST, Audience, DeliveryOutcome, LiveMessageKind, MailingStatus, Operation, monday_of

SHOWN = 10
CALENDAR_LINES = 25

EDIT = Prompt("broadcasts-prompt-correction", "broadcasts-placeholder")
LINKED = Prompt("broadcasts-prompt-linked", "broadcasts-placeholder")


@on_tap(Right.SEND)
async def show_broadcasts(context: BotContext, _tap: ShowBroadcasts) -> None:
    texts, services = context.texts, context.services
    rows = [
        [WriteBroadcast().button(texts.plain("broadcasts-button-write"))],
        [ShowCalendar().button(texts.plain("broadcasts-button-calendar"))],
    ]
    for mailing in await services.mailings.read.newest(SHOWN):
        label = texts.plain(
            "broadcasts-button",
            number=str(mailing.id),
            what=words.operation(mailing, texts),
            state=words.status(mailing, texts),
        )
        rows.append([ShowBroadcast(mailing.id).button(label)])
    shown = await context.show(texts("broadcasts-list"), [*rows, [desk_button(context)]])
    if context.chat_id is not None:
        await services.mailings.live_messages.unwatch(context.chat_id, shown)


@on_tap(Right.SEND)
async def show_calendar(context: BotContext, _tap: ShowCalendar) -> None:
    """Week by week, and how much the hromadas get in each."""
    texts, services = context.texts, context.services
    zone, planned = services.people.people.now().tzinfo, await services.mailings.broadcasts.calendar()
    lines, week = [], None
    for at, mailing in planned[:CALENDAR_LINES]:
        monday = monday_of(at.astimezone(zone))
        if monday != week:
            week = monday
            load = (await services.mailings.broadcasts.load(Audience(), at)).values()
            least, most, since = min(load), max(load), f"{monday:%d.%m}"
            if least == most:
                lines.append(texts("broadcasts-calendar-week-same", since=since, most=most))
            else:
                lines.append(texts("broadcasts-calendar-week", since=since, least=least, most=most))
        lines.append(
            texts(
                "broadcasts-calendar-line",
                at=words.moment(at, zone),
                number=str(mailing.id),
                audience=words.audience(mailing.audience, services.content.library),
                repeats=words.repeats(mailing, texts),
            )
        )
    if len(planned) > CALENDAR_LINES:
        lines.append(texts("broadcasts-calendar-more", count=len(planned) - CALENDAR_LINES))
    back = ShowBroadcasts().button(texts.plain("menu-button-back"))
    shown = texts.lines(lines or [texts("broadcasts-calendar-empty")])
    await context.show(texts("broadcasts-calendar", lines=shown), [[back]])


# Watching


@on_tap(Right.SEND)
async def show_broadcast(context: BotContext, tap: ShowBroadcast) -> None:
    """From now on that message shows how far it is."""
    services = context.services
    report = await services.mailings.progress.report(tap.mailing)
    if report is None or report.mailing.state is MailingStatus.DRAFT:
        await show_broadcasts(context, ShowBroadcasts())
        return
    outgoing = progress_report(services.content, report)
    shown = await context.show(outgoing.html, outgoing.keyboard)
    if context.chat_id is not None:
        await services.mailings.live_messages.watch(context.chat_id, shown, LiveMessageKind.MAILING, tap.mailing)


@on_tap(Right.SEND)
async def turn(context: BotContext, tap: Turn) -> None:
    """A press that comes twice finds the mailing turned already."""
    broadcasts, by, shown = context.services.mailings.broadcasts, context.person_id, tap.mailing
    match tap.what:
        case "pause":
            await broadcasts.pause(tap.mailing, by)
        case "resume":
            await broadcasts.resume(tap.mailing, by)
        case "stop":
            await broadcasts.stop(tap.mailing, by)
        case "failed":
            await broadcasts.again(tap.mailing, DeliveryOutcome.FAILED, by)
        case "unknown":
            await broadcasts.again(tap.mailing, DeliveryOutcome.UNKNOWN, by)
        case "review":
            if not await broadcasts.review(tap.mailing, by):
                await context.toast(context.texts.plain("broadcasts-review-other"))
        case "recall":
            recalled = await broadcasts.recall(tap.mailing, by)
            if recalled is None:
                await context.toast(context.texts.plain("broadcasts-not-recalled"))
            shown = recalled or tap.mailing
    await show_broadcast(context, ShowBroadcast(shown))


# Correcting


@on_tap(Right.SEND)
async def ask_for_correction(context: BotContext, tap: AskForCorrection) -> None:
    await (EDIT if tap.operation == "edit" else LINKED).ask(context, tap.mailing)


@on_reply(EDIT, Right.SEND)
async def take_edit(context: BotContext, number: int) -> None:
    await _correct(context, number, Operation.EDIT)


@on_reply(LINKED, Right.SEND)
async def take_linked(context: BotContext, number: int) -> None:
    await _correct(context, number, Operation.REPLY)


async def _correct(context: BotContext, number: int, operation: Operation) -> None:
    """The correction is approved like the broadcast itself."""
    broadcasts, texts = context.services.mailings.broadcasts, context.texts
    if len(context.message.text or "") > LONGEST:
        await context.say(texts("broadcasts-too-long", most=LONGEST))
        return
    begun = await broadcasts.correct(number, operation, context.message.text_html, context.person_id)
    mailing = await broadcasts.draft(begun) if begun else None
    if mailing is None:
        await context.say(texts("broadcasts-not-draft"))
    else:
        await show_draft(context, mailing)
