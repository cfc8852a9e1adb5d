"""A reply to a notice: a page with all its fields, each filled with a tap and kept at once."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from markupsafe import escape
from telegram.ext import BaseHandler

from channels.taps import Button
from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.rights import Right
from handlers.mailings import content_of
from handlers.notices.notices import show_draft
from handlers.notices.taps import (
    AddPlaces,
    AskForForm,
    DrawReplies,
    ExportReplies,
    FillField,
    NoPlaces,
    OpenDue,
    OpenReply,
    PutOption,
    SendReply,
    ShowNotice,
    ShowNoticeDraft,
    ShowPlaces,
    SwapPlace,
    TakeReplyFiles,
    TurnPlace,
    Unchanged,
)
from services.notices.notices import Due
from services.notices.replies import MOST_FIELDS, NONE, Field, Kind, WrongForm, given
from services.notices.settlements import mark
from services.services import Services

HUNDRED = 100
"""A prompt's number is the due's times this, and the place of the field."""
IN_BUTTON = 24
FILES = 8
LONGEST_CAPTION = 1024
LISTED, SWAPPED, NAMED = 8, 3, 20
"""Settlements as buttons on one page, names that can be swapped at once, and names in its words."""


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(OpenReply, open_reply),
        on_tap(FillField, fill_field),
        on_tap(PutOption, put_option),
        on_tap(ShowPlaces, show_places),
        on_tap(TurnPlace, turn_place),
        on_tap(SwapPlace, swap_place),
        on_tap(AddPlaces, add_places),
        on_tap(NoPlaces, no_places),
        on_tap(Unchanged, unchanged),
        on_tap(SendReply, send_reply),
        on_tap(AskForForm, ask_for_form, Right.SEND),
        on_tap(DrawReplies, draw_replies, Right.SEND),
        on_tap(TakeReplyFiles, take_files, Right.EXPORT),
        on_tap(ExportReplies, export_replies, Right.EXPORT),
        on_reply(services, _prompt_field, take_field, any_kind=True),
        on_reply(services, _prompt_places, take_places),
        on_reply(services, _prompt_form, take_form, Right.SEND),
    ]


# Heads


async def open_reply(context: BotContext, tap: OpenReply) -> None:
    """All fields with their answers, and what is missing."""
    texts, replies = context.texts, context.services.notices.replies
    due = await _due(context, tap.due)
    if due is None:
        return
    form, answers = replies.form(due), await replies.answers(due)
    lines = [
        texts("replies-line", label=field.label, value=replies.shortly(field, answers.get(str(place), "")))
        for place, field in enumerate(form.fields)
    ]
    notes = [str(escape(replies.in_words(due, check))) for check in form.broken(answers)]
    is_new = await replies.has_draft(due)
    if due.replied_at and not is_new:
        notes.append(texts("replies-sent-before"))
        notes += [
            texts("replies-median", label=field.label, own=own, median=median)
            for field, own, median in await replies.medians(due)
        ]
    rows: list[list[Button]] = [
        [FillField(due.number, place).button(_label(field, answers.get(str(place), "")))]
        for place, field in enumerate(form.fields)
    ]
    if not answers and await replies.previous(due):
        rows.append([Unchanged(due.number).button(texts.plain("replies-button-unchanged"))])
    if is_new and not form.missing(answers) and not form.broken(answers):
        rows.append([SendReply(due.number, 0).button(texts.plain("replies-button-send"))])
    rows.append([OpenDue(due.number).button(texts.plain("menu-button-back"))])
    heading = texts("replies-page", number=str(due.notice.id), missing=len(form.missing(answers)))
    await context.show(texts.lines([heading, "", *lines, *notes]), rows)


def _label(field: Field, value: str) -> str:
    label = field.label if len(field.label) <= IN_BUTTON else f"{field.label[: IN_BUTTON - 1]}…"
    return f"{'✓' if value else '✎'} {label}"


async def fill_field(context: BotContext, tap: FillField) -> None:
    due = await _due(context, tap.due)
    field = _field(context, due, tap.place)
    if due is None or field is None:
        return
    if field.kind is Kind.PLACES:
        await show_places(context, ShowPlaces(tap.due, tap.place, 0))
        return
    texts = context.texts
    options = [texts.plain("replies-no"), texts.plain("replies-yes")] if field.kind is Kind.YES_NO else field.options
    if options:
        rows = [[PutOption(due.number, tap.place, place).button(each)] for place, each in enumerate(options)]
        back = [OpenReply(due.number).button(texts.plain("menu-button-back"))]
        await context.show(texts("replies-choose", label=field.label), [*rows, back])
        return
    await context.say(texts("replies-field", label=field.label, hint=context.services.notices.replies.hint(field)))
    number = due.number * HUNDRED + tap.place
    await ask(context, _prompt_field(texts, number), field.label)


def _prompt_field(texts: Texts, number: int) -> str:
    return texts.plain("replies-prompt", number=str(number))


async def take_field(context: BotContext, number: int) -> None:
    """A message as the answer to the field of the prompt; what is none is said so, and nothing is lost."""
    replies, message = context.services.notices.replies, context.message
    due = await _due(context, number // HUNDRED)
    field = _field(context, due, number % HUNDRED)
    if due is None or field is None:
        return
    file, _words = content_of(message)
    if field.kind is Kind.FILE:
        value = f"{file.kind} {file.file_id}" if file else None
    else:
        value = replies.read(field, message.text or "")
    if value is None:
        await context.say(
            context.texts("replies-wrong", label=field.label, hint=context.services.notices.replies.hint(field))
        )
        await ask(context, _prompt_field(context.texts, number), context.texts.plain("replies-placeholder"))
        return
    await replies.put(due, number % HUNDRED, value, context.person_id)
    await open_reply(context, OpenReply(due.number))


async def put_option(context: BotContext, tap: PutOption) -> None:
    due = await _due(context, tap.due)
    field = _field(context, due, tap.place)
    if due is None or field is None:
        return
    values = ("no", "yes") if field.kind is Kind.YES_NO else field.options
    if 0 <= tap.option < len(values):
        await context.services.notices.replies.put(due, tap.place, values[tap.option], context.person_id)
    await open_reply(context, OpenReply(due.number))


# Settlements


async def show_places(context: BotContext, tap: ShowPlaces) -> None:
    """What was marked, what can be, and what is to be asked back."""
    due = await _due(context, tap.due)
    if due is not None:
        await _show_places(context, due, tap, [])


async def _show_places(context: BotContext, due: Due, at: ShowPlaces, twice: list[str]) -> None:
    texts, replies, field = context.texts, context.services.notices.replies, _field(context, due, at.place)
    if field is None or field.kind is not Kind.PLACES:
        return
    names = given((await replies.answers(due)).get(str(at.place), ""))
    marked = {mark(name) for name in names}
    choices = {mark(name): name for name in await replies.choices(due)}
    own = {mark(name): name for name in names if mark(name) not in choices}
    shown = own | choices  # what she typed herself stands first, where she finds it
    start = at.start if 0 <= at.start < len(shown) else 0
    rows: list[list[Button]] = [
        [SwapPlace(due.number, at.place, start, mark(name)).button(texts.plain("places-button-instead", name=like[0]))]
        for name, like in (await replies.strangers(due, names))[:SWAPPED]
        if like
    ]
    for number, name in list(shown.items())[start : start + LISTED]:
        words = texts.plain("places-button-given", name=name) if number in marked else name
        rows.append([TurnPlace(due.number, at.place, start, number).button(words)])
    turning = []
    if start:
        earlier = ShowPlaces(due.number, at.place, max(start - LISTED, 0))
        turning.append(earlier.button(texts.plain("places-button-previous")))
    if start + LISTED < len(shown):
        turning.append(ShowPlaces(due.number, at.place, start + LISTED).button(texts.plain("places-button-next")))
    last = [AddPlaces(due.number, at.place).button(texts.plain("places-button-add"))]
    if not names:
        last.append(NoPlaces(due.number, at.place).button(texts.plain("places-button-none")))
    back = [OpenReply(due.number).button(texts.plain("places-button-ready"))]
    listed = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        listed = texts.plain("places-more", names=listed, more=len(names) - NAMED)
    notes = [escape(each) for each in (await replies.remarks(due, names))[:NAMED]]
    if twice:
        notes.append(texts("places-twice", names=", ".join(twice[:NAMED])))
    page = texts("places-page", label=field.label, count=len(names), names=listed, choices=len(shown))
    await context.show(texts.lines([page, *(["", *notes] if notes else [])]), [*rows, turning, last, back])


async def turn_place(context: BotContext, tap: TurnPlace) -> None:
    replies, due = context.services.notices.replies, await _due(context, tap.due)
    field = _field(context, due, tap.place)
    if due is None or field is None or field.kind is not Kind.PLACES:
        return
    names = given((await replies.answers(due)).get(str(tap.place), ""))
    left = [name for name in names if mark(name) != tap.mark]
    if len(left) < len(names):
        await replies.put(due, tap.place, "\n".join(left), context.person_id)
    else:
        chosen = next((name for name in await replies.choices(due) if mark(name) == tap.mark), "")
        await replies.add_places(due, tap.place, chosen, context.person_id)
    await show_places(context, ShowPlaces(tap.due, tap.place, tap.start))


async def swap_place(context: BotContext, tap: SwapPlace) -> None:
    replies, due = context.services.notices.replies, await _due(context, tap.due)
    field = _field(context, due, tap.place)
    if due is None or field is None or field.kind is not Kind.PLACES:
        return
    names = given((await replies.answers(due)).get(str(tap.place), ""))
    instead = {name: like[0] for name, like in await replies.strangers(due, names) if like and mark(name) == tap.mark}
    swapped = {mark(each): each for name in names if (each := instead.get(name, name))}
    await replies.put(due, tap.place, "\n".join(swapped.values()), context.person_id)
    await show_places(context, ShowPlaces(tap.due, tap.place, tap.start))


async def no_places(context: BotContext, tap: NoPlaces) -> None:
    due = await _due(context, tap.due)
    field = _field(context, due, tap.place)
    if due is not None and field is not None and field.kind is Kind.PLACES:
        await context.services.notices.replies.put(due, tap.place, NONE, context.person_id)
        await open_reply(context, OpenReply(tap.due))


def _prompt_places(texts: Texts, number: int) -> str:
    return texts.plain("places-prompt", number=str(number))


async def add_places(context: BotContext, tap: AddPlaces) -> None:
    due = await _due(context, tap.due)
    if due is not None:
        number = due.number * HUNDRED + tap.place
        await ask(context, _prompt_places(context.texts, number), context.texts.plain("places-placeholder"))


async def take_places(context: BotContext, number: int) -> None:
    """Names, one a line: they are added to those that were marked."""
    replies, due = context.services.notices.replies, await _due(context, number // HUNDRED)
    field = _field(context, due, number % HUNDRED)
    if due is None or field is None or field.kind is not Kind.PLACES:
        return
    twice = await replies.add_places(due, number % HUNDRED, context.message.text or "", context.person_id)
    if twice is None:
        await context.say(context.texts("replies-wrong", label=field.label, hint=replies.hint(field)))
        await ask(context, _prompt_places(context.texts, number), context.texts.plain("places-placeholder"))
        return
    await _show_places(context, due, ShowPlaces(due.number, number % HUNDRED, 0), twice)


async def unchanged(context: BotContext, tap: Unchanged) -> None:
    due = await _due(context, tap.due)
    if due is not None:
        replies = context.services.notices.replies
        await replies.put_all(due, await replies.previous(due), context.person_id)
        await open_reply(context, OpenReply(due.number))


async def send_reply(context: BotContext, tap: SendReply) -> None:
    texts, replies = context.texts, context.services.notices.replies
    due = await _due(context, tap.due)
    if due is None:
        return
    doubts = await replies.doubts(due) if tap.sure == 0 else []
    if doubts:
        rows = [
            [SendReply(due.number, 1).button(texts.plain("replies-button-sure"))],
            [OpenReply(due.number).button(texts.plain("menu-button-back"))],
        ]
        await context.show(texts.lines([texts("replies-doubts"), *doubts]), rows)
        return
    sent = await replies.send(due, context.person_id)
    await context.toast(texts.plain("replies-sent" if sent else "replies-not-sent"))
    await open_reply(context, OpenReply(due.number))


async def _due(context: BotContext, number: int) -> Due | None:
    """The due, if it is this person's and asks for a reply."""
    due = await context.services.notices.notices.due(number, context.person_id)
    if due is None or not due.notice.form or due.released_at:
        await context.toast(context.texts.plain("notices-not-yours"))
        return None
    return due


