"""Filling one field of a reply: with a message, with an option, or, for settlements, on a page of their own."""

from __future__ import annotations

from markupsafe import escape

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.prompts import Prompt
from handlers.chat.routes import on_reply, on_tap
from handlers.mailings import content_of
from handlers.notices import taps
from handlers.notices.replies import obligation_of, open_reply
from services.notices import NONE, Field, FieldKind, Form, Obligation, given, name_number, words

ANSWER = Prompt("replies-prompt", "replies-placeholder")
PLACES = Prompt("places-prompt", "places-placeholder")
HUNDRED = 100
"""A prompt's number is the obligation's times this, and the place of the field."""
LISTED, SWAPPED, NAMED = 8, 3, 20
"""Settlements as buttons on one page, names that can be swapped at once, and names in its words."""


def _field(obligation: Obligation | None, place: int) -> Field | None:
    fields = Form.of(obligation.notice).fields if obligation else ()
    return fields[place] if 0 <= place < len(fields) else None


@on_tap()
async def fill_field(context: BotContext, tap: taps.FillField) -> None:
    obligation = await obligation_of(context, tap.obligation)
    field = _field(obligation, tap.place)
    if obligation is None or field is None:
        return
    if field.kind is FieldKind.PLACES:
        await show_places(context, taps.ShowPlaces(tap.obligation, tap.place, 0))
        return
    texts = context.texts
    options = (
        [texts.plain("replies-no"), texts.plain("replies-yes")] if field.kind is FieldKind.YES_NO else field.options
    )
    if options:
        rows = [
            [taps.PutOption(obligation.number, tap.place, place).button(each)] for place, each in enumerate(options)
        ]
        back = [back_to(context, taps.OpenReply(obligation.number))]
        await context.show(texts("replies-choose", label=field.label), [*rows, back])
        return
    await context.say(texts("replies-field", label=field.label, hint=words.hint(context.texts, field)))
    number = obligation.number * HUNDRED + tap.place
    await ANSWER.ask(context, number, placeholder=field.label)


