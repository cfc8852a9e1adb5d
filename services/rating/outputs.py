"""A rating as people see it: bars and a map of tiles, words, a table, a post. All of it follows from the snapshot."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from babel.numbers import format_percent
from markupsafe import Markup

from content import FOLDER
from content.messages import LOCALE, Texts
from services.files.excel import make_excel
from services.files.typesetting import as_png
from services.rating.formula import Placed, has_levels, is_shown, share
from services.rating.snapshots import Change, Snapshot
from storage.rating.leagues import Source

BARS, TILES = FOLDER / "templates" / "league.typ", FOLDER / "templates" / "leagues.typ"
RESOLUTION = 150.0
"""Pixels per inch: sharp on a phone."""
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a file's property; any fixed time, so that equal files are equal bytes
SHORT_HASH = 12
"""Digits of the hash that are shown."""
MOST_BARS = 40
"""Names in one picture: more than any league of the oblast has. Of a larger one the first are drawn."""
MOST_LINES = 70
"""Hromadas in words: all of the oblast, and what a message of 4,096 characters takes."""
LEADERS, MOST_LEADERS = 3, 10
"""Places of each league that the post names, and hromadas, for many may share a place."""
CHANGES = 8
"""Changes that are named in words; all of them stand in the table."""


class Band(StrEnum):
    """Where a hromada stands in its league, as tiles say it."""

    TOP = "top"
    MIDDLE = "middle"
    LOWER = "lower"
    SMALL = "small"
    ABSENT = "absent"


def percent(share: Fraction) -> str:
    """With one digit behind the comma."""
    return format_percent(round(float(share), 3), "#,##0.0\u00a0%", locale=LOCALE)


def quarter_name(quarter: int, texts: Texts) -> str:
    """The quarter in words, from 20264."""
    return texts.plain("leagues-quarter", number=quarter % 10, year=str(quarter // 10))


def source_name(source: Source, texts: Texts) -> str:
    return texts.plain(_SOURCES[source])


def league_name(snapshot: Snapshot, number: int, texts: Texts) -> str:
    """What the league is called, with the number of people by which it goes."""
    least = snapshot.thresholds[number - 1] if number else 0
    most = snapshot.thresholds[number] - 1 if number < len(snapshot.thresholds) else 0
    key = ("leagues-small-league", "leagues-middle-league", "leagues-large-league")[number]
    return texts.plain(key, least=str(least), most=str(most))


def title(snapshot: Snapshot, texts: Texts) -> str:
    return texts.plain("leagues-title", quarter=quarter_name(snapshot.quarter, texts))


def formula(snapshot: Snapshot, texts: Texts) -> str:
    """The formula in words, with the weights of this rating."""
    low, middle, high = map(str, snapshot.weights)
    return texts.plain("leagues-formula", low=low, middle=middle, high=high, least=str(snapshot.least))


def source_line(snapshot: Snapshot, texts: Texts) -> str:
    """Whose figures these are, which version, and the first digits of its hash."""
    source = source_name(snapshot.source, texts)
    if not snapshot.version:
        return texts.plain("leagues-stamp-draft", source=source)
    return texts.plain("leagues-stamp", source=source, version=str(snapshot.version), hash=snapshot.hash[:SHORT_HASH])


# Pictures


def bars(snapshot: Snapshot, number: int, texts: Texts) -> dict[str, object]:
    """What the picture of one league shows."""
    league = snapshot.leagues[number]
    shown = [each for each in league if each.place is not None]
    return {
        "title": title(snapshot, texts),
        "league": league_name(snapshot, number, texts),
        "rows": [
            {
                "place": str(each.place),
                "name": snapshot.names[each.count.mark],
                "share": float(each.share),
                "words": percent(each.share),
            }
            for each in shown[:MOST_BARS]
        ],
        "more": texts.plain("leagues-more", count=len(shown) - MOST_BARS) if len(shown) > MOST_BARS else "",
        "small": _small(snapshot, league, MOST_BARS, texts),
        "formula": formula(snapshot, texts),
        "stamp": source_line(snapshot, texts),
    }


def tiles(snapshot: Snapshot, texts: Texts) -> dict[str, object]:
    """What the map shows: raion by raion, a tile for each hromada."""
    by_slug: dict[str, dict[str, str]] = {}
    for number, league in enumerate(snapshot.leagues):
        shown = sum(each.place is not None for each in league)
        short = texts.plain(("leagues-small-short", "leagues-middle-short", "leagues-large-short")[number])
        for each in league:
            band, words = Band.SMALL, texts.plain("leagues-few", least=str(snapshot.least))
            if each.place is not None:
                band = (Band.TOP, Band.MIDDLE, Band.LOWER)[(each.place - 1) * 3 // shown]
                words = texts.plain(
                    "leagues-tile", league=short, place=str(each.place), of=str(shown), share=percent(each.share)
                )
            by_slug[each.count.mark] = {"band": band, "sign": _SIGNS[band], "words": words}
    absent = {"band": Band.ABSENT, "sign": _SIGNS[Band.ABSENT], "words": texts.plain("leagues-absent")}
    raions = list(dict.fromkeys(place.raion for place in snapshot.places))
    return {
        "title": title(snapshot, texts),
        "legend": [
            {"band": each, "sign": _SIGNS[each], "name": "", "words": texts.plain(_BANDS[each])} for each in Band
        ],
        "raions": [
            {
                "name": texts.plain("fields-raion-of", name=raion),
                "tiles": [
                    {"name": place.name, **by_slug.get(place.mark, absent)}
                    for place in snapshot.places
                    if place.raion == raion
                ],
            }
            for raion in raions
        ],
        "formula": formula(snapshot, texts),
        "stamp": source_line(snapshot, texts),
    }


async def pictures(snapshot: Snapshot, texts: Texts) -> list[tuple[bytes, str]]:
    """A PNG for each league that has anybody in it and one of the map, each with a caption."""
    drawn: list[tuple[bytes, str]] = []
    for number, league in enumerate(snapshot.leagues):
        if league:
            name = league_name(snapshot, number, texts)
            caption = texts("leagues-caption", title=title(snapshot, texts), league=name)
            drawn.append((await asyncio.to_thread(draw, BARS, bars(snapshot, number, texts)), caption))
    caption = texts("leagues-map-caption", title=title(snapshot, texts))
    return [*drawn, (await asyncio.to_thread(draw, TILES, tiles(snapshot, texts)), caption)]


def draw(template: Path, data: dict[str, object]) -> bytes:
    """A PNG; the same data give the same bytes."""
    return as_png(template, data)


# Words


def words(snapshot: Snapshot, texts: Texts) -> Markup:
    """What the pictures show, for those who do not see them."""
    lines: list[str] = [texts("leagues-words", title=title(snapshot, texts))]
    most = MOST_LINES if len(snapshot.counts) <= MOST_LINES else MOST_LINES // len(snapshot.leagues)
    for number, league in enumerate(snapshot.leagues):
        if not league:
            continue
        shown = [each for each in league if each.place is not None]
        lines += ["", texts("leagues-league", league=league_name(snapshot, number, texts))]
        lines += [_line(snapshot, each, texts) for each in shown[:most]]
        if len(shown) > most:
            lines.append(texts("leagues-more", count=len(shown) - most))
        if small := _small(snapshot, league, most, texts):
            lines.append(small)
    return texts.lines([*lines, "", formula(snapshot, texts), source_line(snapshot, texts)])


def post(snapshot: Snapshot, texts: Texts) -> Markup:
    """Ready for a broadcast: the leaders of each league, the formula, whose figures these are."""
    lines: list[str] = [texts("leagues-post", title=title(snapshot, texts))]
    for number, league in enumerate(snapshot.leagues):
        leaders = [each for each in league if each.place is not None and each.place <= LEADERS]
        if leaders:
            lines += ["", texts("leagues-league", league=league_name(snapshot, number, texts))]
            lines += [_line(snapshot, each, texts) for each in leaders[:MOST_LEADERS]]
    if snapshot.changes:
        lines += ["", changes(snapshot, texts)]
    return texts.lines([*lines, "", formula(snapshot, texts), source_line(snapshot, texts)])


def changes(snapshot: Snapshot, texts: Texts) -> Markup:
    """What the last correction changed, as the public may see it."""
    lines = [texts("leagues-changes", version=str(snapshot.version), reason=snapshot.reason)]
    lines += [Markup.escape(_change(snapshot, each, texts)) for each in snapshot.changes[:CHANGES]]
    if len(snapshot.changes) > CHANGES:
        lines.append(texts("leagues-more", count=len(snapshot.changes) - CHANGES))
    return texts.lines(lines)


def _line(snapshot: Snapshot, placed: Placed, texts: Texts) -> Markup:
    return texts(
        "leagues-line",
        place=str(placed.place),
        name=snapshot.names[placed.count.mark],
        share=percent(placed.share),
    )


def _small(snapshot: Snapshot, league: Sequence[Placed], most: int, texts: Texts) -> str:
    """Who stands in the league without a place; empty for nobody."""
    names = [snapshot.names[each.count.mark] for each in league if each.place is None]
    if not names:
        return ""
    rest = [texts.plain("leagues-more", count=len(names) - most)] if len(names) > most else []
    return texts.plain("leagues-small", least=str(snapshot.least), names=", ".join([*names[:most], *rest]))


def _change(snapshot: Snapshot, change: Change, texts: Texts) -> str:
    few = texts.plain("leagues-few", least=str(snapshot.least))
    before, after = (
        percent(share(count, snapshot.weights)) if is_shown(count, snapshot.least) else few
        for count in (change.before, change.after)
    )
    return texts.plain(
        "leagues-change",
        name=snapshot.names[change.after.mark],
        before=before,
        after=after,
        place_before=_place(change.place_before, texts),
        place_after=_place(change.place_after, texts),
    )


def _place(place: int | None, texts: Texts) -> str:
    return str(place) if place is not None else texts.plain("leagues-no-place")


# The table


def excel(snapshot: Snapshot, texts: Texts) -> bytes:
    """A row per hromada, and below them totals of what is shown, the formula, the source, the hash, the changes.

    It holds no figure of people below `least`, nor one from which such a figure could be computed: it may be passed on.
    """
    headings = [
        texts.plain("leagues-column-league"),
        texts.plain("leagues-column-place"),
        texts.plain("leagues-column-hromada"),
        texts.plain("board-column-raion"),
        texts.plain("leagues-column-staff"),
        texts.plain("leagues-column-low"),
        texts.plain("leagues-column-middle"),
        texts.plain("leagues-column-high"),
        texts.plain("leagues-column-certified"),
        texts.plain("leagues-column-share"),
    ]
    raions = {place.mark: place.raion for place in snapshot.places}
    rows: list[list[object]] = [
        [
            league_name(snapshot, number, texts),
            each.place,
            snapshot.names[each.count.mark],
            raions[each.count.mark],
            *_public_figures(each, snapshot.least, texts.plain("leagues-hidden")),
        ]
        for number, league in enumerate(snapshot.leagues)
        for each in league
    ]
    columns = range(len(headings) - 6, len(headings) - 1)
    totals = [sum(value for row in rows if isinstance(value := row[column], int)) for column in columns]
    known = {count.mark for count in snapshot.counts}
    rows += [
        ["", None, place.name, place.raion, texts.plain("leagues-absent")]
        for place in snapshot.places
        if place.mark not in known
    ]
    rows.append([texts.plain("leagues-total"), None, "", "", *totals])
    rows += [[], [texts.plain("leagues-hidden-note", least=str(snapshot.least))]]
    rows += [[formula(snapshot, texts)], [source_line(snapshot, texts)], [f"SHA-256: {snapshot.hash}"]]
    if snapshot.changes:
        rows.append([texts.plain("leagues-changes", version=str(snapshot.version), reason=snapshot.reason)])
        rows += [[_change(snapshot, each, texts)] for each in snapshot.changes]
    properties = {"title": title(snapshot, texts), "comments": snapshot.hash, "created": CREATED}
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
        percent(placed.share) if is_shown(count, least) else hidden,
    ]


_SOURCES = {
    Source.MINISTRY: "leagues-source-ministry",
    Source.OWN: "leagues-source-own",
    Source.SAMPLE: "leagues-source-sample",
}
_SIGNS = {Band.TOP: "▲", Band.MIDDLE: "■", Band.LOWER: "▼", Band.SMALL: "·", Band.ABSENT: "–"}
_BANDS = {
    Band.TOP: "leagues-band-top",
    Band.MIDDLE: "leagues-band-middle",
    Band.LOWER: "leagues-band-lower",
    Band.SMALL: "leagues-band-small",
    Band.ABSENT: "leagues-absent",
}
