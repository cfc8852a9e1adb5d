"""Who is written to about an event, and when: invitations, what comes before a session, and the question afterwards.

Planned by `services.mailings.reminders`. What a message says is made when it leaves, so nobody is told an old time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.events.events import INVITATION
from services.events.messages import EventFeedback, EventInvitation, EventReminder, Stage
from services.events.registrations import Registrations
from services.mailings import Purpose, Reminder
from services.messages import Message
from services.operation.failures import Failures
from services.people import People, Posts
from storage.events import AttendanceStore, Event, EventStore, RegistrationState, RegistrationStore, Session

BEFORE = {Stage.WEEK: timedelta(days=7), Stage.DAY: timedelta(days=1), Stage.HOUR: timedelta(hours=1)}
"""How long before a session each stage begins; it lasts until the next one does."""
UNTIL = {Stage.WEEK: timedelta(days=2), Stage.DAY: timedelta(hours=2), Stage.HOUR: timedelta()}
ASKED_FOR = timedelta(days=3)
"""So long after the end people are asked how it was."""


@dataclass(frozen=True, slots=True)
class Invitations:
    """Everybody who acts for an invited post is asked once, also who comes into it later."""

    kind = INVITATION
    purpose = Purpose.NOTICE
    lasts = timedelta(days=60)

    _events: EventStore
    _kept: RegistrationStore
    _registrations: Registrations
    _posts: Posts
    _people: People
    _failures: Failures

    async def due(self, now: datetime) -> list[Reminder]:
        acting, found = await self._posts.all_acting(), list[Reminder]()

        async def look(event: Event) -> None:
            if not event.addressed or not self._registrations.takes(event):
                return
            answered = {each.person_id for each in await self._kept.of_event(event.id)}
            people = {person for post in event.addressed for person in acting.get(post.id, ())}
            for person in sorted(people - answered):
                if not await self._people.is_quiet(person):
                    found.append(Reminder(person_id=person, about=event.id, stage=""))

        await self._failures.each_on_its_own("event_invitations", await self._events.running(), look)
        return found

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        view = await self._registrations.view(reminders[0].about, person_id)
        if view is None or not view.takes or not view.is_for_her or view.registration:
            return None
        return EventInvitation(**view.known)


@dataclass(frozen=True, slots=True)
class EventReminders:
    """A week and a day before a session, and an hour before one that is online."""

    kind = "event reminder"
    purpose = Purpose.REMINDER
    lasts = timedelta(days=2)

    _events: EventStore
    _kept: RegistrationStore
    _registrations: Registrations
    _failures: Failures
    _clock: Callable[[], datetime]

    async def due(self, now: datetime) -> list[Reminder]:
        """Of each event the nearest stage at most: each has a message of its own."""
        found: list[Reminder] = []

        async def look(event: Event) -> None:
            for session, stage in stages(event, now):
                since = session.starts_at - BEFORE[stage]
                found.extend(
                    Reminder(person_id=each.person_id, about=event.id, stage=stage_word(stage, session))
                    for each in await self._kept.of_event(event.id)
                    if each.state is RegistrationState.GOING and each.changed_at < since and not each.is_by_mail
                )

        await self._failures.each_on_its_own("event_reminders", await self._events.running(), look)
        return found

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        """None where she does not come any more, or the session was moved: then another reminder is due."""
        view, now = await self._registrations.view(reminders[0].about, person_id), self._clock()
        if view is None or view.registration is None or view.registration.state is not RegistrationState.GOING:
            return None
        for session, stage in stages(view.event, now):
            if stage_word(stage, session) == reminders[0].stage:
                return EventReminder(**view.known, session=session, stage=stage)
        return None


@dataclass(frozen=True, slots=True)
class FeedbackQuestions:
    """Whoever came is asked once how useful it was."""

    kind = "event feedback"
    purpose = Purpose.REMINDER
    lasts = timedelta(days=2)

    _events: EventStore
    _kept: RegistrationStore
    _attendances: AttendanceStore
    _registrations: Registrations
    _failures: Failures

    async def due(self, now: datetime) -> list[Reminder]:
        found: list[Reminder] = []

        async def look(event: Event) -> None:
            if event.ends_at is None or not event.opened_at or not event.ends_at <= now:
                return
            came = {each.registration for each in await self._attendances.of_event(event.id)}
            found.extend(
                Reminder(person_id=each.person_id, about=event.id, stage="")
                for each in await self._kept.of_event(event.id)
                if each.id in came and not each.is_by_mail
            )

        ended = await self._events.between(now - ASKED_FOR, now)
        await self._failures.each_on_its_own("event_feedback", ended, look)
        return found

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        view = await self._registrations.view(reminders[0].about, person_id)
        if view is None or not view.came or view.registration is None or view.registration.satisfaction:
            return None
        return EventFeedback(**view.known)


def stages(event: Event, now: datetime) -> Iterator[tuple[Session, Stage]]:
    """The sessions that are near, and how near; an hour before only where nobody has to travel."""
    for session in event.live:
        left = session.starts_at - now
        for stage in Stage:
            is_first = session.starts_at == event.starts_at
            is_wanted = event.is_online if stage is Stage.HOUR else stage is Stage.DAY or is_first
            if is_wanted and UNTIL[stage] < left <= BEFORE[stage]:
                yield session, stage


def stage_word(stage: Stage, session: Session) -> str:
    """As it is kept, with the time: where that was moved, the stages begin anew."""
    return f"{stage} {session.number} {int(session.starts_at.timestamp())}"
