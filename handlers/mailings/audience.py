"""Whom a broadcast is meant for: a theme, a post or the staff, then where, and who of them."""

from __future__ import annotations

from content.hromadas import raions
from handlers.chat.context import BotContext
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right
from handlers.chat.routes import on_reply, on_tap
from handlers.mailings import words
from handlers.mailings.editor import open_draft
from handlers.mailings.taps import (
    Address,
    AskForHromadas,
    ByNotice,
    ChooseNotice,
    ChooseRaion,
    ChooseWhom,
    OnlyActive,
    ShowDraft,
)
from services.mailings import Audience, Mailing
from services.people import Title

NOTICES = 4
"""Notices that are offered, the newest."""

ONLY = Prompt("broadcasts-prompt-hromadas", "broadcasts-hromadas-placeholder")
EXCEPT = Prompt("broadcasts-prompt-except", "broadcasts-hromadas-placeholder")


@on_tap(Right.SEND)
async def choose_whom(context: BotContext, tap: ChooseWhom) -> None:
    texts, services = context.texts, context.services
    number = tap.mailing
    rows = [[Address(number, "theme", each.id).button(each.title)] for each in services.people.subscriptions.offered()]
    rows += [[Address(number, "title", title.value).button(words.title(title, texts))] for title in Title]
    rows.append([Address(number, "staff", "all").button(texts.plain("audiences-staff"))])
    await context.show(texts("broadcasts-whom", number=str(number)), rows)


@on_tap(Right.SEND)
async def address(context: BotContext, tap: Address) -> None:
    texts, number = context.texts, tap.mailing
    audience = context.services.mailings.audiences.of(tap.kind, tap.id)
    if not await context.services.mailings.broadcasts.address(number, audience):
        await open_draft(context, ShowDraft(number))
        return
    if audience and audience.staff:
        await open_draft(context, ShowDraft(number))
        return
    rows = [[ChooseRaion(number, 0).button(texts.plain("broadcasts-button-everywhere"))]]
    rows += [[ChooseRaion(number, at).button(raion)] for at, raion in enumerate(raions(), start=1)]
    rows.append([AskForHromadas(number, "only").button(texts.plain("broadcasts-button-some"))])
    await context.show(texts("broadcasts-where"), rows)


@on_tap(Right.SEND)
async def choose_raion(context: BotContext, tap: ChooseRaion) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        await _readdress(context, mailing, context.services.mailings.audiences.in_raion(mailing.audience, tap.raion))
    else:
        await open_draft(context, ShowDraft(tap.mailing))


@on_tap(Right.SEND)
async def only_active(context: BotContext, tap: OnlyActive) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        await _readdress(
            context, mailing, context.services.mailings.audiences.active(mailing.audience, only=tap.only == 1)
        )


@on_tap(Right.SEND)
async def choose_notice(context: BotContext, tap: ChooseNotice) -> None:
    texts, number = context.texts, tap.mailing
    rows = []
    for each in await context.services.notices.read.newest(NOTICES):
        notice, name = each.notice.id, str(each.notice.id)
        rows.append(
            [ByNotice(number, notice, 0).button(texts.plain("broadcasts-button-not-acknowledged", number=name))]
        )
        rows.append([ByNotice(number, notice, 1).button(texts.plain("broadcasts-button-acknowledged", number=name))])
    rows.append([ByNotice(number, 0, 0).button(texts.plain("broadcasts-button-any-notice"))])
    await context.show(texts("broadcasts-which-notice"), rows)


@on_tap(Right.SEND)
async def by_notice(context: BotContext, tap: ByNotice) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        narrowed = context.services.mailings.audiences.by_notice(
            mailing.audience, tap.notice, acknowledged=tap.acknowledged == 1
        )
        await _readdress(context, mailing, narrowed)


async def _readdress(context: BotContext, mailing: Mailing, audience: Audience | None) -> None:
    await context.services.mailings.broadcasts.address(mailing.id, audience)
    await open_draft(context, ShowDraft(mailing.id))


@on_tap(Right.SEND)
async def ask_for_hromadas(context: BotContext, tap: AskForHromadas) -> None:
    await (ONLY if tap.what == "only" else EXCEPT).ask(context, tap.mailing)


@on_reply(ONLY, Right.SEND)
async def take_hromadas(context: BotContext, number: int) -> None:
    await _take_places(context, number, only=True)


@on_reply(EXCEPT, Right.SEND)
async def take_exceptions(context: BotContext, number: int) -> None:
    await _take_places(context, number, only=False)


async def _take_places(context: BotContext, number: int, *, only: bool) -> None:
    mailing = await context.services.mailings.broadcasts.draft(number)
    if mailing is None:
        await context.say(context.texts("broadcasts-not-draft"))
        return
    audiences = context.services.mailings.audiences
    hromadas, doubtful = audiences.look_up(context.message.text or "")
    if doubtful:
        await context.say(context.texts("broadcasts-doubtful", names=", ".join(doubtful)))
    if hromadas:
        narrowed = audiences.within if only else audiences.without
        await _readdress(context, mailing, narrowed(mailing.audience, hromadas))
