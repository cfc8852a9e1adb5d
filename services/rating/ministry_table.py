"""The Ministry's table: what it comes to, and every mistake in it by row and column, before anything is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from content.hromadas import Hromada, load_hromadas
from services.messages import TextMessage
from services.people import Found, is_called
from services.tables import DryRun, Line, OpenTable, TableKind, whole_number
from storage.certification import HromadaCount

MOST_PEOPLE = 1_000_000
"""In one cell; more are a slip of the hand."""
NAMED = 12
"""Names in one line: what can be read at a glance."""
_FIGURES = ("staff", "low", "middle", "high")

RATING = TableKind(
    "rating",
    ("hromada", *_FIGURES),
    tuple(((each,),) for each in ("hromada", *_FIGURES)),
    most_rows=2000,
)


@dataclass(slots=True)
class CheckedTable(DryRun):
    """What a table comes to. Taken over only without a mistake, as a whole."""

    counts: list[HromadaCount] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """Rows of an oblast or a raion, and what stands there."""
    missing: list[Hromada] = field(default_factory=list)
    """Hromadas of the oblast of which the table says nothing."""


def check(table: OpenTable, find: Callable[[str], Found]) -> CheckedTable:
    """Reads every row. The columns must be complete."""
    checked, (lines, _) = CheckedTable(), table.lines()
    checked.rows, rows = len(lines), dict[str, int]()
    for line in lines:
        found, mistakes = find(line.text("hromada")), len(checked.mistakes)
        if found.is_wider:
            checked.skipped.append((line.row, line.text("hromada")))
            continue
        hromada = found.hromadas[0] if found.sure else None
        if hromada is None:
            like = [each.name for each in found.hromadas]
            checked.mistake(line, "hromada", "ambiguous-hromada" if like else "no-hromada", like)
        elif hromada.slug in rows:
            checked.mistake(line, "hromada", "twice", [str(rows[hromada.slug])])
        staff, low, middle, high = (_number(checked, line, meaning) for meaning in _FIGURES)
        if len(checked.mistakes) == mistakes:
            if staff == 0:
                checked.mistake(line, "staff", "no-staff")
            elif low + middle + high > staff:
                checked.mistake(line, "staff", "too-many", [f"{low + middle + high} > {staff}"])
        if hromada is None:
            continue
        rows.setdefault(hromada.slug, line.row)
        if not is_called(line.text("hromada"), hromada):
            checked.read_as.append((line.row, line.text("hromada"), hromada.name))
        if len(checked.mistakes) == mistakes:
            checked.counts.append(HromadaCount(hromada.slug, staff, low, middle, high))
            checked.show(("hromada", hromada.name), *((each, line.text(each)) for each in _FIGURES))
    checked.missing = [each for each in load_hromadas() if each.slug not in rows]
    checked.is_takeable = bool(checked.counts) and not checked.mistakes
    _say(checked)
    return checked


def _number(checked: CheckedTable, line: Line, meaning: str) -> int:
    """A whole number; anything else, and an empty cell, is a mistake: nothing is taken for nought."""
    number = whole_number(line.cells[meaning])
    if number is None or number > MOST_PEOPLE:
        checked.mistake(line, meaning, "no-number")
    elif number < 0:
        checked.mistake(line, meaning, "negative")
    return number or 0


def _say(checked: CheckedTable) -> None:
    refused = len({each.row for each in checked.mistakes})
    checked.lines.append(TextMessage("leagues-dry-run", count=len(checked.counts), refused=refused))
    if checked.skipped:
        rows = "; ".join(f"{value} ({row})" for row, value in checked.skipped[:NAMED])
        checked.lines.append(TextMessage("leagues-skipped", rows=rows))
    if checked.missing:
        names = ", ".join(each.name for each in checked.missing[:NAMED])
        more = max(len(checked.missing) - NAMED, 0)
        checked.lines.append(TextMessage("leagues-not-in-table", count=len(checked.missing), names=names, more=more))
