"""Answers that staff keep ready: by a word or a button they become a reply, with the fields filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from services.content import Content
from storage.people import ReadyAnswer, ReadyAnswerStore

_NAME = re.compile(r"/?([\w-]{2,20})(?:@\w+)?")


@dataclass(frozen=True, slots=True)
class ReadyAnswers:
    """Keeps ready answers, and fills them in."""

    _content: Content
    _store: ReadyAnswerStore
    _clock: Callable[[], datetime]

    async def keep(self, name: str, html: str, by: int) -> str | None:
        """The name under which it is kept, in place of what was there; None where `name` is no single word."""
        found = _NAME.fullmatch(name.strip().casefold())
        if found is None:
            return None
        await self._store.keep(found[1], html, self._clock(), by)
        return found[1]

    async def remove(self, number: int, by: int) -> None:
        await self._store.remove(number, self._clock(), by)

    async def all(self) -> list[ReadyAnswer]:
        """By name."""
        return await self._store.all()

    async def find(self, number: int) -> ReadyAnswer | None:
        return await self._store.find(number)

    def named_in(self, text: str) -> str:
        """The name in a message that says no more than `/qr`; empty where it says anything else."""
        found = _NAME.fullmatch(text.strip().casefold())
        return found[1] if found and text.startswith("/") else ""

    async def called(self, name: str) -> ReadyAnswer | None:
        return await self._store.named(name)

    def fields(self, values: Mapping[str, str]) -> dict[str, str]:
        """What is known of a matter, by the Ukrainian names of the fields in braces."""
        names = self._content.library.texts.plain
        known = {
            names("ready-field-number"): values.get("number", ""),
            names("ready-field-document"): values.get("document", ""),
            names("ready-field-place"): values.get("place", ""),
            names("ready-field-hromada"): values.get("hromada", ""),
        }
        return {f"{{{name}}}": value for name, value in known.items()}

    def fill_in(self, html: str, values: Mapping[str, str]) -> str | None:
        """The words with the fields filled in; None where something is not known of this matter."""
        for field, value in self.fields(values).items():
            if field in html:
                if not value:
                    return None
                html = html.replace(field, str(escape(value)))
        return html

    def take_out(self, html: str, values: Mapping[str, str]) -> str:
        """The words of a reply to one matter, with fields in place of what is its own."""
        for field, value in self.fields(values).items():
            if value:
                html = html.replace(str(escape(value)), field)
        return html


def plain(html: str) -> str:
    """The words without their marks."""
    return str(Markup(html).striptags())  # noqa: S704 - nothing is shown of it but words
