"""One-time links into a post or a role: made, looked at, used, revoked; all heads at once as an Excel file."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from content.hromadas import load_hromadas
from services.content import Content
from services.files.excel import Picture, make_excel
from services.messages import Message, TextMessage
from services.people.messages import InviteDisowned, MemberJoined
from services.people.news import Make, News
from services.people.posts import Posts
from services.people.staff import Staff
from services.text import single_line
from storage.people import (
    STAFF,
    Action,
    AuditStore,
    Invite,
    InviteKind,
    InviteStore,
    NewsItem,
    NewsKind,
    Post,
    Role,
    Standing,
    TenureKind,
    Title,
)

LINK = "inv_"
"""Deep-link payload of an invite: `inv_<token>`."""
LASTS = {
    InviteKind.HOLDER: timedelta(days=14),
    InviteKind.DELEGATE: timedelta(days=3),
    InviteKind.ROLE: timedelta(days=1),
}
"""After so long a link that nobody used is useless: a paper letter with it takes days, a colleague does not."""
LONGEST_NAME = 64
_QR_PIXELS, _QR_HEIGHT = 5, 190
"""Per module: the code is some three centimetres wide in print. Of its row."""


class InviteOutcome(StrEnum):
    GOOD = "good"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ALREADY = "already"
    """The person is that already; the link stays good for the one it is meant for."""


@dataclass(frozen=True, slots=True)
class InviteLink:
    """An invite with its token."""

    token: str
    invite: Invite

    def url(self, bot: str) -> str:
        return f"https://t.me/{bot}?start={LINK}{self.token}"


@dataclass(frozen=True, slots=True)
class Invites:
    _content: Content
    _invites: InviteStore
    _audit: AuditStore
    _posts: Posts
    _staff: Staff
    _news: News
    _clock: Callable[[], datetime]
    _secret: str

    async def into_post(self, post: Post, by: int) -> InviteLink:
        """A link for the next holder; an older open one into the same post is revoked."""
        await self._posts.ensure(post)
        return await self._make(InviteKind.HOLDER, post.id, by)

    async def open_into(self, post: Post) -> Invite | None:
        """The open link for the next holder, which another one would revoke; not one that the update in work made."""
        if await self._invites.is_made_now(post.id):
            return None
        wanted = (InviteKind.HOLDER, post.id)
        return next((each for each in await self.open() if (each.kind, each.target) == wanted), None)

    async def delegate(self, post: Post, lasts: timedelta, by: int) -> InviteLink:
        """A link for somebody who acts in the holder's place for so long, counted from now."""
        return await self._make(InviteKind.DELEGATE, post.id, by, self._clock() + lasts)

    async def into_role(self, role: Role, by: int) -> InviteLink:
        return await self._make(InviteKind.ROLE, role.value, by)

    async def look_at(self, token: str, person_id: int) -> tuple[InviteOutcome, Invite | None]:
        """What a link is good for, for this person; nothing is used up."""
        invite = await self._invites.find(_hash(token))
        if invite is None:
            return InviteOutcome.UNKNOWN, None
        if invite.used_at:
            return InviteOutcome.USED, invite
        if invite.revoked_at:
            return InviteOutcome.REVOKED, invite
        if invite.expires_at <= self._clock():
            return InviteOutcome.EXPIRED, invite
        return (InviteOutcome.ALREADY if await self._is_already(invite, person_id) else InviteOutcome.GOOD), invite

    async def take(self, token: str, person_id: int, name: str) -> tuple[InviteOutcome, Invite | None]:
        """Uses a link, once. The staff, and whoever held the post before, are told."""
        outcome, invite = await self.look_at(token, person_id)
        if outcome is not InviteOutcome.GOOD or invite is None:
            return outcome, invite
        name = single_line(name, LONGEST_NAME)
        if invite.kind is InviteKind.ROLE:
            if not await self._invites.take_role(invite, person_id, name, self._clock()):
                return await self.look_at(token, person_id)
        elif not await self._invites.take_post(invite, person_id, name, self._clock()):
            return await self.look_at(token, person_id)
        return InviteOutcome.TAKEN, invite

    async def open(self) -> list[Invite]:
        """Links that can still be used, the newest first."""
        return await self._invites.open(self._clock())

    async def revoke(self, invite_id: str, by: int) -> bool:
        """Makes a link useless; False where it was used, revoked or never there."""
        return await self._invites.revoke(invite_id, self._clock(), by)

    async def disowned(self, token: str) -> None:
        """Somebody opened a link that is not meant for her: staff are told and can revoke it."""
        invite = await self._invites.find(_hash(token))
        if invite is not None:
            await self._news.tell(STAFF, NewsKind.INVITE_DISOWNED, target=invite.target)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {
            NewsKind.MEMBER_JOINED: self._joined,
            NewsKind.ROLE_REMOVED: self._removed,
            NewsKind.INVITE_DISOWNED: self._disowned,
        }

    async def _joined(self, item: NewsItem) -> Message | None:
        """None where she was removed by then."""
        member = next((each for each in await self._staff.members() if each.person_id == item.person_id), None)
        role = Role(item.facts["role"])
        return MemberJoined(person_id=member.person_id, role=role, name=member.name) if member else None

    async def _removed(self, _item: NewsItem) -> Message:
        return TextMessage("invites-removed")

    async def _disowned(self, item: NewsItem) -> Message:
        target = item.facts["target"]
        if post := Post.parse(target):
            return InviteDisowned(post=await self._posts.name(post))
        return InviteDisowned(role=Role(target))

    async def heads_without(self) -> list[Standing]:
        """Posts of heads whom the bot cannot reach."""
        return [each for each in await self._posts.standings() if each.post.title is Title.HEAD and not each.reachable]

    async def for_heads(self, bot: str, by: int, *, renew: bool) -> tuple[bytes, int]:
        """An Excel file with a link and QR code for each head whom the bot cannot reach, and how many those are.

        Columns: hromada, raion, link, valid until, QR code. An open link stands in it again, and stays good; with
        `renew` all are new, and the old ones are revoked.
        """
        posts = {each.post.place: each.post for each in await self.heads_without()}
        rows = [(posts[each.slug], [each.name, each.raion]) for each in load_hromadas() if each.slug in posts]
        texts = self._content.library.texts
        headings = texts.plain("invites-headings").split(" | ")
        return await self.sheet(rows, headings, texts.plain("invites-sheet"), bot, by, renew=renew), len(rows)

    async def sheet(
        self,
        posts: Sequence[tuple[Post, list[str]]],
        headings: Sequence[str],
        name: str,
        bot: str,
        by: int,
        *,
        renew: bool = False,
    ) -> bytes:
        """An Excel file with a link into each post, behind the cells that stand before it: link, valid until, QR code.
        The link is the one that is open, or else a new one; with `renew` a new one."""
        rows: list[list[object]] = []
        links = await self.links([post for post, _ in posts], by, renew=renew)
        for (_, before), link in zip(posts, links, strict=True):
            url = link.url(bot)
            rows.append([*before, url, link.invite.expires_at.date(), _qr(url)])
        return make_excel(headings, rows, name=name)

    async def links(self, posts: Sequence[Post], by: int, *, renew: bool = False) -> list[InviteLink]:
        """A link into each of these posts: the one that is open, or else a new one; with `renew` a new one. That they
        are taken along is logged."""
        open_ones = {} if renew else {each.target: each for each in await self.open() if each.kind is InviteKind.HOLDER}
        links = [
            self._link(open_ones[post.id]) if post.id in open_ones else await self.into_post(post, by) for post in posts
        ]
        await self._audit.write(self._clock(), by, Action.DATA_EXPORTED, "invites", str(len(links)))
        return links

    async def open_links(self) -> list[InviteLink]:
        """Links that can still be used, with their tokens, the newest first."""
        return [self._link(each) for each in await self.open()]

    async def _is_already(self, invite: Invite, person_id: int) -> bool:
        if invite.kind is InviteKind.ROLE:
            role = await self._staff.role(person_id)
            return role is Role.ADMIN or role == invite.target
        acting = await self._posts.of_person(person_id)
        kinds = {TenureKind.HOLDER} if invite.kind is InviteKind.HOLDER else set(TenureKind)
        return any(each.post.id == invite.target and each.kind in kinds for each in acting)

    async def _make(self, kind: InviteKind, target: str, by: int, delegate_until: datetime | None = None) -> InviteLink:
        seed, now = secrets.token_hex(20), self._clock()
        invite = Invite(
            hash=_hash(self._token(seed)),
            seed=seed,
            kind=kind,
            target=target,
            delegate_until=delegate_until,
            made_at=now,
            made_by=by,
            expires_at=now + LASTS[kind],
        )
        return self._link(await self._invites.add(invite))

    def _link(self, invite: Invite) -> InviteLink:
        return InviteLink(self._token(invite.seed), invite)

    def _token(self, seed: str) -> str:
        """160 bits in 32 signs, which fit a button. Who reads the database has the seed, but not the secret."""
        key = hmac.digest(self._secret.encode(), f"invite {seed}".encode(), "sha256")
        return base64.b32encode(key[:20]).decode().lower()


def _hash(token: str) -> str:
    """The token has 160 random bits, so a plain hash cannot be reversed by trying."""
    return hashlib.sha256(token.encode()).hexdigest()


def qr_svg(url: str) -> bytes:
    """A QR code as SVG, for a page: sharp in print, however large."""
    import segno

    file = io.BytesIO()
    segno.make(url, error="m", micro=False).save(file, kind="svg", scale=4, border=4, dark="#000", light="#fff")
    return file.getvalue()


def _qr(url: str) -> Picture:
    import segno  # when links are made for all, which is once in years

    file = io.BytesIO()
    segno.make(url, error="m", micro=False).save(file, kind="png", scale=_QR_PIXELS, border=4)
    return Picture(file.getvalue(), _QR_HEIGHT, url)
