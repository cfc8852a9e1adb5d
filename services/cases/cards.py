"""The law card: for an official a verdict, the norm, and how to check, as a picture; else advice for the citizen."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from content import FOLDER
from content.cards import Cards as Table
from content.cards import Cell, Document, Norm, Place, Verdict
from content.complaints import Complaint
from content.messages import Texts
from services.content import Content
from services.files.typesetting import as_png
from services.operation import DatabaseAway
from services.text import keep_together
from storage.cases import CardPictures, CardViews

TEMPLATE = FOLDER / "templates" / "card.typ"
RESOLUTION = 254.0
"""Pixels per inch: a card of 108 mm is 1,080 pixels wide, as a phone shows a photo without scaling it up."""
MOST_DRAWN = 12
"""Pictures that are kept in memory for the pages: a third of a megabyte each."""
_TONES = {
    Verdict.MUST_ACCEPT: "#14594a",
    Verdict.AFTER_CHECK: "#1d4f80",
    Verdict.REQUIRED: "#8a2f1d",
}
"""Each gives white letters a contrast of at least 7:1; the words say the same without colours."""
_TITLES = {
    Verdict.MUST_ACCEPT: "cards-must-accept",
    Verdict.AFTER_CHECK: "cards-after-check",
    Verdict.REQUIRED: "cards-required",
    Verdict.ACT: "cards-act",
    Verdict.ANOTHER: "cards-another",
    Verdict.UNKNOWN: "cards-unknown",
}
_WHY = {
    Verdict.ACT: "cards-why-act",
    Verdict.ANOTHER: "cards-why-another",
    Verdict.UNKNOWN: "cards-why-unknown",
}
PASSPORT = "passport"
"""The document that proves who somebody is; where another one does not help, this one is looked at."""
_PASSPORTS = {PASSPORT, "travel"}
_PASSPORT_HERE: dict[Verdict | None, str] = {
    Verdict.MUST_ACCEPT: "cards-passport-accepted",
    Verdict.AFTER_CHECK: "cards-passport-after-check",
    Verdict.REQUIRED: "cards-passport-required",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One card for an official, as it stands today."""

    verdict: Verdict
    title: str
    subject: str
    norms: tuple[Norm, ...]
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
        return {
            "tone": _TONES[self.verdict],
            "verdict": keep_together(self.title),
            "subject": keep_together(self.subject),
            "norms": [{"title": keep_together(norm.title), "says": keep_together(norm.says)} for norm in self.norms],
            **{name: keep_together(getattr(self, name)) for name in ("note", "check_title", "check", "call", "source")},
        }


