"""From a case to an appeal under law 393/96: a ready text and PDF, and the legal clock once it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from channels.taps import Button
from handlers.cases.taps import AppealSent, MakeAppeal, SendTerms, ShowCase
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS, Answers, Form, Step, Words
from handlers.chat.menu import menu_button
from handlers.chat.routes import on_tap
from services.cases import Author, Case
from services.people import APPEAL

LONGEST = 200
_LATEST = 4_102_444_800
"""The year 2100: a button made by hand may hold any number."""


def _endings(context: BotContext, answers: Answers) -> Sequence[Sequence[Button]]:
    return [[context.button(MakeAppeal(int(answers["case"])), "appeals-button-make")]]


def _step(id: str, title: str, prompt: str) -> Step:
    return Step(id, title=title, prompt=prompt, take=Words(LONGEST))


FORM = FORMS.add(
    Form(
        APPEAL,
        steps=(
            _step("name", "appeals-title-name", "appeals-ask-name"),
            _step("residence", "appeals-title-residence", "appeals-ask-residence"),
            _step("contact", "appeals-title-contact", "appeals-ask-contact"),
        ),
        heading="appeals-review",
        endings=_endings,
        cancelled="appeals-cancelled",
    )
)


@on_tap()
async def make_appeal(context: BotContext, tap: MakeAppeal) -> None:
    """The text to copy, the file to send; then nothing of name and address is left in the bot."""
    services, texts = context.services, context.texts
    draft = await services.people.drafts.of(context.person_id)
    case = await _own(context, tap.case)
    complete = draft and draft.form == APPEAL and all(draft.answers.get(step.id) for step in FORM.steps)
    if draft is None or case is None or not complete:
        await context.show(texts("forms-gone"), [[menu_button(context)]])
        return
    author = Author(draft.answers["name"], draft.answers["residence"], draft.answers["contact"])
    text = services.cases.appeals.text(case, author)
    await context.send_privately(
        await services.cases.letters.make_pdf(text), f"{case.number}.pdf", texts("appeals-pdf")
    )
    rows = [[context.button(AppealSent(case.id), "appeals-button-sent")], [menu_button(context)]]
    await context.say(texts("appeals-text", text=text))
    await context.say(texts("appeals-ready"), rows)
    await services.people.drafts.end(context.person_id)


@on_tap()
async def appeal_sent(context: BotContext, tap: AppealSent) -> None:
    case = await _own(context, tap.case)
    if case is None:
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
        [context.button(SendTerms(case.id, int(found.sent_at.timestamp())), "appeals-button-ics")],
        [context.button(ShowCase(case.id), "cases-button-show"), menu_button(context)],
    ]
    await context.say(html, rows)


@on_tap()
async def send_terms(context: BotContext, tap: SendTerms) -> None:
    case = await _own(context, tap.case)
    if case is None:
        return
    appeals = context.services.cases.appeals
    found = appeals.terms(datetime.fromtimestamp(min(tap.sent, _LATEST), UTC))
    await context.send_privately(appeals.as_ics(found, case.number or ""), "terms.ics", context.texts("appeals-ics"))


async def _own(context: BotContext, case_id: int) -> Case | None:
    case = await context.services.cases.read.own(case_id, context.person_id)
    return case if case and case.number else None
