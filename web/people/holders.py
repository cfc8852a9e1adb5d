"""A holder and her post, on her page: hand it over, have somebody act for it a while, end that, leave a number."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from services.people import InviteLink, Tenure, TenureKind, read_phones
from web.routes import Who, form, page
from web.visit import NotThere, Visit

OWN = "/desk/own"
DELEGATIONS = (7, 14, 31)
"""Days for which somebody may act for a post."""


async def _held(visit: Visit, *kinds: TenureKind) -> Tenure:
    """The tenure of the address, if it is hers and of one of these kinds. Raises NotThere."""
    tenure = await visit.services.people.posts.held(visit.number("tenure"), visit.person_id)
    if tenure is None or tenure.kind not in kinds:
        raise NotThere
    return tenure


def _link(visit: Visit, made: InviteLink, why: str) -> Response:
    """The link stands on the next page, once: whoever has it comes into the post."""
    url, until = made.url(visit.services.department.bot), made.invite.expires_at.date()
    return visit.go(OWN, said=visit.texts.plain("holders-link", why=why, url=url, until=until))


@form("/desk/own/posts/{tenure:int}/hand-over", Who.HEADS, rail="own", fresh=True)
async def hand_over(visit: Visit) -> Response:
    tenure = await _held(visit, TenureKind.HOLDER)
    made = await visit.services.people.invites.into_post(tenure.post, visit.person_id)
    return _link(visit, made, visit.texts.plain("holders-link-successor"))


@form("/desk/own/posts/{tenure:int}/delegate", Who.HEADS, rail="own", fresh=True)
async def delegate(visit: Visit) -> Response:
    tenure, days = await _held(visit, TenureKind.HOLDER), visit.typed("days")
    if days not in map(str, DELEGATIONS):
        raise NotThere
    lasts = timedelta(days=int(days))
    made = await visit.services.people.invites.delegate(tenure.post, lasts, visit.person_id)
    return _link(visit, made, visit.texts.plain("holders-link-delegate"))


@page("/desk/own/posts/{tenure:int}/end/{other:int}", Who.HEADS, rail="own")
async def ask_to_end(visit: Visit) -> Response:
    tenure = await _held(visit, TenureKind.HOLDER)
    other = await _delegate(visit, tenure)
    return await visit.show("people/end_delegation.html", tenure=tenure.id, other=other.id, name=other.name)


@form("/desk/own/posts/{tenure:int}/end/{other:int}", Who.HEADS, rail="own")
async def end(visit: Visit) -> Response:
    other = await _delegate(visit, await _held(visit, TenureKind.HOLDER))
    await visit.services.people.posts.leave(other.id, visit.person_id)
    return visit.go(OWN, said=visit.texts.plain("own-delegation-ended", name=other.name))


async def _delegate(visit: Visit, tenure: Tenure) -> Tenure:
    """Who acts for the post in the holder's place. Raises NotThere."""
    acting = await visit.services.people.posts.acting(tenure.post)
    number = visit.number("other")
    found = next((each for each in acting if each.id == number and each.kind is TenureKind.DELEGATE), None)
    if found is None:
        raise NotThere
    return found


@form("/desk/own/posts/{tenure:int}/phone", Who.HEADS, rail="own")
async def leave_phone(visit: Visit) -> Response:
    """Empty takes the number away."""
    tenure, typed = await _held(visit, *TenureKind), visit.typed("phone")
    phone = read_phones(typed) if typed else ""
    if phone is None:
        return visit.go(OWN, said=visit.texts.plain("holders-no-phone"))
    await visit.services.people.posts.leave_phone(tenure.id, visit.person_id, phone)
    return visit.go(OWN, said=visit.texts.plain("own-phone-kept" if phone else "own-phone-gone"))
