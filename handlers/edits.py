"""Somebody changes a message after the bot has read it: what becomes of the new words is said."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from handlers.answers.answers import answer_message
from handlers.answers.taps import AskMore
from handlers.chat.context import BotContext
from handlers.people.replies import take_changed


def intake() -> BaseHandler[Any, BotContext, Any]:
    """Takes all changed messages, before handlers that would read them like new ones."""
    return MessageHandler(filters.UpdateType.EDITED_MESSAGE, take)


async def take(_update: Update, context: BotContext) -> None:
    """A command has done what it does; a flood is not answered."""
    is_command = (context.message.text or "").startswith("/")
    if await take_changed(context):
        raise ApplicationHandlerStop
    if context.chat.type == ChatType.PRIVATE:
        if not is_command and not context.is_flooding:
            await _changed_by_person(context)
    elif context.chat.id == context.services.people.staff.chat_id and await _was_sent(context):
        await context.say(context.texts("edits-of-staff"))
    raise ApplicationHandlerStop


async def _changed_by_person(context: BotContext) -> None:
    """A question is answered anew; where the department has the old one, she can add what is new."""
    question = await context.services.answers.questions.of_message(context.person_id, context.message.message_id)
    if question is None:
        await context.say(context.texts("edits-kept"))
    elif question.passed_at is None:
        await answer_message(context, context.message, anew=True)
    else:
        more = context.button(AskMore(question.id), "questions-button-more")
        await context.say(context.texts("edits-passed"), [[more]])


async def _was_sent(context: BotContext) -> bool:
    """Whether the message was an answer to a prompt."""
    replied_to = context.message.reply_to_message
    asked = replied_to and await context.services.people.prompts.at(context.chat.id, replied_to.message_id)
    return bool(asked and asked.taken_id)
