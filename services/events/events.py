"""The life of an event: written, checked, held for a minute, open; then moved, closed, cancelled or held.

Who takes part stands in `registrations`; the messages about it are planned in `reminders`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from channels import Media
from content.hromadas import load_hromadas, raions
from services.codes import make_code
from services.content import Content
from services.events.agenda import Agenda
from services.events.messages import EventDraft, Lack
from services.events.reading import LONGEST_TITLE, read_places, read_text, read_title, read_where
from services.events.schedule import read_moment, read_session, read_sessions
from services.mailings import HOLD, Reminders
from services.messages import Message
from services.operation.failures import Failures
from services.people import Make, NewsItem, NewsKind, Post, Posts, Title
from services.text import single_line
from services.times import later
from storage.engine.alphabet import alphabetical
from storage.events import Event, EventFile, EventKind, EventState, EventStore
from storage.events.events import LastSession

LONGEST_WHY, MOST_FILES, SHOWN = 300, 10, 8
APART, MOST_IN_SERIES = (7, 14, 28), 12
"""Days from one event of a series to the next, and how many it has at most."""
INVITATION = "event invitation"
_DAY = timedelta(days=1)


class OpenResult(StrEnum):
    """What became of pressing «open»."""

    HELD = "held"
    """It opens after HOLD."""
    NOT_AGAIN = "not again"
    LACKS = "lacks"
    NEEDS_SECOND = "needs second"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Events:
    _content: Content
    _events: EventStore
    _posts: Posts
    _reminders: Reminders
    _agenda: Agenda
    _failures: Failures
    _clock: Callable[[], datetime]
    _training: bool
    _second_from: int
    """From so many invited posts on a second member of the staff lets it open."""

    # Reading

    async def find(self, event_id: int) -> Event | None:
        return await self._events.find(event_id)

    async def newest(self) -> list[Event]:
        return await self._events.newest(SHOWN * 5)

    async def concerns(self, person_id: int) -> bool:
        """Whether anything lies ahead that she may come to, or comes to."""
        return await self._events.concerns(person_id, self._clock())

    async def on(self, day: datetime) -> list[Event]:
        """Open events that have a session on that day, and those that were held on it."""
        midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
        found = await self._events.between(midnight, later(midnight, _DAY))
        return [each for each in found if each.opened_at]

    # Writing: None where the words are none of what is asked, False where it is not being written any more

    async def write(self, kind: EventKind, title: str, by: int) -> int:
        """Begins an event; its number."""
        return await self._events.write(kind, single_line(title, LONGEST_TITLE), make_code(), self._clock(), by)

    async def set_title(self, event_id: int, words: str) -> bool | None:
        title = read_title(words)
        return None if title is None else await self._events.change(event_id, title=title)

    async def set_about(self, event_id: int, words: str) -> bool | None:
        about = read_text(words)
        return None if about is None else await self._events.change(event_id, about=about)

    async def set_bring(self, event_id: int, words: str) -> bool | None:
        bring = read_text(words)
        return None if bring is None else await self._events.change(event_id, bring=bring)

    async def set_sessions(self, event_id: int, words: str) -> bool:
        """False where it is not being written any more. Raises WrongSessions."""
        sessions = read_sessions(self._content.library, words, self._clock())
        return await self._events.set_sessions(event_id, sessions)

    async def set_where(self, event_id: int, words: str, by: int) -> bool | None:
        """An address, a link, or both; of an open event all are told."""
        where = read_where(words)
        if where is None:
            return None
        address, link = where
        if await self._events.change(event_id, address=address, link=link):
            return True
        if not any(where):
            return None
        return await self._events.relocate(event_id, address, link, self._clock(), by)

    async def set_until(self, event_id: int, words: str) -> bool | None:
        """Until when people register, without words until it begins."""
        if not words.strip():
            return await self._events.change(event_id, registers_until=None)
        until = read_moment(self._content.library, words, self._clock())
        return await self._events.change(event_id, registers_until=until) if until else None

    async def set_places(self, event_id: int, words: str) -> bool | None:
        """«30», «30, по 2», «без обмежень», also while people register."""
        places = read_places(words, self._no_limit)
        return None if places is None else await self._events.grow(event_id, *places)

    @property
    def _no_limit(self) -> Sequence[str]:
        return self._content.texts.plain("events-no-limit-words").split(" | ")

    async def let_anyone(self, event_id: int, *, wanted: bool) -> bool:
        """Whether whoever has the link may come."""
        return await self._events.change(event_id, anyone=wanted)

    async def address(self, event_id: int, posts: Sequence[Post], without: Collection[Post] = ()) -> bool:
        """Invites these posts besides those that are invited, and leaves others out."""
        await self._posts.standings()  # every hromada has a head's post by now
        return await self._events.address(event_id, posts, without)

    async def address_nobody(self, event_id: int) -> bool:
        return await self._events.change(event_id, addressed=[])

    async def invited(self, event: Event) -> list[tuple[Post, str]]:
        """The posts that are invited with their names, in the order of these."""
        named = zip(event.addressed, await self._posts.names(event.addressed), strict=True)
        return sorted(named, key=lambda each: alphabetical(each[1]))

    def heads(self, raion: int) -> list[Post]:
        """The heads of a raion by its number from 1 on; 0: all heads."""
        names = raions()
        return [
            Post(each.slug, Title.HEAD)
            for each in load_hromadas()
            if raion == 0 or names.index(each.raion) == raion - 1
        ]

    async def titled(self, title: Title) -> list[Post]:
        """All posts of that title that somebody was ever invited into."""
        return await self._posts.titled(title)

    # Checking

    async def view(self, event: Event) -> EventDraft:
        reached, calendar = await self._posts.reached(), self._content.library.calendar
        lacks = []
        now = self._clock()
        if event.starts_at is None or event.starts_at <= now:
            lacks.append(Lack.WHEN)
        if event.registers_until and event.registers_until <= now:
            lacks.append(Lack.UNTIL)
        if not (event.address or event.link):
            lacks.append(Lack.WHERE)
        if not (event.addressed or event.anyone):
            lacks.append(Lack.WHOM)
        return EventDraft(
            event=event,
            seal=_seal(event),
            lacks=tuple(lacks),
            reached=sum(post.id in reached for post in event.addressed),
            needs_second=len(event.addressed) >= self._second_from and not self._training,
            clashes=tuple(
                (each.starts_at, calendar.holiday(each.starts_at.date()))
                for each in event.live
                if calendar.day_off(each.starts_at.date()) or calendar.holiday(each.starts_at.date())
            ),
            beside=tuple(await self._agenda.clashing(event)),
        )

    async def approve(self, event_id: int, seal: str, by: int) -> OpenResult:
        """Opens it after HOLD. Where it invites many, only somebody who did not write it may."""
        event = await self._events.find(event_id)
        if event is None or event.state not in {EventState.DRAFT, EventState.PROPOSED}:
            return OpenResult.NOT_AGAIN
        view, now = await self.view(event), self._clock()
        if view.lacks:
            return OpenResult.LACKS
        if seal != view.seal:
            return OpenResult.CHANGED
        if view.needs_second and by == event.made_by:
            await self._events.ask_second(event_id, now)
            return OpenResult.NEEDS_SECOND
        held = await self._events.hold(event_id, later(now, HOLD), now, by)
        return OpenResult.HELD if held else OpenResult.NOT_AGAIN

    # A series

    async def repeat(self, event_id: int, days: int, times: int, by: int) -> list[int]:
        """Makes of a draft a series of so many events, so many days apart, each with places of its own.

        The numbers of the new drafts; none where it is no draft, has no time, or is of a series already.
        """
        event = await self._events.find(event_id)
        if event is None or not event.live or days not in APART or not 2 <= times <= MOST_IN_SERIES:
            return []
        dates = [
            [(each.starts_at + number * days * _DAY, each.ends_at + number * days * _DAY) for each in event.live]
            for number in range(1, times)
        ]
        return await self._events.repeat(event_id, dates, [make_code() for _each in dates], self._clock(), by)

    async def of_series(self, event: Event) -> list[Event]:
        """The events of its series in their order, itself among them; none where it stands alone."""
        return await self._events.of_series(event.series) if event.series else []

    async def approve_series(self, event_id: int, seal: str, by: int) -> OpenResult:
        """All drafts of its series at once, as they were looked at; none where one of them cannot be opened."""
        event = await self._events.find(event_id)
        drafts = [each for each in await self.of_series(event) if each.state is EventState.DRAFT] if event else []
        if not drafts:
            return OpenResult.NOT_AGAIN
        views = [await self.view(each) for each in drafts]
        if any(view.lacks for view in views):
            return OpenResult.LACKS
        if seal != self.series_seal(drafts):
            return OpenResult.CHANGED
        results = [await self.approve(view.event.id, view.seal, by) for view in views]
        return next((each for each in results if each is not OpenResult.HELD), OpenResult.HELD)

    @staticmethod
    def series_seal(events: Sequence[Event]) -> str:
        """Of all drafts of a series."""
        return hashlib.sha256(" ".join(_seal(each) for each in events).encode()).hexdigest()[:16]

    async def stop(self, event_id: int, by: int) -> bool:
        """What was approved is being written again; False where it has opened."""
        return await self._events.stop(event_id, self._clock(), by)

    async def open_due(self) -> None:
        """Opens what was approved and whose minute is over; a job calls this every few seconds."""

        async def open_one(event_id: int) -> None:
            await self._events.open(event_id, self._clock())

        leaving = await self._events.leaving(self._clock())
        await self._failures.each_on_its_own("opening_events", leaving, open_one, number=int)
        if leaving:
            await self._reminders.plan(INVITATION)

    async def open_now(self, event_id: int, by: int) -> bool:
        """Opens it without a second look and the minute: for sample data, not for people."""
        now = self._clock()
        if not await self._events.hold(event_id, now, now, by):
            return False
        await self.open_due()
        return True

    # Once it is open

    async def move(self, event_id: int, number: int, words: str, by: int) -> bool | None:
        """Another time for a session; all are told. None where the words are none, False where nothing moves."""
        times = read_session(self._content.library, words, self._clock())
        if times is None:
            return None
        return await self._is_ahead(event_id, number) and await self._events.move(
            event_id, number, *times, self._clock(), by
        )

    async def cancel_session(self, event_id: int, number: int, by: int) -> bool:
        """False for the last one, and where it is cancelled or over."""
        try:
            return await self._is_ahead(event_id, number) and await self._events.cancel_session(
                event_id, number, self._clock(), by
            )
        except LastSession:
            return False

    async def _is_ahead(self, event_id: int, number: int) -> bool:
        """Whether that session is not over: what was is neither moved nor cancelled. A cancelled one is for the store
        to know: the same press may come twice."""
        event = await self._events.find(event_id)
        session = event.session(number) if event else None
        return session is not None and session.ends_at > self._clock()

    async def close(self, event_id: int, by: int) -> bool:
        """Nobody registers any more; False where that is so."""
        return await self._events.close(event_id, self._clock(), by)

    async def reopen(self, event_id: int, by: int) -> bool:
        """People register again."""
        return await self._events.reopen(event_id, self._clock(), by)

    async def cancel(self, event_id: int, why: str, by: int) -> bool:
        """It does not take place, and all are told; a draft is thrown away."""
        return await self._events.cancel(event_id, single_line(why, LONGEST_WHY), self._clock(), by)

    async def held(self, event_id: int, by: int) -> bool:
        """It took place; of a proposed visit the cases before and after are counted from now on. False before it
        begins, and where that was said."""
        event = await self._events.find(event_id)
        if event is None or (event.opened_at and event.starts_at and event.starts_at > self._clock()):
            return False
        return await self._events.held(event_id, self._clock(), by)

    async def add_material(self, event_id: int, file: Media, name: str = "") -> bool:
        """A file for those who came; they are told of the first."""
        return await self._events.add_material(
            event_id, EventFile(file.kind, file.file_id, name), MOST_FILES, self._clock()
        )

    async def add_file(self, event_id: int, file: Media, name: str = "") -> bool:
        """A file for those who may come, such as a programme. False where there are MOST_FILES, or it is over."""
        return await self._events.add_file(event_id, EventFile(file.kind, file.file_id, name), MOST_FILES)

    async def drop_file(self, event_id: int, file_id: str) -> bool:
        """Takes such a file away again."""
        return await self._events.drop_file(event_id, file_id)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.EVENT_SECOND_ASKED: self._second_asked}

    async def _second_asked(self, item: NewsItem) -> Message | None:
        event = await self._events.find(item.facts["event"])
        return await self.view(event) if event and event.state is EventState.DRAFT else None


def _seal(event: Event) -> str:
    """Of all that is approved. Sixteen signs."""
    words = [event.title, event.about, event.bring, event.address, event.link, event.places, event.quota, event.anyone]
    times = [[str(each.starts_at), str(each.ends_at)] for each in event.live]
    posts, until = [post.id for post in event.addressed], str(event.registers_until)
    asked, files = list(event.form), [each.file_id for each in event.files]
    sealed = json.dumps([*words, times, posts, until, asked, files], ensure_ascii=False)
    return hashlib.sha256(sealed.encode()).hexdigest()[:16]
