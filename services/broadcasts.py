"""Broadcasts: news to those who asked for them. What was approved is what is sent, and it can always be stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

import storage.outbox as store
from channels.taps import Keyboard, Tap
from content.hromadas import load_hromadas
from services.content import Content
from services.staff import Staff
from storage.outbox import Audience, Mailing, Purpose, State

__all__ = ["Approval", "Broadcasts", "Mailing", "Report", "State", "WhyThis"]

LONGEST = 3500
"""Characters, of Telegram's 4,096: formatting counts in other units there."""
ALONE = 100
"""From more recipients on a second member of the staff approves."""
HOLD = timedelta(seconds=60)
"""In which «stop» comes before anybody has read a word."""
LASTS = timedelta(days=2)
"""What has not left by then is too late."""
SAME = timedelta(days=1)
"""The same text to the same people within this is taken for a mistake."""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class WhyThis(Tap):
    """«Why did I get this?»"""

    mailing: int
    prefix: ClassVar[str] = "why"


@dataclass(frozen=True, slots=True)
class ApproveBroadcast(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcapprove"


class Approval:
    """What came of a press of «send»."""

    HELD = "held"
    NEEDS_ANOTHER = "needs another"
    NOBODY = "nobody"
    SAME_AGAIN = "same again"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Report:
    """How far a mailing has come."""

    mailing: Mailing
    counts: dict[str, int]
    reasons: dict[str, int]

    def count(self, *states: str) -> int:
        return sum(self.counts.get(state, 0) for state in states)


class Broadcasts:
    """What staff may do with a broadcast."""

    def __init__(self, content: Content, outbox: store.Outbox, staff: Staff, clock: Callable[[], datetime]) -> None:
        self._content = content
        self._outbox = outbox
        self._staff = staff
        self._clock = clock

    async def write(self, html: str, by: int) -> int:
        """Begins a broadcast with this text; its number."""
        return await self._outbox.draft(Purpose.BROADCAST, {"html": html}, Audience(), self._clock(), by)

    async def find(self, mailing_id: int) -> Mailing | None:
        mailing = await self._outbox.find(mailing_id)
        return mailing if mailing and mailing.purpose is Purpose.BROADCAST else None

    async def address(self, mailing_id: int, theme: str, raion: int) -> tuple[Mailing, int] | None:
        """Whom the draft is for: a theme's subscribers of a raion by its number from 1 on, 0 for all; and how many."""
        raions = list(dict.fromkeys(hromada.raion for hromada in load_hromadas()))
        known = {each.id for each in self._content.library.themes}
        if theme not in known or not 0 <= raion <= len(raions):
            return None
        hromadas = tuple(each.code for each in load_hromadas() if raion and each.raion == raions[raion - 1])
        audience = Audience(theme=theme, hromadas=hromadas)
        if not await self._outbox.address(mailing_id, audience):
            return None
        mailing = await self.find(mailing_id)
        return (mailing, await self._outbox.count(audience)) if mailing else None

    def words(self, mailing: Mailing) -> tuple[str, Keyboard]:
        """The message as it is read, and the button on why one gets it."""
        why = WhyThis(mailing.id).button(self._content.library.texts.plain("broadcasts-button-why"))
        return str(mailing.content["html"]), [[why]]

    async def approve(self, mailing_id: int, by: int) -> str:
        """Lets a draft leave after HOLD, if it may; one of Approval."""
        mailing = await self.find(mailing_id)
        if mailing is None or mailing.state is not State.DRAFT:
            return Approval.GONE
        count = await self._outbox.count(mailing.audience)
        if count == 0:
            return Approval.NOBODY
        if count > ALONE and by == mailing.made_by:
            return Approval.NEEDS_ANOTHER
        fingerprint = _fingerprint(mailing)
        now = self._clock()
        for other in await self._outbox.newest(SHOWN * 5):
            again = other.fingerprint == fingerprint and other.state is not State.CANCELLED
            if again and other.starts_at and now - other.starts_at < SAME:
                return Approval.SAME_AGAIN
        held = await self._outbox.hold(mailing_id, fingerprint, now + HOLD, now + LASTS, now, by)
        return Approval.HELD if held else Approval.GONE

    async def stop(self, mailing_id: int, by: int) -> bool:
        """Ends a mailing for good; False where it has ended already."""
        before = [State.DRAFT, State.HELD, State.RUNNING, State.PAUSED]
        return await self._outbox.change(mailing_id, before, State.CANCELLED, self._clock(), by)

    async def pause(self, mailing_id: int, by: int) -> bool:
        return await self._outbox.change(mailing_id, [State.RUNNING], State.PAUSED, self._clock(), by)

    async def resume(self, mailing_id: int, by: int) -> bool:
        return await self._outbox.change(mailing_id, [State.PAUSED], State.RUNNING, self._clock(), by)

    async def retry_failed(self, mailing_id: int, by: int) -> int:
        """Sends to those once more whom it could not reach; how many."""
        return await self._outbox.retry_failed(mailing_id, self._clock(), by)

    async def newest(self) -> list[Mailing]:
        return [each for each in await self._outbox.newest(SHOWN) if each.purpose is Purpose.BROADCAST]

    async def report(self, mailing_id: int) -> Report | None:
        """How far it has come, and why some did not get it."""
        mailing = await self.find(mailing_id)
        if mailing is None:
            return None
        return Report(mailing, await self._outbox.counts(mailing_id), await self._outbox.reasons(mailing_id))


class Html(str):
    """Text that is Telegram HTML already: Telegram itself gave it, from a message of the staff."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def _fingerprint(mailing: Mailing) -> str:
    """Of text and audience: whatever is approved under it is what leaves."""
    audience = [mailing.audience.theme, mailing.audience.title, *mailing.audience.hromadas]
    words = json.dumps([mailing.content, audience], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]
