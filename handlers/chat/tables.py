"""Tables that people send: looked through first, asked about where their columns are in doubt, kept by a press.

An area declares a `TableForm` and hands what was sent to `receive`. Until the table is taken only the file's id and its
columns are kept: it is read anew each time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from channels.taps import Button, Tap
from handlers.chat import taps
from handlers.chat.context import LARGEST, BotContext, Wrong
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from services.files.tables import BadTable, Sheet, TableFileFault, letter
from services.people import Draft
from services.tables import DryRun, Layout, OpenTable, TableKind, layouts_of, layouts_text
from services.tables.words import CELL, SHOWN, bad_words, looked_through, meaning_of, on_sheet
from services.text import shorten

DRAFT = "table"
NO_COLUMN = 1 << 14
"""Behind the last column of any sheet: there is none of that meaning."""
OFFERED = 24
"""Columns as buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """What becomes of tables of one kind; `about` is the number that the prompt was about."""

    kind: TableKind
    right: Right | None
    """Who may send and keep them; None: whom the functions let."""
    look: Callable[[BotContext, OpenTable, int], Awaitable[DryRun]]
    take: Callable[[BotContext, OpenTable, int, Draft], Awaitable[None]]
    """Keeps it and shows what came of it."""
    back: Callable[[int], Tap]
    """Where it was asked for."""
    again: Callable[[int], Tap]
    """Asks for another one."""


FORMS: dict[str, TableForm] = {}
"""By the names of their kinds; filled where the modules of an area are imported."""


def add_form(form: TableForm) -> TableForm:
    FORMS[form.kind.name] = form
    return form


async def receive(context: BotContext, form: TableForm, about: int) -> None:
    """Reads what was sent and shows what it comes to; nothing of it counts before that. Raises Wrong."""
    document = context.message.document
    if document is None:
        raise Wrong(context.texts("tables-no-file"))
    try:
        if (document.file_size or 0) > LARGEST:
            raise BadTable(TableFileFault.TOO_BIG)
        file = await context.download(document.file_id)
        table = await context.services.tables.open(form.kind, file, context.person_id)
    except BadTable as error:
        raise Wrong(bad_words(context.texts, form.kind, error)) from error
    number = context.received.update_id
    answers = {
        "file": document.file_id,
        "kind": form.kind.name,
        "about": str(about),
        "number": str(number),
        "layouts": layouts_text(table.layouts),
    }
    await context.services.people.drafts.keep(context.person_id, DRAFT, "look", answers, number)
    draft = await context.services.people.drafts.of(context.person_id, DRAFT)
    if draft:
        await context.say(*await _page(context, _Sent(form, table, about, number, draft)))


@dataclass(frozen=True, slots=True)
class _Sent:
    """A table that is being looked at."""

    form: TableForm
    table: OpenTable
    about: int
    number: int
    draft: Draft


async def _open(context: BotContext, number: int, sheet: int = 0) -> _Sent | None:
    """The table with that number and sheet, if it is what she sent last; otherwise she is told that it is not."""
    draft = await context.services.people.drafts.of(context.person_id, DRAFT)
    form = FORMS.get(draft.answers.get("kind", "")) if draft else None
    if draft is None or form is None or draft.answers.get("number") != str(number):
        await context.toast(context.texts.plain("tables-gone"))
        return None
    if form.right and not await may(context, form.right):
        await context.toast(context.texts.plain("staff-only"))
        return None
    file, layouts = await context.download(draft.answers["file"]), layouts_of(draft.answers["layouts"])
    try:
        table = await context.services.tables.open(form.kind, file, layouts=layouts)
    except BadTable as error:  # it could be read before: the machine has too much to do
        await context.say(bad_words(context.texts, form.kind, error))
        return None
    if not 0 <= sheet < len(table.sheets):
        return None
    return _Sent(form, table, int(draft.answers["about"]), number, draft)


async def _page(context: BotContext, sent: _Sent) -> tuple[str, list[list[Button]]]:
    """What the table comes to; where its columns are in doubt, how they are understood."""
    table = sent.table
    if not (table.is_sure and table.is_complete):
        return _columns(context, sent, next((at for at in range(len(table.sheets)) if table.lacking(at)), 0))
    found = await sent.form.look(context, table, sent.about)
    rows = [
        [context.button(taps.ShowColumns(sent.number, 0), "tables-button-columns")],
        [context.button(sent.form.again(sent.about), "tables-button-another")],
        _cancel(context, sent),
    ]
    if found.is_takeable:
        rows.insert(0, [context.button(taps.TakeTable(sent.number), "drives-button-take")])
    return looked_through(context.texts, table, found), rows


def _cancel(context: BotContext, sent: _Sent) -> list[Button]:
    return [context.button(sent.form.back(sent.about), "privacy-button-cancel")]


# Columns


