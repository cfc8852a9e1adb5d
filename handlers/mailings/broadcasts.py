"""Broadcasts once they are composed: listed, let go, watched, turned, corrected, recalled, taken along."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial

from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import ask_first, back_to, desk_button
from handlers.chat.prompts import Prompt, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.mailings import taps
from handlers.mailings.editor import ask_about, show_draft
from handlers.mailings.messages import progress_report
from services.figures import draw
from services.files.excel import make_excel
from services.mailings import (
    EXPORTED,
    LONGEST,
    Approval,
    Audience,
    DeliveryOutcome,
    LiveMessageKind,
    MailingStatus,
    Operation,
    ProgressReport,
    monday_of,
    words,
)

SHOWN = 10
CALENDAR_LINES = 25

EDIT = Prompt("broadcasts-prompt-correction", "broadcasts-placeholder")
LINKED = Prompt("broadcasts-prompt-linked", "broadcasts-placeholder")
EMERGENCY = Prompt("broadcasts-prompt-emergency", "broadcasts-emergency-placeholder")


@on_tap(Right.SEND)
async def ask_for_emergency(context: BotContext, tap: taps.AskForEmergency) -> None:
    await ask_about(context, EMERGENCY, tap.mailing)


@on_tap(Right.SEND)
async def show_broadcasts(context: BotContext, _tap: taps.ShowBroadcasts) -> None:
    texts, services = context.texts, context.services
    rows = [
        [context.button(taps.WriteBroadcast(), "broadcasts-button-write")],
        [context.button(taps.ShowCalendar(), "broadcasts-button-calendar")],
    ]
    drafts = await services.mailings.broadcasts.drafts()
    newest = await services.mailings.read.newest(SHOWN)
    for mailing in [*drafts, *newest]:
        state = texts.plain("broadcasts-state", state=mailing.state)
        opens = taps.ShowDraft if mailing.state is MailingStatus.DRAFT else taps.ShowBroadcast
        rows.append([context.button(opens(mailing.id), "broadcasts-button", number=str(mailing.number), state=state)])
    listed = [words.in_list(each, services.content.library) for each in [*drafts, *newest]]
    html = texts("broadcasts-list", lines=texts.lines(listed) if listed else texts("broadcasts-none"))
    shown = await context.show_live(html, [*rows, [desk_button(context)]])
    if context.chat_id is not None and shown is not None:
        await services.mailings.live_messages.unwatch(context.chat_id, shown)


@on_tap(Right.SEND)
async def show_calendar(context: BotContext, _tap: taps.ShowCalendar) -> None:
    """Week by week, and how much the hromadas get in each."""
    texts, services = context.texts, context.services
    planned = await services.mailings.broadcasts.calendar()
    lines, week = [], None
    for at, mailing in planned[:CALENDAR_LINES]:
        monday = monday_of(at)
        if monday != week:
            week = monday
            load = (await services.mailings.broadcasts.load(Audience(), at)).values()
            key = "broadcasts-calendar-week-same" if min(load) == max(load) else "broadcasts-calendar-week"
            lines.append(texts(key, since=f"{monday:%d.%m}", least=min(load), most=max(load)))
        lines.append(
            texts(
                "broadcasts-calendar-line",
                at=words.moment(at),
                number=str(mailing.number),
                audience=words.audience(mailing.audience, services.content.library),
                repeats=texts.plain("broadcasts-repeat", how=mailing.repeats),
            )
        )
    if len(planned) > CALENDAR_LINES:
        lines.append(texts("broadcasts-calendar-more", count=len(planned) - CALENDAR_LINES))
    shown = texts.lines(lines or [texts("broadcasts-calendar-empty")])
    await context.show(texts("broadcasts-calendar", lines=shown), [[back_to(context, taps.ShowBroadcasts())]])


# Watching


@on_tap(Right.SEND)
async def show_broadcast(context: BotContext, tap: taps.ShowBroadcast) -> None:
    """From now on that message shows how far it is."""
    services = context.services
    report = await services.mailings.progress.report(tap.mailing)
    if report is None or report.mailing.state is MailingStatus.DRAFT:
        await show_broadcasts(context, taps.ShowBroadcasts())
        return
    outgoing = progress_report(services.content, report)
    shown = await context.show_live(outgoing.html, outgoing.keyboard)
    if context.chat_id is not None and shown is not None:
        await services.mailings.live_messages.watch(
            context.chat_id, shown, LiveMessageKind.MAILING, tap.mailing, outgoing.html
        )


@on_tap(Right.SEND)
async def turn(context: BotContext, tap: taps.Turn) -> None:
    """A press that comes twice finds the mailing turned already."""
    broadcasts, by, shown = context.services.mailings.broadcasts, context.person_id, tap.mailing
    match tap.what:
        case "pause" | "resume" | "stop":
            await broadcasts.turn(tap.mailing, tap.what, by)
        case "failed" | "unknown":
            if not await broadcasts.again(tap.mailing, DeliveryOutcome(tap.what), by):
                await context.toast(context.texts.plain("broadcasts-not-again"))
        case "review":
            if not await broadcasts.review(tap.mailing, by):
                await context.toast(context.texts.plain("broadcasts-review-other"))
        case "recall":
            recalled = await broadcasts.recall(tap.mailing, by)
            if recalled is None:
                await context.toast(context.texts.plain("broadcasts-not-recalled"))
            shown = recalled or tap.mailing
    await show_broadcast(context, taps.ShowBroadcast(shown))


@on_tap(Right.SEND)
async def ask_to_turn(context: BotContext, tap: taps.AskToTurn) -> None:
    """What is held stops at once, for nobody has read it; what runs is paused while one thinks."""
    texts, services, number = context.texts, context.services, tap.mailing
    if tap.what == "stop":
        await services.mailings.broadcasts.turn(number, "pause", context.person_id)
    report = await services.mailings.progress.report(number)
    state = report.mailing.state if report else None
    if report is None or (tap.what == "stop" and state is MailingStatus.HELD):
        await turn(context, taps.Turn(number, tap.what))
        return
    if tap.what in {"failed", "unknown"}:
        await _ask_to_repeat(context, report, DeliveryOutcome(tap.what))
        return
    count = await services.mailings.broadcasts.recallable(number)
    if tap.what == "recall" and not count:
        await context.toast(texts.plain("broadcasts-not-recalled"))
        return
    if tap.what == "recall":
        html = texts("broadcasts-ask-recall", number=str(report.mailing.number), count=count)
        sure = context.button(taps.Turn(number, "recall"), "broadcasts-button-sure-recall", count=count)
    elif state is MailingStatus.DRAFT:
        html = texts("broadcasts-ask-drop", number=str(report.mailing.number))
        sure = context.button(taps.Turn(number, "stop"), "broadcasts-button-sure-drop")
    else:
        left = report.outcomes["waiting"]
        html = texts("broadcasts-ask-stop", number=str(report.mailing.number), sent=report.count("sent"), left=left)
        sure = context.button(taps.Turn(number, "stop"), "broadcasts-button-sure-stop")
    if context.chat_id is not None:
        await services.mailings.live_messages.unwatch(context.chat_id, context.message.message_id)
    back = taps.ShowDraft(number) if state is MailingStatus.DRAFT else taps.ShowBroadcast(number)
    await ask_first(context, html, sure, back)


async def _ask_to_repeat(context: BotContext, report: ProgressReport, outcome: DeliveryOutcome) -> None:
    """Says to how many it would go once more."""
    texts, services, number = context.texts, context.services, report.mailing.id
    count = await services.mailings.broadcasts.repeatable(number, outcome)
    if not count:
        await context.toast(texts.plain("broadcasts-not-again"))
        return
    if context.chat_id is not None:
        await services.mailings.live_messages.unwatch(context.chat_id, context.message.message_id)
    html = texts("broadcasts-ask-again", number=str(report.mailing.number), what=outcome, count=count)
    sure = context.button(taps.Turn(number, outcome.value), "broadcasts-button-sure-again", count=count)
    await ask_first(context, html, sure, taps.ShowBroadcast(number))


# Letting go: by one of the staff, by a second one where it reaches many, or at once in an emergency


@on_tap(Right.SEND)
async def approve(context: BotContext, tap: taps.ApproveBroadcast) -> None:
    """Progress from now on, or why not."""
    texts, broadcasts = context.texts, context.services.mailings.broadcasts
    outcome = await broadcasts.approve(tap.mailing, tap.seal, context.person_id)
    if outcome in {Approval.HELD, Approval.GONE}:
        await show_broadcast(context, taps.ShowBroadcast(tap.mailing))
        return
    if outcome is Approval.NEEDS_ANOTHER:
        asked = await broadcasts.ask_another(tap.mailing)
        await context.toast(texts.plain("broadcasts-needs-another" if asked else "broadcasts-no-staff-chat"))
        return
    await context.toast(texts.plain("broadcasts-refused", why=outcome))
    mailing = await broadcasts.draft(tap.mailing)
    if outcome is Approval.CHANGED and mailing:
        await show_draft(context, mailing)


@on_reply(EMERGENCY, Right.SEND, undo=left)
async def send_at_once(context: BotContext, number: int) -> None:
    """With a reason that everybody of the staff reads, and a review afterwards."""
    broadcasts = context.services.mailings.broadcasts
    mailing = await broadcasts.draft(number)
    reason = context.words.strip()[:LONGEST]
    if mailing is None:
        await show_broadcast(context, taps.ShowBroadcast(number))
        return
    outcome = await broadcasts.approve(number, broadcasts.seal(mailing), context.person_id, emergency=reason)
    if outcome is Approval.HELD:
        await show_broadcast(context, taps.ShowBroadcast(number))
    else:
        await context.say(context.texts("broadcasts-refused", why=outcome))


# Correcting


@on_tap(Right.SEND)
async def ask_for_correction(context: BotContext, tap: taps.AskForCorrection) -> None:
    await ask_about(context, EDIT if tap.operation == "edit" else LINKED, tap.mailing)


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
        raise Wrong(texts("broadcasts-too-long", most=LONGEST))
    begun = await broadcasts.correct(number, operation, context.message.text_html, context.person_id)
    mailing = await broadcasts.draft(begun) if begun else None
    if mailing is None:
        await context.say(texts("broadcasts-not-draft"))
    else:
        await show_draft(context, mailing)


# To take along


@on_tap(Right.SEND)
async def draw_report(context: BotContext, tap: taps.DrawReport) -> None:
    """As a picture, with the same in words."""
    texts, report = context.texts, await context.services.mailings.progress.report(tap.mailing)
    if report:
        title = texts.plain("broadcasts-chart", number=str(report.mailing.number), planned=report.mailing.planned)
        outcomes = {texts.plain("broadcasts-outcome", outcome=each): n for each, n in report.outcomes.items()}
        reasons = {words.reason_words(reason, texts): count for reason, count in report.reasons.items()}
        groups = [
            (texts.plain("broadcasts-chart-outcomes"), Counter(outcomes)),
            (texts.plain("broadcasts-chart-reasons"), Counter(reasons)),
        ]
        png = await asyncio.to_thread(draw, title, groups)
        await context.send_picture(png, words.progress(report, context.services.content.library))


@on_tap(Right.EXPORT)
async def export_report(context: BotContext, tap: taps.ExportReport) -> None:
    """A row per recipient: where, outcome, reason, time; not who."""
    texts, services = context.texts, context.services
    mailing = await services.mailings.broadcasts.find(tap.mailing)
    if mailing is None:
        return
    rows = words.sheet(await services.mailings.progress.recipients(mailing.id, context.person_id), texts)
    headings, name = texts.plain("broadcasts-columns").split(" | "), texts.plain("broadcasts-sheet")
    excel = await asyncio.to_thread(partial(make_excel, headings, rows, name=name))
    part = texts("broadcasts-excel-part", most=EXPORTED) if mailing.planned > EXPORTED else None
    await context.send_file(excel, texts.plain("broadcasts-excel-file", number=str(mailing.number)), part)
