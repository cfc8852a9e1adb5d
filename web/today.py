"""«Сьогодні»: where the desk begins. What is mine, what is nobody's, what today holds, what is late, what failed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from starlette.responses import Response

from services.cases import words
from services.events import EntryKind, Event
from services.mailings import planned, subject
from services.people import Right
from services.times import later
from services.waiting import Unanswered
from web.routes import Who, page
from web.visit import Visit

SHOWN = 8
"""Of each kind; the list behind it shows all."""
BEHIND = {
    "untaken": "/desk/inbox?tab=nobodys",
    "questions": "/desk/inbox?tab=open",
    "undecided": "/desk/notices",
    "certificates": "/desk/certification/review",
    "unreviewed": "/desk/broadcasts",
    "objections": "/desk/rating",
    "unreachable": "/desk/people",
    "answers": "/desk/answers",
    "norms": "/desk/answers/laws",
    "edits": "/desk/answers",
}
"""Where what waits can be done, by the last word of the text that says it; what is of notices and broadcasts: see
`_behind`."""


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
    services, now = visit.services, visit.now()
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
        waits=[(key, values, _behind(key, values)) for key, values in waits.said()],
        today=[_of_event(visit, each) for each in await services.events.events.on(now)] + await _leaving(visit),
        due=sum(each.count for each in owed if each.due_on == now.date()),
        late=sum(each.count for each in owed if each.is_over(now)),
        failed=[each for each in await services.failures.untold() if each.is_job][:SHOWN],
    )


def _behind(key: str, values: Mapping[str, object]) -> str:
    """Where a kind of what waits can be done."""
    of_both = "/desk/notices/all" if values.get("notices") else "/desk/broadcasts"
    return BEHIND.get(key.rpartition("-")[2], of_both)


def _of_event(visit: Visit, event: Event) -> dict[str, str]:
    """An event of today, as the summary in chat names it."""
    today = visit.now().date()
    times = [each for each in event.live if each.starts_at.date() == today]
    return {
        "at": ", ".join(f"{each.starts_at:%H:%M}–{each.ends_at:%H:%M}" for each in times),
        "words": visit.texts.plain("calendar-entry", kind=EntryKind.EVENT, number=str(event.id), title=event.name),
        "href": f"/desk/events/{event.id}",
    }


async def _leaving(visit: Visit) -> list[dict[str, str]]:
    """The broadcasts that still leave today."""
    now, texts = visit.now(), visit.texts
    midnight = later(now.replace(hour=0, minute=0, second=0, microsecond=0), timedelta(days=1))
    return [
        {
            "at": f"{at:%H:%M}",
            "words": texts.plain(
                "calendar-entry",
                kind=EntryKind.BROADCAST,
                number=str(each.number or each.id),
                title=subject(each, texts) or "none",
            ),
            "href": f"/desk/broadcasts/{each.id}",
        }
        for each in await visit.services.mailings.read.starting(now, midnight)
        for at in planned(each, now, midnight)
    ]


def _of(each: Unanswered) -> int | None:
    """Who of the staff works on it."""
    return each.case.assignee_id if each.case else each.question.assignee_id if each.question else None
