"""How staff prepare an event: kind and title, when, where, for whom, how many; then a preview, and «open».

An event that is open is changed on its page (`event_desk`); the prompts for place and places are the same.
"""

from __future__ import annotations

from math import ceil

from channels.taps import Button
from content.hromadas import raions
from handlers.chat.context import Answered, BotContext, Wrong
from handlers.chat.menu import PAGE, back_to, desk_button, turn_buttons
from handlers.chat.prompts import ANYTHING, WORDS, Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.events import taps
from handlers.events.event_desk import show_running
from handlers.events.words import answers, describe, draft, label
from handlers.mailings import content_of
from services.events import (
    APART,
    LONGEST_ABOUT,
    LONGEST_ADDRESS,
    LONGEST_TITLE,
    MOST_FILES,
    Event,
    EventDraft,
    EventKind,
    EventState,
    EventView,
    OpenResult,
    WrongSessions,
    read_title,
    words,
)
from services.notices import WrongForm
from services.people import Post, Title
from services.text import shorten

KINDS = tuple(EventKind)
TITLES = (Title.CDTO, Title.COORDINATOR, Title.MATERNITY)

NEW = Prompt("events-prompt-title", "events-placeholder", most=LONGEST_TITLE)
OTHER_TITLE = Prompt("events-prompt-other-title", "events-placeholder", most=LONGEST_TITLE)
ABOUT = Prompt("events-prompt-about", "events-placeholder", most=LONGEST_ABOUT)
BRING = Prompt("events-prompt-bring", "events-placeholder", most=LONGEST_ABOUT)
SESSIONS = Prompt("events-prompt-sessions", "events-sessions-placeholder")
WHERE = Prompt("events-prompt-where", "events-placeholder")
UNTIL = Prompt("events-prompt-until", "events-until-placeholder")
PLACES = Prompt("events-prompt-places", "events-places-placeholder")
HROMADAS = Prompt("events-prompt-hromadas", "notices-hromadas")
QUESTIONS = Prompt("events-prompt-questions", "replies-form-placeholder")
FILE = Prompt("events-prompt-file", "events-placeholder", most=MOST_FILES)


async def staff_event(context: BotContext, number: int) -> Event:
    """The event; where there is none, the list is shown. Raises Answered."""
    event = await context.services.events.events.find(number)
    if event is None:
        await show_events(context, taps.ShowEvents())
        raise Answered
    return event


async def _known(context: BotContext, number: int) -> Event | None:
    return await staff_event(context, number)


asks(taps.WriteEvent, NEW, Right.EVENTS)
asks(taps.AskEventTitle, OTHER_TITLE, Right.EVENTS, only_if=_known)
asks(taps.AskEventAbout, ABOUT, Right.EVENTS, only_if=_known)
asks(taps.AskEventBring, BRING, Right.EVENTS, only_if=_known)
asks(taps.AskEventSessions, SESSIONS, Right.EVENTS, only_if=_known)
asks(taps.AskEventWhere, WHERE, Right.EVENTS, only_if=_known)
asks(taps.AskEventUntil, UNTIL, Right.EVENTS, only_if=_known)
asks(taps.AskEventPlaces, PLACES, Right.EVENTS, only_if=_known)
asks(taps.AskEventHromadas, HROMADAS, Right.EVENTS, only_if=_known)
asks(taps.AskEventQuestions, QUESTIONS, Right.EVENTS, only_if=_known)
asks(taps.AskEventFile, FILE, Right.EVENTS, only_if=_known)


@on_tap(Right.EVENTS)
async def show_events(context: BotContext, _tap: taps.ShowEvents) -> None:
    texts, now = context.texts, context.now()
    rows = [
        [
            context.button(taps.ChooseEventKind(), "events-button-new"),
            context.button(taps.ShowAgenda(0), "events-button-agenda"),
        ],
        [context.button(taps.ShowLoad(0), "events-button-load")],
    ]
    for event in (await context.services.events.events.newest())[:SHOWN]:
        shown = texts.plain("events-button-state", state=words.state_of(event, now), label=label(texts, event))
        rows.append([taps.ShowEvent(event.id).button(shown)])
    await context.show(texts("events-staff-list", count=len(rows) - 2), [*rows, [desk_button(context)]])


SHOWN = 12


