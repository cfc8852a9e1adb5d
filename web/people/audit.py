"""Who did what, in sentences: of one person, about one thing, on one day; and the same as Excel."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from starlette.responses import Response

from services.people import BOT, AuditFilter, Right
from web.people.posts import tabs
from web.routes import form, page
from web.visit import Visit

AUDIT = "/desk/people/audit"
BY_BOT = "bot"


@page("/desk/people/audit", Right.AUDIT, rail="people")
async def show_audit(visit: Visit) -> Response:
    audit, texts = visit.services.people.audit, visit.texts
    who, about, on = visit.asked("who"), visit.asked("about"), visit.asked("on")
    wanted, errors = await _wanted(visit, who, about, on)
    lines = await audit.page(visit.asked_number("before") or None, wanted) if not errors else []
    older = lines and await audit.page(lines[-1].id, wanted)
    asked = {"who": who, "about": about, "on": on}
    address = urlencode({name: value for name, value in asked.items() if value})
    people = [(BY_BOT if number == BOT else str(number), name) for number, name in await audit.actors()]
    return await visit.show(
        "people/audit.html",
        status=422 if errors else 200,
        errors=errors,
        tabs=tabs(visit, AUDIT),
        lines=await audit.told(lines),
        asked=asked,
        people=[("", texts.plain("people-audit-staff")), *people],
        older=f"{AUDIT}?{address}{'&' if address else ''}before={lines[-1].id}" if older else "",
        is_filtered=bool(address),
    )


async def _wanted(visit: Visit, who: str, about: str, on: str) -> tuple[AuditFilter, dict[str, str]]:
    """Which lines are meant, and what is wrong with that, by the field."""
    audit, errors = visit.services.people.audit, dict[str, str]()
    actor, day = None, None
    if who == BY_BOT:
        actor = BOT
    elif who.isascii() and who.isdecimal() and len(who) < 16:
        actor = int(who)
    if on:
        try:
            day = date.fromisoformat(on)
        except ValueError:
            errors["on"] = visit.texts.plain("people-audit-no-day")
    like = await audit.find_object(about) if about else 0
    if about and not like:
        errors["about"] = visit.texts.plain("people-audit-no-object")
    return await audit.wanted(actor, like, day), errors


@form("/desk/people/audit/excel", Right.AUDIT, rail="people", fresh=True)
async def excel(visit: Visit) -> Response:
    wanted, errors = await _wanted(visit, visit.typed("who"), visit.typed("about"), visit.typed("on"))
    if errors:
        return visit.go(AUDIT, said=next(iter(errors.values())))
    content = await visit.services.people.audit.as_excel(visit.person_id, wanted)
    return await visit.excel(content, visit.texts.plain("audit-file"), AUDIT)
