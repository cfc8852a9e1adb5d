"""Lists that staff keep: the settlements of hromadas, and the e-mail addresses to which notices to heads go as well.

Settlements are loaded from a table, and a dry run shows what it comes to before it is kept.
"""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.prompts import FILES, Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.tables import TableForm, add_form, receive
from handlers.notices import taps
from handlers.people.taps import AskForAddresses, ShowPosts
from services.notices import SETTLEMENTS
from services.people import Draft
from services.tables import DryRun, OpenTable

TABLE = Prompt("settlements-prompt", "settlements-placeholder")
ADDRESSES = Prompt("mails-prompt", "mails-placeholder")


asks(taps.AskForSettlements, TABLE, Right.SEND)
asks(AskForAddresses, ADDRESSES, Right.POSTS)


@on_tap(Right.SEND)
async def show_settlements(context: BotContext, _tap: taps.ShowSettlements) -> None:
    texts, counts = context.texts, await context.services.notices.settlements.counts()
    rows = [
        [context.button(taps.AskForSettlements(), "settlements-button-load")],
        [back_to(context, taps.ShowNotices())],
    ]
    await context.show(texts("settlements-title", hromadas=len(counts), settlements=sum(counts.values())), rows)


async def _look(context: BotContext, table: OpenTable, _number: int) -> DryRun:
    return await context.services.notices.settlements.look_through(table)


async def _take(context: BotContext, table: OpenTable, _number: int, _draft: Draft) -> None:
    taken = await context.services.notices.settlements.take(table, context.person_id)
    key = "members-not-taken" if taken is None else "settlements-taken"
    await context.toast(context.texts.plain(key, count=taken or 0))
    await show_settlements(context, taps.ShowSettlements())


FORM = add_form(
    TableForm(
        kind=SETTLEMENTS,
        right=Right.SEND,
        look=_look,
        take=_take,
        back=lambda _number: taps.ShowSettlements(),
        again=lambda _number: taps.AskForSettlements(),
    )
)


@on_reply(TABLE, Right.SEND, takes=FILES)
async def take_table(context: BotContext, number: int) -> None:
    await receive(context, FORM, number)


@on_reply(ADDRESSES, Right.POSTS)
async def take_addresses(context: BotContext, _number: int) -> None:
    kept, doubtful = await context.services.notices.mails.keep_addresses(context.words, context.person_id)
    lines = [context.texts("mails-kept", kept=kept)]
    if doubtful:
        lines.append(context.texts("mails-doubtful", lines="; ".join(doubtful)))
    await context.say(context.texts.lines(lines), [[back_to(context, ShowPosts())]])
