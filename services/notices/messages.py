"""What this area says of its own accord, and what its screens show of an obligation and of a notice, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from channels import WayTrouble
from content.hromadas import by_slug
from services.messages import Message
from services.notices.changes import Changes
from storage.notices import Notice, Obligation, Via


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationView:
    """An obligation with all that its words and buttons need."""

    obligation: Obligation
    post: str
    """The name of the post that owes it."""
    today: date
    acknowledged_on: date | None
    replied_on: date | None
    page: str = ""
    """The address of its page inside of Telegram; empty: there is none."""
    may_take_back: bool = False
    """Whether the reader may take back her acknowledgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """How a later deadline is counted: so many working days from `start`, and the days off among them."""

    start: date
    days: int
    end: date

    @property
    def days_off(self) -> int:
        return (self.end - self.start).days - self.days


class MailProblem(StrEnum):
    """Why a mail ended without having arrived."""

    REFUSED = "refused"
    """The server does not take it for that address."""
    OVER = "over"
    """It could not leave until the deadline."""
    UNKNOWN = "unknown"
    """It left several times, and no answer came."""
    BROKEN = "broken"
    """The bot itself fails with it."""


class Question(StrEnum):
    """What the staff have to decide about an obligation. The word stands in buttons."""

    RELEASE = "release"
    """It is not theirs, they say."""
    EXTEND = "extend"
    """They ask for more time."""

    def decided(self, *, agreed: bool) -> str:
        """The decision in a word: the question, and «yes» or «no»."""
        return f"{self}-{'yes' if agreed else 'no'}"


class ListReason(StrEnum):
    """Why somebody reads a list of obligations; the first line of the list says it."""

    NEWS = "news"
    REMINDER = "reminder"
    DIGEST = "digest"
    LATE_FOR_DEPUTY = "late-for-deputy"
    LATE_FOR_STAFF = "late-for-staff"
    URGE_UNTOLD = "urge-untold"
    URGE_UNACKNOWLEDGED = "urge-unacknowledged"
    URGE_UNANSWERED = "urge-unanswered"


class ObligationStage(StrEnum):
    """Where an obligation stands; what is worse stands first."""

    LATE = "late"
    UNTOLD = "untold"
    TOLD = "told"
    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    RELEASED = "released"
    ENDED = "ended"
    """The notice was closed or withdrawn before they had done it."""

    @classmethod
    def of(cls, obligation: Obligation, now: datetime) -> ObligationStage:
        if obligation.released_at:
            return cls.RELEASED
        if not (obligation.lacks_ack or obligation.lacks_reply):
            return cls.DONE
        if obligation.notice.ending:
            return cls.ENDED
        return cls.LATE if obligation.is_overdue(now) else cls.reached(obligation)

    @classmethod
    def reached(cls, obligation: Obligation) -> ObligationStage:
        """How far it has come, late or not."""
        if obligation.acknowledged_at:
            return cls.ACKNOWLEDGED
        return cls.TOLD if obligation.told_at else cls.UNTOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post to which a notice went, in a list of all of them."""

    obligation: Obligation
    name: str

    @property
    def raion(self) -> str:
        """Empty for bodies."""
        hromada = by_slug(self.obligation.post.place)
        return hromada.raion if hromada else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow(PostRow):
    stage: ObligationStage
    ways: tuple[Via, ...]
    """By which it was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Message):
    """In the staff chat, renewed while it changes: where the posts stand that a notice went to."""

    notice: Notice
    written: Notice | None
    """The correction that is being written or about to leave."""
    rows: tuple[BoardRow, ...]
    """Raion by raion in the order of the table, bodies last."""

    def raions(self) -> dict[str, list[BoardRow]]:
        """The rows of each raion."""
        found: dict[str, list[BoardRow]] = {}
        for row in self.rows:
            found.setdefault(row.raion, []).append(row)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft(Message):
    """What is being written, with all that should be known before it leaves. To the staff: a second one sends it."""

    notice: Notice
    seal: str
    """Of all that is approved."""
    reached: int
    """How many of those who are meant have somebody in the bot."""
    burdened: int
    """How many of them owe something already."""
    raions: tuple[tuple[str, int], ...]
    """How many are meant in each raion; in none for bodies."""
    working: Extension | None
    """How far away the deadline is; None while there is none."""
    named: tuple[date, ...]
    """Days to come that stand in the text, where none of them is the deadline."""
    needs_second: bool
    changes: Changes | None
    """From the version that counts; None where this is the first."""
    replied: int
    """Where a correction changes the form: how many replied to the form as it is."""
    lacking: int
    """How many of them have no answer to something new."""
    is_first_form: bool
    """A correction asks for a reply, and the notice did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeInEmergency(Message):
    """To the staff: a notice leaves that nobody else looked at."""

    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a correction of the form left of a reply that was sent."""

    lacking: int
    """How many fields have no answer any more, or yet."""
    is_asked: bool
    """Whether they are waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeCorrected(Message):
    """To those who act for a post: the notice has other words now."""

    view: ObligationView
    changes: Changes | None
    kept: Kept | None
    """None where the form is as it was, or they had not replied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMoved(Message):
    """To those who act for a post: the deadline is another one now."""

    view: ObligationView
    before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEnded(Message):
    """To those who act for a post: the notice was closed or withdrawn."""

    view: ObligationView


@dataclass(frozen=True, slots=True, kw_only=True)
class NewObligation(Message):
    """To whoever acts for a post: one notice, in full."""

    view: ObligationView


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationList(Message):
    """To one person: several notices, or a reminder, in a line each."""

    reason: ListReason
    views: tuple[ObligationView, ...]
    """Those that are named."""
    more: int
    """How many are left out."""
    own: tuple[Obligation, ...]
    """Those that the reader's own posts owe: these she can open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAsked(Message):
    """To the staff: a post says that it is not theirs, or asks for a later deadline."""

    view: ObligationView
    question: Question
    why: str
    extension: Extension | None = None
    """The deadline that they ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Message):
    """To those who act for a post: what the staff decided."""

    view: ObligationView
    question: Question
    agreed: bool
    before: date
    """The deadline until now."""
    why: str
    """What they said."""

    @property
    def decision(self) -> str:
        """By which the words are chosen."""
        return self.question.decided(agreed=self.agreed)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFailed(Message):
    """To the staff: no mail reaches these posts, so somebody has to call."""

    notice: Notice
    posts: tuple[str, ...]
    problem: MailProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class MailClosed(Message):
    """To the staff: no mail at all leaves, for a reason of our own."""

    trouble: WayTrouble
    waiting: int
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile(Message):
    """To the staff: the words below a file that came by a page into a reply."""

    notice: Notice
    post: str
    label: str
