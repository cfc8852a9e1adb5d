"""Who takes part: places, the waiting list, deputies, and what people are told of changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from services.codes import make_code
from services.content import Content
from services.events.messages import (
    EventCancelled,
    EventInvitation,
    EventLapsed,
    EventMaterials,
    EventMoved,
    EventOffered,
    EventSessionCancelled,
    EventView,
)
from services.events.questions import unanswered
from services.events.reading import read_name, tidy_name
from services.messages import Message
from services.operation.failures import Failures
from services.people import Make, NewsItem, NewsKind, People, Post, Posts, Title
from services.times import later
from storage.events import (
    CONCERNED,
    TAKING_PLACE,
    AttendanceStore,
    Event,
    EventState,
    EventStore,
    JoinResult,
    Registration,
    RegistrationState,
    RegistrationStore,
    guest_of,
)

SHARED = 10
TIME_TO_ANSWER, LEAST_TIME = timedelta(hours=24), timedelta(minutes=15)
"""For whom a place became free; near the event it is a quarter of what is left."""


class Joined(StrEnum):
    """What became of pressing «I come»."""

    GOING = "going"
    WAITING = "waiting"
    ALREADY = "already"
    CLOSED = "closed"
    NOT_INVITED = "not-invited"
    NO_HROMADA = "no-hromada"
    """Places are given by hromada, and hers is not known."""


@dataclass(frozen=True, slots=True)
class Registrations:
    _content: Content
    _events: EventStore
    _registrations: RegistrationStore
    _attendances: AttendanceStore
    _posts: Posts
    _people: People
    _failures: Failures
    _clock: Callable[[], datetime]

    # Reading

    async def find(self, event_id: int, person_id: int) -> Registration | None:
        return await self._registrations.find(event_id, person_id)

    async def of_event(self, event_id: int) -> list[Registration]:
        return await self._registrations.of_event(event_id)

    async def going(self, event_id: int) -> list[Registration]:
        """Who comes, by name."""
        found = await self._registrations.of_event(event_id)
        return sorted(
            (each for each in found if each.state is RegistrationState.GOING), key=lambda each: each.name.casefold()
        )

    async def counts(self, event_id: int) -> Mapping[RegistrationState, int]:
        return await self._registrations.counts(event_id)

    async def place_name(self, registration: Registration) -> str:
        return await self._posts.place_name(registration.place) if registration.place else ""

    async def view(self, event_id: int, person_id: int) -> EventView | None:
        """The event as she sees it; None where it is none that people may know of."""
        event = await self._events.find(event_id)
        return EventView(**await self._view(event, person_id)) if event and event.opened_at else None

    async def _view(self, event: Event, person_id: int) -> dict[str, Any]:
        mine = await self._registrations.find(event.id, person_id)
        post = await self._post(event, person_id)
        counts = await self._registrations.counts(event.id)
        deputy = Post(post.place, Title.CDTO) if post else None
        return {
            "event": event,
            "registration": mine,
            "is_for_her": event.anyone or post is not None,
            "takes": self.takes(event),
            "is_full": event.places is not None and sum(counts.get(state, 0) for state in TAKING_PLACE) >= event.places,
            "came": bool(mine and await self._attendances.of_registration(mine.id)),
            "questions": len(unanswered(event, mine)) if mine and mine.state in CONCERNED else 0,
            "has_deputy": bool(
                deputy
                and deputy != post
                and any(each.person_id != person_id for each in await self._posts.acting(deputy))
            ),
            "now": self._clock(),
        }

    def takes(self, event: Event) -> bool:
        """Whether people register for it now."""
        until, now = event.registers_until or event.starts_at, self._clock()
        starts_at = event.starts_at
        return event.state is EventState.OPEN and bool(until and starts_at and now < min(until, starts_at))

    async def open_to(self, person_id: int) -> list[EventView]:
        """What she may register for and has not answered yet, the nearest first."""
        views = [
            EventView(**await self._view(each, person_id)) for each in await self._events.running() if self.takes(each)
        ]
        found = [each for each in views if each.is_for_her and not self._is_mine(each)]
        return sorted(found, key=_starts)

    async def shareable(self, words: str) -> list[Event]:
        """Open events for everybody whose title has these words, the nearest first; without words all of them."""
        found = [each for each in await self._events.running() if each.anyone and self.takes(each)]
        parts = words.casefold().split()
        fits = [each for each in found if all(part in each.name.casefold() for part in parts)]
        return sorted(fits, key=lambda each: each.starts_at or each.made_at)[:SHARED]

    async def of_person(self, person_id: int) -> list[EventView]:
        """Where she is registered or waits, and what she came to; the newest first."""
        views = []
        for mine in await self._registrations.of_person(person_id):
            event = await self._events.find(mine.event)
            if event and event.opened_at:
                views.append(EventView(**await self._view(event, person_id)))
        return sorted((each for each in views if self._is_mine(each)), key=_starts, reverse=True)

    @staticmethod
    def _is_mine(view: EventView) -> bool:
        return bool(view.registration and (view.registration.state in CONCERNED or view.came))

    async def _post(self, event: Event, person_id: int) -> Post | None:
        """The invited post for which she acts."""
        held = [tenure.post for tenure in await self._posts.of_person(person_id)]
        return next((post for post in held if post in event.addressed), None)

    # Answering

    async def join(self, event_id: int, person_id: int, name: str, *, is_deputy: bool = False) -> Joined:
        """Takes a place, or one in the waiting list."""
        event = await self._events.find(event_id)
        if event is None or not self.takes(event):
            return Joined.CLOSED
        post = await self._post(event, person_id)
        if post is None and not event.anyone:
            return Joined.NOT_INVITED
        place = post.place if post else await self._home(person_id)
        if not place and event.quota is not None:
            return Joined.NO_HROMADA
        result = await self._registrations.join(
            event_id,
            person_id,
            tidy_name(name),
            make_code(),
            self._clock(),
            post=post.id if post else "",
            place=place,
            is_deputy=is_deputy,
        )
        return _JOINED[result]

    async def _home(self, person_id: int) -> str:
        hromada = await self._people.hromada(person_id)
        return hromada.slug if hromada else ""

    async def accept(self, event_id: int, person_id: int) -> bool:
        """She takes the place that was kept for her."""
        return await self._registrations.accept(event_id, person_id, self._clock())

    async def leave(self, event_id: int, person_id: int, name: str) -> bool:
        """She does not come; the next in the waiting list is asked. False where nothing changed."""
        event, now = await self._events.find(event_id), self._clock()
        if event is None or event.opened_at is None or (event.ends_at and event.ends_at <= now):
            return False
        post = await self._post(event, person_id)
        if post is None and not event.anyone and await self._registrations.find(event_id, person_id) is None:
            return False
        name = tidy_name(name)
        until = self._until(event)
        return await self._registrations.leave(
            event_id, person_id, name, make_code(), now, until, post.id if post else ""
        )

    async def send_deputy(self, event_id: int, person_id: int, name: str) -> bool:
        """The deputy for digital development of her hromada is invited in her place; False where there is none.

        The place that she has is kept for the deputy as long as one that became free."""
        view = await self.view(event_id, person_id)
        event = view.event if view else None
        post = await self._post(event, person_id) if event else None
        if view is None or post is None or not view.takes or not view.has_deputy:
            return False
        deputy, now, until = Post(post.place, Title.CDTO), self._clock(), self._until(view.event)
        await self._events.invite(event_id, deputy)
        for other in await self._posts.acting(deputy):
            if other.person_id in {None, person_id}:
                continue
            to, whose = other.person_id, tidy_name(other.name)
            if await self._registrations.hand_over(event_id, person_id, to, whose, make_code(), now, until, deputy.id):
                return True
        await self.leave(event_id, person_id, name)
        return True

    async def rename(self, event_id: int, person_id: int, name: str) -> bool:
        """The name for the certificate; False where one is given already, or none can be."""
        found = read_name(name)
        return found is not None and await self._registrations.rename(event_id, person_id, found)

    def sample(self, event: Event) -> EventInvitation:
        """The invitation as somebody reads it who has not answered yet, for the staff to look at."""
        return EventInvitation(
            event=event,
            registration=None,
            is_for_her=True,
            takes=True,
            is_full=False,
            came=False,
            has_deputy=False,
            questions=0,
            now=self._clock(),
        )

    # By the page of a mail: a post answers that nobody acts for in Telegram

    async def view_of_post(self, event: Event, post: Post) -> EventView:
        """The event as the page of a mail shows it to that post."""
        mine = await self._registrations.find(event.id, guest_of(post.id))
        counts = await self._registrations.counts(event.id)
        return EventView(
            event=event,
            registration=mine,
            is_for_her=post in event.addressed,
            takes=self.takes(event),
            is_full=event.places is not None and sum(counts.get(state, 0) for state in TAKING_PLACE) >= event.places,
            came=bool(mine and await self._attendances.of_registration(mine.id)),
            has_deputy=False,
            questions=len(unanswered(event, mine)) if mine and mine.state in CONCERNED else 0,
            now=self._clock(),
        )

    async def join_for(self, event_id: int, post: Post, name: str) -> Joined:
        """The post sends somebody of that name."""
        event = await self._events.find(event_id)
        if event is None or not self.takes(event):
            return Joined.CLOSED
        if post not in event.addressed:
            return Joined.NOT_INVITED
        name, guest = tidy_name(name), guest_of(post.id)
        now, place = self._clock(), post.place
        result = await self._registrations.join(
            event_id, guest, name, make_code(), now, post=post.id, place=place, is_deputy=True
        )
        return _JOINED[result]

    async def leave_for(self, event_id: int, post: Post) -> bool:
        """Nobody of that post comes."""
        event, now = await self._events.find(event_id), self._clock()
        if event is None or event.opened_at is None or (event.ends_at and event.ends_at <= now):
            return False
        until = self._until(event)
        return await self._registrations.leave(event_id, guest_of(post.id), "", make_code(), now, until, post.id)

    async def accept_for(self, event_id: int, post: Post) -> bool:
        """The post takes the place that was kept for it."""
        return await self._registrations.accept(event_id, guest_of(post.id), self._clock())

    # The waiting list

    def _until(self, event: Event) -> datetime:
        """Until when a place that becomes free now is kept."""
        now = self._clock()
        starts_at = event.starts_at or now
        left = starts_at - now
        return min(later(now, max(LEAST_TIME, min(TIME_TO_ANSWER, left / 4))), starts_at)

    async def move_up(self, event_id: int) -> None:
        """Offers what is free to those who wait."""
        event = await self._events.find(event_id)
        if event:
            await self._registrations.move_up(event_id, self._clock(), self._until(event))

    async def move_all_up(self) -> None:
        """Of all events; a job calls this each minute."""
        moving = await self._registrations.in_motion()
        await self._failures.each_on_its_own("waiting_lists", moving, self.move_up, number=int)

    async def forget_old(self, kept_for: timedelta) -> int:
        """Deletes the lists of events that are over for so long."""
        return await self._registrations.forget_before(self._clock() - kept_for)

    # What people are told

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {
            NewsKind.EVENT_MOVED: partial(self._told, EventMoved, CONCERNED),
            NewsKind.EVENT_SESSION_CANCELLED: self._session_cancelled,
            NewsKind.EVENT_CANCELLED: self._cancelled,
            NewsKind.EVENT_OFFERED: self._offered,
            NewsKind.EVENT_LAPSED: partial(self._told, EventLapsed, {RegistrationState.LAPSED}),
            NewsKind.EVENT_MATERIALS: self._materials,
        }

    async def _holds(self, item: NewsItem, states: set[RegistrationState]) -> dict[str, Any] | None:
        """The view of whom the news is for; None where it concerns her no more, or a later change is told of."""
        event = await self._events.find(item.facts["event"])
        if event is None or item.person_id is None:
            return None
        if event.cancelled_at is not None or item.facts.get("revision", event.revision) != event.revision:
            return None
        view = await self._view(event, item.person_id)
        return view if view["registration"] and view["registration"].state in states else None

    async def _told(self, kind: type[EventView], states: set[RegistrationState], item: NewsItem) -> Message | None:
        view = await self._holds(item, states)
        return kind(**view) if view else None

    async def _session_cancelled(self, item: NewsItem) -> Message | None:
        view = await self._holds(item, CONCERNED)
        session = view["event"].session(item.facts["session"]) if view else None
        return EventSessionCancelled(**view, session=session) if view and session else None

    async def _cancelled(self, item: NewsItem) -> Message | None:
        event = await self._events.find(item.facts["event"])
        if event is None or item.person_id is None:
            return None
        view = await self._view(event, item.person_id)
        mine = view["registration"]
        return EventCancelled(**view) if mine and mine.state in CONCERNED else None

    async def _offered(self, item: NewsItem) -> Message | None:
        view = await self._holds(item, {RegistrationState.OFFERED})
        until = view["registration"].offered_until if view else None
        if view is None or until is None or until <= self._clock():
            return None
        return EventOffered(**view, until=until, is_handed=bool(item.facts.get("handed")))

    async def _materials(self, item: NewsItem) -> Message | None:
        event = await self._events.find(item.facts["event"])
        if event is None or item.person_id is None or not event.materials:
            return None
        view = await self._view(event, item.person_id)
        return EventMaterials(**view) if view["came"] else None


_JOINED = {
    JoinResult.GOING: Joined.GOING,
    JoinResult.WAITING: Joined.WAITING,
    JoinResult.ALREADY: Joined.ALREADY,
    JoinResult.CLOSED: Joined.CLOSED,
}


def _starts(view: EventView) -> datetime:
    return view.event.starts_at or view.event.made_at
