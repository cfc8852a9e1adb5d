"""A reply to a notice: a page with all its fields, each filled with a tap, and «send»."""

from __future__ import annotations

from markupsafe import escape

from channels.taps import Button
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import ANYTHING, Prompt, on_reply
from handlers.chat.routes import on_tap
from handlers.mailings import content_of
from handlers.notices import taps
from handlers.notices.obligations import own
from services.notices import NONE, Field, FieldKind, Form, Obligation, name_number, words

ANSWER = Prompt("replies-field")
PLACES = Prompt("places-prompt")
HUNDRED = 100
"""A prompt's number is the obligation's times this, and the place of the field."""
LISTED, SWAPPED, NAMED = 8, 3, 20
"""Settlements as buttons on one page, names that can be swapped at once, and names in its words."""
IN_BUTTON = 24


async def _of_reply(context: BotContext, number: int) -> Obligation | None:
    """The obligation, if it is this person's and asks for a reply."""
    obligation = await own(context, number)
    if obligation is None or (obligation.notice.form and not obligation.released_at):
        return obligation
    await context.toast(context.texts.plain("notices-not-yours"))
    return None


@on_tap()
async def open_reply(context: BotContext, tap: taps.OpenReply) -> None:
    """All fields with their answers, and what is missing."""
    texts, replies = context.texts, context.services.notices.replies
    obligation = await _of_reply(context, tap.obligation)
    if obligation is None:
        return
    form, answers = Form.of(obligation.notice), await replies.answers(obligation)
    lines = [
        texts("replies-line", label=field.label, value=words.short_answer(texts, field, answers.get(str(place), "")))
        for place, field in enumerate(form.fields)
    ]
    missing, broken = form.missing(answers), form.broken(answers)
    notes = [str(escape(words.broken(texts, form, check))) for check in broken]
    is_new = await replies.has_draft(obligation)
    if obligation.replied_at and not is_new:
        notes.append(texts("replies-sent-before"))
        notes += [
            texts("replies-median", label=field.label, own=own, median=median)
            for field, own, median in await context.services.notices.reply_results.medians(obligation)
        ]
    rows: list[list[Button]] = [
        [taps.FillField(obligation.number, place).button(_label(field, answers.get(str(place), "")))]
        for place, field in enumerate(form.fields)
    ]
    if not answers and await replies.previous(obligation):
        rows.append([context.button(taps.Unchanged(obligation.number), "replies-button-unchanged")])
    if is_new and not missing and not broken:
        rows.append([context.button(taps.SendReply(obligation.number, 0), "replies-button-send")])
    rows.append([back_to(context, taps.OpenObligation(obligation.number))])
    heading = texts("replies-page", number=str(obligation.notice.id), missing=len(missing), broken=len(broken))
    await context.show(texts.lines([heading, "", *lines, *notes]), rows)


def _label(field: Field, value: str) -> str:
    label = field.label if len(field.label) <= IN_BUTTON else f"{field.label[: IN_BUTTON - 1]}…"
    return f"{'✓' if value else '✎'} {label}"


@on_tap()
async def unchanged(context: BotContext, tap: taps.Unchanged) -> None:
    obligation = await _of_reply(context, tap.obligation)
    if obligation is not None:
        replies = context.services.notices.replies
        await replies.put_all(obligation, await replies.previous(obligation), context.person_id)
        await open_reply(context, taps.OpenReply(obligation.number))


@on_tap()
async def send_reply(context: BotContext, tap: taps.SendReply) -> None:
    texts, replies = context.texts, context.services.notices.replies
    obligation = await _of_reply(context, tap.obligation)
    if obligation is None:
        return
    doubts = await replies.doubts(obligation) if tap.sure == 0 else []
    if doubts:
        rows = [
            [context.button(taps.SendReply(obligation.number, 1), "replies-button-sure")],
            [back_to(context, taps.OpenReply(obligation.number))],
        ]
        await context.show(texts.lines([texts("replies-doubts"), *(words.doubt(texts, each) for each in doubts)]), rows)
        return
    sent = await replies.send(obligation, context.person_id)
    await context.toast(texts.plain("replies-sent" if sent else "replies-not-sent"))
    await open_reply(context, taps.OpenReply(obligation.number))


# A field: filled with a message or with an option


async def _at(context: BotContext, number: int, place: int) -> tuple[Obligation, Field] | None:
    """The obligation, if it is this person's, and the field of its form, if it has so many."""
    obligation = await _of_reply(context, number)
    fields = Form.of(obligation.notice).fields if obligation else ()
    return (obligation, fields[place]) if obligation and 0 <= place < len(fields) else None


async def _at_places(context: BotContext, number: int, place: int) -> tuple[Obligation, Field] | None:
    """Likewise, if the field takes settlements."""
    found = await _at(context, number, place)
    return found if found and found[1].kind is FieldKind.PLACES else None


