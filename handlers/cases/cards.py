"""Three taps to a law card that is shown to an official; then: was the document accepted?"""

from __future__ import annotations

import logging

from telegram import InputFile, Message
from telegram.constants import ChatAction
from telegram.error import BadRequest

from channels.taps import Button, Keyboard, in_rows
from channels.telegram import markup
from handlers.cases.taps import ChoosePlace, ShowCard, TellCard, WasAccepted, WasRefused
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to, menu_button
from handlers.chat.routes import also_on_command, on_tap
from handlers.chat.taps import SayCards, ShowCards
from services.cases import Card

log = logging.getLogger(__name__)

LINK = "card"
"""Deep-link payload of the cards."""


@also_on_command("card")
@on_tap()
async def show_documents(context: BotContext, _tap: ShowCards) -> None:
    await context.show(context.texts("cards-which-document"), _document_buttons(context))


@on_tap()
async def say_documents(context: BotContext, _tap: SayCards) -> None:
    await context.say(context.texts("cards-which-document"), _document_buttons(context))


def _document_buttons(context: BotContext) -> list[list[Button]]:
    buttons = [ChoosePlace(each.id).button(each.title) for each in context.services.cases.cards.table.documents]
    return [*in_rows(buttons), [menu_button(context)]]


@on_tap()
async def choose_place(context: BotContext, tap: ChoosePlace) -> None:
    table = context.services.cases.cards.table
    if tap.document not in {each.id for each in table.documents}:
        await show_documents(context, ShowCards())
        return
    buttons = [ShowCard(tap.document, each.id).button(each.title) for each in table.places]
    await context.show(context.texts("cards-which-place"), [*in_rows(buttons), [back_to(context, ShowCards())]])


@on_tap()
async def show_card(context: BotContext, tap: ShowCard) -> None:
    """The picture in a message of its own, sent by its id where Telegram has it already."""
    made = context.services.cases.cards.card(tap.document, tap.place)
    if made is None:
        await context.show(context.texts("cards-gone"), [[context.button(ShowCards(), "cards-button")]])
        return
    begun = await context.services.cases.read.begun_by(context.person_id)
    if begun and not begun.details.document:  # the clock began with «now»
        await context.services.cases.own.set_scene(begun.id, context.person_id, tap.document, tap.place)
    view = await context.services.cases.cards.keep_view(
        context.person_id, tap.document, tap.place, context.received.update_id
    )
    rows = [
        [
            context.button(WasAccepted(view), "cards-button-accepted"),
            context.button(WasRefused(view), "cards-button-refused"),
        ],
        [
            context.button(TellCard(tap.document, tap.place), "cards-button-text"),
            context.button(ChoosePlace(tap.document), "cards-button-places"),
        ],
    ]
    await send_card(context, made, rows)


async def send_card(context: BotContext, made: Card, rows: Keyboard) -> Message:
    """Sends the picture; its caption says the same to who cannot see it."""
    cards, chat = context.services.cases.cards, context.chat
    caption = context.texts(
        "cards-caption", verdict=made.title, subject=made.subject, norms="; ".join(title for title, _ in made.norms)
    )
    if file_id := await cards.pictures.find(made.key):
        try:
            return await chat.send_photo(file_id, caption=caption, reply_markup=markup(rows))
        except BadRequest as error:
            log.info("an uploaded card is gone, made anew: %s", error)
            await cards.pictures.forget(made.key)
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    picture = InputFile(await cards.draw(made), "card.png")
    sent = await chat.send_photo(picture, caption=caption, reply_markup=markup(rows))
    await cards.pictures.keep(made.key, sent.photo[-1].file_id)
    return sent


@on_tap()
async def tell_card(context: BotContext, tap: TellCard) -> None:
    made = context.services.cases.cards.card(tap.document, tap.place)
    if made is None:
        await show_documents(context, ShowCards())
        return
    texts = context.texts
    norms = [texts("cards-norm", title=title, says=says) for title, says in made.norms]
    html = texts(
        "cards-text",
        verdict=made.title,
        subject=made.subject,
        norms=texts.lines([*norms, made.note]),
        checktitle=made.check_title,
        check=made.check,
        call=made.call,
        source=made.source,
    )
    await context.say(html, [[menu_button(context)]])


@on_tap()
async def was_accepted(context: BotContext, tap: WasAccepted) -> None:
    await context.services.cases.cards.views.say(tap.view, context.person_id, accepted=True)
    view = await context.services.cases.cards.views.find(tap.view, context.person_id)
    begun = await context.services.cases.read.begun_by(context.person_id)
    if view and begun and (begun.details.document, begun.details.place) == (view.document, view.place):
        await context.services.cases.own.drop(begun.id, context.person_id)  # the card helped: there is nothing to tell
    await context.toast(context.texts.plain("cards-thanks"))
