"""A person asks in her own words; the bot answers, suggests, or says that it does not know."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Message,
    Update,
)
from telegram.helpers import create_deep_linked_url

from channels.taps import Button, Keyboard
from content.answers import Answer, Offer
from content.words.vocabulary import Kind
from handlers.answers import questions, unanswered
from handlers.answers.taps import ChooseAnswer, NoneOfThese, OpenAnswer, RateAnswer
from handlers.answers.words import answer_html
from handlers.cases.taps import SayClock
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS
from handlers.chat.menu import back_button, menu_button, menu_keyboard, way_buttons, write_button
from handlers.chat.prompts import is_cancel, take_back
from handlers.chat.routes import on_tap
from handlers.chat.taps import NoAnswer, SayCards, ShowAnswer, WasQuestion
from services.answers import Reply
from services.answers.search import Decision

LINK = "a_"
"""Deep-link payload of an answer: `a_<id>`."""
RELATED = 3
SHARED = 10
"""Answers offered in inline mode: more than these nobody scrolls through."""


async def answer_text(_update: Update, context: BotContext) -> None:
    if is_cancel(context):
        await context.say(context.texts("prompts-nothing"), menu_keyboard(context))
    else:
        await answer_message(context, context.message)


async def answer_message(context: BotContext, message: Message, *, anew: bool = False) -> None:
    """Answers a text, or the caption of what was sent; `anew`: the person has changed it."""
    text = message.text or message.caption or ""
    if not any(character.isalnum() for character in text):
        await context.say(context.texts("answers-no-words"), menu_keyboard(context))
        return
    reply = await context.services.answers.answers.ask(context.person_id, message.message_id, text, anew=anew)
    match reply.decision:
        case Decision.ANSWER:
            await say_answer(context, reply.answers[0], reply.question_id, part=reply.part)
            if reply.also:
                others = [[ShowAnswer(answer.id).button(answer.title)] for answer in reply.also]
                await context.say(context.texts("answers-also"), others)
        case Decision.SUGGEST:
            await suggest(context, reply)
        case Decision.UNKNOWN if reply.topic:
            ours = [] if reply.topic.kind is Kind.SMALL_TALK else questions.pass_buttons(context, reply.question_id)
            await context.say(
                reply.topic.reply, [*way_buttons(context, reply.topic.opens), *ours, *menu_keyboard(context)]
            )
        case Decision.UNKNOWN:
            await context.say(context.texts("answers-unknown"), _unknown_keyboard(context, reply.question_id))


@on_tap()
async def answer_instead(context: BotContext, tap: WasQuestion) -> None:
    """What was taken for an answer to a prompt is taken back and answered."""
    if message := await _asked_in(context):
        if html := await take_back(context, tap, message):
            await context.show(html)
        await answer_message(context, message)


@on_tap()
async def answer_beside_form(context: BotContext, tap: NoAnswer) -> None:
    """The same for what a form took, or did not understand."""
    if message := await _asked_in(context):
        await FORMS.take_back(context, tap)
        await answer_message(context, message)


async def _asked_in(context: BotContext) -> Message | None:
    """The person's message beside whose answer she pressed a button; where she has deleted it, she is asked again."""
    query = context.received.callback_query
    shown = query.message if query else None
    message = shown.reply_to_message if isinstance(shown, Message) else None
    if message is None:
        await context.say(context.texts("prompts-ask-again"))
    return message


async def suggest(context: BotContext, reply: Reply) -> None:
    offered = {answer.id: answer for answer in (*reply.answers, *reply.also)}.values()
    rows = [[ChooseAnswer(reply.question_id, answer.id).button(answer.title)] for answer in offered]
    rows.append([context.button(NoneOfThese(reply.question_id), "answers-button-none")])
    await context.say(context.texts("answers-suggest"), rows)


@on_tap()
async def choose_answer(context: BotContext, tap: ChooseAnswer) -> None:
    answer = await context.services.answers.answers.choose(tap.question, context.person_id, tap.answer)
    await _put(context, answer, context.show, question_id=tap.question)


