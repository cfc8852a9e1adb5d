"""A question goes to the department; staff answer by replying to it in their chat, and may look at who asked it."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Message, Update

from channels.taps import Button
from handlers.answers.taps import AskMore, BanAuthor, CloseQuestion, PassQuestion, ShowAuthor
from handlers.cases import desk as cases
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import menu_button, write_button
from handlers.chat.prompts import Prompt, asks, left, on_reply, take_unplaced
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.taps import WriteToStaff
from handlers.people.taps import LiftBan
from services.answers import LONGEST_REPLY, Closing, ReplyOutcome

QUESTION = Prompt("questions-prompt")
MORE = Prompt("questions-prompt-more")
CLOSING = Prompt("questions-close-prompt", "questions-close-placeholder")
REASON = Prompt("bans-prompt", "bans-placeholder")

_SAID = {
    ReplyOutcome.SENT: "questions-sent",
    ReplyOutcome.UNREACHABLE: "questions-unreachable",
    ReplyOutcome.NOT_NOW: "questions-try-again",
    ReplyOutcome.NOBODY: "questions-nobody",
    ReplyOutcome.TAKEN_BACK: "questions-taken-back-before",
    ReplyOutcome.NO_WORDS: "questions-only-text",
    ReplyOutcome.TOO_LONG: "questions-too-long",
}

_CLOSED = {
    Closing.TOLD: "questions-closed-told",
    Closing.STOPPED: "questions-closed-stopped",
    Closing.NOBODY: "questions-closed-nobody",
    Closing.GONE: "questions-closed-before",
}

asks(WriteToStaff, QUESTION)
asks(CloseQuestion, CLOSING, Right.ANSWER)
asks(AskMore, MORE)
asks(BanAuthor, REASON, Right.BAN)


def pass_buttons(context: BotContext, question_id: int) -> list[list[Button]]:
    """The row that offers the staff, none where nobody is there; without a question it asks for one."""
    if context.services.people.staff.chat_id is None:
        return []
    if not question_id:
        return [write_button(context)]
    return [[context.button(PassQuestion(question_id), "questions-button-pass")]]


@on_tap()
async def pass_question(context: BotContext, tap: PassQuestion) -> None:
    passed = await context.services.answers.questions.pass_on(tap.question, context.person_id)
    texts = context.texts
    html = texts("questions-passed", number=str(tap.question)) if passed else texts("questions-gone")
    await context.show(html, [[menu_button(context)]])


async def say_passed(context: BotContext, question_id: int) -> None:
    """By its number the staff and the person speak of the same question."""
    await context.say(context.texts("questions-passed", number=str(question_id)), [[menu_button(context)]])


async def take_question_back(context: BotContext, _number: int, message: Message) -> Markup:
    """For every prompt whose answer is passed on as a question."""
    taken = await context.services.answers.questions.take_back(context.person_id, message.message_id)
    return context.texts("questions-taken-back" if taken else "prompts-left")


@on_reply(QUESTION, undo=take_question_back)
async def take_question(context: BotContext, _number: int) -> None:
    message_id = context.message.message_id
    reply = await context.services.answers.answers.ask(context.person_id, message_id, context.words)
    await context.services.answers.questions.pass_on(reply.question_id, context.person_id)
    await say_passed(context, reply.question_id)


@on_reply(MORE, undo=take_question_back)
async def take_more(context: BotContext, number: int) -> None:
    """It goes on as a question of its own, so that the reply finds the way back."""
    services = context.services
    first = await services.answers.questions.beginning(number, context.person_id)
    if first is None:
        await context.say(context.texts("questions-gone"))
        return
    text = context.texts.plain("questions-more", number=str(number), first=first, text=context.words)
    reply = await services.answers.answers.ask(context.person_id, context.message.message_id, text)
    await services.answers.questions.pass_on(reply.question_id, context.person_id)
    await say_passed(context, reply.question_id)


async def send_reply(update: Update, context: BotContext) -> None:
    """Replies among colleagues, to anything but a message of the bot, are none of its business."""
    if context.chat_id != context.services.people.staff.chat_id:
        return
    message_id, quoted = cases.quoted(context)
    if await cases.answer(context, message_id, quoted):
        return
    outcome = await context.services.answers.questions.reply(message_id, quoted, context.words)
    if outcome is not ReplyOutcome.NOT_A_QUESTION:
        await context.say(context.texts(_SAID[outcome], most=LONGEST_REPLY))
    elif quoted:
        await take_unplaced(update, context)


@on_reply(CLOSING, Right.ANSWER, undo=left)
async def take_closing(context: BotContext, number: int) -> None:
    """The person reads why there will be no reply."""
    if len(context.words) > LONGEST_REPLY:
        raise Wrong(context.texts("questions-too-long", most=LONGEST_REPLY))
    closing = await context.services.answers.questions.close(number, context.words)
    await context.say(context.texts(_CLOSED[closing], number=str(number)))


# Who asked


@on_tap(Right.SEE_PERSON)
async def show_author(context: BotContext, tap: ShowAuthor) -> None:
    """In a message of its own: the question stays, to be replied to."""
    texts = context.texts
    author = await context.services.answers.authors.find(tap.question, context.person_id)
    if author is None:
        await context.toast(texts.plain("bans-nobody"))
    elif author.ban:
        html = texts("bans-author-banned", number=str(tap.question), asked=author.asked, reason=author.ban.reason)
        await context.say(html, [[context.button(LiftBan(author.ban.id), "bans-button-lift")]])
    else:
        html = texts("bans-author", number=str(tap.question), asked=author.asked)
        await context.say(html, [[context.button(BanAuthor(tap.question), "bans-button-ban")]])


@on_reply(REASON, Right.BAN, undo=left)
async def take_reason(context: BotContext, number: int) -> None:
    banned = await context.services.answers.authors.ban(number, context.words, context.person_id)
    await context.say(context.texts("bans-banned" if banned else "bans-nobody"))
