"""Merge fields: words in braces that each recipient reads differently, such as her hromada."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from markupsafe import escape

from content.hromadas import Hromada, by_katottg, by_slug
from content.messages import Texts

_WITH_WORD = re.compile(r"(\w+\s+)?\{\s*([^{}\n]{1,30}?)\s*\}")
_FIELD = re.compile(r"\{\s*([^{}\n]{1,30}?)\s*\}")


@dataclass(frozen=True, slots=True)
class MergeFields:
    _texts: Callable[[], Texts]
    _place_name: Callable[[str], Awaitable[str]]

    def offered(self, hromada: Hromada) -> list[tuple[str, str]]:
        """Each field as it is typed, and how it reads in that hromada."""
        return [(f"{{{name}}}", value) for name, value in self._values(hromada).items()]

    def used(self, html: str) -> list[str]:
        """All names that stand in braces, known or not."""
        return [match[1] for match in _FIELD.finditer(html)]

    def unknown(self, html: str) -> list[str]:
        """Names that stand in braces and mean nothing."""
        known = self._values(None)
        return [name for name in self.used(html) if name.lower() not in known]

    def read_as(self, html: str, hromada: Hromada | None) -> list[str]:
        """How each field reads, with the word before it, which says whether its case is right."""
        values = self._values(hromada)
        found = [(match[1] or "", values.get(match[2].lower())) for match in _WITH_WORD.finditer(html)]
        return list(dict.fromkeys(f"{word}{value}" for word, value in found if value))

    async def fill(self, html: str, place: str) -> str:
        """The text as somebody of that place reads it; `place` is a hromada's katottg, a post's place, or empty."""
        if not self.used(html):
            return html
        hromada = by_slug(place) or by_katottg(place)
        values = self._values(hromada)
        if place and hromada is None:
            body = await self._place_name(place)
            values = dict.fromkeys(values, body) if body else values

        def value(match: re.Match[str]) -> str:
            found = values.get(match[1].lower(), match[0])
            begins = match[1][0].isupper()  # as it stands in braces, a sentence begins with it
            return str(escape(found[0].upper() + found[1:] if begins else found))

        return _FIELD.sub(value, html)

    def _values(self, hromada: Hromada | None) -> dict[str, str]:
        """What each field becomes; where no hromada is known, words that fit everybody."""
        texts = self._texts()
        if hromada is None:
            values = ("fields-no-hromada", "fields-no-of-hromada", "fields-no-raion")
            found = [texts.plain(key) for key in values]
        else:
            found = [
                texts.plain("posts-hromada", name=hromada.name),
                texts.plain("posts-of-hromada", name=hromada.genitive),
                texts.plain("fields-raion-of", name=hromada.raion),
            ]
        names = (texts.plain("fields-hromada"), texts.plain("fields-of-hromada"), texts.plain("fields-raion"))
        return dict(zip(names, found, strict=True))