@on_reply(ANSWER, any_kind=True)
async def take_field(context: BotContext, number: int) -> None:
    """A message as the answer to the field of the prompt; what is none is said so, and nothing is lost."""
    replies, message = context.services.notices.replies, context.message
    obligation = await obligation_of(context, number // HUNDRED)
    field = _field(obligation, number % HUNDRED)
    if obligation is None or field is None:
        return
    file, _words = content_of(message)
    if field.kind is FieldKind.FILE:
        value = f"{file.kind} {file.file_id}" if file else None
    else:
        value = replies.read(field, message.text or "")
    if value is None:
        await context.say(context.texts("replies-wrong", label=field.label, hint=words.hint(context.texts, field)))
        await ANSWER.ask(context, number)
        return
    await replies.put(obligation, number % HUNDRED, value, context.person_id)
    await open_reply(context, taps.OpenReply(obligation.number))


@on_tap()
async def put_option(context: BotContext, tap: taps.PutOption) -> None:
    obligation = await obligation_of(context, tap.obligation)
    field = _field(obligation, tap.place)
    if obligation is None or field is None:
        return
    values = ("no", "yes") if field.kind is FieldKind.YES_NO else field.options
    if 0 <= tap.option < len(values):
        await context.services.notices.replies.put(obligation, tap.place, values[tap.option], context.person_id)
    await open_reply(context, taps.OpenReply(obligation.number))


# Settlements


async def _with_places(context: BotContext, number: int, place: int) -> Obligation | None:
    """The obligation, if that field of its form takes settlements."""
    obligation = await obligation_of(context, number)
    field = _field(obligation, place)
    return obligation if field is not None and field.kind is FieldKind.PLACES else None


@on_tap()
async def show_places(context: BotContext, tap: taps.ShowPlaces) -> None:
    """What was marked, what can be, and what is to be asked back."""
    obligation = await obligation_of(context, tap.obligation)
    if obligation is not None:
        await _show_places(context, obligation, tap, [])


async def _show_places(context: BotContext, obligation: Obligation, at: taps.ShowPlaces, twice: list[str]) -> None:
    texts, replies, field = context.texts, context.services.notices.replies, _field(obligation, at.place)
    if field is None or field.kind is not FieldKind.PLACES:
        return
    names = given((await replies.answers(obligation)).get(str(at.place), ""))
    marked = {name_number(name) for name in names}
    choices = {name_number(name): name for name in await replies.choices(obligation)}
    own = {name_number(name): name for name in names if name_number(name) not in choices}
    shown = own | choices  # what she typed herself stands first, where she finds it
    start = at.start if 0 <= at.start < len(shown) else 0
    rows: list[list[Button]] = []
    for name, like in (await replies.strangers(obligation, names))[:SWAPPED]:
        if like:
            swap = taps.SwapPlace(obligation.number, at.place, start, name_number(name))
            rows.append([swap.button(texts.plain("places-button-instead", name=like[0]))])
    for number, name in list(shown.items())[start : start + LISTED]:
        label = texts.plain("places-button-given", name=name) if number in marked else name
        rows.append([taps.TurnPlace(obligation.number, at.place, start, number).button(label)])
    turning = []
    if start:
        earlier = taps.ShowPlaces(obligation.number, at.place, max(start - LISTED, 0))
        turning.append(earlier.button(texts.plain("places-button-previous")))
    if start + LISTED < len(shown):
        later = taps.ShowPlaces(obligation.number, at.place, start + LISTED)
        turning.append(later.button(texts.plain("places-button-next")))
    last = [context.button(taps.AddPlaces(obligation.number, at.place), "places-button-add")]
    if not names:
        last.append(context.button(taps.NoPlaces(obligation.number, at.place), "places-button-none"))
    back = [context.button(taps.OpenReply(obligation.number), "places-button-ready")]
    listed = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        listed = texts.plain("places-more", names=listed, more=len(names) - NAMED)
    notes = [escape(words.doubt(texts, each)) for each in (await replies.remarks(obligation, names))[:NAMED]]
    if twice:
        notes.append(texts("places-twice", names=", ".join(twice[:NAMED])))
    page = texts("places-page", label=field.label, count=len(names), names=listed, choices=len(shown))
    await context.show(texts.lines([page, *(["", *notes] if notes else [])]), [*rows, turning, last, back])


@on_tap()
async def turn_place(context: BotContext, tap: taps.TurnPlace) -> None:
    replies, obligation = context.services.notices.replies, await _with_places(context, tap.obligation, tap.place)
    if obligation is None:
        return
    names = given((await replies.answers(obligation)).get(str(tap.place), ""))
    left = [name for name in names if name_number(name) != tap.settlement]
    if len(left) < len(names):
        await replies.put(obligation, tap.place, "\n".join(left), context.person_id)
    else:
        chosen = next((name for name in await replies.choices(obligation) if name_number(name) == tap.settlement), "")
        await replies.add_places(obligation, tap.place, chosen, context.person_id)
    await show_places(context, taps.ShowPlaces(tap.obligation, tap.place, tap.start))


@on_tap()
async def swap_place(context: BotContext, tap: taps.SwapPlace) -> None:
    replies, obligation = context.services.notices.replies, await _with_places(context, tap.obligation, tap.place)
    if obligation is None:
        return
    names = given((await replies.answers(obligation)).get(str(tap.place), ""))
    instead = {
        name: like[0]
        for name, like in await replies.strangers(obligation, names)
        if like and name_number(name) == tap.settlement
    }
    swapped = {name_number(each): each for name in names if (each := instead.get(name, name))}
    await replies.put(obligation, tap.place, "\n".join(swapped.values()), context.person_id)
    await show_places(context, taps.ShowPlaces(tap.obligation, tap.place, tap.start))


@on_tap()
async def no_places(context: BotContext, tap: taps.NoPlaces) -> None:
    obligation = await _with_places(context, tap.obligation, tap.place)
    if obligation is not None:
        await context.services.notices.replies.put(obligation, tap.place, NONE, context.person_id)
        await open_reply(context, taps.OpenReply(tap.obligation))


@on_tap()
async def add_places(context: BotContext, tap: taps.AddPlaces) -> None:
    obligation = await obligation_of(context, tap.obligation)
    if obligation is not None:
        number = obligation.number * HUNDRED + tap.place
        await PLACES.ask(context, number)


@on_reply(PLACES)
async def take_places(context: BotContext, number: int) -> None:
    """Names, one a line: they are added to those that were marked."""
    replies, obligation = context.services.notices.replies, await obligation_of(context, number // HUNDRED)
    field = _field(obligation, number % HUNDRED)
    if obligation is None or field is None or field.kind is not FieldKind.PLACES:
        return
    twice = await replies.add_places(obligation, number % HUNDRED, context.message.text or "", context.person_id)
    if twice is None:
        await context.say(context.texts("replies-wrong", label=field.label, hint=words.hint(context.texts, field)))
        await PLACES.ask(context, number)
        return
    await _show_places(context, obligation, taps.ShowPlaces(obligation.number, number % HUNDRED, 0), twice)
