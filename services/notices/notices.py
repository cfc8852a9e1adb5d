"""Notices to posts: staff write them, check them and send them once.

What each post owes then stands in `obligations`; the messages about it are planned in `reminders`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from channels import Media
from content.hromadas import load_hromadas, raions
from services.content import Content
from services.mailings import Reminders
from services.messages import Message
from services.notices.messages import NoticeDraft
from services.people import STAFF, Make, News, NewsItem, NewsKind, Post, Posts, Title
from storage.notices import NEW_NOTICE, Notice, NoticesRead, NoticeStore

LONGEST_TEXT = 3000
"""Characters: number, letter, deadline and post stand around it in Telegram's 4,096."""
LONGEST_LETTER = 60
LONGEST_DEADLINE = 366
MOST_FILES = 10
ALONE = 100
"""More addressees than that need a second member of the staff."""


class SendResult(StrEnum):
    """What became of pressing «send»."""

    SENT = "sent"
    NOT_AGAIN = "not again"
    """It went out already, or something lacks."""
    NEEDS_SECOND = "needs second"
    """Somebody else has to look at it."""


@dataclass(frozen=True, slots=True)
class Notices:
    _content: Content
    _notices: NoticeStore
    _read: NoticesRead
    _posts: Posts
    _reminders: Reminders
    _news: News
    _clock: Callable[[], datetime]
    _training: bool

    async def write(self, text: str, by: int) -> int:
        """Begins a notice; its number."""
        return await self._notices.write(text, self._clock(), by)

    async def set_deadline(self, notice_id: int, days: int) -> Notice | None:
        """Due so many days from today, on a working day; None where it went out already, or the days make no sense."""
        if not 1 <= days <= LONGEST_DEADLINE:
            return None
        return await self.set_day(notice_id, self._clock().date() + timedelta(days=days))

    async def set_day(self, notice_id: int, due_on: date) -> Notice | None:
        """Due then, or on the first working day after it; None where it went out, or the day makes no sense."""
        if not timedelta() < due_on - self._clock().date() <= timedelta(days=LONGEST_DEADLINE):
            return None
        kept = await self._notices.set_deadline(notice_id, self._content.library.calendar.working(due_on))
        return await self._read.notice(notice_id) if kept else None

    async def set_letter(self, notice_id: int, letter: str) -> bool:
        """Keeps the number of the letter; False where the notice went out already."""
        return await self._notices.set_letter(notice_id, " ".join(letter.split())[:LONGEST_LETTER])

    async def want_ack(self, notice_id: int, *, wanted: bool) -> bool:
        """False where it went out already, or without an acknowledgement nothing would be asked of anybody."""
        notice = await self._read.draft(notice_id)
        return bool(notice and (wanted or notice.form)) and await self._notices.want_ack(notice_id, wanted=wanted)

    async def add_file(self, notice_id: int, file: Media) -> bool:
        """False where it went out already, or has MOST_FILES."""
        return await self._notices.add_file(notice_id, file.kind, file.file_id, MOST_FILES)

    def heads(self, raion: int) -> list[Post]:
        """The heads of a raion by its number from 1 on, in the order of the table; 0: all heads."""
        names = raions()
        return [
            Post(hromada.slug, Title.HEAD)
            for hromada in load_hromadas()
            if raion == 0 or names.index(hromada.raion) == raion - 1
        ]

    async def address(self, notice_id: int, posts: Sequence[Post]) -> bool:
        """Keeps who is meant; False where nobody is, or the notice went out already."""
        await self._posts.standings()  # every hromada has a head's post by now
        return bool(posts) and await self._notices.address(notice_id, posts)

    async def view(self, notice: Notice) -> NoticeDraft:
        """A draft with all that should be known before it leaves."""
        reachable = {each.post for each in await self._posts.standings() if each.reachable}
        owed = Counter(obligation.post for obligation in await self._read.open())
        burdened = sorted((post for post in notice.addressed if owed[post]), key=lambda post: -owed[post])
        return NoticeDraft(
            notice=notice,
            reached=sum(post in reachable for post in notice.addressed),
            load=tuple([(await self._posts.place_name(post.place), owed[post]) for post in burdened]),
        )

    async def send(self, notice_id: int, by: int) -> SendResult:
        """Sends it to those who are meant; more than ALONE only by somebody who did not write it.

        The staff are asked for such a second one.
        """
        notice = await self._read.draft(notice_id)
        if notice is None or not notice.addressed or notice.due_on is None:
            return SendResult.NOT_AGAIN
        if len(notice.addressed) > ALONE and by == notice.made_by and not self._training:
            await self._news.tell(STAFF, NewsKind.SECOND_ASKED, notice=notice_id)
            return SendResult.NEEDS_SECOND
        if not await self._notices.send(notice_id, self._clock(), by):
            return SendResult.NOT_AGAIN
        await self._reminders.plan(NEW_NOTICE)
        return SendResult.SENT

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.SECOND_ASKED: self._second_asked}

    async def _second_asked(self, item: NewsItem) -> Message | None:
        """None where it went out meanwhile."""
        notice = await self._read.draft(item.facts["notice"])
        return await self.view(notice) if notice else None