@on_tap()
async def fill_field(context: BotContext, tap: taps.FillField) -> None:
    found = await _at(context, tap.obligation, tap.place)
    if found is None:
        return
    obligation, field = found
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
    rows = []
    if field.optional and (await context.services.notices.replies.answers(obligation)).get(str(tap.place)):
        rows.append([context.button(taps.EmptyField(obligation.number, tap.place), "forms-button-empty")])
    number, hint = obligation.number * HUNDRED + tap.place, words.hint(texts, field)
    await ANSWER.ask(context, number, rows=rows, label=field.label, hint=hint)


@on_tap()
async def empty_field(context: BotContext, tap: taps.EmptyField) -> None:
    found = await _at(context, tap.obligation, tap.place)
    if found and found[1].optional:
        await context.services.notices.replies.put(found[0], tap.place, "", context.person_id)
        await open_reply(context, taps.OpenReply(tap.obligation))


@on_reply(ANSWER, takes=ANYTHING)
async def take_field(context: BotContext, number: int) -> None:
    """A message as the answer to the field of the prompt; what is none is said so, and nothing is lost."""
    replies, message = context.services.notices.replies, context.message
    found = await _at(context, *divmod(number, HUNDRED))
    if found is None:
        return
    obligation, field = found
    file, _words = content_of(message)
    if field.kind is FieldKind.FILE:
        value = f"{file.kind} {file.file_id}" if file else None
    else:
        value = replies.read(field, context.words)
    if value is None:
        raise Wrong(context.texts("replies-wrong", label=field.label, hint=words.hint(context.texts, field)))
    await replies.put(obligation, number % HUNDRED, value, context.person_id)
    await open_reply(context, taps.OpenReply(obligation.number))


@on_tap()
async def put_option(context: BotContext, tap: taps.PutOption) -> None:
    found = await _at(context, tap.obligation, tap.place)
    if found is None:
        return
    obligation, field = found
    values = ("no", "yes") if field.kind is FieldKind.YES_NO else field.options
    if 0 <= tap.option < len(values):
        await context.services.notices.replies.put(obligation, tap.place, values[tap.option], context.person_id)
    await open_reply(context, taps.OpenReply(obligation.number))


# Settlements


@on_tap()
async def show_places(context: BotContext, tap: taps.ShowPlaces) -> None:
    """What was marked, what can be, and what is to be asked back."""
    found = await _at_places(context, tap.obligation, tap.place)
    if found:
        await _show_places(context, *found, tap, [])


async def _show_places(
    context: BotContext, obligation: Obligation, field: Field, at: taps.ShowPlaces, twice: list[str]
) -> None:
    texts, replies = context.texts, context.services.notices.replies
    names = await replies.places(obligation, at.place)
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
    found, replies = await _at_places(context, tap.obligation, tap.place), context.services.notices.replies
    if found is None:
        return
    obligation, _field = found
    names = await replies.places(obligation, tap.place)
    left = [name for name in names if name_number(name) != tap.settlement]
    if len(left) < len(names):
        await replies.put(obligation, tap.place, "\n".join(left), context.person_id)
    else:
        chosen = next((name for name in await replies.choices(obligation) if name_number(name) == tap.settlement), "")
        await replies.add_places(obligation, tap.place, chosen, context.person_id)
    await show_places(context, taps.ShowPlaces(tap.obligation, tap.place, tap.start))


@on_tap()
async def swap_place(context: BotContext, tap: taps.SwapPlace) -> None:
    found, replies = await _at_places(context, tap.obligation, tap.place), context.services.notices.replies
    if found is None:
        return
    obligation, _field = found
    names = await replies.places(obligation, tap.place)
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
    found = await _at_places(context, tap.obligation, tap.place)
    if found:
        await context.services.notices.replies.put(found[0], tap.place, NONE, context.person_id)
        await open_reply(context, taps.OpenReply(tap.obligation))


@on_tap()
async def add_places(context: BotContext, tap: taps.AddPlaces) -> None:
    if await _of_reply(context, tap.obligation):
        await PLACES.ask(context, tap.obligation * HUNDRED + tap.place)


@on_reply(PLACES)
async def take_places(context: BotContext, number: int) -> None:
    """Names, one a line: they are added to those that were marked."""
    replies, place = context.services.notices.replies, number % HUNDRED
    found = await _at_places(context, number // HUNDRED, place)
    if found is None:
        return
    obligation, field = found
    twice = await replies.add_places(obligation, place, context.words, context.person_id)
    if twice is None:
        raise Wrong(context.texts("replies-wrong", label=field.label, hint=words.hint(context.texts, field)))
    await _show_places(context, obligation, field, taps.ShowPlaces(obligation.number, place, 0), twice)
