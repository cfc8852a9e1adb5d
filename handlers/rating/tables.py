"""Figures for a rating come in: the Ministry's table, whose columns and rows are looked at first, or the bot's own."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.prompts import FILES, Prompt, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.tables import TableForm, add_form, receive
from handlers.rating import taps
from handlers.rating.leagues import show_league
from services.people import Draft
from services.rating import RATING, labels
from services.tables import DryRun, OpenTable

TABLE = Prompt("leagues-prompt-table", "leagues-file")


@on_tap(Right.LEAGUES)
async def new_league(context: BotContext, _tap: taps.NewLeague) -> None:
    rows = [
        [taps.ChooseQuarter(each).button(labels.quarter_name(each, context.texts))]
        for each in context.services.rating.intake.quarters()
    ]
    await context.show(context.texts("leagues-which-quarter"), [*rows, [back_to(context, taps.ShowLeagues())]])


@on_tap(Right.LEAGUES)
async def choose_quarter(context: BotContext, tap: taps.ChooseQuarter) -> None:
    """Straight to the Ministry's table while the bot has no figures of its own."""
    texts = context.texts
    if not await context.services.rating.intake.counts_itself():
        await ask_for_table(context, taps.AskForTable(tap.quarter))
        return
    rows = [
        [context.button(taps.AskForTable(tap.quarter), "leagues-button-ministry")],
        [context.button(taps.BeginOwn(tap.quarter), "leagues-button-own")],
        [back_to(context, taps.ShowLeagues())],
    ]
    await context.show(texts("leagues-which-source"), rows)


@on_tap(Right.LEAGUES)
async def begin_own(context: BotContext, tap: taps.BeginOwn) -> None:
    await _show_begun(context, await context.services.rating.intake.begin_own(tap.quarter, context.person_id))


async def _show_begun(context: BotContext, league_id: int | None) -> None:
    if league_id is None:
        await context.toast(context.texts.plain("leagues-not-taken"))
        return
    await context.toast(context.texts.plain("leagues-taken"))
    await show_league(context, taps.ShowLeague(league_id))


@on_tap(Right.LEAGUES)
async def ask_for_table(context: BotContext, tap: taps.AskForTable) -> None:
    if tap.quarter in context.services.rating.intake.quarters():
        await TABLE.ask(context, tap.quarter)
    else:
        await new_league(context, taps.NewLeague())


async def _look(context: BotContext, table: OpenTable, _quarter: int) -> DryRun:
    return await context.services.rating.intake.look_through(table)


async def _take(context: BotContext, table: OpenTable, quarter: int, _draft: Draft) -> None:
    await _show_begun(context, await context.services.rating.intake.take_over(table, quarter, context.person_id))


FORM = add_form(
    TableForm(
        kind=RATING,
        right=Right.LEAGUES,
        look=_look,
        take=_take,
        back=lambda _quarter: taps.ShowLeagues(),
        again=taps.AskForTable,
    )
)


@on_reply(TABLE, Right.LEAGUES, takes=FILES)
async def take_table(context: BotContext, number: int) -> None:
    if number in context.services.rating.intake.quarters():
        await receive(context, FORM, number)
    else:
        await new_league(context, taps.NewLeague())
