"""Composing a broadcast: any message, written or forwarded, with buttons; shown before it leaves."""

from __future__ import annotations

from typing import Any

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from channels import Media
from channels.taps import Button
from handlers.chat.context import BotContext, Wrong
from handlers.chat.forms import FORMS
from handlers.chat.prompts import ANYTHING, Prompt, asks, on_reply
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.mailings import taps
from handlers.mailings.audience import choose_whom
from handlers.mailings.editor import ask_about, open_draft, show_draft
from services.mailings import LONGEST, LONGEST_CAPTION, LONGEST_LABEL, MOST_BUTTONS

KINDS = ("animation", "photo", "video", "document", "voice", "audio")
"""An animation comes as a document as well, so it is looked for first."""

FIRST = Prompt("broadcasts-prompt", "broadcasts-placeholder", most=LONGEST, caption=LONGEST_CAPTION)
AGAIN = Prompt("broadcasts-prompt-again", "broadcasts-placeholder")
BUTTONS = Prompt("broadcasts-prompt-buttons", "broadcasts-buttons-placeholder")


asks(taps.WriteBroadcast, FIRST, Right.SEND)


@on_tap(Right.SEND)
async def ask_again(context: BotContext, tap: taps.RewriteBroadcast) -> None:
    await ask_about(context, AGAIN, tap.mailing)


class _InAlbum(filters.MessageFilter):
    """One of several media sent together."""

    def filter(self, message: Message) -> bool:
        return message.media_group_id is not None


def intake() -> BaseHandler[Any, BotContext, Any]:
    """Takes what staff forward to the bot, and the rest of an album, before the handlers of all other messages."""
    wanted = (filters.FORWARDED & filters.ChatType.PRIVATE) | _InAlbum()
    return MessageHandler(wanted & filters.UpdateType.MESSAGE, take_forwarded)


async def take_forwarded(update: Update, context: BotContext) -> None:
    """Of the staff only; whoever fills in a form tells the form."""
    if not await may(context, Right.SEND) or await FORMS.fresh(context):
        return
    album = context.message.media_group_id
    mailing = await context.services.mailings.read.album_draft(context.person_id, album) if album else None
    if mailing:  # the rest of the album: its draft is renewed below
        media, html = content_of(context.message)
        if media is None or not await context.services.mailings.broadcasts.add_to_album(mailing.id, media, html):
            await context.say(context.texts("broadcasts-album-full"))
        raise ApplicationHandlerStop
    if context.message.forward_origin:
        try:
            await take_message(context, 0)
        except Wrong as wrong:
            await context.say(wrong.html)
        raise ApplicationHandlerStop


@on_reply(FIRST, Right.SEND, takes=ANYTHING)
@on_reply(AGAIN, Right.SEND, takes=ANYTHING)
async def take_message(context: BotContext, number: int) -> None:
    """With the formatting that it has; `number` is of the draft whose message it replaces, 0: a new one."""
    texts, message, broadcasts = context.texts, context.message, context.services.mailings.broadcasts
    media, html = content_of(message)
    if media is None and not html:
        raise Wrong(texts("broadcasts-wrong-kind"))
    most = LONGEST_CAPTION if media else LONGEST
    if len(message.text or message.caption or "") > most:
        raise Wrong(texts("broadcasts-too-long", most=most))
    files, album = [media] if media else [], message.media_group_id or ""
    if number and not await broadcasts.rewrite(number, html, files, album):
        await context.say(texts("broadcasts-not-draft"))
        return
    mailing_id = number or await broadcasts.write(html, context.person_id, files, album)
    mailing = await broadcasts.draft(mailing_id)
    if mailing and mailing.audience.is_chosen:
        await show_draft(context, mailing)
    else:
        await choose_whom(context, taps.ChooseWhom(mailing_id))


def content_of(message: Message) -> tuple[Media | None, str]:
    """The file of a message, by its id, and its text or caption as HTML; nothing of what cannot be sent on."""
    for kind in KINDS:
        file = getattr(message, kind)
        if file:
            chosen = file[-1] if kind == "photo" else file  # the largest size stands last
            return Media(kind, chosen.file_id), message.caption_html if message.caption else ""
    return None, message.text_html if message.text else ""


@on_tap(Right.SEND)
async def try_broadcast(context: BotContext, tap: taps.TryBroadcast) -> None:
    texts, services = context.texts, context.services
    mailing = await services.mailings.broadcasts.find(tap.mailing)
    to = services.people.staff.chat_id if tap.to_staff else context.person_id
    shown = mailing is not None and to is not None and await services.mailings.broadcasts.preview(mailing, to)
    if tap.to_staff:
        key = "broadcasts-tried-staff" if shown else "broadcasts-not-tried-staff"
    else:
        key = "broadcasts-tried" if shown else "broadcasts-not-tried"
    await context.toast(texts.plain(key))


# Buttons


@on_tap(Right.SEND)
async def ask_for_buttons(context: BotContext, tap: taps.AskForButtons) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing and len(mailing.content["media"]) > 1:
        await context.toast(context.texts.plain("broadcasts-buttons-album"))
        return
    await ask_about(context, BUTTONS, tap.mailing)


@on_reply(BUTTONS, Right.SEND)
async def take_buttons(context: BotContext, number: int) -> None:
    """One a line; a line that means nothing changes nothing."""
    texts = context.texts
    lines = [line.strip() for line in context.words.splitlines() if line.strip()]
    buttons: list[Button] = []
    if lines != [texts.plain("broadcasts-buttons-none")]:
        for line in lines:
            button = context.services.mailings.drafting.button(line)
            if button is None or len(lines) > MOST_BUTTONS:
                html = texts("broadcasts-buttons-wrong", line=line, length=LONGEST_LABEL, most=MOST_BUTTONS)
                raise Wrong(html)
            buttons.append(button)
    if not await context.services.mailings.broadcasts.put_buttons(number, buttons):
        await context.say(texts("broadcasts-not-draft"))
        return
    await open_draft(context, taps.ShowDraft(number))
