"""A reply to a notice: a page with all its fields, and «send». Each field is filled with a tap (`reply_fields`)."""

from __future__ import annotations

from markupsafe import escape

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.routes import on_tap
from handlers.notices import taps
from services.notices import Field, Form, Obligation, words

IN_BUTTON = 24


async def obligation_of(context: BotContext, number: int) -> Obligation | None:
    """The obligation, if it is this person's and asks for a reply."""
    obligation = await context.services.notices.obligations.of_person(number, context.person_id)
    if obligation is None or not obligation.notice.form or obligation.released_at:
        await context.toast(context.texts.plain("notices-not-yours"))
        return None
    return obligation


@on_tap()
async def open_reply(context: BotContext, tap: taps.OpenReply) -> None:
    """All fields with their answers, and what is missing."""
    texts, replies = context.texts, context.services.notices.replies
    obligation = await obligation_of(context, tap.obligation)
    if obligation is None:
        return
    form, answers = Form.of(obligation.notice), await replies.answers(obligation)
    lines = [
        texts("replies-line", label=field.label, value=words.short_answer(texts, field, answers.get(str(place), "")))
        for place, field in enumerate(form.fields)
    ]
    notes = [str(escape(words.broken(texts, form, check))) for check in form.broken(answers)]
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
    if is_new and not form.missing(answers) and not form.broken(answers):
        rows.append([context.button(taps.SendReply(obligation.number, 0), "replies-button-send")])
    rows.append([back_to(context, taps.OpenObligation(obligation.number))])
    heading = texts("replies-page", number=str(obligation.notice.id), missing=len(form.missing(answers)))
    await context.show(texts.lines([heading, "", *lines, *notes]), rows)


def _label(field: Field, value: str) -> str:
    label = field.label if len(field.label) <= IN_BUTTON else f"{field.label[: IN_BUTTON - 1]}…"
    return f"{'✓' if value else '✎'} {label}"


@on_tap()
async def unchanged(context: BotContext, tap: taps.Unchanged) -> None:
    obligation = await obligation_of(context, tap.obligation)
    if obligation is not None:
        replies = context.services.notices.replies
        await replies.put_all(obligation, await replies.previous(obligation), context.person_id)
        await open_reply(context, taps.OpenReply(obligation.number))


@on_tap()
async def send_reply(context: BotContext, tap: taps.SendReply) -> None:
    texts, replies = context.texts, context.services.notices.replies
    obligation = await obligation_of(context, tap.obligation)
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
