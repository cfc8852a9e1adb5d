"""A reply to a notice: one page with all its fields, which asks for the next one, and «send»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from zlib import crc32

from markupsafe import Markup, escape

from channels.taps import Button
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import ANYTHING, Prompt, on_reply
from handlers.chat.routes import on_tap
from handlers.mailings import content_of
from handlers.notices import taps
from handlers.notices.obligations import own
from services.notices import (
    NONE,
    Field,
    FieldKind,
    Form,
    Obligation,
    Understood,
    name_number,
    rows_of,
    words,
)
from services.numbers import store_number
from services.text import shorten

ANSWER = Prompt("replies-field")
PLACES = Prompt("places-prompt")
FIELDS = 10_000
"""A prompt's number is the obligation's times this, and the id of the field."""
LISTED, SWAPPED, NAMED = 8, 3, 20
"""Settlements as buttons on one page, names that can be swapped at once, and names in its words."""
IN_BUTTON = 24
SCALE = 1000
"""Buttons bear thousandths."""


async def _of_reply(context: BotContext, number: int) -> Obligation | None:
    """The obligation, if it is this person's and asks for a reply."""
    obligation = await own(context, number)
    if obligation is None or (obligation.notice.form and not obligation.released_at):
        return obligation
    await context.toast(context.texts.plain("notices-not-yours"))
    return None


