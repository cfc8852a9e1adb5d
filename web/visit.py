"""What a page has at hand: who asks, the services, what she typed, and short ways to answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from channels import Delivered
from content.messages import Texts
from services.people import Door, Role, Session, Tenure
from services.services import Services
from services.waiting import WhatWaits

if TYPE_CHECKING:
    from web.pages import Pages

SAID = "said"
"""The cookie in which a result waits for the next page."""

_EMOJI = re.compile(
    r"^(?:[\U0001f000-\U0001faff\u23e9-\u23f3\u2600-\u26ff\u2705\u2709-\u270f\u274c\u2753-\u2757]\ufe0f?)+\s*"
)

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def without_emoji(words: str) -> str:
    """Words of the chat for a page, where no picture stands before them."""
    return _EMOJI.sub("", words)


class NotThere(Exception):
    """What the address names is not there, or not for who asks: the same words for both."""


@dataclass(slots=True, kw_only=True)
class Visit:
    """One request of one person."""

    services: Services
    pages: Pages
    request: Request
    session: Session | None = None
    """None on the pages for everybody."""
    role: Role | None = None
    """What she is of the staff, now."""
    posts: Sequence[Tenure] = ()
    """The posts for which she acts."""
    form: FormData = field(default_factory=FormData)
    """What was sent by POST."""
    rail: str = ""
    """The entry of the rail to which this page belongs."""
    _waits: WhatWaits | None = None

    @property
    def texts(self) -> Texts:
        return self.services.content.library.texts

    @property
    def person_id(self) -> int:
        """Who asks; for pages behind the doors."""
        assert self.session  # noqa: S101 - the route let nobody else through
        return self.session.person_id

    @property
    def name(self) -> str:
        """What she is called, as in chat; for pages behind the doors."""
        assert self.session  # noqa: S101
        return self.session.name

    async def waits(self) -> WhatWaits:
        """What waits for the staff; asked once for a page, which has it on its rail too."""
        if self._waits is None:
            self._waits = await self.services.waiting.now()
        return self._waits

    def now(self) -> datetime:
        return self.services.people.people.now()

    def number(self, name: str) -> int:
        """A number of the address; the route says `{name:int}`."""
        return int(self.request.path_params[name])

    def asked_number(self, name: str) -> int:
        """A number behind the question mark of the address; 0 where there is none."""
        value = self.asked(name)
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 16 else 0

    def asked(self, name: str) -> str:
        """A word behind the question mark of the address; empty where there is none."""
        return self.request.query_params.get(name, "").strip()

    def typed(self, name: str) -> str:
        """What was typed into a field, without spaces around it; empty where there is nothing, or a file."""
        value = self.form.get(name, "")
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""

    def ticked(self, name: str) -> list[str]:
        """The values of the boxes of that name that are ticked."""
        return [each for each in self.form.getlist(name) if isinstance(each, str)]

    @property
    def all_typed(self) -> Mapping[str, str]:
        """The fields by name, for a page that is shown again with them."""
        return {name: value for name, value in self.form.items() if isinstance(value, str)}

    async def show(self, template: str, /, *, status: int = 200, **values: object) -> Response:
        """The page; where a script wants one block of it, that alone."""
        return await self.pages.show(self, template, status, values)

    def go(self, path: str, said: str = "", **query: object) -> Response:
        """Leads on after a form. `said` is what was done and to how many; it stands on the next page, once."""
        address = f"{path}?{urlencode(query)}" if query else path
        response = RedirectResponse(address, 303)
        if said:
            words = quote(without_emoji(said))
            response.set_cookie(SAID, words, max_age=60, httponly=True, samesite="lax", path="/desk/")
        return response

    async def file(self, content: bytes, name: str, kind: str, back: str) -> Response:
        """A file to keep. Inside of Telegram nothing can be kept: there the bot sends it into the chat, and the page
        `back` says so."""
        if self.session and self.session.door is Door.APP:
            outcome = await self.services.people.people.give(self.person_id, name, content, "")
            is_there = isinstance(outcome, Delivered)
            return self.go(back, said=self.texts.plain("desk-file-sent" if is_there else "desk-file-not-sent"))
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        return Response(content, media_type=kind, headers={"Content-Disposition": disposition})

    async def excel(self, content: bytes, name: str, back: str) -> Response:
        """A table to keep, as `file`."""
        return await self.file(content, name, EXCEL, back)

    async def sorry(self, key_title: str, key_why: str, status: int) -> HTMLResponse:
        """A page that says in words why there is nothing to see, and what to do."""
        if not self.request.url.path.startswith(("/desk", "/n/")):
            return await self.pages.sorry_to_all(self, status)
        title, why = self.texts.plain(key_title), self.texts.plain(key_why)
        return await self.pages.sorry(self, title, why, status)
