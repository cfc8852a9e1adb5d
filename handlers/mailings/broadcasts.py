"""Broadcasts once they are composed: approved, watched, turned, corrected, recalled; people ask why they got one."""

from __future__ import annotations

from typing import Any

from telegram import InputFile, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button, menu_button
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.rights import Right
from handlers.mailings.editor import notes, show_draft
from handlers.mailings.taps import (
    ApproveBroadcast,
    AskForCorrection,
    AskForEmergency,
    DrawReport,
    ExportReport,
    ShowBroadcast,
    ShowBroadcasts,
    ShowCalendar,
    Turn,
    Unsubscribe,
    WhyThis,
    WriteBroadcast,
)
from handlers.people.taps import ShowNews
from services.mailings.audiences import Audience
from services.mailings.broadcasts import LONGEST, Approval, Html, Mailing, MailingStatus, Operation, monday_of
from services.mailings.dispatcher import DeliveryOutcome
from services.mailings.live_messages import LiveMessageKind
from services.mailings.progress import EXPORTED
from services.services import Services

CALENDAR_LINES = 25


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowBroadcasts, show_broadcasts, Right.SEND),
        on_tap(ShowCalendar, show_calendar, Right.SEND),
        on_tap(ApproveBroadcast, approve, Right.SEND),
        on_tap(AskForEmergency, ask_for_emergency, Right.SEND),
        on_tap(ShowBroadcast, show_broadcast, Right.SEND),
        on_tap(Turn, turn, Right.SEND),
        on_tap(AskForCorrection, ask_for_correction, Right.SEND),
        on_tap(DrawReport, draw_report, Right.SEND),
        on_tap(ExportReport, export_report, Right.EXPORT),
        on_tap(WhyThis, why_this),
        on_tap(Unsubscribe, unsubscribe),
        MessageHandler(filters.Regex(r"^/why_\d{1,15}$") & filters.ChatType.PRIVATE, why_by_number),
        on_reply(services, _emergency_prompt, send_at_once, Right.SEND),
        on_reply(services, _edit_prompt, take_edit, Right.SEND),
        on_reply(services, _linked_prompt, take_linked, Right.SEND),
    ]


async def show_broadcasts(context: BotContext, _tap: ShowBroadcasts) -> None:
    texts, services = context.texts, context.services
    rows = [
        [WriteBroadcast().button(texts.plain("broadcasts-button-write"))],
        [ShowCalendar().button(texts.plain("broadcasts-button-calendar"))],
    ]
    for mailing in await services.mailings.broadcasts.newest():
        words = texts.plain(
            "broadcasts-button",
            number=str(mailing.id),
            what=services.mailings.progress.what(mailing),
            state=services.mailings.progress.state(mailing),
        )
        rows.append([ShowBroadcast(mailing.id).button(words)])
    shown = await context.show(texts("broadcasts-list"), [*rows, [desk_button(context)]])
    if context.chat_id is not None:
        await services.mailings.live_messages.unwatch(context.chat_id, shown)


async def show_calendar(context: BotContext, _tap: ShowCalendar) -> None:
    """Week by week, and how much the hromadas get in each."""
    texts, services = context.texts, context.services
    planned = await services.mailings.broadcasts.calendar()
    lines, week = [], None
    for at, mailing in planned[:CALENDAR_LINES]:
        monday = monday_of(at.astimezone(context.services.people.people.now().tzinfo))
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
                at=services.mailings.progress.moment(at),
                number=str(mailing.id),
                audience=services.mailings.audiences.words(mailing.audience),
                repeats=services.mailings.progress.repeats(mailing),
            )
        )
    if len(planned) > CALENDAR_LINES:
        lines.append(texts("broadcasts-calendar-more", count=len(planned) - CALENDAR_LINES))
    back = ShowBroadcasts().button(texts.plain("menu-button-back"))
    shown = texts.lines(lines or [texts("broadcasts-calendar-empty")])
    await context.show(texts("broadcasts-calendar", lines=shown), [[back]])


# Leaving


