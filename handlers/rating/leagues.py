"""The quarterly rating: staff look at it, publish it, make a post of it, correct it."""

from __future__ import annotations

from markupsafe import Markup
from telegram.constants import ChatAction

from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import ask_first, back_to, desk_button
from handlers.chat.prompts import Prompt, asks, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.mailings import open_draft
from handlers.mailings.taps import ShowDraft
from handlers.rating import taps, words
from services.rating import Correction, League, Snapshot, draw_all, labels

EXPLAINED = 3
"""Versions, the newest, of which it is said what they changed; a message takes no more."""

CORRECT = Prompt("leagues-prompt-correct", "leagues-correct-placeholder")


asks(taps.CorrectLeague, CORRECT, Right.PUBLISH)


@on_tap(Right.LEAGUES)
async def show_leagues(context: BotContext, _tap: taps.ShowLeagues) -> None:
    texts = context.texts
    rows = [[context.button(taps.NewLeague(), "leagues-button-new")]]
    for each in await context.services.rating.read.leagues():
        label = texts.plain(
            "leagues-button-league",
            quarter=labels.quarter_name(each.quarter, texts),
            source=texts.plain("leagues-source-short", source=each.source.value),
            state=texts.plain(_state(context, each)),
        )
        rows.append([taps.ShowLeague(each.id).button(label)])
    await context.show(texts("leagues-list"), [*rows, [desk_button(context)]])


def _state(context: BotContext, league: League) -> str:
    if league.published_at:
        return "leagues-state-published"
    if league.closes_on is None:
        return "leagues-state-draft"
    return "leagues-state-open" if context.services.rating.window.is_open(league) else "leagues-state-closed"


# A rating


async def find(context: BotContext, league_id: int, version: int = 0) -> tuple[League, Snapshot] | None:
    league = await context.services.rating.read.league(league_id)
    snapshot = await context.services.rating.publishing.snapshot(league, version) if league else None
    if league and snapshot:
        return league, snapshot
    await context.toast(context.texts.plain("leagues-gone"))
    return None


@on_tap(Right.LEAGUES)
async def show_league(context: BotContext, tap: taps.ShowLeague) -> None:
    """Where the rating stands, and what can be done with it now."""
    texts, rating, found = context.texts, context.services.rating, await find(context, tap.league)
    if found is None:
        await show_leagues(context, taps.ShowLeagues())
        return
    league, snapshot = found
    objections = await rating.read.objections(league.id)
    rows = [
        [
            context.button(taps.DrawLeague(league.id, 0), "leagues-button-draw"),
            context.button(taps.ExportLeague(league.id, 0), "broadcasts-button-excel"),
        ]
    ]
    lines = [
        texts(
            "leagues-screen",
            title=labels.title(snapshot, texts),
            source=labels.source_name(league.source, texts),
            count=len(snapshot.counts),
            state=_state_words(context, league, snapshot),
        )
    ]
    if undecided := sum(each.verdict is None for each in objections):
        lines.append(texts("leagues-undecided-count", count=undecided))
    known = {count.slug for count in snapshot.counts}
    if missing := [place.name for place in snapshot.places if place.slug not in known]:
        lines.append(words.missing(missing, texts))
    if objections:
        rows.append(
            [context.button(taps.ShowObjections(league.id), "leagues-button-objections", count=len(objections))]
        )
    if league.closes_on is None:
        rows.insert(0, [context.button(taps.OpenWindow(league.id, 0), "leagues-button-open")])
    elif rating.window.is_open(league):
        if untold := await rating.read.untold(league.id):
            lines.append(texts("leagues-untold-count", count=len(untold)))
            rows.append([context.button(taps.TellAgain(league.id, 0), "leagues-button-tell-again")])
    elif not league.published_at:
        rows.insert(0, [context.button(taps.PublishLeague(league.id, 0), "leagues-button-publish")])
    else:
        rows.insert(0, [context.button(taps.MakePost(league.id), "leagues-button-post")])
        rows.append(
            [
                context.button(taps.CorrectLeague(league.id), "leagues-button-correct"),
                context.button(taps.ShowVersions(league.id), "leagues-button-versions", count=snapshot.version),
            ]
        )
    await context.show(texts.lines(lines), [*rows, [back_to(context, taps.ShowLeagues())]])


