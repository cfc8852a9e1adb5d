"""A question goes to the department; staff answer by replying to it in their chat, and may look at who asked it."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Message, Update
from telegram.constants import ChatType

from channels.taps import Button
from handlers.answers.messages import question_for_staff
from handlers.answers.taps import (
    AskMore,
    BanAuthor,
    CloseQuestion,
    LetQuestionGo,
    PassQuestion,
    ShowAuthor,
    TakeQuestion,
    WorkOnQuestion,
)
from handlers.cases import desk as cases
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import menu_button, write_button
from handlers.chat.prompts import ANYTHING, Prompt, asks, left, on_reply, take_unplaced
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.taps import WriteToStaff
from handlers.people.replies import take_reply
from handlers.people.taps import LiftBan
from services.answers import CARD as ITS_CARD
from services.answers import LONGEST_REASON, Closing, Question, Unreadable
from services.answers import QUESTION as QUESTION_KIND

QUESTION = Prompt("questions-prompt")
MORE = Prompt("questions-prompt-more")
CARD = Prompt(ITS_CARD)
CLOSING = Prompt("questions-close-prompt", "questions-close-placeholder")
REASON = Prompt("bans-prompt", "bans-placeholder")

_UNREADABLE = {
    Unreadable.NOBODY: "questions-nobody",
    Unreadable.TAKEN_BACK: "questions-taken-back-before",
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
    await services.answers.questions.follow(reply.question_id, number)
    await services.answers.questions.pass_on(reply.question_id, context.person_id)
    await say_passed(context, reply.question_id)


async def send_reply(update: Update, context: BotContext) -> None:
    """Replies among colleagues, to anything but a message of the bot, are none of its business."""
    if context.chat_id != context.services.people.staff.chat_id:
        return
    message_id, quoted = cases.quoted(context)
    if await cases.answer(context, message_id, quoted):
        return
    question = await context.services.answers.questions.replied_to(message_id, quoted)
    if isinstance(question, Question):
        await take_reply(context, QUESTION_KIND, question.id)
    elif question is not None:
        await context.say(context.texts(_UNREADABLE[question]))
    elif quoted:
        await take_unplaced(update, context)


@on_tap(Right.ANSWER)
async def work_on_question(context: BotContext, tap: WorkOnQuestion) -> None:
    """The question as it stands; in somebody's own chat a reply to it goes to who asked, as in the staff chat."""
    content, questions = context.services.content, context.services.answers.questions
    question = await questions.with_staff(tap.question)
    if not isinstance(question, Question):
        await context.toast(context.texts.plain(_UNREADABLE[question]))
        return
    card = question_for_staff(content, await questions.as_it_stands(question))
    if context.chat.type == ChatType.PRIVATE:
        await CARD.say(context, question.id, card.html, card.keyboard)
    else:
        await context.say(card.html, card.keyboard)


@on_reply(CARD, Right.ANSWER, takes=ANYTHING)
async def reply_to_card(context: BotContext, number: int) -> None:
    question = await context.services.answers.questions.with_staff(number)
    if isinstance(question, Question):
        await take_reply(context, QUESTION_KIND, question.id)
    else:
        await context.say(context.texts(_UNREADABLE[question]))


@on_tap(Right.ANSWER)
async def take(context: BotContext, tap: TakeQuestion) -> None:
    """Others see who works on it, and are asked before they reply."""
    question = await context.services.answers.questions.take(tap.question, context.person_id, context.first_name)
    if question is None or question.assignee_id != context.person_id:
        name = question.assignee_name if question else "–"
        await context.toast(context.texts.plain("questions-taken-by", name=name))


@on_tap(Right.ANSWER)
async def let_go(context: BotContext, tap: LetQuestionGo) -> None:
    await context.services.answers.questions.let_go(tap.question, context.person_id)


@on_reply(CLOSING, Right.ANSWER, undo=left)
async def take_closing(context: BotContext, number: int) -> None:
    """The person reads why there will be no reply."""
    if len(context.words) > LONGEST_REASON:
        raise Wrong(context.texts("questions-too-long", most=LONGEST_REASON))
    closing = await context.services.answers.questions.close(number, context.words, context.person_id)
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
