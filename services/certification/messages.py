"""What the bot says of drives, certificates and batches of its own accord. The words are made in `handlers`."""

from __future__ import annotations

from dataclasses import dataclass

from content.courses import Course
from services.certification.drive_progress import PlaceInDrive
from services.mailings import StageCount
from services.messages import Message
from storage.certification import Drive, Joining, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedToDrive:
    """What one person still owes to one drive."""

    drive: Drive
    courses: tuple[Course, ...]
    just_begun: bool
    """Whether this is the first that she hears of it."""
    days_left: int
    """Below zero after the deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseReminder(Message):
    """What one person is reminded of: the next course where she learns by herself, and what she owes to drives."""

    next_course: Course | None
    drives: tuple[OwedToDrive, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingAtPlace(PlaceInDrive):
    """Who at one place still lacks a certificate."""

    place: str
    place_name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorList(Message):
    """A coordinator's list of the week."""

    places: tuple[LackingAtPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersMissing(Message):
    """For staff: reminders of today that did not leave, and drives whose reminders were not even planned."""

    not_sent: tuple[StageCount, ...]
    not_planned: tuple[tuple[int, str], ...]
    """The number and the title of each drive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHandedInTwice(Message):
    """For staff: somebody else handed in a certificate with the code of this one."""

    certificate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDecided(Message):
    """For the owner of a certificate."""

    certificate: int
    course: str
    accepted: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningUnsure(Message):
    """For the coordinator, or the staff: somebody joins, and her name does not tell for sure who she is."""

    joining: Joining
    place: str
    likely: tuple[Member, ...]
    """Whom she may be, the likeliest first; some may be somebody else already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningDecided(Message):
    """For her who joined: whether she takes part now."""

    place: str
    member: Member | None
    """None: nobody knows her there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutOfBatch:
    """What of a batch was not taken: a file and why, or a row of a table and what is wrong with it."""

    file: str = ""
    reason: str = ""
    row: int = 0
    value: str = ""
    """What stands in the cell that cannot be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReport(Message):
    """For the coordinator who sent a batch: what came of it, and how many certificates wait for her look."""

    place: str
    waiting: int
    gone: bool = False
    """Whether Telegram has the file no more."""
    fault: str = ""
    """Why nothing of the file could be read."""
    accepted: int = 0
    checking: int = 0
    again: int = 0
    """Handed in before."""
    others: int = 0
    """Somebody else's code."""
    left_out: tuple[LeftOutOfBatch, ...] = ()
