"""Law cards: which document must be accepted where, and by which norm (`content/uk/laws.yaml`, `cards.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from content.mistakes import BrokenContent, Mistake, load_yaml

_ID = re.compile("[a-z-]{1,20}")
_Named = tuple["Document", str, "Verdict", tuple[str, ...], str]
"""A document, the id of a place, the verdict, the ids of its norms, and the note."""


class Verdict(StrEnum):
    """What is known of one document at one place, the most useful first."""

    MUST_ACCEPT = "must-accept"
    AFTER_CHECK = "after-check"
    """Must accept once the code was checked."""
    REQUIRED = "required"
    """Here the paper or the physical document is needed."""
    ACT = "act"
    """There is an act about the document; no duty of this place was found in it."""
    ANOTHER = "another"
    """Another document is asked for here."""
    UNKNOWN = "unknown"

    @property
    def is_for_official(self) -> bool:
        """Whether there is something to show to an official. The others are words for the citizen only."""
        return self in _FOR_OFFICIAL


_FOR_OFFICIAL = {Verdict.MUST_ACCEPT, Verdict.AFTER_CHECK, Verdict.REQUIRED}


@dataclass(frozen=True, slots=True)
class Norm:
    """A law, an order, or an authority's explanation."""

    id: str
    title: str
    """With number and date, where it has them."""
    says: str
    url: str
    """Empty: the address of its text is not known."""
    in_force_from: date | None
    in_force_until: date | None
    only_public: bool
    """Binds public bodies only, and is never cited to a business."""
    checked_on: date
    checked_by: str
    """Who read the act itself; empty: it is known from saved copies only."""
    review_by: date

    def holds(self, today: date) -> bool:
        """Whether a card may stand on it: in force, and not due for another review."""
        return (
            today <= self.review_by
            and (self.in_force_from is None or self.in_force_from <= today)
            and (self.in_force_until is None or today <= self.in_force_until)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place where documents are shown."""

    id: str
    title: str
    at: str
    """As in «у поїзді»."""
    public: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document that can be in Diia."""

    id: str
    title: str
    name: str
    say: str
    """What a citizen may say of it where there is no card for the official."""
    carry: str = ""
    """What she had better have with her."""
    check: str = ""
    """How it is shown, where it is not one of Diia's and her scanner does not read it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds for one document at one place."""

    document: Document
    place: Place
    verdict: Verdict
    """As long as all norms hold; see `at`."""
    norms: tuple[Norm, ...]
    note: str
    """A reservation of this cell alone."""

    def at(self, today: date) -> Verdict:
        """The verdict that may be given today: none is given on a norm that does not hold."""
        return self.verdict if all(norm.holds(today) for norm in self.norms) else Verdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class Cards:
    """All cells, by the ids of document and place."""

    documents: tuple[Document, ...]
    places: tuple[Place, ...]
    norms: tuple[Norm, ...]
    cells: Mapping[tuple[str, str], Cell]


def load_cards(laws: Path, cards: Path) -> Cards:
    """Raises BrokenContent: unreadable, a cell missing or named twice, a norm cited where it does not bind."""
    norms = {norm.id: norm for norm in load_yaml(laws, lambda data: [_norm(each) for each in data], "check-wrong-card")}
    documents, places, named = load_yaml(cards, _table, "check-wrong-card")
    mistakes = list(_mistakes(cards, documents, places, norms, named))
    if mistakes:
        raise BrokenContent(mistakes)
    cells = {
        (document.id, place): Cell(document, places[place], verdict, tuple(norms[id] for id in ids), note)
        for document, place, verdict, ids, note in named
    }
    return Cards(tuple(documents), tuple(places.values()), tuple(norms.values()), cells)


def _table(data: dict[str, Any]) -> tuple[list[Document], dict[str, Place], list[_Named]]:
    documents = [
        Document(**{name: value for name, value in each.items() if name != "cells"}) for each in data["documents"]
    ]
    named = [
        (document, place, Verdict(cell["verdict"]), tuple(cell.get("norms", ())), cell.get("note", ""))
        for document, each in zip(documents, data["documents"], strict=True)
        for cell in each["cells"]
        for place in cell["places"]
    ]
    return documents, {each["id"]: Place(**each) for each in data["places"]}, named


def _norm(data: dict[str, Any]) -> Norm:
    norm = Norm(**{**data, "url": data["url"] or "", "checked_by": data["checked_by"] or ""})
    dates = (norm.in_force_from, norm.in_force_until, norm.checked_on, norm.review_by)
    if not all(each is None or isinstance(each, date) for each in dates) or not isinstance(norm.only_public, bool):
        raise ValueError(norm.id)
    return norm


def _mistakes(
    path: Path, documents: list[Document], places: Mapping[str, Place], norms: Mapping[str, Norm], named: list[_Named]
) -> Iterator[Mistake]:
    for id in (*places, *(document.id for document in documents)):
        if not _ID.fullmatch(id):
            yield Mistake(path, 1, "check-wrong-card", {"text": id})
    pairs = [(document.id, place) for document, place, *_ in named]
    for document in documents:
        for place in places:
            count = pairs.count((document.id, place))
            if count != 1:
                yield Mistake(path, 1, "check-card-cell", {"document": document.id, "place": place, "count": count})
    for document, place, verdict, ids, _ in named:
        values = {"document": document.id, "place": place}
        if place not in places:
            yield Mistake(path, 1, "check-card-cell", {**values, "count": 0})
            continue
        if bool(ids) is (verdict in {Verdict.ANOTHER, Verdict.UNKNOWN}):
            yield Mistake(path, 1, "check-card-without-norm", values)
        for id in ids:
            if id not in norms:
                yield Mistake(path, 1, "check-no-such-norm", {"id": id})
            elif norms[id].only_public and not places[place].public:
                yield Mistake(path, 1, "check-norm-for-business", {**values, "id": id})
