"""Three taps to a law card that is shown to an official; then: was the document accepted?"""

from __future__ import annotations

import logging

from markupsafe import Markup
from telegram import InputFile, Message
from telegram.constants import ChatAction
from telegram.error import BadRequest

from channels.taps import Button, Keyboard, in_rows
from channels.telegram import markup
from content.cards import Norm, Verdict
from content.messages import Texts
from handlers.cases.taps import ChoosePlace, ShowAccepted, ShowCard, TellCard, WasAccepted, WasRefused
from handlers.chat.context import BotContext
from handlers.chat.menu import back_row, menu_button
from handlers.chat.routes import also_on_command, on_tap
from handlers.chat.taps import SayCards, ShowCards
from services.cases import PASSPORT, Advice, Card
from services.text import keep_together

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
    buttons = [
        ShowCard(tap.document, each.id).button(each.title) for each in context.services.cases.cards.places(tap.document)
    ]
    await context.show(context.texts("cards-which-place"), [*in_rows(buttons), back_row(context, ShowCards())])


@on_tap()
async def show_card(context: BotContext, tap: ShowCard) -> None:
    """The picture in a message of its own, sent by its id where Telegram has it already; or advice in words."""
    cases = context.services.cases
    made = cases.cards.card(tap.document, tap.place)
    if made is None:
        await context.show(context.texts("cards-gone"), [[context.button(ShowCards(), "cards-button")]])
        return
    begun = await cases.read.begun_by(context.person_id)
    if begun and not begun.details.document:  # the clock began with «now»
        await cases.own.set_scene(begun.id, context.person_id, tap.document, tap.place)
    view = await cases.cards.keep_view(context.person_id, tap.document, tap.place, context.received.update_id)
    came_of_it = [
        context.button(WasAccepted(view), "cards-button-accepted"),
        context.button(WasRefused(view), "cards-button-refused"),
    ]
    another_place = context.button(ChoosePlace(tap.document), "cards-button-places")
    if isinstance(made, Advice):
        here = [context.button(ShowAccepted(tap.place), "cards-button-accepted-here"), another_place]
        if made.passport:
            here.insert(0, context.button(ShowCard(PASSPORT, tap.place), "cards-button-passport"))
        rows = [*in_rows(here), [menu_button(context)]]
        await context.say(_advice(context, made), rows if made.verdict is Verdict.ANOTHER else [came_of_it, *rows])
        return
    below = [context.button(TellCard(tap.document, tap.place), "cards-button-text"), another_place]
    rows = [below, [menu_button(context)]]
    await send_card(context, made, rows if made.verdict is Verdict.REQUIRED else [came_of_it, *rows])


def _advice(context: BotContext, advice: Advice) -> str:
    """What is known, what to say, what to carry, and whom to ask then."""
    texts = context.texts
    lines = [texts("cards-why", text=advice.why), *(_norm(texts, norm) for norm in advice.norms)]
    if advice.say:
        lines.append(texts("cards-advice-say", text=advice.say))
    if carry := " ".join(filter(None, (advice.carry, advice.passport))):
        lines.append(texts("cards-advice-carry", text=carry))
    if advice.say:
        contacts = [texts("cards-complaint", name=each.name, contact=each.contact) for each in advice.complaints]
        lines.append(texts("cards-advice-complain", lines=texts.lines([*contacts, texts("cards-line")])))
    if advice.source:
        lines.append(texts("cards-advice-source", source=advice.source))
    return texts("cards-advice", verdict=advice.title, subject=advice.subject, lines=Markup("\n\n").join(lines))


def _norm(texts: Texts, norm: Norm) -> Markup:
    if norm.url:
        return texts("cards-norm-link", title=norm.title, url=norm.url, says=norm.says)
    return texts("cards-norm", title=norm.title, says=norm.says)


@on_tap()
async def show_accepted(context: BotContext, tap: ShowAccepted) -> None:
    """The documents that a place accepts, the surest first."""
    cards = context.services.cases.cards
    place = next((each for each in cards.table.places if each.id == tap.place), None)
    if place is None:
        await show_documents(context, ShowCards())
        return
    buttons = [ShowCard(each.id, place.id).button(each.title) for each in cards.accepted_at(place.id)]
    html = context.texts("cards-accepted-here", at=place.at) if buttons else context.texts("cards-accepted-nowhere")
    await context.show(html, [*in_rows(buttons), back_row(context, ShowCards())])


async def send_card(context: BotContext, made: Card, rows: Keyboard) -> Message:
    """Sends the picture; its caption says the same to who cannot see it."""
    cards, chat = context.services.cases.cards, context.chat
    texts, is_required = context.texts, made.verdict is Verdict.REQUIRED
    caption = texts(
        "cards-caption",
        verdict=keep_together(made.title),
        subject=keep_together(made.subject),
        norms=keep_together("; ".join(dict.fromkeys(norm.title for norm in made.norms))),
        do=texts.plain("cards-caption-required" if is_required else "cards-caption-show"),
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
    if isinstance(made, Advice):
        await context.say(_advice(context, made), [[menu_button(context)]])
        return
    texts = context.texts
    norms = [_norm(texts, norm) for norm in made.norms]
    html = texts(
        "cards-text",
        verdict=made.title,
        subject=made.subject,
        norms=texts.lines([*norms, *([made.note] if made.note else [])]),
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
