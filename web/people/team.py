"""The staff: who they are, links by which colleagues join them, and taking a role away."""

from __future__ import annotations

from starlette.responses import Response

from services.people import Member, Right, Role
from web.people.invites import role_name
from web.people.posts import tabs
from web.routes import form, page
from web.visit import NotThere, Visit

TEAM = "/desk/people/team"


@page("/desk/people/team", Right.TEAM, rail="people")
async def show_team(visit: Visit) -> Response:
    staff = visit.services.people.staff
    members = await staff.members()
    named = {each.person_id for each in members}
    return await visit.show(
        "people/team.html",
        tabs=tabs(visit, TEAM),
        rows=[
            {
                "person": each.person_id,
                "name": each.name,
                "role": role_name(visit, each.role),
                "since": each.since_at,
                "is_me": each.person_id == visit.person_id,
            }
            for each in members
        ],
        by_settings=sum(each not in named for each in await staff.admins()),
        roles=[(each.value, role_name(visit, each)) for each in Role],
    )


@form("/desk/people/team/invite", Right.TEAM, rail="people", fresh=True)
async def invite(visit: Visit) -> Response:
    role = visit.typed("role")
    if role not in set(Role):
        raise NotThere
    made = await visit.services.people.invites.into_role(Role(role), visit.person_id)
    return visit.go(f"/desk/people/invites/{made.invite.id}", said=visit.texts.plain("people-invite-made"))


async def _member(visit: Visit) -> tuple[Member, int]:
    """And how many others there are. Raises NotThere."""
    members = await visit.services.people.staff.members()
    found = next((each for each in members if each.person_id == visit.number("person")), None)
    if found is None:
        raise NotThere
    return found, len(members) - 1


@page("/desk/people/team/{person:int}/remove", Right.TEAM, rail="people")
async def ask_to_remove(visit: Visit) -> Response:
    (member, left), texts = await _member(visit), visit.texts
    return await visit.show(
        "people/ask.html",
        tabs=tabs(visit, TEAM),
        title=texts.plain("people-remove-title"),
        words=texts.plain("invites-remove-ask", name=member.name, role=role_name(visit, member.role), left=left),
        action=f"{TEAM}/{member.person_id}/remove",
        button=texts.plain("invites-button-sure-remove"),
        back=TEAM,
        fields=[],
    )


@form("/desk/people/team/{person:int}/remove", Right.TEAM, rail="people", fresh=True)
async def remove(visit: Visit) -> Response:
    removed = await visit.services.people.staff.remove(visit.number("person"), visit.person_id)
    said = visit.texts.plain("invites-member-removed" if removed else "invites-no-such-member")
    if removed and visit.number("person") == visit.person_id:
        return visit.go("/desk/", said=said)
    return visit.go(TEAM, said=said)
