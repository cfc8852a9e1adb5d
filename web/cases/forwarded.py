"""Cases that the department passed to the posts of whoever looks; another area shows them to her."""

from __future__ import annotations

from services.cases import words
from web.visit import Visit


async def forwarded(visit: Visit) -> list[dict[str, str]]:
    """Those that are open: number, place and document of each. They are answered in the chat."""
    content, read = visit.services.content, visit.services.cases.read
    cases = {case.id: case for each in visit.posts for case in await read.forwarded_to(each.post.id)}
    return [
        {
            "number": case.number or "",
            "place": words.at_place(content, case),
            "document": words.document(content, case),
        }
        for case in cases.values()
    ]
