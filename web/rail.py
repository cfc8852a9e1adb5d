"""The rail beside every page of the desk: where one may go, and how much waits there."""

from __future__ import annotations

from services.waiting import WhatWaits
from web.routes import WAYS, may
from web.visit import Visit

ORDER = (
    "today", "inbox", "notices", "broadcasts", "answers", "hromadas", "certification", "rating", "events", "figures",
    "people", "own",
)  # fmt: skip
"""The entries. An entry stands on the rail when some page names it (`@page(…, rail="inbox")`) and is for who looks."""
KEYS = {
    "today": "g s", "inbox": "g z", "notices": "g d", "broadcasts": "g r", "answers": "g v", "hromadas": "g h",
    "certification": "g c", "rating": "g g", "events": "g p", "figures": "g f", "people": "g l", "own": "g m",
}  # fmt: skip
"""What is typed to go there."""


async def entries(visit: Visit) -> list[dict[str, object]]:
    """Name, address, count and key of each entry, in their order; none on the pages for everybody."""
    if visit.session is None:
        return []
    there: dict[str, str] = {}
    for way in WAYS:
        if way.method == "GET" and way.rail and "{" not in way.path and may(visit, way.needs):
            there.setdefault(way.rail, way.path)
            if way.path == f"/desk/{way.rail}":  # of several pages the one with the name of the entry
                there[way.rail] = way.path
    counts = counted(await visit.waits()) if visit.role else {}
    return [
        {
            "name": visit.texts.plain("desk-rail", name=each),
            "path": there[each],
            "count": counts.get(each, 0),
            "key": KEYS[each],
            "here": each == visit.rail,
        }
        for each in ORDER
        if each in there
    ]


def counted(waits: WhatWaits) -> dict[str, int]:
    """How much waits behind which entry."""
    return {
        "inbox": waits.untaken.count + waits.questions.count,
        "notices": waits.undecided.count + waits.notices.count + waits.second_notices.count,
        "broadcasts": waits.broadcasts.count + waits.second_broadcasts.count + waits.unreviewed.count,
        "answers": waits.answers.count + waits.norms.count + waits.edits.count,
        "certification": waits.certificates.count,
        "rating": waits.objections.count,
        "people": waits.unreachable.count,
    }
