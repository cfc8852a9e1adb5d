"""The published table as Excel. It follows from the snapshot alone: the same one gives the same bytes."""

from __future__ import annotations

from datetime import datetime

from content.messages import Texts
from services.files.excel import make_excel
from services.rating import labels
from services.rating.formula import Placed, has_levels, is_shown
from services.rating.snapshots import Snapshot

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a file's property; any fixed time, so that equal files are equal bytes


def excel(snapshot: Snapshot, texts: Texts) -> bytes:
    """A row per hromada, and below them totals of what is shown, the formula, the source, the hash, the changes.

    It holds no figure of people below `least`, nor one from which such a figure could be computed: it may be passed on.
    """
    headings = texts.plain("leagues-headings").split(" | ")
    raions = {place.slug: place.raion for place in snapshot.places}
    rows: list[list[object]] = [
        [
            labels.league_name(snapshot, number, texts),
            each.place,
            snapshot.names[each.count.slug],
            raions[each.count.slug],
            *_public_figures(each, snapshot.least, texts.plain("leagues-hidden")),
        ]
        for number, league in enumerate(snapshot.leagues)
        for each in league
    ]
    columns = range(len(headings) - 6, len(headings) - 1)
    totals = [sum(value for row in rows if isinstance(value := row[column], int)) for column in columns]
    known = {count.slug for count in snapshot.counts}
    rows += [
        ["", None, place.name, place.raion, texts.plain("leagues-absent")]
        for place in snapshot.places
        if place.slug not in known
    ]
    rows.append([texts.plain("leagues-total"), None, "", "", *totals])
    rows += [[], [texts.plain("leagues-hidden-note", least=str(snapshot.least))]]
    rows += [[labels.formula(snapshot, texts)], [labels.source_line(snapshot, texts)], [f"SHA-256: {snapshot.hash}"]]
    if snapshot.changes:
        rows.append([texts.plain("leagues-changes", version=str(snapshot.version), reason=snapshot.reason)])
        rows += [[labels.change_line(snapshot, each, texts)] for each in snapshot.changes]
    properties = {"title": labels.title(snapshot, texts), "comments": snapshot.hash, "created": CREATED}
    return make_excel(headings, rows, properties)


def _public_figures(placed: Placed, least: int, hidden: str) -> list[object]:
    """People, low, middle, high, certified, share; a total over a column adds up what stands in it and no more."""
    count = placed.count
    levels: list[object] = [hidden] * 4
    if has_levels(count, least):
        levels = [count.low, count.middle, count.high, count.certified]
    return [
        count.staff if count.staff >= least else hidden,
        *levels,
        labels.percent(placed.share) if is_shown(count, least) else hidden,
    ]
