"""«Сьогодні»: where the desk begins. What is mine, what is nobody's, what is late, what failed."""

from __future__ import annotations

from starlette.responses import Response

from services.cases import words
from services.people import Right
from services.waiting import Unanswered
from web.routes import Who, page
from web.visit import Visit

SHOWN = 8
"""Of each kind; the list behind it shows all."""


@page("/desk/", Who.INSIDE)
async def begin(visit: Visit) -> Response:
    """Leads whoever came in to where she works."""
    if visit.role:
        return visit.go("/desk/today")
    if visit.posts:
        return visit.go("/desk/own")
    return await visit.sorry("doors-nobody", "doors-nobody-why", 403)


@page("/desk/today", Right.ANSWER, rail="today")
async def today(visit: Visit) -> Response:
    services, texts, now = visit.services, visit.texts, visit.now()
    unanswered, waits = await services.waiting.unanswered(), await visit.waits()
    mine = [each for each in unanswered if _of(each) == visit.person_id]
    nobodys = [each for each in unanswered if _of(each) is None]
    owed = await services.notices.read.deadlines()
    return await visit.show(
        "today.html",
        mine=mine[:SHOWN],
        mine_count=len(mine),
        nobodys=nobodys[:SHOWN],
        nobodys_count=len(nobodys),
        place=lambda case: words.place(services.content, case),
        waits=[texts(key, **values) for key, values in waits.said()],
        due=sum(each.count for each in owed if each.due_on == now.date()),
        late=sum(each.count for each in owed if each.is_over(now)),
        failed=[each for each in await services.failures.untold() if each.is_job][:SHOWN],
    )


def _of(each: Unanswered) -> int | None:
    """Who of the staff works on it."""
    return each.case.assignee_id if each.case else each.question.assignee_id if each.question else None
