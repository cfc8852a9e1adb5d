"""From a case to an appeal under law 393/96: a ready text and PDF, and the legal clock once it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from telegram import InputFile
from telegram.ext import BaseHandler

from channels.taps import Button
from handlers.cases.taps import AppealSent, MakeAppeal, SendTerms, ShowCase
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS, Answers, Form, Step, take_words
from handlers.chat.menu import menu_button
from handlers.chat.presses import on_tap
from services.cases.appeals import Author
from services.cases.cases import Report
from services.people.drafts import APPEAL as APPEAL_FORM

FORM = APPEAL_FORM
LONGEST = 200
_LATEST = 4_102_444_800
"""The year 2100: a button made by hand may hold any number."""


def handlers() -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(MakeAppeal, make_appeal),
        on_tap(AppealSent, appeal_sent),
        on_tap(SendTerms, send_terms),
    ]


def _take(id: str) -> Callable[[BotContext, Answers], Awaitable[Answers]]:
    async def take(context: BotContext, _answers: Answers) -> Answers:
        return {id: await take_words(context, LONGEST)}

    return take


def _shown(id: str) -> Callable[[BotContext, Answers], str]:
    return lambda _context, answers: answers.get(id, "")


def _endings(context: BotContext, answers: Answers) -> Sequence[Sequence[Button]]:
    return [[MakeAppeal(int(answers["report"])).button(context.texts.plain("appeals-button-make"))]]


async def _cancelled(context: BotContext, _answers: Answers) -> None:
    await context.show(context.texts("appeals-cancelled"), [[menu_button(context)]])


APPEAL = FORMS.add(
    Form(
        FORM,
        steps=(
            Step(
                "name",
                prompt=lambda context, _: context.texts("appeals-ask-name"),
                title=lambda context: context.texts.plain("appeals-title-name"),
                take=_take("name"),
                shown=_shown("name"),
            ),
            Step(
                "residence",
                prompt=lambda context, _: context.texts("appeals-ask-residence"),
                title=lambda context: context.texts.plain("appeals-title-residence"),
                take=_take("residence"),
                shown=_shown("residence"),
            ),
            Step(
                "contact",
                prompt=lambda context, _: context.texts("appeals-ask-contact"),
                title=lambda context: context.texts.plain("appeals-title-contact"),
                take=_take("contact"),
                shown=_shown("contact"),
            ),
        ),
        heading=lambda context, _: context.texts("appeals-review"),
        endings=_endings,
        cancelled=_cancelled,
    )
)


async def make_appeal(context: BotContext, tap: MakeAppeal) -> None:
    """The text to copy, the file to send; then nothing of name and address is left in the bot."""
    services, texts = context.services, context.texts
    draft = await services.people.drafts.of(context.person_id)
    report = await _own(context, tap.report)
    complete = draft and draft.form == FORM and all(draft.answers.get(step.id) for step in APPEAL.steps)
    if draft is None or report is None or not complete:
        await context.show(texts("forms-gone"), [[menu_button(context)]])
        return
    author = Author(draft.answers["name"], draft.answers["residence"], draft.answers["contact"])
    pdf = await services.cases.appeals.make_pdf(report, author)
    await context.bot.send_document(
        context.person_id, InputFile(pdf, f"{report.number}.pdf"), caption=texts("appeals-pdf")
    )
    rows = [[AppealSent(report.id).button(texts.plain("appeals-button-sent"))], [menu_button(context)]]
    await context.say(texts("appeals-text", text=services.cases.appeals.words(report, author)))
    await context.say(texts("appeals-ready"), rows)
    await services.people.drafts.end(context.person_id)


async def appeal_sent(context: BotContext, tap: AppealSent) -> None:
    report = await _own(context, tap.report)
    if report is None:
        await context.show(context.texts("forms-gone"), [[menu_button(context)]])
        return
    found = context.services.cases.appeals.terms()
    html = context.texts(
        "appeals-terms",
        sent=found.sent_at.date(),
        hour=f"{found.sent_at:%H:%M}",
        taken=found.taken_on,
        soon=found.soon_on,
        month=found.month_on,
        latest=found.latest_on,
    )
    rows = [
        [SendTerms(report.id, int(found.sent_at.timestamp())).button(context.texts.plain("appeals-button-ics"))],
        [ShowCase(report.id).button(context.texts.plain("reports-button-show")), menu_button(context)],
    ]
    await context.say(html, rows)


async def send_terms(context: BotContext, tap: SendTerms) -> None:
    report = await _own(context, tap.report)
    if report is None:
        return
    appeals = context.services.cases.appeals
    found = appeals.terms(datetime.fromtimestamp(min(tap.sent, _LATEST), UTC))
    file = InputFile(appeals.as_ics(found, report.number or ""), "terms.ics")
    await context.bot.send_document(context.person_id, file, caption=context.texts("appeals-ics"))


async def _own(context: BotContext, report_id: int) -> Report | None:
    report = await context.services.cases.cases.own(report_id, context.person_id)
    return report if report and report.number else None
