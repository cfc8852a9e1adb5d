"""Who is written to about an obligation, and when: a notice that is new to her, reminders at each stage, urgings by the
staff, and on Mondays a digest of all that she owes.

Planned by `services.mailings.reminders`. What a message says is made when it leaves: what is done by then is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter, itemgetter

from services.content import Content
from services.heads_hours import HeadsHours
from services.mailings import Purpose, Reminder, Reminders
from services.messages import Message
from services.notices.messages import ListReason, NewObligation, ObligationList
from services.notices.obligations import Obligations
from services.notices.reminder_schedule import REMINDERS, ReminderStage, stage_on
from services.operation.failures import Failures
from services.people import People, Post, Posts, Staff, Title
from storage.notices import NEW_NOTICE, OBLIGATION, NoticesRead, Obligation

LISTED = 12
"""Obligations in one message: what can be read at a glance."""
REMINDED_AT, REMINDED_UNTIL = time(9, 0), time(20, 0)
"""Between them reminders leave: the working day has begun, and what comes by night is not read before the next."""
EMERGENCY = timedelta(days=1)
"""So long after it left an emergency is told at any hour; who comes to the post later reads it by day."""
NEWS_LASTS, REMINDER_LASTS = timedelta(days=60), timedelta(days=4)
"""What could not be told by then is not told by that message any more: over a long weekend a reminder gets old."""
URGE, DIGEST = "urge", "digest"
"""How the stages begin that no deadline has: staff press, or it is Monday."""
URGED_AGAIN = timedelta(hours=1)
"""Two presses within it urge once."""
ALL = 0
"""What a digest is about: no single obligation."""


@dataclass(frozen=True, slots=True)
class NewNotices:
    """A notice is told once to everybody who acts for the post, also to who comes later."""

    kind = NEW_NOTICE
    purpose = Purpose.NOTICE
    lasts = NEWS_LASTS

    _read: NoticesRead
    _obligations: Obligations
    _people: People
    _heads_hours: HeadsHours
    _failures: Failures

    async def due(self, now: datetime) -> list[Reminder]:
        """What comes by night waits here and not in the outbox: in the morning it is one message.

        An emergency waits for nothing, as long as it is one.
        """
        found: list[Reminder] = []

        async def look(untold: tuple[int, int, bool]) -> None:
            person, number, is_emergency = untold
            quiet = await self._people.quiet(person)
            if is_emergency or (not quiet.holds(now) and self._heads_hours.opens(now, quiet) == now):
                purpose = Purpose.NEWS if is_emergency else None
                found.append(Reminder(person_id=person, about=number, stage=ReminderStage.NEW, purpose=purpose))

        untold = await self._read.untold(now, now - EMERGENCY)
        await self._failures.each_on_its_own("new_notices", untold, look, number=itemgetter(1))
        return found

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        told = await self._read.obligations([each.about for each in reminders])
        owed = [obligation for obligation in told if not obligation.is_done]
        if not owed:
            return None
        if len(told) == 1:
            return NewObligation(view=await self._obligations.view(owed[0]))
        own = await self._obligations.own(person_id, owed)
        return await _list(self._obligations, ListReason.NEWS, owed, own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged:
    people: int
    vacant: int
    """Posts for which nobody in Telegram acts."""


@dataclass(frozen=True, slots=True)
class ObligationReminders:
    """Reminds of what is owed at each stage before and after the deadline."""

    kind = OBLIGATION
    purpose = Purpose.NOTICE
    lasts = REMINDER_LASTS

    _content: Content
    _read: NoticesRead
    _obligations: Obligations
    _reminders: Reminders
    _posts: Posts
    _staff: Staff
    _clock: Callable[[], datetime]

    # What is due

    async def due(self, now: datetime) -> list[Reminder]:
        """Each stage once, for those who act for the post on that day: who comes later reads the notice itself."""
        if not self._is_time(now) or self._content.library.calendar.day_off(now.date()):
            return []
        owed, acting = await self._read.open(), await self._posts.all_acting()
        known: dict[tuple[date, date], ReminderStage | None] = {}
        staged: list[tuple[Obligation, ReminderStage]] = []

        async def look(obligation: Obligation) -> None:
            if stage := self._stage(obligation, now.date(), known):
                staged.append((obligation, stage))

        await self._reminders.each_on_its_own("obligations", owed, look, number=attrgetter("number"))
        digest = f"{DIGEST} {now.date()}"
        stages = [(obligation.number, stage_word(stage, obligation)) for obligation, stage in staged]
        planned = await self._reminders.planned(self.kind, [(ALL, digest), *stages])
        found = [
            Reminder(person_id=person, about=obligation.number, stage=stage_word(stage, obligation))
            for obligation, stage in staged
            if (obligation.number, stage_word(stage, obligation)) not in planned
            for person in self._readers(obligation, stage, acting)
        ]
        if self._opens_week(now.date()) and (ALL, digest) not in planned:
            # In the same message as the reminders of the day: nobody gets two. What came today was told today.
            older = [each for each in owed if each.notice.sent_at and each.notice.sent_at.date() < now.date()]
            readers = {person for each in older for person in acting.get(each.post.id, ())}
            found += [Reminder(person_id=person, about=ALL, stage=digest) for person in sorted(readers)]
        return found

    def _is_time(self, now: datetime) -> bool:
        return REMINDED_AT <= now.time() < REMINDED_UNTIL

    def _opens_week(self, day: date) -> bool:
        """Whether it is Monday, or the first working day after one that is a holiday."""
        return day == self._content.library.calendar.working(day - timedelta(days=day.weekday()))

    def stage_now(self, obligation: Obligation) -> ReminderStage | None:
        """The reminder of today, within the hours of reminders. Whether it left already is not asked."""
        now = self._clock()
        return self._stage(obligation, now.date(), {}) if self._is_time(now) else None

    def _stage(
        self, obligation: Obligation, day: date, known: dict[tuple[date, date], ReminderStage | None]
    ) -> ReminderStage | None:
        """`known` keeps what was found: many obligations share their days."""
        if obligation.notice.sent_at is None:
            return None
        days = (obligation.due_on, obligation.notice.sent_at.date())
        if days not in known:
            known[days] = stage_on(day, *days, self._content.library.calendar)
        return known[days]

    def _readers(self, obligation: Obligation, stage: ReminderStage, acting: Mapping[str, Sequence[int]]) -> list[int]:
        """Who is written to at that stage: those who act for the post; at last the deputy and the staff chat."""
        people = set(acting.get(obligation.post.id, ()))
        if stage is ReminderStage.ESCALATED:
            people.update(acting.get(Post(obligation.post.place, Title.CDTO).id, ()))
            if self._staff.chat_id is not None:
                people.add(self._staff.chat_id)
        return sorted(people)

    # Urging

    def urging(self) -> str:
        """The stage of an urging now: within URGED_AGAIN it is the same."""
        return f"{URGE} {int(self._clock().timestamp() // URGED_AGAIN.total_seconds())}"

    async def urge(self, notice_id: int) -> Urged:
        """Writes to all who are behind, each of what she lacks."""
        found, vacant = await self._urged(notice_id)
        return Urged(people=await self._reminders.plan_these(self.kind, found), vacant=vacant)

    async def would_urge(self, notice_id: int) -> Urged:
        """What `urge` would come to now."""
        found, vacant = await self._urged(notice_id)
        return Urged(people=len({each.person_id for each in found}), vacant=vacant)

    async def _urged(self, notice_id: int) -> tuple[list[Reminder], int]:
        """Who is written to, and the posts for which nobody in Telegram acts."""
        stage, acting, vacant = self.urging(), await self._posts.all_acting(), 0
        found = []
        for obligation in await self._read.of_notice(notice_id):
            if obligation.is_done:
                continue
            people = acting.get(obligation.post.id, ())
            vacant += not people
            found += [Reminder(person_id=person, about=obligation.number, stage=stage) for person in people]
        return found, vacant

    # What a message says

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        stages = {each.about: each.stage for each in reminders}
        is_digest = ALL in stages
        if is_digest:
            owed = await self._obligations.owed_by(person_id)
        else:
            told = await self._read.obligations(stages)
            owed = [each for each in told if not each.is_done and not self.is_past(each, stages[each.number])]
        if not owed:
            return None
        own = await self._obligations.own(person_id, owed)
        if person_id == self._staff.chat_id:
            reason = ListReason.LATE_FOR_STAFF
        elif not own:
            reason = ListReason.LATE_FOR_DEPUTY
        elif is_digest:
            reason = ListReason.DIGEST
        elif any(stages[each.number].startswith(URGE) for each in owed):
            reason = _urge_reason(owed)
        else:
            reason = ListReason.REMINDER
        return await _list(self._obligations, reason, owed, own)

    def is_past(self, obligation: Obligation, stage: str) -> bool:
        """Whether a reminder waited until a later one or a new deadline (quiet days, a dispatcher that stood still)."""
        name, _, day = stage.partition(" ")
        if name not in REMINDERS:
            return False
        calendar, today = self._content.library.calendar, self._clock().date()
        at = calendar.before(today) if calendar.day_off(today) else today
        now = self._stage(obligation, at, {})
        return day != str(obligation.due_on) or (now is not None and now != name)


def stage_word(stage: ReminderStage, obligation: Obligation) -> str:
    """As it is kept, with the deadline: where that was extended, the stages begin anew."""
    return f"{stage} {obligation.due_on}"


async def _list(
    obligations: Obligations, reason: ListReason, owed: Sequence[Obligation], own: Sequence[Obligation]
) -> ObligationList:
    """Names the first ones, and says how many more there are."""
    views = [await obligations.view(each) for each in owed[:LISTED]]
    return ObligationList(reason=reason, views=tuple(views), more=len(owed) - len(views), own=tuple(own[:LISTED]))


def _urge_reason(owed: Sequence[Obligation]) -> ListReason:
    """What somebody who is urged is told first: she never saw it, did not acknowledge, or did not reply."""
    if any(each.told_at is None for each in owed):
        return ListReason.URGE_UNTOLD
    if any(each.lacks_ack for each in owed):
        return ListReason.URGE_UNACKNOWLEDGED
    return ListReason.URGE_UNANSWERED
