"""What whoever gets a broadcast may ask: why, not to get its theme any more, and whether it is real."""

from __future__ import annotations

from telegram.ext import filters

from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button
from handlers.chat.routes import on_message, on_tap
from handlers.mailings.taps import Unsubscribe, WhyThis
from handlers.people.taps import ShowNews
from services.mailings import Mailing, words


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


async def say_real(context: BotContext, mailing: Mailing) -> None:
    """With the text as it was sent: a true code below other words proves nothing."""
    texts, services = context.texts, context.services
    assert mailing.frozen_at  # noqa: S101 - it left
    html = [
        texts("verify-yes", at=words.moment(mailing.frozen_at), text=words.Html(mailing.content["html"])),
    ]
    changed = {each.operation.value for each in await services.mailings.read.about(mailing.id)}
    if changed & {"edit", "reply"}:
        html.append(texts("verify-corrected"))
    if "delete" in changed:
        html.append(texts("verify-recalled"))
    await context.say(texts.lines(html), [[menu_button(context)]])