@on_tap()
async def offer_staff(context: BotContext, tap: NoneOfThese) -> None:
    await context.services.answers.answers.refuse(tap.question, context.person_id)
    await context.show(context.texts("answers-unknown"), _unknown_keyboard(context, tap.question))


def _unknown_keyboard(context: BotContext, question_id: int) -> Keyboard:
    rows = questions.pass_buttons(context, question_id) + unanswered.want_buttons(context, question_id)
    return [*rows, [menu_button(context)]]


@on_tap()
async def open_answer(context: BotContext, tap: OpenAnswer) -> None:
    await _put(context, context.services.answers.answers.get(tap.answer), context.show, from_list=True)


@on_tap()
async def show_answer(context: BotContext, tap: ShowAnswer) -> None:
    await _put(context, context.services.answers.answers.get(tap.answer), context.say)


async def say_answer(context: BotContext, answer: Answer, question_id: int = 0, *, part: str = "") -> None:
    """`part` is what of a longer text it answers; it is quoted."""

    async def say(html: str, keyboard: Keyboard) -> None:
        await context.say(context.texts("answers-of-part", part=part, answer=html) if part else html, keyboard)

    await _put(context, answer, say, question_id=question_id)


@on_tap()
async def rate_answer(context: BotContext, tap: RateAnswer) -> None:
    await context.services.answers.answers.rate(
        context.person_id, tap.answer, tap.revision, helpful=tap.helpful == 1, question_id=tap.question
    )
    await context.toast(context.texts.plain("answers-thanks"))
    if not tap.helpful:
        keyboard = questions.pass_buttons(context, tap.question)
        await context.say(context.texts("answers-not-helpful"), [*keyboard, [menu_button(context)]])


def shared(context: BotContext, words: str) -> list[InlineQueryResultArticle]:
    """Answers to these words, to be put into any chat."""
    return [_shared(context, answer) for answer in context.services.answers.answers.look_up(words, SHARED)]


def _shared(context: BotContext, answer: Answer) -> InlineQueryResultArticle:
    link = create_deep_linked_url(context.bot.username, LINK + answer.id)
    button = InlineKeyboardButton(context.texts.plain("answers-button-ask"), url=link)
    return InlineQueryResultArticle(
        id=answer.id,
        title=answer.title,
        description=answer.summary,
        input_message_content=InputTextMessageContent(answer_html(context, answer)),
        reply_markup=InlineKeyboardMarkup([[button]]),
    )


async def _put(
    context: BotContext,
    answer: Answer | None,
    put: Callable[[str, Keyboard], Awaitable[object]],
    *,
    question_id: int = 0,
    from_list: bool = False,
) -> None:
    if answer is None:
        await put(context.texts("menu-gone"), menu_keyboard(context))
    else:
        await put(answer_html(context, answer), _answer_keyboard(context, answer, question_id, from_list))


def _answer_keyboard(context: BotContext, answer: Answer, question_id: int, from_list: bool) -> Keyboard:
    texts, library = context.texts, context.services.content.library
    way_out = back_button(context, answer) if from_list else menu_button(context)
    offered = {
        Offer.CARD: context.button(SayCards(), "answers-button-card"),
        Offer.CLOCK: context.button(SayClock(), "answers-button-clock"),
    }
    return [
        *([[offered[each] for each in answer.offers]] if answer.offers else []),
        [
            context.button(RateAnswer(answer.id, answer.revision, 1, question_id), "answers-button-helpful"),
            context.button(RateAnswer(answer.id, answer.revision, 0, question_id), "answers-button-not-helpful"),
        ],
        *([ShowAnswer(id).button(library.answers[id].title)] for id in answer.related[:RELATED]),
        [
            Button(texts.plain("answers-button-share"), share=answer.title),
            *write_button(context),
        ],
        [way_out],
    ]