@on_tap(Right.EVENTS)
async def choose_kind(context: BotContext, _tap: taps.ChooseEventKind) -> None:
    texts = context.texts
    rows = [
        [taps.WriteEvent(number).button(texts.plain("events-kind", kind=kind))]
        for number, kind in enumerate(KINDS, start=1)
    ]
    await context.show(texts("events-choose-kind"), [*rows, [back_to(context, taps.ShowEvents())]])


@on_reply(NEW, Right.EVENTS)
async def take_title(context: BotContext, kind: int) -> None:
    title = read_title(context.words)
    if title is None:
        raise Wrong(context.texts("events-title-too-long", most=LONGEST_TITLE))
    if not 1 <= kind <= len(KINDS):
        await show_events(context, taps.ShowEvents())
        return
    number = await context.services.events.events.write(KINDS[kind - 1], title, context.person_id)
    await SESSIONS.ask(context, number)


@on_reply(OTHER_TITLE, Right.EVENTS)
async def take_other_title(context: BotContext, number: int) -> None:
    done = await context.services.events.events.set_title(number, context.words)
    await _taken(context, number, done, "events-title-too-long", most=LONGEST_TITLE)


async def _taken(context: BotContext, number: int, done: bool | None, wrong: str, **values: object) -> None:
    """What became of words of the staff: shown in the event, or said why they are not."""
    if done is None:
        raise Wrong(context.texts(wrong, **values))
    if not done:
        context.above = context.texts("events-not-kept")
    await _show_number(context, number)


@on_reply(ABOUT, Right.EVENTS)
async def take_about(context: BotContext, number: int) -> None:
    done = await context.services.events.events.set_about(number, context.words)
    await _taken(context, number, done, "events-too-long", most=LONGEST_ABOUT)


@on_reply(BRING, Right.EVENTS)
async def take_bring(context: BotContext, number: int) -> None:
    done = await context.services.events.events.set_bring(number, context.words)
    await _taken(context, number, done, "events-too-long", most=LONGEST_ABOUT)


@on_reply(SESSIONS, Right.EVENTS)
async def take_sessions(context: BotContext, number: int) -> None:
    """Where nothing is known of the place yet, that is asked next."""
    try:
        done = await context.services.events.events.set_sessions(number, context.words)
    except WrongSessions as wrong:
        raise Wrong(context.texts("events-wrong-sessions", line=wrong.line or "–")) from wrong
    event = await staff_event(context, number)
    if event.state is EventState.DRAFT and not (event.address or event.link):
        await WHERE.ask(context, number)
    else:
        await _taken(context, number, done, "events-wrong-sessions")


@on_reply(WHERE, Right.EVENTS)
async def take_where(context: BotContext, number: int) -> None:
    """An address, a link, or both; whoever comes to an open event is told."""
    done = await context.services.events.events.set_where(number, context.words, context.person_id)
    event = await staff_event(context, number)
    if done and event.state is EventState.DRAFT and not (event.addressed or event.anyone):
        await choose_guests(context, taps.ChooseEventGuests(number))
    else:
        await _taken(context, number, done, "events-wrong-where", most=LONGEST_ADDRESS)


@on_reply(QUESTIONS, Right.EVENTS)
async def take_questions(context: BotContext, number: int) -> None:
    """What whoever comes is asked, in the words of the forms of notices; a stroke takes all of it away."""
    definition = "" if context.words.strip() in NOTHING else context.words
    try:
        done = await context.services.events.questions.ask(number, definition)
    except WrongForm as wrong:
        raise Wrong(context.texts("events-wrong-form", number=wrong.number, line=wrong.line)) from wrong
    await _taken(context, number, done, "events-wrong-form")


NOTHING = ("-", "–")


@on_reply(FILE, Right.EVENTS, takes=ANYTHING & ~WORDS)
async def take_file(context: BotContext, number: int) -> None:
    """For those who may come: a programme, a letter."""
    file, _words = content_of(context.message)
    if file is None or not await context.services.events.events.add_file(number, file):
        raise Wrong(context.texts("events-no-file", most=MOST_FILES))
    await _show_number(context, number)


@on_tap(Right.EVENTS)
async def choose_series(context: BotContext, tap: taps.ChooseSeries) -> None:
    """How far apart, and how many."""
    event, texts = await staff_event(context, tap.event), context.texts
    rows = [
        [
            taps.RepeatEvent(event.id, days, times).button(texts.plain("events-button-repeat", days=days, times=times))
            for times in SERIES
        ]
        for days in APART
    ]
    await context.show(texts("events-series-ask"), [*rows, [back_to(context, taps.ShowEvent(event.id))]])


