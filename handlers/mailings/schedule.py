"""When a broadcast leaves, how often, and how fast."""

from __future__ import annotations

from datetime import datetime

from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import Prompt, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.mailings import taps
from handlers.mailings.editor import ask_about, open_draft
from services.days import Days
from services.mailings import Approval, Audience, Repeat, parse_time, words

TIME = Prompt("broadcasts-prompt-time", "broadcasts-time-placeholder")


@on_tap(Right.SEND)
async def ask_for_time(context: BotContext, tap: taps.AskForTime) -> None:
    await ask_about(context, TIME, tap.mailing)


@on_tap(Right.SEND)
async def choose_time(context: BotContext, tap: taps.ChooseTime) -> None:
    texts, number = context.texts, tap.mailing
    mailing = await context.services.mailings.broadcasts.draft(number)
    audience = mailing.audience if mailing else Audience()
    rows = [[context.button(taps.LeaveAt(number, 0), "broadcasts-button-now")]]
    rows += [
        [context.button(taps.LeaveAt(number, _minutes(at)), "broadcasts-button-at", at=words.moment(at))]
        for at in context.services.mailings.audiences.times(audience)
    ]
    rows.append([context.button(taps.AskForTime(number), "broadcasts-button-type-time")])
    rows.append([back_to(context, taps.ShowDraft(number))])
    await context.show(texts("broadcasts-when"), rows)


@on_tap(Right.SEND)
async def leave_at(context: BotContext, tap: taps.LeaveAt) -> None:
    if tap.minutes == 0:
        await context.services.mailings.broadcasts.want_at(tap.mailing, None, Repeat.NEVER)
        await open_draft(context, taps.ShowDraft(tap.mailing))
    else:
        await _ask_how_often(context, tap.mailing, _at(context, tap.minutes))


async def _ask_how_often(context: BotContext, number: int, at: datetime) -> None:
    texts, minutes = context.texts, _minutes(at)
    rows = [
        [context.button(taps.RepeatIt(number, minutes, how.value), "broadcasts-repeat", how=how)]
        for how in (Repeat.WEEK, Repeat.MONTH, Repeat.QUARTER)
    ]
    rows.insert(0, [context.button(taps.RepeatIt(number, minutes, "once"), "broadcasts-button-once")])
    await context.show(texts("broadcasts-how-often", at=words.moment(at)), rows)


@on_tap(Right.SEND)
async def repeat_it(context: BotContext, tap: taps.RepeatIt) -> None:
    how = Repeat(tap.how) if tap.how in set(Repeat) else Repeat.NEVER
    at = _at(context, tap.minutes)
    if at > context.services.people.people.now():
        await context.services.mailings.broadcasts.want_at(tap.mailing, at, how)
    else:
        await context.toast(context.texts.plain("broadcasts-refused", why=Approval.PASSED))
    await open_draft(context, taps.ShowDraft(tap.mailing))


@on_reply(TIME, Right.SEND)
async def take_time(context: BotContext, number: int) -> None:
    at = parse_time(context.words, context.now(), Days(context.services.content.library))
    if at is None:
        raise Wrong(context.texts("broadcasts-time-wrong"))
    await _ask_how_often(context, number, at)


def _minutes(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _at(context: BotContext, minutes: int) -> datetime:
    """No further than a forged button could mean."""
    return datetime.fromtimestamp(min(minutes, 10**8) * 60, context.services.people.people.now().tzinfo)


# Faster, for Stars


@on_tap(Right.PAY)
async def show_price(context: BotContext, tap: taps.ShowPrice) -> None:
    """What it costs at most, before it costs anything."""
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing is None:
        await context.toast(context.texts.plain("broadcasts-not-draft"))
        return
    texts, count = context.texts, await context.services.mailings.broadcasts.count(mailing)
    rows = [
        [context.button(taps.Pay(mailing.id, 1), "broadcasts-button-accept-price", stars=words.stars(count))],
        [back_to(context, taps.ShowDraft(mailing.id))],
    ]
    await context.show(texts("broadcasts-price", stars=words.stars(count), count=count), rows)


@on_tap(Right.PAY)
async def pay(context: BotContext, tap: taps.Pay) -> None:
    await context.services.mailings.broadcasts.pay(tap.mailing, context.person_id, paid=tap.paid == 1)
    await open_draft(context, taps.ShowDraft(tap.mailing))