async def approve(context: BotContext, tap: ApproveBroadcast) -> None:
    outcome = await context.services.mailings.broadcasts.approve(tap.mailing, tap.seal, context.person_id)
    await _tell(context, tap.mailing, outcome)


async def _tell(context: BotContext, mailing_id: int, outcome: Approval) -> None:
    """What came of a press of «send»: progress from now on, or why not."""
    texts, services = context.texts, context.services
    match outcome:
        case Approval.HELD | Approval.GONE:
            await show_broadcast(context, ShowBroadcast(mailing_id))
        case Approval.NEEDS_ANOTHER:
            asked = await _ask_another(context, mailing_id)
            key = "broadcasts-needs-another" if asked else "broadcasts-no-staff-chat"
            await context.toast(texts.plain(key))
        case Approval.NOBODY:
            await context.toast(texts.plain("broadcasts-nobody"))
        case Approval.SAME_AGAIN:
            await context.toast(texts.plain("broadcasts-same"))
        case Approval.UNKNOWN_FIELDS:
            await context.toast(texts.plain("broadcasts-unknown-fields"))
        case Approval.PASSED:
            await context.toast(texts.plain("broadcasts-passed"))
        case Approval.CHANGED:
            await context.toast(texts.plain("broadcasts-changed"))
            mailing = await services.mailings.broadcasts.draft(mailing_id)
            if mailing:
                await show_draft(context, mailing)


async def _ask_another(context: BotContext, mailing_id: int) -> bool:
    """Whether the staff chat could be asked to approve; it sees all that will be sent."""
    texts, services = context.texts, context.services
    mailing = await services.mailings.broadcasts.draft(mailing_id)
    if mailing is None or services.people.staff.chat_id is None:
        return False
    if mailing.content["media"] or mailing.content["buttons"]:
        await services.mailings.broadcasts.show(mailing, services.people.staff.chat_id)
    seal = services.mailings.broadcasts.seal(mailing)
    keyboard = [
        [ApproveBroadcast(mailing.id, seal).button(texts.plain("broadcasts-button-approve"))],
        [AskForEmergency(mailing.id).button(texts.plain("broadcasts-button-emergency"))],
    ]
    html = texts(
        "broadcasts-approve",
        number=str(mailing.id),
        text=Html(mailing.content["html"]),
        notes=await notes(context, mailing),
    )
    return await services.people.staff.tell(html, keyboard) is not None


def _emergency_prompt(texts: Texts, number: int) -> str:
    return texts.plain("broadcasts-prompt-emergency", number=str(number))


async def ask_for_emergency(context: BotContext, tap: AskForEmergency) -> None:
    placeholder = context.texts.plain("broadcasts-emergency-placeholder")
    await ask(context, _emergency_prompt(context.texts, tap.mailing), placeholder)


async def send_at_once(context: BotContext, number: int) -> None:
    """With a reason that everybody of the staff reads, and a review afterwards."""
    texts, services = context.texts, context.services
    mailing = await services.mailings.broadcasts.draft(number)
    reason = (context.message.text or "").strip()[:LONGEST]
    if mailing is None:
        await _tell(context, number, Approval.GONE)
        return
    seal = services.mailings.broadcasts.seal(mailing)
    outcome = await services.mailings.broadcasts.approve(number, seal, context.person_id, emergency=reason)
    if outcome is Approval.HELD:
        html = texts("broadcasts-emergency-note", number=str(number), reason=reason, text=Html(mailing.content["html"]))
        review = Turn(number, "review").button(texts.plain("broadcasts-button-review"))
        stop = Turn(number, "stop").button(texts.plain("broadcasts-button-stop"))
        await services.people.staff.tell(html, [[review], [stop]])
        await show_broadcast(context, ShowBroadcast(number))
    elif outcome is Approval.NOBODY:
        await context.say(texts("broadcasts-nobody"))
    elif outcome is Approval.SAME_AGAIN:
        await context.say(texts("broadcasts-same"))
    elif outcome is Approval.UNKNOWN_FIELDS:
        await context.say(texts("broadcasts-unknown-fields"))
    else:
        await context.say(texts("broadcasts-passed"))


