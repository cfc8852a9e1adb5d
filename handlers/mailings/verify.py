"""/verify: whoever got a message with a code learns whether it is really the department's."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button
from handlers.chat.prompts import Prompt
from handlers.chat.routes import on_command, on_reply
from handlers.mailings import words

CODE = Prompt("verify-prompt", "verify-placeholder")


@on_command("verify", anywhere=True)
async def verify(context: BotContext) -> None:
    """With the code behind the command, or asks for it."""
    if context.args:
        await _answer(context, " ".join(context.args))
    else:
        await CODE.ask(context)


@on_reply(CODE)
async def take_code(context: BotContext, _number: int) -> None:
    await _answer(context, context.message.text or "")


async def _answer(context: BotContext, text: str) -> None:
    """With the text as it was sent: a true code below other words proves nothing."""
    texts, services = context.texts, context.services
    mailing = await services.mailings.broadcasts.verify(text)
    if mailing is None or mailing.frozen_at is None:
        await context.say(texts("verify-no"), [[menu_button(context)]])
        return
    zone = services.people.people.now().tzinfo
    html = [
        texts("verify-yes", at=words.moment(mailing.frozen_at, zone), text=words.Html(mailing.content["html"])),
    ]
    changed = {each.operation.value for each in await services.mailings.read.about(mailing.id)}
    if changed & {"edit", "reply"}:
        html.append(texts("verify-corrected"))
    if "delete" in changed:
        html.append(texts("verify-recalled"))
    await context.say(texts.lines(html), [[menu_button(context)]])