SERIES = (3, 4, 6)


@on_tap(Right.EVENTS)
async def repeat(context: BotContext, tap: taps.RepeatEvent) -> None:
    events = context.services.events.events
    made = await events.repeat(tap.event, tap.days, tap.times, context.person_id)
    key = "events-repeated" if made else "events-not-repeated"
    await context.toast(context.texts.plain(key, count=len(made) + 1))
    await show_events(context, taps.ShowEvents())


@on_reply(UNTIL, Right.EVENTS)
async def take_until(context: BotContext, number: int) -> None:
    await _taken(
        context, number, await context.services.events.events.set_until(number, context.words), "events-wrong-until"
    )


@on_reply(PLACES, Right.EVENTS)
async def take_places(context: BotContext, number: int) -> None:
    done = await context.services.events.events.set_places(number, context.words)
    if done:
        await context.services.events.registrations.move_up(number)
    await _taken(context, number, done, "events-wrong-places")


# For whom


@on_tap(Right.EVENTS)
async def choose_guests(context: BotContext, tap: taps.ChooseEventGuests) -> None:
    """Each press adds to those who are invited."""
    event, texts, number = await staff_event(context, tap.event), context.texts, tap.event
    anyone = "events-button-not-anyone" if event.anyone else "events-button-anyone"
    rows: list[list[Button]] = [[context.button(taps.LetAnyone(number, int(not event.anyone)), anyone)]]
    rows.append([context.button(taps.InviteHeads(number, 0), "events-button-heads")])
    names = [taps.InviteHeads(number, raion).button(name) for raion, name in enumerate(raions(), start=1)]
    rows += [names[:2], names[2:]]
    rows += [
        [taps.InviteTitle(number, title.value).button(texts.plain("events-button-posts", title=title))]
        for title in TITLES
    ]
    rows.append([context.button(taps.AskEventHromadas(number), "events-button-hromadas")])
    if event.addressed:
        rows.append([context.button(taps.ShowInvited(number, 0), "events-button-invited", count=len(event.addressed))])
        rows.append([context.button(taps.InviteNobody(number), "events-button-nobody")])
    rows.append([context.button(taps.ShowEvent(number), "events-button-done")])
    anybody = "yes" if event.anyone else "no"
    await context.show(texts("events-whom", posts=len(event.addressed), anyone=anybody), rows)


@on_tap(Right.EVENTS)
async def let_anyone(context: BotContext, tap: taps.LetAnyone) -> None:
    await context.services.events.events.let_anyone(tap.event, wanted=tap.wanted == 1)
    await choose_guests(context, taps.ChooseEventGuests(tap.event))


@on_tap(Right.EVENTS)
async def invite_heads(context: BotContext, tap: taps.InviteHeads) -> None:
    events = context.services.events.events
    await events.address(tap.event, events.heads(tap.raion))
    await choose_guests(context, taps.ChooseEventGuests(tap.event))


@on_tap(Right.EVENTS)
async def invite_title(context: BotContext, tap: taps.InviteTitle) -> None:
    events = context.services.events.events
    found = await events.titled(Title(tap.title)) if tap.title in set(Title) else []
    if not found:
        await context.toast(context.texts.plain("events-no-posts"))
        return
    await events.address(tap.event, found)
    await choose_guests(context, taps.ChooseEventGuests(tap.event))


@on_tap(Right.EVENTS)
async def invite_nobody(context: BotContext, tap: taps.InviteNobody) -> None:
    await context.services.events.events.address_nobody(tap.event)
    await choose_guests(context, taps.ChooseEventGuests(tap.event))


@on_tap(Right.EVENTS)
async def show_invited(context: BotContext, tap: taps.ShowInvited) -> None:
    event, texts = await staff_event(context, tap.event), context.texts
    invited = await context.services.events.events.invited(event)
    pages = max(1, ceil(len(invited) / PAGE))
    page = min(tap.page, pages - 1)
    rows = [
        [
            taps.LeaveOut(event.id, page, post.id).button(
                texts.plain("events-button-leave-out", name=shorten(name, NAME))
            )
        ]
        for post, name in invited[page * PAGE : (page + 1) * PAGE]
    ]
    turns = turn_buttons(context, page, pages, lambda page: taps.ShowInvited(event.id, page))
    back = back_to(context, taps.ChooseEventGuests(event.id))
    await context.show(texts("events-invited", count=len(invited)), [*rows, turns, [back]])


NAME = 40


