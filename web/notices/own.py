"""What whoever acts for a post finds behind the doors: what she owes, day by day, and one notice with its form."""

from __future__ import annotations

from itertools import groupby

from starlette.responses import Response

from content.hromadas import by_slug
from services.notices import Obligation, Via, words
from services.people import TenureKind
from services.text import shorten
from web.cases.forwarded import forwarded
from web.notices.filling import MORE_DAYS, Filler, show, take
from web.people.holders import DELEGATIONS
from web.routes import Who, form, page
from web.visit import NotThere, Visit

SHORT = 120
EVENTS = "/desk/own/events"
"""Where she answers an invitation."""
DONE = 10
"""Of what is done, the newest."""


@page("/desk/own", Who.HEADS, rail="own")
async def own(visit: Visit) -> Response:
    texts, services, now = visit.texts, visit.services, visit.now()
    owed = await services.notices.obligations.owed_by(visit.person_id)
    done = await services.notices.obligations.done_by(visit.person_id)
    days = [
        {"day": day, "late": day < now.date(), "rows": [_row(visit, each) for each in of_day]}
        for day, of_day in groupby(owed, key=lambda each: each.due_on)
    ]
    return await visit.show(
        "notices/own.html",
        days=days,
        count=len(owed),
        late=sum(each.is_overdue(now) for each in owed),
        done=[_row(visit, each) for each in done[:DONE]],
        posts=[await _post(visit, each.id) for each in visit.posts],
        standings=await _standings(visit),
        forwarded=await forwarded(visit),
        events=await _events(visit),
        delegations=[(each, texts.plain("own-for-days", days=each)) for each in DELEGATIONS],
        contact=texts.plain("own-contact"),
    )


def _row(visit: Visit, obligation: Obligation) -> dict[str, object]:
    texts, notice = visit.texts, obligation.notice
    is_late = obligation.is_overdue(visit.now())
    return {
        "path": f"/desk/own/{obligation.number}",
        "number": notice.id,
        "text": shorten(notice.text, SHORT),
        "due": words.due(texts, obligation.due_on, obligation.due_time),
        "late": is_late,
        "waits": words.lacking(texts, obligation) if not obligation.is_done else "",
    }


async def _post(visit: Visit, tenure_id: int) -> dict[str, object]:
    """A post of hers: until when, and who acts beside her."""
    posts = visit.services.people.posts
    tenure = next(each for each in visit.posts if each.id == tenure_id)
    beside = [each for each in await posts.acting(tenure.post) if each.id != tenure.id]
    is_holder = tenure.kind is TenureKind.HOLDER
    return {
        "id": tenure.id,
        "name": await posts.name(tenure.post),
        "since": tenure.since_at,
        "is_delegate": tenure.kind is TenureKind.DELEGATE,
        "until": tenure.until_at,
        "phone": tenure.phone,
        "beside": [
            (each.name, each.until_at, each.id if is_holder and each.kind is TenureKind.DELEGATE else 0)
            for each in beside
        ],
    }


async def _events(visit: Visit) -> list[dict[str, object]]:
    """What the department teaches and she is asked to, or goes to."""
    registrations, now = visit.services.events.registrations, visit.now()
    mine = await registrations.of_person(visit.person_id)
    ahead = [each for each in mine if each.event.starts_at and each.event.starts_at > now]
    return [
        {
            "name": each.event.name,
            "at": each.event.starts_at,
            "path": f"{EVENTS}/{each.event.id}",
            "goes": goes,
        }
        for goes, views in ((True, ahead[::-1]), (False, await registrations.open_to(visit.person_id)))
        for each in views
    ]


async def _standings(visit: Visit) -> list[tuple[str, int | None, int]]:
    """Her hromadas in the rating that was published last: the name, the place, and of how many."""
    rating = visit.services.rating
    snapshot = await rating.publishing.newest()
    found = []
    for slug in await rating.window.hromadas_of(visit.person_id) if snapshot else []:
        placed, hromada = snapshot.find(slug) if snapshot else None, by_slug(slug)
        if placed and hromada and snapshot:
            number, in_league = placed
            found.append((hromada.name, in_league.place, len(snapshot.shown(number))))
    return found


# One notice


async def _own(visit: Visit) -> tuple[Obligation, Filler]:
    """The obligation of the address, if she acts for its post. Raises NotThere."""
    number = visit.number("obligation")
    obligation = await visit.services.notices.obligations.of_person(number, visit.person_id)
    if obligation is None:
        raise NotThere
    return obligation, Filler(by=visit.person_id, via=Via.TELEGRAM, path=f"/desk/own/{number}")


@page("/desk/own/{obligation:int}", Who.HEADS, rail="own")
async def one_obligation(visit: Visit) -> Response:
    return await show(visit, *await _own(visit))


@form("/desk/own/{obligation:int}", Who.HEADS, rail="own")
async def fill_in(visit: Visit) -> Response:
    return await take(visit, *await _own(visit))


@form("/desk/own/{obligation:int}/decline", Who.HEADS, rail="own")
async def decline(visit: Visit) -> Response:
    """«It is not ours»: the staff decide."""
    (obligation, filler), why, texts = await _own(visit), visit.typed("why"), visit.texts
    if not why:
        return await show(visit, obligation, filler, lacks={"why": texts.plain("own-no-why")})
    declined = await visit.services.notices.obligations.decline(obligation.number, why, visit.person_id)
    return visit.go(filler.path, said=texts.plain("notices-declined-told" if declined else "own-over"))


@form("/desk/own/{obligation:int}/time", Who.HEADS, rail="own")
async def ask_for_time(visit: Visit) -> Response:
    """So many working days more: the staff decide."""
    (obligation, filler), why, texts = await _own(visit), visit.typed("later"), visit.texts
    obligations, days = visit.services.notices.obligations, visit.typed("days")
    if not why:
        return await show(visit, obligation, filler, lacks={"later": texts.plain("own-no-why")})
    if days not in map(str, MORE_DAYS):
        raise NotThere
    on = None
    if await obligations.ask_for_time(obligation.number, why, visit.person_id):
        on = await obligations.want(obligation.number, int(days), visit.person_id)
    if on is None:
        return visit.go(filler.path, said=texts.plain("own-over"))
    working = words.working_days(texts, obligations.extension(obligation, int(days)))
    return visit.go(filler.path, said=texts.plain("notices-wanted", on=on, working=working))
