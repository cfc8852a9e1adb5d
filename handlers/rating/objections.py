"""The window before a rating is published: heads look at their figures and object, staff decide."""

from __future__ import annotations

from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import ask_first, back_to, menu_button
from handlers.chat.prompts import Prompt, asks, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.rating import taps, words
from handlers.rating.leagues import find, show_league
from services.rating import Correction

OBJECT = Prompt("leagues-prompt-object")
ACCEPT = Prompt("leagues-prompt-accept", "leagues-figures-placeholder")
REFUSE = Prompt("leagues-prompt-refuse", "leagues-prompt-reason")


asks(taps.AcceptObjection, ACCEPT, Right.LEAGUES)
asks(taps.RefuseObjection, REFUSE, Right.LEAGUES)


@on_tap(Right.LEAGUES)
async def open_window(context: BotContext, tap: taps.OpenWindow) -> None:
    texts, rating, found = context.texts, context.services.rating, await find(context, tap.league)
    if found is None:
        return
    if tap.sure == 0:
        sure = context.button(taps.OpenWindow(tap.league, 1), "leagues-button-sure")
        html = texts("leagues-open-ask", until=rating.window.closes_on())
        await ask_first(context, html, sure, taps.ShowLeague(tap.league))
        return
    opened = await rating.window.open(found[0], context.person_id)
    await context.toast(texts.plain("leagues-opened" if opened else "leagues-not-opened"))
    await show_league(context, taps.ShowLeague(tap.league))


@on_tap(Right.LEAGUES)
async def tell_again(context: BotContext, tap: taps.TellAgain) -> None:
    if tap.sure == 0:
        html = context.texts("leagues-tell-ask", count=len(await context.services.rating.read.untold(tap.league)))
        sure = context.button(taps.TellAgain(tap.league, 1), "leagues-button-sure")
        await ask_first(context, html, sure, taps.ShowLeague(tap.league))
        return
    told = await context.services.rating.window.tell_heads(tap.league)
    await context.toast(context.texts.plain("leagues-told-count", count=told))
    await show_league(context, taps.ShowLeague(tap.league))


@on_tap(Right.LEAGUES)
async def show_objections(context: BotContext, tap: taps.ShowObjections) -> None:
    texts, services = context.texts, context.services
    rows = []
    for each in await services.rating.read.objections(tap.league):
        place = await services.people.posts.place_name(each.slug)
        verdict = words.verdict(each, texts)
        rows.append(
            [context.button(taps.ShowObjection(each.id), "leagues-button-objection", verdict=verdict, place=place)]
        )
    await context.show(texts("leagues-objections"), [*rows, [back_to(context, taps.ShowLeague(tap.league))]])


@on_tap(Right.LEAGUES)
async def show_objection(context: BotContext, tap: taps.ShowObjection) -> None:
    texts, rating = context.texts, context.services.rating
    objection = await rating.read.objection(tap.objection)
    if objection is None:
        await context.toast(texts.plain("leagues-gone"))
        return
    rows = [[back_to(context, taps.ShowLeague(objection.league))]]
    if objection.verdict is None:
        rows.insert(
            0,
            [
                context.button(taps.AcceptObjection(objection.id), "leagues-button-accept"),
                context.button(taps.RefuseObjection(objection.id), "leagues-button-refuse"),
            ],
        )
    await context.show(words.objection(await rating.window.raised(objection), texts), rows)


@on_reply(ACCEPT, Right.LEAGUES, undo=left)
async def take_figures(context: BotContext, number: int) -> None:
    texts, rating = context.texts, context.services.rating
    objection, figures = await rating.read.objection(number), Correction.parse(context.words)
    if objection is None or objection.verdict:
        await context.say(texts("leagues-decided-before"))
    elif figures and await rating.window.accept(objection, figures, context.person_id):
        await _say_decided(context, objection.league)
    else:
        raise Wrong(texts("leagues-wrong-figures"))


@on_reply(REFUSE, Right.LEAGUES, undo=left)
async def take_refusal(context: BotContext, number: int) -> None:
    rating, reason = context.services.rating, context.words.strip()
    objection = await rating.read.objection(number)
    if objection and await rating.window.refuse(objection, reason, context.person_id):
        await _say_decided(context, objection.league)
    else:
        await context.say(context.texts("leagues-decided-before"))


async def _say_decided(context: BotContext, league_id: int) -> None:
    await context.say(context.texts("leagues-decided"), [[back_to(context, taps.ShowLeague(league_id))]])


# What a head does


@on_tap()
async def show_standing(context: BotContext, _tap: taps.ShowStanding) -> None:
    """Her own hromadas only."""
    rating, texts = context.services.rating, context.texts
    snapshot, hromadas = await rating.publishing.newest(), await rating.window.hromadas_of(context.person_id)
    standings = [words.standing(snapshot, slug, texts) for slug in hromadas] if snapshot else []
    html = "\n\n".join(filter(None, standings)) or texts("leagues-no-standing")
    await context.show(html, [[menu_button(context)]])


@on_tap()
async def object_to(context: BotContext, tap: taps.ObjectTo) -> None:
    if await context.services.rating.window.may_object(tap.row, context.person_id):
        await OBJECT.ask(context, tap.row)
    else:
        await context.toast(context.texts.plain("leagues-not-yours"))


@on_reply(OBJECT, undo=left)
async def take_objection(context: BotContext, number: int) -> None:
    text = context.words.strip()
    objected = await context.services.rating.window.object_to(number, text, context.person_id)
    await context.say(context.texts("leagues-objected" if objected else "leagues-not-yours"))
