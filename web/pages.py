"""Makes pages of templates. Data comes first and the page is then put together at once: nothing waits in a template.

All templates are loaded at the start (web/templating.py). In every template stand:

    texts   texts.plain("desk-name"), texts.plain("key", count=3)
    ui      the macros of `macros.html`: field, errors, table, pager, nothing, said
    when    when(at): «сьогодні о 10:42», «вчора о 9:05», «12 листопада»
    number  number(12345): «12 345», on one line
    static  static("desk.css"): the address of a file of `web/static`
    visit   who asks; `visit.now()`
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from babel.dates import format_date
from starlette.responses import HTMLResponse, Response

from content.messages import LOCALE
from services.figures import show_number
from services.operation.version import VERSION
from services.services import Services
from web.public import of_all, said_to_all
from web.rail import entries
from web.routes import WAYS
from web.templating import environment, load_all
from web.visit import SAID, Visit, without_emoji

FRAGMENT, HAVE = "X-Fragment", "X-Have"
"""Headers of the script that keeps a block of a page up to date: the block it wants, and the one it has."""

FIND = "/desk/find"
"""Where the field at the top leads."""


class Blank(dict[str, Any]):
    """Fields by name; one that is not there is empty, so that a template need not ask."""

    def __missing__(self, _name: str) -> str:
        return ""


class Static:
    """The files of `web/static`, in memory; their address changes with them, so that browsers keep them for ever."""

    def __init__(self) -> None:
        folder = files("web") / "static"
        self.files = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
        self.edition = hashlib.sha256(b"".join(body for _, body in sorted(self.files.items()))).hexdigest()[:12]

    def address(self, name: str) -> str:
        """Raises KeyError for a file that is not there."""
        self.files[name]
        return f"/desk/s/{self.edition}/{name}"


class Pages:
    """The templates over the content that is in use at the moment."""

    def __init__(self, services: Services, played: Mapping[int, str] | None = None) -> None:
        """`played`: whom one may play in the demo, by number; nobody elsewhere."""
        self._services = services
        self.played = played or {}
        self.static = Static()
        self._templates = environment()
        self._templates.globals |= {"texts": _Texts(services), "static": self.static.address, "when": self._when}
        self._templates.globals["number"] = show_number
        self._templates.globals["bot_version"] = VERSION
        self._templates.globals["ui"] = self._templates.get_template("macros.html").module
        load_all(self._templates)

    @cached_property
    def names(self) -> list[str]:
        """All templates."""
        return self._templates.list_templates()

    async def show(self, visit: Visit, name: str, status: int, values: Mapping[str, object]) -> Response:
        template, wanted = self._templates.get_template(name), visit.request.headers.get(FRAGMENT, "")
        # What many pages do not have is nothing, so that no template has to ask whether it is there.
        known: dict[str, Any] = {**values, "visit": visit}
        for name in ("errors", "typed"):
            known[name] = Blank(known.get(name, {}))
        if wanted in template.blocks:
            block = "".join(template.blocks[wanted](template.new_context(known)))
            mark = hashlib.sha256(block.encode()).hexdigest()[:16]
            if visit.request.headers.get(HAVE) == mark:
                return Response(status_code=204)
            return HTMLResponse(block, status, {HAVE: mark})
        said = unquote(visit.request.cookies.get(SAID, "")) if visit.session else ""
        known |= {"rail": await entries(visit), "said": said, "finds": any(each.path == FIND for each in WAYS)}
        response = HTMLResponse(template.render(known), status)
        if said:
            response.delete_cookie(SAID, path="/desk/", httponly=True, samesite="lax")
        return response

    async def sorry(self, visit: Visit, title: str, why: str, status: int) -> HTMLResponse:
        known = {"visit": visit, "errors": {}, "typed": {}, "rail": [], "said": "", "title": title, "why": why}
        return HTMLResponse(self._templates.get_template("sorry.html").render(known), status)

    async def sorry_to_all(self, visit: Visit, status: int) -> HTMLResponse:
        """The same on the pages for everybody: in words that know of no desk, and with the field that finds."""
        title, why = said_to_all(visit.texts, status)
        values = {**of_all(visit), "visit": visit, "errors": {}, "typed": {}, "title": title, "why": why}
        return HTMLResponse(self._templates.get_template("answers/sorry.html").render(values), status)

    def _when(self, at: datetime | date | None) -> str:
        """Day and hour as somebody would say them now; empty for None."""
        if at is None:
            return ""
        now, texts = self._services.people.people.now(), self._services.content.library.texts
        day = at.date() if isinstance(at, datetime) else at
        ago = (now.date() - day).days
        how = {0: "today", 1: "yesterday", -1: "tomorrow"}.get(ago, "day" if day.year == now.year else "year")
        words = format_date(day, "d MMMM" if how == "day" else "d MMMM y", locale=LOCALE)
        time = f"{at:%H:%M}" if isinstance(at, datetime) else "none"
        return texts.plain("desk-when", how=how, day=words, time=time)


class _Texts:
    """The texts of the edition that is in use; plain ones without the emoji that stand before them in chat."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def __call__(self, key: str, **values: object) -> str:
        return self._services.content.library.texts(key, **values)

    def plain(self, key: str, **values: object) -> str:
        return without_emoji(self._services.content.library.texts.plain(key, **values))
