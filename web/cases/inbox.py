"""«Звернення»: questions and cases in one list. Its state stands in the address, so that «back» brings it back."""

from __future__ import annotations

import math
from datetime import timedelta
from urllib.parse import urlencode

from starlette.responses import Response

from content.hromadas import load_hromadas
from services.cases import CASE
from services.matters import Matter, Tab, Wanted
from services.people import Right
from web.pages import Blank
from web.routes import form, page
from web.visit import Visit

LISTED = 40
AGES = (1, 3, 7, 30)
"""Days."""
SIGNS = {"free": "○", "taken": "●", "over": "✓"}
FILTERS = ("q", "theme", "place", "hromada", "owner", "age")


@page("/desk/inbox", Right.CASES, rail="inbox")
async def inbox(visit: Visit) -> Response:
    matters, wanted = visit.services.matters, _wanted(visit)
    tab = _tab(visit) or Tab.MINE
    found = await matters.matters(tab, visit.person_id, wanted)
    if not found and not _tab(visit):  # who has nothing of her own comes for what is nobody's
        tab = Tab.NOBODYS
        found = await matters.matters(tab, visit.person_id, wanted)
    pages = max(1, math.ceil(len(found) / LISTED))
    at = min(max(1, int(visit.asked("page")) if visit.asked("page").isdecimal() else 1), pages)
    kept = Blank({name: visit.asked(name) for name in FILTERS if visit.asked(name)})
    return await visit.show(
        "cases/inbox.html",
        tab=tab.value,
        tabs=[(each.value, _address(each, kept)) for each in Tab if each is not Tab.ALL or tab is Tab.ALL],
        rows=[_row(each) for each in found[(at - 1) * LISTED : at * LISTED]],
        count=len(found),
        at=at,
        pages=pages,
        address=f"{_address(tab, kept)}&",
        kept=kept,
        choices=await _choices(visit),
        undo=await visit.services.taking.to_undo(visit.person_id),
    )


@form("/desk/inbox/take", Right.CASES)
async def take_several(visit: Visit) -> Response:
    """Takes what is ticked and is nobody's; among hers it can be let go in the same way."""
    count = await visit.services.taking.take(visit.ticked("matter"), visit.person_id, visit.name)
    return visit.go("/desk/inbox", said=visit.texts.plain("inbox-taken", count=count), tab=Tab.MINE.value)


@form("/desk/inbox/let-go", Right.CASES)
async def let_several_go(visit: Visit) -> Response:
    """Lets go what is ticked and is hers."""
    count = await visit.services.taking.let_go(visit.ticked("matter"), visit.person_id, visit.name)
    return visit.go("/desk/inbox", said=visit.texts.plain("inbox-let-go", count=count), tab=Tab.NOBODYS.value)


@form("/desk/inbox/undo", Right.CASES)
async def undo(visit: Visit) -> Response:
    """Puts back what she took or let go a moment ago."""
    before = await visit.services.taking.to_undo(visit.person_id)
    done = await visit.services.taking.undo(visit.person_id, visit.name)
    if before is None or done is None:
        return visit.go("/desk/inbox", said=visit.texts.plain("inbox-undo-late"))
    said = visit.texts.plain("inbox-undone", count=done[0], changed=done[1])
    return visit.go("/desk/inbox", said=said, tab=(Tab.NOBODYS if before.is_taken else Tab.MINE).value)


async def after_closing(visit: Visit, kind: str, id: int) -> str:
    """Where whoever closed that goes on: to the next of hers or of nobody's where she wants it, else to the list."""
    if visit.typed("then") == "next":
        for tab in (Tab.MINE, Tab.NOBODYS):
            for each in await visit.services.matters.matters(tab, visit.person_id, Wanted()):
                if (each.kind, each.id) != (kind, id):
                    return address_of(each)
    return "/desk/inbox"


def address_of(matter: Matter) -> str:
    return f"/desk/{'cases' if matter.kind == CASE else 'questions'}/{matter.id}"


@page("/desk/find", Right.CASES, rail="inbox")
async def find(visit: Visit) -> Response:
    """By a number straight to the case; by words to the list."""
    words = visit.asked("q")
    case = await visit.services.cases.desk.find_by_number(words) if any(sign.isdigit() for sign in words) else None
    if case and case.number and (words.isdecimal() or case.number[-6:] in words):
        return visit.go(f"/desk/cases/{case.id}")
    return visit.go("/desk/inbox", tab=Tab.ALL.value, q=words)


def _tab(visit: Visit) -> Tab | None:
    """The part that is asked for; None: none is."""
    wanted = visit.asked("tab")
    return Tab(wanted) if wanted in set(Tab) else None


def _wanted(visit: Visit) -> Wanted:
    owner, age = visit.asked("owner"), visit.asked("age")
    return Wanted(
        words=visit.asked("q"),
        theme=visit.asked("theme"),
        place=visit.asked("place"),
        hromada=visit.asked("hromada"),
        owner=int(owner) if owner.isdecimal() else None,
        older_than=timedelta(days=int(age)) if age.isdecimal() and int(age) in AGES else None,
    )


def _address(tab: Tab, kept: dict[str, str]) -> str:
    return f"/desk/inbox?{urlencode({'tab': tab.value, **kept})}"


def _row(matter: Matter) -> dict[str, object]:
    state = "over" if matter.over_at else "taken" if matter.owner_id else "free"
    return {
        "matter": matter,
        "sign": SIGNS[state],
        "href": address_of(matter),
        "mark": f"{matter.kind}-{matter.id}",
        "is_free": state == "free",
    }


async def _choices(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    """What the list may be narrowed to, each with its words; first: not."""
    library, texts = visit.services.content.library, visit.texts
    every = [("", texts.plain("inbox-every"))]
    documents = [(each.id, each.name) for each in library.cards.documents]
    return {
        "theme": [*every, *documents, *((theme.id, theme.title) for theme in library.themes)],
        "place": [*every, *((each.id, each.title) for each in library.cards.places)],
        "hromada": [*every, *((each.katottg, each.name) for each in load_hromadas())],
        "owner": [*every, *((str(each.person_id), each.name) for each in await visit.services.people.staff.members())],
        "age": [*every, *((str(days), texts.plain("inbox-older", days=days)) for days in AGES)],
    }
