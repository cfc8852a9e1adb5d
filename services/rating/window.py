"""The window before a rating is published: each head looks at her figures and may object, and staff decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from content.hromadas import by_slug
from services.content import Content
from services.messages import Message
from services.people import Make, NewsItem, NewsKind, Post, Posts, Title
from services.rating.messages import FiguresToCheck, ObjectionDecided, ObjectionRaised
from services.rating.snapshots import Snapshot
from services.text import mask
from storage.certification import HromadaCount
from storage.rating import League, Objection, Objections, ObjectionVerdict, RatingRead

WINDOW = 5
"""Working days for objections after the one on which the window is opened: a head on a journey is back by then."""
LONGEST_REASON = 500
_FIGURES = re.compile(r"(\d{1,7})\s+(\d{1,7})\s+(\d{1,7})\s+(\d{1,7})\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Correction:
    """What staff typed to correct a row: the figures, and why."""

    staff: int
    low: int
    middle: int
    high: int
    reason: str

    @classmethod
    def parse(cls, text: str) -> Correction | None:
        """«120 10 20 5 because …»; None where it is not that."""
        match = _FIGURES.fullmatch(text.strip())
        if match is None:
            return None
        staff, low, middle, high = (int(each) for each in match.groups()[:4])
        return cls(staff, low, middle, high, " ".join(match[5].split())[:LONGEST_REASON])

    def of(self, slug: str) -> HromadaCount:
        """The corrected figures of that hromada."""
        return HromadaCount(slug, self.staff, self.low, self.middle, self.high)


@dataclass(frozen=True, slots=True)
class Window:
    """Opens the window, has the heads told, and takes objections and decisions."""

    _content: Content
    _read: RatingRead
    _objections: Objections
    _posts: Posts
    _clock: Callable[[], datetime]

    def closes_on(self) -> date:
        """The last day for objections, were the window opened now."""
        return self._content.library.calendar.after(self._clock().date(), WINDOW)

    def is_open(self, league: League) -> bool:
        """Whether heads may object to it now."""
        in_time = league.closes_on is not None and self._clock().date() <= league.closes_on
        return in_time and league.published_at is None

    async def open(self, league: League, by: int, until: date | None = None) -> bool:
        """Opens the window, and the heads are told; False where it was opened before, or there are no figures.

        It ends on the day `until`, by default after WINDOW working days.
        """
        if not await self._read.counts(league.id):
            return False
        if not await self._objections.open(league.id, until or self.closes_on(), self._clock(), by):
            return False
        await self.tell_heads(league.id)
        return True

    async def tell_heads(self, league_id: int) -> int:
        """Has each head told of her own row, those who were told not again; how many hromadas that were.

        Where the bot reaches nobody who acts for the head, the row stays untold.
        """
        league = await self._read.league(league_id)
        if league is None or not self.is_open(league):
            return 0
        counts, reached = await self._read.counts(league_id), await self._posts.reached()
        heads = {row: Post(counts[row].slug, Title.HEAD).id for row in sorted(await self._read.untold(league_id))}
        return await self._objections.tell({row: head for row, head in heads.items() if head in reached}, self._clock())

    async def hromadas_of(self, person_id: int) -> list[str]:
        """The slugs of the hromadas for which the person acts as head."""
        return [
            tenure.post.place
            for tenure in await self._posts.of_person(person_id)
            if tenure.post.title is Title.HEAD and by_slug(tenure.post.place)
        ]

    async def may_object(self, row: int, person_id: int) -> bool:
        """Whether the person acts as head for that row and may object now."""
        found = await self._read.count(row)
        if found is None or found[1].slug not in await self.hromadas_of(person_id):
            return False
        league = await self._read.league(found[0])
        return league is not None and self.is_open(league)

    async def object_to(self, row: int, text: str, person_id: int) -> bool:
        """Keeps what a head has against her row, and the staff are told; False where it is not hers, or too late."""
        if not await self.may_object(row, person_id):
            return False
        await self._objections.object_to(row, mask(text)[:LONGEST_REASON], self._clock(), person_id)
        return True

    async def raised(self, objection: Objection) -> ObjectionRaised:
        """An objection with the figures that it is about."""
        return ObjectionRaised(
            objection=objection,
            snapshot=await self._figures(objection),
            place=await self._posts.place_name(objection.slug),
        )

    async def accept(self, objection: Objection, correction: Correction, by: int) -> bool:
        """Corrects the row, once, and the head is told; False where it was decided, or the figures cannot be."""
        corrected = correction.of(objection.slug)
        if not corrected.is_sound:
            return False
        return await self._decide(objection, correction.reason, by, corrected)

    async def refuse(self, objection: Objection, reason: str, by: int) -> bool:
        """Leaves the row as it is, once, and the head is told why; False where it was decided."""
        return await self._decide(objection, reason[:LONGEST_REASON], by, None)

    async def _decide(self, objection: Objection, reason: str, by: int, corrected: HromadaCount | None) -> bool:
        return await self._objections.decide(objection, reason, self._clock(), by, corrected)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {
            NewsKind.FIGURES_TO_CHECK: self._to_check,
            NewsKind.OBJECTION_RAISED: self._raised,
            NewsKind.OBJECTION_DECIDED: self._decided,
        }

    async def _to_check(self, item: NewsItem) -> Message | None:
        """None where the time for objections is over."""
        row: int = item.facts["row"]
        found = await self._read.count(row)
        league = await self._read.league(found[0]) if found else None
        if found is None or league is None or not self.is_open(league):
            return None
        snapshot = await self._snapshot(league)
        return FiguresToCheck(snapshot=snapshot, slug=found[1].slug, row=row, until=league.closes_on)

    async def _raised(self, item: NewsItem) -> Message | None:
        """None where it was decided meanwhile."""
        objection = await self._read.objection(item.facts["objection"])
        return await self.raised(objection) if objection and objection.verdict is None else None

    async def _decided(self, item: NewsItem) -> Message | None:
        objection = await self._read.objection(item.facts["objection"])
        if objection is None:
            return None
        return ObjectionDecided(
            snapshot=await self._figures(objection),
            slug=objection.slug,
            is_accepted=objection.verdict is ObjectionVerdict.ACCEPTED,
            reason=objection.reason,
        )

    async def _figures(self, objection: Objection) -> Snapshot:
        """The rating to which it objects, with its figures as they stand."""
        league = await self._read.league(objection.league)
        assert league  # noqa: S101 - an objection is to a row of a rating
        return await self._snapshot(league)

    async def _snapshot(self, league: League) -> Snapshot:
        return Snapshot.of(league, list((await self._read.counts(league.id)).values()))
