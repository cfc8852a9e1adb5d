"""Staff look at what the bot could not answer; people ask to be told when it can."""

from __future__ import annotations

from telegram import InputFile

from channels.taps import Button
from handlers.answers.taps import DraftAnswer, ListUnanswered, ReplyToCluster, ShowCluster, WantAnswer
from handlers.chat.context import Answered, BotContext
from handlers.chat.menu import back_to, desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from services.answers import Cluster
from services.text import shorten

SHOWN = 8
"""Clusters in one list."""
WORDINGS = 5
TITLE = 48
"""Characters of a question on a button."""


def want_buttons(context: BotContext, question_id: int) -> list[list[Button]]:
    """The row that offers to tell later; none where nobody is there to see what is missed."""
    if context.services.people.staff.chat_id is None or not question_id:
        return []
    return [[context.button(WantAnswer(question_id), "unanswered-button-want")]]


@on_tap()
async def want_answer(context: BotContext, tap: WantAnswer) -> None:
    wanted = await context.services.answers.unanswered.want(tap.question, context.person_id)
    await context.toast(context.texts.plain("unanswered-will-tell" if wanted else "questions-gone"))


@on_tap(Right.ANSWER)
async def list_unanswered(context: BotContext, _tap: ListUnanswered) -> None:
    clusters = await context.services.answers.unanswered.clusters()
    rows = []
    for cluster in clusters[:SHOWN]:
        text = cluster.questions[0].text
        rows.append([ShowCluster(cluster.id).button(f"{len(cluster.questions)} × {shorten(text, TITLE)}")])
    html = context.texts("unanswered-list", total=sum(len(each.questions) for each in clusters))
    await context.show(html if clusters else context.texts("unanswered-none"), [*rows, [desk_button(context)]])


@on_tap(Right.ANSWER)
async def show_cluster(context: BotContext, tap: ShowCluster) -> None:
    cluster = await _find(context, tap.cluster)
    texts = context.texts
    lines = "\n".join(f"• {text}" for text in cluster.wordings[:WORDINGS])
    rows = [
        [context.button(DraftAnswer(cluster.id), "unanswered-button-draft")],
        [back_to(context, ListUnanswered())],
    ]
    if context.services.people.staff.chat_id is not None:
        rows.insert(0, [context.button(ReplyToCluster(cluster.id), "unanswered-button-reply")])
    await context.show(texts("unanswered-cluster", count=len(cluster.questions), lines=lines), rows)


@on_tap(Right.ANSWER)
async def reply_to_cluster(context: BotContext, tap: ReplyToCluster) -> None:
    cluster = await _find(context, tap.cluster)
    brought = await context.services.answers.questions.bring(cluster.questions[0])
    await context.toast(context.texts.plain("unanswered-brought" if brought else "unanswered-there-already"))


@on_tap(Right.ANSWER)
async def draft_answer(context: BotContext, tap: DraftAnswer) -> None:
    cluster = await _find(context, tap.cluster)
    file = InputFile(context.services.answers.unanswered.draft(cluster).encode(), f"new-{cluster.id}.md")
    await context.chat.send_document(file, caption=context.texts("unanswered-draft"))


async def _find(context: BotContext, cluster_id: int) -> Cluster:
    """What several people asked; where it is answered by now, the person is shown the rest. Raises Answered."""
    cluster = await context.services.answers.unanswered.find(cluster_id)
    if cluster is None:
        await list_unanswered(context, ListUnanswered())
        raise Answered
    return cluster
