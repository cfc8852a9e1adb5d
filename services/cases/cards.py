"""The law card for an official: an honest verdict, the norm, and how to check; as words and as a picture."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from content import FOLDER
from content.cards import Cards as Table
from content.cards import Cell, Verdict
from services.content import Content
from services.files.typesetting import as_png
from storage.cases import CardPictures, CardViews

TEMPLATE = FOLDER / "templates" / "card.typ"
RESOLUTION = 254.0
"""Pixels per inch: a card of 108 mm is 1,080 pixels wide, as a phone shows a photo without scaling it up."""
_BORDER = "border"
_TONES = {
    Verdict.MUST_ACCEPT: "#14594a",
    Verdict.AFTER_CHECK: "#1d4f80",
    Verdict.REQUIRED: "#8a2f1d",
    Verdict.REVIEWING: "#5b5442",
}
"""Each gives white letters a contrast of at least 7:1; the words say the same without colours."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card as it stands today."""

    verdict: Verdict
    title: str
    subject: str
    norms: tuple[tuple[str, str], ...]
    """Title and what it says; of a card under review those that are being checked."""
    note: str
    check_title: str
    check: str
    call: str
    source: str

    @property
    def key(self) -> str:
        """Changes with every letter of the card and of its template."""
        inputs = json.dumps(self.inputs, ensure_ascii=False) + TEMPLATE.read_text(encoding="utf-8")
        return f"card:{hashlib.sha256(inputs.encode()).hexdigest()[:32]}"

    @property
    def inputs(self) -> dict[str, object]:
        """What the template is given."""
        norms = [{"title": title, "says": says} for title, says in self.norms]
        return {**asdict(self), "tone": _TONES[self.verdict], "verdict": self.title, "norms": norms}


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes cards, keeps whom they were shown to, and learns which of them works where."""

    _content: Content
    pictures: CardPictures
    """Telegram's ids of pictures that were sent before, by the key of the card."""
    views: CardViews
    """Who was shown which card, and whether the document was accepted after it."""
    _clock: Callable[[], datetime]

    @property
    def table(self) -> Table:
        """Documents, places and cells."""
        return self._content.library.cards

    def card(self, document: str, place: str) -> Card | None:
        """The card as it stands today; None where there is no such document or place."""
        cell = self.table.cells.get((document, place))
        return make_card(self._content, cell, self._clock()) if cell else None

    async def keep_view(self, person_id: int, document: str, place: str, update_id: int) -> int:
        """Keeps that the card was shown now; the number of the view."""
        return await self.views.add(person_id, document, place, update_id, self._clock())

    async def draw(self, card: Card) -> bytes:
        """The picture as PNG; about 50 ms, in a thread."""
        return await asyncio.to_thread(draw, card)


def make_card(content: Content, cell: Cell, now: datetime) -> Card:
    """The words of a card on the day of `now`."""
    texts = content.library.texts
    verdict = cell.at(now.date())
    at_border = cell.place.id == _BORDER
    notes = {
        Verdict.REVIEWING: "" if at_border else texts.plain("cards-note-reviewing"),
        Verdict.REQUIRED: texts.plain("cards-note-required"),
    }
    titles = {
        Verdict.MUST_ACCEPT: texts.plain("cards-must-accept"),
        Verdict.AFTER_CHECK: texts.plain("cards-after-check"),
        Verdict.REQUIRED: texts.plain("cards-required"),
        Verdict.REVIEWING: texts.plain("cards-reviewing"),
    }
    checked = min((norm.checked_on for norm in cell.norms), default=now.date())
    return Card(
        verdict=verdict,
        title=titles[verdict],
        subject=texts.plain("cards-subject", name=cell.document.name, at=cell.place.at),
        norms=tuple((norm.title, norm.says) for norm in cell.norms),
        note=notes.get(verdict, ""),
        check_title=texts.plain("cards-border-title" if at_border else "cards-check-title"),
        check=texts.plain("cards-check-border" if at_border else "cards-check"),
        call=texts.plain("cards-call"),
        source=texts.plain("cards-source", date=checked),
    )


def draw(card: Card) -> bytes:
    """The card as a PNG, 1,080 pixels wide."""
    return as_png(TEMPLATE, card.inputs, resolution=RESOLUTION)