# Watching


async def show_broadcast(context: BotContext, tap: ShowBroadcast) -> None:
    """From now on that message shows how far it is."""
    services = context.services
    report = await services.mailings.progress.report(tap.mailing)
    if report is None or report.mailing.state is MailingStatus.DRAFT:
        await show_broadcasts(context, ShowBroadcasts())
        return
    shown = await context.show(services.mailings.progress.words(report), services.mailings.progress.keyboard(report))
    if context.chat_id is not None:
        await services.mailings.live_messages.watch(context.chat_id, shown, LiveMessageKind.MAILING, tap.mailing)


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


async def draw_report(context: BotContext, tap: DrawReport) -> None:
    drawn = await context.services.mailings.progress.chart(tap.mailing)
    chat = context.received.effective_chat
    if drawn and chat:
        png, words = drawn
        await chat.send_photo(InputFile(png, "report.png"), caption=words, message_thread_id=context.topic)


async def export_report(context: BotContext, tap: ExportReport) -> None:
    chat = context.received.effective_chat
    mailing = await context.services.mailings.broadcasts.find(tap.mailing)
    if chat and mailing:
        content = await context.services.mailings.progress.as_excel(tap.mailing, context.person_id)
        file = InputFile(content, f"broadcast-{tap.mailing}.xlsx")
        part = context.texts("broadcasts-excel-part", most=EXPORTED) if mailing.planned > EXPORTED else None
        await chat.send_document(file, caption=part, message_thread_id=context.topic)


# Correcting


def _edit_prompt(texts: Texts, number: int) -> str:
    return texts.plain("broadcasts-prompt-correction", number=str(number))


def _linked_prompt(texts: Texts, number: int) -> str:
    return texts.plain("broadcasts-prompt-linked", number=str(number))


async def ask_for_correction(context: BotContext, tap: AskForCorrection) -> None:
    prompt = _edit_prompt if tap.operation == "edit" else _linked_prompt
    await ask(context, prompt(context.texts, tap.mailing), context.texts.plain("broadcasts-placeholder"))


async def take_edit(context: BotContext, number: int) -> None:
    await _correct(context, number, Operation.EDIT)


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


# Whoever gets it


async def why_by_number(update: Update, context: BotContext) -> None:
    """The same by a command in the caption, for an album bears no button."""
    await why_this(context, WhyThis(int((context.message.text or "").removeprefix("/why_"))))


async def why_this(context: BotContext, tap: WhyThis) -> None:
    """The rule and the theme, and one tap out of it. Nothing that only staff know."""
    mailing = await context.services.mailings.broadcasts.find(tap.mailing)
    texts = context.texts
    if mailing is None or not _left(mailing):
        await context.say(texts("broadcasts-why-unknown"), [[menu_button(context)]])
        return
    if not mailing.audience.theme:
        words = context.services.mailings.audiences.words(mailing.audience)
        await context.say(texts("broadcasts-why-post", audience=words), [[menu_button(context)]])
        return
    themes = context.services.content.library.themes
    title = next((each.title for each in themes if each.id == mailing.audience.theme), "")
    rows = [
        [Unsubscribe(tap.mailing).button(texts.plain("broadcasts-button-off"))],
        [ShowNews().button(texts.plain("people-button-news"))],
    ]
    await context.say(texts("broadcasts-why", theme=title), rows)


def _left(mailing: Mailing) -> bool:
    return mailing.frozen_at is not None


async def unsubscribe(context: BotContext, tap: Unsubscribe) -> None:
    mailing = await context.services.mailings.broadcasts.find(tap.mailing)
    wanted = await context.services.people.subscriptions.themes(context.person_id)
    if mailing and mailing.audience.theme in wanted:
        await context.services.people.subscriptions.switch(context.person_id, mailing.audience.theme)
    await context.show(context.texts("broadcasts-off"), [[menu_button(context)]])
