"""From a case to an appeal under law 393/96: a ready text and PDF, and the legal clock once it is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from channels.taps import Button
from content.complaints import Complaint
from handlers.cases.taps import AppealSent, MakeAppeal, SendTerms, ShowCase
from handlers.chat.context import BotContext, Wrong
from handlers.chat.forms import FORMS, Answers, Form, Step, Words
from handlers.chat.menu import menu_button
from handlers.chat.routes import on_tap
from services.cases import Author, Case
from services.people import APPEAL

LONGEST = 200
FEWEST_LETTERS, FEWEST_DIGITS = 6, 9
_LATEST = 4_102_444_800
"""The year 2100: a button made by hand may hold any number."""


def _bodies(context: BotContext, answers: Answers) -> Sequence[Complaint]:
    return context.services.cases.appeals.bodies(answers["_place"])


def _heading(context: BotContext, answers: Answers) -> str:
    """All that the appeal will say, and why it may go to whom."""
    texts = context.texts
    bodies = [texts("appeals-body", name=each.name, why=each.why) for each in _bodies(context, answers)]
    return texts("appeals-review", told=answers["_told"], bodies=texts.lines(bodies))


def _endings(context: BotContext, answers: Answers) -> Sequence[Sequence[Button]]:
    case = int(answers["case"])
    return [
        [MakeAppeal(case, number).button(context.texts.plain("appeals-button-make", name=each.name))]
        for number, each in enumerate(_bodies(context, answers))
    ]


def _name(context: BotContext, words: str) -> str:
    parts = words.split()
    if len(parts) < 2 or any(character.isdigit() for character in words):
        raise Wrong(context.texts("appeals-wrong-name"))
    return words


def _residence(context: BotContext, words: str) -> str:
    if sum(character.isalpha() for character in words) < FEWEST_LETTERS:
        raise Wrong(context.texts("appeals-wrong-residence"))
    return words


def _contact(context: BotContext, words: str) -> str:
    """An e-mail address, a telephone, or a postal address."""
    digits = sum(character.isdigit() for character in words)
    letters = sum(character.isalpha() for character in words)
    is_mail = re.search(r"[^\s@]+@[^\s@]+\.[^\s@]+", words)
    if not is_mail and digits < FEWEST_DIGITS and (letters < FEWEST_LETTERS or not digits):
        raise Wrong(context.texts("appeals-wrong-contact"))
    return words


def _step(id: str, title: str, prompt: str, check: Callable[[BotContext, str], str]) -> Step:
    return Step(id, title=title, prompt=prompt, take=Words(LONGEST, check))


FORM = FORMS.add(
    Form(
        APPEAL,
        name="appeals-form",
        steps=(
            _step("name", "appeals-title-name", "appeals-ask-name", _name),
            _step("residence", "appeals-title-residence", "appeals-ask-residence", _residence),
            _step("contact", "appeals-title-contact", "appeals-ask-contact", _contact),
        ),
        heading=_heading,
        endings=_endings,
        cancelled="appeals-cancelled",
    )
)


@on_tap()
async def make_appeal(context: BotContext, tap: MakeAppeal) -> None:
    """The text to copy, the file to send; then nothing of name and address is left in the bot."""
    services, texts = context.services, context.texts
    draft = await services.people.drafts.of(context.person_id, APPEAL)
    case = await _own(context, tap.case)
    complete = draft and all(draft.answers.get(step.id) for step in FORM.steps)
    if draft is None or case is None or not complete:
        await context.show(texts("forms-gone"), [[menu_button(context)]])
        return
    bodies = _bodies(context, draft.answers)
    body = bodies[min(tap.body, len(bodies) - 1)]
    author = Author(draft.answers["name"], draft.answers["residence"], draft.answers["contact"])
    text = services.cases.appeals.text(case, author, body)
    await context.send_privately(
        await services.cases.letters.make_pdf(text), f"{case.number}.pdf", texts("appeals-pdf")
    )
    rows = [[context.button(AppealSent(case.id), "appeals-button-sent")], [menu_button(context)]]
    await context.say(texts("appeals-text", text=text))
    await context.say(texts("appeals-ready", name=body.name, contact=body.contact), rows)
    await services.people.drafts.end(context.person_id, APPEAL)


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
    found = appeals.terms(datetime.fromtimestamp(min(tap.sent, _LATEST), context.now().tzinfo))
    file = appeals.as_ics(found, case, context.bot.username)
    await context.send_privately(file, context.texts.plain("appeals-ics-file"), context.texts("appeals-ics"))


async def _own(context: BotContext, case_id: int) -> Case | None:
    case = await context.services.cases.read.own(case_id, context.person_id)
    return case if case and case.number else None
