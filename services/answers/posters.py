"""Posters: an A4 page with a large QR code that opens an answer or a guide, in the bot or as a page, and how many
people each brought."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from content import FOLDER
from services.files.typesetting import as_pdf
from services.operation import DatabaseAway
from storage.answers import PosterVisitStore, Visited

TEMPLATE = FOLDER / "templates" / "poster.typ"
SHOWN = timedelta(days=90)
"""How far back visits are counted for the staff."""
ANYWHERE = "poster"
"""Stands in place of a slug on a poster made for no hromada in particular."""
_SLUGS = re.compile(f"{ANYWHERE}|h[0-9]{{5}}|b[0-9]{{1,9}}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    """A deep link's payload: `a_<answer>` or `g_<guide>`, on a poster followed by `_<slug>` of its place."""

    target: str
    slug: str = ""

    @classmethod
    def parse(cls, payload: str) -> Link:
        """What no poster bears is no slug and stays in the target."""
        target, _, slug = payload.rpartition("_")
        return cls(target, slug) if _SLUGS.fullmatch(slug) and "_" in target else cls(payload)

    @property
    def payload(self) -> str:
        return f"{self.target}_{self.slug}" if self.slug else self.target


@dataclass(frozen=True, slots=True)
class Posters:
    """Makes posters and counts whom they bring; a visit is counted without the person."""

    _visits: PosterVisitStore
    _clock: Callable[[], datetime]

    async def count(self, link: Link) -> None:
        """Somebody came by a poster; nothing where the link is from no poster."""
        if link.slug:
            with suppress(DatabaseAway):
                await self._visits.add(link.target, link.slug, self._clock())

    async def brought(self) -> list[Visited]:
        """What the posters brought lately, most first."""
        return await self._visits.counted(since=self._clock() - SHOWN)


def make_pdf(
    title: str, text: str, bot: str, target: str, places: Sequence[tuple[str, str]], *, address: str = ""
) -> bytes:
    """A PDF with an A4 page per place (slug, words). About 40 ms a page: call it in a thread.

    With `address` the code leads to that page instead of the bot.
    """
    import segno  # when a poster is made

    posters = []
    for slug, place in places:
        url = f"{address}?p={slug}" if address else f"https://t.me/{bot}?start={Link(target, slug).payload}"
        code = io.BytesIO()
        # Level Q survives a fold or a stain; the border of four modules is part of the standard.
        segno.make(url, error="q", micro=False).save(code, kind="svg", border=4, xmldecl=False, svgns=True)
        posters.append({"url": url, "place": place, "qr": code.getvalue().decode()})
    return as_pdf(TEMPLATE, {"title": title, "text": text, "bot": bot, "posters": posters})
