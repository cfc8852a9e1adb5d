"""Posts: who holds which, how she is reached, which are vacant; and one post, with what may be changed of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from starlette.responses import Response

from content.hromadas import by_slug, load_hromadas, raions
from services.people import (
    Action,
    Contact,
    Post,
    Right,
    Standing,
    Tenure,
    TenureKind,
    Title,
    is_email,
    read_phones,
)
from services.text import fold_words
from web.routes import Needs, form, may, page
from web.visit import NotThere, Visit

POSTS = "/desk/people"
STATES = ("vacant", "unreachable", "silent")
AT_ONCE = 60
"""Posts on one page."""
LONGEST_BODY = 120


def tabs(visit: Visit, here: str) -> list[dict[str, object]]:
    """The pages about people that are for who looks."""
    texts = visit.texts
    pages: Sequence[tuple[str, str, Needs]] = (
        (POSTS, texts.plain("people-tab-posts"), Right.POSTS),
        ("/desk/people/invites", texts.plain("people-tab-invites"), Right.POSTS),
        ("/desk/people/team", texts.plain("people-tab-team"), Right.TEAM),
        ("/desk/people/bans", texts.plain("people-tab-bans"), Right.BAN),
        ("/desk/people/audit", texts.plain("people-tab-audit"), Right.AUDIT),
    )
    return [{"path": path, "name": name, "here": path == here} for path, name, needs in pages if may(visit, needs)]


@page("/desk/people", Right.POSTS, rail="people")
async def list_posts(visit: Visit) -> Response:
    """All posts, or those that are looked for; what is looked for stands in the address."""
    posts, texts = visit.services.people.posts, visit.texts
    raion, title, state = visit.asked_number("raion"), visit.asked("title"), visit.asked("state")
    words, gaps = fold_words(visit.asked("q")).split(), await posts.gaps()
    of_state = {"vacant": gaps.vacant, "unreachable": gaps.unreachable, "silent": gaps.silent}
    contacts, emails, deeds = await posts.contacts(), await posts.emails(), await posts.last_deeds()
    rows = []
    for each in of_state[state] if state in of_state else await posts.standings():
        if title in set(Title) and each.post.title != title:
            continue
        if 0 < raion <= len(raions()) and _raion(each.post) != raions()[raion - 1]:
            continue
        row = await _row(visit, each, contacts.get(each.post.id), emails.get(each.post.id, ""))
        row["seen"] = deeds.get(each.holder.person_id or 0) if each.holder else None
        found = fold_words(" ".join([str(row["name"]), str(row["holder"]), str(row["email"]), *contacts_of(row)]))
        if all(word in found for word in words):
            rows.append(row)
    pages = max(1, -(-len(rows) // AT_ONCE))
    at = min(max(visit.asked_number("page"), 1), pages)
    shown = rows[(at - 1) * AT_ONCE : at * AT_ONCE]
    if any(row["phones"] for row in shown):
        await visit.services.people.audit.note(visit.person_id, Action.DATA_READ, "contacts", "phones")
    asked = {"q": visit.asked("q"), "raion": raion, "title": title, "state": state}
    address = urlencode({name: value for name, value in asked.items() if value})
    return await visit.show(
        "people/posts.html",
        tabs=tabs(visit, POSTS),
        rows=shown,
        count=len(rows),
        at=at,
        pages=pages,
        address=f"{POSTS}?{address}&" if address else f"{POSTS}?",
        asked=asked,
        vacant=len(gaps.vacant),
        unreachable=len(gaps.unreachable),
        silent=len(gaps.silent),
        raions=[(0, texts.plain("people-any")), *enumerate(raions(), start=1)],
        titles=[("", texts.plain("people-any")), *_titles(visit)],
        states=[("", texts.plain("people-any")), *((each, texts.plain("people-state", state=each)) for each in STATES)],
        places=await _places(visit),
        new_titles=_titles(visit),
    )


def contacts_of(row: Mapping[str, object]) -> list[str]:
    phones = row["phones"]
    return [str(each) for each in phones] if isinstance(phones, list) else []


def _raion(post: Post) -> str:
    hromada = by_slug(post.place)
    return hromada.raion if hromada else ""


def _titles(visit: Visit) -> list[tuple[str, str]]:
    return [(each.value, visit.texts.plain("people-title", title=each)) for each in Title]


async def _places(visit: Visit) -> list[tuple[str, str]]:
    bodies = [(each.place, each.name) for each in await visit.services.people.posts.bodies()]
    return [*((each.slug, each.name) for each in load_hromadas()), *bodies]


async def _row(visit: Visit, standing: Standing, contact: Contact | None, email: str) -> dict[str, object]:
    people = contact.people if contact else ()
    given = [*(phone for _, phone in people), contact.office if contact else ""]
    holder = standing.holder
    name = await visit.services.people.posts.name(standing.post)
    state = "held"
    if holder is None:
        state = "vacant"
    elif not standing.reachable:
        state = "unreachable"
    return {
        "post": standing.post.id,
        "name": name[:1].upper() + name[1:],
        "holder": holder.name if holder else "",
        "others": [each for each, _ in people if holder is None or each != holder.name],
        "phones": list(dict.fromkeys(each for numbers in given for each in numbers.split(", ") if each)),
        "email": email,
        "state": state,
        "invited": standing.invited,
    }


@page("/desk/people/find", Right.POSTS)
async def find_post(visit: Visit) -> Response:
    """Every title can be had at every place: a post stands in the table once somebody was invited into it."""
    post = Post.parse(f"{visit.asked('place')}-{visit.asked('title')}")
    if post is None or not await visit.services.people.posts.exists(post.place):
        raise NotThere
    return visit.go(f"{POSTS}/of/{post.id}")


@form("/desk/people/bodies", Right.POSTS, rail="people")
async def add_body(visit: Visit) -> Response:
    name = " ".join(visit.typed("name").split())
    if not name or len(name) > LONGEST_BODY:
        key = "people-body-long" if name else "people-body-none"
        return visit.go(POSTS, said=visit.texts.plain(key, most=LONGEST_BODY))
    body = await visit.services.people.posts.add_body(name, visit.person_id)
    return visit.go(f"{POSTS}/of/{Post(body.place, Title.HEAD).id}", said=visit.texts.plain("people-body-added"))


# One post


async def post_of(visit: Visit) -> Post:
    """The post of the address. Raises NotThere."""
    post = Post.parse(visit.request.path_params["post"])
    if post is None or not await visit.services.people.posts.exists(post.place):
        raise NotThere
    return post


@page("/desk/people/of/{post}", Right.POSTS, rail="people")
async def one_post(visit: Visit) -> Response:
    return await _show(visit, await post_of(visit))


async def _show(visit: Visit, post: Post, errors: Mapping[str, str] | None = None) -> Response:
    people, texts = visit.services.people, visit.texts
    posts = people.posts
    acting, deeds = await posts.acting(post), await posts.last_deeds()
    standing = next((each for each in await posts.standings(post.place) if each.post == post), None)
    if any(each.phone for each in acting):
        await people.audit.note(visit.person_id, Action.DATA_READ, post.id, "phone")
    office, email = await posts.phone(post), (await posts.emails()).get(post.id, "")
    typed = {"phone": office, "email": email, **(visit.all_typed if errors else {})}
    hromada = by_slug(post.place)
    now = [each.id for each in acting]
    return await visit.show(
        "people/post.html",
        status=422 if errors else 200,
        errors=errors or {},
        typed=typed,
        post=post,
        name=await posts.name(post),
        place=hromada.slug if hromada else "",
        acting=[
            {
                "id": each.id,
                "name": each.name,
                "is_holder": each.kind is TenureKind.HOLDER,
                "since": each.since_at,
                "until": each.until_at,
                "confirmed": each.confirmed_at,
                "phones": [number for number in each.phone.split(", ") if number],
                "seen": deeds.get(each.person_id or 0),
            }
            for each in acting
        ],
        is_lost=bool(standing and standing.holder and not standing.reachable),
        invite=await people.invites.open_into(post),
        owed=len(await visit.services.notices.read.of_post(post)),
        history=[each for each in await posts.history(post) if each.id not in now],
        kinds={each.value: texts.plain("people-kind", kind=each) for each in TenureKind},
    )


@form("/desk/people/of/{post}/reach", Right.POSTS, rail="people")
async def set_reach(visit: Visit) -> Response:
    """Number of the office and address for notices; empty: none. Only what was changed is kept."""
    post, posts, texts = await post_of(visit), visit.services.people.posts, visit.texts
    phone, email, errors = visit.typed("phone"), visit.typed("email"), dict[str, str]()
    read = read_phones(phone) if phone else ""
    if read is None:
        errors["phone"] = texts.plain("holders-no-phone")
    if email and not is_email(email):
        errors["email"] = texts.plain("people-no-email")
    if errors or read is None:
        return await _show(visit, post, errors)
    await posts.ensure(post)
    if read != await posts.phone(post):
        await posts.set_phone(post, read, visit.person_id)
    if email != (await posts.emails()).get(post.id, ""):
        await posts.set_email(post, email, visit.person_id)
    return visit.go(f"{POSTS}/of/{post.id}", said=texts.plain("people-reach-kept"))


async def _tenure(visit: Visit) -> tuple[Post, Tenure]:
    """Of that post, and in force. Raises NotThere."""
    post = await post_of(visit)
    acting = await visit.services.people.posts.acting(post)
    tenure = next((each for each in acting if each.id == visit.number("tenure")), None)
    if tenure is None:
        raise NotThere
    return post, tenure


@page("/desk/people/of/{post}/end/{tenure:int}", Right.POSTS, rail="people")
async def ask_to_end(visit: Visit) -> Response:
    """In numbers, before anything is done."""
    post, tenure = await _tenure(visit)
    owed = await visit.services.notices.obligations.owed_by(tenure.person_id) if tenure.person_id else []
    return await visit.show(
        "people/ask.html",
        tabs=tabs(visit, POSTS),
        title=visit.texts.plain("posts-button-sure-end", kind=tenure.kind),
        words=visit.texts.plain(
            "posts-end-ask",
            kind=tenure.kind,
            post=await visit.services.people.posts.name(post),
            name=tenure.name,
            count=sum(each.post == post for each in owed),
        ),
        action=f"{POSTS}/of/{post.id}/end/{tenure.id}",
        button=visit.texts.plain("posts-button-sure-end", kind=tenure.kind),
        back=f"{POSTS}/of/{post.id}",
        fields=[],
    )


@form("/desk/people/of/{post}/end/{tenure:int}", Right.POSTS, rail="people")
async def end(visit: Visit) -> Response:
    post = await post_of(visit)
    acting = await visit.services.people.posts.acting(post)
    is_there = visit.number("tenure") in {each.id for each in acting}
    ended = await visit.services.people.posts.leave(visit.number("tenure"), visit.person_id) if is_there else None
    said = visit.texts.plain("people-ended" if ended else "posts-ended-before")
    return visit.go(f"{POSTS}/of/{post.id}", said=said)


@page("/desk/people/of/{post}/undo/{tenure:int}", Right.POSTS, rail="people")
async def ask_to_undo(visit: Visit) -> Response:
    """Somebody came into the post by mistake: she goes, and who held it before has it again."""
    (post, tenure), texts, posts = await _tenure(visit), visit.texts, visit.services.people.posts
    if tenure.kind is not TenureKind.HOLDER or tenure.person_id is None:
        raise NotThere
    owed, before = await visit.services.notices.obligations.owed_by(tenure.person_id), await posts.before(tenure)
    return await visit.show(
        "people/ask.html",
        tabs=tabs(visit, POSTS),
        title=texts.plain("posts-button-sure-undo"),
        words=texts.plain(
            "posts-undo-ask",
            post=await posts.name(post),
            name=tenure.name,
            before=before.name if before else "none",
            count=sum(each.post == post for each in owed),
        ),
        action=f"{POSTS}/of/{post.id}/undo/{tenure.id}",
        button=texts.plain("posts-button-sure-undo"),
        back=f"{POSTS}/of/{post.id}",
        fields=[],
    )


@form("/desk/people/of/{post}/undo/{tenure:int}", Right.POSTS, rail="people")
async def undo_taking(visit: Visit) -> Response:
    post = await post_of(visit)
    acting = await visit.services.people.posts.acting(post)
    is_there = visit.number("tenure") in {each.id for each in acting if each.kind is TenureKind.HOLDER}
    undone = await visit.services.people.posts.undo(visit.number("tenure"), visit.person_id) if is_there else None
    said = visit.texts.plain("people-undone" if undone else "posts-ended-before")
    return visit.go(f"{POSTS}/of/{post.id}", said=said)


@page("/desk/people/of/{post}/invite", Right.POSTS, rail="people")
async def ask_to_invite(visit: Visit) -> Response:
    """Asked only where a link is open, which the new one revokes."""
    post = await post_of(visit)
    texts, before = visit.texts, await visit.services.people.invites.open_into(post)
    name = await visit.services.people.posts.name(post)
    if before is None:
        words = texts.plain("people-invite-ask", post=name)
    else:
        words = texts.plain("invites-anew-ask", what=name, until=before.expires_at.date())
    return await visit.show(
        "people/ask.html",
        tabs=tabs(visit, POSTS),
        title=texts.plain("people-invite-title"),
        words=words,
        action=f"{POSTS}/of/{post.id}/invite",
        button=texts.plain("invites-button-anew" if before else "people-invite-button"),
        back=f"{POSTS}/of/{post.id}",
        fields=[],
    )


@form("/desk/people/of/{post}/invite", Right.POSTS, rail="people")
async def invite(visit: Visit) -> Response:
    made = await visit.services.people.invites.into_post(await post_of(visit), visit.person_id)
    return visit.go(f"/desk/people/invites/{made.invite.id}", said=visit.texts.plain("people-invite-made"))
