"""/privacy, /my and deletion: a person reads, takes along and deletes what the bot keeps of her."""

from __future__ import annotations

from telegram import Update

from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button, menu_keyboard
from handlers.chat.routes import also_on_command, on_tap
from handlers.people.commands import announce_to
from handlers.people.taps import AskToForget, Forget, SendMyData, ShowPrivacy


def is_about_privacy(update: Update) -> bool:
    """Whether the update asks for one's own data or its deletion."""
    if update.callback_query:
        data = update.callback_query.data
        return any(tap.unpack(data) for tap in (ShowPrivacy, SendMyData, AskToForget, Forget))
    words = (update.message.text or "").split() if update.message else []
    return bool(words) and words[0] in {"/privacy", "/my"}


@also_on_command("privacy")
@on_tap()
async def show_privacy(context: BotContext, _tap: ShowPrivacy) -> None:
    rows = [
        [context.button(SendMyData(), "privacy-button-my")],
        [context.button(AskToForget(), "privacy-button-forget")],
        [menu_button(context)],
    ]
    days = context.services.people.privacy.kept_for.days
    await context.show(context.texts("privacy-words", days=days), rows)


@on_tap()
async def send_my_data(context: BotContext, _tap: SendMyData) -> None:
    texts, privacy = context.texts, context.services.people.privacy
    await context.send_privately(await privacy.as_text(context.person_id), "my-data.txt", texts("privacy-my-words"))
    await context.send_privately(await privacy.as_json(context.person_id), "my-data.json", texts("privacy-my-json"))


@on_tap()
async def ask_to_forget(context: BotContext, _tap: AskToForget) -> None:
    rows = [
        [context.button(Forget(), "privacy-button-really")],
        [context.button(ShowPrivacy(), "privacy-button-cancel")],
    ]
    await context.show(context.texts("privacy-ask-forget"), rows)


@on_tap()
async def forget(context: BotContext, _tap: Forget) -> None:
    for tenure in await context.services.people.posts.of_person(context.person_id):
        await context.services.people.posts.leave(tenure.id, context.person_id)  # the staff learn that the post is free
    await context.services.people.privacy.forget(context.person_id)
    await announce_to(context.bot, context.services, context.person_id)
    await context.show(context.texts("privacy-forgotten"), menu_keyboard(context))
