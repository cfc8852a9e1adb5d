"""Who may not write to the bot, why, and letting her again."""

from __future__ import annotations

from starlette.responses import Response

from services.people import Right
from web.people.posts import tabs
from web.routes import form, page
from web.visit import Visit

BANS = "/desk/people/bans"


@page("/desk/people/bans", Right.BAN, rail="people")
async def show_bans(visit: Visit) -> Response:
    bans = visit.services.people.bans
    return await visit.show(
        "people/bans.html",
        tabs=tabs(visit, BANS),
        rows=[
            {"id": each.id, "who": await bans.who(each), "on": each.banned_at, "reason": each.reason}
            for each in await bans.kept.in_force()
        ],
    )


@form("/desk/people/bans/{ban:int}/lift", Right.BAN, rail="people")
async def lift(visit: Visit) -> Response:
    lifted = await visit.services.people.bans.lift(visit.number("ban"), visit.person_id)
    return visit.go(BANS, said=visit.texts.plain("bans-now-lifted" if lifted else "bans-lifted-before"))
