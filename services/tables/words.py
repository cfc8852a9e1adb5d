"""What a table comes to, in words that chat and pages have in common: as HTML of the chat."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from content.messages import Texts
from services.files.tables import BadTable, letter
from services.tables.layout import TableKind
from services.tables.opened import CellMistake, DryRun, OpenTable, Skipped
from services.text import shorten

SHOWN = 12
"""Mistakes and rows in one list: what can be read at a glance."""
CELL = 40
"""Characters of what stands in a cell."""


def bad_words(texts: Texts, kind: TableKind, error: BadTable) -> Markup:
    """Why no rows could be read."""
    return texts("tables-bad", fault=error.fault, kind=kind.name, most=str(kind.most_rows), row=str(error.row))


def on_sheet(texts: Texts, name: str, many: bool) -> str:
    """Which sheet, where there are several."""
    return texts.plain("tables-on-sheet", name=shorten(name, CELL)) if many else ""


def meaning_of(texts: Texts, meaning: str) -> str:
    return texts.plain("tables-meaning", meaning=meaning)


def looked_through(texts: Texts, table: OpenTable, found: DryRun) -> str:
    """What the table comes to, in words."""
    many = len(table.sheets) > 1
    lines: list[str] = [texts("tables-title"), *(texts(each.key, **each.values) for each in found.lines)]
    if found.read_as:
        names = "; ".join(f"{value} \u2192 {name} ({row})" for row, value, name in found.read_as[:SHOWN])
        lines.append(texts("leagues-read-as", names=names, more=max(len(found.read_as) - SHOWN, 0)))
    if found.samples:
        lines += ["", texts("tables-samples", count=len(found.samples))]
        lines += [texts("tables-line", what=_sample(texts, each)) for each in found.samples]
    if how := _read_how(texts, table, many):
        lines += ["", *how]
    if found.mistakes:
        key = "tables-mistakes-left-out" if found.is_takeable else "tables-mistakes"
        lines += ["", texts(key, count=len({(each.sheet, each.row) for each in found.mistakes}))]
        lines += [texts("tables-line", what=_mistake(texts, each, many)) for each in found.mistakes[:SHOWN]]
        lines.append(texts("tables-mend", more=max(len(found.mistakes) - SHOWN, 0)))
    elif not found.rows:
        lines.append(texts("tables-empty"))
    return texts.lines(lines)


def _sample(texts: Texts, cells: Sequence[tuple[str, str]]) -> str:
    return " \u00b7 ".join(
        texts.plain("tables-state", state=value) if meaning == "state" else shorten(value, CELL)
        for meaning, value in cells
    )


def _read_how(texts: Texts, table: OpenTable, many: bool) -> list[str]:
    """Sheets, titles above the headings, what is hidden, and what was passed over."""
    lines: list[str] = []
    for sheet, layout in zip(table.sheets, table.layouts, strict=True):
        name = on_sheet(texts, sheet.name, many)
        if not layout.is_read:
            lines.append(texts("tables-not-read", sheet=name))
            continue
        if layout.first > 1 or many:
            lines.append(texts("tables-headings-at", sheet=name, row=str(layout.first)))
        if rows := [row for row in sheet.hidden_rows if row > layout.first]:
            lines.append(texts("tables-hidden-rows", sheet=name, rows=_spans(rows)))
        if columns := [letter(each) for each in sheet.hidden_columns if each in layout.columns.values()]:
            lines.append(texts("tables-hidden-columns", sheet=name, columns=", ".join(columns)))
    if any(sheet.is_old for sheet in table.sheets):
        lines.append(texts("tables-old"))
    if table.unread:
        lines.append(texts("tables-unread", columns=", ".join(table.unread[:SHOWN])))
    _lines, skipped = table.lines()
    lines += [texts("tables-line", what=_skipped(texts, each, many)) for each in skipped[:SHOWN]]
    if len(skipped) > SHOWN:
        lines.append(texts("tables-more", count=len(skipped) - SHOWN))
    return lines


def _spans(rows: Sequence[int]) -> str:
    """\u00ab2\u20134, 7\u00bb."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    words = [str(first) if first == last else f"{first}\u2013{last}" for first, last in spans]
    return ", ".join(words[:SHOWN])


def _skipped(texts: Texts, skipped: Skipped, many: bool) -> str:
    sheet, value = on_sheet(texts, skipped.sheet, many), shorten(skipped.value, CELL)
    return texts.plain("tables-skipped", sheet=sheet, row=str(skipped.row), why=skipped.why.value, value=value)


def _mistake(texts: Texts, mistake: CellMistake, many: bool) -> str:
    """Where it is and what is wrong; the sheet too, where there are many."""
    value, like = shorten(mistake.value, CELL), ", ".join(mistake.like)
    what = texts.plain("tables-wrong", fault=mistake.fault, value=value, like=like)
    sheet = on_sheet(texts, mistake.sheet, many)
    column = meaning_of(texts, mistake.meaning)
    return texts.plain("tables-mistake", sheet=sheet, row=str(mistake.row), column=column, what=what)
