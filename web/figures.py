"""Figures: charts made on the server, each with a table below it and the same as Excel."""

from __future__ import annotations

from starlette.responses import Response

from services.dashboards import DAYS, OUTCOMES, Topic
from services.figures import LEAST
from services.people import Right
from services.text import shorten
from web.routes import form, may, page
from web.visit import NotThere, Visit

FIGURES = "/desk/figures"
SHORT = 70


def _days(visit: Visit) -> int:
    """Of the past, that are asked for."""
    given = visit.asked_number("days")
    return given if given in DAYS else DAYS[0]


def tabs(visit: Visit, here: str) -> list[dict[str, object]]:
    """The pages of figures that are for who looks."""
    texts = visit.texts
    pages = (
        (FIGURES, texts.plain("figures-questions"), Right.CASES),
        (f"{FIGURES}/cases", texts.plain("figures-cases"), Right.CASES),
        ("/desk/hromadas", texts.plain("figures-hromadas"), Right.CASES),
        (f"{FIGURES}/reach", texts.plain("figures-reach"), Right.SEND),
    )
    return [{"path": path, "name": name, "here": path == here} for path, name, right in pages if may(visit, right)]


@page("/desk/figures", Right.CASES, rail="figures")
async def questions(visit: Visit) -> Response:
    days = _days(visit)
    figures = await visit.services.dashboards.questions(days)
    return await visit.show(
        "figures/questions.html",
        tabs=tabs(visit, FIGURES),
        days=days,
        choices=DAYS,
        figures=figures,
        columns=[(f"{each.since:%d.%m}", each.asked, each.unknown) for each in figures.spans],
        themes=[(each.title, each.asked) for each in figures.themes],
    )


@page("/desk/figures/cases", Right.CASES, rail="figures")
async def cases(visit: Visit) -> Response:
    days = _days(visit)
    figures = await visit.services.dashboards.cases(days)
    hours = figures.hours_to_answer
    return await visit.show(
        "figures/cases.html",
        tabs=tabs(visit, f"{FIGURES}/cases"),
        days=days,
        choices=DAYS,
        figures=figures,
        hours=None if hours is None else round(hours),
        few=visit.texts.plain("statistics-few", least=LEAST),
        note=visit.texts.plain("figures-few-note", least=LEAST),
    )


@page("/desk/figures/reach", Right.SEND, rail="figures")
async def reach(visit: Visit) -> Response:
    found, texts = await visit.services.dashboards.reach(), visit.texts
    rows = [
        {
            "name": texts.plain("figures-broadcast", number=str(each.number or each.mailing)),
            "words": shorten(each.words, SHORT),
            "at": each.at,
            "all": each.all,
            "counts": [each.outcomes[name] for name in OUTCOMES],
            "share": round(100 * each.share),
        }
        for each in found
    ]
    return await visit.show(
        "figures/reach.html",
        tabs=tabs(visit, f"{FIGURES}/reach"),
        rows=rows,
        bars=[(row["name"], row["share"]) for row in rows],
        outcomes=[texts.plain("figures-outcome", outcome=each) for each in OUTCOMES],
    )


@form("/desk/figures/{topic}/excel", Right.EXPORT, rail="figures", fresh=True)
async def excel(visit: Visit) -> Response:
    topic = visit.request.path_params["topic"]
    if topic not in set(Topic):
        raise NotThere
    content = await visit.services.dashboards.as_excel(Topic(topic), _days(visit), visit.person_id)
    return await visit.excel(content, visit.texts.plain("figures-file", topic=topic), FIGURES)
