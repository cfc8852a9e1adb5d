"""/privacy, /my and deletion: a person reads, takes along and deletes what the bot keeps of her."""

from __future__ import annotations

import logging

from markupsafe import Markup
from telegram import Update
from telegram.error import BadRequest

from content.personal_data import KeptData
from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button, menu_keyboard
from handlers.chat.routes import also_on_command, on_tap
from handlers.people.commands import announce_to
from handlers.people.taps import AskToForget, Forget, SendMyData, SendMyFiles, ShowPrivacy

log = logging.getLogger(__name__)


def is_about_privacy(update: Update) -> bool:
    """Whether the update asks for one's own data or its deletion."""
    if update.callback_query:
        data = update.callback_query.data
        return any(tap.unpack(data) for tap in (ShowPrivacy, SendMyData, SendMyFiles, AskToForget, Forget))
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
    texts, privacy = context.texts, context.services.people.privacy
    kept = [_in_words(context, each) for each in privacy.list_kept()]
    await context.show(texts("privacy-words", kept=texts.lines(kept)), rows)


def _in_words(context: BotContext, kept: KeptData) -> Markup:
    """What it is, who sees it, and for how long."""
    days = context.services.people.privacy.kept_for.days
    until = context.texts.plain("privacy-until", until=kept.until, days=days, kept=kept.kept)
    return context.texts("privacy-kept", title=kept.title, what=kept.what, seen=kept.seen_by, until=until)


@on_tap()
async def send_my_data(context: BotContext, _tap: SendMyData) -> None:
    texts, privacy = context.texts, context.services.people.privacy
    await context.send_privately(await privacy.as_text(context.person_id), "my-data.txt", texts("privacy-my-words"))
    await context.send_privately(await privacy.as_json(context.person_id), "my-data.json", texts("privacy-my-json"))
    if files := await privacy.files(context.person_id):
        await context.say(
            texts("privacy-my-files"), [[context.button(SendMyFiles(), "privacy-button-files", count=len(files))]]
        )


@on_tap()
async def send_my_files(context: BotContext, _tap: SendMyFiles) -> None:
    """Each as it was sent; one that Telegram no longer has is said."""
    for each in await context.services.people.privacy.files(context.person_id):
        try:
            await context.send_again(each.kind, each.file_id)
        except BadRequest as error:
            log.info("a file of a person is gone: %s", error)
            await context.say(context.texts("privacy-file-gone"))


@on_tap()
async def ask_to_forget(context: BotContext, _tap: AskToForget) -> None:
    rows = [
        [context.button(Forget(), "privacy-button-really")],
        [context.button(ShowPrivacy(), "privacy-button-cancel")],
    ]
    texts, privacy = context.texts, context.services.people.privacy
    stays = [texts("privacy-stays", text=each.stays) for each in privacy.list_kept() if each.stays]
    counted = [
        texts("privacy-counted", title=each.title, count=count)
        for each, count in await privacy.counts(context.person_id)
    ]
    html = texts("privacy-ask-forget", counted=texts.lines(counted), stays=texts.lines(stays))
    await context.show(html, rows)


@on_tap()
async def forget(context: BotContext, _tap: Forget) -> None:
    for tenure in await context.services.people.posts.of_person(context.person_id):
        await context.services.people.posts.leave(tenure.id, context.person_id)  # the staff learn that the post is free
    await context.services.people.privacy.forget(context.person_id)
    await announce_to(context.bot, context.services, context.person_id)
    await context.show(context.texts("privacy-forgotten"), menu_keyboard(context))
