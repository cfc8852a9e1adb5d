"""The page of a broadcast that is being composed: all of it as it will leave, and everything that can be changed."""

from __future__ import annotations

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.mailings import words
from handlers.mailings.taps import (
    ApproveBroadcast,
    AskForButtons,
    AskForHromadas,
    ChooseNotice,
    ChooseTime,
    ChooseWhom,
    OnlyActive,
    Pay,
    RewriteBroadcast,
    ShowDraft,
    ShowPrice,
    TryBroadcast,
    Turn,
)
from services.mailings import Mailing


@on_tap(Right.SEND)
async def open_draft(context: BotContext, tap: ShowDraft) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        await show_draft(context, mailing)
    else:
        await context.toast(context.texts.plain("broadcasts-not-draft"))


async def show_draft(context: BotContext, mailing: Mailing) -> None:
    """All of it on one page, with everything that can still be changed."""
    view, number = await context.services.mailings.broadcasts.view(mailing), mailing.id
    rows = [
        [context.button(ApproveBroadcast(number, view.seal), "broadcasts-button-send", count=view.count)],
        [
            context.button(TryBroadcast(number, 0), "broadcasts-button-try"),
            context.button(TryBroadcast(number, 1), "broadcasts-button-try-staff"),
        ],
    ]
    if mailing.about is None:
        rows += [
            [
                context.button(ChooseWhom(number), "broadcasts-button-whom"),
                context.button(ChooseTime(number), "broadcasts-button-when"),
            ],
            [
                context.button(AskForButtons(number), "broadcasts-button-buttons"),
                context.button(RewriteBroadcast(number), "broadcasts-button-rewrite"),
            ],
            _narrowing(context, mailing),
        ]
    if await may(context, Right.PAY):
        pay = context.button(Pay(number, 0), "broadcasts-button-free")
        rows.append([pay if mailing.paid else context.button(ShowPrice(number), "broadcasts-button-pay")])
    rows.append([context.button(Turn(number, "stop"), "forms-button-cancel")])
    await context.show(words.draft(view, context.services.content.library), rows)


def _narrowing(context: BotContext, mailing: Mailing) -> list[Button]:
    """What makes the audience smaller."""
    row = [context.button(AskForHromadas(mailing.id, "except"), "broadcasts-button-except")]
    if mailing.audience.theme:
        key = "broadcasts-button-everybody" if mailing.audience.active_days else "broadcasts-button-active"
        row.append(context.button(OnlyActive(mailing.id, int(not mailing.audience.active_days)), key))
    if mailing.audience.title:
        row.append(context.button(ChooseNotice(mailing.id), "broadcasts-button-by-notice"))
    return row
