"""What a person does with events: finds them (/events), takes a place, cancels, sends a deputy, takes the calendar."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)

from handlers.chat.context import Answered, BotContext, Wrong
from handlers.chat.menu import back_row, back_to, menu_button
from handlers.chat.prompts import Prompt, asks, on_reply
from handlers.chat.routes import also_on_command, on_tap
from handlers.chat.taps import ShowSettings
from handlers.events import taps
from handlers.events.words import answers, describe, label, link_of, sessions
from services.codes import split
from services.events import (
    LONGEST_NAME,
    EventFile,
    EventView,
    Joined,
    Noted,
    RegistrationState,
    asked,
    read_name,
    unanswered,
    words,
)
from services.files.calendar_file import make_ics
from services.notices import Field, FieldKind
from services.notices import words as of_forms
from services.text import shorten

LINK = "e_"
"""How the payload of a deep link to an event begins."""
TICKET = "t_"
"""How the payload begins that stands in a participant's QR code."""
LISTED = 8

ANSWER = Prompt("events-prompt-answer")
PASSED = 99
"""The choice that passes over a question."""
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
    if is_deputy:
        await _give_ticket(context, number)
    elif joined in {Joined.GOING, Joined.WAITING}:
        await _ask_next(context, number)


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
    name = read_name(context.words)
    if name is None:
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


# Questions and files


@on_tap()
async def answer_questions(context: BotContext, tap: taps.AnswerEvent) -> None:
    if not await _ask_next(context, tap.event):
        await show_event(context, tap.event)


async def _ask_next(context: BotContext, number: int) -> bool:
    """Asks the next question of the event that she has not answered; False where there is none."""
    view, texts = await of_event(context, number), context.texts
    mine = view.registration
    left = unanswered(view.event, mine) if mine and view.questions else []
    if not left:
        return False
    field = left[0]
    choices = _choices(context, field)
    rows = [
        [taps.ChooseEventAnswer(number, field.id, place).button(shorten(each, WIDE))]
        for place, each in enumerate(choices)
    ]
    if field.optional:
        rows.append([context.button(taps.ChooseEventAnswer(number, field.id, PASSED), "events-button-pass")])
    hint = of_forms.hint(texts, field)
    await ANSWER.ask(context, number, rows=rows, label=field.label, hint=hint, left=len(left))
    return True


WIDE = 40


def _choices(context: BotContext, field: Field) -> Sequence[str]:
    if field.kind is FieldKind.YES_NO:
        return [context.texts.plain("replies-yes"), context.texts.plain("replies-no")]
    return field.options


@on_tap()
async def choose_answer(context: BotContext, tap: taps.ChooseEventAnswer) -> None:
    view = await of_event(context, tap.event)
    field = next((each for each in asked(view.event) if each.id == tap.field), None)
    choices = _choices(context, field) if field else ()
    if field is None or (tap.choice >= len(choices) and not (field.optional and tap.choice == PASSED)):
        await context.toast(context.texts.plain("events-not-going"))
        return
    value = "" if tap.choice == PASSED else choices[tap.choice]
    await _keep(context, tap.event, field, value)


@on_reply(ANSWER)
async def take_answer(context: BotContext, number: int) -> None:
    view = await of_event(context, number)
    left = unanswered(view.event, view.registration) if view.registration else []
    if not left:
        await show_event(context, number)
        return
    if context.services.events.questions.read(left[0], context.words) is None:
        raise Wrong(context.texts("events-wrong-answer", hint=of_forms.hint(context.texts, left[0])))
    await _keep(context, number, left[0], context.words)


async def _keep(context: BotContext, number: int, field: Field, text: str) -> None:
    """Keeps one answer, and asks the next question."""
    questions = context.services.events.questions
    value = questions.read(field, text) if text else ""
    await questions.answer(number, context.person_id, {field.key: value or ""})
    if not await _ask_next(context, number):
        await context.say(context.texts("events-answered"), [[menu_button(context)]])


@on_tap()
async def take_files(context: BotContext, tap: taps.TakeEventFiles) -> None:
    """What is there before it takes place; for whoever may come."""
    view = await of_event(context, tap.event)
    if not view.is_for_her or not view.event.files:
        await context.toast(context.texts.plain("events-no-files"))
        return
    await send_files(context, view.event.files)


async def send_files(context: BotContext, files: Sequence[EventFile]) -> None:
    """Files of an event, into the chat of the update."""
    for each in files:
        kept = await context.services.people.staff.file(each.file_id)
        if isinstance(kept, tuple):
            await context.send_file(kept[1], kept[0])
        elif kept:
            await context.send_again(each.kind, kept)


# Shared in other chats


async def shared(context: BotContext, asked_for: str) -> list[InlineQueryResultArticle]:
    """Inline mode: open events to which whoever has the link may come, with the button that leads to it."""
    texts, found = context.texts, await context.services.events.registrations.shareable(asked_for)
    return [
        InlineQueryResultArticle(
            id=f"event-{each.id}",
            title=each.name,
            description=label(texts, each),
            input_message_content=InputTextMessageContent(
                texts.lines(
                    [
                        texts("events-title", kind=each.kind, title=each.name),
                        *sessions(texts, each),
                        *([texts("events-about", words=each.about)] if each.about else ()),
                    ]
                )
            ),
            reply_markup=InlineKeyboardMarkup(
                [[InlineKeyboardButton(texts.plain("events-button-register"), url=link_of(context.bot.username, each))]]
            ),
        )
        for each in found
    ]


# Calendar and door


@on_tap()
async def take_calendar(context: BotContext, tap: taps.TakeEventCalendar) -> None:
    """For whoever comes; of what is cancelled, for whoever has it in her calendar."""
    view = await of_event(context, tap.event)
    mine = view.registration
    if mine is None or (mine.state is not RegistrationState.GOING and not view.event.cancelled_at):
        await context.toast(context.texts.plain("events-not-going"))
        return
    file = make_ics(words.meetings(view.event), context.bot.username, context.now())
    name = context.texts.plain("events-calendar-file")
    await context.send_file(file, name, context.texts("events-calendar"))


@on_tap()
async def show_ticket(context: BotContext, tap: taps.ShowTicket) -> None:
    """Her own QR code: staff scan it with the camera of a phone."""
    if not await _give_ticket(context, tap.event):
        await context.toast(context.texts.plain("events-not-going"))


async def _give_ticket(context: BotContext, number: int) -> bool:
    """A picture with the code, its number, when and where: whoever is sent gets it forwarded, and needs no bot."""
    view, texts = await of_event(context, number), context.texts
    event, mine = view.event, view.registration
    if mine is None or mine.state is not RegistrationState.GOING or event.is_online:
        return False
    png = await asyncio.to_thread(_qr, f"https://t.me/{context.bot.username}?start={TICKET}{mine.ticket}")
    lines = [
        texts("events-ticket", title=event.name, name=mine.name, number=split(mine.ticket)),
        *sessions(texts, event),
        *words.where(texts, event, is_going=True),
    ]
    if mine.is_deputy:
        lines += ["", texts("events-ticket-forward", name=mine.name)]
    await context.send_picture(png, texts.lines(lines))
    return True


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
