"""Cards and norms: what holds for each document at each place, who checked each norm when, and what falls due."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup
from starlette.responses import Response

from content.cards import Cell, Norm, Verdict
from content.overlay import CheckedKind
from services.people import Right
from web.answers.desk import staff_name
from web.routes import form, page
from web.visit import NotThere, Visit

LAWS = "/desk/answers/laws"
SOON = timedelta(days=30)
SIGNS = {
    Verdict.MUST_ACCEPT: "✓",
    Verdict.AFTER_CHECK: "✓",
    Verdict.REQUIRED: "✗",
    Verdict.ACT: "◦",
    Verdict.ANOTHER: "→",
    Verdict.UNKNOWN: "?",
}
CELL = Markup('<td data-name="{place}"><a href="/c/{document}/{id}">{words}</a></td>')
LATE = Markup('<td class="late" data-name="{place}"><a href="/c/{document}/{id}">{words}</a></td>')


@page(LAWS, Right.ANSWER, rail="answers")
async def laws(visit: Visit) -> Response:
    texts, today, cards = visit.texts, visit.now().date(), visit.services.content.library.cards
    checks = await visit.services.answers.edits.last_checks(CheckedKind.NORM)
    words = {each: texts.plain("laws-verdict", verdict=each.value) for each in Verdict}
    used: dict[str, int] = {}
    for cell in cards.cells.values():
        for norm in cell.norms:
            used[norm.id] = used.get(norm.id, 0) + 1
    norms = sorted(cards.norms, key=lambda norm: (_until(norm), norm.title))
    return await visit.show(
        "answers/laws.html",
        places=cards.places,
        rows=[
            {
                "name": document.title,
                "cells": [_cell(cards.cells[document.id, place.id], words, today) for place in cards.places],
            }
            for document in cards.documents
        ],
        legend=[f"{SIGNS[each]} {words[each]}" for each in Verdict],
        norms=[
            {
                "norm": norm,
                "until": _until(norm),
                "is_late": not norm.holds(today),
                "is_soon": norm.holds(today) and _until(norm) <= today + SOON,
                "used": used.get(norm.id, 0),
                "mine": check.id
                if (check := checks.get(norm.id)) and check.made_by == visit.person_id and check.checked_on == today
                else 0,
            }
            for norm in norms
        ],
        late=sum(not norm.holds(today) for norm in norms),
        soon=sum(norm.holds(today) and _until(norm) <= today + SOON for norm in norms),
        unchecked=sum(not norm.checked_by for norm in norms),
    )


def _until(norm: Norm) -> date:
    """The last day on which a card may stand on it."""
    return min(norm.review_by, norm.in_force_until or date.max)


def _cell(cell: Cell, words: dict[Verdict, str], today: date) -> Markup:
    """The verdict that people get today; where it is given no more, or soon, with a sign."""
    verdict = cell.at(today)
    if verdict is not cell.verdict:
        sign = "▲ "
    else:
        sign = "△ " if any(_until(norm) <= today + SOON for norm in cell.norms) else ""
    known = {"place": cell.place.title, "document": cell.document.id, "id": cell.place.id}
    if sign == "▲ ":
        return LATE.format(**known, words=f"{sign}{SIGNS[verdict]} {words[verdict]}")
    return CELL.format(**known, words=f"{sign}{SIGNS[verdict]} {words[verdict]}")


@page("/desk/answers/laws/{norm}", Right.ANSWER, rail="answers")
async def one_norm(visit: Visit) -> Response:
    """What it says, on which cards it stands, who checked it when."""
    norm, cards = _norm(visit), visit.services.content.library.cards
    cells = [cell for cell in cards.cells.values() if norm in cell.norms]
    below = next(each for each in visit.services.content.files.cards.norms if each.id == norm.id)
    return await visit.show(
        "answers/norm.html",
        norm=norm,
        below=below,
        cells=[(cell.document.title, cell.place.title, f"/c/{cell.document.id}/{cell.place.id}") for cell in cells],
        checks=await visit.services.answers.edits.checks(CheckedKind.NORM, norm.id),
        holds=norm.holds(visit.now().date()),
    )


def _norm(visit: Visit) -> Norm:
    wanted = visit.request.path_params["norm"]
    for norm in visit.services.content.library.cards.norms:
        if norm.id == wanted:
            return norm
    raise NotThere


@form("/desk/answers/laws/{norm}/checked", Right.ANSWER, rail="answers")
async def record(visit: Visit) -> Response:
    """One press: she opened the act today, and it says so."""
    norm = _norm(visit)
    until = await visit.services.answers.edits.check(CheckedKind.NORM, norm.id, visit.person_id, staff_name(visit))
    assert until  # noqa: S101 - the norm is there
    return visit.go(f"{LAWS}#{norm.id}", said=visit.texts.plain("laws-checked", title=norm.title, until=until))


@form("/desk/answers/laws/{norm}/unchecked", Right.ANSWER, rail="answers")
async def take_back(visit: Visit) -> Response:
    norm, number = _norm(visit), visit.typed("check")
    if not number.isdecimal() or len(number) > 15:
        raise NotThere
    done = await visit.services.answers.edits.take_back_check(int(number), visit.person_id)
    said = visit.texts.plain("edits-unchecked" if done else "edits-not-unchecked")
    return visit.go(f"{LAWS}#{norm.id}", said=said)