@dataclass(frozen=True, slots=True)
class Advice:
    """What a citizen is told where there is nothing to show to an official."""

    verdict: Verdict
    title: str
    subject: str
    norms: tuple[Norm, ...]
    why: str
    say: str
    """Empty where another document is asked for."""
    carry: str
    passport: str
    """What holds for the passport here; empty where that is not known, or where this is about a passport."""
    complaints: tuple[Complaint, ...]
    """Whom to ask first, and whom then; none where another document is asked for."""
    source: str


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes cards, keeps whom they were shown to, and learns which of them works where."""

    _content: Content
    pictures: CardPictures
    """Telegram's ids of pictures that were sent before, by the key of the card."""
    views: CardViews
    """Who was shown which card, and whether the document was accepted after it."""
    _clock: Callable[[], datetime]
    _drawn: dict[str, bytes] = field(default_factory=dict)
    """Those asked for last, by the key of the card."""
    _drawing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def table(self) -> Table:
        """Documents, places and cells."""
        return self._content.library.cards

    def card(self, document: str, place: str) -> Card | Advice | None:
        """What holds today; None where there is no such document or place."""
        cell = self.table.cells.get((document, place))
        return make_card(self._content, cell, self._clock().date()) if cell else None

    def places(self, document: str) -> list[Place]:
        """All kinds of places, those first where the document is of most use."""
        return sorted(self.table.places, key=lambda place: self._use(document, place.id))

    def accepted_at(self, place: str) -> list[Document]:
        """The documents that are accepted at that kind of place, those first that must be."""
        accepted = {Verdict.MUST_ACCEPT, Verdict.AFTER_CHECK}
        today = self._clock().date()
        found = [each for each in self.table.documents if self.table.cells[each.id, place].at(today) in accepted]
        return sorted(found, key=lambda document: self._use(document.id, place))

    def _use(self, document: str, place: str) -> int:
        """The smaller, the more use."""
        return list(Verdict).index(self.table.cells[document, place].at(self._clock().date()))

    async def keep_view(self, person_id: int, document: str, place: str, update_id: int) -> int:
        """Keeps that the card was shown now; the number of the view, 0 while the database is away."""
        with suppress(DatabaseAway):
            return await self.views.add(person_id, document, place, update_id, self._clock())
        return 0

    async def draw(self, card: Card) -> bytes:
        """The picture as PNG; about 50 ms, in a thread."""
        return await asyncio.to_thread(draw, card)

    async def picture(self, card: Card) -> bytes:
        """The same, kept for whoever asks next; one is drawn at a time, however many ask."""
        key = card.key
        async with self._drawing:
            picture = self._drawn.pop(key, None) or await self.draw(card)
            self._drawn[key] = picture
            if len(self._drawn) > MOST_DRAWN:
                del self._drawn[next(iter(self._drawn))]
        return picture


def make_card(content: Content, cell: Cell, today: date) -> Card | Advice:
    """What holds on that day: words for an official, or advice for the citizen."""
    texts, verdict = content.library.texts, cell.at(today)
    title = texts.plain(_TITLES[verdict])
    subject = texts.plain("cards-subject", name=cell.document.name, at=cell.place.at)
    if not verdict.is_for_official:
        return _make_advice(content, cell, today, title, subject)
    if verdict is Verdict.REQUIRED:
        title_key, check = "cards-required-title", texts.plain("cards-required-check")
    elif cell.document.check:
        title_key, check = "cards-shown-title", cell.document.check
    else:
        title_key, check = "cards-check-title", texts.plain("cards-check")
    return Card(
        verdict=verdict,
        title=title,
        subject=subject,
        norms=cell.norms,
        note=cell.note,
        check_title=texts.plain(title_key),
        check=check,
        call=texts.plain("cards-call"),
        source=_source(texts, cell.norms),
    )


def _make_advice(content: Content, cell: Cell, today: date, title: str, subject: str) -> Advice:
    texts, verdict, place = content.library.texts, cell.at(today), cell.place.id
    is_another = verdict is Verdict.ANOTHER
    norms = cell.norms if verdict is Verdict.ACT else ()
    here = None if cell.document.id in _PASSPORTS else content.library.cards.cells[PASSPORT, place].at(today)
    return Advice(
        verdict=verdict,
        title=title,
        subject=subject,
        norms=norms,
        why=texts.plain(_WHY[verdict]),
        say="" if is_another else texts.plain("cards-say", text=cell.document.say),
        carry=cell.document.carry,
        passport=texts.plain(_PASSPORT_HERE[here]) if here in _PASSPORT_HERE else "",
        complaints=() if is_another else content.library.complaints.at(place)[:-1],
        source=_source(texts, norms) if norms else "",
    )


def _source(texts: Texts, norms: Sequence[Norm]) -> str:
    """When the norms were read, and by whom."""
    on = min(norm.checked_on for norm in norms)
    if all(norm.checked_by for norm in norms):
        by = ", ".join(dict.fromkeys(norm.checked_by for norm in norms))
        return texts.plain("cards-source-checked", date=on, by=by)
    return texts.plain("cards-source-copies", date=on)


def draw(card: Card) -> bytes:
    """The card as a PNG, 1,080 pixels wide."""
    return as_png(TEMPLATE, card.inputs, resolution=RESOLUTION)
