"""What whoever acts for a post finds behind the doors: what she owes, the earliest deadline first."""

from __future__ import annotations

from starlette.responses import Response

from services.notices import words
from services.text import shorten
from web.routes import Who, page
from web.visit import Visit

SHORT = 120


@page("/desk/own", Who.HEADS, rail="own")
async def own(visit: Visit) -> Response:
    texts, posts = visit.texts, visit.services.people.posts
    owed = await visit.services.notices.obligations.owed_by(visit.person_id)
    rows = [
        {
            "number": each.notice.id,
            "text": shorten(each.notice.text, SHORT),
            "due": words.due(texts, each.due_on, each.due_time),
            "late": each.is_overdue(visit.now()),
        }
        for each in owed
    ]
    names = [await posts.name(each.post) for each in visit.posts]
    return await visit.show("notices/own.html", owed=rows, names=names)
