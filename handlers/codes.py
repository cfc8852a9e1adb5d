"""A code that somebody types: that of a receipt shows where the case stands, that of a broadcast that it is real.

Either is taken wherever a code is asked for, behind /verify, and in the middle of any words. What the bot says never
tells whose code it is.
"""

from __future__ import annotations

from telegram import Update

from handlers.answers import answers
from handlers.cases import my_cases
from handlers.cases.taps import FollowByCode
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import menu_button
from handlers.chat.prompts import Prompt, asks, on_reply
from handlers.chat.routes import on_command
from handlers.events.afterwards import say_verified
from handlers.mailings import recipients
from services.codes import find_codes, has_form_of_code

RECEIPT = Prompt("codes-receipt-prompt")
BROADCAST = Prompt("codes-broadcast-prompt")

asks(FollowByCode, RECEIPT)


@on_command("verify")
async def verify(context: BotContext) -> None:
    """With the code behind the command, or asks for it."""
    if not context.args:
        await BROADCAST.ask(context)
        return
    try:
        await _take(context, " ".join(context.args))
    except Wrong as wrong:
        await context.say(wrong.html, wrong.rows)


@on_reply(RECEIPT)
@on_reply(BROADCAST)
async def take_code(context: BotContext, _number: int) -> None:
    await _take(context, context.words)


async def answer_text(update: Update, context: BotContext) -> None:
    """Words in the private chat: what holds a code is about it, all else is a question."""
    codes = find_codes(context.message.text or "")
    if not codes:
        await answers.answer_text(update, context)
    elif not await _is_told_of(context, codes):
        await context.say(context.texts("codes-not-ours"), [[menu_button(context)]])


async def _take(context: BotContext, text: str) -> None:
    """Raises Wrong where nothing like a code stands there, or it is none of ours."""
    if not has_form_of_code(text):
        raise Wrong(context.texts("codes-none"), [[menu_button(context)]])
    if not await _is_told_of(context, find_codes(text)):
        raise Wrong(context.texts("codes-not-ours"), [[menu_button(context)]])


async def _is_told_of(context: BotContext, codes: list[str]) -> bool:
    """Says what the first of them that is ours stands for; False where none is."""
    services = context.services
    if mailing := await services.mailings.broadcasts.verify(codes):
        await recipients.say_real(context, mailing)
    elif case := await services.cases.own.by_codes(codes):
        await my_cases.say_by_code(context, case)
    elif participation := await services.events.afterwards.verify(codes):
        await say_verified(context, participation)
    else:
        return False
    return True
