"""Notices to posts: written by staff, told to whoever acts for the post, acknowledged in one tap, inherited."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

import storage.notices as store
from channels import Channel, SendFailed, Unreachable
from channels.taps import Tap
from content.hromadas import load_hromadas, raions
from services.content import Content
from services.people import People
from services.posts import Post, Posts, Title
from storage.notices import Due, Notice, Progress

__all__ = ["Due", "Notice", "Notices", "Progress"]

log = logging.getLogger(__name__)

LONGEST_TEXT = 3500
"""Characters: number, deadline and post stand around it in Telegram's 4,096."""
LONGEST_DEADLINE = 366
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Acknowledge(Tap):
    notice: int
    post: str
    prefix: ClassVar[str] = "ack"


class Notices:
    """What the department asks of posts."""

    def __init__(
        self,
        content: Content,
        notices: store.Notices,
        posts: Posts,
        people: People,
        channel: Channel,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._notices = notices
        self._posts = posts
        self._people = people
        self._channel = channel
        self._clock = clock
        self._telling = asyncio.Lock()

    async def write(self, text: str, by: int) -> int:
        """Begins a notice; its number."""
        return await self._notices.write(text, self._clock(), by)

    async def find(self, notice_id: int) -> Notice | None:
        return await self._notices.find(notice_id)

    async def set_deadline(self, notice_id: int, days: int) -> Notice | None:
        """Due so many days from today; None where the notice went out already, or the days make no sense."""
        if not 1 <= days <= LONGEST_DEADLINE:
            return None
        kept = await self._notices.set_deadline(notice_id, self._clock().date() + timedelta(days=days))
        return await self._notices.find(notice_id) if kept else None

    def addressees(self, raion: int) -> list[Post]:
        """The heads of a raion by its number from 1 on, in the order of the table; 0: all heads."""
        names = raions()
        return [
            Post(hromada.mark, Title.HEAD)
            for hromada in load_hromadas()
            if raion == 0 or names.index(hromada.raion) == raion - 1
        ]

    async def send(self, notice_id: int, raion: int, by: int) -> int:
        """To how many posts the notice goes now; 0 where it went out before or nobody is meant."""
        posts = self.addressees(raion)
        await self._posts.standings()  # every hromada has a head's post by now
        if not posts or not await self._notices.send(notice_id, posts, self._clock(), by):
            return 0
        await self.tell()
        return len(posts)

    async def progress(self) -> list[Progress]:
        """The newest notices, with how far they have come."""
        return await self._notices.progress(SHOWN)

    async def owing(self, notice_id: int) -> list[Post]:
        """The posts that have not acknowledged it."""
        return await self._notices.owing(notice_id)

    async def owed_by(self, person_id: int) -> list[Due]:
        """What the posts of this person still owe, her own and delegated ones, the earliest deadline first."""
        dues = [
            due for tenure in await self._posts.of_person(person_id) for due in await self._notices.of_post(tenure.post)
        ]
        return sorted(dues, key=lambda due: (due.notice.due_on or self._clock().date(), due.notice.id))

    async def words(self, due: Due) -> str:
        """The notice as its addressee reads it."""
        return self._content.library.texts(
            "notices-notice",
            number=str(due.notice.id),
            post=await self._posts.name(due.post),
            text=due.notice.text,
            due=due.notice.due_on or "",
        )

    async def due(self, notice_id: int, post: Post, person_id: int) -> Due | None:
        """What that post owes on that notice, if this person acts for it."""
        acting = {tenure.post for tenure in await self._posts.of_person(person_id)}
        return await self._notices.due(notice_id, post) if post in acting else None

    async def acknowledge(self, notice_id: int, post: Post, person_id: int) -> bool:
        """Whether it is acknowledged by somebody who acts for the post; a second press changes nothing."""
        if await self.due(notice_id, post, person_id) is None:
            return False
        await self._notices.acknowledge(notice_id, post, person_id, self._clock())
        return True

    async def tell(self) -> None:
        """Tells everybody who acts for a post what is new for it, out of their quiet hours; the rest waits."""
        async with self._telling:  # two at once would both see the same due untold
            for due in await self._notices.untold():
                reached = False
                for tenure in await self._posts.acting(due.post):
                    if tenure.person_id is not None and not await self._people.is_quiet(tenure.person_id):
                        reached |= await self._told(due, tenure.person_id)
                if reached:
                    await self._notices.told(due, self._clock())

    async def _told(self, due: Due, person_id: int) -> bool:
        button = Acknowledge(due.notice.id, due.post.id).button(
            self._content.library.texts.plain("notices-button-acknowledge")
        )
        try:
            await self._channel.send(person_id, await self.words(due), keyboard=[[button]])
        except Unreachable as error:
            await self._people.lost(person_id, error)
            return False
        except SendFailed as error:
            log.info("notice %d not told, later again: %s", due.notice.id, error)
            return False
        return True
