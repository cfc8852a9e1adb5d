"""What waits for the staff, in words; and the list of those who wait for an answer."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from channels.taps import Button
from content.messages import Texts
from handlers.answers.taps import WorkOnQuestion
from handlers.cases.taps import WorkOnCase
from handlers.cases.words import where
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.taps import ListUnansweredByStaff
from services.text import shorten
from services.waiting import Unanswered, WhatWaits

LISTED = 20
SHORT = 60
"""Characters of a question that stand in the list."""


def lines(waits: WhatWaits, texts: Texts) -> list[Markup]:
    """A line for each kind of which something waits."""
    return [texts(key, **values) for key, values in waits.said()]


@on_tap(Right.ANSWER)
async def list_unanswered(context: BotContext, _tap: ListUnansweredByStaff) -> None:
    """By owner, those of nobody first; each with the way to it."""
    texts, found = context.texts, await context.services.waiting.unanswered()
    said, rows = list[Markup](), list[list[Button]]()
    for owner, group in groupby(found[:LISTED], key=lambda each: each.owner):
        said.append(texts("waiting-owner", name=owner) if owner else texts("waiting-nobody"))
        for each in group:
            said.append(_line(context, each))
            rows += [[button] for button in _way(context, each)]
    if len(found) > LISTED:
        said.append(texts("waiting-more", count=len(found) - LISTED))
    html = texts("waiting-list", count=len(found), lines=texts.lines(said)) if found else texts("waiting-none")
    await context.show(html, [*rows, [desk_button(context)]])


def _line(context: BotContext, waiting: Unanswered) -> Markup:
    since, days = f"{waiting.since:%d.%m.%Y}", (context.now().date() - waiting.since.date()).days
    if case := waiting.case:
        place = where(context.services.content, case)
        return context.texts("waiting-case", number=case.number or "", place=place, since=since, days=days)
    assert waiting.question  # noqa: S101 - one of both
    text = shorten(waiting.question.text, SHORT)
    return context.texts("waiting-question", number=str(waiting.question.id), text=text, since=since, days=days)


def _way(context: BotContext, waiting: Unanswered) -> list[Button]:
    """To the case, or to the question: in the staff chat to its message there, but a small group has no addresses."""
    if waiting.case:
        return [context.button(WorkOnCase(waiting.case.id), "waiting-button-case", number=waiting.case.number or "")]
    assert waiting.question  # noqa: S101 - one of both
    question, number = waiting.question, str(waiting.question.id)
    chat = str(question.staff_chat_id or "")
    if context.chat_id != question.staff_chat_id or question.staff_message_id is None or not chat.startswith("-100"):
        return [context.button(WorkOnQuestion(question.id), "waiting-button-question", number=number)]
    url = f"https://t.me/c/{chat.removeprefix('-100')}/{question.staff_message_id}"
    return [Button(context.texts.plain("waiting-button-question", number=number), url=url)]