@on_tap()
async def open_reply(context: BotContext, tap: taps.OpenReply) -> None:
    """All fields with their answers, what is missing, and the question that is next: words answer it."""
    texts, replies = context.texts, context.services.notices.replies
    obligation = await _of_reply(context, tap.obligation)
    if obligation is None:
        return
    form, answers = Form.of(obligation.notice), await replies.answers(obligation)
    missing, broken = form.missing(answers), form.broken(answers)
    notes = [str(escape(words.broken(texts, form, check))) for check in broken]
    is_new = await replies.has_draft(obligation)
    if obligation.replied_at and not is_new:
        notes += [
            texts("replies-median", label=field.label, own=own, median=median)
            for field, own, median in await context.services.notices.reply_results.medians(obligation)
        ]
    can_send = is_new and not missing and not broken
    rows: list[list[Button]] = []
    if can_send:
        rows.append([context.button(taps.SendReply(obligation.number, 0), "replies-button-send")])
    asked = form.next(answers) if is_new or not answers or obligation.lacks_reply else None
    before = await replies.previous(obligation) if asked else {}
    if not answers and before:
        rows.append([context.button(taps.Unchanged(obligation.number), "replies-button-unchanged")])
    if asked:
        if value := before.get(asked.key):
            value = shorten(words.answer(texts, asked, value), IN_BUTTON // 2)
            rows.append(
                [context.button(taps.SameAsBefore(obligation.number, asked.id), "replies-button-same", value=value)]
            )
        notes.append(texts("replies-next", label=asked.label, hint=words.hint(texts, asked)))
        rows += _options(context, obligation, asked)
        if asked.optional:
            rows.append([context.button(taps.EmptyField(obligation.number, asked.id), "replies-button-pass")])
    rows += [
        [taps.FillField(obligation.number, field.id).button(_label(field, answers.get(field.key, "")))]
        for field in form.fields
    ]
    rows.append([back_to(context, taps.OpenObligation(obligation.number))])
    state = "broken" if broken else "ready" if can_send else "sent" if obligation.replied_at else "filling"
    heading = texts("replies-page", number=str(obligation.notice.id), missing=len(missing), state=state)
    html = texts.lines([heading, "", *_lines(context, form, answers), *([""] if notes else []), *notes])
    if asked is None:
        await context.services.people.prompts.close(context.person_id)
        await context.show(html, rows)
    else:
        await ANSWER.show(context, obligation.number * FIELDS + asked.id, html, rows)


def _lines(context: BotContext, form: Form, answers: Mapping[str, str]) -> list[Markup]:
    """The fields with their answers, under the headings of their sections."""
    texts, lines = context.texts, list[Markup]()
    for field in form.fields:
        if field.section:
            lines.append(texts("replies-section", name=field.section))
        value = words.short_answer(texts, field, answers.get(field.key, ""))
        lines.append(texts("replies-line", label=field.label, value=value))
    return lines


def _options(context: BotContext, obligation: Obligation, field: Field) -> list[list[Button]]:
    """Answers that are given by a button; none where the field takes words only."""
    texts = context.texts
    if field.kind is FieldKind.YES_NO:
        both = (texts.plain("replies-no"), texts.plain("replies-yes"))
        return [[taps.PutOption(obligation.number, field.id, each).button(both[each]) for each in (1, 0)]]
    return [[taps.PutOption(obligation.number, field.id, at).button(each)] for at, each in enumerate(field.options)]


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
async def same_as_before(context: BotContext, tap: taps.SameAsBefore) -> None:
    """One field as in the last reply."""
    found, replies = await _at(context, tap.obligation, tap.field), context.services.notices.replies
    if found is None:
        return
    value = (await replies.previous(found[0])).get(found[1].key)
    if value:
        await replies.put(*found, value, context.person_id)
    await open_reply(context, taps.OpenReply(tap.obligation))


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


async def _at(context: BotContext, number: int, field_id: int) -> tuple[Obligation, Field] | None:
    """The obligation, if it is this person's, and the field, if its form has that one."""
    obligation = await _of_reply(context, number)
    field = Form.of(obligation.notice).field(field_id) if obligation else None
    return (obligation, field) if obligation and field else None


async def _at_places(context: BotContext, number: int, field_id: int) -> tuple[Obligation, Field] | None:
    """Likewise, if the field takes settlements."""
    found = await _at(context, number, field_id)
    return found if found and found[1].kind is FieldKind.PLACES else None


@on_tap()
async def fill_field(context: BotContext, tap: taps.FillField) -> None:
    found = await _at(context, tap.obligation, tap.field)
    if found is None:
        return
    obligation, field = found
    number = obligation.number
    if field.kind is FieldKind.PLACES:
        await show_places(context, taps.ShowPlaces(number, field.id, 0))
        return
    value = (await context.services.notices.replies.answers(obligation)).get(field.key, "")
    rows = _options(context, obligation, field)
    if field.kind is FieldKind.TABLE:
        rows += _row_buttons(context, obligation, field, value)
    if field.optional and value:
        rows.append([context.button(taps.EmptyField(number, field.id), "forms-button-empty")])
    hint = words.hint(context.texts, field)
    await ANSWER.ask(context, number * FIELDS + field.id, rows=rows, label=field.label, hint=hint)


def _row_buttons(context: BotContext, obligation: Obligation, field: Field, value: str) -> list[list[Button]]:
    """The rows of a table, each taken away by a press; where there are none, that can be said."""
    if not rows_of(value):
        return [[context.button(taps.NoPlaces(obligation.number, field.id), "places-button-none")]]
    named = [(words.row(context.texts, field, row), row) for row in rows_of(value)[:LISTED]]
    return [
        [
            taps.DropRow(obligation.number, field.id, _row_number(row)).button(
                context.texts.plain("tables-drop", row=name)
            )
        ]
        for name, row in named
    ]


def _row_number(row: Sequence[str]) -> int:
    """The same for the same row, wherever it stands."""
    return crc32("\n".join(row).encode())


@on_tap()
async def drop_row(context: BotContext, tap: taps.DropRow) -> None:
    found, replies = await _at(context, tap.obligation, tap.field), context.services.notices.replies
    if found is None or found[1].kind is not FieldKind.TABLE:
        return
    rows = rows_of((await replies.answers(found[0])).get(found[1].key, ""))
    left = [row for row in rows if _row_number(row) != tap.row]
    await replies.put_rows(*found, left, context.person_id)
    await open_reply(context, taps.OpenReply(tap.obligation))


@on_tap()
async def empty_field(context: BotContext, tap: taps.EmptyField) -> None:
    found = await _at(context, tap.obligation, tap.field)
    if found and found[1].optional:
        await context.services.notices.replies.put(*found, "", context.person_id)
        await open_reply(context, taps.OpenReply(tap.obligation))


@on_reply(ANSWER, takes=ANYTHING)
async def take_field(context: BotContext, number: int) -> None:
    """A message as the answer to the field of the prompt; what is none is said so, and nothing is lost."""
    replies, message = context.services.notices.replies, context.message
    found = await _at(context, *divmod(number, FIELDS))
    if found is None:
        return
    obligation, field = found
    file, _words = content_of(message)
    if field.kind is FieldKind.FILE:
        read = Understood(values=(f"{file.kind} {file.file_id}",) if file else ())
    else:
        read = replies.read(field, context.words)
    if read.value is None:
        raise _wrong(context, obligation, field, read)
    if field.kind is FieldKind.PLACES:
        twice = await _add_places(context, obligation, field)
        if twice or await replies.remarks(obligation, await replies.places(obligation, field)):
            await _show_places(context, obligation, field, taps.ShowPlaces(obligation.number, field.id, 0), twice)
            return
    elif field.kind is not FieldKind.TABLE:
        await replies.put(obligation, field, await replies.spelled(obligation, field, read.value), context.person_id)
    elif not await replies.add_rows(obligation, field, read.value, context.person_id):
        raise _wrong(context, obligation, field, Understood(values=()))
    await open_reply(context, taps.OpenReply(obligation.number))


def _wrong(context: BotContext, obligation: Obligation, field: Field, read: Understood) -> Wrong:
    """Says what is wrong; where a number may be meant in several ways, each of them is a button."""
    if not read.values:
        return Wrong(escape(words.not_understood(context.texts, field, read)))
    rows = [
        [taps.PutNumber(obligation.number, field.id, scaled).button(words.number(context.texts, field, Decimal(each)))]
        for each in read.values
        if (scaled := int(Decimal(each) * SCALE)) >= 0
    ]
    return Wrong(context.texts("replies-meant-which", label=field.label), rows)


@on_tap()
async def put_number(context: BotContext, tap: taps.PutNumber) -> None:
    """The number that she meant."""
    found = await _at(context, tap.obligation, tap.field)
    if found and found[1].kind is FieldKind.NUMBER and found[1].allows(value := Decimal(tap.scaled) / SCALE):
        await context.services.notices.replies.put(*found, store_number(value), context.person_id)
    await open_reply(context, taps.OpenReply(tap.obligation))


@on_tap()
async def put_option(context: BotContext, tap: taps.PutOption) -> None:
    found = await _at(context, tap.obligation, tap.field)
    if found is None:
        return
    obligation, field = found
    values = ("no", "yes") if field.kind is FieldKind.YES_NO else field.options
    if 0 <= tap.option < len(values):
        await context.services.notices.replies.put(obligation, field, values[tap.option], context.person_id)
    await open_reply(context, taps.OpenReply(obligation.number))


# Settlements


@on_tap()
async def show_places(context: BotContext, tap: taps.ShowPlaces) -> None:
    """What was marked, what can be, and what is to be asked back."""
    found = await _at_places(context, tap.obligation, tap.field)
    if found:
        await _show_places(context, *found, tap, [])


async def _show_places(
    context: BotContext, obligation: Obligation, field: Field, at: taps.ShowPlaces, twice: list[str]
) -> None:
    texts, replies = context.texts, context.services.notices.replies
    names = await replies.places(obligation, field)
    marked = {name_number(name) for name in names}
    choices = {name_number(name): name for name in await replies.choices(obligation)}
    own = {name_number(name): name for name in names if name_number(name) not in choices}
    shown = own | choices  # what she typed herself stands first, where she finds it
    start = at.start if 0 <= at.start < len(shown) else 0
    rows: list[list[Button]] = []
    for name, like in (await replies.strangers(obligation, names))[:SWAPPED]:
        if like:
            swap = taps.SwapPlace(obligation.number, at.field, start, name_number(name))
            rows.append([swap.button(texts.plain("places-button-instead", name=like[0]))])
    for number, name in list(shown.items())[start : start + LISTED]:
        label = texts.plain("places-button-given", name=name) if number in marked else name
        rows.append([taps.TurnPlace(obligation.number, at.field, start, number).button(label)])
    turning = []
    if start:
        earlier = taps.ShowPlaces(obligation.number, at.field, max(start - LISTED, 0))
        turning.append(earlier.button(texts.plain("places-button-previous")))
    if start + LISTED < len(shown):
        later = taps.ShowPlaces(obligation.number, at.field, start + LISTED)
        turning.append(later.button(texts.plain("places-button-next")))
    last = [context.button(taps.AddPlaces(obligation.number, at.field), "places-button-add")]
    if not names:
        last.append(context.button(taps.NoPlaces(obligation.number, at.field), "places-button-none"))
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
    found, replies = await _at_places(context, tap.obligation, tap.field), context.services.notices.replies
    if found is None:
        return
    obligation, field = found
    names = await replies.places(obligation, field)
    left = [name for name in names if name_number(name) != tap.settlement]
    if len(left) < len(names):
        await replies.put(obligation, field, "\n".join(left), context.person_id)
    else:
        chosen = next((name for name in await replies.choices(obligation) if name_number(name) == tap.settlement), "")
        await replies.add_places(obligation, field, chosen, context.person_id)
    await show_places(context, taps.ShowPlaces(tap.obligation, tap.field, tap.start))


@on_tap()
async def swap_place(context: BotContext, tap: taps.SwapPlace) -> None:
    found, replies = await _at_places(context, tap.obligation, tap.field), context.services.notices.replies
    if found is None:
        return
    obligation, field = found
    names = await replies.places(obligation, field)
    instead = {
        name: like[0]
        for name, like in await replies.strangers(obligation, names)
        if like and name_number(name) == tap.settlement
    }
    swapped = {name_number(each): each for name in names if (each := instead.get(name, name))}
    await replies.put(obligation, field, "\n".join(swapped.values()), context.person_id)
    await show_places(context, taps.ShowPlaces(tap.obligation, tap.field, tap.start))


@on_tap()
async def no_places(context: BotContext, tap: taps.NoPlaces) -> None:
    found = await _at(context, tap.obligation, tap.field)
    if found and found[1].kind in {FieldKind.PLACES, FieldKind.TABLE}:
        await context.services.notices.replies.put(*found, NONE, context.person_id)
        await open_reply(context, taps.OpenReply(tap.obligation))


@on_tap()
async def add_places(context: BotContext, tap: taps.AddPlaces) -> None:
    if await _of_reply(context, tap.obligation):
        await PLACES.ask(context, tap.obligation * FIELDS + tap.field)


@on_reply(PLACES)
async def take_places(context: BotContext, number: int) -> None:
    """Names, one a line: they are added to those that were marked, and shown with what surprises."""
    found = await _at_places(context, *divmod(number, FIELDS))
    if found:
        twice = await _add_places(context, *found)
        await _show_places(context, *found, taps.ShowPlaces(found[0].number, found[1].id, 0), twice)


async def _add_places(context: BotContext, obligation: Obligation, field: Field) -> list[str]:
    """What was named more than once. Raises Wrong."""
    twice = await context.services.notices.replies.add_places(obligation, field, context.words, context.person_id)
    if twice is None:
        raise _wrong(context, obligation, field, Understood(values=()))
    return twice
