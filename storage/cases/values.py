"""A case as its row has it, its history, and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.cases.details import CaseDetails

PREFIX = "\u0416\u0422"
"""Of the oblast, in Cyrillic letters; the numbers of all cases begin with it."""


class CaseStatus(StrEnum):
    """Where a case stands."""

    BEGUN = "begun"
    """The time is kept; the details are still to be told."""
    UNFINISHED = "unfinished"
    """The details were asked for and never told: it counts in the statistics."""
    DROPPED = "dropped"
    """The person took it back before it was submitted."""
    NEW = "new"
    TAKEN = "taken"
    CLOSED = "closed"


class CaseOutcome(StrEnum):
    """How a case ended; the staff give a reason in words."""

    ACCEPTED = "accepted"
    EXPLAINED = "explained"
    VISITED = "visited"
    PASSED_ON = "passed-on"
    NOT_OURS = "not-ours"
    SOLVED = "solved"
    """The person says so."""
    WITHDRAWN = "withdrawn"

    @property
    def is_of_person(self) -> bool:
        """Whether the person ends her case so; the staff cannot."""
        return self in {CaseOutcome.SOLVED, CaseOutcome.WITHDRAWN}


class EventKind(StrEnum):
    """What happened to a case."""

    SUBMITTED = "submitted"
    TAKEN = "taken"
    LET_GO = "let go"
    CORRECTED = "corrected"
    HEAD_ANSWERED = "head answered"
    """What the head to whom it was forwarded wrote to the staff."""
    ADDED = "added"
    """The person added words."""
    TAKEN_BACK = "taken back"
    """The person had not meant what she added."""
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    CLOSED = "closed"
    """By the staff, with a reason."""
    SOLVED = "solved"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    LINKED = "linked"
    """Among colleagues: it is about what happened to others too."""
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case."""

    id: int
    person_id: int | None
    status: CaseStatus
    number: str | None
    details: CaseDetails
    by_phone: bool
    share: str
    """The token of the link for others to whom the same happened."""
    started_at: datetime
    submitted_at: datetime | None
    staff_message_id: int | None
    topic_id: int | None
    """Of the staff chat, where it has topics."""
    assignee_id: int | None
    assignee_name: str
    taken_at: datetime | None
    answered_at: datetime | None
    moved_at: datetime | None
    """When the staff last did something."""
    staff_reminded_at: datetime | None
    outcome: CaseOutcome | None
    outcome_reason: str
    closed_at: datetime | None
    reopened: int
    codes_replaced: int
    group_token: str | None
    """The same in linked cases: of one body, place and day. None: it stands alone."""
    linked: int
    """How many others are linked with it."""

    @property
    def is_open(self) -> bool:
        """Whether the staff still work on it."""
        return self.status in {CaseStatus.NEW, CaseStatus.TAKEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """Something that happened to a case, as its history shows it."""

    id: int
    at: datetime
    kind: EventKind
    by_staff: bool
    by_name: str
    """Who of the staff did it; empty where that is not known."""
    text: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A piece of evidence, by Telegram's ids."""

    kind: str
    file_id: str
    unique_id: str


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A piece of evidence that is to go to the staff chat."""

    id: int
    case_id: int
    kind: str
    file_id: str
    told: bool
    """Whether the chat was told that it waits."""
