"""What waits for the staff: how much of each kind and since when, and the questions and cases that want an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.cases import Case, CaseReader, CaseStatus
from services.certification import CertificationReads
from services.content import Content
from services.notices import NoticesRead
from services.people import Posts
from storage.answers import EditStore, Question, QuestionStore
from storage.mailings import MailingsRead
from storage.rating import RatingRead

FORGOTTEN = timedelta(days=14)
"""What was written and not sent is older than that is forgotten, not waiting."""
EXPIRES = timedelta(days=14)
"""An answer or a norm that is to be read again within this waits for it."""
EMERGENCIES = 8
"""Broadcasts, the newest, among which those that nobody looked at are counted."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How many wait, and since when the first does; None where that is not known, or none waits."""

    count: int
    since: date | None = None

    @classmethod
    def of(cls, times: Iterable[datetime | None]) -> Waits:
        """One for each time; of a time that is not known only the number counts."""
        found = list(times)
        return cls(len(found), min((at.date() for at in found if at), default=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatWaits:
    """Of each kind, how much waits for the staff."""

    untaken: Waits
    """Cases that nobody of the staff works on."""
    questions: Waits
    """Questions passed on to the staff, and without a reply."""
    undecided: Waits
    """Requests of posts on which the staff have to decide."""
    notices: Waits
    """Notices that were made ready and not sent."""
    broadcasts: Waits
    """Likewise broadcasts and their corrections."""
    second_notices: Waits
    """Notices that a second one of the staff was asked to approve."""
    second_broadcasts: Waits
    unreviewed: Waits
    """Broadcasts and notices that went out in an emergency, and that nobody looked at since."""
    certificates: Waits
    objections: Waits
    """To figures of the rating, undecided."""
    unreachable: Waits
    """Posts whose holders the bot cannot write to any more."""
    answers: Waits
    """Answers that are to be read again soon, or were to be."""
    norms: Waits
    edits: Waits
    """Answers that were changed on the desk, and wait for a second pair of eyes."""

    def said(self) -> list[tuple[str, dict[str, object]]]:
        """A line for each kind of which something waits: its text's key, and the values in it."""
        kinds = [
            (self.untaken, "daily-summary-untaken"),
            (self.questions, "daily-summary-questions"),
            (self.undecided, "daily-summary-undecided"),
            (self.certificates, "daily-summary-certificates"),
            (self.unreviewed, "daily-summary-unreviewed"),
            (self.objections, "daily-summary-objections"),
            (self.unreachable, "daily-summary-unreachable"),
            (self.answers, "daily-summary-answers"),
            (self.norms, "daily-summary-norms"),
            (self.edits, "daily-summary-edits"),
        ]
        lines: list[tuple[str, dict[str, object]]] = [
            (key, {"count": each.count, "since": _since(each)}) for each, key in kinds if each.count
        ]
        for notices, broadcasts, key in (
            (self.second_notices, self.second_broadcasts, "daily-summary-approvals"),
            (self.notices, self.broadcasts, "daily-summary-unsent"),
        ):
            if count := notices.count + broadcasts.count:
                first = Waits(count, min((each.since for each in (notices, broadcasts) if each.since), default=None))
                values = {"notices": notices.count, "broadcasts": broadcasts.count, "since": _since(first)}
                lines.append((key, values))
        return lines


def _since(waits: Waits) -> str:
    return f"{waits.since:%d.%m.%Y}" if waits.since else "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A case or a question that wants an answer of the staff."""

    case: Case | None = None
    question: Question | None = None
    since: datetime
    owner: str
    """Who of the staff took it; empty: nobody."""


@dataclass(frozen=True, slots=True)
class Waiting:
    _content: Content
    _cases: CaseReader
    _questions: QuestionStore
    _edits: EditStore
    _notices: NoticesRead
    _certification: CertificationReads
    _mailings: MailingsRead
    _rating: RatingRead
    _posts: Posts
    _clock: Callable[[], datetime]

    async def now(self) -> WhatWaits:
        """What waits now, of each kind."""
        library, now = self._content.library, self._clock()
        soon = now.date() + EXPIRES
        emergencies = [each for each in await self._mailings.newest(EMERGENCIES) if each.emergency]
        certificates, drafts = (
            await self._certification.certificates.waiting(),
            await self._mailings.drafts(now - FORGOTTEN),
        )
        objections = [
            each
            for league in await self._rating.leagues()
            for each in await self._rating.objections(league.id)
            if each.verdict is None
        ]
        unreviewed = Waits.of(each.starts_at for each in emergencies if each.reviewed_by is None)
        norms = [min(each.review_by, each.in_force_until or date.max) for each in library.cards.norms]
        return WhatWaits(
            untaken=Waits.of(
                each.submitted_at for each in await self._cases.on_desk() if each.status is CaseStatus.NEW
            ),
            questions=Waits.of(each.passed_at for each in await self._questions.unreplied()),
            undecided=Waits.of(await self._notices.undecided_since()),
            notices=Waits.of(await self._notices.unsent(now - FORGOTTEN, asked=False)),
            broadcasts=Waits.of(each.made_at for each in drafts if not each.second_asked_at),
            second_notices=Waits.of(await self._notices.unsent(now - FORGOTTEN, asked=True)),
            second_broadcasts=Waits.of(each.second_asked_at for each in drafts if each.second_asked_at),
            unreviewed=Waits(unreviewed.count + await self._notices.unreviewed(now - FORGOTTEN), unreviewed.since),
            certificates=Waits.of(each.received_at for each in certificates),
            objections=Waits.of(each.made_at for each in objections),
            unreachable=Waits(len((await self._posts.gaps()).unreachable)),
            answers=Waits(sum(each.review_by <= soon for each in library.answers.values())),
            norms=Waits(sum(each <= soon for each in norms)),
            edits=Waits.of(each.asked_at for each in await self._edits.drafts() if each.asked_at),
        )

    async def unanswered(self) -> list[Unanswered]:
        """Questions and cases that want an answer: of nobody, then owner by owner, the oldest of each first."""
        cases = [
            Unanswered(case=each, since=each.submitted_at, owner=each.assignee_name)
            for each in await self._cases.on_desk()
            if each.submitted_at
        ]
        questions = [
            Unanswered(question=each, since=each.passed_at, owner=each.assignee_name)
            for each in await self._questions.unreplied()
            if each.passed_at
        ]
        return sorted([*cases, *questions], key=lambda each: (each.owner, each.since))
