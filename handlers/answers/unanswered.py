"""Staff look at what the bot could not answer; people ask to be told when it can."""

from __future__ import annotations

from typing import Any

from telegram import InputFile
from telegram.ext import BaseHandler

from channels.taps import Button
from handlers.answers.taps import DraftAnswer, ReplyToMiss, ShowMiss, ShowMisses, WantAnswer
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to, desk_button
from handlers.chat.presses import on_tap
from handlers.chat.rights import Right
from services.answers.unanswered import samples

SHOWN = 8
"""Clusters in one list."""
WORDINGS = 5
TITLE = 48
"""Characters of a question on a button."""


def handlers() -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(WantAnswer, want_answer),
        on_tap(ShowMisses, show_misses, Right.ANSWER),
        on_tap(ShowMiss, show_miss, Right.ANSWER),
        on_tap(ReplyToMiss, reply_to_miss, Right.ANSWER),
        on_tap(DraftAnswer, draft_answer, Right.ANSWER),
    ]


def want_buttons(context: BotContext, question_id: int) -> list[list[Button]]:
    """The row that offers to tell later; none where nobody is there to see what is missed."""
    if context.services.people.staff.chat_id is None:
        return []
    return [[WantAnswer(question_id).button(context.texts.plain("misses-button-want"))]]


async def want_answer(context: BotContext, tap: WantAnswer) -> None:
    wanted = await context.services.answers.unanswered.want(tap.question, context.person_id)
    await context.toast(context.texts.plain("misses-will-tell" if wanted else "questions-gone"))


async def show_misses(context: BotContext, _tap: ShowMisses) -> None:
    clusters = await context.services.answers.unanswered.clusters()
    rows = []
    for cluster in clusters[:SHOWN]:
        text = cluster.questions[0].text
        short = text if len(text) <= TITLE else text[: TITLE - 1] + "…"
        rows.append([ShowMiss(cluster.id).button(f"{len(cluster.questions)} × {short}")])
    html = context.texts("misses-list", total=sum(len(each.questions) for each in clusters))
    await context.show(html if clusters else context.texts("misses-none"), [*rows, [desk_button(context)]])


async def show_miss(context: BotContext, tap: ShowMiss) -> None:
    cluster = await context.services.answers.unanswered.find(tap.cluster)
    if cluster is None:
        await show_misses(context, ShowMisses())
        return
    texts = context.texts
    lines = "\n".join(f"• {text}" for text in samples(cluster, WORDINGS))
    rows = [[DraftAnswer(cluster.id).button(texts.plain("misses-button-draft"))], [back_to(context, ShowMisses())]]
    if context.services.people.staff.chat_id is not None:
        rows.insert(0, [ReplyToMiss(cluster.id).button(texts.plain("misses-button-reply"))])
    await context.show(texts("misses-cluster", count=len(cluster.questions), lines=lines), rows)


async def reply_to_miss(context: BotContext, tap: ReplyToMiss) -> None:
    cluster = await context.services.answers.unanswered.find(tap.cluster)
    if cluster is None:
        await show_misses(context, ShowMisses())
        return
    brought = await context.services.answers.questions.bring(cluster.questions[0])
    await context.toast(context.texts.plain("misses-brought" if brought else "misses-there-already"))


async def draft_answer(context: BotContext, tap: DraftAnswer) -> None:
    cluster = await context.services.answers.unanswered.find(tap.cluster)
    chat = context.received.effective_chat
    if cluster is None or chat is None:
        await show_misses(context, ShowMisses())
        return
    file = InputFile(context.services.answers.unanswered.draft(cluster).encode(), f"new-{cluster.id}.md")
    await chat.send_document(file, caption=context.texts("misses-draft"))
