"""What this area says of its own accord, as values; `handlers/events/messages.py` words them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.events.agenda import Entry
from services.messages import Message
from storage.events import Event, Registration, Session


class Lack(StrEnum):
    """What an event needs before it opens."""

    WHEN = "when"
    """No session, or it has begun."""
    UNTIL = "until"
    """Nobody could register any more."""
    WHERE = "where"
    WHOM = "whom"


class Stage(StrEnum):
    """When somebody who comes is reminded."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft(Message):
    """What is being written, with all that should be known before it opens."""

    event: Event
    seal: str
    """The fingerprint of what is approved."""
    lacks: tuple[Lack, ...]
    reached: int
    """Posts among those invited for which somebody acts in the bot."""
    needs_second: bool
    clashes: tuple[tuple[datetime, str], ...]
    """Sessions on a day off or a holiday, with its name; empty for a weekend."""
    beside: tuple[tuple[date, Entry], ...]
    """Deadlines and events that the same posts have on its days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView(Message):
    """An event as one person sees it."""

    event: Event
    registration: Registration | None
    is_for_her: bool
    """Whether she may register, as far as it depends on her."""
    takes: bool
    """Whether anybody may register now."""
    is_full: bool
    came: bool
    has_deputy: bool
    """Whether her hromada has a deputy for digital development whom the bot reaches."""
    questions: int
    """How many questions she has not answered yet, as long as she comes or waits."""
    now: datetime

    @property
    def known(self) -> dict[str, Any]:
        """Its fields, for a message that says more."""
        return {each.name: getattr(self, each.name) for each in fields(EventView)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInvitation(EventView):
    """To whoever acts for an invited post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReminder(EventView):
    """To whoever comes, before a session."""

    session: Session
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMoved(EventView):
    """Another time or place: as it stands when the message leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSessionCancelled(EventView):
    """One of several sessions does not take place."""

    session: Session


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCancelled(EventView):
    """It does not take place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOffered(EventView):
    """A place became free, and is kept until an hour."""

    until: datetime
    is_handed: bool
    """Whether whoever had it hands it over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLapsed(EventView):
    """The place that was kept goes to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMaterials(EventView):
    """To whoever came: there are files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFeedback(EventView):
    """How useful was it?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScreenCode(Message):
    """The code on the screen; another one each minute."""

    event: Event
    session: Session | None
    """None where no session is near."""
    code: str
