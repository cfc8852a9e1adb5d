"""What is said about a rating without being asked for. `handlers/rating/messages.py` words it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.messages import Message
from services.rating.snapshots import Snapshot
from storage.rating import Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresToCheck(Message):
    """A head is asked to look at the figures of her hromada."""

    snapshot: Snapshot
    slug: str
    row: int
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRaised(Message):
    """Staff learn what a head has against her figures."""

    objection: Objection
    snapshot: Snapshot
    """With the figures as they stand."""
    place: str
    """The name of the hromada."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDecided(Message):
    """A head learns what became of an objection."""

    snapshot: Snapshot
    slug: str
    is_accepted: bool
    reason: str
