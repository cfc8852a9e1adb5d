"""The 66 hromadas: a map of them at their true places beside the table, by a measure; and one of them on one page."""

from __future__ import annotations

import math
from collections.abc import Callable

from starlette.responses import Response

from content.hromadas import by_slug
from services.dashboards import HromadaFigures, bands
from services.figures import LEAST
from services.people import Right, Title
from web.figures import tabs
from web.routes import page
from web.visit import NotThere, Visit

HROMADAS = "/desk/hromadas"
WIDTH, HEIGHT, EDGE = 560, 640, 24
SMALLEST, LARGEST = 9.0, 30.0
"""Of a dot, its radius."""
LEAST_REACH = 13.0
"""Of what can be pressed around a dot: 24 pixels across, and its edge."""
NAMED_FROM = 30_000
"""People of a hromada whose name stands on the map."""
SIGNS = ("–", "○", "◐", "●")
"""None or not shown, few, middling, many: the colour is never alone."""

MEASURES: dict[str, Callable[[HromadaFigures], float | None]] = {
    "rate": lambda each: each.rate,
    "certified": lambda each: each.certified,
    "late": lambda each: float(each.late),
    "head": lambda each: float(each.has_head),
    "people": lambda each: float(each.hromada.population),
}


@page("/desk/hromadas", Right.CASES, rail="hromadas")
async def the_map(visit: Visit) -> Response:
    texts, figures = visit.texts, await visit.services.dashboards.hromadas()
    measure = visit.asked("measure") if visit.asked("measure") in MEASURES else "rate"
    value = MEASURES[measure]
    low, high = bands([found for each in figures if (found := value(each))])
    place, rows = _projection(figures), []
    for each in figures:
        found = value(each)
        band = 0 if not found else 1 + (found >= low) + (found >= high) if measure != "head" else 3
        x, y = place(each)
        rows.append(
            {
                "slug": each.hromada.slug,
                "name": each.hromada.name,
                "raion": each.hromada.raion,
                "people": each.hromada.population,
                "x": round(x, 1),
                "y": round(y, 1),
                "r": round(_radius(each.hromada.population), 1),
                "band": min(band, 3),
                "sign": SIGNS[min(band, 3)],
                "is_named": each.hromada.population >= NAMED_FROM,
                "cases": each.cases,
                "rate": _rate(each),
                "certified": None if each.certified is None else round(100 * each.certified),
                "has_head": each.has_head,
                "open": each.open,
                "late": each.late,
            }
        )
    return await visit.show(
        "figures/hromadas.html",
        tabs=tabs(visit, HROMADAS),
        rows=rows,
        dots=sorted(rows, key=lambda row: -float(str(row["r"]))),
        width=WIDTH,
        height=HEIGHT,
        least=LEAST_REACH,
        measure=measure,
        measures=[(each, texts.plain("figures-measure", measure=each)) for each in MEASURES],
        legend=[(sign, texts.plain("figures-band", band=number)) for number, sign in enumerate(SIGNS)],
        few=texts.plain("statistics-few", least=LEAST),
        note=texts.plain("figures-few-note", least=LEAST),
    )


def _rate(each: HromadaFigures) -> str:
    """Empty where it is not shown."""
    if not each.rate:
        return "" if each.rate is None else "0"
    return f"{each.rate:.2f}".replace(".", ",")


def _radius(population: int) -> float:
    """The area of a dot is as large as its people are many, within what can be seen."""
    return max(SMALLEST, min(LARGEST, math.sqrt(population) / 15))


def _projection(all_of: list[HromadaFigures]) -> Callable[[HromadaFigures], tuple[float, float]]:
    """Where each is in the picture: a degree of longitude is shorter than one of latitude, by the cosine of that."""
    latitudes = [one.hromada.latitude for one in all_of]
    longitudes = [one.hromada.longitude for one in all_of]
    west, north = min(longitudes), max(latitudes)
    across = math.cos(math.radians((min(latitudes) + north) / 2))
    wide, high = (max(longitudes) - west) * across, north - min(latitudes)
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    left = EDGE + (WIDTH - 2 * EDGE - wide * scale) / 2

    def place(each: HromadaFigures) -> tuple[float, float]:
        return left + (each.hromada.longitude - west) * across * scale, EDGE + (north - each.hromada.latitude) * scale

    return place


@page("/desk/hromadas/{slug}", Right.POSTS, rail="hromadas")
async def one_hromada(visit: Visit) -> Response:
    """Posts, what they owe, cases, certificates: where each is looked at further."""
    hromada = by_slug(visit.request.path_params["slug"])
    if hromada is None:
        raise NotThere
    services, texts = visit.services, visit.texts
    figures = next(each for each in await services.dashboards.hromadas() if each.hromada == hromada)
    standings = {each.post.title: each for each in await services.people.posts.standings(hromada.slug)}
    drives = await services.certification.progress.in_places([hromada.slug])
    return await visit.show(
        "figures/hromada.html",
        hromada=hromada,
        figures=figures,
        rate=_rate(figures),
        posts=[
            {
                "id": f"{hromada.slug}-{title}",
                "title": texts.plain("people-title", title=title),
                "holder": standing.holder.name if (standing := standings.get(title)) and standing.holder else "",
                "is_lost": bool(standing and standing.holder and not standing.reachable),
            }
            for title in Title
        ],
        drives=drives,
        few=texts.plain("statistics-few", least=LEAST),
    )
