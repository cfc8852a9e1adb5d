"""A reply to a notice: a page with all its fields, each filled with a tap and kept at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import escape
from telegram.ext import BaseHandler

from channels.taps import Button, Tap
from content.messages import Texts
from handlers.composing import content_of
from handlers.context import BotContext
from handlers.notices import AskForForm, ShowNoticeDraft, show_draft
from handlers.prompts import ask, on_reply
from handlers.rights import Right
from handlers.taps import on_tap
from services.board import DrawReplies, ExportReplies
from services.notices import Due, OpenDue, OpenReply, ShowNotice
from services.replies import MOST_FIELDS, Field, Kind, WrongForm
from services.services import Services

HUNDRED = 100
"""A prompt's number is the due's times this, and the place of the field."""
IN_BUTTON = 24


@dataclass(frozen=True, slots=True)
class FillField(Tap):
    due: int
    place: int
    prefix: ClassVar[str] = "field"


@dataclass(frozen=True, slots=True)
class PutOption(Tap):
    """An answer by button: the place of the option, for yes and no 1 and 0."""

    due: int
    place: int
    option: int
    prefix: ClassVar[str] = "option"


@dataclass(frozen=True, slots=True)
class Unchanged(Tap):
    """All as in the last reply."""

    due: int
    prefix: ClassVar[str] = "unchanged"


@dataclass(frozen=True, slots=True)
class SendReply(Tap):
    """`sure` is 0 until she was asked about numbers that jumped."""

    due: int
    sure: int
    prefix: ClassVar[str] = "sendreply"


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(OpenReply, open_reply),
        on_tap(FillField, fill_field),
        on_tap(PutOption, put_option),
        on_tap(Unchanged, unchanged),
        on_tap(SendReply, send_reply),
        on_tap(AskForForm, ask_for_form, Right.SEND),
        on_tap(DrawReplies, draw_replies, Right.SEND),
        on_tap(ExportReplies, export_replies, Right.EXPORT),
        on_reply(services, _prompt_field, take_field, any_kind=True),
        on_reply(services, _prompt_form, take_form, Right.SEND),
    ]


# Heads


async def open_reply(context: BotContext, tap: OpenReply) -> None:
    """All fields with their answers, and what is missing."""
    texts, replies = context.texts, context.services.replies
    due = await _due(context, tap.due)
    if due is None:
        return
    form, answers = replies.form(due), await replies.answers(due)
    lines = [
        texts("replies-line", label=field.label, value=replies.shown(field, answers.get(str(place), "")))
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
    texts = context.texts
    options = [texts.plain("replies-no"), texts.plain("replies-yes")] if field.kind is Kind.YES_NO else field.options
    if options:
        rows = [[PutOption(due.number, tap.place, place).button(each)] for place, each in enumerate(options)]
        back = [OpenReply(due.number).button(texts.plain("menu-button-back"))]
        await context.show(texts("replies-choose", label=field.label), [*rows, back])
        return
    await context.say(texts("replies-field", label=field.label, hint=context.services.replies.hint(field)))
    number = due.number * HUNDRED + tap.place
    await ask(context, _prompt_field(texts, number), field.label)


def _prompt_field(texts: Texts, number: int) -> str:
    return texts.plain("replies-prompt", number=str(number))


async def take_field(context: BotContext, number: int) -> None:
    """A message as the answer to the field of the prompt; what is none is said so, and nothing is lost."""
    replies, message = context.services.replies, context.message
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
        await context.say(context.texts("replies-wrong", label=field.label, hint=context.services.replies.hint(field)))
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
        await context.services.replies.put(due, tap.place, values[tap.option], context.person_id)
    await open_reply(context, OpenReply(due.number))


async def unchanged(context: BotContext, tap: Unchanged) -> None:
    due = await _due(context, tap.due)
    if due is not None:
        replies = context.services.replies
        await replies.put_all(due, await replies.previous(due), context.person_id)
        await open_reply(context, OpenReply(due.number))


async def send_reply(context: BotContext, tap: SendReply) -> None:
    texts, replies = context.texts, context.services.replies
    due = await _due(context, tap.due)
    if due is None:
        return
    jumps = await replies.jumps(due) if tap.sure == 0 else []
    if jumps:
        lines = [texts("replies-jump", label=field.label, before=old, now=new) for field, old, new in jumps]
        rows = [
            [SendReply(due.number, 1).button(texts.plain("replies-button-sure"))],
            [OpenReply(due.number).button(texts.plain("menu-button-back"))],
        ]
        await context.show(texts.lines([texts("replies-jumped"), *lines]), rows)
        return
    sent = await replies.send(due, context.person_id)
    await context.toast(texts.plain("replies-sent" if sent else "replies-not-sent"))
    await open_reply(context, OpenReply(due.number))


async def _due(context: BotContext, number: int) -> Due | None:
    """The due, if it is this person's and asks for a reply."""
    due = await context.services.notices.due(number, context.person_id)
    if due is None or not due.notice.form or due.released_at:
        await context.toast(context.texts.plain("notices-not-yours"))
        return None
    return due


def _field(context: BotContext, due: Due | None, place: int) -> Field | None:
    fields = context.services.replies.form(due).fields if due else ()
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
        await context.services.replies.ask(number, context.message.text or "")
    except WrongForm as wrong:
        await context.say(texts("replies-wrong-form", number=wrong.number, line=wrong.line))
        await ask(context, _prompt_form(texts, number), texts.plain("replies-form-placeholder"))
        return
    await show_draft(context, ShowNoticeDraft(number))


async def draw_replies(context: BotContext, tap: DrawReplies) -> None:
    drawn, chat = await context.services.replies.chart(tap.notice), context.received.effective_chat
    if drawn is None or chat is None:
        await context.show(
            context.texts("replies-none"), [[ShowNotice(tap.notice).button(context.texts.plain("menu-button-back"))]]
        )
        return
    await chat.send_photo(drawn[0], caption=drawn[1][:1024], message_thread_id=context.topic)


async def export_replies(context: BotContext, tap: ExportReplies) -> None:
    excel = await context.services.replies.as_excel(tap.notice, context.person_id)
    chat = context.received.effective_chat
    if excel is not None and chat:
        name = context.texts.plain("replies-excel-file", number=str(tap.notice))
        await chat.send_document(excel, filename=name, message_thread_id=context.topic)