@on_tap(Right.EVENTS)
async def leave_out(context: BotContext, tap: taps.LeaveOut) -> None:
    post = Post.parse(tap.post)
    await context.services.events.events.address(tap.event, (), [post] if post else ())
    await show_invited(context, taps.ShowInvited(tap.event, tap.page))


@on_reply(HROMADAS, Right.EVENTS)
async def take_hromadas(context: BotContext, number: int) -> None:
    found, unknown = context.services.mailings.audiences.look_up(context.words)
    if unknown or not found:
        raise Wrong(context.texts("notices-unknown-hromadas", names=", ".join(unknown)))
    await context.services.events.events.address(number, [Post(each.slug, Title.HEAD) for each in found])
    await choose_guests(context, taps.ChooseEventGuests(number))


# The page, and «open»


@on_tap(Right.EVENTS)
async def show_event(context: BotContext, tap: taps.ShowEvent) -> None:
    await _show_number(context, tap.event)


async def _show_number(context: BotContext, number: int) -> None:
    await _show(context, await staff_event(context, number))


async def _show(context: BotContext, event: Event) -> None:
    if event.opened_at or event.cancelled_at or event.held_at:
        await show_running(context, event)
        return
    view = await context.services.events.events.view(event)
    await context.show(draft(context.texts, view), _keyboard(context, view))


def _keyboard(context: BotContext, view: EventDraft) -> list[list[Button]]:
    event = view.event
    number = event.id
    if event.leaves_at:
        stop = context.button(taps.StopEvent(number), "events-button-stop")
        return [[stop], [back_to(context, taps.ShowEvents())]]
    rows: list[list[Button]] = []
    if not view.lacks:
        rows.append([context.button(taps.ApproveEvent(number, view.seal), "events-button-approve")])
        rows.append([context.button(taps.PreviewEvent(number), "events-button-look")])
    pairs = (
        (taps.AskEventTitle(number), "events-button-title"),
        (taps.AskEventAbout(number), "events-button-about"),
        (taps.AskEventSessions(number), "events-button-when"),
        (taps.AskEventWhere(number), "events-button-where"),
        (taps.ChooseEventGuests(number), "events-button-whom"),
        (taps.AskEventPlaces(number), "events-button-places"),
        (taps.AskEventBring(number), "events-button-bring"),
        (taps.AskEventUntil(number), "events-button-until"),
        (taps.AskEventQuestions(number), "events-button-questions"),
        (taps.AskEventFile(number), "events-button-add-file"),
    )
    buttons = [context.button(tap, key) for tap, key in pairs]
    rows += [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    if event.live and event.series is None:
        rows.append([context.button(taps.ChooseSeries(number), "events-button-series")])
    if event.body:
        rows.append([context.button(taps.AskIfEventHeld(number), "events-button-held")])
    rows.append([context.button(taps.CancelEvent(number), "events-button-drop")])
    return [*rows, [back_to(context, taps.ShowEvents())]]


@on_tap(Right.EVENTS)
async def preview(context: BotContext, tap: taps.PreviewEvent) -> None:
    """As those who are invited read it."""
    event = await staff_event(context, tap.event)
    view = EventView(
        event=event,
        registration=None,
        is_for_her=True,
        takes=True,
        is_full=False,
        came=False,
        has_deputy=False,
        questions=0,
        now=context.now(),
    )
    rows = [
        [each for each in row if not each.data or taps.TakeMaterials.unpack(each.data) is None]
        for row in answers(context.texts, view)
    ]
    buttons = ", ".join(each.text for row in rows for each in row)
    html = context.texts.lines(
        [describe(context.texts, view), "", context.texts("events-preview-buttons", buttons=buttons)]
    )
    await context.show(html, [[back_to(context, taps.ShowEvent(tap.event))]])


@on_tap(Right.EVENTS)
async def approve(context: BotContext, tap: taps.ApproveEvent) -> None:
    result = await context.services.events.events.approve(tap.event, tap.seal, context.person_id)
    await context.toast(context.texts.plain("events-approved", result=result.replace(" ", "-")))
    if result is not OpenResult.NEEDS_SECOND:
        await _show_number(context, tap.event)


@on_tap(Right.EVENTS)
async def stop(context: BotContext, tap: taps.StopEvent) -> None:
    stopped = await context.services.events.events.stop(tap.event, context.person_id)
    await context.toast(context.texts.plain("events-stopped" if stopped else "events-not-stopped"))
    await _show_number(context, tap.event)
