"""The pictures of a rating: bars for each league, and a map of tiles. They follow from the snapshot alone."""

from __future__ import annotations

import asyncio
from enum import StrEnum

from content import FOLDER
from content.messages import Texts
from services.files.typesetting import as_png
from services.rating import labels
from services.rating.snapshots import Snapshot

BARS, TILES = FOLDER / "templates" / "league.typ", FOLDER / "templates" / "leagues.typ"
MOST_BARS = 40
"""Names in one picture: more than any league of the oblast has. Of a larger one the first are drawn."""


class Band(StrEnum):
    """Where a hromada stands in its league, as tiles say it."""

    TOP = "top"
    MIDDLE = "middle"
    LOWER = "lower"
    SMALL = "small"
    ABSENT = "absent"


def bars(snapshot: Snapshot, number: int, texts: Texts) -> dict[str, object]:
    """What the picture of one league shows."""
    league, shown = snapshot.leagues[number], snapshot.shown(number)
    return {
        "title": labels.title(snapshot, texts),
        "league": labels.league_name(snapshot, number, texts),
        "rows": [
            {
                "place": str(each.place),
                "name": snapshot.names[each.count.slug],
                "share": float(each.share),
                "words": labels.percent(each.share),
            }
            for each in shown[:MOST_BARS]
        ],
        "more": texts.plain("leagues-more", count=len(shown) - MOST_BARS) if len(shown) > MOST_BARS else "",
        "small": labels.without_place(snapshot, league, MOST_BARS, texts),
        "formula": labels.formula(snapshot, texts),
        "stamp": labels.source_line(snapshot, texts),
    }


def tiles(snapshot: Snapshot, texts: Texts) -> dict[str, object]:
    """What the map shows: raion by raion, a tile for each hromada."""
    by_slug: dict[str, dict[str, str]] = {}
    for number, league in enumerate(snapshot.leagues):
        shown = len(snapshot.shown(number))
        short = texts.plain("leagues-league-short", number=number)
        for each in league:
            band, words = Band.SMALL, texts.plain("leagues-few", least=str(snapshot.least))
            if each.place is not None:
                band = (Band.TOP, Band.MIDDLE, Band.LOWER)[(each.place - 1) * 3 // shown]
                words = texts.plain(
                    "leagues-tile", league=short, place=str(each.place), of=str(shown), share=labels.percent(each.share)
                )
            by_slug[each.count.slug] = {"band": band, "sign": _SIGNS[band], "words": words}
    absent = {"band": Band.ABSENT, "sign": _SIGNS[Band.ABSENT], "words": texts.plain("leagues-absent")}
    raions = list(dict.fromkeys(place.raion for place in snapshot.places))
    return {
        "title": labels.title(snapshot, texts),
        "legend": [
            {"band": each, "sign": _SIGNS[each], "name": "", "words": texts.plain("leagues-band", band=each.value)}
            for each in Band
        ],
        "raions": [
            {
                "name": texts.plain("fields-raion-of", name=raion),
                "tiles": [
                    {"name": place.name, **by_slug.get(place.slug, absent)}
                    for place in snapshot.places
                    if place.raion == raion
                ],
            }
            for raion in raions
        ],
        "formula": labels.formula(snapshot, texts),
        "stamp": labels.source_line(snapshot, texts),
    }


async def draw_all(snapshot: Snapshot, texts: Texts) -> list[tuple[bytes, str]]:
    """A PNG for each league that has anybody in it and one of the map, each with a caption."""
    drawn: list[tuple[bytes, str]] = []
    for number, league in enumerate(snapshot.leagues):
        if league:
            name = labels.league_name(snapshot, number, texts)
            caption = texts("leagues-caption", title=labels.title(snapshot, texts), league=name)
            drawn.append((await asyncio.to_thread(as_png, BARS, bars(snapshot, number, texts)), caption))
    caption = texts("leagues-map-caption", title=labels.title(snapshot, texts))
    return [*drawn, (await asyncio.to_thread(as_png, TILES, tiles(snapshot, texts)), caption)]


_SIGNS = {Band.TOP: "▲", Band.MIDDLE: "■", Band.LOWER: "▼", Band.SMALL: "·", Band.ABSENT: "–"}
