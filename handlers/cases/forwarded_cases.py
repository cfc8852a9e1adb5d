"""Cases that the department passed on to a head: she sees them in /notices and answers with a reply."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from channels.taps import Button
from content.messages import Texts
from handlers.cases.taps import AnswerPassed, ShowPassed
from handlers.chat.context import BotContext
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.taps import ShowMyPosts
from services.cases.cases import Report
from services.services import Services

SHOWN = 8


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowPassed, show_passed),
        on_tap(AnswerPassed, ask_for_answer),
        on_reply(services, _prompt, take_answer),
    ]


async def passed_cases(context: BotContext) -> dict[int, tuple[Report, str]]:
    """Open cases that were passed on to the person's posts, with the post's name."""
    services = context.services
    found: dict[int, tuple[Report, str]] = {}
    for tenure in await services.people.posts.of_person(context.person_id):
        name = await services.people.posts.name(tenure.post)
        found |= {report.id: (report, name) for report in await services.cases.cases.passed_to(name)}
    return found


def answer_button(texts: Texts, report: Report) -> Button:
    return AnswerPassed(report.id).button(texts.plain("passed-button-answer", number=report.number or ""))


async def show_passed(context: BotContext, _tap: ShowPassed) -> None:
    texts, reports = context.texts, context.services.cases.cases
    cases = list((await passed_cases(context)).values())[:SHOWN]
    lines = [
        texts("passed-line", number=report.number or "", document=reports.document(report), place=reports.place(report))
        for report, _name in cases
    ]
    rows = [[answer_button(texts, report)] for report, _name in cases]
    back = [ShowMyPosts().button(texts.plain("menu-button-back"))]
    await context.show(texts.lines([texts("passed-title", count=len(cases)), "", *lines]), [*rows, back])


def _prompt(texts: Texts, number: int) -> str:
    return texts.plain("passed-prompt", number=str(number))


async def ask_for_answer(context: BotContext, tap: AnswerPassed) -> None:
    if tap.report not in await passed_cases(context):
        await context.toast(context.texts.plain("passed-gone"))
        return
    await ask(context, _prompt(context.texts, tap.report), context.texts.plain("passed-placeholder"))


async def take_answer(context: BotContext, number: int) -> None:
    """The answer stands in the case, and the staff are told; the person who reported hears from the staff."""
    found = (await passed_cases(context)).get(number)
    if found is None:
        await context.say(context.texts("passed-gone"))
        return
    report, post = found
    await context.services.cases.cases.head_answers(report, post, context.message.text or "")
    await context.say(context.texts("passed-answered"))
