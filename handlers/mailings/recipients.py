"""What whoever gets a broadcast may ask: why, not to get its theme any more, and whether its code is really ours."""

from __future__ import annotations

from telegram.ext import filters

from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import menu_button
from handlers.chat.prompts import Prompt, on_reply
from handlers.chat.routes import on_command, on_message, on_tap
from handlers.mailings import words
from handlers.mailings.taps import Unsubscribe, WhyThis
from handlers.people.taps import ShowNews

CODE = Prompt("verify-prompt", "verify-placeholder")


@on_message(filters.Regex(r"^/why_\d{1,15}$") & filters.ChatType.PRIVATE)
async def why_by_number(context: BotContext) -> None:
    """The same by a command in the caption, for an album bears no button."""
    await why_this(context, WhyThis(int(context.words.removeprefix("/why_"))))


@on_tap()
async def why_this(context: BotContext, tap: WhyThis) -> None:
    """The rule and the theme, and one tap out of it. Nothing that only staff know."""
    mailing = await context.services.mailings.broadcasts.find(tap.mailing)
    texts, library = context.texts, context.services.content.library
    if mailing is None or mailing.frozen_at is None:
        await context.say(texts("broadcasts-why-unknown"), [[menu_button(context)]])
        return
    if not mailing.audience.theme:
        audience = words.audience(mailing.audience, library)
        await context.say(texts("broadcasts-why-post", audience=audience), [[menu_button(context)]])
        return
    title = next((each.title for each in library.themes if each.id == mailing.audience.theme), "")
    rows = [
        [context.button(Unsubscribe(tap.mailing), "broadcasts-button-off")],
        [context.button(ShowNews(), "people-button-news")],
    ]
    await context.say(texts("broadcasts-why", theme=title), rows)


@on_tap()
async def unsubscribe(context: BotContext, tap: Unsubscribe) -> None:
    mailing = await context.services.mailings.broadcasts.find(tap.mailing)
    wanted = await context.services.people.subscriptions.themes(context.person_id)
    if mailing and mailing.audience.theme in wanted:
        await context.services.people.subscriptions.switch(context.person_id, mailing.audience.theme)
    await context.show(context.texts("broadcasts-off"), [[menu_button(context)]])


# Is it real?


@on_command("verify", anywhere=True)
async def verify(context: BotContext) -> None:
    """With the code behind the command, or asks for it."""
    if not context.args:
        await CODE.ask(context)
        return
    try:
        await _answer(context, " ".join(context.args))
    except Wrong as wrong:
        await context.say(wrong.html, wrong.rows)


@on_reply(CODE)
async def take_code(context: BotContext, _number: int) -> None:
    await _answer(context, context.words)


async def _answer(context: BotContext, text: str) -> None:
    """With the text as it was sent: a true code below other words proves nothing. Raises Wrong."""
    texts, services = context.texts, context.services
    mailing = await services.mailings.broadcasts.verify(text)
    if mailing is None or mailing.frozen_at is None:
        raise Wrong(texts("verify-no"), [[menu_button(context)]])
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
