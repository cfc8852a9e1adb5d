"""A question goes to the department, and staff answer by replying to it in their chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from telegram import ForceReply, InlineKeyboardButton, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from channels import SendFailed
from handlers.context import BotContext
from handlers.taps import Tap, on_tap
from services.questions import LONGEST_REPLY, Outcome


@dataclass(frozen=True, slots=True)
class PassQuestion(Tap):
    """Gives a question that was asked already to the staff."""

    question: int
    prefix: ClassVar[str] = "pass"


@dataclass(frozen=True, slots=True)
class WriteToStaff(Tap):
    """Asks for a question to the staff."""

    prefix: ClassVar[str] = "staff"


def handlers(staff_chat_id: int | None) -> list[BaseHandler[Any, BotContext, Any]]:
    if staff_chat_id is None:
        return []
    reply = filters.Chat(staff_chat_id) & filters.UpdateType.MESSAGE & filters.REPLY & ~filters.COMMAND
    return [
        on_tap(PassQuestion, pass_question),
        on_tap(WriteToStaff, ask_for_question),
        MessageHandler(reply, send_reply),
    ]


def pass_buttons(context: BotContext, question_id: int) -> list[list[InlineKeyboardButton]]:
    """The row that offers the staff, none where nobody is there; without a question it asks for one."""
    if context.services.staff.chat_id is None:
        return []
    if not question_id:
        return [write_button(context)]
    return [[PassQuestion(question_id).button(context.texts.plain("questions-button-pass"))]]


def write_button(context: BotContext) -> list[InlineKeyboardButton]:
    """The button that asks for a new question to the staff; none where nobody is there to answer."""
    if context.services.staff.chat_id is None:
        return []
    return [WriteToStaff().button(context.texts.plain("questions-button-write"))]


async def pass_question(context: BotContext, tap: PassQuestion) -> None:
    passed = await context.services.questions.pass_on(tap.question, context.person_id)
    await context.show(context.texts("questions-passed" if passed else "questions-gone"))


async def ask_for_question(context: BotContext, _tap: WriteToStaff) -> None:
    placeholder = context.texts.plain("questions-placeholder")
    await context.say(context.texts("questions-prompt"), ForceReply(input_field_placeholder=placeholder))


def is_for_staff(context: BotContext) -> bool:
    """Whether the message replies to the prompt of `ask_for_question`.

    The prompt itself is the memory: nothing is kept while the person thinks, and a restart forgets nothing.
    """
    prompt = context.message.reply_to_message
    return prompt is not None and prompt.text == context.texts.plain("questions-prompt")


async def take_question(context: BotContext) -> None:
    message = context.message
    reply = await context.services.answers.ask(context.person_id, message.message_id, message.text or "")
    await context.services.questions.pass_on(reply.question_id, context.person_id)
    await context.say(context.texts("questions-passed"))


async def send_reply(update: Update, context: BotContext) -> None:
    """Replies among colleagues, to anything but a question, are none of the bot's business."""
    message = context.message
    assert message.reply_to_message  # noqa: S101
    try:
        outcome = await context.services.questions.reply(message.reply_to_message.message_id, message.text or "")
    except SendFailed:
        await context.say(context.texts("questions-try-again"))
        return
    match outcome:
        case Outcome.SENT:
            await context.say(context.texts("questions-sent"))
        case Outcome.UNREACHABLE:
            await context.say(context.texts("questions-unreachable"))
        case Outcome.NO_WORDS:
            await context.say(context.texts("questions-only-text"))
        case Outcome.TOO_LONG:
            await context.say(context.texts("questions-too-long", most=LONGEST_REPLY))
        case Outcome.NOT_A_QUESTION:
            pass
