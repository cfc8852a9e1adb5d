"""The page of a broadcast that is being composed: all of it as it will leave, and everything that can be changed."""

from __future__ import annotations

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.mailings import taps
from services.mailings import Mailing, words


@on_tap(Right.SEND)
async def open_draft(context: BotContext, tap: taps.ShowDraft) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        await show_draft(context, mailing)
    else:
        await context.toast(context.texts.plain("broadcasts-not-draft"))


async def ask_about(context: BotContext, prompt: Prompt, mailing_id: int) -> None:
    """Asks, with the number by which the staff know the broadcast."""
    if mailing := await context.services.mailings.broadcasts.find(mailing_id):
        await prompt.ask(context, mailing.id, number=str(mailing.number))


async def show_draft(context: BotContext, mailing: Mailing) -> None:
    """All of it on one page, with everything that can still be changed."""
    view, number = await context.services.mailings.broadcasts.view(mailing), mailing.id
    rows = [
        [context.button(taps.ApproveBroadcast(number, view.seal), "broadcasts-button-send", count=view.count)],
        [
            context.button(taps.TryBroadcast(number, 0), "broadcasts-button-try"),
            context.button(taps.TryBroadcast(number, 1), "broadcasts-button-try-staff"),
        ],
    ]
    if mailing.about is None:
        rows += [
            [
                context.button(taps.ChooseWhom(number), "broadcasts-button-whom"),
                context.button(taps.ChooseTime(number), "broadcasts-button-when"),
            ],
            [
                context.button(taps.AskForButtons(number), "broadcasts-button-buttons"),
                context.button(taps.RewriteBroadcast(number), "broadcasts-button-rewrite"),
            ],
            _narrowing(context, mailing),
        ]
    if await may(context, Right.PAY):
        pay = context.button(taps.Pay(number, 0), "broadcasts-button-free")
        rows.append([pay if mailing.paid else context.button(taps.ShowPrice(number), "broadcasts-button-pay")])
    rows.append([context.button(taps.AskToTurn(number, "stop"), "broadcasts-button-drop")])
    await context.show(words.draft(view, context.services.content.library), rows)


def _narrowing(context: BotContext, mailing: Mailing) -> list[Button]:
    """What makes the audience smaller."""
    row = [context.button(taps.AskForHromadas(mailing.id, "except"), "broadcasts-button-except")]
    if mailing.audience.theme:
        key = "broadcasts-button-everybody" if mailing.audience.active_days else "broadcasts-button-active"
        row.append(context.button(taps.OnlyActive(mailing.id, int(not mailing.audience.active_days)), key))
    if mailing.audience.title:
        row.append(context.button(taps.ChooseNotice(mailing.id), "broadcasts-button-by-notice"))
    return row