def _state_words(context: BotContext, league: League, snapshot: Snapshot) -> Markup:
    texts, rating = context.texts, context.services.rating
    if league.published_at:
        return texts("leagues-is-published", version=str(snapshot.version), hash=snapshot.hash[: labels.SHORT_HASH])
    if league.closes_on is None:
        return texts("leagues-is-draft", until=rating.window.closes_on())
    key = "leagues-is-open" if rating.window.is_open(league) else "leagues-is-closed"
    return texts(key, until=league.closes_on)


@on_tap(Right.LEAGUES)
async def draw_league(context: BotContext, tap: taps.DrawLeague) -> None:
    found = await find(context, tap.league, tap.version)
    if found is None:
        return
    await context.chat.send_action(ChatAction.UPLOAD_PHOTO, message_thread_id=context.topic)
    for png, caption in await draw_all(found[1], context.texts):
        await context.chat.send_photo(png, caption=caption, message_thread_id=context.topic)
    await context.say(words.rating(found[1], context.texts))


@on_tap(Right.EXPORT)
async def export_league(context: BotContext, tap: taps.ExportLeague) -> None:
    found = await find(context, tap.league, tap.version)
    if found is None:
        return
    league, snapshot = found
    table = await context.services.rating.publishing.export(league, snapshot, context.person_id)
    name = context.texts.plain("leagues-excel-file", quarter=str(league.quarter), version=str(snapshot.version))
    await context.chat.send_document(table, filename=name, message_thread_id=context.topic)


@on_tap(Right.LEAGUES)
async def show_versions(context: BotContext, tap: taps.ShowVersions) -> None:
    """Every version with what it changed; none is ever lost."""
    texts, found = context.texts, await find(context, tap.league)
    if found is None:
        return
    lines: list[str] = [texts("leagues-versions")]
    rows = []
    for each in await context.services.rating.publishing.versions(found[0]):
        number = str(each.version)
        lines.append(texts("leagues-version-line", version=number, hash=each.hash[: labels.SHORT_HASH]))
        if each.changes and each.version > found[1].version - EXPLAINED:
            lines.append(words.changes(each, texts))
        draw, export = taps.DrawLeague(tap.league, each.version), taps.ExportLeague(tap.league, each.version)
        rows.append(
            [
                context.button(draw, "leagues-button-version-draw", version=number),
                context.button(export, "leagues-button-version-excel", version=number),
            ]
        )
    await context.show(texts.lines(lines), [*rows, [back_to(context, taps.ShowLeague(tap.league))]])


# Publishing


@on_tap(Right.PUBLISH)
async def publish(context: BotContext, tap: taps.PublishLeague) -> None:
    texts, found = context.texts, await find(context, tap.league)
    if found is None:
        return
    if tap.sure == 0:
        sure = context.button(taps.PublishLeague(tap.league, 1), "leagues-button-sure")
        await ask_first(
            context, texts("leagues-publish-ask", count=len(found[1].counts)), sure, taps.ShowLeague(tap.league)
        )
        return
    published = await context.services.rating.publishing.publish(found[0], context.person_id)
    await context.toast(texts.plain("leagues-published", how=published.value))
    await show_league(context, taps.ShowLeague(tap.league))


@on_tap(Right.SEND)
async def make_post(context: BotContext, tap: taps.MakePost) -> None:
    """The words of the published rating, as the draft of a broadcast."""
    found = await find(context, tap.league)
    if found is None or not found[1].version:
        return
    post = str(words.post(found[1], context.texts))
    number = await context.services.mailings.broadcasts.write(post, context.person_id)
    await open_draft(context, ShowDraft(number))


@on_reply(CORRECT, Right.PUBLISH, undo=left)
async def take_correction(context: BotContext, number: int) -> None:
    texts, services = context.texts, context.services
    name, _, rest = context.words.partition(":")
    looked, figures = services.people.people.look_up(name), Correction.parse(rest)
    league = await services.rating.read.league(number)
    snapshot = None
    if league and figures and looked.sure:
        snapshot = await services.rating.publishing.correct(league, looked.hromadas[0].slug, figures, context.person_id)
    if snapshot is None:
        raise Wrong(texts("leagues-not-corrected"))
    html = texts("leagues-corrected", version=str(snapshot.version), changes=words.changes(snapshot, texts))
    await context.say(html, [[back_to(context, taps.ShowLeague(number))]])
