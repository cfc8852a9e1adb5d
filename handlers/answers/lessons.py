"""Staff send one of the likeliest answers in one tap; editors take the wording into the search, or out of it again."""

from __future__ import annotations

from handlers.answers.taps import ListLessons, SendAnswer, SendAnswerToAll, TakeLesson, TakeLessonBack
from handlers.answers.words import answer_html
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button, turn_buttons
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from services.answers import LessonState
from services.text import shorten

PAGE = 5
"""Lessons on one page."""
SHOWN = 200
"""Characters of a wording in the list."""


@on_tap(Right.ANSWER)
async def send_answer(context: BotContext, tap: SendAnswer) -> None:
    """The card of the question shows the reply when the person has it."""
    services = context.services
    answer = services.answers.answers.get(tap.answer)
    if answer is None:
        await context.toast(context.texts.plain("lessons-gone"))
        return
    reply = await services.answers.lessons.send(
        tap.question,
        answer.id,
        answer_html(context, answer),
        chat_id=context.chat.id,
        message_id=context.message.message_id,
        topic_id=context.topic,
        staff_id=context.person_id,
        by_name=context.first_name,
    )
    if reply is None:
        await context.toast(context.texts.plain("lessons-answered"))
    elif reply.said_id is None:
        await services.people.held_replies.show(reply)


@on_tap(Right.ANSWER)
async def send_answer_to_all(context: BotContext, tap: SendAnswerToAll) -> None:
    """To all who asked alike; each of their wordings is a candidate then."""
    services = context.services
    answer = services.answers.answers.get(tap.answer)
    cluster = await services.answers.unanswered.find(tap.cluster)
    if answer is None or cluster is None:
        await context.toast(context.texts.plain("lessons-gone" if answer is None else "lessons-answered"))
        return
    reply = await services.answers.lessons.send(
        cluster.id,
        answer.id,
        answer_html(context, answer),
        chat_id=context.chat.id,
        message_id=context.message.message_id,
        topic_id=context.topic,
        staff_id=context.person_id,
        by_name=context.first_name,
        recipients=[each.id for each in cluster.questions if each.person_id is not None],
    )
    if reply is None:
        await context.toast(context.texts.plain("lessons-answered"))
    elif reply.said_id is None:
        await services.people.held_replies.show(reply)


@on_tap(Right.ANSWER)
async def list_lessons(context: BotContext, tap: ListLessons) -> None:
    """What waits for a decision first, then what the search has learnt."""
    texts, lessons = context.texts, context.services.answers.lessons
    candidates, in_use = await lessons.candidates(), await lessons.in_use()
    if not candidates and not in_use:
        await context.show(texts("lessons-none"), [[desk_button(context)]])
        return
    pages = -(-len(candidates + in_use) // PAGE)
    page = min(tap.page, pages - 1)
    lines, rows = [], []
    for number, each in list(enumerate(candidates + in_use, 1))[page * PAGE : (page + 1) * PAGE]:
        answer = context.services.answers.answers.get(each.answer_id)
        named = {"number": number, "text": shorten(each.text, SHOWN), "answer": answer.title if answer else "–"}
        if each.state is LessonState.CANDIDATE:
            lines.append(texts("lessons-line-candidate", **named, by=each.by_name))
            take = context.button(TakeLesson(each.id, page), "lessons-button-take", number=number)
            rows.append([take, context.button(TakeLessonBack(each.id, page), "lessons-button-reject", number=number)])
        else:
            lines.append(texts("lessons-line-in-use", **named, by=each.decided_by))
            rows.append([context.button(TakeLessonBack(each.id, page), "lessons-button-take-back", number=number)])
    html = texts("lessons-list", candidates=len(candidates), in_use=len(in_use), lines=texts.lines(lines))
    await context.show(html, [*rows, turn_buttons(context, page, pages, ListLessons), [desk_button(context)]])


@on_tap(Right.ANSWER)
async def take_lesson(context: BotContext, tap: TakeLesson) -> None:
    taken = await context.services.answers.lessons.take_in(tap.lesson, context.person_id, context.first_name)
    await context.toast(context.texts.plain("lessons-taken" if taken else "lessons-decided"))
    await list_lessons(context, ListLessons(tap.page))


@on_tap(Right.ANSWER)
async def take_lesson_back(context: BotContext, tap: TakeLessonBack) -> None:
    taken = await context.services.answers.lessons.take_back(tap.lesson, context.person_id, context.first_name)
    await context.toast(context.texts.plain("lessons-taken-back" if taken else "lessons-decided"))
    await list_lessons(context, ListLessons(tap.page))