def _field(context: BotContext, due: Due | None, place: int) -> Field | None:
    fields = context.services.notices.replies.form(due).fields if due else ()
    return fields[place] if 0 <= place < len(fields) else None


# Staff


def _prompt_form(texts: Texts, number: int) -> str:
    return texts.plain("replies-prompt-form", number=str(number))


async def ask_for_form(context: BotContext, tap: AskForForm) -> None:
    await context.show(context.texts("replies-how-to", most=MOST_FIELDS))
    await ask(context, _prompt_form(context.texts, tap.notice), context.texts.plain("replies-form-placeholder"))


async def take_form(context: BotContext, number: int) -> None:
    texts = context.texts
    try:
        await context.services.notices.replies.ask(number, context.message.text or "")
    except WrongForm as wrong:
        await context.say(texts("replies-wrong-form", number=wrong.number, line=wrong.line))
        await ask(context, _prompt_form(texts, number), texts.plain("replies-form-placeholder"))
        return
    await show_draft(context, ShowNoticeDraft(number))


async def draw_replies(context: BotContext, tap: DrawReplies) -> None:
    drawn, chat = await context.services.notices.replies.chart(tap.notice), context.received.effective_chat
    if drawn is None or chat is None:
        await context.show(
            context.texts("replies-none"), [[ShowNotice(tap.notice).button(context.texts.plain("menu-button-back"))]]
        )
        return
    await chat.send_photo(drawn[0], caption=_fitting(drawn[1]), message_thread_id=context.topic)


