"""Figures for a rating come in: the Ministry's table, whose columns and rows are looked at first, or the bot's own."""

from __future__ import annotations

from markupsafe import Markup

from channels.taps import Button
from content.messages import Texts
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import FILES, Prompt, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.rating import taps, words
from handlers.rating.leagues import show_league
from services.files.tables import MOST_BYTES, BadTable, TableFileFault, read_rows
from services.rating import (
    COLUMNS,
    NOWHERE,
    CheckedTable,
    MinistryTable,
    TableMistake,
    cells_of,
    headings_of,
    labels,
    letter,
)
from services.text import shorten

MOST_ROWS = 2000
"""Of a table: every hromada of the country."""
NAMED = 12
"""Mistakes and names in one list: what can be read at a glance."""
CELL = 40
"""Characters of what stands in a cell."""

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


@on_reply(TABLE, Right.LEAGUES, takes=FILES)
async def take_table(context: BotContext, number: int) -> None:
    """Reads the file; nothing of it counts until it is taken over."""
    texts, intake, document = context.texts, context.services.rating.intake, context.message.document
    if number not in intake.quarters():
        await new_league(context, taps.NewLeague())
        return
    if document is None:
        raise Wrong(texts("leagues-no-file"))
    if (document.file_size or 0) > MOST_BYTES:
        raise Wrong(texts("leagues-bad", fault=TableFileFault.TOO_BIG.value, most=str(MOST_ROWS)))
    try:
        rows = await read_rows(await context.download(document.file_id), most=MOST_ROWS)
    except BadTable as error:
        raise Wrong(texts("leagues-bad", fault=error.fault.value, most=str(MOST_ROWS))) from error
    await show_columns(context, taps.ShowColumns(await intake.take_in(number, cells_of(rows))))


async def _table(context: BotContext, number: int) -> MinistryTable | None:
    table = await context.services.rating.read.table(number)
    if table is None:
        await context.toast(context.texts.plain("leagues-table-gone"))
    return table


@on_tap(Right.LEAGUES)
async def show_columns(context: BotContext, tap: taps.ShowColumns) -> None:
    texts, table = context.texts, await _table(context, tap.table)
    if table is None:
        return
    headings = headings_of(table.cells, table.layout)
    lines, rows = [], [[context.button(taps.CheckTable(table.id), "leagues-button-columns-right")]]
    for place, (column, number) in enumerate(zip(COLUMNS, table.layout[1:], strict=True)):
        what, where = texts.plain("leagues-column", column=column.value), texts.plain("leagues-column-unknown")
        if number != NOWHERE:
            heading = shorten(headings[number], CELL)
            where = texts.plain("leagues-column-named", letter=letter(number), heading=heading)
        lines.append(texts("leagues-column-line", what=what, where=where))
        rows.append([context.button(taps.ChooseColumn(table.id, place), "leagues-button-change-column", what=what)])
    html = texts(
        "leagues-columns",
        quarter=labels.quarter_name(table.quarter, texts),
        columns=texts.lines(lines),
        row=str(table.layout[0] + 1),
    )
    await context.show(html, [*rows, [_other_table(context, table), back_to(context, taps.ShowLeagues())]])


@on_tap(Right.LEAGUES)
async def choose_column(context: BotContext, tap: taps.ChooseColumn) -> None:
    table = await _table(context, tap.table)
    if table is None or tap.what >= len(COLUMNS):
        return
    rows = [
        [taps.SetColumn(table.id, tap.what, number).button(f"{letter(number)} {shorten(heading, CELL)}")]
        for number, heading in enumerate(headings_of(table.cells, table.layout)[: 2 * NAMED])
    ]
    what = context.texts.plain("leagues-column", column=COLUMNS[tap.what].value)
    await context.show(
        context.texts("leagues-choose-column", what=what), [*rows, [back_to(context, taps.ShowColumns(table.id))]]
    )


@on_tap(Right.LEAGUES)
async def set_column(context: BotContext, tap: taps.SetColumn) -> None:
    table = await _table(context, tap.table)
    if table is None or tap.what >= len(COLUMNS):
        return
    await context.services.rating.intake.set_column(table, COLUMNS[tap.what], tap.column)
    await show_columns(context, taps.ShowColumns(table.id))


@on_tap(Right.LEAGUES)
async def check_table(context: BotContext, tap: taps.CheckTable) -> None:
    """The dry run: what would be taken over, and every mistake."""
    texts, table = context.texts, await _table(context, tap.table)
    if table is None:
        return
    checked = await context.services.rating.intake.check(table)
    if checked is None:
        await context.toast(texts.plain("leagues-columns-missing"))
        return
    rows = [[back_to(context, taps.ShowColumns(table.id)), _other_table(context, table)]]
    if checked.counts and not checked.mistakes:
        rows.insert(0, [context.button(taps.TakeTable(table.id), "leagues-button-take-over")])
    await context.show(_checked_words(table, checked, texts), rows)


def _checked_words(table: MinistryTable, checked: CheckedTable, texts: Texts) -> Markup:
    lines: list[str] = [
        texts(
            "leagues-checked",
            quarter=labels.quarter_name(table.quarter, texts),
            count=len(checked.counts),
            mistakes=len(checked.mistakes),
        )
    ]
    lines += labels.first([_mistake_words(each, texts) for each in checked.mistakes], NAMED, texts)
    if checked.read_as:
        lines += ["", texts("leagues-read-as-heading")]
        read = [
            texts("leagues-read-as", row=str(row), value=shorten(value, CELL), name=name)
            for row, value, name in checked.read_as
        ]
        lines += labels.first(read, NAMED, texts)
    if checked.skipped:
        lines.append(texts("leagues-skipped", rows=", ".join(map(str, checked.skipped[:NAMED]))))
    if checked.missing:
        lines += ["", words.missing([each.name for each in checked.missing], texts)]
    last = "leagues-checked-wrong" if checked.mistakes or not checked.counts else "leagues-checked-clean"
    return texts.lines([*lines, "", texts(last)])


def _mistake_words(mistake: TableMistake, texts: Texts) -> Markup:
    value, names = shorten(mistake.value, CELL), ", ".join(mistake.like)
    what = texts.plain("leagues-wrong", fault=mistake.fault.value, value=value, names=names)
    return texts("leagues-mistake", row=str(mistake.row), column=mistake.column, what=what)


@on_tap(Right.LEAGUES)
async def take_over(context: BotContext, tap: taps.TakeTable) -> None:
    table = await _table(context, tap.table)
    if table:
        await _show_begun(context, await context.services.rating.intake.take_over(table, context.person_id))


def _other_table(context: BotContext, table: MinistryTable) -> Button:
    return context.button(taps.AskForTable(table.quarter), "leagues-button-other-table")
