"""Broadcasts: composed by staff, approved, held, carried, recalled. What was approved is what is sent."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from channels import BulkChannel, Delivered, Media, Outgoing
from channels.taps import Button
from content.hromadas import by_katottg, by_slug, load_hromadas
from services.codes import make_code
from services.heads_hours import HeadsHours
from services.mailings.audience import Audiences
from services.mailings.merge_fields import MergeFields
from services.mailings.messages import OF_BODY, OF_NONE, BroadcastMessage, DraftView, Reach, SentInEmergency
from services.mailings.schedule import LASTS, begins, planned, until
from services.messages import Message, Render
from services.people import Make, NewsItem, NewsKind, Staff
from services.times import later
from storage.mailings import (
    Audience,
    Claimed,
    DeliveryOutcome,
    Mailing,
    Mailings,
    MailingStatus,
    Operation,
    Outbox,
    Purpose,
    Repeat,
)

LONGEST, LONGEST_CAPTION = 3000, 900
"""Characters, of Telegram's 4,096 and 1,024: code, fields and the staff's preview need room."""
ALONE = 100
"""From more recipients on a second member of the staff approves."""
HOLD = timedelta(seconds=60)
"""In which «stop» comes before anybody has read a word."""
SAME = timedelta(days=1)
"""The same text to the same people within this is taken for a mistake."""
AHEAD = timedelta(days=90)
KEPT_AT_HAND = timedelta(days=14)
"""A draft that is older is forgotten, not waiting."""
MOST_BUTTONS = 6
LONGEST_LABEL = 40
ALBUM = 10
MADE = 256
SHOWN = 3
"""Readers whose words are shown before a broadcast leaves."""
STARS = 0.1
"""What Telegram takes for a message above the free pace (core.telegram.org/bots/faq, paid broadcasts)."""


class Approval(StrEnum):
    """What came of a press of «send»."""

    HELD = "held"
    NEEDS_ANOTHER = "needs-another"
    NOBODY = "nobody"
    SAME_AGAIN = "same-again"
    UNKNOWN_FIELDS = "unknown-fields"
    CHANGED = "changed"
    PASSED = "passed"
    """The time that was chosen is over."""
    RECALLED = "recalled"
    """It corrects what was recalled."""
    GONE = "gone"


_TURNS = {
    "pause": ([MailingStatus.RUNNING], MailingStatus.PAUSED),
    "resume": ([MailingStatus.PAUSED], MailingStatus.RUNNING),
    "stop": (
        [MailingStatus.DRAFT, MailingStatus.HELD, MailingStatus.RUNNING, MailingStatus.PAUSED],
        MailingStatus.CANCELLED,
    ),
}
"""In which states it may be done, and what it leads to."""


@dataclass(frozen=True, slots=True)
class Broadcasts:
    _mailings: Mailings
    _outbox: Outbox
    _audiences: Audiences
    _fields: MergeFields
    _channel: BulkChannel
    _render: Render
    _heads_hours: HeadsHours
    _staff: Staff
    _clock: Callable[[], datetime]
    _training: bool
    """Whether one may approve what one wrote."""
    _made: dict[tuple[int, str], Outgoing] = field(default_factory=dict, init=False)
    """What left lately, by mailing and place: nothing of it can change any more."""

    # Composing

    async def write(self, html: str, by: int, media: Sequence[Media] = (), album: str = "") -> int:
        """Begins a broadcast with this text or caption; its number. `album` is Telegram's id of a group of media."""
        content = {"html": html, "media": [[each.kind, each.file_id] for each in media], "album": album, "buttons": []}
        return await self._mailings.draft(Purpose.BROADCAST, content, Audience(), self._clock(), by, code=make_code())

    def blank(self, by: int) -> Mailing:
        """A draft that is kept nowhere yet; its number is 0."""
        return Mailing(
            id=0,
            number=None,
            purpose=Purpose.BROADCAST,
            operation=Operation.SEND,
            about=None,
            about_number=None,
            state=MailingStatus.DRAFT,
            content={"html": "", "media": [], "album": "", "buttons": []},
            audience=Audience(),
            made_by=by,
            made_at=self._clock(),
            approved_by=None,
            fingerprint="",
            second_asked_at=None,
            code="",
            starts_at=None,
            repeats=Repeat.NEVER,
            first_at=None,
            not_after=None,
            paid=False,
            emergency="",
            reviewed_by=None,
            frozen_at=None,
            planned=0,
            finished_at=None,
            reason="",
        )

    async def begin(self, draft: Mailing, by: int) -> int:
        """Keeps a draft that is kept nowhere, or another one like that; its number."""
        number = await self._mailings.draft(
            Purpose.BROADCAST, draft.content, draft.audience, self._clock(), by, code=make_code()
        )
        if draft.starts_at:
            await self._mailings.want_at(number, draft.starts_at, draft.repeats)
        return number

    async def change(self, before: Mailing, after: Mailing) -> bool:
        """Changes a draft in all at once; False where it is none any more, or not what it was when it was read."""
        return await self._mailings.compose(before, after.content, after.audience, after.starts_at, after.repeats)

    async def like(self, mailing_id: int, by: int) -> int | None:
        """Begins another one with the same words to the same people; None where there is no such broadcast."""
        mailing = await self.find(mailing_id)
        if mailing is None or mailing.about is not None:
            return None
        return await self.begin(replace(mailing, starts_at=None, repeats=Repeat.NEVER), by)

    async def rewrite(self, mailing_id: int, html: str, media: Sequence[Media] = (), album: str = "") -> bool:
        """Puts another message in place of a draft's; False where it is none any more."""
        mailing = await self.draft(mailing_id)
        changed = {"html": html, "media": [[each.kind, each.file_id] for each in media], "album": album}
        return mailing is not None and await self._mailings.rewrite(mailing_id, {**mailing.content, **changed})

    async def add_to_album(self, mailing_id: int, media: Media, html: str) -> bool:
        """One more of an album, whose caption may stand at any of its media; False where it is full or no draft."""
        mailing = await self.draft(mailing_id)
        if mailing is None or len(mailing.content["media"]) >= ALBUM:
            return False
        entry = [media.kind, media.file_id]
        if entry in mailing.content["media"]:
            return True  # an update that comes twice
        content = {**mailing.content, "media": [*mailing.content["media"], entry]}
        content["html"] = content["html"] or html
        return await self._mailings.rewrite(mailing_id, content)

    async def put_buttons(self, mailing_id: int, buttons: Sequence[Button]) -> bool:
        """Buttons below the text; False where it is no draft, or an album, which can bear none."""
        mailing = await self.draft(mailing_id)
        if mailing is None or len(mailing.content["media"]) > 1:
            return False
        rows = [[each.text, each.url or "", each.data or ""] for each in buttons]
        return await self._mailings.rewrite(mailing_id, {**mailing.content, "buttons": rows})

    async def address(self, mailing_id: int, audience: Audience | None) -> bool:
        """Changes who is meant; False where nobody is, or it is no draft."""
        return audience is not None and await self._mailings.address(mailing_id, audience)

    async def want_at(self, mailing_id: int, starts_at: datetime | None, repeats: Repeat) -> bool:
        """When it is to leave, None: at once; and how often."""
        return await self._mailings.want_at(mailing_id, starts_at, repeats)

    async def pay(self, mailing_id: int, by: int, *, paid: bool) -> bool:
        """Whether it may cost Stars to go thirty times faster."""
        return await self._mailings.pay(mailing_id, paid=paid, at=self._clock(), by=by)

    async def find(self, mailing_id: int) -> Mailing | None:
        mailing = await self._mailings.find(mailing_id)
        return mailing if mailing and mailing.purpose is Purpose.BROADCAST else None

    async def draft(self, mailing_id: int) -> Mailing | None:
        """That broadcast, while it is being composed."""
        mailing = await self.find(mailing_id)
        return mailing if mailing and mailing.state is MailingStatus.DRAFT else None

    def merge_fields(self) -> list[tuple[str, str]]:
        """Each field as it is typed, and how it reads, for example."""
        return self._fields.offered(load_hromadas()[0])

    async def drafts(self) -> list[Mailing]:
        """What was written lately and nobody approved, the oldest first."""
        return await self._mailings.drafts(self._clock() - KEPT_AT_HAND)

    async def count(self, mailing: Mailing) -> int:
        """How many it reaches, now."""
        now = self._clock()
        if mailing.about is not None:
            return await self._outbox.reachable(mailing.about, mailing.operation, now)
        return await self._outbox.count(mailing.audience, now) if mailing.audience.is_chosen else 0

    async def view(self, mailing: Mailing) -> DraftView:
        """A draft with all that should be known before it leaves."""
        html, now = mailing.content["html"], self._clock()
        is_new = mailing.about is None
        sends = mailing.operation in {Operation.SEND, Operation.REPLY}
        return DraftView(
            mailing=mailing,
            seal=self.seal(mailing),
            count=await self.count(mailing),
            sample=await self._audiences.sample(mailing.audience, now) if is_new else [],
            unfilled=await self._outbox.without_place(mailing.audience, now)
            if is_new and mailing.audience.is_chosen and self._fields.used(html)
            else 0,
            unknown_fields=self._fields.unknown(html),
            fields=self._fields.read_as(html, load_hromadas()[0]),
            fields_of_none=self._fields.read_as(html, None),
            missing=await self._audiences.missing(mailing.audience) if is_new else [],
            load=await self.load(mailing.audience, mailing.starts_at, but=mailing.id) if sends else {},
            training=self._training,
            leaves_at=self._leaves_at(mailing),
        )

    def _leaves_at(self, mailing: Mailing) -> datetime | None:
        """When the hours of heads let it leave, where that is later than it is wanted."""
        wanted = max(later(self._clock(), HOLD), mailing.starts_at or self._clock())
        leaves_at = begins(mailing, wanted, self._heads_hours)
        return leaves_at if leaves_at > wanted else None

    async def reach(self, mailing: Mailing) -> Reach:
        """Who those are that a draft reaches, now, and how the first few read it."""
        now, audience, html = self._clock(), mailing.audience, mailing.content["html"]
        if mailing.about is not None or not audience.is_chosen:
            return Reach(count=await self.count(mailing), words=[("", html)])
        by_place = await self._outbox.by_place(audience, now)
        raions: Counter[str] = Counter()
        for place, people in by_place.items():
            hromada = by_slug(place) or by_katottg(place)
            raions[hromada.raion if hromada else OF_NONE if not place else OF_BODY] += people
        count, hromadas = raions.total(), {by_slug(place) or by_katottg(place) for place in by_place} - {None}
        all_of_it = await self._outbox.count(replace(audience, excluded=()), now) if audience.excluded else count
        # Where all read the same, one shows it.
        places = sorted(by_place, key=lambda place: not place)[:SHOWN] if self._fields.used(html) else [""]
        words = [(await self._audiences.place_name(place), await self._fields.fill(html, place)) for place in places]
        return Reach(
            count=count, hromadas=len(hromadas), raions=raions.most_common(), excluded=all_of_it - count, words=words
        )

    async def render(self, mailing: Mailing, row: Claimed) -> Outgoing:
        """What one recipient reads: the text, its code, and on why she gets it.

        Who reads the same gets the same object, so that a channel need prepare it only once.
        """
        if mailing.operation is Operation.REPLY:
            return await self._outgoing(mailing, row.place, row.target)
        key = (mailing.id, row.place)
        if key not in self._made:
            if len(self._made) >= MADE:
                self._made.clear()
            same = (mailing.id, row.place if self._fields.used(mailing.content["html"]) else "")
            self._made[key] = self._made.get(same) or await self._outgoing(mailing, same[1])
            self._made[same] = self._made[key]
        return self._made[key]

    async def _outgoing(self, mailing: Mailing, place: str, reply_to: int | None = None) -> Outgoing:
        if mailing.operation is Operation.DELETE:
            return Outgoing("")
        html = await self._fields.fill(mailing.content["html"], place)
        return self._render(BroadcastMessage(mailing=mailing, html=html, reply_to=reply_to))

    async def preview(self, mailing: Mailing, chat_id: int) -> bool:
        """Whether that chat could be shown it as it will be read."""
        return isinstance(await self._channel.send_bulk(chat_id, await self._outgoing(mailing, "")), Delivered)

    async def ask_another(self, mailing_id: int) -> bool:
        """Whether the staff chat could be asked to approve; it sees all that will be sent."""
        mailing = await self.draft(mailing_id)
        if mailing is None or self._staff.chat_id is None:
            return False
        if mailing.content["media"] or mailing.content["buttons"]:
            await self.preview(mailing, self._staff.chat_id)
        return await self._staff.notify(await self.view(mailing))

    def seal(self, mailing: Mailing) -> str:
        """Of all that is approved: text, buttons, audience, time, price. Sixteen signs."""
        starts_at = mailing.starts_at.isoformat() if mailing.starts_at else ""
        return _hash(
            [_fingerprint(mailing), starts_at, mailing.repeats, mailing.paid, mailing.operation, mailing.about]
        )

    # Leaving

    async def approve(self, mailing_id: int, seal: str, by: int, emergency: str = "") -> Approval:
        """Lets a draft leave after HOLD or at its time, if it may.

        An `emergency` needs no second member of the staff: all of them are told.
        """
        mailing = await self.draft(mailing_id)
        if mailing is None:
            return Approval.GONE
        if seal != self.seal(mailing):
            return Approval.CHANGED
        if mailing.about is not None and await self._mailings.is_recalled(mailing.about):
            return Approval.RECALLED
        if self._fields.unknown(mailing.content["html"]):
            return Approval.UNKNOWN_FIELDS
        count = await self.count(mailing)
        if count == 0:
            return Approval.NOBODY
        now = self._clock()
        if mailing.starts_at and mailing.starts_at < now:
            return Approval.PASSED
        leaving = replace(mailing, emergency=emergency)
        starts_at = max(later(now, HOLD), mailing.starts_at or now)
        if mailing.repeats is Repeat.NEVER:
            starts_at = begins(leaving, starts_at, self._heads_hours)
        fingerprint = _fingerprint(mailing)
        for other in await self._mailings.starting(starts_at - SAME, starts_at + SAME):
            if other.fingerprint == fingerprint and other.state is not MailingStatus.CANCELLED:
                return Approval.SAME_AGAIN
        if count > ALONE and by == mailing.made_by and not emergency and not self._training:
            await self._mailings.second_asked(mailing_id, now)
            return Approval.NEEDS_ANOTHER
        held = await self._mailings.hold(
            mailing_id,
            fingerprint,
            starts_at,
            until(leaving, starts_at, self._heads_hours),
            now,
            by,
            emergency=emergency,
        )
        return Approval.HELD if held else Approval.GONE

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.SENT_IN_EMERGENCY: self._sent_in_emergency}

    async def _sent_in_emergency(self, item: NewsItem) -> Message | None:
        mailing = await self.find(item.facts["mailing"])
        return SentInEmergency(mailing=mailing, reason=mailing.emergency) if mailing else None

    async def review(self, mailing_id: int, by: int) -> bool:
        """Somebody else looked at an emergency; False where that was done, or by the one who sent it."""
        mailing = await self.find(mailing_id)
        if mailing is None or (by == mailing.approved_by and not self._training):
            return False
        return await self._mailings.reviewed(mailing_id, self._clock(), by)

    async def turn(self, mailing_id: int, what: str, by: int) -> bool:
        """«pause», «resume», or «stop» for good; False where it is in no state for that."""
        before, after = _TURNS[what]
        return await self._mailings.change(mailing_id, before, after, self._clock(), by)

    async def repeatable(self, mailing_id: int, outcome: DeliveryOutcome) -> int:
        """How many would get it once more; 0 where it is recalled."""
        mailing = await self.find(mailing_id)
        if mailing is None or await self._is_recalled(mailing):
            return 0
        return await self._outbox.repeatable(mailing_id, outcome)

    async def _is_recalled(self, mailing: Mailing) -> bool:
        """Whether nobody gets it any more: it, or what it corrects, was recalled."""
        is_recall = mailing.operation is Operation.DELETE
        return not is_recall and await self._mailings.is_recalled(mailing.about or mailing.id)

    async def again(self, mailing_id: int, outcome: DeliveryOutcome, by: int) -> int:
        """Sends to those once more whom it could not reach, or of whom nobody knows; how many.

        Nobody gets again what was recalled, nor a correction of it.
        """
        mailing = await self.find(mailing_id)
        if mailing is None or await self._is_recalled(mailing):
            return 0
        now = self._clock()
        return await self._outbox.plan_again(mailing_id, outcome, now, until(mailing, now, self._heads_hours, SAME), by)

    async def recall(self, mailing_id: int, by: int) -> int | None:
        """Deletes a broadcast from all chats after HOLD; the id of that mailing, None where nothing can be deleted.

        It needs nobody's approval.
        """
        mailing = await self._ended(mailing_id)
        if mailing is None or not await self.recallable(mailing_id):
            return None
        now = self._clock()
        recall = await self._about(mailing, Operation.DELETE, "", by)
        await self._mailings.hold(recall, f"recall {mailing_id}", later(now, HOLD), now + LASTS, now, by)
        return recall

    async def recallable(self, mailing_id: int) -> int:
        """How many messages of it can be deleted now; 0 where it is recalled already."""
        if await self._mailings.is_recalled(mailing_id):
            return 0
        return await self._outbox.reachable(mailing_id, Operation.DELETE, self._clock())

    async def correct(self, mailing_id: int, operation: Operation, html: str, by: int) -> int | None:
        """Begins a correction, in place or as a reply; the id of its draft, None where nothing was sent or is left."""
        mailing = await self._ended(mailing_id)
        if mailing is None or operation not in {Operation.EDIT, Operation.REPLY}:
            return None
        if await self._mailings.is_recalled(mailing_id):
            return None
        return await self._about(mailing, operation, html, by)

    async def _ended(self, mailing_id: int) -> Mailing | None:
        mailing = await self.find(mailing_id)
        ended = mailing is not None and mailing.state in {MailingStatus.FINISHED, MailingStatus.CANCELLED}
        return mailing if ended and mailing and mailing.frozen_at and mailing.about is None else None

    async def _about(self, mailing: Mailing, operation: Operation, html: str, by: int) -> int:
        kept = mailing.content if operation is Operation.EDIT else {"media": [], "buttons": [], "album": ""}
        return await self._mailings.draft(
            Purpose.BROADCAST,
            {**kept, "html": html},
            mailing.audience,
            self._clock(),
            by,
            code=make_code(),
            operation=operation,
            about=mailing.id,
        )

    # Looking

    async def verify(self, codes: Sequence[str]) -> Mailing | None:
        """The mailing that bears one of these codes, once it left; None where there is none."""
        for code in codes:
            mailing = await self._mailings.by_code(code)
            if mailing and mailing.frozen_at and mailing.operation is not Operation.DELETE:
                return mailing
        return None

    async def calendar(self) -> list[tuple[datetime, Mailing]]:
        """What leaves in AHEAD, the earliest first; of a series each time."""
        now = self._clock()
        found: list[tuple[datetime, Mailing]] = []
        for mailing in await self._mailings.starting(now, now + 10 * AHEAD):
            found += [(at, mailing) for at in planned(mailing, now, now + AHEAD)]
        return sorted(found, key=lambda each: each[0])

    async def load(self, audience: Audience, at: datetime | None, but: int = 0) -> Mapping[str, int]:
        """How many mailings each hromada that an audience touches gets in the week of `at`, by the hromada's name.

        Of that week counts what left and what will leave, of a series each time; `but` that mailing.
        """
        now = self._clock()
        monday = monday_of((at or now).astimezone(now.tzinfo))
        sunday = monday + timedelta(weeks=1)
        others = [
            each for each in await self._mailings.starting(monday, sunday) if each.state is not MailingStatus.HELD
        ]
        others += [each for planned_at, each in await self.calendar() if monday <= planned_at < sunday]
        load = {each.name: 0 for each in self._audiences.hromadas(audience)}
        for other in others:
            for hromada in self._audiences.hromadas(other.audience) if other.id != but else ():
                if hromada.name in load:
                    load[hromada.name] += 1
        return load


def monday_of(at: datetime) -> datetime:
    """The midnight with which that week begins."""
    return (at - timedelta(days=at.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)


def _fingerprint(mailing: Mailing) -> str:
    """Of text and audience: the guard against the same again."""
    return _hash([mailing.content, asdict(mailing.audience), mailing.operation, mailing.about])


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
