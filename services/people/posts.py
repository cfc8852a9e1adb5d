"""Posts and their holders: what a post is called, who holds it, who is missing, and the quarterly «do you still?»."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from content.hromadas import by_slug, load_hromadas
from services.content import Content
from services.messages import Message, TextMessage
from services.people.messages import PostTaken, StillHolder, Taking
from services.people.news import Make, News
from services.people.staff import Staff
from services.text import tidy, words_key
from storage.people import (
    STAFF,
    Body,
    Contact,
    NewsItem,
    NewsKind,
    Post,
    PostStore,
    Standing,
    Tenure,
    TenureKind,
    Title,
)

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


@dataclass(slots=True)
class Posts:
    _content: Content
    _posts: PostStore
    _staff: Staff
    _news: News
    _clock: Callable[[], datetime]
    _has_heads: bool = False

    async def bodies(self) -> list[Body]:
        return await self._posts.bodies()

    async def ensure(self, post: Post) -> None:
        await self._posts.ensure([post], self._clock())

    async def set_email(self, post: Post, email: str, by: int) -> None:
        """Keeps where notices to the post go besides Telegram; empty for nowhere."""
        await self._posts.set_email(post, email, self._clock(), by)

    async def set_phone(self, post: Post, phone: str, by: int) -> None:
        """Keeps the number of the post's office; empty for none."""
        await self._posts.set_phone(post, phone, self._clock(), by)

    async def phone(self, post: Post) -> str:
        """The number of the post's office; empty where none is known."""
        return await self._posts.phone(post)

    async def contacts(self) -> dict[str, Contact]:
        """How each post is reached by telephone, by its id."""
        return await self._posts.contacts(self._clock())

    async def emails(self) -> dict[str, str]:
        """Where notices to posts go besides Telegram, by the post's id; those without an address are left out."""
        return await self._posts.emails()

    async def history(self, post: Post) -> list[Tenure]:
        """Whoever acted for the post, the newest first."""
        return await self._posts.history(post)

    async def last_deeds(self) -> dict[int, datetime]:
        """When each of those who act for a post last did something for it, by the person's number."""
        return await self._posts.last_deeds(self._clock())

    async def leave_phone(self, tenure_id: int, person_id: int, phone: str) -> bool:
        """Keeps the numbers of whoever acts for a post, empty for none; False where she does not."""
        return await self._posts.leave_phone(tenure_id, person_id, phone, self._clock())

    async def exists(self, place: str) -> bool:
        return bool(await self.place_name(place))

    async def name(self, post: Post) -> str:
        """What the post is called, «голова Андрушівської громади»."""
        [name] = await self.names([post])
        return name

    async def names(self, posts: Sequence[Post]) -> list[str]:
        """The same of many, in their order."""
        texts, bodies, found = self._content.library.texts, dict[str, str](), list[str]()
        if any(by_slug(post.place) is None for post in posts):
            bodies = {body.place: body.name for body in await self._posts.bodies()}
        for post in posts:
            if hromada := by_slug(post.place):
                place = texts.plain("posts-of-hromada", name=hromada.genitive)
            else:
                place = bodies.get(post.place) or post.place
            found.append(texts.plain(_TITLES[post.title], place=place))
        return found

    async def place_name(self, place: str) -> str:
        """«Андрушівська громада», or the name of a body; empty where there is none."""
        hromada = by_slug(place)
        if hromada:
            return self._content.library.texts.plain("posts-hromada", name=hromada.name)
        return next((body.name for body in await self._posts.bodies() if body.place == place), "")

    async def standings(self, place: str | None = None) -> list[Standing]:
        """All posts, or those of one place; every hromada has a head."""
        if not self._has_heads:
            heads = [Post(hromada.slug, Title.HEAD) for hromada in load_hromadas()]
            await self._posts.ensure(heads, self._clock())
            self._has_heads = True
        return await self._posts.standings(self._clock(), place=place)

    async def titled(self, title: Title) -> list[Post]:
        """All posts of that title that somebody was ever invited into; of heads one in every hromada."""
        return [each.post for each in await self.standings() if each.post.title is title]

    async def gaps(self) -> Gaps:
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

    async def add_body(self, name: str, by: int) -> Body:
        """A body with that name, the one that stands already where there is one, however its name is spelt."""
        key = words_key(name)
        known = next((each for each in await self._posts.bodies() if words_key(each.name) == key), None)
        return known or (await self.add_bodies([name], by))[0]

    async def add_bodies(self, names: Sequence[str], by: int) -> list[Body]:
        """Bodies with these names, of which none stands yet in another spelling."""
        return await self._posts.add_bodies([tidy(name) for name in names], self._clock(), by)

    async def acting(self, post: Post) -> list[Tenure]:
        """Who acts for the post now: the holder first, then delegates."""
        return await self._posts.acting(post, self._clock())

    async def all_acting(self) -> dict[str, list[int]]:
        """Who acts for each post now, by the post's id."""
        return await self._posts.all_acting(self._clock())

    async def reached(self) -> set[str]:
        """The ids of posts for which somebody acts whom the bot can write to."""
        return await self._posts.reached(self._clock())

    async def of_person(self, person_id: int) -> list[Tenure]:
        """The posts for which the person acts now, her own ones first."""
        return await self._posts.of_person(person_id, self._clock())

    async def held(self, tenure_id: int, person_id: int) -> Tenure | None:
        """That tenure, if it is this person's own and still lasts."""
        return next((each for each in await self.of_person(person_id) if each.id == tenure_id), None)

    async def leave(self, tenure_id: int, by: int) -> Tenure | None:
        """Ends a tenure, and the staff are told; None where it had ended already."""
        tenure = await self._posts.tenure(tenure_id)
        return tenure if tenure and await self._posts.leave(tenure_id, self._clock(), by) else None

    async def tenure(self, tenure_id: int) -> Tenure | None:
        """That tenure, whether it lasts or has ended."""
        return await self._posts.tenure(tenure_id)

    async def report(self, tenure_id: int, person_id: int) -> bool:
        """Who held the post before tells the staff that the new holder is the wrong one; False where she did not."""
        if self._staff.chat_id is None or not await self._posts.was_replaced(tenure_id, person_id):
            return False
        await self._news.tell(STAFF, NewsKind.POST_REPORTED, tenure=tenure_id)
        return True

    async def before(self, tenure: Tenure) -> Tenure | None:
        """Who gets the post again where that taking is undone; None where nobody does."""
        return await self._posts.before(tenure.id)

    async def undo(self, tenure_id: int, by: int) -> Tenure | None:
        """Takes a post back from the wrong person; she and the rightful holder are told. None where that is done."""
        return await self._posts.undo(tenure_id, self._clock(), by)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        """Whoever reads that somebody came into a post can say that it is a mistake."""
        return {
            NewsKind.POST_TAKEN: partial(self._taking, Taking.TAKEN),
            NewsKind.POST_REPLACED: partial(self._taking, Taking.REPLACED),
            NewsKind.POST_REPORTED: partial(self._taking, Taking.REPORTED),
            NewsKind.POST_LEFT: self._left,
            NewsKind.POST_TAKEN_BACK: self._taken_back,
            NewsKind.POST_GIVEN_BACK: self._given_back,
        }

    async def _taking(self, why: Taking, item: NewsItem) -> PostTaken:
        tenure, post = await self._tenure_of(item)
        return PostTaken(why=why, tenure=tenure.id, post=post, name=tenure.name)

    async def _left(self, item: NewsItem) -> Message:
        tenure, post = await self._tenure_of(item)
        key = "posts-left" if tenure.kind is TenureKind.HOLDER else "posts-delegate-left"
        return TextMessage(key, post=post, name=tenure.name)

    async def _taken_back(self, item: NewsItem) -> Message:
        return TextMessage("posts-taken-back", post=(await self._tenure_of(item))[1])

    async def _given_back(self, item: NewsItem) -> Message:
        return TextMessage("posts-given-back", post=(await self._tenure_of(item))[1])

    async def _tenure_of(self, item: NewsItem) -> tuple[Tenure, str]:
        """The tenure that is told of, and what its post is called."""
        tenure = await self._posts.tenure(item.facts["tenure"])
        assert tenure  # noqa: S101 - tenures stay
        return tenure, await self.name(tenure.post)

    async def confirm(self, tenure_id: int, person_id: int) -> bool:
        """The holder says that she still holds the post; False where she does not."""
        return await self._posts.confirmed(tenure_id, person_id, self._clock())

    async def unconfirmed(self) -> list[Tenure]:
        """Holders who are to be asked whether they still hold the post: once a quarter, and again after two weeks."""
        now = self._clock()
        return await self._posts.unconfirmed(now - CONFIRMED_FOR, now - ASKED_AGAIN)

    async def question(self, tenure_id: int, person_id: int) -> StillHolder | None:
        """What the holder is asked, noted as asked now; None where there is nothing to ask her any more."""
        tenure = await self.held(tenure_id, person_id)
        now = self._clock()
        if tenure is None or (tenure.confirmed_at or tenure.since_at) >= now - CONFIRMED_FOR:
            return None
        await self._posts.asked(tenure.id, now)
        return StillHolder(tenure=tenure.id, post=await self.name(tenure.post))


_TITLES = {
    Title.HEAD: "posts-head",
    Title.CDTO: "posts-cdto",
    Title.COORDINATOR: "posts-coordinator",
    Title.MATERNITY: "posts-maternity",
}
