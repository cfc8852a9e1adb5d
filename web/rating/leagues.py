"""The quarterly rating: where each quarter stands, its leagues as they may be passed on, objections, versions."""

from __future__ import annotations

from starlette.responses import Response

from services.files.excel import Percent
from services.people import Right
from services.rating import League, Snapshot, labels, public_rows
from web.routes import form, page
from web.visit import NotThere, Visit

RATING = "/desk/rating"


def _state(visit: Visit, league: League) -> str:
    if league.published_at:
        return "published"
    if league.closes_on is None:
        return "draft"
    return "open" if visit.services.rating.window.is_open(league) else "closed"


@page("/desk/rating", Right.LEAGUES, rail="rating")
async def list_leagues(visit: Visit) -> Response:
    read, texts = visit.services.rating.read, visit.texts
    rows = []
    for each in await read.leagues():
        objections = await read.objections(each.id)
        rows.append(
            {
                "id": each.id,
                "quarter": labels.quarter_name(each.quarter, texts),
                "source": labels.source_name(each.source, texts),
                "state": _state(visit, each),
                "closes": each.closes_on,
                "published": each.published_at,
                "undecided": sum(one.verdict is None for one in objections),
            }
        )
    return await visit.show("rating/leagues.html", rows=rows)


async def _league(visit: Visit) -> tuple[League, Snapshot]:
    """The version that the address asks for, by default the newest. Raises NotThere."""
    rating = visit.services.rating
    league = await rating.read.league(visit.number("league"))
    snapshot = await rating.publishing.snapshot(league, visit.asked_number("version")) if league else None
    if league is None or snapshot is None:
        raise NotThere
    return league, snapshot


@page("/desk/rating/{league:int}", Right.LEAGUES, rail="rating")
async def one_league(visit: Visit) -> Response:
    """What stands in the table that may be passed on: nothing of which a small figure could be computed."""
    (league, snapshot), texts, rating = await _league(visit), visit.texts, visit.services.rating
    _, _, *headings = texts.plain("leagues-headings").split(" | ")
    groups: dict[str, list[list[str]]] = {}
    for name, place, *cells in public_rows(snapshot, texts):
        said = [labels_of(cell) for cell in cells]
        groups.setdefault(str(name), []).append([said[0], str(place or "–"), *said[1:]])
    known = {count.slug for count in snapshot.counts}
    versions = await rating.publishing.versions(league)
    return await visit.show(
        "rating/league.html",
        league=league,
        title=labels.title(snapshot, texts),
        source=labels.source_line(snapshot, texts),
        formula=labels.formula(snapshot, texts),
        note=texts.plain("leagues-hidden-note", least=str(snapshot.least)),
        state=_state(visit, league),
        hash=snapshot.hash if snapshot.version else "",
        version=snapshot.version,
        headings=[headings[0], texts.plain("rating-place"), *headings[1:]],
        groups=groups,
        missing=[place.name for place in snapshot.places if place.slug not in known],
        objections=[
            {
                "place": snapshot.names[each.slug],
                "text": each.text,
                "at": each.made_at,
                "verdict": each.verdict.value if each.verdict else "none",
                "reason": each.reason,
            }
            for each in await rating.read.objections(league.id)
        ],
        versions=[
            {
                "version": each.version,
                "reason": each.reason,
                "hash": each.hash[: labels.SHORT_HASH],
                "changes": [labels.change_line(each, one, texts) for one in each.changes],
            }
            for each in reversed(versions)
        ],
    )


def labels_of(cell: object) -> str:
    """A cell of the table in words."""
    if isinstance(cell, Percent):
        return f"{100 * cell.share:.{cell.digits}f} %".replace(".", ",")
    return "–" if cell is None else str(cell)


@form("/desk/rating/{league:int}/excel", Right.EXPORT, rail="rating", fresh=True)
async def excel(visit: Visit) -> Response:
    league, snapshot = await _league(visit)
    content = await visit.services.rating.publishing.export(league, snapshot, visit.person_id)
    name = visit.texts.plain("rating-file", quarter=str(league.quarter), version=str(snapshot.version))
    return await visit.excel(content, name, f"{RATING}/{league.id}")