def _fitting(html: str) -> str:
    """As many lines as a caption takes: a line is never cut in the middle of a sign."""
    ends = accumulate(len(line) + 1 for line in html.splitlines())
    return "\n".join(html.splitlines()[: sum(end <= LONGEST_CAPTION for end in ends)])


async def export_replies(context: BotContext, tap: ExportReplies) -> None:
    excel = await context.services.notices.replies.as_excel(tap.notice, context.person_id)
    chat = context.received.effective_chat
    if excel is not None and chat:
        name = context.texts.plain("replies-excel-file", number=str(tap.notice))
        await chat.send_document(excel, filename=name, message_thread_id=context.topic)


async def take_files(context: BotContext, tap: TakeReplyFiles) -> None:
    """A handful at once, for a group takes twenty messages a minute."""
    texts, chat = context.texts, context.received.effective_chat
    files = await context.services.notices.replies.files(tap.notice, context.person_id)
    if not files or chat is None:
        await context.toast(texts.plain("replies-no-files"))
        return
    for kind, file_id, words in files[tap.start : tap.start + FILES]:
        await getattr(chat, f"send_{kind}")(file_id, caption=words, message_thread_id=context.topic)
    left = len(files) - tap.start - FILES
    if left > 0:
        more = TakeReplyFiles(tap.notice, tap.start + FILES).button(texts.plain("notices-button-more"))
        await context.say(texts("replies-files-left", count=left), [[more]])
