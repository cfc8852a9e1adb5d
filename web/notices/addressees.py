"""To whom a notice goes: posts by name, raion by raion; by title; those that are behind with another notice; a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from content.hromadas import by_slug, load_hromadas, raions
from services.notices import Notice, words
from services.people import Post, Right, Title
from services.text import shorten
from web.notices.editor import path_of, written
from web.notices.table import TABLE, whole
from web.routes import form, page
from web.visit import Visit

SHORT = 60
MOST_NAMED = 60
"""Posts of a title that are named one by one; of more only those that are meant are."""


@page("/desk/notices/{notice:int}/to", Right.SEND, rail="notices")
async def choose(visit: Visit) -> Response:
    notice = await written(visit)
    if notice.is_correction:
        return visit.go(path_of(notice.id))
    return await _show(visit, notice, notice.addressed)


async def _show(visit: Visit, notice: Notice, chosen: Sequence[Post], error: str = "", names: str = "") -> Response:
    texts, services, people = visit.texts, visit.services.notices, visit.services.people
    ticked, owed = {each.id for each in chosen}, Counter(each.post for each in await services.read.open())

    def row(post: Post, name: str) -> dict[str, object]:
        return {"id": post.id, "name": name, "ticked": post.id in ticked, "owed": owed[post]}

    groups = []
    for number, raion in enumerate(raions(), start=1):
        of_raion = [each for each in load_hromadas() if each.raion == raion]
        rows = [row(Post(each.slug, Title.HEAD), each.name) for each in of_raion]
        groups.append({"code": f"raion {number}", "name": words.raion(texts, raion), "rows": rows})
    for title in Title:
        posts = await services.notices.titled(title) if title is not Title.HEAD else []
        named = posts if len(posts) <= MOST_NAMED else [each for each in posts if each.id in ticked]
        if posts:
            rows = [row(each, await people.posts.place_name(each.place)) for each in named]
            name = texts.plain("draft-title", title=title, count=len(posts))
            groups.append({"code": f"title {title}", "name": name, "rows": rows})
    return await visit.show(
        "notices/to.html",
        status=422 if error else 200,
        errors={"names" if names else "to": error} if error else {},
        notice=notice,
        path=path_of(notice.id),
        groups=groups,
        names=names,
        behind=[
            (each.notice.id, f"№ {each.notice.id} {shorten(each.notice.text, SHORT)} ({each.addressed - each.done})")
            for each in await services.read.newest()
            if each.done < each.addressed
        ],
        **_counted(visit, chosen),
    )


def _counted(visit: Visit, chosen: Iterable[Post]) -> dict[str, object]:
    """How many are meant, and in which raion."""
    posts = list(chosen)
    raion_of = Counter(hromada.raion if (hromada := by_slug(each.place)) else "" for each in posts)
    return {
        "count": len(posts),
        "shares": [(words.raion(visit.texts, name), raion_of[name]) for name in [*raions(), ""] if raion_of[name]],
    }


def _ticked(visit: Visit) -> list[Post]:
    return [post for each in visit.ticked("to") if (post := Post.parse(each))]


@form("/desk/notices/{notice:int}/to/look", Right.SEND, rail="notices")
async def look(visit: Visit) -> Response:
    """How many that would be; nothing is kept."""
    return await visit.show("notices/count.html", status=200, **_counted(visit, _ticked(visit)))


@form("/desk/notices/{notice:int}/to", Right.SEND, rail="notices")
async def address(visit: Visit) -> Response:
    """A press on a group adds it to what is ticked; «done» keeps what is."""
    notice, services, texts = await written(visit), visit.services.notices, visit.texts
    known, chosen = {each.post for each in await visit.services.people.posts.standings()}, _ticked(visit)
    what, _, about = visit.typed("what").partition(" ")
    more: Sequence[Post] = ()
    match what:
        case "none":
            return await _show(visit, notice, [])
        case "all":
            more = services.notices.heads(0)
        case "raion" if 0 < (number := whole(about) or 0) <= len(raions()):
            more = services.notices.heads(number)
        case "title" if about in set(Title):
            more = await services.notices.titled(Title(about))
        case "behind":
            owing = await services.read.of_notice(whole(visit.typed("other")) or 0)
            more = [each.post for each in owing if not each.is_done]
        case "names":
            found, unknown = visit.services.mailings.audiences.look_up(visit.typed("names"))
            if unknown or not found:
                said = texts.plain("notices-unknown-hromadas", names=", ".join(unknown))
                return await _show(visit, notice, chosen, said, visit.typed("names"))
            more = [Post(each.slug, Title.HEAD) for each in found]
    posts = [each for each in dict.fromkeys([*chosen, *more]) if each in known]
    if not await services.notices.address(notice.id, posts):
        return await _show(visit, notice, posts, texts.plain("draft-no-posts"))
    if what == "done":
        return visit.go(path_of(notice.id), said=texts.plain("draft-addressed", count=len(posts)))
    return visit.go(f"{TABLE}/{notice.id}/to", said=texts.plain("draft-addressed", count=len(posts)))
