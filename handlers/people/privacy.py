"""/privacy, /my and deletion: a person reads, takes along and deletes what the bot keeps of her."""

from __future__ import annotations

from telegram import InputFile, Update

from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button, menu_keyboard
from handlers.chat.routes import on_command, on_tap
from handlers.people.commands import announce_to
from handlers.people.taps import AskToForget, Forget, SendMyData, ShowPrivacy


def is_about_privacy(update: Update) -> bool:
    """Whether the update asks for one's own data or its deletion."""
    if update.callback_query:
        data = update.callback_query.data
        return any(tap.unpack(data) for tap in (ShowPrivacy, SendMyData, AskToForget, Forget))
    words = (update.message.text or "").split() if update.message else []
    return bool(words) and words[0] in {"/privacy", "/my"}


@on_command("privacy")
async def privacy(context: BotContext) -> None:
    await show_privacy(context, ShowPrivacy())


@on_tap()
async def show_privacy(context: BotContext, _tap: ShowPrivacy) -> None:
    texts = context.texts
    rows = [
        [SendMyData().button(texts.plain("privacy-button-my"))],
        [AskToForget().button(texts.plain("privacy-button-forget"))],
        [menu_button(context)],
    ]
    await context.show(texts("privacy-words", days=context.services.people.privacy.kept_for.days), rows)


@on_tap()
async def send_my_data(context: BotContext, _tap: SendMyData) -> None:
    """In the private chat, whatever chat a copied button was pressed in."""
    person, texts = context.person_id, context.texts
    words = await context.services.people.privacy.as_text(person)
    table = await context.services.people.privacy.as_json(person)
    await context.bot.send_document(person, InputFile(words, "my-data.txt"), caption=texts("privacy-my-words"))
    await context.bot.send_document(person, InputFile(table, "my-data.json"), caption=texts("privacy-my-json"))


@on_tap()
async def ask_to_forget(context: BotContext, _tap: AskToForget) -> None:
    texts = context.texts
    rows = [
        [Forget().button(texts.plain("privacy-button-really"))],
        [ShowPrivacy().button(texts.plain("privacy-button-cancel"))],
    ]
    await context.show(texts("privacy-ask-forget"), rows)


@on_tap()
async def forget(context: BotContext, _tap: Forget) -> None:
    for tenure in await context.services.people.posts.of_person(context.person_id):
        await context.services.people.posts.leave(tenure.id, context.person_id)  # the staff learn that the post is free
    await context.services.people.privacy.forget(context.person_id)
    await announce_to(context.bot, context.services, context.person_id)
    await context.show(context.texts("privacy-forgotten"), menu_keyboard(context))
