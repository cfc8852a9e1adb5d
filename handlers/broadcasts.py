"""Staff write a broadcast, see whom it reaches, try it, let it leave, and watch it; people ask why they got it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from telegram.ext import BaseHandler

from channels.taps import Keyboard, Tap
from content.messages import Texts
from handlers.context import BotContext
from handlers.menu import menu_button
from handlers.people import ShowNews, raions
from handlers.prompts import ask, on_reply
from handlers.rights import Right, may
from handlers.staff import ShowBroadcasts, desk_button
from handlers.taps import on_tap
from services.broadcasts import LONGEST, Approval, ApproveBroadcast, Html, Mailing, Report, State, WhyThis
from services.services import Services


@dataclass(frozen=True, slots=True)
class WriteBroadcast(Tap):
    prefix: ClassVar[str] = "bcnew"


@dataclass(frozen=True, slots=True)
class ChooseTheme(Tap):
    mailing: int
    theme: str
    prefix: ClassVar[str] = "bctheme"


@dataclass(frozen=True, slots=True)
class ChooseRaion(Tap):
    """By its number from 1 on; 0: everywhere."""

    mailing: int
    theme: str
    raion: int
    prefix: ClassVar[str] = "bcraion"


@dataclass(frozen=True, slots=True)
class TryBroadcast(Tap):
    """Sends it to oneself, as it will be read."""

    mailing: int
    prefix: ClassVar[str] = "bctry"


@dataclass(frozen=True, slots=True)
class ShowBroadcast(Tap):
    mailing: int
    prefix: ClassVar[str] = "bc"


@dataclass(frozen=True, slots=True)
class Turn(Tap):
    """`what` is pause, resume, stop or retry."""

    mailing: int
    what: str
    prefix: ClassVar[str] = "bcturn"


@dataclass(frozen=True, slots=True)
class Unsubscribe(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcoff"


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowBroadcasts, show_broadcasts, Right.SEND),
        on_tap(WriteBroadcast, write_broadcast, Right.SEND),
        on_tap(ChooseTheme, choose_theme, Right.SEND),
        on_tap(ChooseRaion, choose_raion, Right.SEND),
        on_tap(TryBroadcast, try_broadcast, Right.SEND),
        on_tap(ApproveBroadcast, approve, Right.SEND),
        on_tap(ShowBroadcast, show_broadcast, Right.SEND),
        on_tap(Turn, turn, Right.SEND),
        on_tap(WhyThis, why_this),
        on_tap(Unsubscribe, unsubscribe),
        on_reply(services, _prompt, take_text, Right.SEND),
    ]


async def show_broadcasts(context: BotContext, _tap: ShowBroadcasts) -> None:
    texts = context.texts
    rows = [[WriteBroadcast().button(texts.plain("broadcasts-button-write"))]]
    for mailing in await context.services.broadcasts.newest():
        words = texts.plain("broadcasts-button", number=str(mailing.id), state=_state(context, mailing))
        rows.append([ShowBroadcast(mailing.id).button(words)])
    await context.show(texts("broadcasts-list"), [*rows, [desk_button(context)]])


# Composing


def _prompt(texts: Texts, _number: int) -> str:
    return texts.plain("broadcasts-prompt", most=LONGEST)


async def write_broadcast(context: BotContext, _tap: WriteBroadcast) -> None:
    await ask(context, _prompt(context.texts, 0), context.texts.plain("broadcasts-placeholder"))


async def take_text(context: BotContext, _number: int) -> None:
    """With the formatting that the message has."""
    texts = context.texts
    if len(context.message.text or "") > LONGEST:
        await context.say(texts("broadcasts-too-long", most=LONGEST))
        return
    mailing = await context.services.broadcasts.write(context.message.text_html, context.person_id)
    rows = [[ChooseTheme(mailing, theme.id).button(theme.title)] for theme in context.services.subscriptions.offered()]
    await context.say(texts("broadcasts-which-theme"), rows)


async def choose_theme(context: BotContext, tap: ChooseTheme) -> None:
    rows = [[ChooseRaion(tap.mailing, tap.theme, 0).button(context.texts.plain("broadcasts-button-everywhere"))]]
    rows += [
        [ChooseRaion(tap.mailing, tap.theme, number).button(raion)] for number, raion in enumerate(raions(), start=1)
    ]
    await context.show(context.texts("broadcasts-where"), rows)


async def choose_raion(context: BotContext, tap: ChooseRaion) -> None:
    """How it reads and how many it reaches, before anything leaves."""
    addressed = await context.services.broadcasts.address(tap.mailing, tap.theme, tap.raion)
    if addressed is None:
        await show_broadcasts(context, ShowBroadcasts())
        return
    mailing, count = addressed
    texts = context.texts
    rows = [
        [ApproveBroadcast(mailing.id).button(texts.plain("broadcasts-button-send", count=count))],
        [TryBroadcast(mailing.id).button(texts.plain("broadcasts-button-try"))],
        [Turn(mailing.id, "stop").button(texts.plain("forms-button-cancel"))],
    ]
    html = texts("broadcasts-preview", text=Html(str(mailing.content["html"])), count=count)
    await context.show(html, rows)


async def try_broadcast(context: BotContext, tap: TryBroadcast) -> None:
    mailing = await context.services.broadcasts.find(tap.mailing)
    if mailing is None:
        return
    words, keyboard = context.services.broadcasts.words(mailing)
    tried = await context.services.people.tell(context.person_id, words, keyboard)
    await context.toast(context.texts.plain("broadcasts-tried" if tried else "broadcasts-not-tried"))


# Leaving


async def approve(context: BotContext, tap: ApproveBroadcast) -> None:
    texts, services = context.texts, context.services
    outcome = await services.broadcasts.approve(tap.mailing, context.person_id)
    if outcome == Approval.NEEDS_ANOTHER:
        mailing = await services.broadcasts.find(tap.mailing)
        if mailing:
            keyboard = [[ApproveBroadcast(mailing.id).button(texts.plain("broadcasts-button-approve"))]]
            html = texts("broadcasts-approve", number=str(mailing.id), text=Html(str(mailing.content["html"])))
            await services.staff.tell(html, keyboard)
        await context.toast(texts.plain("broadcasts-needs-another"))
    elif outcome == Approval.NOBODY:
        await context.toast(texts.plain("broadcasts-nobody"))
    elif outcome == Approval.SAME_AGAIN:
        await context.toast(texts.plain("broadcasts-same"))
    else:
        await show_broadcast(context, ShowBroadcast(tap.mailing))


async def show_broadcast(context: BotContext, tap: ShowBroadcast) -> None:
    report = await context.services.broadcasts.report(tap.mailing)
    if report is None:
        await show_broadcasts(context, ShowBroadcasts())
    else:
        await context.show(words_of(context, report), _buttons(context, report))


def words_of(context: BotContext, report: Report) -> str:
    """How far it has come, in words and a bar."""
    texts, mailing = context.texts, report.mailing
    ended = report.count("sent", "failed", "skipped", "unknown")
    share = ended / mailing.planned if mailing.planned else 0.0
    full = round(share * 10)
    reasons = [
        texts("broadcasts-reason", reason=reason, count=count) for reason, count in list(report.reasons.items())[:5]
    ]
    return texts(
        "broadcasts-report",
        number=str(mailing.id),
        state=_state(context, mailing),
        bar="▓" * full + "░" * (10 - full),
        percent=round(share * 100),
        planned=mailing.planned,
        sent=report.count("sent"),
        blocked=report.reasons.get("blocked", 0),
        failed=report.count("failed") - report.reasons.get("blocked", 0),
        skipped=report.count("skipped"),
        unknown=report.count("unknown"),
        waiting=report.count("planned", "retry", "claimed"),
        reasons=texts.lines(reasons),
        why=mailing.reason,
    )


def _buttons(context: BotContext, report: Report) -> Keyboard:
    texts, mailing = context.texts, report.mailing
    stop = Turn(mailing.id, "stop").button(texts.plain("broadcasts-button-stop"))
    again = ShowBroadcast(mailing.id).button(texts.plain("broadcasts-button-renew"))
    back = ShowBroadcasts().button(texts.plain("menu-button-back"))
    match mailing.state:
        case State.HELD:
            return [[stop], [again], [back]]
        case State.RUNNING:
            return [[Turn(mailing.id, "pause").button(texts.plain("broadcasts-button-pause")), stop], [again], [back]]
        case State.PAUSED:
            return [[Turn(mailing.id, "resume").button(texts.plain("broadcasts-button-resume")), stop], [again], [back]]
        case State.FINISHED if report.count("failed"):
            return [[Turn(mailing.id, "retry").button(texts.plain("broadcasts-button-retry"))], [back]]
        case _:
            return [[back]]


async def turn(context: BotContext, tap: Turn) -> None:
    """A press that comes twice finds the mailing turned already."""
    broadcasts, by = context.services.broadcasts, context.person_id
    match tap.what:
        case "pause":
            await broadcasts.pause(tap.mailing, by)
        case "resume":
            await broadcasts.resume(tap.mailing, by)
        case "stop":
            await broadcasts.stop(tap.mailing, by)
        case "retry":
            await broadcasts.retry_failed(tap.mailing, by)
    await show_broadcast(context, ShowBroadcast(tap.mailing))


def _state(context: BotContext, mailing: Mailing) -> str:
    texts = context.texts
    match mailing.state:
        case State.DRAFT:
            return texts.plain("broadcasts-state-draft")
        case State.HELD:
            return texts.plain("broadcasts-state-held")
        case State.RUNNING:
            return texts.plain("broadcasts-state-running")
        case State.PAUSED:
            return texts.plain("broadcasts-state-paused")
        case State.FINISHED:
            return texts.plain("broadcasts-state-finished")
        case State.CANCELLED:
            return texts.plain("broadcasts-state-cancelled")


# Whoever gets it


async def why_this(context: BotContext, tap: WhyThis) -> None:
    """The rule and the theme, and one tap out of it. Nothing that only staff know."""
    mailing = await context.services.broadcasts.find(tap.mailing)
    theme = mailing.audience.theme if mailing and mailing.state is not State.DRAFT else ""
    title = next((each.title for each in context.services.content.library.themes if each.id == theme), "")
    if not title and not await may(context, Right.SEND):
        await context.say(context.texts("broadcasts-why-unknown"), [[menu_button(context)]])
        return
    rows = [
        [Unsubscribe(tap.mailing).button(context.texts.plain("broadcasts-button-off"))],
        [ShowNews().button(context.texts.plain("people-button-news"))],
    ]
    await context.say(context.texts("broadcasts-why", theme=title), rows)


async def unsubscribe(context: BotContext, tap: Unsubscribe) -> None:
    mailing = await context.services.broadcasts.find(tap.mailing)
    wanted = await context.services.subscriptions.themes(context.person_id)
    if mailing and mailing.audience.theme in wanted:
        await context.services.subscriptions.switch(context.person_id, mailing.audience.theme)
    await context.show(context.texts("broadcasts-off"), [[menu_button(context)]])
