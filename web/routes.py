"""How a request reaches the function that answers it, and only for those who may.

A function names its address, and its right, in the line above it:

    @page("/desk/cases/{case:int}", Right.CASES)
    async def one_case(visit: Visit) -> Response: ...

    @form("/desk/cases/{case:int}/take", Right.CASES)
    async def take(visit: Visit) -> Response: ...

The right is asked of the roles at every request. A form gets only what our own pages send (`web/sessions.py`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto

from starlette.responses import Response

from services.people import RIGHTS, Right
from web.visit import Visit

Act = Callable[[Visit], Awaitable[Response]]


class Who(Enum):
    """Whom a page is for that is not only for those with a right."""

    HEADS = auto()
    """Whoever acts for a post."""
    INSIDE = auto()
    """Everybody who came in by a door."""
    ALL = auto()
    """The public: there is no session, and no cookie."""


Needs = Right | Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One line of the table of pages and forms."""

    path: str
    method: str
    needs: Needs
    act: Act
    fresh: bool
    """The person must have said in the chat a short time ago that it is her."""
    rail: str
    """The entry of the rail that leads here, or to which this belongs; empty: none."""


WAYS: list[Way] = []
"""In the order in which the modules were imported. The first page of an entry of the rail whose address is always the
same is where the entry leads."""


def page(path: str, needs: Needs, *, rail: str = "") -> Callable[[Act], Act]:
    """The function answers GET at `path`."""
    return _way(path, "GET", needs, rail=rail)


def form(path: str, needs: Needs, *, rail: str = "", fresh: bool = False) -> Callable[[Act], Act]:
    """The function takes what is sent to `path` by POST. With `fresh` the person must have said in the chat, within
    ten minutes, that it is her; until then nothing is done, and what she typed is kept in the page."""
    return _way(path, "POST", needs, rail=rail, fresh=fresh)


def may(visit: Visit, needs: Needs) -> bool:
    """Whether this page is for who asks for it."""
    match needs:
        case Right():
            return visit.role in RIGHTS[needs]
        case Who.HEADS:
            return bool(visit.posts)
        case Who.INSIDE:
            return visit.session is not None
        case Who.ALL:
            return True


def _way(path: str, method: str, needs: Needs, *, rail: str, fresh: bool = False) -> Callable[[Act], Act]:
    def register(act: Act) -> Act:
        if any(each.path == path and each.method == method for each in WAYS):
            raise ValueError(path)
        WAYS.append(Way(path=path, method=method, needs=needs, act=act, fresh=fresh, rail=rail))
        return act

    return register
