"""Staff look at what the bot could not answer; people ask to be told when it can."""

from __future__ import annotations

from telegram import InputFile

from channels.taps import Button
from handlers.answers.taps import DraftAnswer, ListUnanswered, ReplyToCluster, SendAnswerToAll, ShowCluster, WantAnswer
from handlers.chat.context import Answered, BotContext
from handlers.chat.menu import back_to, desk_button
from handlers.chat.prompts import ANYTHING, Prompt, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people.replies import take_reply
from services.answers import QUESTION, Cluster, Question
from services.text import shorten

SHOWN = 8
"""Clusters in one list."""
WORDINGS = 5
SUPERGROUP = "-100"
"""Before the number of a group whose messages have links."""
TO_ALL = Prompt("unanswered-prompt", "unanswered-placeholder")
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
    """What stands in the staff chat already leads there."""
    cluster = await _find(context, tap.cluster)
    texts = context.texts
    newest = {each.text: each for each in reversed(cluster.questions)}
    lines = [
        texts("unanswered-line-in-chat", text=text, url=url)
        if (url := _link(newest[text]))
        else texts("unanswered-line", text=text)
        for text in cluster.wordings[:WORDINGS]
    ]
    answers, titles = context.services.answers, context.services.content.library.answers
    likely = [
        [
            SendAnswerToAll(cluster.id, id).button(
                texts.plain("lessons-button-send", title=shorten(titles[id].title, TITLE))
            )
        ]
        for id in answers.unanswered.likely(cluster)
        if id in titles
    ]
    rows = [
        [context.button(DraftAnswer(cluster.id), "unanswered-button-draft")],
        [back_to(context, ListUnanswered())],
    ]
    if cluster.askers:  # of those who asked on a page nothing is known
        reply = context.button(ReplyToCluster(cluster.id), "unanswered-button-reply", count=len(cluster.askers))
        rows = [*likely, [reply], *rows]
    await context.show(texts("unanswered-cluster", count=len(cluster.questions), lines=texts.lines(lines)), rows)


def _link(question: Question) -> str:
    """The question's message in the staff chat; empty where it is not there, or a small group has no links."""
    chat = str(question.staff_chat_id or "")
    if not chat.startswith(SUPERGROUP) or question.staff_message_id is None:
        return ""
    return f"https://t.me/c/{chat.removeprefix(SUPERGROUP)}/{question.staff_message_id}"


@on_tap(Right.ANSWER)
async def reply_to_cluster(context: BotContext, tap: ReplyToCluster) -> None:
    cluster = await _find(context, tap.cluster)
    await TO_ALL.ask(context, cluster.id, count=len(cluster.askers))


@on_reply(TO_ALL, Right.ANSWER, takes=ANYTHING, undo=left)
async def take_answer_to_all(context: BotContext, number: int) -> None:
    """Each who asked in the chat gets it as a reply to her own question."""
    cluster = await _find(context, number)
    asked = [each.id for each in cluster.questions if each.person_id is not None]
    await take_reply(context, QUESTION, cluster.id, recipients=asked)


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
