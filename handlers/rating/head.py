"""What a head does with the rating: she sees where her hromadas stand, and objects to their figures."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button
from handlers.chat.prompts import Prompt
from handlers.chat.routes import on_reply, on_tap
from handlers.rating import words
from handlers.rating.taps import ObjectTo, ShowStanding

OBJECT = Prompt("leagues-prompt-object", "leagues-prompt-reason")


@on_tap()
async def show_standing(context: BotContext, _tap: ShowStanding) -> None:
    """Her own hromadas only."""
    rating, texts = context.services.rating, context.texts
    snapshot, hromadas = await rating.publishing.newest(), await rating.window.hromadas_of(context.person_id)
    standings = [words.standing(snapshot, slug, texts) for slug in hromadas] if snapshot else []
    html = "\n\n".join(filter(None, standings)) or texts("leagues-no-standing")
    await context.show(html, [[menu_button(context)]])


@on_tap()
async def object_to(context: BotContext, tap: ObjectTo) -> None:
    if await context.services.rating.window.may_object(tap.row, context.person_id):
        await OBJECT.ask(context, tap.row)
    else:
        await context.toast(context.texts.plain("leagues-not-yours"))


@on_reply(OBJECT)
async def take_objection(context: BotContext, number: int) -> None:
    text = (context.message.text or "").strip()
    objected = await context.services.rating.window.object_to(number, text, context.person_id)
    await context.say(context.texts("leagues-objected" if objected else "leagues-not-yours"))