def _columns(context: BotContext, sent: _Sent, sheet: int) -> tuple[str, list[list[Button]]]:
    texts, table, number = context.texts, sent.table, sent.number
    layout, headings = table.layouts[sheet], table.headings(sheet)
    rows: list[list[Button]] = []
    if table.is_complete:
        rows.append([context.button(taps.LookThrough(number), "tables-button-right")])
    lines = []
    for place, meaning in enumerate(table.kind.columns if layout.is_read else ()):
        what, where = meaning_of(texts, meaning), texts.plain("tables-no-column")
        if meaning in layout.columns:
            at = layout.columns[meaning]
            where = texts.plain("tables-column-at", letter=letter(at), heading=shorten(headings[at], CELL) or "\u2013")
        lines.append(texts("tables-column-line", what=what, where=where))
        rows.append([context.button(taps.ChooseColumn(number, sheet, place), "tables-button-column", what=what)])
    html = texts(
        "tables-columns",
        sheet=on_sheet(texts, table.sheets[sheet].name, len(table.sheets) > 1),
        columns=texts.lines(lines) if layout.is_read else texts("tables-sheet-unread"),
        row=str(layout.first + 1),
        count=len(table.lacking(sheet)),
        lacking=", ".join(meaning_of(texts, each) for each in table.lacking(sheet)),
    )
    beside = [row for row in (layout.first - 1, layout.first + 1) if 0 <= row < len(table.sheets[sheet].rows)]
    rows.append(
        [
            context.button(taps.SetFirstRow(number, sheet, row), "tables-button-first", row=str(row + 1))
            for row in beside
        ]
    )
    if len(table.sheets) > 1:
        key = "tables-button-leave-sheet" if layout.is_read else "tables-button-read-sheet"
        rows.append([context.button(taps.TurnSheet(number, sheet, int(not layout.is_read)), key)])
        rows += [
            [context.button(taps.ShowColumns(number, at), "tables-button-sheet", name=each.name)]
            for at, each in enumerate(table.sheets[:SHOWN])
            if at != sheet
        ]
    return html, [*rows, _cancel(context, sent)]


@on_tap()
async def show_columns(context: BotContext, tap: taps.ShowColumns) -> None:
    if sent := await _open(context, tap.table, tap.sheet):
        await context.show(*_columns(context, sent, tap.sheet))


@on_tap()
async def choose_column(context: BotContext, tap: taps.ChooseColumn) -> None:
    """Each column by its heading, or by what stands below where it has none."""
    sent = await _open(context, tap.table, tap.sheet)
    if sent is None or tap.what >= len(sent.table.kind.columns):
        return
    sheet, first = sent.table.sheets[tap.sheet], sent.table.layouts[tap.sheet].first
    below = _first_words(sheet, first)
    rows = [
        [taps.SetColumn(tap.table, tap.sheet, tap.what, at).button(f"{letter(at)} {shorten(words, CELL)}")]
        for at, words in enumerate(heading or below[at] for at, heading in enumerate(sent.table.headings(tap.sheet)))
        if words
    ][:OFFERED]
    none = taps.SetColumn(tap.table, tap.sheet, tap.what, NO_COLUMN)
    rows.append([context.button(none, "tables-button-no-column")])
    rows.append([context.button(taps.ShowColumns(tap.table, tap.sheet), "menu-button-back")])
    what = meaning_of(context.texts, sent.table.kind.columns[tap.what])
    await context.show(context.texts("tables-choose-column", what=what), rows)


def _first_words(sheet: Sheet, first: int) -> list[str]:
    """What stands first in each column from that row on."""
    below = sheet.rows[first : first + SHOWN]
    return [next((str(row[at]) for row in below if row[at] is not None), "") for at in range(len(sheet.rows[0]))]


@on_tap()
async def set_column(context: BotContext, tap: taps.SetColumn) -> None:
    sent = await _open(context, tap.table, tap.sheet)
    if sent and tap.what < len(sent.table.kind.columns):
        column = tap.column if tap.column < len(sent.table.sheets[tap.sheet].rows[0]) else None
        meaning = sent.table.kind.columns[tap.what]
        await _lay_out(context, sent, tap.sheet, sent.table.layouts[tap.sheet].with_column(meaning, column))


@on_tap()
async def set_first_row(context: BotContext, tap: taps.SetFirstRow) -> None:
    sent = await _open(context, tap.table, tap.sheet)
    if sent and 0 <= tap.row < len(sent.table.sheets[tap.sheet].rows):
        await _lay_out(context, sent, tap.sheet, replace(sent.table.layouts[tap.sheet], first=tap.row))


@on_tap()
async def turn_sheet(context: BotContext, tap: taps.TurnSheet) -> None:
    if sent := await _open(context, tap.table, tap.sheet):
        await _lay_out(context, sent, tap.sheet, replace(sent.table.layouts[tap.sheet], is_read=tap.is_read == 1))


async def _lay_out(context: BotContext, sent: _Sent, sheet: int, layout: Layout) -> None:
    """Keeps how a sheet is read, and shows it."""
    sent.table.layouts[sheet] = layout
    answers = {**sent.draft.answers, "layouts": layouts_text(sent.table.layouts)}
    update_id = context.received.update_id
    await context.services.people.drafts.change(sent.draft, "columns", answers, update_id, by_message=False)
    await context.show(*_columns(context, sent, sheet))


# What it comes to


@on_tap()
async def look_through(context: BotContext, tap: taps.LookThrough) -> None:
    """The press says that the columns are right, for her next table of that shape as well."""
    sent = await _open(context, tap.table)
    if sent and not sent.table.is_complete:
        await context.toast(context.texts.plain("tables-columns-missing"))
    elif sent:
        await context.services.tables.remember(context.person_id, sent.table)
        await context.show(*await _page(context, sent))


@on_tap()
async def take_table(context: BotContext, tap: taps.TakeTable) -> None:
    sent = await _open(context, tap.table)
    if sent and not sent.table.is_complete:
        await context.toast(context.texts.plain("tables-columns-missing"))
    elif sent:
        await context.services.tables.remember(context.person_id, sent.table)
        await sent.form.take(context, sent.table, sent.about, sent.draft)
        await context.services.people.drafts.end(context.person_id, DRAFT)
