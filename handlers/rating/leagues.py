"""The quarterly rating: staff look, open the window, decide, publish, correct; a head looks and objects."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from telegram.constants import ChatAction
from telegram.ext import BaseHandler

from channels.taps import Button
from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button, menu_button
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.rights import Right
from handlers.mailings.editor import open_draft
from handlers.mailings.taps import ShowDraft
from handlers.rating.taps import (
    AcceptObjection,
    CorrectLeague,
    DrawLeague,
    ExportLeague,
    MakePost,
    NewLeague,
    ObjectTo,
    OpenWindow,
    PublishLeague,
    RefuseObjection,
    ShowLeague,
    ShowLeagues,
    ShowObjection,
    ShowObjections,
    ShowStanding,
    ShowVersions,
    TellAgain,
)
from services.rating import outputs
from services.rating.leagues import Figures, Published
from services.rating.snapshots import Snapshot
from services.services import Services
from storage.rating.leagues import League, Source

EXPLAINED = 3
"""Versions, the newest, of which it is said what they changed; a message takes no more."""
MISSING = 12
"""Hromadas without figures that are named."""


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowLeagues, show_leagues, Right.LEAGUES),
        on_tap(ShowLeague, show_league, Right.LEAGUES),
        on_tap(DrawLeague, draw_league, Right.LEAGUES),
        on_tap(ExportLeague, export_league, Right.EXPORT),
        on_tap(ShowVersions, show_versions, Right.LEAGUES),
        on_tap(OpenWindow, open_window, Right.LEAGUES),
        on_tap(TellAgain, tell_again, Right.LEAGUES),
        on_tap(ShowObjections, show_objections, Right.LEAGUES),
        on_tap(ShowObjection, show_objection, Right.LEAGUES),
        on_tap(AcceptObjection, accept, Right.LEAGUES),
        on_tap(RefuseObjection, refuse, Right.LEAGUES),
        on_tap(PublishLeague, publish, Right.APPROVE),
        on_tap(MakePost, make_post, Right.SEND),
        on_tap(CorrectLeague, correct, Right.APPROVE),
        on_tap(ShowStanding, show_standing),
        on_tap(ObjectTo, object_to),
        on_reply(services, _prompt_accept, take_figures, Right.LEAGUES),
        on_reply(services, _prompt_refuse, take_refusal, Right.LEAGUES),
        on_reply(services, _prompt_correct, take_correction, Right.APPROVE),
        on_reply(services, _prompt_object, take_objection),
    ]


async def show_leagues(context: BotContext, _tap: ShowLeagues) -> None:
    texts, leagues = context.texts, context.services.rating.leagues
    rows = [[NewLeague().button(texts.plain("leagues-button-new"))]]
    for each in await leagues.all():
        words = texts.plain(
            "leagues-button-league",
            quarter=outputs.quarter_name(each.quarter, texts),
            source=texts.plain(_SHORT_SOURCES[each.source]),
            state=texts.plain(_state(context, each)),
        )
        rows.append([ShowLeague(each.id).button(words)])
    await context.show(texts("leagues-list"), [*rows, [desk_button(context)]])


def _state(context: BotContext, league: League) -> str:
    if league.published_at:
        return "leagues-state-published"
    if league.closes_on is None:
        return "leagues-state-draft"
    return "leagues-state-open" if context.services.rating.leagues.may_object(league) else "leagues-state-closed"


# A rating


async def _found(context: BotContext, league_id: int, version: int = 0) -> tuple[League, Snapshot] | None:
    league = await context.services.rating.leagues.find(league_id)
    snapshot = await context.services.rating.leagues.snapshot(league, version) if league else None
    if league and snapshot:
        return league, snapshot
    await context.toast(context.texts.plain("leagues-gone"))
    return None


def missing_words(names: list[str], texts: Texts) -> Markup:
    """The hromadas without figures."""
    more = len(names) - MISSING
    rest = [texts.plain("leagues-more", count=more)] if more > 0 else []
    return texts("leagues-missing", count=len(names), names=", ".join([*names[:MISSING], *rest]))


async def show_league(context: BotContext, tap: ShowLeague) -> None:
    """Where the rating stands, and what can be done with it now."""
    texts, leagues, found = context.texts, context.services.rating.leagues, await _found(context, tap.league)
    if found is None:
        await show_leagues(context, ShowLeagues())
        return
    league, snapshot = found
    objections = await leagues.objections(league.id)
    undecided = sum(each.verdict is None for each in objections)
    rows = [
        [
            DrawLeague(league.id, 0).button(texts.plain("leagues-button-draw")),
            ExportLeague(league.id, 0).button(texts.plain("broadcasts-button-excel")),
        ]
    ]
    lines = [
        texts(
            "leagues-screen",
            title=outputs.title(snapshot, texts),
            source=outputs.source_name(league.source, texts),
            count=len(snapshot.counts),
            state=_state_words(context, league, snapshot),
        )
    ]
    if undecided:
        lines.append(texts("leagues-undecided-count", count=undecided))
    known = {count.mark for count in snapshot.counts}
    if missing := [place.name for place in snapshot.places if place.mark not in known]:
        lines.append(missing_words(missing, texts))
    if objections:
        rows.append([ShowObjections(league.id).button(texts.plain("leagues-button-objections", count=len(objections)))])
    if league.closes_on is None:
        rows.insert(0, [OpenWindow(league.id, 0).button(texts.plain("leagues-button-open"))])
    elif leagues.may_object(league):
        if untold := await leagues.untold(league.id):
            lines.append(texts("leagues-untold-count", count=untold))
            rows.append([TellAgain(league.id).button(texts.plain("leagues-button-tell-again"))])
    elif not league.published_at:
        rows.insert(0, [PublishLeague(league.id, 0).button(texts.plain("leagues-button-publish"))])
    else:
        rows.insert(0, [MakePost(league.id).button(texts.plain("leagues-button-post"))])
        rows.append(
            [
                CorrectLeague(league.id).button(texts.plain("leagues-button-correct")),
                ShowVersions(league.id).button(texts.plain("leagues-button-versions", count=snapshot.version)),
            ]
        )
    await context.show(texts.lines(lines), [*rows, [back_to_list(context)]])


def _state_words(context: BotContext, league: League, snapshot: Snapshot) -> Markup:
    texts, leagues = context.texts, context.services.rating.leagues
    if league.published_at:
        return texts("leagues-is-published", version=str(snapshot.version), hash=snapshot.hash[: outputs.SHORT_HASH])
    if league.closes_on is None:
        return texts("leagues-is-draft", until=leagues.closes_on())
    key = "leagues-is-open" if leagues.may_object(league) else "leagues-is-closed"
    return texts(key, until=league.closes_on)


async def draw_league(context: BotContext, tap: DrawLeague) -> None:
    found, chat = await _found(context, tap.league, tap.version), context.received.effective_chat
    if found is None or chat is None:
        return
    await chat.send_action(ChatAction.UPLOAD_PHOTO, message_thread_id=context.topic)
    for png, caption in await outputs.pictures(found[1], context.texts):
        await chat.send_photo(png, caption=caption, message_thread_id=context.topic)
    await context.say(outputs.words(found[1], context.texts))


async def export_league(context: BotContext, tap: ExportLeague) -> None:
    found, chat = await _found(context, tap.league, tap.version), context.received.effective_chat
    if found is None or chat is None:
        return
    league, snapshot = found
    table = await context.services.rating.leagues.export(league, snapshot, context.person_id)
    name = context.texts.plain("leagues-excel-file", quarter=str(league.quarter), version=str(snapshot.version))
    await chat.send_document(table, filename=name, message_thread_id=context.topic)


async def show_versions(context: BotContext, tap: ShowVersions) -> None:
    """Every version with what it changed; none is ever lost."""
    texts, found = context.texts, await _found(context, tap.league)
    if found is None:
        return
    lines: list[str] = [texts("leagues-versions")]
    rows = []
    for each in await context.services.rating.leagues.versions(found[0]):
        number = str(each.version)
        short = each.hash[: outputs.SHORT_HASH]
        lines.append(texts("leagues-version-line", version=number, hash=short))
        if each.changes and each.version > found[1].version - EXPLAINED:
            lines.append(outputs.changes(each, texts))
        rows.append(
            [
                DrawLeague(tap.league, each.version).button(texts.plain("leagues-button-version-draw", version=number)),
                ExportLeague(tap.league, each.version).button(
                    texts.plain("leagues-button-version-excel", version=number)
                ),
            ]
        )
    await context.show(texts.lines(lines), [*rows, [_back_to(context, tap.league)]])


# The window


async def open_window(context: BotContext, tap: OpenWindow) -> None:
    texts, leagues, found = context.texts, context.services.rating.leagues, await _found(context, tap.league)
    if found is None:
        return
    if tap.sure == 0:
        rows = [
            [OpenWindow(tap.league, 1).button(texts.plain("leagues-button-sure"))],
            [_back_to(context, tap.league)],
        ]
        await context.show(texts("leagues-open-ask", until=leagues.closes_on()), rows)
        return
    opened = await leagues.open(found[0], context.person_id)
    await context.toast(texts.plain("leagues-opened" if opened else "leagues-not-opened"))
    await show_league(context, ShowLeague(tap.league))


async def tell_again(context: BotContext, tap: TellAgain) -> None:
    told = await context.services.rating.leagues.tell_heads(tap.league)
    await context.toast(context.texts.plain("leagues-told-count", count=told))
    await show_league(context, ShowLeague(tap.league))


async def show_objections(context: BotContext, tap: ShowObjections) -> None:
    texts, services = context.texts, context.services
    rows = []
    for each in await services.rating.leagues.objections(tap.league):
        place = await services.people.posts.place_name(each.mark)
        verdict = services.rating.leagues.verdict(each)
        rows.append(
            [ShowObjection(each.id).button(texts.plain("leagues-button-objection", verdict=verdict, place=place))]
        )
    await context.show(texts("leagues-objections"), [*rows, [_back_to(context, tap.league)]])


async def show_objection(context: BotContext, tap: ShowObjection) -> None:
    texts, leagues = context.texts, context.services.rating.leagues
    objection = await leagues.objection(tap.objection)
    if objection is None:
        await context.toast(texts.plain("leagues-gone"))
        return
    rows = [[_back_to(context, objection.league)]]
    if objection.verdict is None:
        rows.insert(
            0,
            [
                AcceptObjection(objection.id).button(texts.plain("leagues-button-accept")),
                RefuseObjection(objection.id).button(texts.plain("leagues-button-refuse")),
            ],
        )
    await context.show(await leagues.objection_words(objection), rows)


def _prompt_accept(texts: Texts, number: int) -> str:
    return texts.plain("leagues-prompt-accept", number=str(number))


async def accept(context: BotContext, tap: AcceptObjection) -> None:
    await ask(context, _prompt_accept(context.texts, tap.objection), context.texts.plain("leagues-figures-placeholder"))


async def take_figures(context: BotContext, number: int) -> None:
    texts, leagues = context.texts, context.services.rating.leagues
    objection, figures = await leagues.objection(number), Figures.parse(context.message.text or "")
    if objection is None or objection.verdict:
        await context.say(texts("leagues-decided-before"))
    elif figures and await leagues.accept(objection, figures, context.person_id):
        await _say_decided(context, objection.league)
    else:
        await context.say(texts("leagues-wrong-figures"))


def _prompt_refuse(texts: Texts, number: int) -> str:
    return texts.plain("leagues-prompt-refuse", number=str(number))


async def refuse(context: BotContext, tap: RefuseObjection) -> None:
    await ask(context, _prompt_refuse(context.texts, tap.objection), context.texts.plain("leagues-prompt-reason"))


async def take_refusal(context: BotContext, number: int) -> None:
    leagues, reason = context.services.rating.leagues, (context.message.text or "").strip()
    objection = await leagues.objection(number)
    if objection and await leagues.refuse(objection, reason, context.person_id):
        await _say_decided(context, objection.league)
    else:
        await context.say(context.texts("leagues-decided-before"))


async def _say_decided(context: BotContext, league_id: int) -> None:
    await context.say(context.texts("leagues-decided"), [[_back_to(context, league_id)]])


# Publishing


async def publish(context: BotContext, tap: PublishLeague) -> None:
    texts, found = context.texts, await _found(context, tap.league)
    if found is None:
        return
    if tap.sure == 0:
        rows = [
            [PublishLeague(tap.league, 1).button(texts.plain("leagues-button-sure"))],
            [_back_to(context, tap.league)],
        ]
        await context.show(texts("leagues-publish-ask"), rows)
        return
    published = await context.services.rating.leagues.publish(found[0], context.person_id)
    await context.toast(texts.plain(_PUBLISHED[published]))
    await show_league(context, ShowLeague(tap.league))


async def make_post(context: BotContext, tap: MakePost) -> None:
    """The words of the published rating, as the draft of a broadcast."""
    found = await _found(context, tap.league)
    if found is None or not found[1].version:
        return
    words = str(outputs.post(found[1], context.texts))
    number = await context.services.mailings.broadcasts.write(words, context.person_id)
    await open_draft(context, ShowDraft(number))


def _prompt_correct(texts: Texts, number: int) -> str:
    return texts.plain("leagues-prompt-correct", number=str(number))


async def correct(context: BotContext, tap: CorrectLeague) -> None:
    await ask(context, _prompt_correct(context.texts, tap.league), context.texts.plain("leagues-correct-placeholder"))


async def take_correction(context: BotContext, number: int) -> None:
    texts, services = context.texts, context.services
    name, _, rest = (context.message.text or "").partition(":")
    looked, figures = services.people.people.look_up(name), Figures.parse(rest)
    league = await services.rating.leagues.find(number)
    snapshot = None
    if league and figures and looked.sure:
        snapshot = await services.rating.leagues.correct(league, looked.hromadas[0].slug, figures, context.person_id)
    if snapshot is None:
        await context.say(texts("leagues-not-corrected"))
        return
    words = texts("leagues-corrected", version=str(snapshot.version), changes=outputs.changes(snapshot, texts))
    await context.say(words, [[_back_to(context, number)]])


# A head


async def show_standing(context: BotContext, _tap: ShowStanding) -> None:
    """Her own hromadas only."""
    leagues = context.services.rating.leagues
    words = [await leagues.standing_of(mark) for mark in await leagues.marks_of(context.person_id)]
    html = "\n\n".join(filter(None, words)) or context.texts("leagues-no-standing")
    await context.show(html, [[menu_button(context)]])


def _prompt_object(texts: Texts, number: int) -> str:
    return texts.plain("leagues-prompt-object", number=str(number))


async def object_to(context: BotContext, tap: ObjectTo) -> None:
    if await context.services.rating.leagues.own_row(tap.row, context.person_id) is None:
        await context.toast(context.texts.plain("leagues-not-yours"))
        return
    await ask(context, _prompt_object(context.texts, tap.row), context.texts.plain("leagues-prompt-reason"))


async def take_objection(context: BotContext, number: int) -> None:
    text = (context.message.text or "").strip()
    objected = await context.services.rating.leagues.object_to(number, text, context.person_id)
    await context.say(context.texts("leagues-objected" if objected else "leagues-not-yours"))


def back_to_list(context: BotContext) -> Button:
    return ShowLeagues().button(context.texts.plain("menu-button-back"))


def _back_to(context: BotContext, league_id: int) -> Button:
    return ShowLeague(league_id).button(context.texts.plain("menu-button-back"))


_SHORT_SOURCES = {
    Source.MINISTRY: "leagues-source-ministry-short",
    Source.OWN: "leagues-source-own-short",
    Source.SAMPLE: "leagues-source-sample-short",
}
_PUBLISHED = {
    Published.YES: "leagues-published",
    Published.BEFORE: "leagues-published-before",
    Published.EARLY: "leagues-published-early",
    Published.UNDECIDED: "leagues-published-undecided",
}
