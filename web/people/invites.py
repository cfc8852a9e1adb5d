"""Links into posts and roles: those that are open, one with its code, all heads at once for Excel or for print."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response

from content.hromadas import by_slug, raions
from services.people import InviteKind, InviteLink, Post, Right, Role, qr_svg
from web.people.posts import POSTS, tabs
from web.routes import form, may, page
from web.visit import NotThere, Visit

INVITES = "/desk/people/invites"


async def _open(visit: Visit) -> list[InviteLink]:
    """Those that are for who looks: a link into the staff is the business of who may invite staff."""
    return [
        each
        for each in await visit.services.people.invites.open_links()
        if each.invite.kind is not InviteKind.ROLE or may(visit, Right.TEAM)
    ]


async def _one(visit: Visit) -> InviteLink:
    """Raises NotThere."""
    wanted = visit.request.path_params["invite"]
    found = next((each for each in await _open(visit) if each.invite.id == wanted), None)
    if found is None:
        raise NotThere
    return found


async def _name(visit: Visit, link: InviteLink) -> str:
    """What the link makes of the one who uses it."""
    post = Post.parse(link.invite.target)
    if post:
        return await visit.services.people.posts.name(post)
    return role_name(visit, Role(link.invite.target))


def role_name(visit: Visit, role: Role) -> str:
    return visit.texts.plain("invites-role-admin" if role is Role.ADMIN else "invites-role-operator")


@page("/desk/people/invites", Right.POSTS, rail="people")
async def list_invites(visit: Visit) -> Response:
    links, missing = await _open(visit), await visit.services.people.invites.heads_without()
    return await visit.show(
        "people/invites.html",
        tabs=tabs(visit, INVITES),
        rows=[
            {
                "id": each.invite.id,
                "name": await _name(visit, each),
                "kind": each.invite.kind.value,
                "until": each.invite.expires_at,
                "made": each.invite.made_at,
            }
            for each in links
        ],
        missing=len(missing),
        open=sum(each.invited for each in missing),
        raions=[(0, visit.texts.plain("people-any")), *enumerate(raions(), start=1)],
    )


@page("/desk/people/invites/print", Right.POSTS, rail="people")
async def print_sheet(visit: Visit) -> Response:
    """A card for each open link of a head, to be cut apart: who, the code, how it is used, until when."""
    raion = visit.asked_number("raion")
    rows = []
    for each in await _open(visit):
        post = Post.parse(each.invite.target)
        hromada = by_slug(post.place) if post else None
        if each.invite.kind is not InviteKind.HOLDER or hromada is None:
            continue
        if 0 < raion <= len(raions()) and hromada.raion != raions()[raion - 1]:
            continue
        name = await _name(visit, each)
        rows.append(
            {
                "id": each.invite.id,
                "name": name[:1].upper() + name[1:],
                "raion": hromada.raion,
                "until": each.invite.expires_at.date(),
                "url": each.url(visit.services.department.bot),
            }
        )
    rows.sort(key=lambda row: (raions().index(str(row["raion"])), str(row["name"])))
    return await visit.show("people/print.html", rows=rows, raion=raion)


def _wanted(visit: Visit, posts: Sequence[Post]) -> list[Post]:
    """Those of the raion that was chosen."""
    raion = visit.typed("raion")
    if not raion.isascii() or not raion.isdecimal() or not 0 < int(raion) <= len(raions()):
        return list(posts)
    name = raions()[int(raion) - 1]
    return [each for each in posts if (hromada := by_slug(each.place)) and hromada.raion == name]


@form("/desk/people/invites/print", Right.POSTS, rail="people", fresh=True)
async def make_sheet(visit: Visit) -> Response:
    """Links for heads who have none, and the sheet with all of them."""
    invites = visit.services.people.invites
    posts = _wanted(visit, [each.post for each in await invites.heads_without()])
    await invites.links(posts, visit.person_id)
    said = visit.texts.plain("people-print-made", count=len(posts))
    return visit.go(f"{INVITES}/print", said=said, raion=visit.typed("raion") or 0)


@form("/desk/people/invites/excel", Right.EXPORT, rail="people", fresh=True)
async def excel(visit: Visit) -> Response:
    invites, bot = visit.services.people.invites, visit.services.department.bot
    table, count = await invites.for_heads(bot, visit.person_id, renew=False)
    if not count:
        return visit.go(INVITES, said=visit.texts.plain("invites-all-there"))
    return await visit.excel(table, visit.texts.plain("invites-file"), INVITES)


@page("/desk/people/invites/renew", Right.POSTS, rail="people")
async def ask_to_renew(visit: Visit) -> Response:
    missing, texts = await visit.services.people.invites.heads_without(), visit.texts
    count = sum(each.invited for each in missing)
    return await visit.show(
        "people/ask.html",
        tabs=tabs(visit, INVITES),
        title=texts.plain("invites-button-renew"),
        words=texts.plain("invites-renew-ask", count=len(missing), open=count),
        action=f"{INVITES}/renew",
        button=texts.plain("invites-button-all-new"),
        back=INVITES,
        fields=[],
    )


@form("/desk/people/invites/renew", Right.POSTS, rail="people", fresh=True)
async def renew(visit: Visit) -> Response:
    invites = visit.services.people.invites
    posts = [each.post for each in await invites.heads_without()]
    await invites.links(posts, visit.person_id, renew=True)
    return visit.go(INVITES, said=visit.texts.plain("people-renewed", count=len(posts)))


@page("/desk/people/invites/{invite}", Right.POSTS, rail="people")
async def one_invite(visit: Visit) -> Response:
    """The link, ready to be passed on to the one person for whom it is."""
    link = await _one(visit)
    url = link.url(visit.services.department.bot)
    name = await _name(visit, link)
    is_role = link.invite.kind is InviteKind.ROLE
    return await visit.show(
        "people/invite.html",
        tabs=tabs(visit, INVITES),
        id=link.invite.id,
        name=name,
        url=url,
        until=link.invite.expires_at,
        share=f"https://t.me/share/url?url={quote(url, safe='')}",
        back="/desk/people/team" if is_role else f"{POSTS}/of/{link.invite.target}",
    )


@page("/desk/people/invites/{invite}/code.svg", Right.POSTS)
async def code(visit: Visit) -> Response:
    link = await _one(visit)
    return Response(qr_svg(link.url(visit.services.department.bot)), media_type="image/svg+xml")


@page("/desk/people/invites/{invite}/revoke", Right.POSTS, rail="people")
async def ask_to_revoke(visit: Visit) -> Response:
    link, texts = await _one(visit), visit.texts
    until = link.invite.expires_at.date()
    return await visit.show(
        "people/ask.html",
        tabs=tabs(visit, INVITES),
        title=texts.plain("people-revoke-title"),
        words=texts.plain("invites-revoke-ask", what=await _name(visit, link), until=until),
        action=f"{INVITES}/{link.invite.id}/revoke",
        button=texts.plain("invites-button-sure-revoke"),
        back=f"{INVITES}/{link.invite.id}",
        fields=[],
    )


@form("/desk/people/invites/{invite}/revoke", Right.POSTS, rail="people")
async def revoke(visit: Visit) -> Response:
    wanted = visit.request.path_params["invite"]
    is_hers = wanted in {each.invite.id for each in await _open(visit)}
    done = is_hers and await visit.services.people.invites.revoke(wanted, visit.person_id)
    return visit.go(INVITES, said=visit.texts.plain("invites-now-revoked" if done else "invites-useless-already"))
