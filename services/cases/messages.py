"""What the bot says about cases of its own accord; `handlers/cases/messages.py` words it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from channels import Lack
from services.messages import Message
from services.people import Note
from storage.cases import Case, CaseEvent, Visit


@dataclass(frozen=True, slots=True)
class CaseCard(Message):
    """To the staff: a case as it stands, with what can be done."""

    case: Case
    linked: Sequence[Case]
    """The others of its group."""
    history: Sequence[CaseEvent | Note] = ()
    """What happened to it and what colleagues noted, the oldest first."""
    is_private: bool = False
    """Whether it stands in somebody's own chat, where it says how to answer."""


@dataclass(frozen=True, slots=True)
class PeopleDid(Message):
    """To the staff: what the person of a case did."""

    case: Case
    events: Sequence[CaseEvent]


@dataclass(frozen=True, slots=True)
class EvidenceWaits(Message):
    """To the staff: files of a case wait, for the chat does not take their kind."""

    case: Case
    lack: Lack


@dataclass(frozen=True, slots=True)
class EvidenceGone(Message):
    """To the staff: a file of a case can no longer be shown."""

    case: Case


@dataclass(frozen=True, slots=True)
class CaseStandsStill(Message):
    """To the staff: for days nobody did anything with the case."""

    case: Case
    is_free: bool
    """Whether whoever had it was reminded before: now anybody may take it."""


@dataclass(frozen=True, slots=True)
class VisitProposed(Message):
    """To the staff: a body refuses again and again, so a letter and a visit are due."""

    visit: Visit
    count: int
    """Cases of that body."""


@dataclass(frozen=True, slots=True)
class CaseForwarded(Message):
    """To a head: a case in her hromada."""

    case: Case
    name: str
    """What the place is called; empty where she is not to know the person's words for it."""


@dataclass(frozen=True, slots=True)
class StaffAnswered(Message):
    """To the person of a case: words of the staff."""

    case: Case
    html: str
    """As the staff wrote them."""
    corrected: bool = False
    """Whether they replace what she read before."""


@dataclass(frozen=True, slots=True)
class CaseUpdate(Message):
    """To the person of a case: all that is new about it."""

    case: Case
    events: Sequence[CaseEvent]


@dataclass(frozen=True, slots=True)
class DetailsWanted(Message):
    """To a person who began a case and has not told its details."""

    case: Case


@dataclass(frozen=True, slots=True)
class CaseHistory(Message):
    """To the staff: all that happened to a case, was said, and was noted."""

    case: Case
    history: Sequence[CaseEvent | Note]
