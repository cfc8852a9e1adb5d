"""What posts owe: a head acknowledges, declines or asks for time, and the staff decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from services.content import Content
from services.messages import Message
from services.notices.deadlines import LONGEST_DEADLINE
from services.notices.messages import Decided, DecisionAsked, Extension, ObligationView, Question
from services.people import Doors, Make, NewsItem, NewsKind, Posts
from storage.notices import NoticesRead, Obligation, ObligationStore, Via

LONGEST_REASON = 500
TAKEN_BACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Obligations:
    _content: Content
    _obligations: ObligationStore
    _read: NoticesRead
    _posts: Posts
    _doors: Doors
    _clock: Callable[[], datetime]

    # Reading

    async def owed_by(self, person_id: int) -> list[Obligation]:
        """What the posts of this person still owe, her own and delegated ones, the earliest deadline first."""
        owed = await self._of_person(person_id, done=False)
        return sorted(owed, key=lambda each: (each.due_on, each.notice.id))

    async def done_by(self, person_id: int) -> list[Obligation]:
        """What the posts of this person have done, the newest first."""
        return sorted(await self._of_person(person_id, done=True), key=lambda each: -each.notice.id)

    async def _of_person(self, person_id: int, *, done: bool) -> list[Obligation]:
        return [
            obligation
            for tenure in await self._posts.of_person(person_id)
            for obligation in await self._read.of_post(tenure.post, done=done)
        ]

    async def of_person(self, number: int, person_id: int) -> Obligation | None:
        """The obligation of that number, if this person acts for its post."""
        return next(iter(await self.own(person_id, await self._read.obligations([number]))), None)

    async def own(self, person_id: int, obligations: Sequence[Obligation]) -> list[Obligation]:
        """Those among them for whose posts this person acts."""
        posts = {tenure.post for tenure in await self._posts.of_person(person_id)}
        return [obligation for obligation in obligations if obligation.post in posts]

    async def view(self, obligation: Obligation, person_id: int | None = None) -> ObligationView:
        """With what its words and buttons need; for `person_id`, who may take back what she pressed."""
        return ObligationView(
            obligation=obligation,
            post=await self._posts.name(obligation.post),
            today=self._clock().date(),
            acknowledged_on=obligation.acknowledged_at and obligation.acknowledged_at.date(),
            replied_on=obligation.replied_at and obligation.replied_at.date(),
            page=self._doors.in_app(f"/desk/own/{obligation.number}"),
            may_take_back=self._may_take_back(obligation, person_id),
        )

    def _may_take_back(self, obligation: Obligation, person_id: int | None) -> bool:
        at = obligation.acknowledged_at
        recent = at is not None and at > self._clock() - TAKEN_BACK
        by_button = obligation.acknowledged_by == person_id and obligation.via is Via.TELEGRAM
        return recent and person_id is not None and by_button

    # What a head does

    async def acknowledge(self, number: int, person_id: int) -> bool:
        """Whether it is acknowledged by somebody who acts for the post; a second press changes nothing."""
        if await self.of_person(number, person_id) is None:
            return False
        await self._obligations.acknowledge(number, self._clock(), Via.TELEGRAM, person_id)
        return True

    async def take_back(self, number: int, person_id: int) -> bool:
        """Takes back one's own acknowledgement of the last hour."""
        now = self._clock()
        return await self.of_person(number, person_id) is not None and await self._obligations.take_back(
            number, now - TAKEN_BACK, now, person_id
        )

    async def decline(self, number: int, why: str, person_id: int) -> bool:
        """It is not theirs, they say; the staff are told, and decide."""
        return await self.of_person(number, person_id) is not None and await self._obligations.decline(
            number, why[:LONGEST_REASON], self._clock(), person_id
        )

    async def ask_for_time(self, number: int, why: str, person_id: int) -> bool:
        """Keeps why more time is needed; how much is asked next."""
        return await self.of_person(number, person_id) is not None and await self._obligations.ask_for_time(
            number, why[:LONGEST_REASON], self._clock(), person_id
        )

    def extension(self, obligation: Obligation, days: int) -> Extension:
        """So many working days after the deadline, or after today where that has passed."""
        start = max(obligation.due_on, self._clock().date())
        return Extension(start=start, days=days, end=self._content.library.calendar.after(start, days))

    async def want(self, number: int, days: int, person_id: int) -> date | None:
        """Asks the staff for so many working days more; the new deadline, should they agree."""
        obligation = await self.of_person(number, person_id)
        if obligation is None or not 1 <= days <= LONGEST_DEADLINE:
            return None
        found = self.extension(obligation, days)
        wanted = await self._obligations.want(number, found.start, days, found.end, self._clock(), person_id)
        return found.end if wanted else None

    # What staff do

    async def decide(self, number: int, question: Question, by: int, *, agreed: bool) -> Decided | None:
        """Decides, once, and those who act for the post are told; None where nothing is to be decided any more."""
        now, before = self._clock(), await self._read.obligation(number)
        if before is None:
            return None
        if question is Question.RELEASE:
            decided = await self._obligations.release(number, now, by, agreed=agreed)
        else:
            decided = await self._obligations.extend(number, before.due_on, now, by, agreed=agreed)
        obligation = await self._read.obligation(number)
        if not decided or obligation is None:
            return None
        why = before.declined if question is Question.RELEASE else before.wanted_why
        view = await self.view(obligation)
        return Decided(view=view, question=question, agreed=agreed, before=before.due_on, why=why)

    # What is told of it

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {
            NewsKind.RELEASE_ASKED: self._release_asked,
            NewsKind.RELEASE_DECIDED: partial(self._decided, Question.RELEASE),
            NewsKind.EXTENSION_ASKED: self._extension_asked,
            NewsKind.EXTENSION_DECIDED: partial(self._decided, Question.EXTEND),
        }

    async def _release_asked(self, item: NewsItem) -> Message | None:
        """None where it was decided meanwhile."""
        obligation = await self._read.obligation(item.facts["obligation"])
        if obligation is None or obligation.released_at or not obligation.declined:
            return None
        view, why = await self.view(obligation), obligation.declined
        return DecisionAsked(view=view, question=Question.RELEASE, why=why)

    async def _extension_asked(self, item: NewsItem) -> Message | None:
        """None where it was decided meanwhile, or another day is wanted by now."""
        obligation = await self._read.obligation(item.facts["obligation"])
        start, end = (date.fromisoformat(item.facts[name]) for name in ("start", "end"))
        if obligation is None or obligation.wanted_on != end:
            return None
        extension = Extension(start=start, days=item.facts["days"], end=end)
        view, why = await self.view(obligation), obligation.wanted_why
        return DecisionAsked(view=view, question=Question.EXTEND, why=why, extension=extension)

    async def _decided(self, question: Question, item: NewsItem) -> Message | None:
        obligation = await self._read.obligation(item.facts["obligation"])
        if obligation is None:
            return None
        before = date.fromisoformat(item.facts.get("before", obligation.due_on.isoformat()))
        view, agreed = await self.view(obligation), item.facts["agreed"]
        return Decided(view=view, question=question, agreed=agreed, before=before, why="")

    # Ways beside the bot

    async def told_by(self, number: int, via: Via, by: int) -> bool:
        """Records that the post was told another way than by the bot's messages."""
        return await self._obligations.told(number, self._clock(), via, by)

    async def acknowledge_by(self, number: int, via: Via, by: int) -> bool:
        """Records an acknowledgement that came another way than by the bot's buttons."""
        return await self._obligations.acknowledge(number, self._clock(), via, by)
