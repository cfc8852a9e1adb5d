"""Posts and their holders: what a post is called, who holds it, who is missing, and the quarterly «do you still?»."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import storage.people.posts as store
from channels import Channel, SendFailed, Unreachable
from content.hromadas import load_hromadas
from handlers.people.taps import ReportTaking, ShowTenure, StillHolds, UndoTaking
from services.content import Content
from services.people.people import People
from services.people.staff import Staff
from storage.people.posts import Body, Post, Standing, Tenure, TenureKind, Title

__all__ = ["Body", "Post", "Posts", "Standing", "Tenure", "TenureKind", "Title"]

log = logging.getLogger(__name__)

CONFIRMED_FOR = timedelta(days=91)
"""A quarter: after it the holder is asked again."""
ASKED_AGAIN = timedelta(days=14)
"""Who did not answer is asked again after so long."""
ANSWERS_WITHIN = timedelta(days=14)
"""Who has not answered by then stands in the staff's list."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Posts behind which nobody can be reached, or nobody answers."""

    vacant: list[Standing]
    unreachable: list[Standing]
    """The holder stopped the bot or deleted the account."""
    silent: list[Standing]
    """The holder was asked whether she still is it, and did not answer."""


class Posts:
    """What posts there are, and who acts for them."""

    def __init__(
        self,
        content: Content,
        posts: store.PostStore,
        people: People,
        channel: Channel,
        staff: Staff,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._posts = posts
        self._people = people
        self._channel = channel
        self._staff = staff
        self._clock = clock
        self._hromadas = {hromada.slug: hromada for hromada in load_hromadas()}
        self._has_heads = False

    async def ensure(self, post: Post) -> None:
        """Makes the post where it does not stand yet."""
        await self._posts.ensure([post], self._clock())

    async def set_email(self, post: Post, email: str, by: int) -> None:
        """Keeps where notices to the post go besides Telegram; empty for nowhere."""
        await self._posts.set_email(post, email, self._clock(), by)

    async def exists(self, place: str) -> bool:
        """Whether there is such a hromada or body."""
        return place in self._hromadas or any(body.place == place for body in await self._posts.bodies())

    async def name(self, post: Post) -> str:
        """What the post is called, «голова Андрушівської громади»."""
        texts = self._content.library.texts
        hromada = self._hromadas.get(post.place)
        if hromada:
            place = texts.plain("posts-of-hromada", name=hromada.genitive)
        else:
            place = next((body.name for body in await self._posts.bodies() if body.place == post.place), post.place)
        return texts.plain(_TITLES[post.title], place=place)

    async def place_name(self, place: str) -> str:
        """«Андрушівська громада», or the name of a body; empty where there is none."""
        hromada = self._hromadas.get(place)
        if hromada:
            return self._content.library.texts.plain("posts-hromada", name=hromada.name)
        return next((body.name for body in await self._posts.bodies() if body.place == place), "")

    async def standings(self, place: str | None = None) -> list[Standing]:
        """All posts, or those of one place; every hromada has a head."""
        if not self._has_heads:
            heads = [Post(mark, Title.HEAD) for mark in self._hromadas]
            await self._posts.ensure(heads, self._clock())
            self._has_heads = True
        return await self._posts.standings(self._clock(), place=place)

    async def gaps(self) -> Gaps:
        """What the staff should look after."""
        late = self._clock() - ANSWERS_WITHIN
        standings = await self.standings()
        held = [(each, each.holder) for each in standings if each.holder and each.reachable]
        return Gaps(
            vacant=[each for each in standings if each.holder is None],
            unreachable=[each for each in standings if each.holder and not each.reachable],
            silent=[
                each
                for each, holder in held
                if holder.asked_at
                and holder.asked_at < late
                and holder.asked_at > (holder.confirmed_at or holder.since_at)
            ],
        )

    async def bodies(self) -> list[Body]:
        return await self._posts.bodies()

    async def add_body(self, name: str, by: int) -> Body:
        """A body with that name, the one that stands already where there is one."""
        return await self._posts.add_body(" ".join(name.split()), self._clock(), by)

    async def acting(self, post: Post) -> list[Tenure]:
        """Who acts for the post now: the holder first, then delegates."""
        return await self._posts.acting(post, self._clock())

    async def all_acting(self) -> dict[str, list[int]]:
        """Who acts for each post now, by the post's id."""
        return await self._posts.all_acting(self._clock())

    async def of_person(self, person_id: int) -> list[Tenure]:
        """The posts for which the person acts now, her own ones first."""
        return await self._posts.of_person(person_id, self._clock())

    async def held(self, tenure_id: int, person_id: int) -> Tenure | None:
        """That tenure, if it is this person's own and still lasts."""
        return next((each for each in await self.of_person(person_id) if each.id == tenure_id), None)

    async def leave(self, tenure_id: int, by: int) -> Tenure | None:
        """Ends a tenure and tells the staff; None where it had ended already."""
        tenure = await self._posts.tenure(tenure_id)
        if tenure is None or not await self._posts.leave(tenure_id, self._clock(), by):
            return None
        key = "posts-left" if tenure.kind is TenureKind.HOLDER else "posts-delegate-left"
        html = self._content.library.texts(key, post=await self.name(tenure.post), name=tenure.name)
        await self._staff.tell(html)
        return tenure

    async def taken(self, tenure_id: int, before: int | None) -> None:
        """Tells the staff, and whoever held the post, that somebody came into it: either can say it is a mistake."""
        tenure = await self._posts.tenure(tenure_id)
        if tenure is None:
            return
        texts, post = self._content.library.texts, await self.name(tenure.post)
        undo = [[UndoTaking(tenure.id).button(texts.plain("posts-button-undo"))]]
        await self._staff.tell(texts("posts-taken", post=post, name=tenure.name), undo)
        if before is not None and before != tenure.person_id:
            mistake = [[ReportTaking(tenure.id).button(texts.plain("posts-button-mistake"))]]
            await self._people.tell(before, texts("posts-replaced", post=post, name=tenure.name), mistake)

    async def report(self, tenure_id: int, person_id: int) -> bool:
        """Whether the one who held the post before could tell the staff that the new holder is the wrong one."""
        tenure = await self._posts.tenure(tenure_id)
        if tenure is None or not await self._posts.was_replaced(tenure_id, person_id):
            return False
        texts = self._content.library.texts
        undo = [[UndoTaking(tenure.id).button(texts.plain("posts-button-undo"))]]
        html = texts("posts-reported", post=await self.name(tenure.post), name=tenure.name)
        return await self._staff.tell(html, undo) is not None

    async def undo(self, tenure_id: int, by: int) -> Tenure | None:
        """Takes a post back from the wrong person and tells her and the rightful holder; None where that is done."""
        tenure = await self._posts.undo(tenure_id, self._clock(), by)
        if tenure is None:
            return None
        texts, post = self._content.library.texts, await self.name(tenure.post)
        if tenure.person_id is not None:
            await self._people.tell(tenure.person_id, texts("posts-taken-back", post=post))
        for holder in await self.acting(tenure.post):
            if holder.kind is TenureKind.HOLDER and holder.person_id is not None:
                await self._people.tell(holder.person_id, texts("posts-given-back", post=post))
        return tenure

    async def confirm(self, tenure_id: int, person_id: int) -> bool:
        """The holder says that she still holds the post; False where she does not."""
        return await self._posts.confirmed(tenure_id, person_id, self._clock())

    async def ask_holders(self) -> None:
        """Asks each holder once a quarter whether she still holds the post; never in her quiet hours."""
        now = self._clock()
        texts = self._content.library.texts
        for tenure in await self._posts.unconfirmed(now - CONFIRMED_FOR, now - ASKED_AGAIN):
            if tenure.person_id is None or await self._people.is_quiet(tenure.person_id):
                continue
            keyboard = [
                [StillHolds(tenure.id).button(texts.plain("posts-button-still"))],
                [ShowTenure(tenure.id).button(texts.plain("posts-button-no-more"))],
            ]
            try:
                await self._channel.send(
                    tenure.person_id, texts("posts-still", post=await self.name(tenure.post)), keyboard=keyboard
                )
            except Unreachable as error:
                await self._people.lost(tenure.person_id, error)
            except SendFailed as error:
                log.info("holder of tenure %d not asked, later again: %s", tenure.id, error)
                continue
            await self._posts.asked(tenure.id, now)


_TITLES = {
    Title.HEAD: "posts-head",
    Title.CDTO: "posts-cdto",
    Title.COORDINATOR: "posts-coordinator",
    Title.MATERNITY: "posts-maternity",
}
